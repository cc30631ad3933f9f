"""Real and false programs for the tests of the clipboard."""

from __future__ import annotations

import os
import pty
import re
import select
import shutil
import subprocess
import tempfile
import termios
import time
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

import techdep_tui

DEADLINE_S = 20.0
SOURCES = str(Path(techdep_tui.__file__).parents[1])
TEXT = "“Zelenograd” – 70 %\n\tof all its technology; naïve, 価格, 👩‍🔬\n"
"""What a copy may hold: typographic signs, several scripts, a line break at the end."""


def need(*programs: str) -> None:
    """Skip the test where a program is missing; where everything has to be there (CI), fail."""
    missing = [program for program in programs if not shutil.which(program)]
    if missing and os.environ.get("CI"):
        pytest.fail(f"not installed: {', '.join(missing)}")
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")


def environment(**variables: str) -> dict[str, str]:
    """An environment without any clipboard, with these variables, and with this very program."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {**kept, "PYTHONPATH": SOURCES, **variables}


def program(directory: Path, name: str, script: str) -> dict[str, str]:
    """Put a shell script into a directory, and give an environment that finds it and basic tools only."""
    basic = directory.parent / "basic"
    for made in (directory, basic):
        made.mkdir(exist_ok=True)
    for tool in ("cat", "env", "sleep"):
        if not (basic / tool).exists():
            (basic / tool).symlink_to(shutil.which(tool) or tool)
    file = directory / name
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)
    return environment(PATH=f"{directory}:{basic}")


@contextmanager
def x_server() -> Iterator[str]:
    """A real X server without a screen; gives its display."""
    need("Xvfb")
    reading, writing = os.pipe()
    command = [
        "Xvfb",
        "-displayfd",
        str(writing),
        "-screen",
        "0",
        "320x240x8",
        "-nolisten",
        "tcp",
        "-noreset",
    ]
    server = subprocess.Popen(
        command, pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as answer:
            yield f":{answer.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


@contextmanager
def screen_sessions() -> Iterator[Path]:
    """A folder (`SCREENDIR`) for GNU screen's sessions, which outlive their terminal and are ended here."""
    sockets = Path(tempfile.mkdtemp(prefix="tt-"))
    sockets.chmod(0o700)
    try:
        yield sockets
    finally:
        for session in sockets.iterdir():
            subprocess.run(
                ["screen", "-S", session.name, "-X", "quit"],
                env=environment(SCREENDIR=str(sockets), TERM="xterm"),
                capture_output=True,
                check=False,
            )
        shutil.rmtree(sockets, ignore_errors=True)


class TmuxServer:
    """A private tmux server with one session, and terminals around it that record what they are sent."""

    def __init__(self, directory: Path) -> None:
        self.environ = environment(TMUX_TMPDIR=str(directory), TERM="xterm-256color")
        self.tmux("-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "24", "cat")
        session = self.tmux("display-message", "-p", "#{socket_path},#{pid},0 #{pane_id}").decode().split()
        self.inside = {**self.environ, "TMUX": session[0], "TMUX_PANE": session[1]}
        del self.inside["TERM"]

    def tmux(self, *arguments: str) -> bytes:
        """Run a tmux command and give its output."""
        return subprocess.run(["tmux", *arguments], env=self.environ, check=True, capture_output=True).stdout

    @contextmanager
    def terminal(self, term: str) -> Iterator[Recorder]:
        """A terminal of the kind `term` that is attached to the session."""
        before = len(self.tmux("list-clients").splitlines())
        with recorder(["tmux", "attach"], {**self.environ, "TERM": term}) as outer:
            outer.wait(lambda: len(self.tmux("list-clients").splitlines()) > before)
            yield outer


@contextmanager
def tmux_server() -> Iterator[TmuxServer]:
    """A private server in a directory of its own, whose name is short enough for a socket."""
    need("tmux")
    directory = Path(tempfile.mkdtemp(prefix="tt-"))
    server = TmuxServer(directory)
    try:
        yield server
    finally:
        server.tmux("kill-server")
        shutil.rmtree(directory, ignore_errors=True)


class Recorder:
    """The outer side of a terminal: everything that was written to it."""

    def __init__(self, handle: int, pid: int) -> None:
        self._handle = handle
        self.pid = pid
        self.output = b""

    def wait(self, is_reached: Callable[[], object]) -> None:
        """Record until a condition holds; fails after a while."""
        deadline = time.monotonic() + DEADLINE_S
        while not is_reached():
            assert time.monotonic() < deadline, f"not reached; recorded {self.output[-2000:]!r}"
            self._read(0.02)

    def press(self, keys: str) -> None:
        """Type into the terminal."""
        os.write(self._handle, keys.encode())

    def drain(self) -> bytes:
        """Record until nothing has come for a moment, and give all that was recorded."""
        while self._read(0.2):
            pass
        return self.output

    def clipboards(self) -> list[str]:
        """The texts that the terminal was asked to put into its clipboard."""
        found = re.findall(rb"\x1b\]52;[a-z]*;([A-Za-z0-9+/=]+)(?:\a|\x1b\\)", self.drain())
        return [b64decode(text).decode() for text in found]

    def _read(self, seconds: float) -> bool:
        if not select.select([self._handle], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._handle, 65_536)
        except OSError:  # the other side has gone
            return False
        self.output += data
        return bool(data)


@contextmanager
def recorder(command: list[str], environ: Mapping[str, str], columns: int = 80) -> Iterator[Recorder]:
    """Run a program on a terminal of 24 rows that records."""
    outer, inner = pty.openpty()
    termios.tcsetwinsize(inner, (24, columns))
    process = subprocess.Popen(
        command, env=dict(environ), stdin=inner, stdout=inner, stderr=inner, start_new_session=True
    )
    os.close(inner)
    try:
        yield Recorder(outer, process.pid)
    finally:
        process.terminate()
        process.wait()
        os.close(outer)
