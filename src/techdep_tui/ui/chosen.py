"""Which articles the reader marked for copying, a byte for each: all can be marked in a moment."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import compress


class Chosen:
    """Numbers of marked articles, all of them below the `end` of a catalogue."""

    def __init__(self, end: int = 0) -> None:
        self._flags = bytearray(end)

    def make_room(self, end: int) -> None:
        """The catalogue has grown."""
        self._flags.extend(bytes(max(end - len(self._flags), 0)))

    def __contains__(self, number: int) -> bool:
        return self._flags[number] == 1

    def __bool__(self) -> bool:
        return 1 in self._flags

    def of(self, numbers: Sequence[int]) -> Sequence[int]:
        """Those of these numbers that are marked, in the same order."""
        return array("I", compress(numbers, map(self._flags.__getitem__, numbers)))

    def turn(self, number: int) -> None:
        """Mark an article, or take its mark away."""
        self._flags[number] ^= 1

    def turn_all(self, numbers: Sequence[int]) -> None:
        """Mark all of these; if they all are, take their marks away."""
        flag = int(not all(map(self._flags.__getitem__, numbers)))
        for number in numbers:
            self._flags[number] = flag
