"""One time over all files, or over a few: what has changed is read, in order, and taken in."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from typing import Final

from techdep_tui.core.articles.discover import FoundFile
from techdep_tui.core.articles.model import Problem
from techdep_tui.core.store.holdings import Holdings
from techdep_tui.core.store.news import Indexed, News, Progress, Walked
from techdep_tui.core.store.order import InOrder
from techdep_tui.core.store.reader import Outcome
from techdep_tui.core.store.readers import Readers
from techdep_tui.core.store.walk import Found, WalkEnded

_BATCH_FILES: Final = 64
_FIRST_BATCH_FILES: Final = 4
"""The first batches are small, so that the list fills at once; each has as many more."""

_BATCH_BYTES = 512 * 1024
_MOST_BATCHES = 32
"""Batches that may be with the readers or wait for their turn."""

_TELL_EVERY_S = 0.05
_LATE_S = 2.0
"""So long one batch may keep others waiting."""


class ReadersGoneError(Exception):
    """No reading process can be had."""


class Round:
    """Changes what a store holds into what is there, as it hears of it."""

    def __init__(self, holdings: Holdings, readers: Readers, tell: Callable[[News], None]) -> None:
        self._holdings = holdings
        self._readers = readers
        self._tell = tell
        self._seen: set[str] = set()
        self._skipped: list[Problem] = []
        self._has_walked = False
        self._found_bytes = 0
        self._due: deque[FoundFile] = deque()
        self._out: dict[int, list[FoundFile]] = {}
        self._batches = 0
        self._results: InOrder[tuple[list[FoundFile], list[Outcome]]] = InOrder(_LATE_S)
        self._progress = Progress(0, 0, 0, 0)
        self._told_at = 0.0

    @property
    def is_done(self) -> bool:
        """Whether every file has been looked at, and taken in."""
        return self._has_walked and not self._due and not self._out

    def found(self, found: Found) -> None:
        """Take files that are there."""
        due = [file for file in found.files if not self._holdings.register.is_current(file)]
        self._due += due
        self._count(files_total=len(due), bytes_total=sum(file.size for file in due))
        self._seen.update(str(file.path) for file in found.files)
        self._found_bytes += sum(file.size for file in found.files)
        self._skipped += found.problems
        self.go_on()

    def gone(self, paths: list[str]) -> None:
        """Let files go that are not there."""
        known = [path for path in paths if path in self._holdings.register]
        if known:
            self._tell(self._holdings.drop(known))

    def walk_ended(self, ended: WalkEnded) -> None:
        """All that is there has been found."""
        self._has_walked = True
        if ended.problem is not None:
            self._skipped.append(ended.problem)
        if ended.is_whole:
            self.gone([path for path in self._holdings.register if path not in self._seen])
        self._tell(Walked(len(self._seen), self._found_bytes, tuple(self._skipped), ended.passed_over))
        self.go_on()

    def read(self, number: int, outcomes: list[Outcome] | None) -> None:
        """Take what became of a batch; raises ReadersGoneError."""
        if outcomes is None:
            raise ReadersGoneError("no process can be started to read files with")
        if number in self._out:
            self._results.put(number, (self._out[number], outcomes), time.monotonic())
        self.go_on()

    def go_on(self) -> None:
        """Do what can be done now."""
        self._feed()
        for number, (files, outcomes) in self._results.take(time.monotonic()):
            del self._out[number]
            self._take_in(files, outcomes)
            self._feed()

    def _feed(self) -> None:
        """Give the readers work; a small batch only where no more is to come."""
        while self._due and len(self._out) < _MOST_BATCHES:
            most = min(_BATCH_FILES, _FIRST_BATCH_FILES * (self._batches + 1))
            if len(self._due) < most and not self._has_walked:
                return
            batch = [self._due.popleft()]
            size = batch[0].size
            while self._due and len(batch) < most and size + self._due[0].size <= _BATCH_BYTES:
                batch.append(self._due.popleft())
                size += batch[-1].size
            self._out[self._batches] = batch
            self._readers.read(self._batches, batch)
            self._batches += 1

    def _take_in(self, files: list[FoundFile], outcomes: list[Outcome]) -> None:
        removed, added = self._holdings.take(zip(files, outcomes, strict=True))
        if removed.paths:
            self._tell(removed)
        if added.entries or added.problems:
            self._tell(added)
        self._count(files=len(files), bytes_=sum(file.size for file in files))
        if self._holdings.is_commit_due and self._holdings.commit():
            self._tell(Indexed(self._holdings.catalogue.end))

    def _count(self, files: int = 0, bytes_: int = 0, files_total: int = 0, bytes_total: int = 0) -> None:
        """Add to the progress, and tell of it now and then."""
        old = self._progress
        self._progress = Progress(
            old.files + files,
            old.files_total + files_total,
            old.bytes + bytes_,
            old.bytes_total + bytes_total,
        )
        now = time.monotonic()
        if now - self._told_at > _TELL_EVERY_S:
            self._told_at = now
            self._tell(self._progress)
