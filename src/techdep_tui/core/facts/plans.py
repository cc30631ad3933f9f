"""The family of plans: promises, targets, deadlines and forecasts with a time or a number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, groupby, pairwise

from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.facts import lexicon
from techdep_tui.core.facts.due import CURRENT, Ahead, ahead, due_fields
from techdep_tui.core.facts.model import Fact, Kind, Scalar
from techdep_tui.core.facts.planned import NEED_DATE, Plan, read_plans, read_title
from techdep_tui.core.facts.reading import Reading
from techdep_tui.core.facts.sentences import LONGEST_SENTENCE
from techdep_tui.core.facts.stretches import without_quotes
from techdep_tui.core.facts.subjects import SubjectFinder
from techdep_tui.core.facts.words import Word, WordList


def find_plans(reading: Reading) -> Iterator[Fact]:
    """Plans: `kind` (plan, target, deadline, forecast), `actor`, `due` or `rel`, `value` with `unit`.

    `due` is the last day of the time that is named, `rel` how far it lies from a time that nobody knows.
    """
    finder = SubjectFinder(reading)
    for plan in chain(_announced(reading), _plans(reading)):
        span = without_quotes(reading.text, Span(plan.stretch.start, plan.stretch.end))
        fields: dict[str, Scalar] = {"kind": plan.kind}
        actor = _actor(reading, finder, plan)
        if actor is not None:
            fields["actor"] = actor
        fields |= _time(reading, plan)
        if plan.number is not None:
            fields |= _value(plan.number)
        yield reading.fact(Kind.PLAN, span.start, span.end, fields)


def _actor(reading: Reading, finder: SubjectFinder, plan: Plan) -> str | None:
    """Who must deliver: whom the word names, in a title its first name, else what the clause is about."""
    sentence, other = plan.stretch.sentence, plan.actor()
    if other:
        return finder.shown(other)
    if reading.is_title(sentence.span.start):
        return finder.first_name(plan.stretch)
    return finder.holding_at(sentence, sentence.tokens[plan.at].start)


def _plans(reading: Reading) -> Iterator[Plan]:
    """Every plan of the text, those of finite verbs before others in the same sentence."""
    words = reading.words[WordList.PLANNING]
    for span, group in groupby(words, key=lambda word: reading.sentence_at(word.start)):
        wanted = [] if span.end - span.start > LONGEST_SENTENCE else list(_with_goals(reading, span, group))
        if not wanted:
            continue
        sentence = reading.parsed.at(span)
        read = [
            plan
            for position, section in wanted
            for plan in read_plans(reading, sentence, sentence.holding(position), section)
        ]
        yield from sorted(read, key=lambda plan: not plan.is_finite)


def _with_goals(reading: Reading, span: Span, words: Iterable[Word]) -> Iterator[tuple[int, str]]:
    """The words of a sentence that may have a time or number, by where they begin, with their sections.

    Most have none, so that their sentence need not be read.
    """
    figures = reading.parsed.figures(span)
    times = [figure for figure in figures if figure.kind is Kind.DATE]
    has_time = any(ahead(reading, time) is not Ahead.NO for time in times)
    has_year = any(time.norm.get("basis") == "explicit" for time in times)
    last_number = max((figure.start for figure in figures if figure.kind is not Kind.DATE), default=-1)
    for word in words:
        for section, _ in lexicon.roles("plans")[word.word]:
            has_number = word.start < last_number and section not in NEED_DATE
            is_aim = section == "aims" and bool(figures)
            if has_time or has_number or is_aim or (has_year and section == "modals"):
                yield word.start, section


def _announced(reading: Reading) -> Iterator[Plan]:
    """The plans that titles announce: "Acme to build a plant by 2030"."""
    for block in reading.blocks:
        span = reading.sentence_at(block.start)
        if reading.is_title(block.start) and reading.parsed.figures(span):
            plan = read_title(reading, reading.parsed.at(span))
            if plan is not None:
                yield plan


def _time(reading: Reading, plan: Plan) -> dict[str, Scalar]:
    """When a plan is due, as far as its clause tells."""
    if plan.date is not None:
        return due_fields(reading, plan.date)
    words = plan.stretch.sentence.tokens[plan.stretch.first : plan.stretch.last]
    for word, following in pairwise(words):
        if word.lower == "current" and following.lower in CURRENT:
            return {"rel": CURRENT[following.lower]}
    return {}


def _value(figure: Fact) -> dict[str, Scalar]:
    """The number of a plan."""
    name, unit = ("amount", "currency") if figure.kind is Kind.MONEY else ("value", "unit")
    fields: dict[str, Scalar] = {"value": figure.norm.get(name), "unit": figure.norm.get(unit)}
    if figure.norm.get("max") is not None:
        fields["max"] = figure.norm["max"]
    return fields
