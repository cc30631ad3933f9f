"""The main job, in a real terminal: find a place, read it, leave with the quotation and its citation."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from .clipboard_tools import SOURCES

PATIENCE_S = 20.0
SENTENCE = (
    "There were several attempts in the 1990s and 2000s to breathe new life into the Soviet attempt to build "
    "a competitor to Silicon Valley in the town of Zelenograd, 25 miles from Moscow."
)
TITLES = (
    "Russia fails to lower dependency on tech imports",
    "Russia struggles to shake reliance on foreign technology imports",
    "Russia’s Drive to Replace Foreign Technology Is Slowly Working",
)

needs_tmux = pytest.mark.skipif(
    shutil.which("tmux") is None and not os.environ.get("CI"), reason="tmux is not installed"
)


class Terminal:
    """The program in a private tmux server of its own, 120x36 unless told."""

    def __init__(
        self, home: Path, width: int = 120, height: int = 36, *arguments: str, without: Sequence[str] = ()
    ) -> None:
        self._socket = f"techdep-tui-{uuid.uuid4().hex}"
        environment = [f"{key}={home / value}" for key, value in DIRECTORIES.items()]
        environment.append(f"PYTHONPATH={SOURCES}")
        unset = [part for name in ("NO_COLOR", *without) for part in ("-u", name)]
        program = ["env", *unset, *environment, sys.executable, "-m", "techdep_tui", *arguments]
        command = ["sh", "-c", '"$@"; echo "left with $?"; sleep 60', "sh", *program]
        self.tmux("-f", "/dev/null", "new-session", "-d", "-x", str(width), "-y", str(height), *command)

    def tmux(self, *arguments: str) -> str:
        """Run a tmux command on the private server; returns what it prints."""
        done = subprocess.run(
            ["tmux", "-L", self._socket, *arguments],
            capture_output=True,
            text=True,
            check=True,
            timeout=PATIENCE_S,
        )
        return done.stdout

    def press(self, *keys: str) -> None:
        """Press keys by tmux's names."""
        self.tmux("send-keys", *keys)

    def screen(self) -> str:
        """What stands on the screen."""
        return self.tmux("capture-pane", "-p")

    def wait(self, is_so: Callable[[str], bool]) -> str:
        """Wait until the screen is as asked; returns it."""
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            screen = self.screen()
            if is_so(screen):
                return screen
            time.sleep(0.05)
        raise AssertionError("not in time:\n" + self.screen())

    def program_pid(self) -> int:
        """The process of the program: the child of the pane's shell."""
        shell = self.tmux("display-message", "-p", "#{pane_pid}").strip()
        return int(Path(f"/proc/{shell}/task/{shell}/children").read_text().split()[0])

    def buffer(self) -> str:
        """The tmux buffer."""
        return self.tmux("show-buffer")

    def is_given_back(self) -> bool:
        """Whether the usual screen shows, with a cursor and without mouse reports."""
        flags = self.tmux("display-message", "-p", "#{alternate_on}#{mouse_any_flag}#{cursor_flag}")
        return flags.strip() == "001"

    def close(self) -> None:
        """End the server and all in it."""
        subprocess.run(["tmux", "-L", self._socket, "kill-server"], check=False, capture_output=True)


DIRECTORIES = {
    "TECHDEP_TUI_STATE_DIR": "state",
    "TECHDEP_TUI_CACHE_DIR": "cache",
    "TECHDEP_TUI_CONFIG_DIR": "config",
}


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    terminal = Terminal(tmp_path)
    yield terminal
    terminal.close()


def column(screen: str, width: int) -> str:
    """The text in the first `width` columns, between the frame's lines, with single blanks."""
    words = " ".join(row[1 : width - 1].strip("▌○●*! ") for row in screen.splitlines()[2:])
    return " ".join(words.split())


