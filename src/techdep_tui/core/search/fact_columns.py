"""Names and values of facts in columns, each with the numbers of its articles; never changed once made."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import Self

Numbers = Sequence[int]

FLOATS, INTS = "d", "I"


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one kind, as lines of one text in which a line is looked for by some of its words.

    `starts` are where lines begin; the articles of a line are `numbers` up to its place in `ends`.
    """

    text: bytes = b""
    starts: array[int] = field(default_factory=lambda: array(INTS))
    ends: array[int] = field(default_factory=lambda: array(INTS))
    numbers: array[int] = field(default_factory=lambda: array(INTS))

    @classmethod
    def of(cls, rows: Iterable[tuple[bytes, Numbers]]) -> Self:
        """The names of some rows of line and articles, the rows of one line next to each other."""
        text = bytearray()
        starts, ends, numbers = array(INTS), array(INTS), array(INTS)
        for line, same in groupby(rows, itemgetter(0)):
            starts.append(len(text))
            text += line
            for _, articles in same:
                numbers.extend(articles)
            ends.append(len(numbers))
        return cls(bytes(text), starts, ends, numbers)

    @classmethod
    def merged(cls, all_names: Iterable[tuple[Names, set[int]]]) -> Self:
        """All of several, each without the articles of a set."""
        return cls.of(merge(*(names._rows(without) for names, without in all_names), key=itemgetter(0)))

    def find(self, words: Iterable[str], *, is_prefix: bool) -> Iterator[array[int]]:
        """The articles of each name in which these words stand next to each other; the last one may go on."""
        sought = line_of(words).rstrip(b" \n" if is_prefix else b"\n")
        at = self.text.find(sought)
        while at >= 0:
            row = bisect_right(self.starts, at)
            yield self._numbers_of(row - 1)
            if row >= len(self.starts):
                return
            at = self.text.find(sought, max(self.starts[row], at + 1))

    def _numbers_of(self, row: int) -> array[int]:
        return self.numbers[self.ends[row - 1] if row > 0 else 0 : self.ends[row]]

    def _rows(self, without: set[int]) -> Iterator[tuple[bytes, Numbers]]:
        for row, line in enumerate(self.text.splitlines(keepends=True)):
            numbers: Numbers = self._numbers_of(row)
            if without and not without.isdisjoint(numbers):
                numbers = [number for number in numbers if number not in without]
            if numbers:
                yield line, numbers


def line_of(words: Iterable[str]) -> bytes:
    """A name as a line: a blank on either side of each word, so that only whole words are found."""
    return f" {' '.join(words)} \n".encode(errors="replace")


@dataclass(frozen=True, slots=True)
class Values:
    """The values in one unit by their lower end; those that are ranges once more, by their upper end."""

    lows: array[float] = field(default_factory=lambda: array(FLOATS))
    numbers: array[int] = field(default_factory=lambda: array(INTS))
    range_highs: array[float] = field(default_factory=lambda: array(FLOATS))
    range_lows: array[float] = field(default_factory=lambda: array(FLOATS))
    range_numbers: array[int] = field(default_factory=lambda: array(INTS))

    @classmethod
    def of(cls, lows: Iterable[tuple[float, int]], ranges: Iterable[tuple[float, float, int]]) -> Self:
        """The values of some sorted rows: lower end and article; upper end, lower end and article."""
        values = cls()
        for low, number in lows:
            values.lows.append(low)
            values.numbers.append(number)
        for high, low, number in ranges:
            values.range_highs.append(high)
            values.range_lows.append(low)
            values.range_numbers.append(number)
        return values

    @classmethod
    def merged(cls, all_values: Sequence[tuple[Values, set[int]]]) -> Self:
        """All of several, each without the articles of a set."""
        return cls.of(
            merge(*(values._by_low(without) for values, without in all_values)),
            merge(*(values._by_high(without) for values, without in all_values)),
        )

    def find(self, low: float, high: float) -> Iterator[Numbers]:
        """The articles with a value, or a part of a range, from `low` to `high`."""
        yield self.numbers[bisect_left(self.lows, low) : bisect_right(self.lows, high)]
        first = bisect_left(self.range_highs, low)
        yield [
            number
            for start, number in zip(self.range_lows[first:], self.range_numbers[first:], strict=False)
            if start < low
        ]

    def _by_low(self, without: set[int]) -> Iterator[tuple[float, int]]:
        rows = zip(self.lows, self.numbers, strict=False)
        return (row for row in rows if row[-1] not in without)

    def _by_high(self, without: set[int]) -> Iterator[tuple[float, float, int]]:
        rows = zip(self.range_highs, self.range_lows, self.range_numbers, strict=False)
        return (row for row in rows if row[-1] not in without)


def names_of(articles_by_line: Mapping[bytes, Numbers]) -> Names:
    """The names of a mapping."""
    return Names.of(sorted(articles_by_line.items()))


def values_of(rows: Iterable[tuple[float, float, int]]) -> Values:
    """The values of rows of lower end, upper end and article, in any order."""
    each = list(rows)
    lows = sorted({(low, number) for low, _, number in each})
    return Values.of(lows, sorted((high, low, number) for low, high, number in each if high > low))
