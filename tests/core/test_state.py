"""What the reader did is kept: over restarts, windows and kills, and can be undone."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from techdep_tui.core.state.model import Mark
from techdep_tui.core.state.state import State

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs fork, signals and file modes")
A, B, C = "a" * 64, "b" * 64, "c" * 64


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "state.sqlite"


@pytest.fixture
def state(path: Path) -> Iterator[State]:
    with State.open(path) as opened:
        yield opened


def test_an_article_never_touched_has_a_blank_mark(state: State) -> None:
    assert state.marks([A]) == {A: Mark(is_read=False, is_starred=False, place=None)}
    assert state.marks([]) == {}


def test_marks_outlast_the_program(path: Path) -> None:
    with State.open(path) as state:
        state.set_read(A, True)
        state.set_starred(A, True)
        state.set_place(B, 1234)
    with State.open(path) as state:
        assert state.marks([A, B]) == {A: Mark(is_read=True, is_starred=True), B: Mark(place=1234)}
        assert state.problem is None
        assert state.is_kept


def test_several_articles_are_marked_in_one_step(state: State) -> None:
    state.set_starred(B, True)
    state.set_starred([A, B, C], True)
    assert all(mark.is_starred for mark in state.marks([A, B, C]).values())
    assert state.undo() == "2 articles: star taken off again"
    assert [mark.is_starred for mark in state.marks([A, B, C]).values()] == [False, True, False]


def test_a_hundred_thousand_articles_are_looked_up_at_once(state: State) -> None:
    digests = [f"{n:064x}" for n in range(100_000)]
    state.set_read(digests[::1000], True)
    assert sum(mark.is_read for mark in state.marks(digests).values()) == 100


def test_a_negative_place_is_the_beginning(state: State) -> None:
    state.set_place(A, -3)
    assert state.marks([A])[A].place == 0


def test_what_the_reader_filled_in_is_kept_beside_the_article(path: Path) -> None:
    with State.open(path) as state:
        state.record_override(A, "publisher", "The Example\x1b[2J")
        state.record_override(A, "date", "2026-02")
    with State.open(path) as state:
        assert state.overrides(A) == {"publisher": "The Example[2J", "date": "2026-02"}
        assert state.undo() == "date no longer filled in"
        state.record_override(A, "publisher", "Another")
        assert state.undo() == "publisher as it was before"
        state.record_override(A, "publisher", None)
        assert state.overrides(A) == {}
        assert state.overrides(B) == {}


def test_what_the_reader_said_of_facts_is_kept_beside_the_article(path: Path) -> None:
    with State.open(path) as state:
        state.record_override(A, "publisher", "The Example")
        state.record_corrections(A, {"money:1:5": "one\x1b[2J", "org:7:9": "two"})
    with State.open(path) as state:
        assert state.corrections(A) == {"money:1:5": "one[2J", "org:7:9": "two"}
        assert state.corrections(B) == {}
        assert state.overrides(A) == {"publisher": "The Example"}
        state.record_corrections(A, {"money:1:5": None})
        assert state.corrections(A) == {"org:7:9": "two"}


def test_the_articles_of_whose_facts_something_is_said_are_known(state: State) -> None:
    state.record_corrections(A, {"org:1:5": "one", "org:7:9": "two"})
    state.set_read(B, True)
    assert list(state.corrected()) == [A]
    state.record_corrections(A, {"org:1:5": None, "org:7:9": None})
    assert list(state.corrected()) == []


def test_corrections_of_several_facts_are_one_step_to_undo(state: State) -> None:
    state.record_corrections(A, {"org:1:5": "one", "org:7:9": "two"})
    state.record_corrections(A, {"org:1:5": "another"})
    state.record_corrections(A, {"org:1:5": "another"})
    assert state.undo() == "fact as it was before"
    assert state.corrections(A)["org:1:5"] == "one"
    step = state.undo_step()
    assert step is not None
    assert step.words == "2 facts as they were before"
    assert step.digests == (A,)
    assert state.corrections(A) == {}


def test_undo_takes_back_step_by_step_and_says_what(state: State) -> None:
    state.set_read(A, True)
    state.set_starred(A, True)
    state.set_starred(A, False)
    assert state.undo() == "star put back"
    assert state.undo() == "star taken off again"
    assert state.undo() == "marked as unread again"
    assert state.marks([A])[A] == Mark()
    assert state.undo() is None


def test_undo_names_the_articles_that_it_concerned(state: State) -> None:
    state.set_read([A, C], True)
    step = state.undo_step()
    assert step is not None
    assert sorted(step.digests) == [A, C]
    assert state.undo_step() is None


def test_undo_works_after_the_program_was_closed(path: Path) -> None:
    with State.open(path) as state:
        state.set_read(A, True)
        state.set_read(A, False)
    with State.open(path) as state:
        assert state.undo() == "marked as read again"
        assert state.marks([A])[A].is_read


def test_the_last_hundred_steps_can_be_undone(state: State) -> None:
    digests = [f"{n:064x}" for n in range(130)]
    for digest in digests:
        state.set_read(digest, True)
    undone = 0
    while state.undo():
        undone += 1
    assert undone == 100
    assert [digest for digest, mark in state.marks(digests).items() if mark.is_read] == digests[:30]


def test_a_place_and_what_the_program_marks_are_no_steps_to_undo(state: State) -> None:
    state.set_starred(A, True)
    state.set_place(A, 10)
    state.set_read(A, True, is_undoable=False)
    assert state.undo() == "star taken off again"
    assert state.undo() is None
    assert state.marks([A])[A] == Mark(is_read=True, place=10)


def test_what_changes_nothing_is_no_step(state: State) -> None:
    state.set_starred(A, False)
    state.set_read(A, True)
    state.set_read(A, True)
    assert state.undo() == "marked as unread again"
    assert state.undo() is None


def test_two_windows_see_each_others_marks(path: Path) -> None:
    with State.open(path) as one, State.open(path) as other:
        one.set_read(A, True)
        assert other.marks([A])[A].is_read
        other.set_starred(A, True)
        assert one.marks([A])[A] == Mark(is_read=True, is_starred=True)
        assert one.undo() == "star taken off again"
        assert not other.marks([A])[A].is_starred


WRITER = """
import sys
from pathlib import Path
from techdep_tui.core.state.state import State

path, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
with State.open(path) as state:
    print("open", flush=True)
    sys.stdin.readline()
    for n in range(count):
        state.set_starred(f"{name}{n}", True)
        state.set_place("shared", n)
    sys.exit(state.problem)
"""


def test_two_processes_write_to_one_state_and_nothing_is_missing(path: Path) -> None:
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), name, "1000"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in "xy"
    ]
    for process in processes:
        assert process.stdout
        assert process.stdout.readline() == "open\n"
    for process in processes:
        process.communicate("go\n")
    assert [process.returncode for process in processes] == [0, 0]
    digests = [f"{name}{n}" for name in "xy" for n in range(1000)]
    with State.open(path) as state:
        assert all(mark.is_starred for mark in state.marks(digests).values())
        assert state.marks(["shared"])["shared"].place == 999


KILLER = """
import os, signal, sys
from pathlib import Path
from techdep_tui.core.state.state import State

path, kills = Path(sys.argv[1]), int(sys.argv[2])
for kill in range(kills):
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        state = State.open(path)
        for n in range(1_000_000):
            state.set_starred(f"{kill}-{n}", True)
            os.write(writing, b".")
    os.close(writing)
    done = 0
    while done <= kill % 7:
        done += len(os.read(reading, 1))
    for _ in range(kill * 97 % 1000):  # die at ever other points of a write
        pass
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while more := os.read(reading, 4096):
        done += len(more)
    os.close(reading)
    with State.open(path) as state:
        assert state.problem is None, state.problem
        marks = state.marks([f"{kill}-{n}" for n in range(done + 1)])
        starred = sum(mark.is_starred for mark in marks.values())
        assert starred >= done, (kill, done, starred)
"""


@posix
def test_a_kill_in_the_middle_of_writing_costs_at_most_the_last_action(path: Path) -> None:
    kills = os.environ.get("TECHDEP_TUI_TEST_KILLS", "1000")
    subprocess.run([sys.executable, "-c", KILLER, str(path), kills], check=True)
    assert not list(path.parent.glob("*.broken-*"))


BEGINNER = """
import os, signal, sys, time
from pathlib import Path
from techdep_tui.core.state.state import State

folder, kills = Path(sys.argv[1]), int(sys.argv[2])
for kill in range(kills):
    path = folder / str(kill) / "state.sqlite"
    if kill % 2:  # every other time one that must be set aside first
        path.parent.mkdir(parents=True)
        path.write_bytes(b"no database" * 100)
    child = os.fork()
    if not child:
        with State.open(path) as state:
            state.set_starred("a", True)
            state.undo()
        os._exit(0)
    time.sleep(kill % 50 * 0.0002)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with State.open(path) as state:
        assert state.problem is None or (kill % 2 and "set aside" in state.problem), state.problem
        assert state.is_kept
        state.set_starred("b", True)
    with State.open(path) as state:
        assert state.problem is None, state.problem
        assert state.marks(["b"])["b"].is_starred
    asides = [file.read_bytes() for file in path.parent.glob("*.broken-1")]
    assert asides == [b"no database" * 100] * (kill % 2), asides
"""


@posix
def test_a_kill_while_the_state_is_made_leaves_one_that_can_be_used(path: Path) -> None:
    subprocess.run([sys.executable, "-c", BEGINNER, str(path.parent), "100"], check=True)


@posix
def test_only_the_reader_may_look_at_the_state(path: Path) -> None:
    with State.open(path) as state:
        state.set_read(A, True)
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
