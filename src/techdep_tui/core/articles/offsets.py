"""From every character of a cleaned text back to the characters of the file it came from.

A cleaned text is built from runs of the text before it. A run is either *linear* (each character stands for
one character of the source) or *folded* (the run as a whole stands for a stretch of the source: a blank for
a line break, `&` for `&amp;`, a blank for a whole page break). What of the source is in no run has been left
out. Positions are code points, ends exclusive.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple


class Span(NamedTuple):
    """Characters `start` (inclusive) to `end` (exclusive) of one text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Runs of a text, each with its stretch of the source.

    Run `i` begins at `starts[i]` in the text and stands for `source_starts[i]:source_ends[i]`. Runs cover the
    text, the last one ends at `length`, and their stretches are in the order of the source. A run is linear
    exactly if it is as long as its stretch.
    """

    starts: array[int]
    source_starts: array[int]
    source_ends: array[int]
    length: int

    @classmethod
    def identity(cls, length: int) -> OffsetMap:
        """The map of a text that is its own source."""
        runs = 1 if length else 0
        return cls(array("q", [0] * runs), array("q", [0] * runs), array("q", [length] * runs), length)

    def span(self, start: int, end: int) -> Span:
        """The smallest stretch of the source that holds the text's `start:end`; empty at `start` if empty."""
        first = self._source_start(start)
        return Span(first, self._source_end(end) if start < end else first)

    def locate(self, source_position: int) -> int:
        """The text position of a character of the source, or of the next one that is in the text."""
        i = bisect_right(self.source_ends, source_position)
        if i == len(self.starts):
            return self.length
        return self.starts[i] + (max(source_position - self.source_starts[i], 0) if self._is_linear(i) else 0)

    def compose(self, inner: OffsetMap) -> OffsetMap:
        """This map followed by `inner`, whose text is this map's source."""
        if len(inner.starts) == 1 and inner.source_starts[0] == 0 and inner._is_linear(0):
            return self
        builder = TextBuilder("")
        for i, start in enumerate(self.starts):
            source = Span(self.source_starts[i], self.source_ends[i])
            if self._is_linear(i):
                inner._copy(source, builder)
            else:
                builder.add_folded(self._run_end(i) - start, *inner._hull(*source))
        return builder.offsets()

    def fragments(self, start: int, end: int, is_cut: Callable[[Span, Span], bool]) -> tuple[Span, ...]:
        """The source stretches of `start:end` without the folded runs that are cuts.

        `is_cut` is asked with a run's characters in the text and in the source.
        """
        parts: list[Span] = []
        end = min(end, self.length)
        for run, source in self._folded(start, end):
            if is_cut(run, source):
                if start < run.start:
                    parts.append(self.span(start, run.start))
                start = run.end
        if start < end:
            parts.append(self.span(start, end))
        return tuple(parts)

    def _run(self, position: int) -> int:
        return max(bisect_right(self.starts, position) - 1, 0)

    def _run_end(self, i: int) -> int:
        return self.starts[i + 1] if i + 1 < len(self.starts) else self.length

    def _is_linear(self, i: int) -> bool:
        return self._run_end(i) - self.starts[i] == self.source_ends[i] - self.source_starts[i]

    def _source_start(self, position: int) -> int:
        """Where in the source the character at `position` begins, or the last one ends if there is none."""
        if position >= self.length:
            return self.source_ends[-1] if self.source_ends else 0
        i = self._run(position)
        return self.source_starts[i] + (max(position, 0) - self.starts[i] if self._is_linear(i) else 0)

    def _source_end(self, end: int) -> int:
        """Where in the source the character before `end` ends, or the first one begins if there is none."""
        end = min(end, self.length)
        if end <= 0:
            return self.source_starts[0] if self.source_starts else 0
        i = self._run(end - 1)
        return self.source_starts[i] + end - self.starts[i] if self._is_linear(i) else self.source_ends[i]

    def _hull(self, start: int, end: int) -> Span:
        """As `span`, but an empty stretch within a folded run is the whole of it, which keeps the order."""
        first = self._source_start(start)
        return Span(first, max(first, self._source_end(end)))

    def _folded(self, start: int, end: int) -> Iterator[tuple[Span, Span]]:
        """The folded runs that the text's `start:end` touches, each in the text and in the source."""
        i = self._run(start)
        while i < len(self.starts) and self.starts[i] < end:
            if not self._is_linear(i):
                yield Span(self.starts[i], self._run_end(i)), Span(self.source_starts[i], self.source_ends[i])
            i += 1

    def _copy(self, text: Span, builder: TextBuilder) -> None:
        """Add the runs of a stretch of the text to `builder`."""
        position, i = text.start, self._run(text.start)
        while position < text.end:
            end = min(self._run_end(i), text.end)
            if self._is_linear(i):
                builder.add_linear(end - position, self.source_starts[i] + position - self.starts[i])
            else:
                builder.add_folded(end - position, self.source_starts[i], self.source_ends[i])
            position = end
            i += 1


class TextBuilder:
    """Writes a text out of pieces of `source`, in its order, and the `OffsetMap` with it."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._pieces: list[str] = []
        self._starts = array("q")
        self._source_starts = array("q")
        self._source_ends = array("q")
        self.length = 0

    def keep(self, start: int, end: int) -> None:
        """Append the source's `start:end` as it stands."""
        if start < end:
            self._pieces.append(self.source[start:end])
            self.add_linear(end - start, start)

    def keep_as(self, text: str, start: int) -> None:
        """Append `text`, whose characters stand one by one for the source's from `start` on."""
        if text:
            self._pieces.append(text)
            self.add_linear(len(text), start)

    def fold(self, text: str, start: int, end: int) -> None:
        """Append `text` as standing for the source's `start:end` as a whole."""
        if text == self.source[start:end]:
            self.keep(start, end)
        elif text:
            self._pieces.append(text)
            self.add_folded(len(text), start, end)

    def add_linear(self, length: int, source_start: int) -> None:
        """Map the next `length` characters one by one (for a text that exists already)."""
        if self._starts and self._source_ends[-1] == source_start and self._ends_linear():
            self._source_ends[-1] += length
            self.length += length
        else:
            self._add(length, source_start, source_start + length)

    def add_folded(self, length: int, source_start: int, source_end: int) -> None:
        """Map the next `length` characters as a whole; two runs where one would pass for linear."""
        if length == source_end - source_start:
            if length == 1:
                self.add_linear(1, source_start)
                return
            self._add(1, source_start, source_end)
            length -= 1
        self._add(length, source_start, source_end)

    def text(self) -> str:
        """What has been written."""
        return "".join(self._pieces)

    def offsets(self) -> OffsetMap:
        """The map of what has been written."""
        return OffsetMap(self._starts[:], self._source_starts[:], self._source_ends[:], self.length)

    def _ends_linear(self) -> bool:
        return self.length - self._starts[-1] == self._source_ends[-1] - self._source_starts[-1]

    def _add(self, length: int, source_start: int, source_end: int) -> None:
        self._starts.append(self.length)
        self._source_starts.append(source_start)
        self._source_ends.append(source_end)
        self.length += length
