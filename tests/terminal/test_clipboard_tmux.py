"""The tmux buffer and the terminal around it, with a real server and a terminal that records."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("there is no tmux", allow_module_level=True)

from techdep_tui.ui.clipboard import Outcome, check_clipboard, copy

from .clipboard_tools import TEXT, TmuxServer, program, recorder, tmux_server, x_server

PASSED_ON = "Copied to the tmux buffer and passed on to your terminal"
BUFFER_ONLY = "Copied to the tmux buffer (prefix ] pastes)"


@pytest.fixture
def server() -> Iterator[TmuxServer]:
    with tmux_server() as running:
        yield running


@pytest.mark.parametrize(
    ("option", "term", "message"),
    [
        (None, "xterm-256color", PASSED_ON),
        ("on", "xterm-256color", PASSED_ON),
        ("external", "xterm-256color", PASSED_ON),
        ("off", "xterm-256color", BUFFER_ONLY),
        (None, "screen-256color", BUFFER_ONLY),  # a terminal that is not known to have a clipboard
        ("on", "linux", BUFFER_ONLY),
    ],
)
def test_passed_on_is_said_exactly_if_the_terminal_was_given_the_text(
    server: TmuxServer, tmp_path: Path, option: str | None, term: str, message: str
) -> None:
    if option:
        server.tmux("set-option", "-s", "set-clipboard", option)
    with server.terminal(term) as outer:
        report = copy(TEXT, environ=server.inside, state_dir=tmp_path)
        assert report.message == message
        assert (report.way, report.is_checked, report.is_certain) == ("tmux", True, True)
        assert server.tmux("show-buffer").decode() == TEXT
        assert outer.clipboards() == ([TEXT] if message == PASSED_ON else [])


def test_without_a_terminal_around_it_only_the_buffer_is_claimed(server: TmuxServer, tmp_path: Path) -> None:
    assert copy(TEXT, environ=server.inside, state_dir=tmp_path).message == BUFFER_ONLY
    assert server.tmux("show-buffer").decode() == TEXT


def test_the_terminal_of_another_session_is_given_nothing(server: TmuxServer, tmp_path: Path) -> None:
    server.tmux("new-session", "-d", "-s", "other", "cat")
    environ = {**server.environ, "TERM": "xterm-256color"}
    with recorder(["tmux", "attach", "-t", "other"], environ) as outer:
        outer.wait(lambda: server.tmux("list-clients"))
        assert copy(TEXT, environ=server.inside, state_dir=tmp_path).message == BUFFER_ONLY
        assert outer.clipboards() == []


def test_a_program_in_control_mode_is_no_terminal(server: TmuxServer, tmp_path: Path) -> None:
    with recorder(["tmux", "-C", "attach"], server.environ) as outer:
        outer.wait(lambda: server.tmux("list-clients"))
        assert copy(TEXT, environ=server.inside, state_dir=tmp_path).message == BUFFER_ONLY


def test_a_long_text_goes_through_tmux_whole(server: TmuxServer, tmp_path: Path) -> None:
    text = "An entry of a long bibliography, with an é.\n" * 20_000
    report = copy(text, environ=server.inside, state_dir=tmp_path)
    assert report.is_checked
    assert server.tmux("show-buffer").decode() == text


def test_an_x_clipboard_and_the_buffer_are_both_set(server: TmuxServer, tmp_path: Path) -> None:
    with x_server() as display, server.terminal("xterm-256color") as outer:
        report = copy(TEXT, environ={**server.inside, "DISPLAY": display}, state_dir=tmp_path)
        assert report.message == (
            "Copied (xclip, checked); also in the tmux buffer and passed on to your terminal"
        )
        assert report.way == "xclip"
        assert server.tmux("show-buffer").decode() == TEXT
        assert outer.clipboards() == [TEXT]


def test_a_server_that_has_gone_is_no_way(tmp_path: Path) -> None:
    with tmux_server() as server:
        environ = server.inside
    report = copy(TEXT, environ=environ, state_dir=tmp_path)
    assert report.way == "file"
    assert [a.outcome for a in report.attempts if a.way == "tmux"] == [Outcome.FAILED]


def test_a_session_that_was_attached_again_over_ssh_makes_the_clipboard_remote(
    server: TmuxServer, tmp_path: Path
) -> None:
    environ = program(tmp_path / "bin", "xclip", 'env > "$RECORD"')
    environ = {**server.inside, "PATH": f"{tmp_path / 'bin'}:{server.inside['PATH']}", "DISPLAY": ":0"}
    environ["RECORD"] = str(tmp_path / "record")
    server.tmux("set-environment", "SSH_CONNECTION", "192.0.2.1 50000 192.0.2.2 22")
    assert copy(TEXT, environ=environ, state_dir=tmp_path).way == "tmux"
    assert not (tmp_path / "record").exists()
    server.tmux("set-environment", "DISPLAY", "localhost:11.0")
    report = copy(TEXT, environ=environ, state_dir=tmp_path)
    assert next(a.outcome for a in report.attempts if a.way == "xclip") is not Outcome.ABSENT
    assert "DISPLAY=localhost:11.0\n" in (tmp_path / "record").read_text()


def test_the_check_of_all_ways_tells_of_tmux(server: TmuxServer, tmp_path: Path) -> None:
    with server.terminal("xterm-256color") as outer:
        attempts = check_clipboard(environ=server.inside, write_osc52=None, state_dir=tmp_path)
        tmux = next(attempt for attempt in attempts if attempt.way == "tmux")
        assert (tmux.outcome, tmux.detail) == (Outcome.CHECKED, "passed on to your terminal")
        assert outer.clipboards() == [server.tmux("show-buffer").decode()]
