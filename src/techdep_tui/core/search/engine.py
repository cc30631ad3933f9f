"""The index that is searched, with the facts of its articles: one that grows in memory, one in a folder."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Self

import tantivy

from techdep_tui.core.articles.model import Article, Part
from techdep_tui.core.search.documents import document
from techdep_tui.core.search.fact_index import FactIndex
from techdep_tui.core.search.fact_terms import FactEntry
from techdep_tui.core.search.schema import index_in_memory, index_to_read, unless_damaged
from techdep_tui.core.search.snapshot import IdsOf, Snapshot
from techdep_tui.core.search.writer import IndexWriter

Marked = Callable[[str], Iterable[str]]
"""What gives the digests of the articles that the reader marked as "read" or "starred"."""


class Engine:
    """An index that is only read: `snapshot` is what a search sees, `facts` go by the numbers of articles.

    Who writes it may be another process; what it commits is seen after the next `reload`.
    """

    def __init__(self, index: tantivy.Index, ids_of: IdsOf, marked: Marked) -> None:
        self._index = index
        self._ids_of = ids_of
        self._marked = marked
        self.facts = FactIndex()
        self.snapshot = self._snapshot()

    @classmethod
    def at(cls, folder: Path, ids_of: IdsOf, marked: Marked) -> Self:
        """The engine over the index in a folder; raises UnusableIndex where it is not there, or damaged."""
        return cls(index_to_read(folder), ids_of, marked)

    @unless_damaged
    def reload(self) -> None:
        """Let searches see the last commit; the snapshot stays as it is where that cannot be read.

        A snapshot in use keeps the files that it reads, also when they have been merged away. Raises
        UnusableIndex.
        """
        self._index.reload()
        self.snapshot = self._snapshot()

    @unless_damaged
    def _snapshot(self) -> Snapshot:
        return Snapshot(self._index, self._ids_of, self.facts, self._marked)


class GrowingEngine(Engine):
    """An index in memory, which knows its articles by id. One thread may add while others search."""

    def __init__(self, date_of: Callable[[Article], Part[str]], marked: Marked) -> None:
        index = index_in_memory()
        self._writer = IndexWriter(index)
        self._writing = threading.Lock()
        self._date_of = date_of
        self._ids: dict[int, str] = {}
        self._numbers: dict[str, int] = {}
        self._end = 0
        self._is_changed = False
        super().__init__(index, self._ids_at, marked)

    def add(self, article: Article, number: int | None = None) -> None:
        """Take in an article, in the place of one with the same id; it is found after the next commit.

        It has the number that comes next, if not another one that no article has had.
        """
        fields = document(article, self._date_of(article))
        with self._writing:
            if article.id in self._numbers:
                self._remove(self._numbers[article.id])
            number = self._end if number is None else number
            self._end = max(self._end, number + 1)
            self._numbers[article.id] = number
            self._ids[number] = article.id
            self._writer.add(number, fields)
            self._is_changed = True

    def remove(self, article_id: str) -> None:
        """Take out an article, if it is there; results do not hold it from now on."""
        with self._writing:
            number = self._numbers.pop(article_id, None)
            if number is not None:
                self._remove(number)

    def _remove(self, number: int) -> None:
        self._writer.remove([number])
        self.facts.remove([number])
        del self._ids[number]
        self._is_changed = True

    def commit(self) -> None:
        """Make a snapshot with everything that was added and without what was removed."""
        with self._writing:
            if self._is_changed:
                self._writer.commit()
                self._is_changed = False
                self.reload()

    def add_facts(self, article_id: str, entries: Iterable[FactEntry]) -> None:
        """Take in the facts of an article that has been added; they are found at once.

        Of one that has been removed they are not.
        """
        if article_id in self._numbers:
            self.facts.add(self._numbers[article_id], entries)

    def replace_facts(self, article_id: str, entries: Iterable[FactEntry]) -> None:
        """Let an article have these facts instead of others; at once, and also if it has none so far."""
        self.facts.replace(self._numbers[article_id], entries)

    def _ids_at(self, numbers: Sequence[int]) -> list[str | None]:
        return list(map(self._ids.get, numbers))
