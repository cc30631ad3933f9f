"""Which articles the reader marked for copying, a byte for each: all can be marked in a moment."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from itertools import compress


class Chosen:
    """Numbers of marked articles."""

    def __init__(self) -> None:
        self._flags = bytearray()

    def __contains__(self, number: int) -> bool:
        return number < len(self._flags) and self._flags[number] == 1

    def __bool__(self) -> bool:
        return 1 in self._flags

    def of(self, numbers: Sequence[int]) -> Sequence[int]:
        """Those of these numbers that are marked, in the same order."""
        self._make_room(numbers)
        return array("I", compress(numbers, map(self._flags.__getitem__, numbers)))

    def turn(self, number: int) -> None:
        """Mark an article, or take its mark away."""
        self._make_room([number])
        self._flags[number] ^= 1

    def turn_all(self, numbers: Sequence[int]) -> None:
        """Mark all of these; if they all are, take their marks away."""
        self._make_room(numbers)
        flag = int(not all(map(self._flags.__getitem__, numbers)))
        for number in numbers:
            self._flags[number] = flag

    def _make_room(self, numbers: Iterable[int]) -> None:
        self._flags.extend(bytes(max(max(numbers, default=-1) + 1 - len(self._flags), 0)))
