"""What the reader did with the articles, as the screen asks it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from threading import RLock

from techdep_tui.core.catalogue import Catalogue
from techdep_tui.core.state.model import Mark

_UNMARKED = Mark()

_SLICE = 4_000
"""Articles looked at in one go: the interpreter is held while that lasts, a millisecond or two."""


class Marks:
    """The marks of the articles that the reader did something with, by digest; all others are unmarked.

    Which entries of a catalogue were read is known by number, and follows both. Safe with several threads.
    """

    def __init__(self, marks: Mapping[str, Mark] | None = None) -> None:
        self._marks = dict(marks or {})
        self._lock = RLock()
        self._catalogue: Catalogue | None = None
        self._are_read = bytearray()
        self._moved = self._read = 0

    def __getitem__(self, digest: str) -> Mark:
        return self._marks.get(digest, _UNMARKED)

    def take(self, marks: Mapping[str, Mark]) -> None:
        """Hold these instead of what was held of the same articles."""
        with self._lock:
            self._marks.update(marks)
            for digest, mark in marks.items():
                for number in self._catalogue.with_digest(digest) if self._catalogue else ():
                    if number < len(self._are_read):
                        self._read += mark.is_read - self._are_read[number]
                        self._are_read[number] = mark.is_read

    def look_at(self, catalogue: Catalogue) -> None:
        """Find out which entries were read, so that who asks next need not wait; for another thread."""
        while not self._look_on(catalogue):
            pass

    def unread(self, catalogue: Catalogue) -> int:
        """How many live entries were not read."""
        self.look_at(catalogue)
        return len(catalogue) - self._read

    def first_unread(self, catalogue: Catalogue, numbers: Iterable[int]) -> int | None:
        """The place of the first of these numbers whose article was not read."""
        self.look_at(catalogue)
        place = bytes(map(self._are_read.__getitem__, numbers)).find(0)
        return place if place >= 0 else None

    def _look_on(self, catalogue: Catalogue) -> bool:
        """Look at some more entries, and at what was removed; says whether nothing is left to look at."""
        with self._lock:
            if self._catalogue is not catalogue:
                self._catalogue, self._are_read, self._moved, self._read = catalogue, bytearray(), 0, 0
            moved, are_read = catalogue.moved[self._moved :], self._are_read
            start = len(are_read)
            are_read.extend(map(self._is_read, range(start, min(start + _SLICE, catalogue.end))))
            self._read += are_read.count(1, start)
            for number in moved:
                if number < start and are_read[number] and not catalogue.is_live(number):
                    self._read -= 1
                    are_read[number] = 0
            self._moved += len(moved)
            return len(are_read) == catalogue.end

    def _is_read(self, number: int) -> bool:
        assert self._catalogue is not None
        mark = self._marks.get(self._catalogue.digests[number])
        return mark is not None and mark.is_read and self._catalogue.is_live(number)
