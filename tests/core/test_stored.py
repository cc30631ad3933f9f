"""A large folder behind the same interface as a small one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

import pytest

from techdep_tui.core import collection as collections
from techdep_tui.core import stored
from techdep_tui.core.articles import load
from techdep_tui.core.articles.model import Article
from techdep_tui.core.collection import Collection
from techdep_tui.core.errors import ArticleNotFound
from techdep_tui.core.facts.corrections import entries_of, rejected
from techdep_tui.core.facts.model import Kind
from techdep_tui.core.holding import Beat, Changes, Progress
from techdep_tui.core.in_memory import InMemory
from techdep_tui.core.pipes import ProcessGoneError
from techdep_tui.core.store.news import Failed
from techdep_tui.core.stored import Stored
from tests.core.stories import story

COUNT = 20


@pytest.fixture(autouse=True)
def _everything_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collections, "_FEW_FILES", 0)
    monkeypatch.setattr(collections, "_MOST_FILES", COUNT - 1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(COUNT):
        write(folder, number)
    return folder


def write(folder: Path, number: int, what: str = "plant") -> Path:
    path = folder / f"{number:03}.md"
    path.write_text(
        f"---\ntitle: The {what} numbered {number}\ndate: 2025-01-{number % 28 + 1:02}\n---\n\n"
        f"This {what} cost ${number + 1}bn, they said.\n"
    )
    return path


@contextmanager
def collected(
    folder: Path,
    cache: Path | None,
    marked: Callable[[str], list[str]] = lambda _: [],
    entries: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
) -> Iterator[Collection]:
    collection = Collection(
        [folder],
        None if cache is None else lambda: cache,
        corrections_of=lambda digest: entries.get(digest, {}),
        marked=marked,
        corrected=lambda: list(entries),
    )
    try:
        yield collection
    finally:
        if isinstance(collection._holding, Stored):
            collection._holding._store.close(60)
        collection.close()


def all_loaded(collection: Collection) -> list[Progress]:
    told: list[Progress] = []
    collection.load(told.append)
    collection.index()
    collection.index_facts()
    assert collection.is_indexed
    assert collection.has_all_facts
    return told


def found(collection: Collection, query: str) -> list[str]:
    return sorted(hits.article_id for hits in collection.search(query).by_article)


def test_a_large_folder_is_listed_read_found_and_dated_as_a_small_one(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with collected(folder, tmp_path / "cache") as large:
        all_loaded(large)
        assert isinstance(large._holding, Stored)
        monkeypatch.setattr(collections, "_MOST_FILES", COUNT)
        with collected(folder, None) as small:
            all_loaded(small)
            assert isinstance(small._holding, InMemory)
            assert list(large.each_article()) == list(small.each_article())
            assert list(large.catalogue.entries()) == list(small.catalogue.entries())
            queries = ("plant", '"numbered 7"', "date:2025-01-03", "money:>10bn", "title:plant -7", "plnat")
            for query in queries:
                assert found(large, query) == found(small, query) != []
            for order in ("date", "title", "publisher", "length", "file"):
                assert large.listing.arrange(order) == small.listing.arrange(order)
            one, other = large.search("numbered").by_article[0], small.search("numbered").by_article[0]
            assert (one.article_id, one.places) == (other.article_id, other.places)


def test_progress_ends_with_everything_done(folder: Path, tmp_path: Path) -> None:
    with collected(folder, tmp_path / "cache") as collection:
        last = all_loaded(collection)[-1]
        assert last.is_done
        assert last.files_done == last.files_total == COUNT
        assert last.bytes_done == last.bytes_total > 0


def test_the_second_time_the_list_is_there_before_anything_is_read(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with collected(folder, tmp_path / "cache") as collection:
        all_loaded(collection)

    def fail(*_: object) -> None:
        raise AssertionError("read again")

    with collected(folder, tmp_path / "cache") as collection:
        counts: list[int] = []
        collection.load(lambda _progress: counts.append(len(collection.catalogue)))
        assert counts[0] == COUNT
        assert collection.is_indexed
        assert len(found(collection, "plant")) == COUNT
        monkeypatch.setattr(load, "read_article", fail)
        assert collection.get(collection.catalogue.ids[3]).title == "The plant numbered 3"


def test_what_changed_between_two_times_has_changed(folder: Path, tmp_path: Path) -> None:
    with collected(folder, tmp_path / "cache") as collection:
        all_loaded(collection)
    write(folder, 3, "mine")
    (folder / "004.md").unlink()
    write(folder, COUNT, "quarry")
    with collected(folder, tmp_path / "cache") as collection:
        all_loaded(collection)
        assert len(collection.catalogue) == COUNT
        assert len(found(collection, "plant")) == COUNT - 2
        assert len(found(collection, "mine OR quarry")) == 2
        assert collection.articles_with_facts == COUNT


def test_what_changes_while_it_is_open_is_followed(folder: Path, tmp_path: Path) -> None:
    with collected(folder, tmp_path / "cache") as collection:
        all_loaded(collection)
        changed = [write(folder, 3, "mine"), folder / "004.md"]
        changed += [write(folder, COUNT), write(folder, COUNT + 1)]
        (folder / "004.md").unlink()
        assert collection.update(changed) == Changes(new=2, changed=1, gone=1)
        collection.index()
        collection.index_facts()
        assert len(collection.catalogue) == COUNT + 1
        assert len(found(collection, "mine")) == 1
        assert len(found(collection, "money:>20bn")) == 2
        assert collection.update([folder]) == Changes()
        assert collection.has_all_facts


def test_copies_are_known_without_reading_an_article(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("copy-1.md", "copy-2.md"):
        (folder / name).write_text(f"# {name}\n\n{story(1, 100)}\n")

    def fail(*_: object) -> None:
        raise AssertionError("read")

    monkeypatch.setattr(Stored, "get", fail)
    for _ in range(2):
        with collected(folder, tmp_path / "cache") as collection:
            collection.load()
            collection.find_copies()
            titles = [collection.catalogue.titles[number] for number in collection.stacks.copies_of(COUNT)]
            assert titles == ["copy-1.md", "copy-2.md"]


def test_the_second_time_the_facts_are_there_without_reading_an_article(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with collected(folder, tmp_path / "cache") as collection:
        all_loaded(collection)
    read = _note_reading(monkeypatch)
    with collected(folder, tmp_path / "cache") as collection:
        all_loaded(collection)
        assert len(collection.matching("money:>10bn")) == COUNT - 10
        assert collection.articles_with_facts == COUNT
        assert not read


def test_facts_are_read_of_what_changed_between_two_times(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with collected(folder, tmp_path / "cache") as collection:
        all_loaded(collection)
    changed = write(folder, 3, "mine")
    (folder / "019.md").unlink()
    write(folder, COUNT, "quarry")
    read = _note_reading(monkeypatch)
    with collected(folder, tmp_path / "cache") as collection:
        all_loaded(collection)
        assert sorted(read) == sorted(collection.catalogue.ids[COUNT:])
        assert len(read) == 2
        assert len(collection.matching("money:>10bn")) == COUNT - 10
        assert [collection.catalogue.paths[n] for n in collection.matching("money:4bn")] == [str(changed)]


def test_facts_that_could_not_be_had_are_looked_for_the_next_time(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with collected(folder, tmp_path / "cache") as collection:
        get = Stored.get

        def get_but_one(self: Stored, article_id: str) -> Article:
            if article_id == collection.catalogue.ids[3]:
                raise ArticleNotFound("not now")
            return get(self, article_id)

        monkeypatch.setattr(Stored, "get", get_but_one)
        all_loaded(collection)
        assert not list(collection.matching("money:4bn"))
        monkeypatch.setattr(Stored, "get", get)
    with collected(folder, tmp_path / "cache") as collection:
        all_loaded(collection)
        assert list(collection.matching("money:4bn")) == [3]


@pytest.mark.parametrize("is_before", [True, False], ids=["corrected, then not", "not, then corrected"])
def test_what_the_reader_corrected_between_two_times_holds(
    folder: Path, tmp_path: Path, is_before: bool
) -> None:
    entries: dict[str, dict[str, str]] = {}
    with collected(folder, None) as collection:
        all_loaded(collection)
        article = collection.get(collection.catalogue.ids[3])
        mine = [rejected(fact) for fact in collection.facts(article) if fact.kind is Kind.MONEY]
        said = {article.digest: {key: text or "" for key, text in entries_of(article, mine).items()}}
    for is_corrected in (is_before, not is_before, is_before):
        entries.clear()
        entries.update(said if is_corrected else {})
        with collected(folder, tmp_path / "cache", entries=entries) as collection:
            all_loaded(collection)
            assert list(collection.matching("money:4bn")) == ([] if is_corrected else [3])
            assert list(collection.matching("money:5bn")) == [4]


def _note_reading(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the articles that are read from now on."""
    read, get = list[str](), Stored.get

    def noted(self: Stored, article_id: str) -> Article:
        read.append(article_id)
        return get(self, article_id)

    monkeypatch.setattr(Stored, "get", noted)
    return read


