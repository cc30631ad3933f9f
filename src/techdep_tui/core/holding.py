"""What holds the articles of a collection: memory those of a small folder, a store those of a large one."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from techdep_tui.core.articles.model import Article, Part, Problem
from techdep_tui.core.listing import Listing

if TYPE_CHECKING:
    from techdep_tui.core.articles.entry import Entry
    from techdep_tui.core.search.fact_index import FactIndex
    from techdep_tui.core.search.fact_terms import FactEntry
    from techdep_tui.core.search.searcher import Searcher

_OFTEN_S, _SELDOM_S = 0.05, 0.25
"""So often it is told at most how far something is: at first, and later."""

_AT_FIRST_S = 2.0


class Beat:
    """Says when to tell how far something is: often as long as the reader waits for the first of it.

    After that the screen would be drawn more often than anybody looks, and take time from what it tells of.
    """

    def __init__(self) -> None:
        self._began = self._last = time.monotonic()

    def is_due(self) -> bool:
        """Whether to tell it now; it is taken as told."""
        now = time.monotonic()
        every = _OFTEN_S if now - self._began < _AT_FIRST_S else _SELDOM_S
        if now - self._last < every:
            return False
        self._last = now
        return True


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a load is: files and bytes done of those found; `is_done` when nothing is left to load."""

    files_done: int
    files_total: int
    bytes_done: int
    bytes_total: int
    is_done: bool = False


class Changes(NamedTuple):
    """How many articles are new, hold another text now, or are gone."""

    new: int = 0
    changed: int = 0
    gone: int = 0


class Knowledge(NamedTuple):
    """What a search needs to know of articles beyond their texts.

    `date_of` gives the date that `date:` compares, which need not be the file's own; `facts_of` the facts of
    an article; `marked` the digests of the articles that the reader marked as "read" or "starred".
    """

    date_of: Callable[[Article | Entry], Part[str]]
    facts_of: Callable[[Article], Iterable[FactEntry]]
    marked: Callable[[str], Iterable[str]]


Tell = Callable[[Progress], None]
Cancelled = Callable[[], bool]


class Holding(Protocol):
    """The articles under some paths. One thread loads and updates, while others read."""

    @property
    def listing(self) -> Listing:
        """The catalogue, and its orders; it may be replaced by another as long as it is loaded."""

    @property
    def problems(self) -> Sequence[Problem]:
        """What is wrong with files."""

    @property
    def passed_over(self) -> Mapping[str, int]:
        """How many files and folders were passed over, by reason."""

    @property
    def progress(self) -> Progress:
        """How far the load is."""

    def load(self, tell: Tell, cancelled: Cancelled) -> None:
        """Let everything be in the catalogue that is there."""

    def update(self, changed: Sequence[Path]) -> Changes:
        """Look again at files, and at folders with all that is in them, once everything has been loaded."""

    def get(self, article_id: str) -> Article:
        """The article with an id; raises ArticleNotFound."""

    def index(self, cancelled: Cancelled) -> None:
        """Let everything be found that is in the catalogue."""

    @property
    def is_indexed(self) -> bool:
        """Whether everything can be found that is in the catalogue."""

    @property
    def searcher(self) -> Searcher:
        """What is asked of the index; it may be replaced by another as the listing may."""

    @property
    def facts(self) -> FactIndex:
        """What is known of the facts of articles, by number; it may be replaced by another."""

    def recall_facts(self, version: bytes) -> bool:
        """Let the facts be found that this version kept the last time; whether that has been done now."""

    def keep_facts(self, but: Callable[[], Iterable[int]], *, is_all: bool) -> None:
        """Keep what is known for the next time, if it is worth it, but of some articles.

        `is_all` if no more will come soon.
        """

    def add_facts(self, article_id: str, entries: Iterable[FactEntry]) -> None:
        """Let the facts of an article be found, if they are not known; of one that is gone there are none."""

    def replace_facts(self, article_id: str, entries: Iterable[FactEntry]) -> None:
        """Let other facts of an article be found."""

    def close(self) -> None:
        """Give up what is held outside of this process."""
