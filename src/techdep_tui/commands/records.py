"""The JSON Lines of the command line.

The fields stand in the README; later versions add fields, and change none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from techdep_tui.core.articles.decode import safe_line
from techdep_tui.core.articles.model import Article, BlockKind, Part, Problem, Source
from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.collection import Collection
from techdep_tui.core.search.model import ArticleHits, Hit

Record = dict[str, object]


def article_record(article: Article, date: Part[str]) -> Record:
    """An article as `list --json` gives it.

    A field holds what the file says, else `null` or an empty list; only `title`, `language` and a `date` that
    is one date and not an interval may be inferred. `origin` says of every field "file" or "missing", or
    `{"inferred": value, "why": reason}`.
    """
    metadata = article.metadata
    headings = [b for b in article.blocks if b.kind is BlockKind.HEADING]
    return {
        "id": article.id,
        "path": safe_line(str(article.path)),
        "format": article.format.value,
        "title": article.title,
        "standfirst": metadata.standfirst.in_file,
        "authors": list(metadata.authors.in_file or ()),
        "publisher": metadata.publisher.in_file,
        "date": None if _is_interval(date) else date.value,
        "url": metadata.url.in_file,
        "source_url": metadata.source_url.in_file,
        "tags": list(metadata.tags.in_file or ()),
        "summary": list(metadata.summary.in_file or ()),
        "headings": [article.text[b.start : b.end] for b in headings],
        "paragraphs": article.paragraph_count,
        "words": article.word_count,
        "language": metadata.language.value,
        "problems": [problem.reason for problem in article.problems],
        "origin": {
            "title": _origin(metadata.title),
            "standfirst": _origin(metadata.standfirst),
            "authors": _origin(metadata.authors),
            "publisher": _origin(metadata.publisher),
            "date": _origin(date),
            "url": _origin(metadata.url),
            "source_url": _origin(metadata.source_url),
            "tags": _origin(metadata.tags),
            "summary": _origin(metadata.summary),
            "headings": "file" if headings else "missing",
            "language": _origin(metadata.language),
        },
    }


def problem_record(problem: Problem) -> Record:
    """A file that could not be read."""
    return {"path": safe_line(str(problem.path)), "problem": problem.reason}


def found_problem_record(problem: Problem) -> Record:
    """A problem as `check --json` gives it; `fatal` means that the file is no article."""
    return {
        "path": safe_line(str(problem.path)),
        "line": problem.line,
        "problem": problem.reason,
        "done": problem.done or None,
        "fatal": problem.is_fatal,
    }


def tally_record(collection: Collection) -> Record:
    """All that was seen, as the last line of `check --json`: `seen` is the sum of the others."""
    unread = Counter(problem.reason for problem in collection.problems if problem.is_fatal)
    passed_over = dict(collection.passed_over)
    return {
        "seen": len(collection.catalogue) + unread.total() + sum(passed_over.values()),
        "articles": len(collection.catalogue),
        "unread": dict(unread),
        "passed_over": passed_over,
    }


def tally(collection: Collection) -> str:
    """The same in words."""
    record = tally_record(collection)
    parts = [f"{record['articles']:,} articles"]
    for reasons in (record["unread"], record["passed_over"]):
        assert isinstance(reasons, dict)
        parts += [f"{count:,} {reason}" for reason, count in reasons.items()]
    return f"{record['seen']:,} seen: {', '.join(parts)}"


def text_record(article: Article) -> Record:
    """An article's text as `show --json` gives it: blocks with their characters in the file."""
    blocks = []
    for block in article.blocks:
        start, end = article.in_file(block.start, block.end)
        blocks.append(
            {
                "kind": block.kind.value,
                "paragraph": block.number,
                "level": block.level or None,
                "text": article.text[block.start : block.end],
                "start": start,
                "end": end,
            }
        )
    return {
        "id": article.id,
        "path": safe_line(str(article.path)),
        "title": article.title,
        "blocks": blocks,
        "links": [{"text": link.text, "url": link.url, "rel": link.rel} for link in article.links],
    }


def hit_record(article: Article, hits: ArticleHits, hit: Hit) -> Record:
    """A hit as `search --json` gives it; `start:end` are characters of the file."""
    start, end = article.in_file(hit.start, hit.end)
    return {
        "article": article.id,
        "path": safe_line(str(article.path)),
        "title": article.title,
        "score": round(hits.score, 4),
        "paragraph": hit.paragraph,
        "sentence": one_line(article, hit.sentence),
        "start": start,
        "end": end,
        "matched": list(hit.matched),
        "fuzzy": hit.is_fuzzy,
        "how": hits.how.value,
    }


def one_line(article: Article, span: Span) -> str:
    """A stretch of the reading text in one line."""
    return " ".join(article.text[span.start : span.end].split())


def _is_interval(date: Part[str]) -> bool:
    return "/" in (date.value or "")


def _origin(part: Part[str] | Part[tuple[str, ...]]) -> str | Mapping[str, object]:
    if part.source is not Source.INFERRED:
        return part.source.value
    value = list(part.value) if isinstance(part.value, tuple) else part.value
    return {"inferred": value, "why": part.why}
