"""Keeps known which articles of a catalogue are copies of one story, while articles come and go."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from threading import Lock

from techdep_tui.core.articles.copies import Groups
from techdep_tui.core.articles.sketch import NO_SKETCH
from techdep_tui.core.catalogue import Catalogue
from techdep_tui.core.errors import ArticleNotFound
from techdep_tui.core.stacks import Stacks

_DAY = len("2026-02-01")
_LAST = "\U0010ffff"


class CopyFinder:
    """Groups the articles of a catalogue by their sketches.

    `sketch_of` makes the sketch of the one with a number, where the catalogue does not have it already. Safe
    with several threads: the stacks that it gives are never changed.
    """

    def __init__(self, catalogue: Catalogue, sketch_of: Callable[[int], bytes]) -> None:
        self.catalogue = catalogue
        self._sketch_of = sketch_of
        self._groups = Groups()
        self._moved = 0
        self._following = Lock()

    @property
    def is_up_to_date(self) -> bool:
        """Whether everything that was added has been taken in."""
        return len(self._groups) == self.catalogue.end

    def follow(self, cancelled: Callable[[], bool]) -> Stacks:
        """Take in what is new, forget what was removed; gives the stacks that there are now."""
        with self._following:
            self._take_in(cancelled)
            return Stacks(self._groups, self._rank)

    def _take_in(self, cancelled: Callable[[], bool]) -> None:
        catalogue, groups = self.catalogue, self._groups
        moved = len(catalogue.moved)
        for number in catalogue.moved[self._moved : moved]:
            if number < len(groups) and not catalogue.is_live(number):
                groups.remove(number)
        self._moved = moved
        for number in range(len(groups), catalogue.end):
            if cancelled():
                break
            groups.add(number, self._sketch(number))

    def _sketch(self, number: int) -> bytes:
        """The sketch of a live article; that of nothing for what has gone in the meantime."""
        if self.catalogue.is_live(number):
            with suppress(ArticleNotFound):
                return self.catalogue.sketch(number) or self._sketch_of(number)
        return NO_SKETCH

    def _rank(self, number: int) -> tuple[str, int, int]:
        """The earliest comes first, of one day the longest, and what has no date last."""
        catalogue = self.catalogue
        return catalogue.dates[number][:_DAY] or _LAST, -catalogue.lengths[number], number
