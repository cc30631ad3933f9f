"""Which articles have which facts: lists by kind, by name and by value, in memory.

A posting is an article's number. Names are kept once, each with its articles; values are sorted when they
are first asked for after a change.
"""

from __future__ import annotations

import threading
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from techdep_tui.core.search.fact_terms import FactEntry, FactTerm, unit_key


@dataclass(slots=True)
class _Names:
    """The names of one kind: each with its articles, and the names that a word stands in."""

    numbers: dict[tuple[str, ...], array[int]] = field(default_factory=dict)
    by_word: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)

    def add(self, name: tuple[str, ...], number: int) -> None:
        numbers = self.numbers.get(name)
        if numbers is None:
            self.numbers[name] = array("I", [number])
            for word in set(name):
                self.by_word.setdefault(word, []).append(name)
        elif numbers[-1] != number:
            numbers.append(number)

    def find(self, term: FactTerm) -> Iterator[array[int]]:
        if not term.is_prefix or len(term.words) > 1:
            names: Iterable[tuple[str, ...]] = self.by_word.get(term.words[0], ())
        else:
            names = self.numbers
        return (self.numbers[name] for name in names if term.fits_name(name))


@dataclass(slots=True)
class _Values:
    """The values in one unit, by the lower end of each; `longest` is the widest range among them."""

    rows: list[tuple[float, float, int]] = field(default_factory=list)
    is_sorted: bool = True
    longest: float = 0.0

    def add(self, low: float, high: float, number: int) -> None:
        self.rows.append((low, high, number))
        self.longest = max(self.longest, high - low)
        self.is_sorted = False

    def find(self, low: float, high: float) -> Iterator[int]:
        if not self.is_sorted:
            self.rows.sort()
            self.is_sorted = True
        first = bisect_left(self.rows, (low - self.longest,))
        last = bisect_right(self.rows, (high, float("inf")))
        return (number for _, end, number in self.rows[first:last] if end >= low)


class FactIndex:
    """The facts of the articles that have been added. One thread may add while others ask."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kinds: dict[str, array[int]] = {}
        self._names: dict[str, _Names] = {}
        self._values: dict[str, dict[str, _Values]] = {}
        self._due = _Values()
        self._replaced: dict[int, tuple[FactEntry, ...]] = {}

    def add(self, number: int, entries: Iterable[FactEntry]) -> None:
        """Take in the facts of the article with this number."""
        with self._lock:
            for entry in entries:
                self._add(number, entry)

    def replace(self, number: int, entries: Iterable[FactEntry]) -> None:
        """Let an article have these facts instead of those taken in before.

        They are kept beside the lists, which nothing can be taken out of; the reader corrects few articles.
        """
        with self._lock:
            self._replaced[number] = tuple(entries)

    def _add(self, number: int, entry: FactEntry) -> None:
        of_kind = self._kinds.setdefault(entry.kind, array("I"))
        if not of_kind or of_kind[-1] != number:
            of_kind.append(number)
        for name in entry.names:
            if name:
                self._names.setdefault(entry.kind, _Names()).add(name, number)
        if entry.low is not None:
            high = entry.low if entry.high is None else entry.high
            units = self._values.setdefault(entry.kind, {})
            units.setdefault(unit_key(entry.unit), _Values()).add(entry.low, high, number)
        if entry.due is not None:
            self._due.add(*entry.due, number)

    def numbers(self, term: FactTerm) -> set[int]:
        """The numbers of the articles that have a fact that a term asks for."""
        with self._lock:
            replaced = {n for n, entries in self._replaced.items() if any(map(term.fits, entries))}
            return self._listed(term) - self._replaced.keys() | replaced

    def counts(self, numbers: Collection[int]) -> dict[str, int]:
        """How many of some articles have a fact of which kind."""
        chosen = set(numbers)
        counted: dict[str, int] = {}
        with self._lock:
            replaced = {n: entries for n, entries in self._replaced.items() if n in chosen}
            for kind, of_kind in self._kinds.items():
                counted[kind] = len((chosen - replaced.keys()).intersection(of_kind))
            for entries in replaced.values():
                for kind in {entry.kind for entry in entries}:
                    counted[kind] = counted.get(kind, 0) + 1
        return counted

    def _listed(self, term: FactTerm) -> set[int]:
        if term.words:
            found = (self._names.get(kind, _Names()).find(term) for kind in term.kinds)
            return {number for arrays in found for numbers in arrays for number in numbers}
        if term.bounds is not None:
            return set(self._with_value(term))
        if term.period is not None:
            return set(self._due.find(*term.period))
        return {number for kind in term.kinds for number in self._kinds.get(kind, ())}

    def _with_value(self, term: FactTerm) -> Iterator[int]:
        assert term.bounds is not None
        for kind in term.kinds:
            units = self._values.get(kind, {})
            chosen = [units[term.bounds.unit]] if term.bounds.unit in units else []
            for values in units.values() if not term.bounds.unit else chosen:
                yield from values.find(term.bounds.low, term.bounds.high)
