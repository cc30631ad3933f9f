"""A search over an index: a query in, its articles and their places out."""

from __future__ import annotations

import time
from array import array
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from techdep_tui.core.articles.model import Article, BlockKind
from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.errors import ArticleNotFound
from techdep_tui.core.search import forms
from techdep_tui.core.search.engine import Engine
from techdep_tui.core.search.fact_terms import FactEntry
from techdep_tui.core.search.lazy_hits import LazyHits
from techdep_tui.core.search.model import (
    ArticleHits,
    Aside,
    Facet,
    Hit,
    How,
    Order,
    Places,
    SearchResult,
)
from techdep_tui.core.search.query import parse_query
from techdep_tui.core.search.snapshot import Found, Snapshot
from techdep_tui.core.search.snippets import Matcher
from techdep_tui.core.search.suggestions import Vocabularies, by_typed_word, corrected, with_likeliest
from techdep_tui.core.search.tree import All, AnyOf, Node, Query, Term, has_choice, leaves, replace_terms

if TYPE_CHECKING:
    from techdep_tui.core.search.titles import TitleMatch, Titles

_MOST_PARTS = 32
"""Parts of a query that are tried one by one to see which of them finds nothing."""

LITTLE = 3
"""Articles; where no more match exactly, words and titles that were perhaps meant are looked for."""

_MOST_TITLES = 5
_MOST_COUNTED = 20


def _never() -> bool:
    return False


