"""How long the screen's loop is held up by lists of very many articles.

    python -m benchmarks.screen [COUNT ...]

For each count (default: 3, 1,000, 10,000 and 100,000) the real app runs under Textual's test pilot at 120x36,
over entries that are made, not read: batches of 500 come every 50 ms, as from a folder that is being read.
While it loads, and then at each step, a task ticks on the loop; the longest time between two ticks is the
longest stop. "work" is what the step itself takes on the loop, "stop" the longest stop until all is at rest
again, in milliseconds; of three rounds the median. What is to be kept below: 15 ms of work, 50 ms of stop.
"""

from __future__ import annotations

import asyncio
import gc
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

os.environ.setdefault("TEXTUAL_FPS", "240")  # as the program does

from benchmarks.made import made

import techdep_tui
from techdep_tui import config
from techdep_tui.core.articles.discover import Discovery
from techdep_tui.core.articles.entry import Entry
from techdep_tui.core.articles.model import Article, Metadata, Part, Source
from techdep_tui.core.collection import Collection
from techdep_tui.core.holding import Cancelled, Knowledge, Progress, Tell
from techdep_tui.core.in_memory import InMemory
from techdep_tui.core.listing import SORTS
from techdep_tui.core.state.model import Mark
from techdep_tui.core.state.state import State
from techdep_tui.ui.app import ReadingRoom
from techdep_tui.ui.marks import Marks
from techdep_tui.ui.screens.main import MainScreen

COUNTS = (3, 1_000, 10_000, 100_000)
FEW = 3
BATCH, EVERY_S = 500, 0.05
START_S = 0.3
"""How long the app is given to be on the screen before its load is looked at."""
TICK_S = 0.001
ROUNDS = 3
WORDS = (
    *("chips", "sanctions", "import", "steel", "Russia", "factory"),
    *("engine", "export", "software", "plant", "machine", "aircraft"),
)


def made_entry(number: int) -> Entry:
    """An entry as of an article of a large folder; one in five has no date, some sources are unknown."""
    rng = random.Random(number)
    digest = sha256(str(number).encode()).hexdigest()
    date = f"20{rng.randrange(10, 26)}-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}"
    publisher = f"Herald of {rng.choice(WORDS)} {rng.randrange(40)}"
    return Entry(
        digest[:10],
        digest,
        Path(f"/home/reader/articles/{rng.randrange(300):03}/{number:06}-{rng.choice(WORDS)}.md"),
        " ".join(rng.choices(WORDS, k=rng.randrange(4, 14))).capitalize(),
        Part(date, Source.FILE, "front matter, line 3") if rng.randrange(5) else Part(),
        publisher if rng.randrange(10) else "source unknown",
        rng.randrange(500, 20_000),
        int(rng.randrange(50) == 0),
    )


class MadeHolding(InMemory):
    """Entries that come in batches; the article of one is made when it is asked for."""

    def __init__(self, count: int, knowledge: Knowledge) -> None:
        super().__init__(Discovery((), (), {}), knowledge)
        self._entries_to_come = [made_entry(number) for number in range(count)]
        gc.freeze()  # they are the benchmark's, not the program's

    def get(self, article_id: str) -> Article:
        """An article of some paragraphs with the entry's title."""
        entry = self.listing.catalogue.entry_of(article_id)
        text = f"{entry.title}. They said that it cost $5 million in 2024. " * 20
        date: Part[str] = entry.date
        metadata = Metadata(title=Part(entry.title, Source.FILE), date=date)
        article: Article = made(text)
        return replace(article, id=entry.id, digest=entry.digest, path=entry.path, metadata=metadata)

    def load(self, tell: Tell, cancelled: Cancelled) -> None:
        entries, catalogue = self._entries_to_come, self.listing.catalogue
        for start in range(0, len(entries), BATCH):
            for entry in entries[start : start + BATCH]:
                catalogue.add(entry)
            if len(entries) > FEW:
                time.sleep(EVERY_S)
            self.progress = Progress(len(catalogue), len(entries), len(catalogue), len(entries))
            tell(self.progress)
        self.progress = Progress(len(entries), len(entries), 1, 1, is_done=True)
        tell(self.progress)

    def index(self, cancelled: Cancelled) -> None:
        self._findable = self.listing.catalogue.end


class MadeCollection(Collection):
    """Such entries, without their facts."""

    def __init__(self, count: int) -> None:
        super().__init__([Path("made")])
        self._holding = MadeHolding(count, self._knowledge)
        self._is_small = count <= FEW

    def index_facts(self, tell: Callable[[int], None] = lambda _: None, cancelled: Cancelled = bool) -> None:
        return None

    def find_copies(self, cancelled: Cancelled = bool) -> None:
        return None

    def warm_up(self, cancelled: Cancelled = bool) -> None:
        return None


