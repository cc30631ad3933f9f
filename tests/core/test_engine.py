"""The index in a folder: written by one process, read by another, damaged by a third."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

import techdep_tui
from techdep_tui.core.articles.model import Article
from techdep_tui.core.errors import UnusableIndex
from techdep_tui.core.search.documents import document
from techdep_tui.core.search.engine import Engine
from techdep_tui.core.search.query import parse_query
from techdep_tui.core.search.searcher import Searcher
from techdep_tui.core.search.snapshot import Found, Snapshot
from techdep_tui.core.search.writer import IndexWriter
from tests.core.search_articles import article

_OTHER_PROCESS = """
import json, sys
from pathlib import Path
from techdep_tui.core.search.writer import IndexWriter

writer = IndexWriter.at(Path(sys.argv[1]))
for line in sys.stdin:
    for number, fields in json.loads(line):
        writer.remove([number])
        writer.add(number, fields)
    writer.commit()
    print("committed", flush=True)
writer.close()
"""
WORDS = ("chips", "gas", "steel", "glass")


def some(number: int) -> Article:
    return article(f"# Title {number}\n\nA text of {WORDS[number % 4]} and naïve words.", str(number))


def ids(numbers: Sequence[int]) -> list[str]:
    return [str(number) for number in numbers]


def write(folder: Path, numbers: Sequence[int]) -> None:
    writer = IndexWriter.at(folder)
    for number in numbers:
        writer.add(number, document(some(number), some(number).metadata.date))
    writer.commit()
    writer.close()


def read(folder: Path) -> Engine:
    return Engine.at(folder, ids, lambda _mark: ())


def find(snapshot: Snapshot, query: str) -> Found:
    root = parse_query(query).root
    assert root
    return snapshot.find(root, 1000)


def found(engine: Engine, query: str) -> set[str]:
    return set(find(engine.snapshot, query).ids)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "index", range(8))
    return tmp_path / "index"


def test_an_index_in_a_folder_is_read_as_it_was_written(folder: Path) -> None:
    assert found(read(folder), "gas") == {"1", "5"}


def test_a_searcher_stands_on_an_index_in_a_folder(folder: Path) -> None:
    articles = {str(number): some(number) for number in range(8)}
    searcher = Searcher(read(folder), articles.__getitem__, lambda _article: (), lambda: ())
    hits = searcher.search("chipz").by_article
    assert {hit.article_id for hit in hits} == {"0", "4"}
    assert all(hit.hits for hit in hits)


def test_the_letters_that_words_begin_with_come_from_the_index(folder: Path) -> None:
    writer = IndexWriter.at(folder)
    russian = article("# Чипы\n\nГаз 天然气", "r")
    writer.add(8, document(russian, russian.metadata.date))
    writer.commit()
    writer.close()
    words = {word for part in read(folder).snapshot.vocabulary(None) for word, _ in part}
    assert {"чипы", "газ", "chips"} <= words
    assert not words & set("天然气")


def test_articles_are_taken_out_by_number(folder: Path) -> None:
    engine = read(folder)
    writer = IndexWriter.at(folder)
    writer.remove([1, 2])
    writer.commit()
    writer.close()
    assert found(engine, "gas") == {"1", "5"}
    engine.reload()
    assert found(engine, "gas") == {"5"}


def test_what_was_not_committed_is_forgotten_when_the_writer_is_closed(folder: Path) -> None:
    writer = IndexWriter.at(folder)
    writer.add(9, document(some(9), some(9).metadata.date))
    writer.close()
    assert found(read(folder), "gas") == {"1", "5"}
    with pytest.raises(UnusableIndex):
        writer.add(9, [])


def test_an_article_whose_id_nobody_knows_any_more_is_left_out(folder: Path) -> None:
    engine = Engine.at(folder, lambda numbers: [None if n == 1 else str(n) for n in numbers], lambda _: ())
    assert found(engine, "gas") == {"5"}


def test_two_do_not_write_at_once(folder: Path) -> None:
    writer = IndexWriter.at(folder)
    with pytest.raises(UnusableIndex):
        IndexWriter.at(folder)
    writer.close()
    IndexWriter.at(folder).close()


def test_the_fields_of_an_article_go_between_processes_unchanged() -> None:
    fields = document(some(1), some(1).metadata.date)
    assert pickle.loads(pickle.dumps(fields)) == fields
    assert [tuple(pair) for pair in json.loads(json.dumps(fields))] == fields
    assert {type(part) for pair in fields for part in pair} <= {str, int}


@contextmanager
def other_process(folder: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", _OTHER_PROCESS, str(folder)]
    env = os.environ | {"PYTHONPATH": str(Path(techdep_tui.__file__).parents[1])}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, text=True, env=env, **pipes) as process:  # type: ignore[call-overload]
        yield process
        process.kill()


def commit_elsewhere(process: subprocess.Popen[str], numbers: Sequence[int]) -> None:
    assert process.stdin
    assert process.stdout
    rows = [(number, document(some(number), some(number).metadata.date)) for number in numbers]
    process.stdin.write(json.dumps(rows) + "\n")
    process.stdin.flush()
    assert process.stdout.readline() == "committed\n"


def test_what_another_process_commits_is_seen_after_a_reload(tmp_path: Path) -> None:
    with other_process(tmp_path) as process:
        commit_elsewhere(process, [0, 1])
        engine = read(tmp_path)
        commit_elsewhere(process, [4, 5])
        assert found(engine, "gas") == {"1"}
        engine.reload()
        assert found(engine, "gas") == {"1", "5"}


def test_a_snapshot_outlives_the_merging_of_its_files(tmp_path: Path) -> None:
    with other_process(tmp_path) as process:
        commit_elsewhere(process, [0, 1])
        engine = read(tmp_path)
        before = {path.name for path in tmp_path.glob("*.idx")}
        old = engine.snapshot
        for number in range(2, 30):
            commit_elsewhere(process, [number])
            engine.reload()
        assert not before & {path.name for path in tmp_path.glob("*.idx")}
        assert find(old, "gas").total == 1
        assert find(engine.snapshot, "gas").total == 8


def test_an_index_survives_its_writer_being_killed(tmp_path: Path) -> None:
    with other_process(tmp_path) as process:
        commit_elsewhere(process, [0, 1])
        process.kill()
    write(tmp_path, [5])
    assert found(read(tmp_path), "gas") == {"1", "5"}


def test_a_folder_without_an_index_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(UnusableIndex):
        read(tmp_path)


@pytest.mark.parametrize("kind", [".json", ".idx", ".term", ".fast", ".pos", ".fieldnorm"])
@pytest.mark.parametrize("damage", ["gone", "empty", "cut", "noise"])
def test_a_damaged_index_is_one_error_or_finds_something(folder: Path, kind: str, damage: str) -> None:
    for path in [*folder.glob(f"*{kind}"), *folder.glob(f".*{kind}")]:
        if path.stem == ".managed":
            continue
        data = path.read_bytes()
        path.unlink()
        if damage != "gone":
            path.write_bytes(
                {"empty": b"", "cut": data[: len(data) // 2], "noise": b"\xa5" * len(data)}[damage]
            )
    try:
        engine = read(folder)
        for query in ("gas", "gas OR chips", '"text of gas"', "te*", "ga*", "date:2020", "chips near:5 text"):
            find(engine.snapshot, query)
        list(engine.snapshot.vocabulary(None))
    except UnusableIndex:
        pass


def test_a_panic_of_the_engine_is_the_same_error(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class PanicException(BaseException):
        pass

    def panic(*_anything: object) -> None:
        raise PanicException

    engine = read(folder)
    monkeypatch.setattr(Snapshot, "_query", panic)
    with pytest.raises(UnusableIndex):
        find(engine.snapshot, "gas")
    monkeypatch.setattr(Snapshot, "_query", lambda *_: sys.exit())
    with pytest.raises(SystemExit):
        find(engine.snapshot, "gas")
