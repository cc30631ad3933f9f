"""Every size of a terminal, and storms of them: the program goes on."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal.pty.session import Session, environment
from tests.terminal.pty.visit import faults_of_frame

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="uses Linux's terminals and /proc")

TINY = [(width, height) for width in range(1, 13) for height in range(1, 13)]
ODD = [(80, 1), (1, 24), (500, 200), (2, 100), (39, 9), (40, 10), (59, 15), (60, 16), (99, 36), (100, 15)]
STORMS, RESIZES = 20, 200
OVERLAYS = {"main": "", "help": "?", "search": "S", "cite": "c", "raw": "M", "palette": ":", "prompt": "/"}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


def is_whole(session: Session) -> bool:
    """Whether every box on the screen is closed."""
    return not faults_of_frame(session.screen.rows_by_cell())


def assert_goes_on(session: Session) -> None:
    """At a usual size everything is there, and the terminal is given back at the end."""
    session.resize(120, 36)
    session.settle()
    for _ in range(3):
        session.press("\x1b")
        session.settle()
    session.wait("the whole frame", lambda screen: "3 articles" in screen and is_whole(session))
    session.press("Q")
    assert session.end() == 0
    assert session.faults_of_terminal() == []
    assert "Traceback" not in session.output()


@pytest.fixture
def session(home: Path) -> Iterator[Session]:
    with Session([], environment(home)) as session:
        session.wait_for("3 articles")
        yield session


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_every_size_is_drawn(session: Session, overlay: str) -> None:
    if overlay in ("prompt", "raw"):
        session.press("\r")
        session.settle()
    session.press(OVERLAYS[overlay])
    session.settle()
    for number, size in enumerate(TINY + ODD):
        session.resize(*size)
        if overlay == "main":
            session.press(("j", "\r", "n", "\t")[number % 4])
        session.settle(0.02)
    assert_goes_on(session)


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (3, 1), (12, 12), (80, 1), (1, 24), (500, 200)])
def test_the_program_starts_at_any_size(home: Path, size: tuple[int, int]) -> None:
    with Session([], environment(home), size=size) as session:
        session.wait("something", lambda screen: bool(screen.strip()))
        session.press("j", "\r", "?", "q", "G")
        session.settle()
        assert_goes_on(session)


@pytest.mark.parametrize("half", [0, 1])
def test_storms_of_sizes_pass(session: Session, half: int) -> None:
    sizes = random.Random(half)
    for storm in range(STORMS // 2):
        session.press("?" if storm % 3 == 1 else "\r" if storm % 3 == 2 else "j")
        for _ in range(RESIZES):
            session.resize(sizes.randint(1, 300), sizes.randint(1, 80))
            session.pump(0.001)
        session.press("\x1b")
        session.settle(0.2)
    assert session.process.poll() is None
    assert_goes_on(session)
