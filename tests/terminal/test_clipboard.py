"""The ways to the clipboard with false programs: what each is given, and that no claim goes beyond it."""

from __future__ import annotations

import os
import select
import stat
import subprocess
import sys
from base64 import b64decode
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("the false programs are shell scripts", allow_module_level=True)

from techdep_tui.config import CLIPBOARD_WAYS, ClipboardSettings
from techdep_tui.ui.clipboard import Attempt, Outcome, as_table, check_clipboard, copy, process
from techdep_tui.ui.clipboard.report import report as make_report
from techdep_tui.ui.clipboard.terminal import LONGEST, in_screen_pieces, osc52, sequence

from .clipboard_tools import DEADLINE_S, TEXT, program

NOWHERE = {"PATH": "/nonexistent", "TERM": "xterm"}


def outcomes(attempts: tuple[Attempt, ...]) -> dict[str, Outcome]:
    return {attempt.way: attempt.outcome for attempt in attempts}


# The file


def test_the_file_always_holds_the_text_for_the_reader_alone(tmp_path: Path) -> None:
    report = copy(TEXT, environ=NOWHERE, state_dir=tmp_path / "state")
    assert report.file == tmp_path / "state" / "last-copy.txt"
    assert report.file.read_bytes() == TEXT.encode()
    assert stat.S_IMODE(report.file.stat().st_mode) == 0o600
    assert [file.name for file in report.file.parent.iterdir()] == ["last-copy.txt"]
    assert report.message == f"No clipboard reached: saved to {report.file}"


def test_a_new_copy_replaces_the_file_and_not_what_it_points_to(tmp_path: Path) -> None:
    (tmp_path / "of the reader's").write_text("precious")
    (tmp_path / "last-copy.txt").symlink_to(tmp_path / "of the reader's")
    copy("new", environ=NOWHERE, state_dir=tmp_path)
    assert (tmp_path / "of the reader's").read_text() == "precious"
    assert not (tmp_path / "last-copy.txt").is_symlink()


def test_a_file_that_cannot_be_written_is_not_claimed(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "state" / "last-copy.txt" / "x").mkdir(parents=True)
    for directory, reason in {
        "file": "File exists",
        "file/below": "Not a directory",
        "state": "Is a",
    }.items():
        report = copy(TEXT, environ=NOWHERE, state_dir=tmp_path / directory)
        assert report.message.startswith(f"No clipboard reached, and no file could be written ({reason}")
        assert (report.way, report.file) == ("none", None)
        report = copy(TEXT, environ=NOWHERE, state_dir=tmp_path / directory, write_osc52=lambda _: None)
        assert report.message.startswith(
            "Sent to the terminal, which cannot confirm; no file could be written ("
        )
    assert [file.name for file in (tmp_path / "state").iterdir()] == ["last-copy.txt"]


def test_the_places_of_the_program_are_taken_if_none_are_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "TMUX"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", "/nonexistent")
    monkeypatch.setenv("TECHDEP_TUI_STATE_DIR", str(tmp_path))
    assert copy(TEXT).file == tmp_path / "last-copy.txt"


# Programs


def test_a_false_pbcopy_on_the_path_is_used_and_read_back(tmp_path: Path) -> None:
    environ = program(
        tmp_path / "bin", "pbcopy", f'cat > {tmp_path}/board; echo "$LC_ALL" > {tmp_path}/locale'
    )
    report = copy(TEXT, environ=environ, state_dir=tmp_path)
    assert report.message == "Copied (pbcopy, not checked)"
    assert not report.is_checked
    assert report.is_certain
    assert (tmp_path / "board").read_text(encoding="utf-8") == TEXT
    assert (tmp_path / "locale").read_text() == "en_US.UTF-8\n"
    program(tmp_path / "bin", "pbpaste", f"cat {tmp_path}/board")
    report = copy(TEXT, environ=environ, state_dir=tmp_path)
    assert report.message == "Copied (pbcopy, checked)"
    assert report.is_checked


