"""Results that come out of order, given on in order; but none of them holds up the others for long."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class InOrder(Generic[T]):
    """Takes results by number, from 0, and gives them on. Times are in seconds of any clock."""

    def __init__(self, patience_s: float) -> None:
        self._patience_s = patience_s
        self._waiting: dict[int, T] = {}
        self._next = 0
        self._since = 0.0

    def put(self, number: int, result: T, now: float) -> None:
        """Take a result."""
        if not self._waiting:
            self._since = now
        self._waiting[number] = result

    def take(self, now: float) -> Iterator[tuple[int, T]]:
        """The results that are next, with their numbers.

        When one keeps others waiting for too long, those behind it as well.
        """
        while self._waiting:
            number = self._next if self._next in self._waiting else min(self._waiting)
            if number > self._next and now - self._since < self._patience_s:
                return
            self._next = max(self._next, number + 1)
            self._since = now
            yield number, self._waiting.pop(number)
