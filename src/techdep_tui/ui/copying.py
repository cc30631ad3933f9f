"""What a copy holds: a citation, a quotation with its citation, a fact as a sentence with its citation."""

from __future__ import annotations

from collections.abc import Iterable

from techdep_tui.core.articles.model import Article
from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.citations.quotation import quotation as quoted
from techdep_tui.core.citations.quotation import speech
from techdep_tui.core.citations.record import Reference
from techdep_tui.core.citations.styles import render
from techdep_tui.core.facts.describe import introduction
from techdep_tui.core.facts.model import Fact, Kind


def entries(references: Iterable[Reference], style: str, *, is_note: bool = False) -> str:
    """The bibliography entries, or the notes, of references, one a line; numbered styles count on."""
    rendered = (render(reference, style, number=i) for i, reference in enumerate(references, start=1))
    return "\n".join(each.citation if is_note else each.bibliography for each in rendered)


def quotation(article: Article, span: Span, reference: Reference, style: str) -> str:
    """A stretch of the reading text in quotation marks, with its citation and paragraph."""
    return quoted(article, span.start, span.end, reference, style)


def fact(article: Article, fact: Fact, reference: Reference, style: str) -> str:
    """Who says or does what by when, then the fact's sentence as a quotation with citation and paragraph.

    Of direct speech the words themselves are quoted, unless only a part of a sentence is direct speech.
    """
    is_whole_speech = fact.kind is Kind.QUOTE and not fact.norm.get("partial")
    if is_whole_speech:
        cited = speech(article, fact.start, fact.end, reference, style)
    else:
        cited = quotation(article, fact.sentence, reference, style)
    words = introduction(fact)
    return f"{words}: {cited}" if words else cited
