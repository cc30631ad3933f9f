"""Articles, index and facts of a folder behind one small interface, which both faces of the program hold."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from techdep_tui.core.again import look_again
from techdep_tui.core.articles.discover import Discovery, FoundFile, discover
from techdep_tui.core.articles.entry import Entry, entry_of
from techdep_tui.core.articles.load import load
from techdep_tui.core.articles.model import Article, Part, Problem, Source
from techdep_tui.core.catalogue import Catalogue
from techdep_tui.core.errors import ArticleNotFound
from techdep_tui.core.listing import Listing
from techdep_tui.core.shelf import MemoryShelf, Picked, Shelf
from techdep_tui.core.stacks import Stacks

if TYPE_CHECKING:
    from techdep_tui.core.collected_facts import CollectedFacts
    from techdep_tui.core.copy_finder import CopyFinder
    from techdep_tui.core.facts.model import Fact
    from techdep_tui.core.search.fact_terms import FactEntry
    from techdep_tui.core.search.index import SearchIndex
    from techdep_tui.core.search.model import ArticleHits, Aside, Order, SearchResult

_TELL_EVERY_S = 0.05
_BATCH = 64
_FEW_FILES, _FEW_BYTES = 12, 128 * 1024

MOST_FOUND = 1000
"""Articles that a search gives at most, if not told otherwise."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a load is: files and bytes done of those found; `is_done` when nothing is left to load."""

    files_done: int
    files_total: int
    bytes_done: int
    bytes_total: int
    is_done: bool = False


class Changes(NamedTuple):
    """How many articles are new, hold another text now, or are gone."""

    new: int = 0
    changed: int = 0
    gone: int = 0


def _never() -> bool:
    return False


def _nothing(_progress: Progress) -> None:
    return None


def _ignore(_done: int) -> None:
    return None


def _no_marks(_mark: str) -> tuple[str, ...]:
    return ()


def _no_corrections(_digest: str) -> Mapping[str, str]:
    return {}


