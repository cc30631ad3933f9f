"""The line dialogue on a terminal that only prints line after line."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

import fcntl
import pty
import select
import struct
import termios

PATIENCE_S = 20.0


class DumbTerminal:
    """The program on a pty with `TERM=dumb`, 80x24."""

    def __init__(self, *arguments: str, environ: Mapping[str, str]) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self._process = subprocess.Popen(
            [sys.executable, "-m", "techdep_tui", *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environ,
            start_new_session=True,
        )
        os.close(slave)
        self.bytes = b""

    def send(self, data: bytes) -> None:
        """Send bytes, as keys do."""
        os.write(self._master, data)

    def type(self, line: str) -> None:
        """Type a line."""
        self.send(line.encode() + b"\n")

    def wait_for(self, words: str, since: int = 0) -> str:
        """Wait until words stand in what came after some bytes; returns what came."""
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            if words in (text := self.bytes[since:].decode(errors="replace")):
                return text
            if not self._read():
                break
        raise AssertionError(f"{words!r} did not come: {self.bytes[since:]!r}")

    def leave(self) -> int:
        """Read to the end; returns the exit code."""
        while self._read():
            pass
        return self._process.wait(timeout=PATIENCE_S)

    def close(self) -> None:
        """End the program if it still runs."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        os.close(self._master)

    def _read(self) -> bool:
        ready, _, _ = select.select([self._master], [], [], 0.2)
        if not ready:
            return self._process.poll() is None
        with suppress(OSError):  # EIO: the other side is closed
            if data := os.read(self._master, 65_536):
                self.bytes += data
                return True
        return False


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[DumbTerminal]:
    environ = {
        **{name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES", "TMUX")},
        "TERM": "dumb",
        "PATH": str(tmp_path),
        **{f"TECHDEP_TUI_{kind}_DIR": str(tmp_path / kind) for kind in ("STATE", "CACHE", "CONFIG")},
    }
    terminal = DumbTerminal(environ=environ)
    yield terminal
    terminal.close()


def test_a_dumb_terminal_gets_the_dialogue_without_asking_and_is_told_why(terminal: DumbTerminal) -> None:
    said = terminal.wait_for("built-in articles> ")
    assert "This terminal cannot place its cursor" in said
    terminal.type("search Zelenograd")
    assert "2 hits in 1 of 3 articles" in terminal.wait_for("built-in articles> ", len(terminal.bytes))
    terminal.type("open 1")
    terminal.wait_for("¶8 of 16> ")
    terminal.type("copy")
    terminal.wait_for("saved to")
    terminal.type("quit")
    assert terminal.leave() == 0
    assert set(re.findall(rb"[\x00-\x1f\x7f]", terminal.bytes)) == {b"\r", b"\n"}  # the terminal adds \r
    lines = terminal.bytes.decode().splitlines()
    assert all(len(line) <= 80 or " " not in line.strip() for line in lines)


def test_a_long_text_comes_in_pieces_and_can_be_stopped(terminal: DumbTerminal) -> None:
    terminal.wait_for("built-in articles> ")
    terminal.type("open 2")
    terminal.wait_for("read all reads everything")
    begin = len(terminal.bytes)
    terminal.type("read all")
    first = terminal.wait_for("(Enter for more, q to stop) ", begin)
    assert first.count("\n") <= 25
    begin = len(terminal.bytes)
    terminal.type("")
    terminal.wait_for("(Enter for more, q to stop) ", begin)
    begin = len(terminal.bytes)
    terminal.type("q")
    terminal.wait_for(" of ", begin)
    terminal.type("quit")
    assert terminal.leave() == 0


def test_the_end_of_the_input_at_the_prompt_leaves(terminal: DumbTerminal) -> None:
    terminal.wait_for("built-in articles> ")
    terminal.send(b"\x04")
    assert terminal.leave() == 0
