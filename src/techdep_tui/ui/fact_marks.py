"""Where the text is marked as fact: names and figures, direct speech, clauses, one over the other."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.facts.model import Fact, Kind

CLAUSES = frozenset([Kind.STATEMENT, Kind.PLAN, Kind.COMPARISON])
"""Kinds that are whole clauses: marked in the margin, or whole paragraphs would be underlined."""


@dataclass(frozen=True, slots=True)
class Stretches:
    """Stretches of the text that do not overlap, in order."""

    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()

    def within(self, start: int, end: int) -> Iterator[Span]:
        """Those that lie in part in `start:end`, in order."""
        at = bisect_right(self.ends, start)
        while at < len(self.starts) and self.starts[at] < end:
            yield Span(self.starts[at], self.ends[at])
            at += 1

    def touches(self, start: int, end: int) -> bool:
        """Whether one lies in part in `start:end`."""
        return next(self.within(start, end), None) is not None


@dataclass(frozen=True, slots=True)
class FactMarks:
    """The marked stretches of a text: single words and figures, direct speech, clauses."""

    words: Stretches = Stretches()
    speech: Stretches = Stretches()
    clauses: Stretches = Stretches()

    @classmethod
    def of(cls, facts: Iterable[Fact]) -> FactMarks:
        """The marks of some facts, in whatever way they overlap."""
        facts = tuple(facts)
        return cls(
            _union(fact for fact in facts if fact.kind not in CLAUSES and fact.kind is not Kind.QUOTE),
            _union(fact for fact in facts if fact.kind is Kind.QUOTE),
            _union(fact for fact in facts if fact.kind in CLAUSES),
        )


def spans_of(fact: Fact) -> tuple[Span, ...]:
    """The stretches that make up a fact."""
    return fact.parts or (Span(fact.start, fact.end),)


def by_extent(fact: Fact) -> tuple[int, int]:
    """The order in which facts are stepped through: by where they begin, of those the longest first."""
    return fact.start, -fact.end


def _union(facts: Iterable[Fact]) -> Stretches:
    starts: list[int] = []
    ends: list[int] = []
    for start, end in sorted(span for fact in facts for span in spans_of(fact)):
        if ends and start < ends[-1]:
            ends[-1] = max(ends[-1], end)
        elif start < end:
            starts.append(start)
            ends.append(end)
    return Stretches(tuple(starts), tuple(ends))
