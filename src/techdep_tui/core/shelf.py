"""Where whole articles are had from by their id."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Protocol, overload

from techdep_tui.core.articles.model import Article
from techdep_tui.core.errors import ArticleNotFound


class Shelf(Protocol):
    """Holds the articles of a catalogue, in memory or elsewhere. Safe with several threads."""

    def get(self, article_id: str) -> Article:
        """The article with an id; raises ArticleNotFound, also where it went in this moment."""


class Picked(Sequence[Article]):
    """Some articles of a shelf, each had from it when it is asked for; one that is gone is passed over."""

    def __init__(self, shelf: Shelf, ids: Sequence[str]) -> None:
        self._shelf = shelf
        self._ids = ids

    def __len__(self) -> int:
        return len(self._ids)

    @overload
    def __getitem__(self, index: int) -> Article: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Article]: ...

    def __getitem__(self, index: int | slice) -> Article | Sequence[Article]:
        if isinstance(index, slice):
            return Picked(self._shelf, self._ids[index])
        return self._shelf.get(self._ids[index])

    def __iter__(self) -> Iterator[Article]:
        for article_id in self._ids:
            with suppress(ArticleNotFound):
                yield self._shelf.get(article_id)
