"""`facts`: the facts of articles as lines, JSON Lines or a table."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable

from techdep_tui.commands.output import say, say_json
from techdep_tui.commands.tables import print_csv
from techdep_tui.core.articles.decode import safe_line
from techdep_tui.core.articles.model import Article
from techdep_tui.core.collection import Collection
from techdep_tui.core.errors import TechdepError
from techdep_tui.core.facts.describe import remark, short
from techdep_tui.core.facts.model import Fact, Kind
from techdep_tui.core.facts.record import to_record

NORM_COLUMNS = tuple(
    f"norm.{name}"
    for name in (
        # names
        *("name", "kind", "role", "org", "iso3166", "aka"),
        # numbers
        *("amount", "currency", "value", "max", "unit", "noun", "mod", "per", "form", "elliptic"),
        # dates
        *("timex", "start", "end", "rel", "basis", "fiscal"),
        # speech and plans
        *("speaker", "source", "cue", "mode", "partial", "continued", "via", "actor", "due"),
        # comparisons and events
        *("left", "right", "dir", "delta", "from", "to", "date"),
    )
)
"""A column for each field that a normalised value can have."""

COLUMNS = (
    *("article", "path", "title", "paragraph", "type", "text", "subject"),
    *NORM_COLUMNS,
    *("certainty", "why", "by", "rejected", "sentence", "start", "end", "sentence_start", "sentence_end"),
)
"""The columns of the table."""


def print_facts(collection: Collection, articles: Iterable[Article], options: Namespace) -> int:
    """Print the facts of some articles, and say how many those were."""
    kinds = _kinds(options.kind)
    found = (
        (article, fact)
        for article in articles
        for fact in collection.facts(article, with_rejected=options.all)
        if not kinds or fact.kind in kinds
    )
    if options.csv:
        return print_csv(COLUMNS, (_row(article, fact) for article, fact in found))
    count = 0
    for article, fact in found:
        count += 1
        if options.json:
            say_json(_record(article, fact))
        else:
            say(_line(article, fact))
    return count


def _kinds(words: Iterable[str]) -> frozenset[str]:
    """The kinds asked for, none for all; raises TechdepError for an unknown one."""
    kinds = frozenset(kind.strip() for each in words for kind in each.split(",") if kind.strip())
    if unknown := kinds - set(Kind):
        raise TechdepError(f"There is no kind {', '.join(sorted(unknown))}; there are {', '.join(Kind)}.")
    return kinds


def _record(article: Article, fact: Fact) -> dict[str, object]:
    return {**to_record(article, fact), "article": article.id, "path": safe_line(str(article.path))}


def _row(article: Article, fact: Fact) -> dict[str, object]:
    """A fact's record, flat."""
    record = _record(article, fact)
    record["text"] = " ".join(str(record["text"]).split())
    return {**record, "title": article.title, **{f"norm.{name}": value for name, value in fact.norm.items()}}


def _line(article: Article, fact: Fact) -> str:
    place = f"¶{fact.paragraph}" if fact.paragraph is not None else "–"
    subject = f"  (of {fact.subject})" if fact.subject else ""
    note = f"  [{remark(fact)}]" if remark(fact) else ""
    return f"{article.id}  {place:<5} {fact.kind.value:<11} {short(fact, article)}{subject}{note}"
