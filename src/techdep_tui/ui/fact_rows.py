"""Facts as the sidebar shows them: mentions of one thing in one row, in words made once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from techdep_tui.core.articles.model import Article
from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.facts.model import Fact, Kind

if TYPE_CHECKING:
    from techdep_tui.core.facts.entities import Entity

KIND_WORDS = {
    Kind.PERSON: "WHO",
    Kind.ORG: "ORG",
    Kind.PLACE: "PLACE",
    Kind.PRODUCT: "THING",
    Kind.MONEY: "MONEY",
    Kind.PERCENT: "SHARE",
    Kind.QUANTITY: "COUNT",
    Kind.MEASUREMENT: "SIZE",
    Kind.DATE: "DATE",
    Kind.PLAN: "PLAN",
    Kind.QUOTE: "QUOTE",
    Kind.STATEMENT: "SAYS",
    Kind.COMPARISON: "COMP",
    Kind.EVENT: "EVENT",
}
"""A kind is told by its word, never by colour alone."""

_BEFORE, _AFTER = 24, 60
"""Characters of its sentence that a mention is shown with."""


@dataclass(frozen=True, slots=True, eq=False)
class FactRow:
    """One thing that an article says, and its mentions; two rows are the same only if they are one.

    `short` is its short form, `note` what the reader should know about its worth, `starts` where its mentions
    begin, `letters` all that a filter looks at, without case.
    """

    entity: Entity
    short: str
    note: str
    starts: tuple[int, ...]
    letters: str

    @property
    def fact(self) -> Fact:
        """The fact that stands for all mentions."""
        return self.entity.fact

    @property
    def mentions(self) -> tuple[Fact, ...]:
        """Every mention, in order of place."""
        return self.entity.mentions

    @property
    def kind_word(self) -> str:
        """The word for its kind."""
        return KIND_WORDS[self.fact.kind]

    def nearest(self, seen: Span) -> Fact:
        """The first mention in view, else the next one below, else the last one above."""
        return self.mentions[min(bisect_left(self.starts, seen.start), len(self.mentions) - 1)]

    def at(self, mention: Fact) -> Fact:
        """A mention with all that is known of the thing from the others."""
        if len(self.mentions) == 1:
            return mention
        whole = self.fact
        return replace(mention, norm=whole.norm, subject=whole.subject, found=whole.found)


def fact_rows(article: Article, facts: Iterable[Fact]) -> tuple[FactRow, ...]:
    """The rows of an article's facts, in the order of first mentions."""
    from techdep_tui.core.facts.describe import remark, short  # not on the way to the first screen
    from techdep_tui.core.facts.entities import merge

    rows = []
    for entity in merge(article, facts):
        fact = entity.fact
        words, note = short(fact, article), remark(fact)
        letters = " ".join((KIND_WORDS[fact.kind], fact.kind.value, words, fact.subject or "", note))
        starts = tuple(mention.start for mention in entity.mentions)
        rows.append(FactRow(entity, words, note, starts, letters.casefold()))
    return tuple(rows)


def surroundings(article: Article, mention: Fact) -> str:
    """A mention with some words of its sentence before and after it."""
    sentence = mention.sentence
    start = max(mention.start - _BEFORE, min(sentence.start, mention.start))
    end = min(mention.end + _AFTER, max(sentence.end, mention.end))
    while sentence.start < start < mention.start and not article.text[start - 1].isspace():
        start += 1
    cut = "…" if start > sentence.start else ""
    return cut + " ".join(article.text[start:end].split()) + ("…" if end < sentence.end else "")
