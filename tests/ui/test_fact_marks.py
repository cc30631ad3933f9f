"""Stretches that are marked in the text."""

from __future__ import annotations

import itertools

from hypothesis import given, strategies

from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.facts.model import Fact, Kind
from techdep_tui.ui.fact_marks import FactMarks, spans_of

PLACES = strategies.lists(
    strategies.tuples(strategies.integers(0, 60), strategies.integers(1, 20)), max_size=12
)


def fact(kind: Kind, start: int, end: int, *parts: Span) -> Fact:
    return Fact(kind, start, end, {}, Span(start, end), parts=parts)


@given(PLACES, strategies.integers(0, 70), strategies.integers(1, 20))
def test_just_the_characters_of_facts_are_marked_however_they_overlap(
    places: list[tuple[int, int]], start: int, length: int
) -> None:
    facts = [fact(Kind.ORG, first, first + count) for first, count in places]
    end = start + length
    stretches = list(FactMarks.of(facts).words.within(start, end))
    marked = {i for a, b in stretches for i in range(a, b) if start <= i < end}
    assert marked == {i for each in facts for i in range(each.start, each.end) if start <= i < end}
    assert all(a.end <= b.start for a, b in itertools.pairwise(stretches))


def test_speech_clauses_and_words_are_marked_apart() -> None:
    marks = FactMarks.of([fact(Kind.QUOTE, 0, 30), fact(Kind.STATEMENT, 10, 50), fact(Kind.DATE, 12, 16)])
    assert list(marks.speech.within(0, 99)) == [(0, 30)]
    assert list(marks.words.within(0, 99)) == [(12, 16)]
    assert marks.clauses.touches(49, 60)
    assert not marks.clauses.touches(50, 60)


def test_what_stands_between_the_parts_of_a_fact_is_not_marked() -> None:
    cut = fact(Kind.STATEMENT, 0, 30, Span(0, 10), Span(20, 30))
    assert spans_of(cut) == (Span(0, 10), Span(20, 30))
    assert not FactMarks.of([cut]).clauses.touches(10, 20)
