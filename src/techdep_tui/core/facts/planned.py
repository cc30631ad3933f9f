"""What a word of planning says: the stretch of the plan, its kind, time and number."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from techdep_tui.core.facts import lexicon
from techdep_tui.core.facts.changes import change_stretch, participle_start
from techdep_tui.core.facts.clauses import Token, words_of
from techdep_tui.core.facts.due import Ahead, ahead
from techdep_tui.core.facts.goals import goal_date, goal_number, phrase_start
from techdep_tui.core.facts.intentions import is_finite, is_plan, listed
from techdep_tui.core.facts.lexicon import Role
from techdep_tui.core.facts.model import Fact, Kind
from techdep_tui.core.facts.reading import Reading
from techdep_tui.core.facts.sentences import NUMBERS, Sentence
from techdep_tui.core.facts.stretches import Stretch, stretch_at
from techdep_tui.core.facts.verbs import is_base

_FINITE = frozenset(["modals", "hedges"])
"""Sections of words that are finite wherever they stand."""
NEED_DATE = frozenset(["hedges", "begins"])
"""Sections of words that plan nothing without a time."""
_JOINED = frozenset(["modals", "hedges", "intends"])
"""Sections of words behind which "and" may join a second plan."""
_WITH_SUBJECT = frozenset(["modals", "hedges", "foresees", "begins"])
_SPEAKERS = frozenset(["it", "they", "he", "she"])
_PARTICIPLE_AHEAD = 6
_MOVE_AHEAD = 4


class Plan(NamedTuple):
    """A plan that the word at the index `at` of its sentence speaks of."""

    stretch: Stretch
    at: int
    kind: str
    date: Fact | None
    number: Fact | None
    is_finite: bool = True

    def actor(self) -> tuple[Token, ...]:
        """The words between the word and what somebody else is to do, empty if there are none.

        "requires [Acme] to sell", "sees [growth] slowing".
        """
        sentence = self.stretch.sentence
        words: list[Token] = []
        for word in sentence.tokens[self.at + 1 : self.at + 1 + _PARTICIPLE_AHEAD]:
            if word.lower == "to" or word.lower.endswith("ing"):
                is_other = sentence.lower(self.at) in listed("of_others") or self.stretch.first > self.at
                return tuple(words) if is_other else ()
            words.append(word)
        return ()


def read_plans(reading: Reading, sentence: Sentence, index: int, section: str) -> Iterator[Plan]:
    """The plan that a word of a section of `lexicon/plans.yaml` speaks of, and one that "and" joins to it."""
    if not is_plan(sentence, index, section):
        return
    plan = (_task if section == "tasks" else _plan)(reading, sentence, index, section)
    if plan is None:
        return
    second = _second(reading, plan) if section in _JOINED else None
    if second is not None:
        yield second
        plan = plan._replace(
            stretch=plan.stretch._replace(last=min(plan.stretch.last, second.stretch.first - 1))
        )
    yield plan


def _plan(reading: Reading, sentence: Sentence, index: int, section: str) -> Plan | None:
    """The plan of a word, `None` if it names neither time nor number."""
    finite = section in _FINITE or is_finite(sentence, index)
    stretch = stretch_at(reading, sentence, index)
    if not finite and section in ("intends", "foreseen"):
        stretch = _in_subject(stretch, index)
    date, number = goal_date(reading, stretch, index, section == "modals"), goal_number(stretch, index)
    if date is None and (number is None or section in NEED_DATE):
        return None
    if number is None and section == "aims" and not sentence.lower(index).startswith("deadline"):
        return None
    bounded = _bounded(stretch, index, section, date, number)
    return Plan(bounded, index, _kind(sentence, index, date), date, number, finite)


def _in_subject(stretch: Stretch, index: int) -> Stretch:
    """The stretch up to the verb whose subject its word stands in: "rules meant to save energy led to …"."""
    sentence = stretch.sentence
    clause = sentence.clause_at(sentence.tokens[index].start)
    verb = sentence.index(clause.verb.start) if clause is not None else -1
    return stretch._replace(last=verb) if index < verb < stretch.last else stretch


def _second(reading: Reading, plan: Plan) -> Plan | None:
    """A plan with a time of its own that "and" joins: "rise to 5 percent this year and reach 9 by 2030"."""
    sentence = plan.stretch.sentence
    end = stretch_at(reading, sentence, plan.at).last
    for at in range(plan.at + 2, end - 1):
        if sentence.lower(at) not in ("and", "then") or not is_base(sentence.tokens[at + 1]):
            continue
        rest, here = Stretch(sentence, at + 1, end), sentence.tokens[plan.at].start
        if not any(here < figure.start < rest.start for figure in plan.stretch.figures()):
            return None
        date, number = goal_date(reading, rest, at + 1, False), goal_number(rest, at + 1)
        if date is not None:
            return Plan(_bounded(rest, at + 1, "aims", date, number), at + 1, plan.kind, date, number)
    return None


def _task(reading: Reading, sentence: Sentence, index: int, section: str) -> Plan | None:
    """A task of a programme that named its time: "a strategy until 2030: reducing imports to 5 percent"."""
    here = sentence.tokens[index].start
    dates = [figure for figure in sentence.figures if figure.kind is Kind.DATE and figure.end <= here]
    times = [date for date in dates if ahead(reading, date) is not Ahead.NO]
    if not times or not any(word.lower in listed("programmes") for word in sentence.tokens[:index]):
        return None
    stretch = change_stretch(reading, sentence, index, Role("moved"))
    numbers = stretch.figures(*NUMBERS)
    if not numbers or stretch.first != index:
        return None
    return Plan(stretch, index, "target", times[-1], numbers[-1], False)


def read_title(reading: Reading, sentence: Sentence) -> Plan | None:
    """The plan that a title announces by "to" and a verb: "Acme to build a plant by 2030"."""
    for at in range(1, len(sentence.tokens) - 1):
        if sentence.lower(at) != "to" or sentence.lower(at + 1) not in listed("title_verbs"):
            continue
        stretch = stretch_at(reading, sentence, at)
        date, number = goal_date(reading, stretch, at, True), goal_number(stretch, at)
        if date is not None or number is not None:
            return Plan(stretch, at, _kind(sentence, at, date), date, number)
    return None


@cache
def _kinds() -> dict[str, str]:
    """The kind of plan by its word."""
    return {word: kind for kind, words in lexicon.read("plans")["kinds"].items() for word in words.split()}


def _kind(sentence: Sentence, index: int, date: Fact | None) -> str:
    """The kind of plan: a deadline where it is expected by a time, a forecast where something will move."""
    kind = _kinds().get(sentence.lower(index), "plan")
    if sentence.lower(index) in listed("certain"):
        return "forecast" if _is_of_things(sentence, index) else kind
    at = sentence.index(date.start) - 1 if date is not None else -1
    is_by = sentence.lower(at - 1 if sentence.lower(at) == "the" else at) in ("by", "until", "before")
    return "deadline" if is_by and kind != "target" else kind


def _is_of_things(sentence: Sentence, index: int) -> bool:
    """Whether what will be is a number or a change: "will be 5 percent", "will rise next year"."""
    behind = range(index + 1, index + _MOVE_AHEAD)
    roles = lexicon.roles("comparisons")
    moves = any(role.section == "moves" for at in behind for role in roles.get(sentence.lower(at), ()))
    figure = sentence.figure_at(index + 2)
    return moves or (sentence.lower(index + 1) == "be" and figure is not None and figure.kind in NUMBERS)


def _bounded(stretch: Stretch, index: int, section: str, date: Fact | None, number: Fact | None) -> Stretch:
    """The stretch from the subject or the word itself to the time; behind a number, to the end."""
    sentence = stretch.sentence
    first, last = _first(stretch, index, section), stretch.last
    if date is not None:
        at, end = sentence.index(date.start), sentence.index(date.end)
        if at < first and section in _FINITE:
            first = phrase_start(sentence, date)
        is_length = str(date.norm.get("value")).startswith("P")
        if at > index + 1 and not is_length and (number is None or number.start < date.start):
            last = min(last, end)
    return Stretch(sentence, first, max(last, index + 1))


def _first(stretch: Stretch, index: int, section: str) -> int:
    """The index of the first word of a plan."""
    sentence = stretch.sentence
    if section == "foresees" and _has_participle(sentence, index):
        return index + 1
    if section in _WITH_SUBJECT:
        return stretch.first
    if section == "aims":
        return index
    if is_finite(sentence, index):
        return stretch.first if section == "foreseen" else _without_pronoun(stretch, index)
    if section == "intends":
        is_participle = sentence.lower(index).endswith("ing") and sentence.lower(index + 1) == "to"
        return index + 2 if is_participle else index
    if sentence.figure_at(index + 1) is not None and sentence.lower(index - 1) in words_of("determiners"):
        return index
    return participle_start(sentence, index - 1 if sentence.lower(index - 1) == "," else index)


def _has_participle(sentence: Sentence, index: int) -> bool:
    """Whether a thing with a participle follows: "sees growth slowing"."""
    return any(sentence.lower(at).endswith("ing") for at in range(index + 2, index + _PARTICIPLE_AHEAD))


def _without_pronoun(stretch: Stretch, index: int) -> int:
    """The first word of a clause, its verb where a pronoun only takes up the speaker: "it said it plans"."""
    sentence, first = stretch.sentence, stretch.first
    is_taken_up = sentence.lower(first) in _SPEAKERS and sentence.lower(first - 1) in words_of("reporting")
    return index if is_taken_up and first + 1 == index else first
