"""The collection as its two users meet: the one that loads and the one that searches meanwhile."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest

from techdep_tui.core.collection import Collection
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