def test_a_clipboard_that_holds_another_text_is_not_reached(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("techdep_tui.ui.clipboard.tools.SETTLING_S", 0.0)
    environ = program(tmp_path / "bin", "pbcopy", "cat > /dev/null")
    program(tmp_path / "bin", "pbpaste", "echo something else")
    report = copy(TEXT, environ=environ, state_dir=tmp_path)
    assert report.message.startswith("No clipboard reached")
    assert report.attempts[1].detail == "it gives back another text"


def test_a_clipboard_that_cannot_be_read_back_is_not_called_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("techdep_tui.ui.clipboard.tools.SETTLING_S", 0.0)
    environ = program(tmp_path / "bin", "pbcopy", "cat > /dev/null")
    program(tmp_path / "bin", "pbpaste", "exit 3")
    report = copy(TEXT, environ=environ, state_dir=tmp_path)
    assert report.message == "Copied (pbcopy, not checked)"
    assert report.attempts[1].detail == "pbpaste ended with code 3"


def test_clip_exe_is_given_utf_16_without_a_mark(tmp_path: Path) -> None:
    environ = program(tmp_path / "bin", "clip.exe", f"cat > {tmp_path}/board")
    report = copy(TEXT, environ=environ, state_dir=tmp_path)
    assert report.message == "Copied (clip.exe, not checked)"
    assert (tmp_path / "board").read_bytes() == TEXT.encode("utf-16-le")


def test_wl_copy_needs_its_display(tmp_path: Path) -> None:
    environ = program(tmp_path / "bin", "wl-copy", f"cat > {tmp_path}/board")
    program(tmp_path / "bin", "wl-paste", f"cat {tmp_path}/board")
    assert outcomes(copy(TEXT, environ=environ, state_dir=tmp_path).attempts)["wl-copy"] is Outcome.ABSENT
    environ["WAYLAND_DISPLAY"] = "wayland-0"
    assert copy(TEXT, environ=environ, state_dir=tmp_path).message == "Copied (wl-copy, checked)"


def test_an_xclip_that_sleeps_a_minute_is_killed_with_its_children(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "LIMIT_S", 0.3)
    os.mkfifo(tmp_path / "alive")
    alive = os.open(tmp_path / "alive", os.O_RDONLY | os.O_NONBLOCK)
    environ = program(tmp_path / "bin", "xclip", f"exec 9> {tmp_path}/alive; sleep 60 & sleep 60; wait")
    report = copy(TEXT, environ={**environ, "DISPLAY": ":0"}, state_dir=tmp_path)
    assert report.message == f"No clipboard reached: saved to {report.file}"
    detail = next(attempt.detail for attempt in report.attempts if attempt.way == "xclip")
    assert detail == "no answer within 0.3 s (display :0)"
    assert select.select([alive], [], [], DEADLINE_S)[0]
    assert os.read(alive, 1) == b""  # nobody holds the other end any more
    os.close(alive)


def test_a_way_with_several_programs_has_no_more_time_than_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "LIMIT_S", 0.5)
    monkeypatch.setattr("techdep_tui.ui.clipboard.tools.SETTLING_S", 60.0)
    environ = program(tmp_path / "bin", "pbcopy", "cat > /dev/null")
    program(tmp_path / "bin", "pbpaste", f"echo >> {tmp_path}/asked; sleep 60")
    report = copy(TEXT, environ=environ, state_dir=tmp_path, settings=ClipboardSettings(("pbcopy",)))
    assert report.message == "Copied (pbcopy, not checked)"
    assert report.attempts[0].detail.startswith("pbpaste no answer within 0.")
    assert (tmp_path / "asked").read_text() == "\n"  # once, for as long as there was time


def test_a_reader_that_waits_for_nothing_is_started_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("techdep_tui.ui.clipboard.tools.READING_S", 0.3)
    environ = program(tmp_path / "bin", "pbcopy", f"cat > {tmp_path}/board")
    once = f"test -e {tmp_path}/asked || {{ echo > {tmp_path}/asked; exec sleep 60; }}"
    program(tmp_path / "bin", "pbpaste", f"{once}; cat {tmp_path}/board")
    report = copy(TEXT, environ=environ, state_dir=tmp_path, settings=ClipboardSettings(("pbcopy",)))
    assert report.message == "Copied (pbcopy, checked)"


