"""What a search answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.errors import QueryError
from techdep_tui.core.search.tree import Node


class Order(StrEnum):
    """In which order what was found stands; exact hits go first in each."""

    RELEVANCE = "relevance"
    DATE = "date"
    HITS = "hits"


class How(StrEnum):
    """How an article was found, the surest way first."""

    EXACT = "exact"
    FORM = "another form"
    FUZZY = "typing error forgiven"
    TITLE = "letters of the title"


@dataclass(frozen=True, slots=True)
class Hit:
    """One place in an article where a query matched.

    `start:end` are the matched characters, `sentence` the sentence around them, both in the reading text.
    `paragraph` is `None` in a title or heading. `matched` are the words of the text that matched, as they
    stand there; `is_fuzzy` says that a typing error was forgiven to find it.
    """

    article_id: str
    start: int
    end: int
    sentence: Span
    paragraph: int | None
    matched: tuple[str, ...]
    is_fuzzy: bool = False


@dataclass(frozen=True, slots=True)
class Places:
    """Where an article matches: `hits` and `lit` as in `ArticleHits`; `count` are the hits before any cap."""

    hits: tuple[Hit, ...] = ()
    lit: tuple[Span, ...] = ()
    count: int = 0


class ArticleHits:
    """An article that matches, its BM25 score, and its places in the order of the text.

    The places are looked for when they are first asked for: a common word is in more articles than anybody
    looks at. An article that matched by its metadata alone (a date, a source) has one hit, at its title.
    """

    __slots__ = ("_find", "_places", "article_id", "how", "score")

    def __init__(
        self,
        article_id: str,
        score: float,
        hits: tuple[Hit, ...] = (),
        lit: tuple[Span, ...] = (),
        *,
        how: How = How.EXACT,
        find: Callable[[str], Places] | None = None,
    ) -> None:
        """With `find`, which is given the article's id, `hits` and `lit` are what it finds."""
        self.article_id = article_id
        self.score = score
        self.how = how
        self._find = find
        self._places = None if find else Places(hits, lit, len(hits))

    @property
    def is_fuzzy(self) -> bool:
        """Whether something was forgiven to find the article."""
        return self.how in {How.FUZZY, How.TITLE}

    @property
    def hits(self) -> tuple[Hit, ...]:
        """Its places in the order of the text, at most `MOST_HITS` of them."""
        return self.places.hits

    @property
    def lit(self) -> tuple[Span, ...]:
        """All matched stretches of the reading text, for highlighting."""
        return self.places.lit

    @property
    def hit_count(self) -> int:
        """How many places there are, with those that `hits` leaves out."""
        return self.places.count

    @property
    def places(self) -> Places:
        """All of this at once."""
        if self._places is None:
            assert self._find
            self._places = self._find(self.article_id)
        return self._places


MOST_HITS = 200
"""Of one article; the rest are counted and lit."""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a query found.

    `by_article` is in `order`: exact hits first, then, never among them, other forms of the words and what a
    forgiven typing error finds. `corrections` maps a word of the query to the words of the vocabulary that
    were searched instead of it, the likeliest first. `killers` say why nothing matched exactly: the terms
    that match nothing by themselves, or else, if `are_killers_known`, those without which the rest would have
    matched. `total` is the number of matching articles, `exact` of those that match as they were asked for;
    `by_article` may hold fewer. `problem` is what a lenient search passed over first, `meant` the query as it
    was searched, `ways` are those in which something was found, the surest first.
    """

    query: str
    by_article: Sequence[ArticleHits] = ()
    total: int = 0
    exact: int = 0
    corrections: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    killers: tuple[str, ...] = ()
    are_killers_known: bool = False
    elapsed_s: float = 0.0
    problem: QueryError | None = None
    meant: Node | None = None
    order: Order = Order.RELEVANCE
    ways: tuple[How, ...] = ()

    @property
    def hit_count(self) -> int:
        """Places in all articles of `by_article`; reads each of them, half a millisecond or so for one."""
        return sum(article.hit_count for article in self.by_article)

    @property
    def is_fuzzy(self) -> bool:
        """Whether what was found rests on forgiven typing errors alone."""
        return bool(self.by_article) and all(article.is_fuzzy for article in self.by_article)


class Facet(StrEnum):
    """By what articles are counted."""

    SOURCE = "source"
    YEAR = "year"
    TAG = "tag"
    FACT = "fact"


@dataclass(frozen=True, slots=True)
class Aside:
    """What goes with a result, and takes longer to find out than the result itself.

    `counts` are articles by value, the commonest first. `nearest` maps words of the query to the nearest ones
    of the vocabulary; `instead` is the query with the likeliest of them, empty if there are none. `titles`
    are articles whose title has the letters of the query in their order, where little was found.
    """

    counts: Mapping[Facet, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    nearest: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    instead: str = ""
    titles: tuple[ArticleHits, ...] = ()
