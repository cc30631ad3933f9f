"""The real program in real terminals: what it says after `y`, and whether the text is where it says."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("there are no pseudo-terminals", allow_module_level=True)

from .clipboard_tools import (
    Recorder,
    environment,
    need,
    program,
    recorder,
    screen_sessions,
    tmux_server,
    x_server,
)

COLUMNS = 240
"""Wide enough for a message and the name of a file in one line."""

SENT = "Sent to the terminal, which cannot confirm; also in {file} · P shows it to select by hand"
SAVED = "No clipboard reached: saved to {file} · P shows it to select by hand"


class Reader:
    """The program over the built-in articles, with directories of its own."""

    def __init__(self, home: Path, environ: Mapping[str, str]) -> None:
        self.file = home / "state" / "last-copy.txt"
        directories = {f"TECHDEP_TUI_{each}_DIR": str(home / each.lower()) for each in ("STATE", "CONFIG")}
        self.environ = {"TERM": "xterm-256color", **environ, **directories}
        self.command = [sys.executable, "-m", "techdep_tui"]

    @contextmanager
    def on_a_pty(self, *around: str) -> Iterator[Recorder]:
        """The program, inside of another if one is given, on a terminal that records."""
        with recorder([*around, *self.command], self.environ, COLUMNS) as outer:
            outer.wait(lambda: b"3 articles" in outer.output)
            yield outer

    def copied(self) -> str:
        """The text of the file that every copy goes to."""
        return self.file.read_text(encoding="utf-8")

    def says(self, outer: Recorder, message: str) -> None:
        """Wait until the message stands on the screen, word for word."""
        wanted = message.format(file=self.file).encode()
        outer.wait(lambda: wanted in outer.output)


def without_programs(tmp_path: Path, **variables: str) -> dict[str, str]:
    (tmp_path / "none").mkdir()
    return environment(PATH=str(tmp_path / "none"), **variables)


# No clipboard around


def test_on_a_bare_terminal_the_text_is_sent_and_no_more_is_said(tmp_path: Path) -> None:
    reader = Reader(tmp_path, without_programs(tmp_path))
    with reader.on_a_pty() as outer:
        outer.press("y")
        reader.says(outer, SENT)
        assert outer.clipboards() == [reader.copied()]
        assert "Russia struggles to shake reliance" in reader.copied()


def test_a_terminal_without_a_clipboard_is_sent_nothing(tmp_path: Path) -> None:
    reader = Reader(tmp_path, without_programs(tmp_path, TERM="linux"))
    with reader.on_a_pty() as outer:
        outer.press("y")
        reader.says(outer, SAVED)
        assert outer.clipboards() == []
        assert "Russia struggles" in reader.copied()


@pytest.mark.parametrize("display", ["", ":987"], ids=["no display", "a dead display"])
def test_without_a_living_display_nothing_is_claimed(tmp_path: Path, display: str) -> None:
    need("xclip", "xsel")
    reader = Reader(tmp_path, environment(DISPLAY=display))
    with reader.on_a_pty() as outer:
        outer.press("y")
        reader.says(outer, SENT)
        assert outer.clipboards() == [reader.copied()]


# Programs


@pytest.mark.parametrize("tool", ["xclip", "xsel"])
def test_an_x_clipboard_holds_what_the_screen_says(tmp_path: Path, tool: str) -> None:
    need(tool)
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / tool).symlink_to(shutil.which(tool) or tool)
    get = {"xclip": ["-selection", "clipboard", "-out"], "xsel": ["--clipboard", "--output"]}[tool]
    with x_server() as display:
        environ = environment(DISPLAY=display, PATH=str(tmp_path / "bin"))
        reader = Reader(tmp_path, environ)
        with reader.on_a_pty() as outer:
            outer.press("y")
            reader.says(outer, f"Copied ({tool}, checked) · citation")
            assert outer.clipboards() == []
        held = subprocess.run([tool, *get], env=environ, check=True, capture_output=True).stdout
        assert held.decode() == reader.copied()  # also after the terminal has been closed


@pytest.mark.parametrize(
    ("put", "get", "variables"),
    [("pbcopy", "pbpaste", {}), ("wl-copy", "wl-paste", {"WAYLAND_DISPLAY": "wayland-0"})],
)
def test_a_stand_in_on_the_path_is_used_and_read_back(
    tmp_path: Path, put: str, get: str, variables: dict[str, str]
) -> None:
    environ = program(tmp_path / "bin", put, f"cat > {tmp_path}/board")
    program(tmp_path / "bin", get, f"cat {tmp_path}/board")
    reader = Reader(tmp_path, {**environ, **variables})
    with reader.on_a_pty() as outer:
        outer.press("y")
        reader.says(outer, f"Copied ({put}, checked) · citation")
        assert (tmp_path / "board").read_text(encoding="utf-8") == reader.copied()


def test_while_a_program_sleeps_the_screen_answers(tmp_path: Path) -> None:
    environ = program(tmp_path / "bin", "xclip", "exec sleep 60")
    reader = Reader(tmp_path, {**environ, "DISPLAY": ":0"})
    with reader.on_a_pty() as outer:
        outer.press("y")
        outer.wait(lambda: b"Copying: citation" in outer.output)
        outer.press("?")
        outer.wait(lambda: b"Help: the keys" in outer.output)
        assert b"which cannot confirm" not in outer.output
        outer.wait(lambda: b"Sent to the terminal, which cannot confirm" in outer.output)
        outer.press("\x1b")
        reader.says(outer, SENT)
        assert outer.clipboards() == [reader.copied()]


# Multiplexers


@pytest.mark.parametrize(
    ("option", "is_passed_on"), [(None, True), ("external", True), ("on", True), ("off", False)]
)
def test_in_tmux_passed_on_is_said_exactly_if_it_was(
    tmp_path: Path, option: str | None, is_passed_on: bool
) -> None:
    with tmux_server() as server:
        if option:
            server.tmux("set-option", "-s", "set-clipboard", option)
        reader = Reader(tmp_path, {})
        with server.terminal("xterm-256color") as outer:
            variables = [f"-e{name}={value}" for name, value in reader.environ.items() if name != "TERM"]
            server.tmux("new-window", *variables, *reader.command)
            outer.wait(lambda: b"3 articles" in server.tmux("capture-pane", "-p"))
            server.tmux("send-keys", "y")
            how = "and passed on to your terminal" if is_passed_on else "(prefix ] pastes)"
            said = f"Copied to the tmux buffer {how} · citation".encode()
            outer.wait(lambda: said in server.tmux("capture-pane", "-p"))
            assert server.tmux("show-buffer").decode() == reader.copied()
            assert outer.clipboards() == ([reader.copied()] if is_passed_on else [])


def test_gnu_screen_passes_the_text_on_to_the_terminal_around_it(tmp_path: Path) -> None:
    need("screen")
    (tmp_path / "nothing").mkdir()
    screen = [shutil.which("screen") or "screen", "-c", os.devnull]
    with screen_sessions() as sockets:
        reader = Reader(tmp_path, environment(SCREENDIR=str(sockets), LC_ALL="C.UTF-8", TERM="xterm"))
        reader.environ["PATH"] = str(tmp_path / "nothing")
        with reader.on_a_pty(*screen) as outer:
            outer.press("\rVjjjjjjy")  # a quotation of more than screen passes on in one piece
            reader.says(outer, SENT)
            assert outer.clipboards() == [reader.copied()]
            assert len(reader.copied()) > 1000


# One after the other, and to the end


def test_of_two_copies_the_later_stays_and_both_are_listed(tmp_path: Path) -> None:
    slow = f"test -e {tmp_path}/second || {{ cat > {tmp_path}/second; sleep 0.5; }}; cat > {tmp_path}/board"
    reader = Reader(tmp_path, program(tmp_path / "bin", "pbcopy", slow))
    with reader.on_a_pty() as outer:
        outer.press("yY")
        reader.says(outer, "Copied (pbcopy, not checked) · address")
        assert (tmp_path / "board").read_text() == reader.copied()
        assert reader.copied().startswith("https://")
        outer.press("C")
        outer.wait(lambda: b"Copied in this session: 2" in outer.output)


def test_a_copy_just_before_quitting_still_arrives_and_is_told(tmp_path: Path) -> None:
    environ = program(tmp_path / "bin", "pbcopy", f"sleep 0.5; cat > {tmp_path}/board")
    reader = Reader(tmp_path, environ)
    with reader.on_a_pty() as outer:
        outer.press("yQ")
        outer.wait(lambda: b"techdep-tui: Copied (pbcopy, not checked)" in outer.output)
        assert (tmp_path / "board").read_text(encoding="utf-8") == reader.copied()


def test_a_copy_just_before_quitting_is_sent_to_the_terminal(tmp_path: Path) -> None:
    environ = program(tmp_path / "bin", "xclip", "sleep 0.5; exit 1")
    reader = Reader(tmp_path, {**environ, "DISPLAY": ":0"})
    with reader.on_a_pty() as outer:
        outer.press("yQ")
        outer.wait(lambda: b"techdep-tui: Sent to the terminal" in outer.output)
        assert outer.clipboards() == [reader.copied()]


# By hand


@pytest.mark.parametrize("has_second_screen", [True, False])
def test_a_key_shows_the_copy_on_the_plain_screen_and_another_brings_the_program_back(
    tmp_path: Path, has_second_screen: bool
) -> None:
    with tmux_server() as server:
        server.tmux("set-option", "-g", "alternate-screen", "on" if has_second_screen else "off")
        reader = Reader(tmp_path, without_programs(tmp_path))

        def screen() -> str:
            return server.tmux("capture-pane", "-p", "-J").decode()

        def modes() -> bytes:
            return server.tmux("display-message", "-p", "#{alternate_on}#{mouse_any_flag}#{cursor_flag}")

        with server.terminal("xterm-256color") as outer:
            variables = [f"-e{name}={value}" for name, value in reader.environ.items() if name != "TERM"]
            quiet = ["env", "-u", "TMUX", "sh", "-c", '"$@"; echo left; read -r _', "sh"]
            server.tmux("new-window", *variables, *quiet, *reader.command)
            outer.wait(lambda: "3 articles" in screen())
            full = modes()
            assert full == (b"110\n" if has_second_screen else b"010\n")
            server.tmux("send-keys", "y")
            outer.wait(lambda: "P shows it to select by hand" in " ".join(screen().split()))
            server.tmux("send-keys", "P")
            outer.wait(lambda: "Any key goes back" in screen())
            assert f"\n\n{reader.copied()}\n\n" in screen()
            assert "3 articles" not in screen()
            assert modes() == b"001\n"
            server.tmux("send-keys", "C-c")
            outer.wait(lambda: "3 articles" in screen())
            assert modes() == full
            server.tmux("send-keys", "Q")
            outer.wait(lambda: "left" in screen())
            assert "3 articles" not in screen()
            assert modes() == b"001\n"


@pytest.mark.skipif(sys.platform != "linux", reason="finds the program's process in /proc")
def test_a_signal_ends_the_program_also_while_the_plain_screen_shows(tmp_path: Path) -> None:
    reader = Reader(tmp_path, without_programs(tmp_path))
    with reader.on_a_pty() as outer:
        outer.press("y")
        reader.says(outer, SENT)
        outer.press("P")
        outer.wait(lambda: b"Any key goes back" in outer.output)
        os.kill(outer.pid, signal.SIGTERM)
        outer.wait(lambda: not Path(f"/proc/{outer.pid}/fd/0").exists())