def test_a_child_that_keeps_the_output_open_holds_nobody_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "LIMIT_S", 5.0)
    os.mkfifo(tmp_path / "end")
    environ = program(tmp_path / "bin", "pbcopy", f"cat > {tmp_path}/board; cat {tmp_path}/end &")
    report = copy(TEXT, environ=environ, state_dir=tmp_path)
    assert report.message == "Copied (pbcopy, not checked)"
    (tmp_path / "end").write_text("end\n")


def test_a_program_that_reads_nothing_is_no_harm(tmp_path: Path) -> None:
    environ = program(tmp_path / "bin", "pbcopy", "exit 1")
    report = copy("x" * 1_000_000, environ=environ, state_dir=tmp_path)
    assert report.way == "file"
    assert report.attempts[1].detail == "ended with code 1"


def test_a_program_that_cannot_be_started_says_why(tmp_path: Path) -> None:
    (tmp_path / "pbcopy").write_bytes(b"\x7fELF no program")
    (tmp_path / "pbcopy").chmod(0o755)
    report = copy(TEXT, environ={"PATH": str(tmp_path)}, state_dir=tmp_path)
    assert report.attempts[1].detail == "cannot be started: Exec format error"


def test_a_program_in_the_working_directory_is_never_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environ = program(tmp_path / "bin", "pbcopy", f"cat > {tmp_path}/board")
    monkeypatch.chdir(tmp_path / "bin")
    environ["PATH"] = environ["PATH"].replace(str(tmp_path / "bin"), ".", 1)
    report = copy(TEXT, environ=environ, state_dir=tmp_path)
    assert report.way == "file"
    assert not (tmp_path / "board").exists()


def test_programs_are_looked_for_as_the_caller_says(tmp_path: Path) -> None:
    environ = program(tmp_path / "bin", "mine", f"cat > {tmp_path}/board")
    asked: list[str] = []

    def which(name: str) -> str | None:
        asked.append(name)
        return str(tmp_path / "bin" / "mine") if name == "pbcopy" else None

    assert copy(TEXT, environ=environ, which=which, state_dir=tmp_path).way == "pbcopy"
    assert asked == ["pbcopy", "pbpaste"]


def test_programs_run_away_from_the_readers_folder(tmp_path: Path) -> None:
    environ = program(tmp_path / "bin", "pbcopy", f"pwd > {tmp_path}/directory")
    copy(TEXT, environ=environ, state_dir=tmp_path)
    assert (tmp_path / "directory").read_text() == "/\n"


# The reader's own command and order


def test_the_readers_own_command_comes_first(tmp_path: Path) -> None:
    environ = program(tmp_path / "bin", "mine", f'cat > "{tmp_path}/$1"')
    program(tmp_path / "bin", "pbcopy", "exit 0")
    settings = ClipboardSettings(command=("mine", "my board"))
    report = copy(TEXT, environ=environ, state_dir=tmp_path, settings=settings)
    assert report.message == "Copied (command, not checked)"
    assert (tmp_path / "my board").read_text(encoding="utf-8") == TEXT


@pytest.mark.parametrize("command", ["mine", "missing"])
def test_where_the_own_command_fails_the_next_way_is_tried(tmp_path: Path, command: str) -> None:
    environ = program(tmp_path / "bin", "mine", "exit 9")
    program(tmp_path / "bin", "pbcopy", "exit 0")
    settings = ClipboardSettings(command=(command,))
    report = copy(TEXT, environ=environ, state_dir=tmp_path, settings=settings)
    assert report.way == "pbcopy"
    assert report.attempts[0].outcome is Outcome.FAILED
    assert command in report.attempts[0].detail


def test_only_the_ways_of_the_settings_are_tried_and_in_their_order(tmp_path: Path) -> None:
    environ = program(tmp_path / "bin", "pbcopy", "exit 0")
    settings = ClipboardSettings(order=("osc52", "xclip"))
    report = copy(TEXT, environ=environ, state_dir=tmp_path, settings=settings, write_osc52=lambda _: None)
    assert [attempt.way for attempt in report.attempts] == ["osc52", "xclip"]
    assert report.way == "osc52"


# Over ssh


