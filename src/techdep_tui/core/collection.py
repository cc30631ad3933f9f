"""Articles, index and facts of a folder behind one small interface, which both faces of the program hold."""

from __future__ import annotations

import os
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from techdep_tui.core.articles.discover import are_few, discover, discover_few
from techdep_tui.core.articles.entry import Entry
from techdep_tui.core.articles.model import Article, Part, Problem, Source
from techdep_tui.core.catalogue import Catalogue
from techdep_tui.core.errors import ArticleNotFound, NoStoreError
from techdep_tui.core.holding import Beat, Cancelled, Changes, Holding, Knowledge, Progress, Tell
from techdep_tui.core.in_memory import InMemory
from techdep_tui.core.listing import Listing
from techdep_tui.core.shelf import Picked
from techdep_tui.core.stacks import Stacks

if TYPE_CHECKING:
    from techdep_tui.core.collected_facts import CollectedFacts
    from techdep_tui.core.copy_finder import CopyFinder
    from techdep_tui.core.facts.model import Fact
    from techdep_tui.core.search.fact_terms import FactEntry
    from techdep_tui.core.search.model import ArticleHits, Aside, Order, SearchResult
    from techdep_tui.core.search.searcher import Searcher

FACTS = "facts.sqlite"
"""The file in the cache directory that facts are kept in."""

_FEW_THINGS = 64
_FEW_FILES, _FEW_BYTES = 12, 128 * 1024
"""What is read before the first frame."""

_MOST_FILES, _MOST_BYTES = 500, 4 * 2**20
"""What is held in memory; more is kept in a store."""

MOST_FOUND = 1000
"""Articles that a search gives at most, if not told otherwise."""


def _never() -> bool:
    return False


def _nothing(_progress: Progress) -> None:
    return None


def _ignore(_done: int) -> None:
    return None


def _no_marks(_mark: str) -> tuple[str, ...]:
    return ()


def _no_digests() -> tuple[str, ...]:
    return ()


def _no_corrections(_digest: str) -> Mapping[str, str]:
    return {}


