"""What a search answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.errors import QueryError


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

    __slots__ = ("_find", "_places", "article_id", "is_fuzzy", "score")

    def __init__(
        self,
        article_id: str,
        score: float,
        hits: tuple[Hit, ...] = (),
        lit: tuple[Span, ...] = (),
        *,
        is_fuzzy: bool = False,
        find: Callable[[str], Places] | None = None,
    ) -> None:
        """With `find`, which is given the article's id, `hits` and `lit` are what it finds.

        `is_fuzzy` says that a typing error was forgiven to find the article.
        """
        self.article_id = article_id
        self.score = score
        self.is_fuzzy = is_fuzzy
        self._find = find
        self._places: Places | None = None
        if not find:
            self.is_fuzzy = is_fuzzy or any(hit.is_fuzzy for hit in hits)
            self._places = Places(hits, lit, len(hits))

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

    `by_article` is in the order of relevance: exact hits first, then, never among them, fuzzy ones.
    `corrections` maps a word of the query to the words of the vocabulary that were searched instead of it,
    the likeliest first. `killers` say why nothing matched exactly: the terms that match nothing by
    themselves, or else those without which the rest would have matched. `total` is the number of matching
    articles, `by_article` may hold fewer of them. `problem` is what a lenient search passed over first.
    """

    query: str
    by_article: tuple[ArticleHits, ...] = ()
    total: int = 0
    corrections: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    killers: tuple[str, ...] = ()
    elapsed_s: float = 0.0
    problem: QueryError | None = None

    @property
    def hit_count(self) -> int:
        """Places in all articles of `by_article`; reads each of them, half a millisecond or so for one."""
        return sum(article.hit_count for article in self.by_article)

    @property
    def is_fuzzy(self) -> bool:
        """Whether what was found rests on forgiven typing errors alone."""
        return bool(self.by_article) and all(article.is_fuzzy for article in self.by_article)