@pytest.mark.parametrize("sign", ["SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"])
def test_over_ssh_the_other_machines_clipboard_is_left_alone(tmp_path: Path, sign: str) -> None:
    environ = program(tmp_path / "bin", "xclip", f"cat > {tmp_path}/board")
    for name in ("pbcopy", "clip.exe", "wl-copy", "xsel"):
        program(tmp_path / "bin", name, f"cat > {tmp_path}/board")
    environ |= {sign: "something", "DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}
    sent: list[str] = []
    report = copy(TEXT, environ=environ, state_dir=tmp_path, write_osc52=sent.append)
    assert report.message == f"Sent to the terminal, which cannot confirm; also in {report.file}"
    assert not (tmp_path / "board").exists()
    assert sent == [osc52(TEXT.encode())]


@pytest.mark.parametrize("display", ["localhost:10.0", "127.0.0.1:11", "[::1]:10.0", "desk.example:0"])
def test_over_ssh_a_forwarded_display_is_the_readers(tmp_path: Path, display: str) -> None:
    environ = program(tmp_path / "bin", "xclip", f'echo "$DISPLAY" > {tmp_path}/display')
    environ |= {"SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22", "DISPLAY": display}
    settings = ClipboardSettings(("xclip",))
    copy(TEXT, environ=environ, state_dir=tmp_path, settings=settings)
    assert (tmp_path / "display").read_text() == f"{display}\n"


@pytest.mark.parametrize("display", [":0", "unix:0", "/private/tmp/launch-x/org.xquartz:0"])
def test_over_ssh_a_local_display_is_not(tmp_path: Path, display: str) -> None:
    environ = program(tmp_path / "bin", "xclip", "exit 0")
    environ |= {"SSH_TTY": "/dev/pts/1", "DISPLAY": display}
    report = copy(TEXT, environ=environ, state_dir=tmp_path, settings=ClipboardSettings(("xclip",)))
    assert outcomes(report.attempts) == {"xclip": Outcome.ABSENT}
    assert "over ssh" in report.attempts[0].detail


# The terminal itself


def test_osc_52_is_base64_between_its_mark_and_bel() -> None:
    assert osc52("Größe".encode()) == "\x1b]52;c;R3LDtsOfZQ==\a"


def test_gnu_screen_is_given_pieces_of_240_bytes() -> None:
    whole = osc52(b"x" * 1000)
    pieces = in_screen_pieces(whole).split("\x1b\\")
    assert pieces.pop() == ""
    assert [len(piece) - len("\x1bP") for piece in pieces[:-1]] == [240] * (len(pieces) - 1)
    assert "".join(piece.removeprefix("\x1bP") for piece in pieces) == whole


@pytest.mark.parametrize(
    ("variables", "is_in_pieces"),
    [
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "screen.xterm-256color", "STY": "1.x"}, True),
        ({"TERM": "screen"}, True),
        ({"TERM": "screen.xterm-256color"}, True),
        ({"TERM": "screen-256color"}, False),
        ({"TERM": "tmux-256color"}, False),
        ({"TERM": "screen", "TMUX": "/tmp/x,1,0"}, False),
    ],
)
def test_pieces_are_for_gnu_screen_only(variables: dict[str, str], is_in_pieces: bool) -> None:
    assert sequence(b"text", variables).startswith("\x1bP") == is_in_pieces


@pytest.mark.parametrize("term", ["dumb", "linux"])
def test_a_terminal_without_a_clipboard_is_not_asked(tmp_path: Path, term: str) -> None:
    sent: list[str] = []
    environ = {**NOWHERE, "TERM": term}
    report = copy(TEXT, environ=environ, state_dir=tmp_path, write_osc52=sent.append)
    assert (report.way, sent) == ("file", [])


def test_more_than_terminals_take_is_not_sent(tmp_path: Path) -> None:
    sent: list[str] = []
    report = copy("x" * LONGEST, environ=NOWHERE, state_dir=tmp_path, write_osc52=sent.append)
    assert (report.way, sent) == ("file", [])


def test_a_terminal_that_cannot_be_written_to_is_not_claimed(tmp_path: Path) -> None:
    def write(_: str) -> None:
        raise OSError(5, "Input/output error")

    report = copy(TEXT, environ=NOWHERE, state_dir=tmp_path, write_osc52=write)
    assert report.way == "file"
    assert report.attempts[-1].outcome is Outcome.FAILED


