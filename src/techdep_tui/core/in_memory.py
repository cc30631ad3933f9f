"""A small folder's articles, held whole in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from techdep_tui.core.again import look_again
from techdep_tui.core.articles.discover import Discovery
from techdep_tui.core.articles.entry import entry_of
from techdep_tui.core.articles.load import load
from techdep_tui.core.articles.model import Article, Problem
from techdep_tui.core.catalogue import Catalogue
from techdep_tui.core.errors import ArticleNotFound
from techdep_tui.core.holding import Beat, Cancelled, Changes, Knowledge, Progress, Tell
from techdep_tui.core.listing import Listing

if TYPE_CHECKING:
    from techdep_tui.core.search.fact_index import FactIndex
    from techdep_tui.core.search.fact_terms import FactEntry
    from techdep_tui.core.search.index import SearchIndex

_BATCH = 64


class InMemory:
    """The articles of the files that were found; a `Holding`."""

    def __init__(self, found: Discovery, knowledge: Knowledge) -> None:
        self.listing = Listing(Catalogue())
        self.problems: list[Problem] = list(found.skipped)
        self.progress = Progress(0, len(found.files), 0, sum(file.size for file in found.files))
        self._found = found
        self._known = {file.path: file for file in found.files}
        self._knowledge = knowledge
        self._articles: dict[str, Article] = {}
        self._making = Lock()
        self._index: SearchIndex | None = None
        self._indexed = self._findable = 0

    @property
    def passed_over(self) -> Mapping[str, int]:
        return self._found.passed_over

    def load(self, tell: Tell, cancelled: Cancelled) -> None:
        """Read every file that was found."""
        files, total = self._found.files, self.progress
        bytes_done, beat = 0, Beat()
        read = zip(files, load(files, cancelled=cancelled), strict=False)
        for files_done, (file, outcome) in enumerate(read, start=1):
            self._take(outcome)
            bytes_done += file.size
            self.progress = replace(total, files_done=files_done, bytes_done=bytes_done)
            if beat.is_due():
                tell(self.progress)
        self.progress = replace(
            total, files_done=total.files_total, bytes_done=total.bytes_total, is_done=True
        )
        tell(self.progress)

    def update(self, changed: Sequence[Path]) -> Changes:
        """What came, changed or went has done so in the catalogue afterwards; `index` lets it be found."""
        all_seen = []
        for seen in look_again(changed, self.listing.catalogue, self._known):
            self.problems = [problem for problem in self.problems if problem.path != seen.path]
            if seen.before is not None:
                self._drop(seen.before)
            if seen.now is not None:
                self._take(seen.now)
            all_seen.append(seen)
        new, gone = sum(seen.is_new for seen in all_seen), sum(seen.is_gone for seen in all_seen)
        articles = sum(isinstance(seen.now, Article) for seen in all_seen)
        return Changes(new, articles - new, gone)

    def get(self, article_id: str) -> Article:
        try:
            return self._articles[article_id]
        except KeyError:
            raise ArticleNotFound(f"No article has the id {article_id}.") from None

    def index(self, cancelled: Cancelled) -> None:
        """Put every article loaded so far into the index."""
        catalogue, index = self.listing.catalogue, self.searcher
        while self._indexed < catalogue.end and not cancelled():
            end = min(self._indexed + _BATCH, catalogue.end)
            numbers = catalogue.live(range(self._indexed, end))
            index.add((self._articles[catalogue.ids[number]] for number in numbers), numbers)
            self._indexed = end
        index.commit()
        self._findable = self._indexed

    @property
    def is_indexed(self) -> bool:
        return self._findable >= self.listing.catalogue.end

    @property
    def searcher(self) -> SearchIndex:
        """The one index: who searches while it is being imported must not be given another."""
        with self._making:
            if self._index is None:
                from techdep_tui.core.search.index import SearchIndex  # tantivy costs 30 ms to import

                date_of, facts_of, marked = self._knowledge
                titles = self._titles
                self._index = SearchIndex(self.get, date_of, facts_of, marked=marked, titles=titles)
            return self._index

    @property
    def facts(self) -> FactIndex:
        return self.searcher.facts

    def recall_facts(self, version: bytes) -> bool:
        """Nothing is kept: the facts of so few are read again in no time."""
        return False

    def keep_facts(self, but: Callable[[], Iterable[int]], *, is_all: bool) -> None:
        """The same."""

    def add_facts(self, article_id: str, entries: Iterable[FactEntry]) -> None:
        self.searcher.add_facts(article_id, entries)

    def replace_facts(self, article_id: str, entries: Iterable[FactEntry]) -> None:
        if self.listing.catalogue.number_of(article_id) < self._indexed:
            self.searcher.replace_facts(article_id, entries)

    def close(self) -> None:
        """Nothing is held elsewhere."""

    def _take(self, outcome: Article | Problem) -> None:
        if isinstance(outcome, Problem):
            self.problems.append(outcome)
            return
        article = self._with_its_own_id(outcome)
        self._articles[article.id] = article
        self.listing.catalogue.add(entry_of(article))
        self.problems.extend(article.problems)

    def _with_its_own_id(self, article: Article) -> Article:
        """The article, its id numbered as in `load` where another has it."""
        own_id, times = article.id, 1
        while own_id in self._articles:
            times += 1
            own_id = f"{article.id}-{times}"
        return article if times == 1 else replace(article, id=own_id)

    def _drop(self, number: int) -> None:
        catalogue = self.listing.catalogue
        article_id = catalogue.ids[number]
        catalogue.remove(number)
        if number < self._indexed:
            self.searcher.remove([article_id])
        del self._articles[article_id]

    def _titles(self) -> Iterator[tuple[str, str]]:
        return self.listing.catalogue.titles_by_id()
