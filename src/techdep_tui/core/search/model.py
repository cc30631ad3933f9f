"""What a search answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from techdep_tui.core.articles.offsets import Span


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
class ArticleHits:
    """An article that matches, its BM25 score, and its places in the order of the text.

    `lit` are all matched stretches of the reading text, for highlighting. An article that matched by its
    metadata alone (a date, a source) has one hit at its title.
    """

    article_id: str
    score: float
    hits: tuple[Hit, ...]
    lit: tuple[Span, ...] = ()

    @property
    def is_fuzzy(self) -> bool:
        """Whether a typing error was forgiven to find it."""
        return any(hit.is_fuzzy for hit in self.hits)


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a query found.

    `by_article` is in the order of relevance: exact hits first, then, never among them, fuzzy ones.
    `corrections` maps a word of the query to the words of the vocabulary that were searched instead of it.
    `killers` are the terms of the query without which it would have matched something. `total` is the number
    of matching articles, `by_article` may hold fewer of them.
    """

    query: str
    by_article: tuple[ArticleHits, ...] = ()
    total: int = 0
    corrections: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    killers: tuple[str, ...] = ()
    elapsed_s: float = 0.0

    @property
    def hit_count(self) -> int:
        """Places in all articles found."""
        return sum(len(article.hits) for article in self.by_article)

    @property
    def is_fuzzy(self) -> bool:
        """Whether what was found rests on forgiven typing errors alone."""
        return bool(self.by_article) and all(article.is_fuzzy for article in self.by_article)
