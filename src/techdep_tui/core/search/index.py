"""The index of a collection: articles in, a query's articles and places out."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import islice, product
from typing import TYPE_CHECKING

from techdep_tui.core.articles.model import Article, Part
from techdep_tui.core.errors import ArticleNotFound
from techdep_tui.core.search.engine import Engine, Found, Snapshot
from techdep_tui.core.search.fact_terms import FactEntry
from techdep_tui.core.search.model import ArticleHits, Places, SearchResult
from techdep_tui.core.search.query import parse_query
from techdep_tui.core.search.snippets import Matcher
from techdep_tui.core.search.tree import All, AnyOf, Field, Node, Query, Term, positive_terms, replace_terms

if TYPE_CHECKING:
    from techdep_tui.core.search.fuzzy import Vocabulary

_MOST_CORRECTIONS = 3
_MOST_VARIANTS = 27
"""Of a phrase with typing errors: three words with three corrections each; more would be without end."""
_WEIGHTS = (1.0, 0.3, 0.1)
"""Of a word's corrections, the likeliest first: rare words would score above it otherwise."""

_RARE, _MUCH_COMMONER = 3, 10
"""Articles with a word that may be a misprint, and how many times as many have the word it stands for."""

_MOST_PARTS = 32
"""Parts of a query that are tried one by one to see which of them finds nothing."""

_Alternatives = Mapping[tuple[Field | None, str], tuple[str, ...]]
"""What is searched instead of a word in a field."""


def _never() -> bool:
    return False


def _date_in_metadata(article: Article) -> Part[str]:
    return article.metadata.date


def _no_facts(_article: Article) -> tuple[FactEntry, ...]:
    return ()


class SearchIndex:
    """A full-text index in memory.

    One thread may add and commit while another searches; a search sees what was there at the last commit.
    `lookup` gives an article by its id, to find the places in it, and may raise `ArticleNotFound`. `date_of`
    gives the date that `date:` compares, which need not be the file's own, `facts_of` the facts of an
    article, to find the places of those that a query asks for.
    """

    def __init__(
        self,
        lookup: Callable[[str], Article],
        date_of: Callable[[Article], Part[str]] = _date_in_metadata,
        facts_of: Callable[[Article], Iterable[FactEntry]] = _no_facts,
    ) -> None:
        self._lookup = lookup
        self._facts_of = facts_of
        self._engine = Engine(date_of)
        self._vocabularies: dict[Field | None, tuple[Snapshot, Vocabulary]] = {}

    def add(self, articles: Iterable[Article]) -> None:
        """Take in articles, each in the place of one with the same id; they are found after `commit`."""
        for article in articles:
            self._engine.add(article)

    def add_facts(self, article_id: str, entries: Iterable[FactEntry]) -> None:
        """Take in the facts of an article that has been added, once; they are found at once."""
        self._engine.add_facts(article_id, entries)

    def replace_facts(self, article_id: str, entries: Iterable[FactEntry]) -> None:
        """Let an article that has been added have these facts instead; they are found at once."""
        self._engine.replace_facts(article_id, entries)

    def commit(self) -> None:
        """Let searches see what has been added: some milliseconds each time, so not after every article."""
        self._engine.commit()

    def search(
        self,
        query: str,
        *,
        limit: int = 1000,
        cancelled: Callable[[], bool] = _never,
        fuzzy: bool = True,
        lenient: bool = False,
    ) -> SearchResult:
        """The best `limit` articles; raises `QueryError`, unless `lenient`.

        With `fuzzy`, what a forgiven typing error finds comes after what matches exactly: for words that no
        article has, or where nothing matches. With `lenient`, for a query that is being typed, a last word
        that leads nowhere is taken for the beginning of one. A cancelled search answers with nothing.
        """
        started = time.perf_counter()
        parsed = parse_query(query, lenient=lenient)
        if parsed.root is None:
            return SearchResult(query, problem=parsed.problem)
        snapshot = self._engine.snapshot
        root, found = _find(snapshot, parsed, parsed.root, limit)
        killers = () if found.total else _killers(snapshot, parsed, root, cancelled)
        by_article = self._hits(found, root)
        total = found.total
        corrections: dict[str, tuple[str, ...]] = {}
        if fuzzy and not cancelled():
            alternatives = self._alternatives(snapshot, root, not found.total, cancelled)
            if alternatives:
                meant = replace_terms(root, partial(_corrected, alternatives))
                more = snapshot.find(meant, limit - len(by_article), without=root if total else None)
                by_article += self._hits(more, meant, is_fuzzy=True)[: limit - len(by_article)]
                total += more.total
                corrections = _corrections(root, alternatives)
        if cancelled():
            return SearchResult(query)
        elapsed_s = time.perf_counter() - started
        return SearchResult(query, tuple(by_article), total, corrections, killers, elapsed_s, parsed.problem)

    def _hits(self, found: Found, root: Node, *, is_fuzzy: bool = False) -> list[ArticleHits]:
        find = partial(self._places, Matcher(root, self._facts_of, is_fuzzy=is_fuzzy))
        return [ArticleHits(id_, score, is_fuzzy=is_fuzzy, find=find) for score, id_ in found.best]

    def _places(self, matcher: Matcher, article_id: str) -> Places:
        try:
            return matcher.places(self._lookup(article_id))
        except ArticleNotFound:
            return Places()

    def _alternatives(
        self, snapshot: Snapshot, root: Node, is_empty: bool, cancelled: Callable[[], bool]
    ) -> _Alternatives:
        """What to search instead of the words that no article has.

        Where all words are known and yet nothing matches, one that hardly any article has may be an error
        that was made in print, too; it gives way to a much commoner word.
        """
        words = list(dict.fromkeys(_words(root)))
        known = {key: snapshot.article_count(key[1], key[0]) for key in words}
        if all(known.values()) and not is_empty:
            return {}
        alternatives: dict[tuple[Field | None, str], tuple[str, ...]] = {}
        for field, word in words:
            articles = known[field, word]
            if articles <= (_RARE if all(known.values()) else 0):
                near = self._vocabulary(snapshot, field, cancelled).nearest(
                    word, _MOST_CORRECTIONS, cancelled
                )
                better = [n for n in near if n.distance == near[0].distance]
                if articles:
                    better = [
                        n for n in better if n.distance == 1 and n.articles >= articles * _MUCH_COMMONER
                    ]
                if better:
                    alternatives[field, word] = tuple(n.word for n in better)
        return alternatives

    def _vocabulary(
        self, snapshot: Snapshot, field: Field | None, cancelled: Callable[[], bool]
    ) -> Vocabulary:
        from techdep_tui.core.search.fuzzy import Vocabulary  # rapidfuzz: 30 ms, only for typing errors

        of, vocabulary = self._vocabularies.get(field, (None, None))
        if of is not snapshot or vocabulary is None:
            vocabulary = Vocabulary(_counts(snapshot, field, cancelled))
            if not cancelled():
                self._vocabularies[field] = (snapshot, vocabulary)
        return vocabulary