class MadeRoom(ReadingRoom):
    """The app over such a collection."""

    CSS_PATH = str(Path(techdep_tui.__file__).parent / "ui" / "styles.tcss")

    def __init__(self, count: int, state: State) -> None:
        self._count = count
        super().__init__([], config.Settings(), open_state=lambda: state, name_of_folder="made")

    def _collection(self) -> Collection:
        return MadeCollection(self._count)


class Ticker:
    """Ticks on the loop, and knows the longest time between two ticks, in milliseconds."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._at = time.perf_counter()
        self._task = asyncio.create_task(self._tick())

    def begin(self) -> None:
        """Forget what was before."""
        self.longest, self._at = 0.0, time.perf_counter()

    def stop(self) -> None:
        """Tick no more."""
        self._task.cancel()

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(TICK_S)
            now = time.perf_counter()
            self.longest, self._at = max(self.longest, (now - self._at) * 1000), now


@contextmanager
def empty_state() -> Iterator[State]:
    """A state of its own."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["TECHDEP_TUI_STATE_DIR"] = folder
        yield State.open(Path(folder) / "state.sqlite")


def steps(app: MadeRoom, main: MainScreen) -> Iterator[tuple[str, Callable[[], object]]]:
    """What a reader does and what comes of it: a name, and what it is on the loop."""
    catalogue, count = app.collection.catalogue, len(app.collection.catalogue)
    some = catalogue.numbers()[:: max(count // 30_000, 1)]

    def sort_by(order: str) -> None:
        main._order = order
        main.list_articles()

    def filter_to(numbers: object) -> None:
        main._matching = numbers  # type: ignore[assignment]
        main.list_articles()

    def remove_one() -> None:
        catalogue.remove(catalogue.number_of(main.list.current.id))  # type: ignore[union-attr]
        main.list_articles()

    yield "list again", main.list_articles
    for order in SORTS:
        yield f"sort by {order}, first", lambda order=order: sort_by(order)  # type: ignore[misc]
    for order in SORTS:
        yield f"sort by {order}", lambda order=order: sort_by(order)  # type: ignore[misc]
    yield "filter to a third", lambda: filter_to(some)
    yield "end the filter", lambda: filter_to(None)
    yield "cursor to the last row", main.list.action_bottom
    yield "cursor up", lambda: main.list.action_cursor(-1)
    yield "cursor to the first row", main.list.action_top
    yield "top line", main.update_top
    yield "read", lambda: main.show_marks([catalogue.digests[0]])
    yield "remove one, list again", remove_one
    yield "mark all", main.list.action_mark_all
    yield "unmark all", main.list.action_mark_all
    app.marks = Marks(dict.fromkeys(catalogue.digests, Mark(is_read=True)))
    app.marks.look_at(catalogue)  # as the thread that loads does
    yield "top line, all read", main.update_top
    yield "list again, all read", main.list_articles
    yield "next unread: none", lambda: main.action_next_unread(1)


async def run(count: int) -> list[tuple[str, float, float]]:
    """Name, work and longest stop of every step at one count."""
    figures: list[tuple[str, float, float]] = []
    with empty_state() as state:
        app = MadeRoom(count, state)
        async with app.run_test(size=(120, 36)):
            ticker = Ticker()
            await asyncio.sleep(START_S)
            figures.append(("start", 0.0, ticker.longest))
            ticker.begin()
            await rest(app)
            figures.append(("load", 0.0, ticker.longest))
            main = app.main_screen
            assert main is not None
            for name, step in steps(app, main):
                await asyncio.sleep(0.05)
                ticker.begin()
                begin = time.perf_counter()
                step()
                work = (time.perf_counter() - begin) * 1000
                await rest(app)
                figures.append((name, work, ticker.longest))
            ticker.stop()
    return figures


async def rest(app: MadeRoom) -> None:
    """Wait until no worker runs and the screen is drawn."""
    await asyncio.sleep(0.02)
    while any(not worker.is_finished for worker in app.workers):
        await asyncio.sleep(0.005)
    await asyncio.sleep(0.05)


def main() -> None:
    """Print the figures of each count beside each other."""
    sys.setswitchinterval(0.0005)  # as the program does
    counts = [int(each.replace(",", "")) for each in sys.argv[1:]] or list(COUNTS)
    by_step: dict[str, list[tuple[float, float]]] = {}
    for count in counts:
        rounds = [asyncio.run(run(count)) for _ in range(ROUNDS)]
        for same in zip(*rounds, strict=True):
            work = statistics.median(each[1] for each in same)
            by_step.setdefault(same[0][0], []).append((work, statistics.median(each[2] for each in same)))
    print(f"{'work / longest stop, ms':<28}" + "".join(f"{count:>16,}" for count in counts))
    for name, pairs in by_step.items():
        print(f"{name:<28}" + "".join(f"{work:>9.1f}{stop:>7.1f}" for work, stop in pairs))


if __name__ == "__main__":
    main()
