"""Reading processes: batches of files in, outcomes out, and no file costs more than itself.

A process that ends or hangs over a batch is replaced, and the batch given again file by file: the one that
does it alone, too, is no article.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Sequence
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread, Timer
from typing import Final

from techdep_tui.core.articles.discover import FoundFile
from techdep_tui.core.pipes import Child, ProcessGoneError
from techdep_tui.core.store.reader import PROGRAM, Outcome, failed

Report = Callable[[int, list[Outcome] | None], None]
"""Told of a batch by its number what became of its files, in order; `None` if no process can be had."""

PATIENCE_S: Final = 20.0
_PATIENCE_FOR_MB_S = 10.0
"""So long a process may take over a batch, and for each megabyte of it."""


class Readers:
    """Reads batches of files; `report` is called in other threads."""

    def __init__(
        self, count: int, report: Report, *, program: str = PROGRAM, patience_s: float = PATIENCE_S
    ) -> None:
        self._report = report
        self._program = program
        self._patience_s = patience_s
        self._jobs: SimpleQueue[tuple[int, Sequence[FoundFile]] | None] = SimpleQueue()
        self._threads = [Thread(target=self._work, daemon=True, name=f"reader {n}") for n in range(count)]
        self._children: list[Child] = []
        self._is_closed = False
        for thread in self._threads:
            thread.start()

    def read(self, number: int, files: Sequence[FoundFile]) -> None:
        """Let a batch be read."""
        self._jobs.put((number, files))

    def close(self) -> None:
        """End all processes, in the middle of what they do."""
        self._is_closed = True
        for _ in self._threads:
            self._jobs.put(None)
        for child in list(self._children):
            child.kill()
        for thread in self._threads:
            thread.join(PATIENCE_S)

    @property
    def pids(self) -> tuple[int, ...]:
        """The numbers of the processes."""
        return tuple(child.pid for child in self._children)

    def _work(self) -> None:
        reader = _Reader(self)
        while (job := self._jobs.get()) is not None and not self._is_closed:
            number, files = job
            outcomes: list[Outcome] | None = None
            with suppress(ProcessGoneError):
                outcomes = reader.read(files)
            if not self._is_closed:
                self._report(number, outcomes)
        reader.end()

    def start_child(self) -> Child:
        """Another process; raises `ProcessGoneError`."""
        if self._is_closed:
            raise ProcessGoneError("closed")
        child = Child(self._program)
        self._children.append(child)
        return child

    def end_child(self, child: Child) -> None:
        """End a process."""
        child.close()
        self._children.remove(child)

    def patience_for(self, files: Sequence[FoundFile]) -> float:
        """How many seconds a process may take over files."""
        return self._patience_s + _PATIENCE_FOR_MB_S * sum(file.size for file in files) / 2**20


class _Reader:
    """One place for a reading process, for one thread."""

    def __init__(self, readers: Readers) -> None:
        self._readers = readers
        self._child: Child | None = None

    def read(self, files: Sequence[FoundFile]) -> list[Outcome]:
        """The outcomes of files; raises `ProcessGoneError` where no process can be had."""
        child = self._child = self._child or self._readers.start_child()
        timer = Timer(self._readers.patience_for(files), child.kill)
        timer.daemon = True
        timer.start()
        try:
            child.send(pickle.dumps([str(file.path) for file in files]))
            outcomes: list[Outcome] = pickle.loads(child.receive())
            return outcomes
        except ProcessGoneError:
            self.end()
        finally:
            timer.cancel()
        if len(files) > 1:
            return [outcome for file in files for outcome in self.read([file])]
        return [failed(files[0].path, "cannot be read: the program fails on it", is_lasting=False)]

    def end(self) -> None:
        """End the process."""
        if self._child is not None:
            self._readers.end_child(self._child)
            self._child = None
