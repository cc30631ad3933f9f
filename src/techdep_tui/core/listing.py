"""The orders in which a catalogue can be listed, kept while it changes: what is new is merged in."""

from __future__ import annotations

import time
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import compress
from typing import NamedTuple

from techdep_tui.core.articles.entry import UNKNOWN_SOURCE
from techdep_tui.core.catalogue import Catalogue

SORTS = ("date", "title", "publisher", "length", "file")
"""Newest first, by title, by publisher, longest first, by path."""

_FEW = 1_000
"""So many entries take their places between two frames."""

_SLICE = 2_000
"""Entries sorted at a time: the interpreter is held while that lasts, some milliseconds."""

_SAMPLED = 8
"""Keys looked at for each slice, to tell where one should end and the next begin."""

_FEW_TO_FIND = 2
"""Of more, it is quicker to look at every number than to look for each."""

_LAST = "\U0010ffff"
_FALLING = {code: 0x7F - code for code in range(0x80)}
"""Turns the characters of dates round, so that the latest comes first."""

_Key = tuple[str | int, str, int]


class _Arranged(NamedTuple):
    """Numbers in order; `end` and `moved` say up to where the catalogue's changes are in it."""

    numbers: array[int]
    end: int = 0
    moved: int = 0


def _never() -> bool:
    return False


class Listing:
    """The live numbers of a catalogue in each of the `SORTS`; ties stand in the order of paths.

    Safe with several threads. What it gave is never changed.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._arranged = {SORTS[0]: _Arranged(array("I"))}

    def at_once(self, order: str) -> Sequence[int] | None:
        """The numbers in an order; `None` where that takes too long between two frames."""
        with self.catalogue.lock:
            done = self._arranged.get(order, _Arranged(array("I")))
            moved = self.catalogue.moved[done.moved :]
            if self.catalogue.end - done.end + len(moved) > _FEW:
                return None
            self._arranged[order] = up_to_date = self._brought_up(order, done)
            return up_to_date.numbers

    def arrange(self, order: str, cancelled: Callable[[], bool] = _never) -> Sequence[int] | None:
        """The numbers in an order, however many; `None` if it was cancelled.

        Lets other threads run every few milliseconds.
        """
        while (numbers := self.at_once(order)) is None:
            moved, end = len(self.catalogue.moved), self.catalogue.end
            sorted_anew = self._sorted(order, cancelled)
            if sorted_anew is None:
                return None
            self._arranged[order] = _Arranged(sorted_anew, end, moved)
        return numbers

    def follow(self, cancelled: Callable[[], bool] = _never) -> None:
        """Bring the first order, and those asked for so far, up to date; for who adds, lest a list waits."""
        for order in tuple(self._arranged):
            self.arrange(order, cancelled)

    def _brought_up(self, order: str, done: _Arranged) -> _Arranged:
        """An order without what was removed, with what is new, and what was dated anew in its new place."""
        catalogue = self.catalogue
        moved, end = len(catalogue.moved), catalogue.end
        if (end, moved) == (done.end, done.moved):
            return done
        numbers, new = done.numbers, catalogue.live(range(done.end, end))
        again = {number for number in catalogue.moved[done.moved : moved] if number < done.end}
        if again:
            numbers = _without(numbers, again)
            new = array("I", [*new, *catalogue.live(again)])
        return _Arranged(_merged(numbers, new, self._key(order)), end, moved)

    def _sorted(self, order: str, cancelled: Callable[[], bool]) -> array[int] | None:
        """All live numbers, sorted in slices."""
        key = self._key(order)
        numbers = array("I")
        for some in _slices([key(number) for number in self.catalogue.numbers()]):
            if cancelled():
                return None
            some.sort()
            numbers.extend(number for _, _, number in some)
            time.sleep(0)
        return numbers

    def _key(self, order: str) -> Callable[[int], _Key]:
        """What an entry's place in an order goes by; what is lacking comes last."""
        catalogue = self.catalogue
        paths = catalogue.paths
        if order == "date":
            dates = catalogue.dates
            return lambda n: (dates[n].translate(_FALLING) + _LAST, paths[n], n)
        if order == "title":
            titles = catalogue.titles
            return lambda n: (titles[n].casefold(), paths[n], n)
        if order == "publisher":
            publishers = catalogue.publishers
            return lambda n: (_publisher_key(publishers[n]), paths[n], n)
        if order == "length":
            lengths = catalogue.lengths
            return lambda n: (-lengths[n], paths[n], n)
        return lambda n: ("", paths[n], n)


def _publisher_key(label: str) -> str:
    return _LAST if label == UNKNOWN_SOURCE else label.removesuffix("?").casefold()


def _without(numbers: array[int], some: set[int]) -> array[int]:
    """Numbers without some of them."""
    if len(some) > _FEW_TO_FIND:
        return array("I", compress(numbers, map(False.__eq__, map(some.__contains__, numbers))))
    rest = numbers[:]
    for number in some:
        with suppress(ValueError):
            rest.remove(number)
    return rest


def _merged(numbers: array[int], new: Sequence[int], key: Callable[[int], _Key]) -> array[int]:
    """Numbers in order with new ones in their places."""
    merged, at = array("I"), 0
    for each in sorted(map(key, new)):
        place = bisect_left(numbers, each, lo=at, key=key)
        merged += numbers[at:place]
        merged.append(each[2])
        at = place
    return merged + numbers[at:]


def _slices(keys: list[_Key]) -> Iterator[list[_Key]]:
    """The keys in slices of about `_SLICE`, none in one that belongs in an earlier one; takes them away."""
    count = len(keys) // _SLICE
    sample = sorted(keys[:: max(len(keys) // (count * _SAMPLED + 1), 1)]) if count else []
    bounds = sample[_SAMPLED::_SAMPLED]
    slices: list[list[_Key]] = [[] for _ in range(len(bounds) + 1)]
    for each in keys:
        slices[bisect_right(bounds, each)].append(each)
    keys.clear()
    slices.reverse()
    while slices:  # each is given up when it has been used: to free all in one go would hold the interpreter
        yield slices.pop()
