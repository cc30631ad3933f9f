"""Which articles have which facts: their kinds by number, their names and values in columns, in memory.

The facts of the last few articles are held as they are; then they become a part in columns, and when there
are several parts of a size, those become a larger one. What an article had before stays in its part, dropped.
"""

from __future__ import annotations

import threading
from array import array
from collections import Counter
from collections.abc import Collection, Iterable
from itertools import compress
from typing import BinaryIO, Self

from techdep_tui.core.search.fact_file import read_columns, write_columns
from techdep_tui.core.search.fact_part import FactPart, merged, part_of
from techdep_tui.core.search.fact_terms import FactEntry, FactTerm

_FEW = 32
"""Articles whose facts are held as they are."""
_MERGED = 4
"""Parts that become one."""
_KNOWN = 1
"""The bit of an article whose facts are known, though it may have none."""

Mask = int
"""The kinds of an article's facts, a bit for each; there may be 63."""


class FactIndex:
    """The facts of articles by number. One thread may add while others ask, replace and remove."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kinds: dict[str, Mask] = {}
        self._masks: array[Mask] = array("Q")
        self._count = 0
        self.changes = 0
        """How often the facts of an article were taken in or forgotten."""
        self._of_kinds: dict[Mask, array[int]] = {}
        self._recent: dict[int, tuple[FactEntry, ...]] = {}
        self._parts: tuple[FactPart, ...] = ()

    def __len__(self) -> int:
        """Of how many articles the facts are known."""
        return self._count

    def __contains__(self, number: int) -> bool:
        """Whether the facts of an article are known."""
        return number < len(self._masks) and self._masks[number] != 0

    def known(self) -> Iterable[int]:
        """The numbers of the articles whose facts are known."""
        return self._with_mask(_KNOWN)

    def add(self, number: int, entries: Iterable[FactEntry]) -> None:
        """Take in the facts of an article, unless it was given others meanwhile."""
        with self._lock:
            if number not in self:
                self._take(number, tuple(entries))
            is_enough = len(self._recent) >= _FEW
        if is_enough:
            self._put_into_columns()

    def begin_with(self, other: FactIndex) -> None:
        """Know what another knows, which is not used any longer, before anything is added.

        What an article was given meanwhile in the place of other facts, it keeps.
        """
        with self._lock:
            given, self._recent = self._recent, other._recent
            self._kinds, self._masks, self._parts = other._kinds, other._masks, other._parts
            self._count, self._of_kinds = other._count, {}
            for number, entries in given.items():
                self._drop(number)
                self._take(number, entries)

    def replace(self, number: int, entries: Iterable[FactEntry]) -> None:
        """Let an article have these facts, and none that were taken in before."""
        with self._lock:
            self._drop(number)
            self._take(number, tuple(entries))

    def remove(self, numbers: Iterable[int]) -> None:
        """Forget the facts of some articles."""
        with self._lock:
            for number in numbers:
                self._drop(number)

    def numbers(self, term: FactTerm) -> Collection[int]:
        """The numbers of the articles that have a fact that a term asks for, each once."""
        if not (term.words or term.bounds or term.period):
            return self._with_kinds(term.kinds)
        with self._lock:
            recent, parts = list(self._recent.items()), self._parts
        found = {number for number, entries in recent if any(map(term.fits, entries))}
        return found.union(*(part.find(term) for part in parts))

    def counts(self, numbers: Iterable[int]) -> dict[str, int]:
        """How many of some articles have a fact of which kind."""
        end = len(self._masks)
        masks = Counter(self._masks[number] for number in numbers if number < end)
        kinds = list(self._kinds.items())
        return {kind: sum(n for mask, n in masks.items() if mask & bit) for kind, bit in kinds}

    def write_to(self, file: BinaryIO, but: Iterable[int] = ()) -> None:
        """Write all that is known now, but of some articles; raises OSError."""
        without = {number for number in but if number in self}
        with self._lock:
            masks, kinds = self._masks[:], list(self._kinds)
            recent = {number: each for number, each in self._recent.items() if number not in without}
            parts = [*self._parts, part_of(recent)] if recent else list(self._parts)
            dropped = [part.dropped | without for part in parts]
        for number in without:
            masks[number] = 0
        write_columns(file, kinds, masks, list(zip(parts, dropped, strict=True)))

    @classmethod
    def read_from(cls, file: BinaryIO) -> Self:
        """What `write_to` wrote; raises UnreadableFactsFileError for anything else, and OSError."""
        index = cls()
        kinds, index._masks, index._parts = read_columns(file)
        index._count = len(index._masks) - index._masks.count(0)
        index._kinds = {kind: _KNOWN << place for place, kind in enumerate(kinds, start=1)}
        return index

    def _take(self, number: int, entries: tuple[FactEntry, ...]) -> None:
        mask = _KNOWN
        for kind in {entry.kind for entry in entries}:
            mask |= self._kinds.setdefault(kind, _KNOWN << (len(self._kinds) + 1))
        if number >= len(self._masks):
            self._masks.frombytes(bytes((number + 1 - len(self._masks)) * self._masks.itemsize))
        self._count += self._masks[number] == 0
        self.changes += 1
        self._masks[number] = mask
        self._of_kinds = {}
        self._recent[number] = entries

    def _drop(self, number: int) -> None:
        if number in self:
            self._count -= 1
            self.changes += 1
            self._masks[number] = 0
            self._of_kinds = {}
            self._recent.pop(number, None)
            for part in self._parts:
                part.dropped.add(number)

    def _with_kinds(self, kinds: Iterable[str]) -> array[int]:
        asked = 0
        for kind in kinds:
            asked |= self._kinds.get(kind, 0)
        return self._with_mask(asked)

    def _with_mask(self, asked: Mask) -> array[int]:
        known = self._of_kinds  # another one as soon as anything changes
        if asked not in known:
            known[asked] = array("I", compress(range(len(self._masks)), map(asked.__and__, self._masks)))
        return known[asked]

    def _put_into_columns(self) -> None:
        """Make a part of the recent facts, and larger parts of those there are; others may ask meanwhile."""
        with self._lock:
            taken = dict(self._recent)
        part = part_of(taken)
        with self._lock:
            for number, entries in taken.items():
                if self._recent.get(number) is entries:
                    del self._recent[number]
                else:
                    part.dropped.add(number)
            self._parts = (*self._parts, part)
        while self._merge_the_last():
            pass

    def _merge_the_last(self) -> bool:
        """Merge the last parts if there are enough of about one size."""
        last = self._parts[-_MERGED:]
        if len(last) < _MERGED or last[0].size >= last[-1].size * _MERGED:
            return False
        with self._lock:
            dropped = [part.dropped.copy() for part in last]
        whole = merged(last, dropped)
        with self._lock:
            for part, before in zip(last, dropped, strict=True):
                whole.dropped |= part.dropped - before
            self._parts = (*self._parts[:-_MERGED], whole)
        return True
