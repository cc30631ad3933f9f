"""Reading processes: a file that ends or hangs one of them costs itself only."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from queue import SimpleQueue

import pytest

from techdep_tui.core.articles.discover import FoundFile, discover
from techdep_tui.core.store.order import InOrder
from techdep_tui.core.store.reader import PROGRAM, Outcome
from techdep_tui.core.store.readers import Readers
from tests.core.store.waiting import PATIENCE_S, write_articles

ODD_PROGRAM = """
import os, time
from techdep_tui.core.store import reader
read = reader.read
def read_or_fail(path):
    if path.name.startswith("crash"): os._exit(3)
    if path.name.startswith("hang"): time.sleep(600)
    return read(path)
reader.read = read_or_fail
reader.serve()
"""

Done = SimpleQueue[tuple[int, list[Outcome] | None]]


def read_all(files: Sequence[FoundFile], program: str, patience_s: float) -> list[Outcome] | None:
    done: Done = SimpleQueue()
    with closing(Readers(1, lambda *each: done.put(each), program=program, patience_s=patience_s)) as readers:
        readers.read(5, files)
        number, outcomes = done.get(timeout=PATIENCE_S)
    assert number == 5
    return outcomes


@pytest.mark.parametrize(("name", "patience_s"), [("crash.txt", 30.0), ("hang.txt", 2.0)])
def test_a_file_that_ends_its_reader_costs_itself_only(name: str, patience_s: float, tmp_path: Path) -> None:
    write_articles(tmp_path, 2)
    write_articles(tmp_path / "zz", 1)
    (tmp_path / name).write_text("Some text\n\nOf an article.\n")
    files = discover([tmp_path]).files
    outcomes = read_all(files, ODD_PROGRAM, patience_s)
    assert outcomes is not None
    by_name = {file.path.name: outcome for file, outcome in zip(files, outcomes, strict=True)}
    assert len(by_name) == 3
    failed = by_name.pop(name)
    assert failed.entry is None
    assert [problem.is_fatal for problem in failed.problems] == [True]
    assert not failed.is_lasting
    assert all(outcome.entry is not None for outcome in by_name.values())


def test_a_reader_that_somebody_kills_is_replaced(tmp_path: Path) -> None:
    write_articles(tmp_path, 3)
    files = discover([tmp_path]).files
    done: Done = SimpleQueue()
    with closing(Readers(1, lambda *each: done.put(each))) as readers:
        for number in range(3):
            readers.read(number, files)
            _, outcomes = done.get(timeout=PATIENCE_S)
            assert outcomes is not None
            assert all(outcome.entry is not None for outcome in outcomes)
            for pid in readers.pids:
                os.kill(pid, signal.SIGKILL)


def test_where_no_reader_can_be_started_that_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_articles(tmp_path, 1)
    monkeypatch.setattr("sys.executable", str(tmp_path / "nothing"))
    assert read_all(discover([tmp_path]).files, PROGRAM, 30.0) is None


def test_readers_are_closed_in_the_middle_of_their_work(tmp_path: Path) -> None:
    write_articles(tmp_path, 1)
    (tmp_path / "hang.txt").write_text("Some text\n\nOf an article.\n")
    done: Done = SimpleQueue()
    readers = Readers(2, lambda *each: done.put(each), program=ODD_PROGRAM)
    readers.read(0, discover([tmp_path]).files)
    readers.close()
    assert done.empty()
    assert readers.pids == ()


def test_results_are_given_on_in_order() -> None:
    results: InOrder[str] = InOrder(2.0)
    results.put(1, "b", 0.0)
    assert list(results.take(1.0)) == []
    results.put(0, "a", 1.0)
    assert list(results.take(1.0)) == [(0, "a"), (1, "b")]


def test_one_that_is_late_holds_nothing_up_for_long() -> None:
    results: InOrder[str] = InOrder(2.0)
    results.put(1, "b", 0.0)
    results.put(2, "c", 1.0)
    assert list(results.take(1.9)) == []
    assert list(results.take(2.0)) == [(1, "b"), (2, "c")]
    results.put(0, "a", 9.0)
    assert list(results.take(9.0)) == [(0, "a")]
    results.put(3, "d", 9.5)
    assert list(results.take(9.5)) == [(3, "d")]