def test_half_a_character_does_not_stop_a_copy(tmp_path: Path) -> None:
    sent: list[str] = []
    report = copy("a\udc80b", environ=NOWHERE, state_dir=tmp_path, write_osc52=sent.append)
    assert report.file
    assert report.file.read_bytes() == b"a?b"
    assert b64decode(sent[0][7:-1]) == b"a?b"


# Words


CHECKED = Attempt("xclip", Outcome.CHECKED)
BUFFER = Attempt("tmux", Outcome.CHECKED)
PASSED_ON = Attempt("tmux", Outcome.CHECKED, is_passed_on=True)


@pytest.mark.parametrize(
    ("attempts", "message"),
    [
        ([CHECKED], "Copied (xclip, checked)"),
        ([Attempt("xsel", Outcome.TAKEN)], "Copied (xsel, not checked)"),
        ([CHECKED, BUFFER], "Copied (xclip, checked); also in the tmux buffer (prefix ] pastes)"),
        ([PASSED_ON], "Copied to the tmux buffer and passed on to your terminal"),
        ([BUFFER], "Copied to the tmux buffer (prefix ] pastes)"),
        ([Attempt("tmux", Outcome.TAKEN)], "Copied to the tmux buffer (not checked; prefix ] pastes)"),
        (
            [Attempt("tmux", Outcome.TAKEN, is_passed_on=True)],
            "Copied to the tmux buffer and passed on to your terminal (not checked)",
        ),
        (
            [Attempt("xclip", Outcome.FAILED), Attempt("osc52", Outcome.SENT)],
            "Sent to the terminal, which cannot confirm; also in /s/last-copy.txt",
        ),
        ([Attempt("xclip", Outcome.FAILED)], "No clipboard reached: saved to /s/last-copy.txt"),
        ([], "No clipboard reached: saved to /s/last-copy.txt"),
    ],
)
def test_the_message_claims_what_is_known(attempts: list[Attempt], message: str) -> None:
    assert make_report(attempts, Path("/s/last-copy.txt"), "").message == message


# Trying all ways


def test_the_check_tries_every_way_and_the_file(tmp_path: Path) -> None:
    environ = program(tmp_path / "bin", "pbcopy", f"cat > {tmp_path}/board")
    program(tmp_path / "bin", "pbpaste", f"cat {tmp_path}/board")
    program(tmp_path / "bin", "xclip", "exit 1")
    attempts = check_clipboard(
        environ={**environ, "DISPLAY": ":0"}, write_osc52=lambda _: None, state_dir=tmp_path / "state"
    )
    assert outcomes(attempts) == {
        "command": Outcome.ABSENT,
        "pbcopy": Outcome.CHECKED,
        "clip.exe": Outcome.ABSENT,
        "wl-copy": Outcome.ABSENT,
        "xclip": Outcome.FAILED,
        "xsel": Outcome.ABSENT,
        "tmux": Outcome.ABSENT,
        "osc52": Outcome.SENT,
        "file": Outcome.CHECKED,
    }
    assert [attempt.way for attempt in attempts] == [*CLIPBOARD_WAYS, "file"]
    assert "clipboard check, pbcopy" in (tmp_path / "board").read_text()
    assert all(attempt.detail for attempt in attempts if attempt.way != "pbcopy")


def test_the_table_has_a_line_for_each_way() -> None:
    attempts = (
        Attempt("xclip", Outcome.CHECKED, "display :0", seconds=0.0124),
        Attempt("osc52", Outcome.SENT, "paste somewhere", seconds=0.0),
    )
    assert as_table(attempts).splitlines() == [
        "way    outcome                  ms",
        "xclip  checked                  12  display :0",
        "osc52  sent, cannot be checked   0  paste somewhere",
    ]


# Imports


@pytest.mark.parametrize("missing", ["fcntl", "termios", "pwd", "textual", "rich"])
def test_the_ways_and_the_state_need_nothing_that_a_system_lacks(missing: str) -> None:
    script = f"""
import sys
sys.modules[{missing!r}] = None
import techdep_tui.config, techdep_tui.core.state.state, techdep_tui.paths
import techdep_tui.ui.clipboard
"""
    subprocess.run([sys.executable, "-c", script], check=True)


def test_without_anything_at_all_a_copy_still_says_what_became_of_it(tmp_path: Path) -> None:
    assert copy(TEXT, environ={}, state_dir=tmp_path).way == "file"
