"""The collection as its two users meet: the one that loads and the one that searches meanwhile."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest

from techdep_tui.core.articles.entry import entry_of
from techdep_tui.core.articles.model import Part, Source
from techdep_tui.core.collection import Collection
from techdep_tui.core.facts import reference
from techdep_tui.core.search import index


@pytest.fixture
def collection(tmp_path: Path) -> Collection:
    (tmp_path / "one.md").write_text("# One\n\nA word on lithography.\n", encoding="utf-8")
    collection = Collection([tmp_path])
    collection.load()
    return collection


def test_who_searches_while_the_index_is_begun_searches_the_same_one(
    collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[object] = []
    is_begun, may_go_on = threading.Event(), threading.Event()

    class SlowIndex(index.SearchIndex):
        def __init__(self, *arguments: Any, **options: Any) -> None:
            begun.append(self)
            is_begun.set()
            may_go_on.wait(10)
            super().__init__(*arguments, **options)

    monkeypatch.setattr(index, "SearchIndex", SlowIndex)
    loading = threading.Thread(target=collection.index)
    searching = threading.Thread(target=collection.search, args=["lithography"])
    loading.start()
    assert is_begun.wait(10)
    searching.start()
    searching.join(0.2)  # time to begin another one
    may_go_on.set()
    for thread in (loading, searching):
        thread.join()
    assert len(begun) == 1
    assert collection.search("lithography").hit_count == 1


def test_an_index_counts_as_made_when_it_can_be_searched(
    collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bool] = []
    commit = index.SearchIndex.commit

    def watched(self: index.SearchIndex) -> None:
        seen.append(collection.is_indexed)
        commit(self)

    monkeypatch.setattr(index.SearchIndex, "commit", watched)
    assert not collection.is_indexed
    collection.index()
    assert seen[0] is False
    assert collection.is_indexed


# The catalogue, and articles that come and go


def write(folder: Path, *names: str) -> Collection:
    """A collection of files with these names."""
    for name in names:
        (folder / name).write_text(f"# {name}\n\nA word on {name[:-3]}.\n", encoding="utf-8")
    collection = Collection([folder])
    collection.load()
    return collection


def test_every_article_is_had_by_its_entry_and_one_after_the_other(tmp_path: Path) -> None:
    collection = write(tmp_path, "one.md", "two.md")
    entries = list(collection.catalogue.entries())
    assert [collection.get(entry.id).title for entry in entries] == [entry.title for entry in entries]
    assert [article.id for article in collection.each_article()] == [entry.id for entry in entries]
    assert collection.find("two").path.name == "two.md"


def test_what_was_removed_is_passed_over_and_what_came_later_is_found(tmp_path: Path) -> None:
    collection = write(tmp_path, "one.md", "two.md")
    article = collection.find("one.md")
    collection.catalogue.remove(collection.catalogue.number_of(article.id))
    assert [each.path.name for each in collection.each_article()] == ["two.md"]
    collection.index()
    collection.index_facts()
    assert collection.is_indexed
    assert collection.has_all_facts
    assert not collection.search("one", lenient=True).exact
    collection.catalogue.add(entry_of(article))
    assert not collection.is_indexed
    assert not collection.has_all_facts
    collection.index()
    collection.index_facts()
    assert collection.search("one").exact == 1
    assert collection.has_all_facts


def test_a_date_that_the_text_tells_is_known_to_lists_once_it_was_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dates: list[Part[str]] = [Part(), Part("2025-03", Source.INFERRED, "a month in the text")]
    monkeypatch.setattr(reference, "infer_date", lambda _article: dates.pop())
    collection = write(tmp_path, "one.md", "two.md")
    one, two = collection.catalogue.entries()
    assert collection.date_of(one).source is Source.MISSING
    inferred = collection.date_of(one, infer=True)
    assert inferred.value == "2025-03"
    assert [collection.date_of(two, infer=True).source for _ in range(2)] == [Source.MISSING] * 2
    assert [each.date for each in collection.catalogue.entries()] == [inferred, Part()]
    assert collection.date_of(collection.get(one.id)) == collection.date_of(one) == inferred
    assert collection.catalogue.undated == 2