def _find(snapshot: Snapshot, parsed: Query, root: Node, limit: int) -> tuple[Node, Found]:
    """What a query matches, and the query; its unfinished word taken for a beginning if it leads nowhere."""
    found = snapshot.find(root, limit)
    last = parsed.unfinished
    if not last:
        return root, found
    is_known = snapshot.article_count(last.words[-1], last.field) > 0
    if found.total and is_known:
        return root, found
    beginning = replace(last, is_prefix=True)
    completed = replace_terms(root, lambda term: beginning if term is last else term)
    more = snapshot.find(completed, limit)
    if more.total or (not is_known and snapshot.matches(beginning)):
        return completed, more
    return root, found


def _killers(snapshot: Snapshot, parsed: Query, root: Node, cancelled: Callable[[], bool]) -> tuple[str, ...]:
    parts = root.children if isinstance(root, All) else (root,)
    if len(parts) > _MOST_PARTS:
        return ()
    killers = [part for part in parts if not cancelled() and not snapshot.matches(part)]
    if not killers and isinstance(root, All):
        for i, part in enumerate(parts):
            others = replace(root, children=parts[:i] + parts[i + 1 :])
            if not cancelled() and snapshot.matches(others):
                killers.append(part)
    return tuple(parsed.words_of(part) for part in killers)


def _words(root: Node) -> Iterator[tuple[Field | None, str]]:
    """The words that an article is found by and that stand there whole."""
    for term in positive_terms(root):
        if not term.is_prefix:
            yield from ((term.field, word) for word in term.words)


def _corrected(alternatives: _Alternatives, term: Term) -> Node:
    """A term with each of its words as it was probably meant: the alternatives, the likeliest first."""
    if term.is_prefix:
        return term
    choices = [alternatives.get((term.field, word), (word,)) for word in term.words]
    variants = [
        replace(term, words=words, weight=_WEIGHTS[min(rank, len(_WEIGHTS) - 1)])
        for rank, words in enumerate(islice(product(*choices), _MOST_VARIANTS))
    ]
    return variants[0] if len(variants) == 1 else AnyOf(tuple(variants), term.start, term.end)


def _corrections(root: Node, alternatives: _Alternatives) -> dict[str, tuple[str, ...]]:
    """The same for the reader: by the word as it was typed."""
    return {
        typed: alternatives[term.field, word]
        for term in positive_terms(root)
        if not term.is_prefix
        for word, typed in zip(term.words, term.typed, strict=True)
        if (term.field, word) in alternatives
    }


def _counts(
    snapshot: Snapshot, field: Field | None, cancelled: Callable[[], bool]
) -> Iterator[tuple[str, int]]:
    for words in snapshot.vocabulary(field):
        if cancelled():
            return
        yield from words
        time.sleep(0)
