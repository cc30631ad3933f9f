"""From every character of a cleaned text back to the characters of the file it came from.

A cleaned text is built from runs of the text before it. A run is either *linear* (each character stands for
one character of the source) or *folded* (the run as a whole stands for a stretch of the source: a blank for
a line break, `&` for `&amp;`, a blank for a whole page break). Positions are code points, ends exclusive.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple


class Span(NamedTuple):
    """Characters `start` (inclusive) to `end` (exclusive) of one text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Runs of a text, each with its stretch of the source.

    Run `i` begins at `starts[i]` in the text and stands for `source_starts[i]:source_ends[i]`. Runs are in
    order and cover the text; the last one ends at `length`.
    """

    starts: array[int]
    source_starts: array[int]
    source_ends: array[int]
    length: int

    @classmethod
    def identity(cls, length: int) -> OffsetMap:
        """The map of a text that is its own source."""
        if not length:
            return cls(array("q"), array("q"), array("q"), 0)
        return cls(array("q", [0]), array("q", [0]), array("q", [length]), length)

    def span(self, start: int, end: int) -> Span:
        """The smallest stretch of the source that holds the text's `start:end`; empty at `start` if empty."""
        if end <= start:
            at = self._source_start(start)
            return Span(at, at)
        return Span(self._source_start(start), self._source_end(end))

    def compose(self, inner: OffsetMap) -> OffsetMap:
        """This map followed by `inner`, whose text is this map's source."""
        builder = TextBuilder("")
        for i, start in enumerate(self.starts):
            end = self.starts[i + 1] if i + 1 < len(self.starts) else self.length
            source = Span(self.source_starts[i], self.source_ends[i])
            if end - start == source.end - source.start:
                inner._copy_runs(builder, source, end - start)
            else:
                whole = inner.span(*source)
                builder.append_run(end - start, whole.start, whole.end)
        return builder.offsets()

    def fragments(self, start: int, end: int, is_cut: Callable[[int, int], bool]) -> tuple[Span, ...]:
        """The source stretches of `start:end` with the runs left out that `is_cut(start, end)` calls cuts."""
        parts: list[Span] = []
        begin = start
        i = max(bisect_right(self.starts, start) - 1, 0)
        while i < len(self.starts) and self.starts[i] < end:
            run_end = self.starts[i + 1] if i + 1 < len(self.starts) else self.length
            if run_end - self.starts[i] != self.source_ends[i] - self.source_starts[i] and is_cut(
                self.source_starts[i], self.source_ends[i]
            ):
                if self.starts[i] > begin:
                    parts.append(self.span(begin, self.starts[i]))
                begin = run_end
            i += 1
        if end > begin:
            parts.append(self.span(begin, end))
        return tuple(parts)

    def locate(self, source_position: int) -> int:
        """The text position of a character of the source, or of the next one that is in the text."""
        i = bisect_right(self.source_starts, source_position) - 1
        if i < 0:
            return 0
        run_end = self.starts[i + 1] if i + 1 < len(self.starts) else self.length
        if source_position >= self.source_ends[i]:
            return run_end
        if run_end - self.starts[i] == self.source_ends[i] - self.source_starts[i]:
            return self.starts[i] + source_position - self.source_starts[i]
        return self.starts[i]

    def _run(self, position: int) -> int:
        return max(bisect_right(self.starts, position) - 1, 0)

    def _is_linear(self, i: int) -> bool:
        run_end = self.starts[i + 1] if i + 1 < len(self.starts) else self.length
        return run_end - self.starts[i] == self.source_ends[i] - self.source_starts[i]

    def _source_start(self, position: int) -> int:
        if not self.starts:
            return 0
        if position >= self.length:
            return self.source_ends[-1]
        i = self._run(position)
        return self.source_starts[i] + (position - self.starts[i] if self._is_linear(i) else 0)

    def _source_end(self, end: int) -> int:
        if not self.starts:
            return 0
        i = self._run(min(end, self.length) - 1)
        if self._is_linear(i):
            return self.source_starts[i] + min(end, self.length) - self.starts[i]
        return self.source_ends[i]

    def _copy_runs(self, builder: TextBuilder, source: Span, length: int) -> None:
        """Append this map's runs for its text's `source` (a linear stretch of `length`) to `builder`."""
        position, left = source.start, length
        while left > 0:
            i = self._run(position)
            run_end = self.starts[i + 1] if i + 1 < len(self.starts) else self.length
            take = min(left, run_end - position)
            if take <= 0:
                break
            if self._is_linear(i):
                at = self.source_starts[i] + position - self.starts[i]
                builder.append_run(take, at, at + take)
            else:
                builder.append_run(take, self.source_starts[i], self.source_ends[i])
            position += take
            left -= take


class TextBuilder:
    """Writes a text out of pieces of `source`, and the `OffsetMap` with it."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._pieces: list[str] = []
        self._starts = array("q")
        self._source_starts = array("q")
        self._source_ends = array("q")
        self.length = 0

    def keep(self, start: int, end: int) -> None:
        """Append the source's `start:end` as it stands."""
        if end > start:
            self._pieces.append(self.source[start:end])
            self.append_run(end - start, start, end)

    def fold(self, text: str, start: int, end: int) -> None:
        """Append `text` as standing for the source's `start:end` as a whole."""
        if text:
            self._pieces.append(text)
            self.append_run(len(text), start, end)

    def append_run(self, length: int, source_start: int, source_end: int) -> None:
        """Append a run without its characters (for maps of a text that exists already)."""
        linear = length == source_end - source_start
        if (
            linear
            and self._starts
            and self._source_ends[-1] == source_start
            and self.length - self._starts[-1] == self._source_ends[-1] - self._source_starts[-1]
        ):
            self._source_ends[-1] = source_end
        else:
            self._starts.append(self.length)
            self._source_starts.append(source_start)
            self._source_ends.append(source_end)
        self.length += length

    def text(self) -> str:
        """What has been written."""
        return "".join(self._pieces)

    def offsets(self) -> OffsetMap:
        """The map of what has been written."""
        return OffsetMap(self._starts, self._source_starts, self._source_ends, self.length)