@needs_tmux
def test_the_list_shows_the_three_titles_whole(terminal: Terminal) -> None:
    screen = terminal.wait(lambda screen: "3 articles" in screen and "Working" in screen)
    for title in TITLES:
        assert title in column(screen, 32)


@needs_tmux
def test_search_enter_and_y_leave_quotation_citation_and_paragraph_in_the_buffer(terminal: Terminal) -> None:
    terminal.wait(lambda screen: "3 articles" in screen and "Working" in screen)
    terminal.press("/")
    terminal.wait(lambda screen: "Search all articles" in screen)
    terminal.press("Zelenograd")
    terminal.wait(lambda screen: "2 hits" in screen)
    terminal.press("Enter")
    terminal.wait(lambda screen: "hit 1/2" in screen)
    terminal.press("y")
    terminal.wait(lambda screen: "Copied to the tmux buffer" in screen)
    copied = terminal.buffer()
    assert f"“{SENTENCE}”" in copied
    assert "Russia’s Drive to Replace Foreign Technology Is Slowly Working" in copied
    assert "para. 8" in copied


@needs_tmux
@pytest.mark.parametrize("size", [(120, 36), (80, 24), (40, 10)])
def test_keys_typed_ahead_of_the_screen_do_the_same(tmp_path: Path, size: tuple[int, int]) -> None:
    terminal = Terminal(tmp_path, *size)
    try:
        terminal.wait(lambda screen: "struggles to" in screen)
        terminal.press("/", "Zelenograd", "Enter", "y")
        terminal.wait(lambda screen: "Copied to the tmux buffer" in screen)
        assert f"“{SENTENCE}”" in terminal.buffer()
    finally:
        terminal.close()


@needs_tmux
def test_the_monochrome_theme_sends_no_colour(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, 120, 36, "--theme", "monochrome")
    try:
        terminal.wait(lambda screen: "3 articles" in screen)
        codes = set(re.findall(r"\x1b\[([0-9;]*)m", terminal.tmux("capture-pane", "-p", "-e")))
        assert {part for code in codes for part in code.split(";")} <= {
            "",
            "0",
            "1",
            "3",
            "4",
            "7",
            "39",
            "49",
        }
    finally:
        terminal.close()


@needs_tmux
@pytest.mark.skipif(sys.platform != "linux", reason="finds the program's process in /proc")
@pytest.mark.parametrize("name", ["TERM", "HUP", "QUIT"])
def test_a_signal_gives_the_terminal_back(terminal: Terminal, name: str) -> None:
    terminal.wait(lambda screen: "3 articles" in screen)
    number = getattr(signal, f"SIG{name}")
    os.kill(terminal.program_pid(), number)
    terminal.wait(lambda screen: f"left with {128 + number}" in screen)
    assert terminal.is_given_back()


@needs_tmux
@pytest.mark.parametrize("size", [(160, 45), (80, 24), (40, 10)])
def test_the_text_can_be_read_at_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    terminal = Terminal(tmp_path, *size)
    try:
        terminal.wait(lambda screen: "struggles to" in screen)
        terminal.press("Enter")
        terminal.wait(lambda screen: "via ft.com" in screen)
        terminal.press("Space", "Space")
        terminal.wait(lambda screen: "sanction" in screen)
    finally:
        terminal.close()


@needs_tmux
def test_without_an_editor_the_screen_stays_and_says_so(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, 120, 36, without=("EDITOR", "VISUAL"))
    try:
        terminal.wait(lambda screen: "3 articles" in screen)
        terminal.press("e")
        terminal.wait(lambda screen: "3 articles" in screen and "No editor is set" in screen)
    finally:
        terminal.close()


@needs_tmux
def test_quitting_gives_the_terminal_back(terminal: Terminal) -> None:
    terminal.wait(lambda screen: "3 articles" in screen)
    terminal.press("q")
    terminal.wait(lambda screen: "left with 0" in screen)
    assert terminal.is_given_back()