def test_problems_of_files_follow_them(folder: Path, tmp_path: Path) -> None:
    (folder / "empty.md").write_text("")
    for _ in range(2):
        with collected(folder, tmp_path / "cache") as collection:
            collection.load()
            assert [(p.path.name, p.reason) for p in collection.problems] == [("empty.md", "is empty")]
    with collected(folder, tmp_path / "cache") as collection:
        collection.load()
        (folder / "empty.md").write_text("Now\n\nIt holds a text.\n")
        assert collection.update([folder / "empty.md"]) == Changes(new=1)
        assert not collection.problems


def test_without_a_cache_nothing_is_left_behind(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    with collected(folder, None) as collection:
        all_loaded(collection)
        assert len(found(collection, "plant")) == COUNT
        holding = collection._holding
        assert isinstance(holding, Stored)
        holding._store.close(60)
    assert not list((tmp_path / "temporary").iterdir())


def test_where_no_process_can_be_had_everything_is_held_in_memory(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ProcessGoneError("none")

    monkeypatch.setattr(stored, "Store", fail)
    with collected(folder, None) as collection:
        all_loaded(collection)
        assert isinstance(collection._holding, InMemory)
        assert len(found(collection, "plant")) == COUNT


def test_where_the_store_fails_everything_is_held_in_memory(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with collected(folder, tmp_path / "cache") as collection:
        holding = collection._the_holding()
        assert isinstance(holding, Stored)
        monkeypatch.setattr(holding, "_news", iter([Failed("no room")]))
        all_loaded(collection)
        holding._store.close(60)
        assert isinstance(collection._holding, InMemory)
        assert len(collection.catalogue) == COUNT


def test_what_the_reader_marked_is_found(folder: Path, tmp_path: Path) -> None:
    digests: list[str] = []
    with collected(folder, tmp_path / "cache", lambda _: list(digests)) as collection:
        all_loaded(collection)
        digests.append(collection.catalogue.digests[5])
        assert found(collection, "is:starred") == [collection.catalogue.ids[5]]
        assert len(found(collection, "is:unread")) == COUNT - 1


def test_who_brings_facts_up_to_date_is_not_waited_for_and_takes_what_comes_meanwhile(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Beat, "is_due", lambda _: True)  # tells after every article
    with collected(folder, tmp_path / "cache") as collection:
        collection.load()
        told: list[int] = []

        def come_between(_done: int) -> None:
            if not told:
                told.append(0)
                collection.update([write(folder, COUNT)])
                collection.index_facts()  # as who follows the folder does; would wait for itself
                assert not collection.has_all_facts

        collection.index_facts(come_between)
        assert told
        assert collection.has_all_facts
        assert collection.articles_with_facts == COUNT + 1
