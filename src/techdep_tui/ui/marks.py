"""What the reader did with the articles, as the screen asks it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from itertools import compress, count

from techdep_tui.core.catalogue import Catalogue
from techdep_tui.core.state.model import Mark

_UNMARKED = Mark()


class Marks:
    """The marks of the articles that the reader did something with, by digest; all others are unmarked."""

    def __init__(self, marks: Mapping[str, Mark] | None = None) -> None:
        self._marks: dict[str, Mark] = {}
        self._read: set[str] = set()
        self._counted = _Counted()
        self.take(marks or {})

    def __getitem__(self, digest: str) -> Mark:
        return self._marks.get(digest, _UNMARKED)

    @property
    def read(self) -> AbstractSet[str]:
        """The digests of the articles that were read."""
        return self._read

    def take(self, marks: Mapping[str, Mark]) -> None:
        """Hold these instead of what was held of the same articles."""
        self._marks.update(marks)
        self._read.difference_update(marks)
        self._read.update(digest for digest, mark in marks.items() if mark.is_read)
        self._counted = _Counted()

    def unread(self, catalogue: Catalogue) -> int:
        """How many live entries were not read; of a catalogue that grew, only what is new is looked at."""
        done, end, moved = self._counted, catalogue.end, len(catalogue.moved)
        if done.catalogue is not catalogue or done.moved != moved:
            done = _Counted(catalogue, moved)
        digests: Iterable[str] = catalogue.digests[done.end : end]
        if catalogue.has_gaps:
            digests = map(catalogue.digests.__getitem__, catalogue.numbers(done.end))
        done.read += sum(map(self._read.__contains__, digests)) if self._read else 0
        done.end, self._counted = end, done
        return len(catalogue) - done.read

    def next_unread(self, catalogue: Catalogue, numbers: Iterable[int]) -> int | None:
        """The place of the first of these numbers whose article was not read."""
        digests = map(catalogue.digests.__getitem__, numbers)
        are_unread = map(False.__eq__, map(self._read.__contains__, digests))
        return next(compress(count(), are_unread), None)


class _Counted:
    """How many of a catalogue's entries below `end` were read, with the changes up to `moved`."""

    def __init__(self, catalogue: Catalogue | None = None, moved: int = 0) -> None:
        self.catalogue = catalogue
        self.moved = moved
        self.end = self.read = 0
