"""The index of a collection in memory: articles in, a query's articles and places out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import repeat

from techdep_tui.core.articles.model import Article, Part
from techdep_tui.core.search.engine import GrowingEngine
from techdep_tui.core.search.fact_index import FactIndex
from techdep_tui.core.search.fact_terms import FactEntry
from techdep_tui.core.search.searcher import Searcher


def _date_in_metadata(article: Article) -> Part[str]:
    return article.metadata.date


def _no_facts(_article: Article) -> tuple[FactEntry, ...]:
    return ()


def _no_marks(_mark: str) -> tuple[str, ...]:
    return ()


def _no_titles() -> tuple[tuple[str, str], ...]:
    return ()


class SearchIndex(Searcher):
    """A full-text index in memory.

    One thread may add and commit while another searches; a search sees what was there at the last commit.
    `lookup` gives an article by its id, to find the places in it, and may raise `ArticleNotFound`. `date_of`
    gives the date that `date:` compares, which need not be the file's own, `facts_of` the facts of an
    article, to find the places of those that a query asks for. `marked` gives the digests of the articles
    that the reader read or starred, `titles` pairs of article id and title.
    """

    def __init__(
        self,
        lookup: Callable[[str], Article],
        date_of: Callable[[Article], Part[str]] = _date_in_metadata,
        facts_of: Callable[[Article], Iterable[FactEntry]] = _no_facts,
        *,
        marked: Callable[[str], Iterable[str]] = _no_marks,
        titles: Callable[[], Iterable[tuple[str, str]]] = _no_titles,
    ) -> None:
        self._growing = GrowingEngine(date_of, marked)
        super().__init__(self._growing, lookup, facts_of, titles)

    def add(self, articles: Iterable[Article], numbers: Iterable[int] | None = None) -> None:
        """Take in articles, each in the place of one with the same id; they are found after `commit`.

        `numbers` are what `matching` gives of them, each a new one; without it they follow one another.
        """
        for article, number in zip(articles, repeat(None) if numbers is None else numbers, strict=False):
            self._growing.add(article, number)

    def remove(self, article_ids: Iterable[str]) -> None:
        """Take out articles; results do not hold them from now on."""
        for article_id in article_ids:
            self._growing.remove(article_id)

    def add_facts(self, article_id: str, entries: Iterable[FactEntry]) -> None:
        """Take in the facts of an article that has been added, once; they are found at once."""
        self._growing.add_facts(article_id, entries)

    def replace_facts(self, article_id: str, entries: Iterable[FactEntry]) -> None:
        """Let an article that has been added have these facts instead; they are found at once."""
        self._growing.replace_facts(article_id, entries)

    @property
    def facts(self) -> FactIndex:
        """What is known of the facts of articles, by number."""
        return self._growing.facts

    def commit(self) -> None:
        """Let searches see what has been added: some milliseconds each time, so not after every article."""
        self._growing.commit()
