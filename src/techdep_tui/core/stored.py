"""A large folder's articles, which a store keeps: only their entries are held here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from techdep_tui.core.articles.model import Article, Problem
from techdep_tui.core.catalogue import Catalogue
from techdep_tui.core.errors import ArticleNotFound, NoStoreError, UnusableIndex
from techdep_tui.core.holding import Beat, Cancelled, Changes, Knowledge, Progress, Tell
from techdep_tui.core.kept_facts import KeptFacts
from techdep_tui.core.listing import Listing
from techdep_tui.core.pipes import ProcessGoneError
from techdep_tui.core.search.engine import Engine, GrowingEngine
from techdep_tui.core.search.searcher import Searcher
from techdep_tui.core.store import Store
from techdep_tui.core.store import news as told

if TYPE_CHECKING:
    from techdep_tui.core.search.fact_index import FactIndex
    from techdep_tui.core.search.fact_terms import FactEntry


def stored_in(paths: Sequence[Path], cache: Path | None, knowledge: Knowledge) -> Stored | None:
    """The articles of some paths in a store; `None` where no process can be had to keep it."""
    try:
        return Stored(paths, cache, knowledge)
    except ProcessGoneError:
        return None


class Stored:
    """The articles of some paths in a store; a `Holding`."""

    def __init__(self, paths: Sequence[Path], cache: Path | None, knowledge: Knowledge) -> None:
        """The store is under a cache directory, or (`None`) in a private folder that goes with the program.

        Raises ProcessGoneError.
        """
        self.listing = Listing(Catalogue())
        self.problems: list[Problem] = []
        self.passed_over: Mapping[str, int] = {}
        self.progress = Progress(0, 0, 0, 0)
        self._knowledge = knowledge
        self._store = Store(paths, cache)
        self._news = self._store.news()
        self._engine: Engine = GrowingEngine(knowledge.date_of, knowledge.marked)
        self.searcher = self._searcher(self._engine)
        self._is_open = False
        self._findable = 0
        self._changes = _Counter()
        self._recalled: FactIndex | None = None
        self._kept: KeptFacts | None = None

    def load(self, tell: Tell, cancelled: Cancelled) -> None:
        """Show what was there the last time, then bring it up to date; raises NoStoreError."""
        kept = self._store.kept_catalogue()
        stamp = None
        if kept is not None:
            stamp, catalogue = kept
            self.listing = Listing(catalogue)
            tell(self.progress)
        self._follow(tell, cancelled, stamp)
        if not cancelled():
            done = self.progress
            self.progress = Progress(
                done.files_total, done.files_total, done.bytes_total, done.bytes_total, is_done=True
            )
            tell(self.progress)

    def update(self, changed: Sequence[Path]) -> Changes:
        """What came, changed or went has done so in catalogue and index; raises NoStoreError."""
        self._changes = _Counter()
        self._store.update(changed)
        self._follow(_to_nobody, _never, None)
        return self._changes.changes()

    def get(self, article_id: str) -> Article:
        catalogue = self.listing.catalogue
        number = catalogue.number_of(article_id)
        return self._store.get(number, catalogue.entry(number))

    def index(self, cancelled: Cancelled) -> None:
        """The store does it by itself."""

    @property
    def is_indexed(self) -> bool:
        return self._findable >= self.listing.catalogue.end

    @property
    def facts(self) -> FactIndex:
        return self._engine.facts

    def recall_facts(self, version: bytes) -> bool:
        path, facts = self._store.facts_file, self.facts
        if facts is self._recalled:
            return False
        self._recalled = facts
        self._kept = None if path is None else KeptFacts(path, version, self.listing.catalogue, facts)
        if self._kept is not None:
            self._kept.recall()
        return True

    def keep_facts(self, but: Callable[[], Iterable[int]], *, is_all: bool) -> None:
        if self._kept is not None and self._kept.is_due(is_all=is_all):
            self._kept.keep(but())

    def add_facts(self, article_id: str, entries: Iterable[FactEntry]) -> None:
        catalogue, facts = self.listing.catalogue, self.facts
        with suppress(ArticleNotFound):
            number = catalogue.number_of(article_id)
            facts.add(number, entries)
            if not catalogue.is_live(number):  # removed meanwhile
                facts.remove([number])

    def replace_facts(self, article_id: str, entries: Iterable[FactEntry]) -> None:
        self._engine.facts.replace(self.listing.catalogue.number_of(article_id), entries)

    def close(self) -> None:
        """Let the store save what there is; that is not waited for."""
        self._store.close(0.0)

    def _follow(self, tell: Tell, cancelled: Cancelled, stamp: str | None) -> None:
        """Do what the store tells, until everything is as in the files; `stamp` is that of the catalogue."""
        beat = Beat()
        for news in self._news:
            match news:
                case told.Opened():
                    self._open(news, stamp)
                    stamp = None
                case told.Walked():
                    self.passed_over = news.passed_over
                    self.problems = [*news.skipped, *self.problems]
                case told.Added():
                    self._add(news)
                case told.Removed():
                    self._remove(news)
                case told.Progress():
                    self.progress = Progress(news.files, news.files_total, news.bytes, news.bytes_total)
                case told.Indexed():
                    self._show_indexed(news.end)
                case told.Saved():
                    return
                case told.Failed():
                    raise NoStoreError(news.reason)
            if cancelled():
                return
            if beat.is_due():
                tell(self.progress)
        raise NoStoreError("the store is closed")

    def _open(self, opened: told.Opened, stamp: str | None) -> None:
        """Begin with what is in the store now."""
        if opened.stamp is None:
            self.listing = Listing(Catalogue())
        elif opened.stamp != stamp:
            kept = self._store.kept_catalogue()
            if kept is None or kept[0] != opened.stamp:
                raise NoStoreError("the list of articles that were kept cannot be read")
            self.listing = Listing(kept[1])
        self.problems = list(opened.problems)
        self._is_open = False
        self._findable = 0

    def _add(self, added: told.Added) -> None:
        catalogue = self.listing.catalogue
        for number, entry in added.entries:
            given = catalogue.add(entry)
            assert given == number, "the store counts otherwise"
            self._changes.added.add(str(entry.path))
        self.problems.extend(added.problems)

    def _remove(self, removed: told.Removed) -> None:
        catalogue, paths = self.listing.catalogue, set(removed.paths)
        for number in removed.numbers:
            self._changes.removed.add(catalogue.paths[number])
            catalogue.remove(number)
        self._engine.facts.remove(removed.numbers)
        self.problems = [problem for problem in self.problems if str(problem.path) not in paths]

    def _show_indexed(self, end: int) -> None:
        """Let searches see what was committed; an index that cannot be read is made anew the next time."""
        folder = self._store.index_folder
        if folder is None:
            return
        try:
            if self._is_open:
                self._engine.reload()
            else:
                self._engine = Engine.at(folder, self._ids_of, self._knowledge.marked)
                self.searcher = self._searcher(self._engine)
                self._is_open = True
        except UnusableIndex:
            self._store.distrust()
            return
        self._findable = end

    def _searcher(self, engine: Engine) -> Searcher:
        return Searcher(engine, self.get, self._knowledge.facts_of, self._titles)

    def _ids_of(self, numbers: Sequence[int]) -> list[str | None]:
        catalogue = self.listing.catalogue
        return [catalogue.ids[number] if catalogue.is_live(number) else None for number in numbers]

    def _titles(self) -> Iterator[tuple[str, str]]:
        return self.listing.catalogue.titles_by_id()


class _Counter:
    """Paths of articles that were added and removed."""

    def __init__(self) -> None:
        self.added: set[str] = set()
        self.removed: set[str] = set()

    def changes(self) -> Changes:
        """An article that was removed and added is one that has changed."""
        both = len(self.added & self.removed)
        return Changes(len(self.added) - both, both, len(self.removed) - both)


def _to_nobody(_progress: Progress) -> None:
    return None


def _never() -> bool:
    return False
