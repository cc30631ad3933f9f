"""A store that a test can talk to: nothing waits for ever."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, SimpleQueue

from techdep_tui.core.articles.discover import FoundFile
from techdep_tui.core.articles.entry import Entry
from techdep_tui.core.store.news import Added, Failed, News, Opened, Removed, Saved
from techdep_tui.core.store.reader import read
from techdep_tui.core.store.readers import Readers, Report
from techdep_tui.core.store.store import Store

PATIENCE_S = 60.0


class ReadersHere(Readers):
    """Reads in this process: no test of what is kept needs to wait for others to start."""

    def __init__(self, report: Report) -> None:
        super().__init__(0, report)
        self._report_here = report

    def read(self, number: int, files: Sequence[FoundFile]) -> None:
        self._report_here(number, [read(file.path) for file in files])


class Listener:
    """Hears all that a store tells, and keeps its entries as the program would."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.heard: list[News] = []
        self.entries: dict[int, Entry] = {}
        self._news: SimpleQueue[News] = SimpleQueue()
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    @property
    def paths(self) -> list[str]:
        """The names of the files of all articles, by number."""
        return [self.entries[number].path.name for number in sorted(self.entries)]

    def until(self, kind: type[News]) -> News:
        """Wait until the store tells something of a kind."""
        deadline = time.monotonic() + PATIENCE_S
        while True:
            try:
                news = self._news.get(timeout=max(deadline - time.monotonic(), 0.01))
            except Empty:
                raise AssertionError(f"no {kind.__name__} after {self.heard}") from None
            self._take(news)
            if isinstance(news, kind):
                return news
            assert not isinstance(news, Failed), news

    def until_saved(self) -> list[News]:
        """Wait until all is done; returns what was told meanwhile."""
        before = len(self.heard)
        self.until(Saved)
        return self.heard[before:]

    def join(self) -> None:
        """Wait until there is no more news."""
        self._thread.join(PATIENCE_S)
        assert not self._thread.is_alive()

    def _listen(self) -> None:
        for news in self.store.news():
            self._news.put(news)

    def _take(self, news: News) -> None:
        self.heard.append(news)
        match news:
            case Opened(stamp=stamp):
                kept = self.store.kept_catalogue() if stamp is not None else None
                self.entries = {}
                if kept is not None and kept[0] == stamp:
                    self.entries = {number: kept[1].entry(number) for number in kept[1].numbers()}
            case Added(entries=entries):
                self.entries.update(entries)
            case Removed(numbers=numbers):
                for number in numbers:
                    del self.entries[number]


@contextmanager
def opened(
    paths: Sequence[Path], cache: Path | None, make: Callable[..., Store] = Store
) -> Iterator[Listener]:
    """A store, which is closed in the end."""
    store = make(paths, cache)
    listener = Listener(store)
    try:
        yield listener
    finally:
        store.close(PATIENCE_S)
        listener.join()


def write_articles(folder: Path, count: int, first: int = 0) -> None:
    """Small articles, each another one."""
    folder.mkdir(exist_ok=True)
    for n in range(first, first + count):
        text = f"Plant {n} opens\n\nThe plant number {n} opened in May. It makes {n + 7} chips an hour.\n"
        (folder / f"{n:03}.txt").write_text(text)


def added(news: Sequence[News]) -> int:
    """How many articles were read and taken in."""
    return sum(len(each.entries) for each in news if isinstance(each, Added))