class Collection:
    """The articles under some paths: what lists need of each in `catalogue`, the whole ones by `get`.

    One thread may load while others read; an article that is in the catalogue can be had, until it is taken
    out again. `corrections_of` gives what the reader said of the facts of the article with a digest, as
    `facts.corrections` keeps it; `marked` gives the digests of the articles that the reader marked as "read"
    or "starred".
    """

    def __init__(
        self,
        paths: Sequence[Path],
        cache_file: Callable[[], Path] | None = None,
        word_lists: Callable[[], Path] | None = None,
        corrections_of: Callable[[str], Mapping[str, str]] = _no_corrections,
        marked: Callable[[str], Iterable[str]] = _no_marks,
    ) -> None:
        """`cache_file` says where the facts of large collections are kept, `word_lists` where the reader's
        own word lists are; both are asked when they are first needed.
        """
        self.paths = tuple(paths)
        self._cache_file = cache_file
        self._word_lists = word_lists
        self._corrections_of = corrections_of
        self._marked = marked
        self.catalogue = Catalogue()
        self.listing = Listing(self.catalogue)
        self.stacks = Stacks()
        self._copy_finder: CopyFinder | None = None
        self.problems: list[Problem] = []
        self._memory = MemoryShelf()
        self._shelf: Shelf = self._memory
        self.progress = Progress(0, 0, 0, 0)
        self._found: Discovery | None = None
        self._index: SearchIndex | None = None
        self._indexed = self._findable = 0
        self._making = Lock()
        self._facts: CollectedFacts | None = None
        self._with_facts = self._facts_end = 0
        self._dropping, self._indexing_facts = Lock(), Lock()
        self._known: dict[Path, FoundFile] = {}
        self._dateless: set[int] = set()

    def find_files(self) -> Discovery:
        """Which files there are, as at the first call; raises CollectionError where a path does not exist."""
        if self._found is None:
            self._found = discover(self.paths)
            self.problems.extend(self._found.skipped)
        return self._found

    @property
    def passed_over(self) -> Mapping[str, int]:
        """How many files and folders were passed over, by reason."""
        return self.find_files().passed_over

    @property
    def is_small(self) -> bool:
        """Whether everything is read in a moment."""
        files = self.find_files().files
        return len(files) <= _FEW_FILES and sum(file.size for file in files) <= _FEW_BYTES

    def load(
        self, tell: Callable[[Progress], None] = _nothing, cancelled: Callable[[], bool] = _never
    ) -> None:
        """Read every file under the paths; raises CollectionError where a path does not exist.

        `tell` hears of the progress some twenty times a second, and once at the end.
        """
        found = self.find_files()
        bytes_total = sum(file.size for file in found.files)
        bytes_done, told_at = 0, time.monotonic()
        for files_done, (file, outcome) in enumerate(
            zip(found.files, load(found.files, cancelled=cancelled), strict=False), start=1
        ):
            self._take(outcome)
            bytes_done += file.size
            self.progress = Progress(files_done, len(found.files), bytes_done, bytes_total)
            if time.monotonic() - told_at > _TELL_EVERY_S:
                told_at = time.monotonic()
                tell(self.progress)
        self.progress = Progress(len(found.files), len(found.files), bytes_total, bytes_total, is_done=True)
        tell(self.progress)

    def update(self, changed: Sequence[Path]) -> Changes:
        """Look again at files, and at folders with all that is in them, once everything has been loaded.

        What came, changed or went has done so in the catalogue afterwards; `index` lets it be searched, and
        `index_facts` its facts.
        """
        if not self._known:
            self._known.update((file.path, file) for file in self.find_files().files)
        all_seen = []
        for seen in look_again(changed, self.catalogue, self._known):
            self.problems = [problem for problem in self.problems if problem.path != seen.path]
            if seen.before is not None:
                self._drop(seen.before)
            if seen.now is not None:
                self._take(seen.now)
            all_seen.append(seen)
        new, gone = sum(seen.is_new for seen in all_seen), sum(seen.is_gone for seen in all_seen)
        articles = sum(isinstance(seen.now, Article) for seen in all_seen)
        return Changes(new, articles - new, gone)

    def index(self, cancelled: Callable[[], bool] = _never) -> None:
        """Put every article loaded so far into the search index."""
        index = self._the_index()
        while self._indexed < self.catalogue.end and not cancelled():
            end = min(self._indexed + _BATCH, self.catalogue.end)
            index.add(self._articles(range(self._indexed, end)))
            self._indexed = end
        index.commit()
        self._findable = self._indexed

    @property
    def is_indexed(self) -> bool:
        """Whether every article loaded so far can be found."""
        return self._findable >= self.catalogue.end

    def search(
        self,
        query: str,
        cancelled: Callable[[], bool] = _never,
        *,
        lenient: bool = False,
        limit: int = MOST_FOUND,
        order: Order | None = None,
    ) -> SearchResult:
        """What a query finds among the articles indexed so far, by relevance if not told otherwise.

        Raises QueryError, unless it is `lenient` with a query that is still being typed.
        """
        from techdep_tui.core.search.model import Order  # comes with tantivy, as below

        return self._the_index().search(
            query, cancelled=cancelled, lenient=lenient, limit=limit, order=order or Order.RELEVANCE
        )

    def warm_up(self, cancelled: Callable[[], bool] = _never) -> None:
        """Read now what the first typing error in a search needs."""
        self._the_index().warm_up(cancelled)

    def search_aside(self, result: SearchResult, cancelled: Callable[[], bool] = _never) -> Aside:
        """Counts that go with a result, and what was perhaps meant; takes longer than the search."""
        return self._the_index().aside(result, cancelled)

    def why(self, result: SearchResult, hits: ArticleHits) -> tuple[str, ...]:
        """Why an article is among the results, a line for each part of the query."""
        from techdep_tui.core.search.why import why  # tantivy's room, as below

        return why(result, hits, self.get(hits.article_id), self.date_of, self._the_index().matcher_of)

    def get(self, article_id: str) -> Article:
        """The article with this id; raises ArticleNotFound."""
        return self._shelf.get(article_id)

    def pick(self, ids: Sequence[str]) -> Sequence[Article]:
        """The articles with these ids, each had when it is asked for."""
        return Picked(self._shelf, ids)

    def each_article(self) -> Iterator[Article]:
        """Every article, one after the other, in the order in which they were read."""
        return iter(self.pick([self.catalogue.ids[number] for number in self.catalogue.numbers()]))

    def find(self, name: str) -> Article:
        """The one article that goes by a path, a file name, an id, or the start of one of the two last.

        Raises ArticleNotFound where there is none, or more than one.
        """
        entries = self.catalogue.entries
        matches = [e for e in entries() if name in (str(e.path), e.path.name, e.id)] or [
            e for e in entries() if e.path.name.startswith(name) or e.id.startswith(name)
        ]
        if len(matches) == 1:
            return self.get(matches[0].id)
        if not matches:
            raise ArticleNotFound(f"No article goes by “{name}”; “techdep-tui list” shows them.")
        names = ", ".join(str(e.path) for e in matches[:3]) + (" …" if len(matches) > 3 else "")
        raise ArticleNotFound(f"“{name}” could be {len(matches)} articles: {names}")

    def facts(self, article: Article, *, with_rejected: bool = False) -> tuple[Fact, ...]:
        """The facts of an article as the reader corrected them, in order of place.

        Those that the reader rejected are left out, unless asked for.
        """
        return self._corrected(article, self._the_facts().of(article), with_rejected=with_rejected)

    def facts_changed(self, digests: Iterable[str]) -> None:
        """Let the facts of the articles with these digests be searched as they are corrected now."""
        if self._index is not None:
            numbers = [number for digest in digests for number in self.catalogue.with_digest(digest)]
            for article in self._articles(number for number in numbers if number < self._indexed):
                self._index.replace_facts(article.id, self._entries(article))

    def index_facts(
        self, tell: Callable[[int], None] = _ignore, cancelled: Callable[[], bool] = _never
    ) -> None:
        """Let the facts of every article loaded so far be searched.

        `tell` hears of how many articles they can be.
        """
        with self._indexing_facts:  # one after the other: each goes on where the last one ended
            waiting = self._articles(self._numbers_without_facts())
            told_at = time.monotonic()
            for article, facts in self._the_facts().of_all(waiting, cancelled, is_small=self.is_small):
                self._index_facts_of(article, facts)
                if time.monotonic() - told_at > _TELL_EVERY_S:
                    told_at = time.monotonic()
                    tell(self._with_facts)
        tell(self._with_facts)

    def _index_facts_of(self, article: Article, facts: tuple[Fact, ...]) -> None:
        entries = self._entries(article, self._corrected(article, facts))
        with self._dropping:
            if article.id in self.catalogue:
                self._the_index().add_facts(article.id, entries)
                self._with_facts += 1

    def find_copies(self, cancelled: Callable[[], bool] = _never) -> None:
        """Find out which of the articles loaded so far are copies of one story: `stacks` tells them then."""
        with self._making:
            if self._copy_finder is None:
                from techdep_tui.core.articles.sketch import sketch  # not on the way to the screen
                from techdep_tui.core.copy_finder import CopyFinder

                ids = self.catalogue.ids
                self._copy_finder = CopyFinder(self.catalogue, lambda number: sketch(self.get(ids[number])))
        self.stacks = self._copy_finder.follow(cancelled)

    @property
    def knows_copies(self) -> bool:
        """Whether the copies among all articles loaded so far are known."""
        return self._copy_finder is not None and self._copy_finder.is_up_to_date

    @property
    def articles_with_facts(self) -> int:
        """Of how many articles the facts can be searched."""
        return self._with_facts

    @property
    def has_all_facts(self) -> bool:
        """Whether the facts of every article loaded so far can be searched."""
        return self._facts_end >= self.catalogue.end

    def date_of(self, article: Entry | Article, *, infer: bool = False) -> Part[str]:
        """An article's date; with `infer`, or once done, what its text tells where the file is silent."""
        date = article.date if isinstance(article, Entry) else article.metadata.date
        if date.source is not Source.MISSING:
            return date
        try:
            number = self.catalogue.number_of(article.id)
        except ArticleNotFound:
            return date
        if infer and number not in self._dateless and not self.catalogue.dates[number]:
            self._infer_date(number, self.get(article.id) if isinstance(article, Entry) else article)
        return self.catalogue.date(number)

    def with_inferred_date(self, article: Article) -> Article:
        """The article with the date that its text tells, where the file is silent."""
        date = self.date_of(article, infer=True)
        return replace(article, metadata=replace(article.metadata, date=date))

    def _take(self, outcome: Article | Problem) -> None:
        if isinstance(outcome, Problem):
            self.problems.append(outcome)
            return
        article = self._with_its_own_id(outcome)
        self._memory.put(article)
        self.catalogue.add(entry_of(article))
        self.problems.extend(article.problems)

    def _with_its_own_id(self, article: Article) -> Article:
        """The article, its id numbered as in `load` where another has it."""
        own_id, times = article.id, 1
        while own_id in self.catalogue:
            times += 1
            own_id = f"{article.id}-{times}"
        return article if times == 1 else replace(article, id=own_id)

    def _drop(self, number: int) -> None:
        article_id = self.catalogue.ids[number]
        with self._dropping:
            self.catalogue.remove(number)
            self._with_facts -= number < self._facts_end
            if number < self._indexed:
                self._the_index().remove([article_id])
        self._memory.remove(article_id)

    def _articles(self, numbers: Iterable[int]) -> Iterator[Article]:
        """The articles with these numbers, without those that are gone."""
        ids = self.catalogue.ids
        for number in numbers:
            if self.catalogue.is_live(number):
                with suppress(ArticleNotFound):
                    yield self.get(ids[number])

    def _numbers_without_facts(self) -> Iterator[int]:
        """Each is taken as done when the next one is asked for."""
        for number in range(self._facts_end, self.catalogue.end):
            yield number
            self._facts_end = number + 1

    def _infer_date(self, number: int, article: Article) -> None:
        from techdep_tui.core.facts.reference import infer_date  # word lists: not on the way to the screen

        date = infer_date(article)
        if date.source is Source.MISSING:
            self._dateless.add(number)
        else:
            self.catalogue.set_date(number, date)

    def _titles(self) -> Iterator[tuple[str, str]]:
        """Pairs of id and title."""
        ids, titles = self.catalogue.ids, self.catalogue.titles
        return ((ids[number], titles[number]) for number in self.catalogue.numbers())

    def _the_index(self) -> SearchIndex:
        """The one index: who searches while it is being imported must not be given another."""
        with self._making:
            if self._index is None:
                from techdep_tui.core.search.index import SearchIndex  # tantivy costs 30 ms to import

                self._index = SearchIndex(
                    self.get,
                    self.date_of,
                    self._entries,
                    marked=self._marked,
                    titles=self._titles,
                )
            return self._index

    def _corrected(
        self, article: Article, facts: tuple[Fact, ...], *, with_rejected: bool = False
    ) -> tuple[Fact, ...]:
        """Facts as they were found, with what the reader said of them."""
        entries = self._corrections_of(article.digest)
        if not entries:
            return facts
        from techdep_tui.core.facts.corrections import apply  # few articles have any

        corrected = apply(article, facts, entries)
        return corrected if with_rejected else tuple(fact for fact in corrected if not fact.is_rejected)

    def _the_facts(self) -> CollectedFacts:
        if self._facts is None:
            from techdep_tui.core.collected_facts import CollectedFacts  # word lists, as below

            self._facts = CollectedFacts(None if self.is_small else self._cache_file, self._word_lists)
            self.problems.extend(self._facts.problems)
        return self._facts

    def _entries(self, article: Article, facts: Sequence[Fact] | None = None) -> list[FactEntry]:
        """The facts of an article for the search."""
        from techdep_tui.core.fact_entries import fact_entries  # word lists, as below

        return list(fact_entries(article.text, self.facts(article) if facts is None else facts))
