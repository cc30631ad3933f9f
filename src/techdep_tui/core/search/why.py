"""Why an article is among the results, in words for the reader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from techdep_tui.core.articles.model import Article, BlockKind, Part, Source
from techdep_tui.core.search.fact_terms import FactTerm
from techdep_tui.core.search.model import ArticleHits, How, SearchResult
from techdep_tui.core.search.snippets import Matcher
from techdep_tui.core.search.tree import DateTerm, Field, MarkTerm, Near, Node, Term, leaves
from techdep_tui.core.search.words import fold

_MOST_WORDS = 4
_HOW = {
    How.EXACT: "exact: every part of the query as you typed it",
    How.FORM: "other forms of a word, asked for with “~”",
    How.FUZZY: "a typing error was forgiven",
    How.TITLE: "its title has these letters in this order",
}


def why(
    result: SearchResult,
    hits: ArticleHits,
    article: Article,
    date_of: Callable[[Article], Part[str]],
    matcher_of: Callable[[Node], Matcher],
) -> tuple[str, ...]:
    """How it was found, what each part of the query matched in it, and what its place rests on."""
    lines = [f"Found: {_HOW[hits.how]}."]
    if hits.how is not How.TITLE:
        told = set()
        for part in leaves(result.meant):
            typed = result.query[part.start : part.end]
            line = _part(article, part, date_of, matcher_of)
            if line and (typed, line) not in told:
                told.add((typed, line))
                lines.append(f"{typed}: {line}")
    lines.append(f"Place: sorted by {result.order}{_score(result, hits)}.")
    return tuple(lines)


def _score(result: SearchResult, hits: ArticleHits) -> str:
    if hits.how is How.TITLE or result.order != "relevance":
        return ""
    at = next((i for i, each in enumerate(result.by_article, start=1) if each is hits), 0)
    rank = f", number {at:,} of {result.total:,}" if at else ""
    return f" (BM25 {hits.score:.1f}{rank}); words in the title weigh more"


def _part(
    article: Article,
    part: Term | Near | DateTerm | MarkTerm | FactTerm,
    date_of: Callable[[Article], Part[str]],
    matcher_of: Callable[[Node], Matcher],
) -> str:
    """What a part of the query matched; empty for an alternative that did not."""
    if isinstance(part, DateTerm):
        date = date_of(article)
        how = "in the file" if date.source is Source.FILE else "inferred"
        return f"its date is {date.value} ({how})" if date.value else ""
    if isinstance(part, MarkTerm):
        return "as you marked it"
    if isinstance(part, Term) and part.field not in {None, Field.TITLE}:
        return _metadata(article, part)
    places = matcher_of(part).places(article)
    if not any(hit.matched for hit in places.hits):
        return "in its tags or metadata" if isinstance(part, Term) and _is_in_tags(article, part) else ""
    words = Counter(" ".join(hit.matched) for hit in places.hits)
    shown = ", ".join(f"“{word}” ×{count}" for word, count in words.most_common(_MOST_WORDS))
    in_title = sum(article.block_at(hit.start).kind is BlockKind.TITLE for hit in places.hits)
    title = f", {in_title} in the title" if in_title else ""
    return f"{shown}{' …' if len(words) > _MOST_WORDS else ''}{title}"


def _metadata(article: Article, term: Term) -> str:
    metadata = article.metadata
    values = {
        Field.SOURCE: metadata.publisher.value or metadata.source_url.value or metadata.url.value,
        Field.AUTHOR: ", ".join(metadata.authors.value or ()),
        Field.TAG: ", ".join(metadata.tags.value or ()),
        Field.PATH: str(article.path),
        Field.LANG: metadata.language.value,
    }
    value = values.get(term.field) if term.field else None
    return f"{term.field} is {value}" if value else ""


def _is_in_tags(article: Article, term: Term) -> bool:
    """Whether a word stands in what is searched beside the text."""
    metadata = article.metadata
    beside = [metadata.title.value or "", metadata.standfirst.value or "", *(metadata.tags.value or ())]
    words = " ".join(term.words)
    return any(f" {words}" in f" {' '.join(fold(text).split())}" for text in beside)
