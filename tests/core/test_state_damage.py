"""The file of the reader's state damaged, foreign, out of reach, or on a full disk."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from techdep_tui.core.errors import StateError
from techdep_tui.core.state import database as database_module
from techdep_tui.core.state.database import MIGRATIONS
from techdep_tui.core.state.model import Mark
from techdep_tui.core.state.state import State

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs fork, signals and file modes")
A, B, C = "a" * 64, "b" * 64, "c" * 64


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "state.sqlite"


def _text(path: Path) -> None:
    path.write_text("this is no database, but longer than the header of one would be\n" * 20)


def _foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE bookmarks (url TEXT)")
        database.execute("INSERT INTO bookmarks VALUES ('https://example.org')")
        database.commit()


def _other_schema(path: Path) -> None:
    State.open(path).close()
    with closing(sqlite3.connect(path)) as database:
        database.execute("ALTER TABLE value RENAME COLUMN field TO name")


def _trigger(path: Path) -> None:
    State.open(path).close()
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TRIGGER t AFTER INSERT ON value BEGIN DELETE FROM value; END")


def _cut_off(path: Path) -> None:
    with State.open(path) as state:
        state.set_read([f"{n:064x}" for n in range(300)], True)
    os.truncate(path, path.stat().st_size // 2 + 100)


def _directory(path: Path) -> None:
    path.mkdir()
    (path / "something").write_text("of the reader's")


@pytest.mark.parametrize("spoil", [_text, _foreign, _other_schema, _trigger, _cut_off, _directory])
def test_a_broken_or_foreign_file_is_set_aside_with_a_word(path: Path, spoil: Callable[[Path], None]) -> None:
    path.parent.mkdir()
    spoil(path)
    before = path.read_bytes() if path.is_file() else None
    with State.open(path) as state:
        aside = path.with_name("state.sqlite.broken-1")
        assert state.problem
        assert str(aside) in state.problem
        assert "\n" not in state.problem
        state.set_starred(A, True)
    if before is not None:
        assert aside.read_bytes() == before
    with State.open(path) as state:
        assert state.problem is None
        assert state.marks([A])[A].is_starred
    assert sorted(file.name for file in path.parent.iterdir()) == ["state.sqlite", "state.sqlite.broken-1"]


def test_each_broken_file_gets_a_name_of_its_own(path: Path) -> None:
    path.parent.mkdir()
    for n in (1, 2, 3):
        _text(path)
        State.open(path).close()
        assert path.with_name(f"state.sqlite.broken-{n}").exists()


def test_what_can_be_read_of_a_damaged_state_is_taken_over(path: Path) -> None:
    digests = [f"{n:064x}" for n in range(2000)]
    with State.open(path) as state:
        state.set_starred(digests, True)
    with path.open("r+b") as file:
        file.seek(-4096, os.SEEK_END)
        file.write(b"\xff" * 4096)
    with State.open(path) as state:
        assert state.problem
        assert "taken over" in state.problem
        assert sum(mark.is_starred for mark in state.marks(digests).values()) > 100


def test_damage_that_shows_later_is_met_in_the_same_way(path: Path) -> None:
    digests = [f"{n:064x}" for n in range(40_000)]  # more than SQLite keeps of the file in memory
    with State.open(path) as state:
        state.set_read(digests, True, is_undoable=False)
    with State.open(path) as state:
        data = bytearray(path.read_bytes())
        data[4096:] = b"\xee" * (len(data) - 4096)
        path.write_bytes(data)
        state.marks(digests)
        assert state.problem
        assert path.with_name("state.sqlite.broken-1").exists()
        state.set_starred(A, True)
        assert state.is_kept
    with State.open(path) as state:
        assert state.marks([A])[A].is_starred


@given(
    st.lists(st.tuples(st.integers(0, 12_287), st.binary(min_size=1, max_size=8)), max_size=6),
    st.integers(0, 12_288),
)
@example([(3955, b"\0\0\0\0\x80")], 8193)  # SQLite's own message about a name is no UTF-8
@example([(45, b"\0\0\5")], 8193)  # a file format that is none
@example([(61, b"\0\0\0")], 8193)  # no schema version, and yet our tables
@example([(18, b"\3")], 12_288)  # a format that SQLite would only read
@settings(max_examples=100, deadline=None)
def test_whatever_befalls_the_bytes_there_is_a_state_to_work_with(
    changes: list[tuple[int, bytes]], length: int
) -> None:
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "state.sqlite"
        data = bytearray(_a_state_of_three_pages())
        for at, new in changes:
            data[at : at + len(new)] = new
        path.write_bytes(data[:length])
        with State.open(path) as state:
            state.marks([A])
            state.set_starred(A, True)
            state.undo()
            state.set_starred(B, True)
            assert state.marks([B])[B].is_starred
            is_too_new = "later version" in (state.problem or "")
            assert state.is_kept or is_too_new
        with State.open(path) as state:
            assert (state.problem is None) != is_too_new
            assert state.marks([B])[B].is_starred != is_too_new


@cache
def _a_state_of_three_pages() -> bytes:
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "state.sqlite"
        with State.open(path) as state:
            state.set_read([f"{n:064x}" for n in range(40)], True)
        return path.read_bytes()


def test_values_that_make_no_sense_count_as_absent(path: Path) -> None:
    State.open(path).close()
    with closing(sqlite3.connect(path)) as database:
        rows = [(A, "place", "12x"), (A, "read", "2"), (B, "place", "9" * 400), (C, "place", b"\xff\xfe")]
        database.executemany("INSERT INTO value VALUES (?, ?, CAST(? AS TEXT))", rows)
        database.commit()
    with State.open(path) as state:
        assert set(state.marks([A, B, C]).values()) == {Mark()}


def test_the_state_of_a_later_version_is_left_alone(path: Path) -> None:
    State.open(path).close()
    with closing(sqlite3.connect(path)) as database:
        database.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    before = path.read_bytes()
    with State.open(path) as state:
        assert state.problem
        assert "later version" in state.problem
        state.set_read(A, True)
        assert state.marks([A])[A].is_read
    assert path.read_bytes() == before


def test_an_earlier_version_is_brought_up_to_this_one(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with State.open(path) as state:
        state.set_starred(A, True)
    monkeypatch.setattr(database_module, "MIGRATIONS", (*MIGRATIONS, ("CREATE TABLE later (x TEXT)",)))
    with State.open(path) as state:
        assert state.problem is None
        assert state.marks([A])[A].is_starred
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS) + 1,)


def test_without_a_place_for_it_the_state_lives_in_memory_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with State.open(tmp_path / "file" / "state.sqlite") as state:
        assert state.problem
        assert state.problem.startswith("What you read and star is not kept:")
        assert not state.is_kept
        state.set_read(A, True)
        assert state.marks([A])[A].is_read
        assert state.undo() == "marked as unread again"


@contextmanager
def _as_somebody_without_rights() -> Iterator[None]:
    if os.geteuid():
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def _let_everybody_in(directory: Path) -> None:
    """Open pytest's own directories around a test's, however many there are."""
    while directory.name.startswith(("test_", "pytest-", "popen-")):
        directory.chmod(0o755)
        directory = directory.parent


@posix
def test_a_closed_directory_is_no_place(tmp_path: Path) -> None:
    _let_everybody_in(tmp_path)
    path = tmp_path / "state" / "state.sqlite"
    State.open(path).close()
    path.parent.chmod(0)
    try:
        with _as_somebody_without_rights(), State.open(path) as state:
            assert state.problem == f"What you read and star is not kept: Permission denied ({path})."
            state.set_read(A, True)
            assert state.marks([A])[A].is_read
    finally:
        path.parent.chmod(0o755)


@posix
def test_a_read_only_state_is_still_shown(tmp_path: Path) -> None:
    _let_everybody_in(tmp_path)
    path = tmp_path / "state" / "state.sqlite"
    with State.open(path) as state:
        state.set_starred(A, True)
    path.chmod(0o444)
    path.parent.chmod(0o555)
    try:
        with _as_somebody_without_rights(), State.open(path) as state:
            assert state.problem
            assert "not kept" in state.problem
            assert state.marks([A])[A].is_starred
            state.set_read(B, True)
            assert state.marks([B])[B].is_read
    finally:
        path.parent.chmod(0o755)


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from techdep_tui.core.state.state import State

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with State.open(Path(sys.argv[1])) as state:
    state.set_starred("before", True)
    resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, resource.RLIM_INFINITY))
    for n in range(1000):
        state.set_starred(f"{n:064}", True)
    assert "not kept" in state.problem, state.problem
    assert all(mark.is_starred for mark in state.marks([f"{n:064}" for n in range(1000)]).values())
    assert state.marks(["before"])["before"].is_starred
    if sys.argv[2] == "room again":
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
"""


