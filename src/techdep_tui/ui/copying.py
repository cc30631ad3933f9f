"""What a copy holds: a citation, a quotation with its citation, a fact as a sentence with its citation."""

from __future__ import annotations

from collections.abc import Iterable

from techdep_tui.core.articles.model import Article
from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.citations.listed import listed, why_no_paragraph
from techdep_tui.core.citations.quotation import quotation as quoted
from techdep_tui.core.citations.quotation import speech
from techdep_tui.core.citations.record import Reference
from techdep_tui.core.facts.describe import introduction
from techdep_tui.core.facts.model import Fact, Kind


def entries(
    references: Iterable[Reference], style: str, *, is_citation: bool = False, paragraph: int | None = None
) -> str:
    """The references as a bibliography in a style, one entry a line, or the citations in its order.

    Raises CitationError for an unknown style, and where the style of a CSL file cannot be had.
    """
    rendered = (entry.rendered for entry in listed(list(references), style, paragraph=paragraph))
    return "\n".join(each.citation if is_citation else each.bibliography for each in rendered)


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


def with_citation(style: str) -> str:
    """What a copied quotation comes with, in words, and whether the style cites no counted paragraph."""
    if why_no_paragraph(style):
        return "with its citation, the paragraph beside it (the style cites none)"
    return "with its citation"
