"""The process that keeps a store: it walks, lets changed files be read, writes, and tells the program.

Protocol, messages as in `core.pipes`, each a pickled object of `news` (both ends are this program):

* in: an `Order`, then any number of `Update`s and `Distrust`s; `Stop` or the end of the input ends it, after
  what there is has been saved, so that a program that is killed leaves a store that the next one can use;
* out: `Opened`, and `Indexed` if there is an index already. Then for each round (the first one over all
  files, one more for every `Update`): `Walked` once everything is found, in between and after it `Added`,
  `Removed`, `Progress`, `Indexed`, and at the end `Saved`. `Opened` may come again, where the folder cannot
  be written any longer: all is made anew in a private one. `Failed` is the last.

Numbers of articles are given once, in the order in which files are found; a file that has changed becomes
another article with a number of its own.
"""

from __future__ import annotations

import gc
import os
import pickle
import sys
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import NamedTuple

from techdep_tui.core.errors import UnusableIndex
from techdep_tui.core.pipes import read_message, write_message
from techdep_tui.core.store.folder import Folder, private_folder, take_folder
from techdep_tui.core.store.holdings import Holdings
from techdep_tui.core.store.news import (
    Command,
    Distrust,
    Failed,
    Indexed,
    News,
    Opened,
    Order,
    Saved,
    Stop,
    Update,
)
from techdep_tui.core.store.reader import Outcome
from techdep_tui.core.store.readers import Readers
from techdep_tui.core.store.rounds import ReadersGoneError, Round
from techdep_tui.core.store.shelf import ShelfError
from techdep_tui.core.store.walk import Found, WalkEnded, look_at_some, walk_all

_CANNOT_WRITE = (OSError, ShelfError, UnusableIndex)
_NICE = 5
_TICK_S = 0.5
_WAIT_FOR_FOLDER_S = 1.0
"""So long another librarian may take to save what it has before its folder counts as taken."""

_SELDOM = 20_000


class Read(NamedTuple):
    """What became of a batch."""

    number: int
    outcomes: list[Outcome] | None


Event = Command | Found | WalkEnded | Read
Events = SimpleQueue[Event]
MakeReaders = Callable[[Callable[[int, list[Outcome] | None], None]], Readers]


class Librarian:
    """Keeps the store of some paths, told by `events`, telling by `tell`."""

    def __init__(
        self,
        order: Order,
        events: Events,
        tell: Callable[[News], None],
        make_readers: MakeReaders | None = None,
    ) -> None:
        self._order = order
        self._paths = [Path(path) for path in order.paths]
        self._events = events
        self._tell = tell
        self._make_readers = make_readers or (lambda report: Readers(_cores(), report))
        self._updates: deque[Update] = deque()
        self._is_stopped = self._is_distrusted = False

    def run(self) -> None:
        """Work until told to stop; whatever fails is told."""
        try:
            cache = Path(self._order.cache) if self._order.cache is not None else None
            folder = take_folder(cache, self._paths, _WAIT_FOR_FOLDER_S)
            try:
                self._keep(folder)
            except _CANNOT_WRITE:
                if folder.is_private:
                    raise
                with suppress(OSError):
                    folder.clear()
                self._keep(private_folder())
        except (*_CANNOT_WRITE, ReadersGoneError) as error:
            self._tell(Failed(str(error) or type(error).__name__))

    def _keep(self, folder: Folder) -> None:
        """Keep the store in a folder, which is released at the end."""
        try:
            if self._order.is_anew:
                folder.clear()
            self._is_distrusted = False
            names = [str(path.resolve()) for path in self._paths]
            holdings = Holdings(folder, names)
            readers: Readers | None = None
            try:
                readers = self._make_readers(lambda *read: self._events.put(Read(*read)))
                self._serve(holdings, readers)
            finally:
                if readers is not None:
                    readers.close()
                holdings.close()
            if self._is_distrusted:
                folder.clear()
        finally:
            folder.release()

    def _serve(self, holdings: Holdings, readers: Readers) -> None:
        folder = str(holdings.path)
        self._tell(Opened(folder, holdings.stamp, tuple(holdings.register.problems())))
        if holdings.stamp is not None:
            self._tell(Indexed(holdings.catalogue.end))
        self._updates.appendleft(Update())
        while True:
            while self._updates and not self._is_stopped:
                self._round(holdings, readers, self._updates.popleft())
            if holdings.commit():
                self._tell(Indexed(holdings.catalogue.end))
            self._tell(Saved(holdings.save()))
            if self._is_stopped:
                return
            self._heed(self._events.get())

    def _round(self, holdings: Holdings, readers: Readers, update: Update) -> None:
        """Look at files, and let those be read that have changed, until all is told or it is to stop."""
        work = Round(holdings, readers, self._tell)
        some = look_at_some(update.paths, self._paths, holdings.register) if update.paths else None
        if some is None:
            walk_all(self._paths, self._events.put)
        else:
            work.found(some)
            there = {str(file.path) for file in some.files}
            work.gone([path for path in update.paths if path not in there])
            work.walk_ended(WalkEnded(is_whole=False))
        while not work.is_done and not self._is_stopped:
            try:
                event = self._events.get(timeout=_TICK_S)
            except Empty:
                work.go_on()
                continue
            match event:
                case Found():
                    work.found(event)
                case WalkEnded():
                    work.walk_ended(event)
                case Read(number=number, outcomes=outcomes):
                    work.read(number, outcomes)
                case _:
                    self._heed(event)

    def _heed(self, event: Event) -> None:
        """Do, or remember, what the program asks for."""
        match event:
            case Update():
                self._updates.append(event)
            case Distrust():
                self._is_distrusted = True
            case Stop():
                self._is_stopped = True


def serve() -> None:
    """What the process does."""
    gc.set_threshold(_SELDOM)
    if hasattr(os, "nice"):
        os.nice(_NICE)
    events: Events = SimpleQueue()
    with suppress(EOFError, OSError):
        order: Order = pickle.loads(read_message(sys.stdin.buffer))
        Thread(target=_listen, args=(events,), daemon=True, name="commands").start()
        Librarian(order, events, _tell).run()


def _listen(events: Events) -> None:
    """Pass on what the program asks for, to the end of it."""
    with suppress(EOFError, OSError):
        while True:
            events.put(pickle.loads(read_message(sys.stdin.buffer)))
    events.put(Stop())


def _tell(news: News) -> None:
    """Tell the program; if it is there no longer, nobody hears."""
    with suppress(BrokenPipeError):
        write_message(sys.stdout.buffer, pickle.dumps(news, pickle.HIGHEST_PROTOCOL))


def _cores() -> int:
    """How many processes can run at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
