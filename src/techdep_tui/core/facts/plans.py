"""The family of plans: promises, targets, deadlines and forecasts with a time or a number."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import groupby

from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.facts import lexicon
from techdep_tui.core.facts.due import due_fields
from techdep_tui.core.facts.model import Certainty, Fact, Kind, Scalar
from techdep_tui.core.facts.planned import Plan, read_plan
from techdep_tui.core.facts.reading import Reading
from techdep_tui.core.facts.sentences import NUMBERS, Sentence
from techdep_tui.core.facts.stretches import without_quotes
from techdep_tui.core.facts.subjects import SubjectFinder
from techdep_tui.core.facts.words import WordList


def find_plans(reading: Reading) -> Iterator[Fact]:
    """Plans: `kind` (plan, target, deadline, forecast), `actor`, `due` or `rel`, `value` with `unit`.

    `due` is the last day of the time that is named, `rel` how far it lies from a time that nobody knows.
    """
    finder = SubjectFinder(reading)
    for plan in _plans(reading):
        sentence = plan.stretch.sentence
        span = without_quotes(reading.text, Span(plan.stretch.start, plan.stretch.end))
        fields: dict[str, Scalar] = {"kind": plan.kind}
        actor = finder.holding_at(sentence, sentence.tokens[plan.index].start)
        if actor is not None:
            fields["actor"] = actor
        if plan.date is not None:
            fields |= due_fields(reading, sentence, plan.date)
        if plan.number is not None:
            fields |= _value(plan.number)
        yield reading.fact(Kind.PLAN, span.start, span.end, fields)


def _plans(reading: Reading) -> Iterator[Plan]:
    """Every plan of the text, those of finite verbs before others in the same sentence."""
    roles = lexicon.roles("plans")
    words = reading.words[WordList.PLANNING]
    for span, group in groupby(words, key=lambda word: reading.sentence_at(word.start)):
        if not reading.parsed.has_figures(span):
            continue
        sentence = reading.parsed.at(span)
        read = (
            read_plan(reading, sentence, sentence.holding(word.start), role.section)
            for word in group
            for role in roles[word.word]
        )
        yield from sorted((plan for plan in read if plan is not None), key=lambda plan: not plan.is_finite)


def _value(figure: Fact) -> dict[str, Scalar]:
    """The number of a plan."""
    name, unit = ("amount", "currency") if figure.kind is Kind.MONEY else ("value", "unit")
    fields: dict[str, Scalar] = {"value": figure.norm.get(name), "unit": figure.norm.get(unit)}
    if figure.norm.get("max") is not None:
        fields["max"] = figure.norm["max"]
    return fields