class Searcher:
    """What is asked of an index; a search sees what was there at the last commit."""

    def __init__(
        self,
        engine: Engine,
        lookup: Callable[[str], Article],
        facts_of: Callable[[Article], Iterable[FactEntry]],
        titles: Callable[[], Iterable[tuple[str, str]]],
    ) -> None:
        """`lookup` gives an article by its id, to find the places in it, and may raise ArticleNotFound;
        `facts_of` its facts, to find the places of those that a query asks for; `titles` are pairs of
        article id and title.
        """
        self._engine = engine
        self._lookup = lookup
        self._facts_of = facts_of
        self._vocabularies = Vocabularies()
        self._titles_of = titles
        self._titles: tuple[Snapshot, Titles] | None = None

    def search(
        self,
        query: str,
        *,
        limit: int = 1000,
        cancelled: Callable[[], bool] = _never,
        fuzzy: bool = True,
        lenient: bool = False,
        order: Order = Order.RELEVANCE,
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
        asks_for_forms = forms.ask_for_forms(parsed.root)
        root = forms.as_typed(snapshot, parsed.root) if asks_for_forms else parsed.root
        root, found = _find(snapshot, parsed, root, limit, order)
        tiers = [(root, found, How.EXACT)]
        if asks_for_forms:
            every = forms.in_all_forms(snapshot, parsed.root)
            others = snapshot.find(every, limit - len(found.ids), root, order)
            tiers.append((every, others, How.FORM))
        total = sum(tier.total for _, tier, _ in tiers)
        killers, are_known = ((), False) if total else _killers(snapshot, parsed, root, cancelled)
        corrections: dict[str, tuple[str, ...]] = {}
        if fuzzy and (not found.total or has_choice(root)) and not cancelled():
            alternatives = self._vocabularies.instead(snapshot, root, not total, cancelled)
            if alternatives:
                meant = replace_terms(root, partial(corrected, alternatives))
                without = tiers[-1][0] if total else None
                left = limit - sum(len(tier.ids) for _, tier, _ in tiers)
                tiers.append((meant, snapshot.find(meant, left, without, order), How.FUZZY))
                corrections = by_typed_word(root, alternatives)
        if cancelled():
            return SearchResult(query)
        return SearchResult(
            query,
            self._in_tiers(tiers, limit, order, cancelled),
            sum(tier.total for _, tier, _ in tiers),
            found.total,
            corrections,
            killers,
            are_known,
            time.perf_counter() - started,
            parsed.problem,
            _any_of([node for node, tier, _ in tiers if tier.total]) or root,
            order,
            tuple(how for _, tier, how in tiers if tier.total),
        )

    def matching(
        self, query: str, *, cancelled: Callable[[], bool] = _never, lenient: bool = False
    ) -> array[int]:
        """The numbers of all articles that a search would find, in no order; raises `QueryError` as it does.

        Of a cancelled search, none.
        """
        result = self.search(query, limit=0, cancelled=cancelled, lenient=lenient)
        if result.meant is None or not result.total:
            return array("I")
        numbers = self._engine.snapshot.numbers(result.meant, cancelled)
        return array("I") if cancelled() else numbers

    def aside(self, result: SearchResult, cancelled: Callable[[], bool] = _never) -> Aside:
        """What goes with a result: counts, and where little was found the words and titles perhaps meant."""
        if result.meant is None or cancelled():
            return Aside()
        snapshot = self._engine.snapshot
        counts: dict[Facet, tuple[tuple[str, int], ...]] = {
            facet: tuple(snapshot.counts(result.meant, facet)[:_MOST_COUNTED])
            for facet in (Facet.SOURCE, Facet.YEAR, Facet.TAG)
        }
        counts[Facet.FACT] = self._fact_counts(snapshot, result.meant, cancelled)
        root = parse_query(result.query, lenient=True).root
        if result.exact > LITTLE or root is None or cancelled():
            return Aside(counts)
        nearest = self._vocabularies.nearest(snapshot, root, cancelled)
        return Aside(
            counts,
            by_typed_word(root, nearest),
            with_likeliest(result.query, root, nearest),
            self._like_titles(snapshot, root, {hits.article_id for hits in result.by_article}, cancelled),
        )

    def matcher_of(self, node: Node) -> Matcher:
        """What finds the places of a part of a query."""
        return Matcher(node, self._facts_of)

    def warm_up(self, cancelled: Callable[[], bool] = _never) -> None:
        """Read now what the first typing error needs."""
        self._vocabularies.of(self._engine.snapshot, None, cancelled)

    def _in_tiers(
        self,
        tiers: list[tuple[Node, Found, How]],
        limit: int,
        order: Order,
        cancelled: Callable[[], bool],
    ) -> LazyHits:
        """The articles of each tier after those of the surer ones."""
        articles = LazyHits()
        for node, found, how in tiers:
            find = partial(self._places, Matcher(node, self._facts_of, is_fuzzy=how is How.FUZZY))
            most = limit - len(articles)
            articles.add_tier(how, find, found.ids[:most], found.scores[:most])
            if order is Order.HITS and _are_counted(articles, cancelled):
                articles.sort_last_tier(lambda hits: -hits.hit_count)
        return articles

    def _places(self, matcher: Matcher, article_id: str) -> Places:
        try:
            return matcher.places(self._lookup(article_id))
        except ArticleNotFound:
            return Places()

    def _fact_counts(
        self, snapshot: Snapshot, node: Node, cancelled: Callable[[], bool]
    ) -> tuple[tuple[str, int], ...]:
        numbers = snapshot.numbers(node, cancelled)
        if cancelled():
            return ()
        counted = snapshot.fact_counts(numbers)
        return tuple(sorted(((k, n) for k, n in counted.items() if n), key=lambda each: (-each[1], each[0])))

    def _like_titles(
        self, snapshot: Snapshot, root: Node, found: set[str], cancelled: Callable[[], bool]
    ) -> tuple[ArticleHits, ...]:
        """Articles whose title has the letters of the query, if it is of mere words, in their order."""
        parts = list(leaves(root))
        if not all(isinstance(part, Term) and part.field is None for part in parts):
            return ()
        from techdep_tui.core.search.titles import Titles  # rapidfuzz, as above

        if self._titles is None or self._titles[0] is not snapshot:
            self._titles = (snapshot, Titles(self._titles_of()))
        text = " ".join(word for part in parts if isinstance(part, Term) for word in part.words)
        matches = self._titles[1].find(text, _MOST_TITLES, cancelled)
        return tuple(
            ArticleHits(match.article_id, match.score, how=How.TITLE, find=partial(self._title_places, match))
            for match in matches
            if match.article_id not in found
        )

    def _title_places(self, match: TitleMatch, article_id: str) -> Places:
        """The title as one hit; its letters are lit where the title stands in the text."""
        try:
            article = self._lookup(article_id)
        except ArticleNotFound:
            return Places()
        title = next((block for block in article.blocks if block.kind is BlockKind.TITLE), None)
        at = Span(title.start, title.end) if title else Span(0, 0)
        lit: tuple[Span, ...] = ()
        if title and article.text[title.start : title.end] == article.title:
            lit = tuple(Span(title.start + start, title.start + end) for start, end in match.spans)
        hit = Hit(article_id, at.start, at.end, at, None, (), is_fuzzy=True)
        return Places((hit,), lit, 1)


def _are_counted(articles: Iterable[ArticleHits], cancelled: Callable[[], bool]) -> bool:
    """Whether the places in each article could be counted; to do that is to read it."""
    for hits in articles:
        if cancelled():
            return False
        _ = hits.hit_count
        time.sleep(0)
    return True


def _any_of(nodes: list[Node]) -> Node | None:
    if len(nodes) < 2:
        return nodes[0] if nodes else None
    return AnyOf(tuple(nodes), nodes[0].start, nodes[0].end)


def _find(snapshot: Snapshot, parsed: Query, root: Node, limit: int, order: Order) -> tuple[Node, Found]:
    """What a query matches, and the query; its unfinished word taken for a beginning if it leads nowhere."""
    found = snapshot.find(root, limit, order=order)
    last = parsed.unfinished
    if not last:
        return root, found
    is_known = snapshot.article_count(last.words[-1], last.field) > 0
    if found.total and is_known:
        return root, found
    beginning = replace(last, is_prefix=True)
    completed = replace_terms(root, lambda term: beginning if term is last else term)
    more = snapshot.find(completed, limit, order=order)
    if more.total or (not is_known and snapshot.matches(beginning)):
        return completed, more
    return root, found


def _killers(
    snapshot: Snapshot, parsed: Query, root: Node, cancelled: Callable[[], bool]
) -> tuple[tuple[str, ...], bool]:
    """The parts of a query that match nothing, else those without which the rest matches, and which it is."""
    if not isinstance(root, All):
        return (parsed.words_of(root),), False
    parts = root.children
    if len(parts) > _MOST_PARTS:
        return (), False
    killers = [part for part in parts if not cancelled() and not snapshot.matches(part)]
    are_known = not killers
    if are_known and len(parts) == 2:
        killers = list(parts)  # without one there is the other, which matches
    elif are_known:
        for i, part in enumerate(parts):
            others = replace(root, children=parts[:i] + parts[i + 1 :])
            if not cancelled() and snapshot.matches(others):
                killers.append(part)
    return tuple(parsed.words_of(part) for part in killers), are_known