@posix
@pytest.mark.parametrize("ending", ["room again", "full to the end"])
def test_a_full_disk_costs_nothing_within_the_session(path: Path, ending: str) -> None:
    subprocess.run([sys.executable, "-c", FULL_DISK, str(path), ending], check=True)
    with State.open(path) as state:
        assert state.problem is None
        assert state.marks(["before"])["before"].is_starred
        kept = sum(mark.is_starred for mark in state.marks([f"{n:064}" for n in range(1000)]).values())
        assert kept == 1000 if ending == "room again" else 0 < kept < 1000


def test_a_write_that_another_window_holds_up_is_kept_in_the_end(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "BUSY_S", 0.01)
    with State.open(path) as state:
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            state.set_starred([A, B], True)
            assert state.undo_step()
            state.set_starred(B, True)
            assert state.problem
            assert "another window holds it" in state.problem
        assert state.marks([A, B]) == {A: Mark(), B: Mark(is_starred=True)}
    with State.open(path) as state:
        assert state.marks([A, B]) == {A: Mark(), B: Mark(is_starred=True)}


def test_a_state_that_even_memory_cannot_hold_raises_one_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    state = State.open(tmp_path / "file" / "state.sqlite")
    state.close()
    with pytest.raises(StateError, match="cannot be kept"):
        state.set_read(A, True)


def test_where_the_file_gives_nothing_back_what_was_done_in_this_session_stays_and_can_be_undone(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "BUSY_S", 0.01)
    with State.open(path) as state:
        state.set_starred(A, True)
        state.set_read([A, B], True)
        state.set_starred(C, True)
        assert state.undo() == "star taken off again"
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            monkeypatch.setattr(database_module, "_copy_from", lambda *_: 0)
            state.set_place(B, 5)
            assert state.problem
        assert state.marks([A, B, C]) == {
            A: Mark(is_read=True, is_starred=True),
            B: Mark(is_read=True, place=5),
            C: Mark(),
        }
        assert state.undo() == "2 articles: marked as unread again"
    with State.open(path) as state:
        assert state.marks([A, B]) == {A: Mark(is_starred=True), B: Mark(place=5)}
