"""The articles of a result, each made when it is first looked at: a result may hold very many."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import overload

from techdep_tui.core.search.model import ArticleHits, How, Places

Find = Callable[[str], Places]
"""What gives the places in the article with an id."""


class LazyHits(Sequence[ArticleHits]):
    """Articles in tiers, one after the other; who looks at one twice is given the same object."""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._scores: list[float] = []
        self._ends: list[int] = []
        self._ways: list[tuple[How, Find]] = []
        self._made: dict[int, ArticleHits] = {}

    def add_tier(self, how: How, find: Find, ids: Iterable[str], scores: Iterable[float]) -> None:
        """Let some articles follow that were found in one way."""
        self._ids += ids
        self._scores += scores
        self._ends.append(len(self._ids))
        self._ways.append((how, find))

    def sort_last_tier(self, key: Callable[[ArticleHits], float]) -> None:
        """Order the articles of the last tier by something of theirs, the smallest first."""
        start = self._ends[-2] if len(self._ends) > 1 else 0
        tier = sorted(self[start:], key=key)
        self._ids[start:] = [hits.article_id for hits in tier]
        self._scores[start:] = [hits.score for hits in tier]
        self._made.update(enumerate(tier, start))

    def __len__(self) -> int:
        return len(self._ids)

    @overload
    def __getitem__(self, at: int) -> ArticleHits: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[ArticleHits, ...]: ...

    def __getitem__(self, at: int | slice) -> ArticleHits | tuple[ArticleHits, ...]:
        if isinstance(at, slice):
            return tuple(map(self._get, range(*at.indices(len(self._ids)))))
        return self._get(range(len(self._ids))[at])

    def __iter__(self) -> Iterator[ArticleHits]:
        return map(self._get, range(len(self._ids)))

    def _get(self, at: int) -> ArticleHits:
        hits = self._made.get(at)
        if hits is None:
            how, find = self._ways[bisect_right(self._ends, at)]
            made = ArticleHits(self._ids[at], self._scores[at], how=how, find=find)
            hits = self._made.setdefault(at, made)
        return hits