class Collection:
    """The articles under some paths: what lists need of each in `catalogue`, the whole ones by `get`.

    A few files are read into memory, a large folder is kept in a store. One thread may load while others
    read; an article that is in the catalogue can be had, until it is taken out again. `corrections_of` gives
    what the reader said of the facts of the article with a digest, as `facts.corrections` keeps it, and
    `corrected` the digests of the articles of which the reader said something; `marked` gives those of the
    articles that the reader marked as "read" or "starred".
    """

    def __init__(
        self,
        paths: Sequence[Path],
        cache: Callable[[], Path] | None = None,
        word_lists: Callable[[], Path] | None = None,
        corrections_of: Callable[[str], Mapping[str, str]] = _no_corrections,
        marked: Callable[[str], Iterable[str]] = _no_marks,
        corrected: Callable[[], Iterable[str]] = _no_digests,
    ) -> None:
        """`cache` says where large collections and their facts are kept, `word_lists` where the reader's own
        word lists are; both are asked when they are first needed. Without a cache everything is made anew.
        """
        self.paths = tuple(paths)
        self._cache = cache
        self._word_lists = word_lists
        self._corrections_of = corrections_of
        self._corrected_digests = corrected
        self._knowledge = Knowledge(self.date_of, self._entries, marked)
        self._holding: Holding | None = None
        self._making = Lock()
        self._unloaded = Listing(Catalogue())
        self._is_small: bool | None = None
        self.stacks = Stacks()
        self._copy_finder: CopyFinder | None = None
        self._facts: CollectedFacts | None = None
        self._indexing_facts = Lock()
        self._unlike_files: set[str] = set()
        self._dateless: set[str] = set()

    # What there is

    @property
    def listing(self) -> Listing:
        """The orders of the catalogue; another takes its place where what was kept is of no use."""
        return self._holding.listing if self._holding is not None else self._unloaded

    @property
    def catalogue(self) -> Catalogue:
        """What lists need of each article."""
        return self.listing.catalogue

    @property
    def problems(self) -> Sequence[Problem]:
        """What is wrong with files, and with the reader's own word lists."""
        of_files = self._holding.problems if self._holding is not None else ()
        return [*of_files, *self._facts.problems] if self._facts and self._facts.problems else of_files

    @property
    def passed_over(self) -> Mapping[str, int]:
        """How many files and folders were passed over, by reason."""
        return self._holding.passed_over if self._holding is not None else {}

    @property
    def progress(self) -> Progress:
        """How far the load is."""
        return self._holding.progress if self._holding is not None else Progress(0, 0, 0, 0)

    @property
    def is_small(self) -> bool:
        """Whether everything is read in a moment; told before it is."""
        if self._is_small is None:
            with self._making:
                if self._holding is None and are_few(self.paths, _FEW_THINGS):
                    self._find(_FEW_FILES, _FEW_BYTES)
                total = self.progress
                is_few = total.files_total <= _FEW_FILES and total.bytes_total <= _FEW_BYTES
                self._is_small = is_few and isinstance(self._holding, InMemory)
        return self._is_small

    @property
    def is_stored(self) -> bool:
        """Whether the articles are kept in a store, so that of a large folder only what changes is read."""
        return self._holding is not None and not isinstance(self._holding, InMemory)

    # Loading

    def load(self, tell: Tell = _nothing, cancelled: Cancelled = _never) -> None:
        """Read what is under the paths; raises CollectionError where a path does not exist.

        `tell` hears of the progress some twenty times a second, and once at the end.
        """
        try:
            self._the_holding().load(tell, cancelled)
        except NoStoreError:
            self.close()
            self._holding = self._in_memory()
            self._holding.load(tell, cancelled)

    def update(self, changed: Sequence[Path]) -> Changes:
        """Look again at files, and at folders with all that is in them, once everything has been loaded.

        What came, changed or went has done so in the catalogue afterwards; `index` lets it be searched, and
        `index_facts` its facts.
        """
        return self._the_holding().update(changed)

    def close(self) -> None:
        """Give up what is held outside of this process; nothing can be had afterwards."""
        if self._holding is not None:
            self._holding.close()

    # Searching

    def index(self, cancelled: Cancelled = _never) -> None:
        """Let every article loaded so far be found."""
        self._the_holding().index(cancelled)

    @property
    def is_indexed(self) -> bool:
        """Whether every article loaded so far can be found."""
        return self._holding is not None and self._holding.is_indexed

    def search(
        self,
        query: str,
        cancelled: Cancelled = _never,
        *,
        lenient: bool = False,
        limit: int = MOST_FOUND,
        order: Order | None = None,
    ) -> SearchResult:
        """What a query finds among the articles indexed so far, by relevance if not told otherwise.

        Raises QueryError, unless it is `lenient` with a query that is still being typed.
        """
        from techdep_tui.core.search.model import Order  # comes with tantivy

        return self._searcher.search(
            query, cancelled=cancelled, lenient=lenient, limit=limit, order=order or Order.RELEVANCE
        )

    def matching(self, query: str, cancelled: Cancelled = _never, *, lenient: bool = False) -> array[int]:
        """The numbers of all articles that `search` would find, however many, in no order."""
        return self._searcher.matching(query, cancelled=cancelled, lenient=lenient)

    def warm_up(self, cancelled: Cancelled = _never) -> None:
        """Read now what the first typing error in a search needs."""
        self._searcher.warm_up(cancelled)

    def search_aside(self, result: SearchResult, cancelled: Cancelled = _never) -> Aside:
        """Counts that go with a result, and what was perhaps meant; takes longer than the search."""
        return self._searcher.aside(result, cancelled)

    def why(self, result: SearchResult, hits: ArticleHits) -> tuple[str, ...]:
        """Why an article is among the results, a line for each part of the query."""
        from techdep_tui.core.search.why import why  # comes with tantivy

        return why(result, hits, self.get(hits.article_id), self.date_of, self._searcher.matcher_of)

    # Whole articles

    def get(self, article_id: str) -> Article:
        """The article with this id; raises ArticleNotFound."""
        return self._the_holding().get(article_id)

    def pick(self, ids: Sequence[str]) -> Sequence[Article]:
        """The articles with these ids, each had when it is asked for."""
        return Picked(self, ids)

    def each_article(self) -> Iterator[Article]:
        """Every article, one after the other, in the order in which they were read."""
        return iter(self.pick([self.catalogue.ids[number] for number in self.catalogue.numbers()]))

    def find(self, name: str) -> Article:
        """The one article that goes by a path, a file name, an id, or the start of one of the two last.

        Raises ArticleNotFound where there is none, or more than one.
        """
        ids, paths, numbers = self.catalogue.ids, self.catalogue.paths, self.catalogue.numbers()
        matches = [n for n in numbers if name in (paths[n], os.path.basename(paths[n]), ids[n])] or [  # noqa: PTH119
            n
            for n in numbers
            if os.path.basename(paths[n]).startswith(name) or ids[n].startswith(name)  # noqa: PTH119
        ]
        if len(matches) == 1:
            return self.get(ids[matches[0]])
        if not matches:
            raise ArticleNotFound(f"No article goes by “{name}”; “techdep-tui list” shows them.")
        names = ", ".join(paths[n] for n in matches[:3]) + (" …" if len(matches) > 3 else "")
        raise ArticleNotFound(f"“{name}” could be {len(matches)} articles: {names}")

    # Facts and dates

    def facts(self, article: Article, *, with_rejected: bool = False) -> tuple[Fact, ...]:
        """The facts of an article as the reader corrected them, in order of place.

        Those that the reader rejected are left out, unless asked for.
        """
        return self._corrected(article, self._the_facts().of(article), with_rejected=with_rejected)

    def facts_changed(self, digests: Iterable[str]) -> None:
        """Let the facts of the articles with these digests be searched as they are corrected now."""
        for article in self._articles(self._with_digests(digests)):
            self._the_holding().replace_facts(article.id, self._entries(article))

    def index_facts(self, tell: Callable[[int], None] = _ignore, cancelled: Cancelled = _never) -> None:
        """Let the facts of every article loaded so far be searched.

        `tell` hears of how many articles they can be. Where another thread is at it, that goes on with what
        has come meanwhile, and nobody waits for it.
        """
        end = -1
        while end < self.catalogue.end and not cancelled() and self._indexing_facts.acquire(blocking=False):
            try:
                end = self.catalogue.end
                self._index_facts(tell, cancelled)
            finally:
                self._indexing_facts.release()
        tell(self.articles_with_facts)

    def _index_facts(self, tell: Callable[[int], None], cancelled: Cancelled) -> None:
        collected, holding = self._the_facts(), self._the_holding()
        if holding.recall_facts(collected.version):
            holding.facts.remove(self._with_digests(self._corrected_digests()))
            tell(self.articles_with_facts)
        beat = Beat()
        waiting = self._without_facts(holding)
        for article, facts in collected.of_all(waiting, cancelled, is_small=self.is_small):
            holding.add_facts(article.id, self._entries(article, self._corrected(article, facts)))
            if beat.is_due():
                tell(self.articles_with_facts)
                holding.keep_facts(self._not_to_be_kept, is_all=False)
        if not cancelled():
            holding.keep_facts(self._not_to_be_kept, is_all=True)

    @property
    def articles_with_facts(self) -> int:
        """Of how many articles the facts can be searched."""
        return len(self._holding.facts) if self._holding is not None else 0

    @property
    def has_all_facts(self) -> bool:
        """Whether the facts of every article loaded so far can be searched."""
        return self.articles_with_facts >= len(self.catalogue)

    def date_of(self, article: Entry | Article, *, infer: bool = False) -> Part[str]:
        """An article's date; with `infer`, or once done, what its text tells where the file is silent."""
        date = article.date if isinstance(article, Entry) else article.metadata.date
        if date.source is not Source.MISSING:
            return date
        try:
            number = self.catalogue.number_of(article.id)
        except ArticleNotFound:
            return date
        if infer and article.digest not in self._dateless and not self.catalogue.dates[number]:
            self._infer_date(number, self.get(article.id) if isinstance(article, Entry) else article)
        return self.catalogue.date(number)

    def with_inferred_date(self, article: Article) -> Article:
        """The article with the date that its text tells, where the file is silent."""
        date = self.date_of(article, infer=True)
        return replace(article, metadata=replace(article.metadata, date=date))

    # Copies

    def find_copies(self, cancelled: Cancelled = _never) -> None:
        """Find out which of the articles loaded so far are copies of one story: `stacks` tells them then."""
        catalogue = self.catalogue
        with self._making:
            finder = self._copy_finder
            if finder is None or finder.catalogue is not catalogue:
                from techdep_tui.core.articles.sketch import sketch  # not on the way to the screen
                from techdep_tui.core.copy_finder import CopyFinder

                ids = catalogue.ids
                finder = CopyFinder(catalogue, lambda number: sketch(self.get(ids[number])))
                self._copy_finder = finder
        self.stacks = finder.follow(cancelled)

    @property
    def knows_copies(self) -> bool:
        """Whether the copies among all articles loaded so far are known."""
        return self._copy_finder is not None and self._copy_finder.is_up_to_date

    def _the_holding(self) -> Holding:
        """What holds the articles, made at the first call; raises CollectionError."""
        with self._making:
            if self._holding is None:
                self._find(_MOST_FILES, _MOST_BYTES)
            if self._holding is None:
                from techdep_tui.core.stored import stored_in  # large folders alone

                cache = self._cache() if self._cache is not None else None
                self._holding = stored_in(self.paths, cache, self._knowledge) or self._in_memory()
            return self._holding

    def _find(self, most_files: int, most_bytes: int) -> None:
        """Hold the articles in memory if there are no more than so many."""
        found = discover_few(self.paths, most_files, most_bytes)
        if found is not None:
            self._holding = InMemory(found, self._knowledge)

    def _in_memory(self) -> InMemory:
        return InMemory(discover(self.paths), self._knowledge)

    @property
    def _searcher(self) -> Searcher:
        return self._the_holding().searcher

    def _articles(self, numbers: Iterable[int]) -> Iterator[Article]:
        """The articles with these numbers, without those that are gone."""
        catalogue = self.catalogue
        for number in numbers:
            if catalogue.is_live(number):
                with suppress(ArticleNotFound):
                    yield self.get(catalogue.ids[number])

    def _without_facts(self, holding: Holding) -> Iterator[Article]:
        """The articles whose facts are not known; of one that cannot be had there are none."""
        catalogue = self.catalogue
        for number in range(catalogue.end):
            if catalogue.is_live(number) and number not in holding.facts:
                try:
                    yield self.get(catalogue.ids[number])
                except ArticleNotFound:
                    self._unlike_files.add(catalogue.digests[number])
                    holding.add_facts(catalogue.ids[number], ())

    def _not_to_be_kept(self) -> list[int]:
        """The numbers of the articles whose facts are not those that their files alone tell."""
        return self._with_digests(self._unlike_files)

    def _with_digests(self, digests: Iterable[str]) -> list[int]:
        return [number for digest in digests for number in self.catalogue.with_digest(digest)]

    def _infer_date(self, number: int, article: Article) -> None:
        from techdep_tui.core.facts.reference import infer_date  # word lists: not on the way to the screen

        date = infer_date(article)
        if date.source is Source.MISSING:
            self._dateless.add(article.digest)
        else:
            self.catalogue.set_date(number, date)

    def _corrected(
        self, article: Article, facts: tuple[Fact, ...], *, with_rejected: bool = False
    ) -> tuple[Fact, ...]:
        """Facts as they were found, with what the reader said of them."""
        entries = self._corrections_of(article.digest)
        if not entries:
            return facts
        self._unlike_files.add(article.digest)
        from techdep_tui.core.facts.corrections import apply  # few articles have any

        corrected = apply(article, facts, entries)
        return corrected if with_rejected else tuple(fact for fact in corrected if not fact.is_rejected)

    def _the_facts(self) -> CollectedFacts:
        if self._facts is None:
            from techdep_tui.core.collected_facts import CollectedFacts  # word lists, as below

            self._facts = CollectedFacts(None if self.is_small else self._facts_file(), self._word_lists)
        return self._facts

    def _facts_file(self) -> Callable[[], Path] | None:
        """Where the facts of many articles are kept, one file for all collections."""
        cache = self._cache
        return None if cache is None else lambda: cache() / FACTS

    def _entries(self, article: Article, facts: Sequence[Fact] | None = None) -> list[FactEntry]:
        """The facts of an article for the search."""
        from techdep_tui.core.fact_entries import fact_entries  # word lists, as below

        return list(fact_entries(article.text, self.facts(article) if facts is None else facts))
