"""What a word of planning says: the stretch of the plan, its kind, time and number."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from techdep_tui.core.facts import lexicon
from techdep_tui.core.facts.changes import change_stretch, participle_start
from techdep_tui.core.facts.clauses import is_base, words_of
from techdep_tui.core.facts.due import Ahead, ahead
from techdep_tui.core.facts.lexicon import Role
from techdep_tui.core.facts.model import Fact, Kind
from techdep_tui.core.facts.reading import Reading
from techdep_tui.core.facts.sentences import NUMBERS, Sentence
from techdep_tui.core.facts.stretches import Stretch, stretch_at


class Plan(NamedTuple):
    """A plan that the word at `index` of its sentence speaks of."""

    stretch: Stretch
    at: int
    kind: str
    date: Fact | None
    number: Fact | None
    is_finite: bool


@cache
def _kinds() -> dict[str, str]:
    """The kind of plan by its word."""
    return {word: kind for kind, words in lexicon.read("plans")["kinds"].items() for word in words.split()}


def read_plans(reading: Reading, sentence: Sentence, index: int, section: str) -> Iterator[Plan]:
    """The plan that a word of a section of `lexicon/plans.yaml` speaks of, and a second one joined by "and"."""
    if sentence.figure_at(index) is not None or not _is_used(sentence, index, section):
        return
    if section == "tasks":
        yield from _task(reading, sentence, index)
        return
    is_finite = section in ("modals", "hedges") or _is_finite(sentence, index)
    stretch = stretch_at(reading, sentence, index)
    if not is_finite and section in ("intends", "foreseen"):
        stretch = _in_subject(stretch, index)
    date, number = _goals(reading, stretch, index, section)
    if date is None and (number is None or section in ("hedges", "begins")):
        return
    if number is None and section == "aims" and not sentence.lower(index).startswith("deadline"):
        return
    bounded = _bounded(stretch, index, section, date, number)
    plan = Plan(bounded, index, _kind(sentence, index, date), date, number, is_finite)
    second = _second(reading, plan, stretch.last) if section in ("modals", "hedges", "intends") else None
    if second is not None:
        plan = plan._replace(stretch=bounded._replace(last=min(bounded.last, second.stretch.first - 1)))
        yield second
    yield plan


def _in_subject(stretch: Stretch, index: int) -> Stretch:
    """The stretch up to the verb whose subject its word stands in: "rules intended to save energy led to …"."""
    sentence = stretch.sentence
    clause = sentence.clause_at(sentence.tokens[index].start)
    verb = sentence.index(clause.verb.start) if clause is not None else -1
    return stretch._replace(last=verb) if index < verb < stretch.last else stretch


def _second(reading: Reading, plan: Plan, end: int) -> Plan | None:
    """A plan with a time or number of its own that "and" joins: "rise to 5 percent and reach 9 by 2030"."""
    sentence = plan.stretch.sentence
    for at in range(plan.at + 2, end - 1):
        if sentence.lower(at) not in ("and", "then") or not is_base(sentence.tokens[at + 1]):
            continue
        rest = Stretch(sentence, at + 1, end)
        own = [figure for figure in plan.stretch.figures() if figure.start > sentence.tokens[plan.at].start]
        if not rest.figures() or not own or own[0].start > rest.start:
            return None
        date, number = _goals(reading, rest, at + 1, "hedges")
        if date is not None:
            return Plan(_bounded(rest, at + 1, "aims", date, number), at + 1, plan.kind, date, number, True)
    return None


def _task(reading: Reading, sentence: Sentence, index: int) -> Iterator[Plan]:
    """A task of a programme whose time is named before: "a strategy until 2030: reducing imports to 5 percent"."""
    here = sentence.tokens[index].start
    dates = [figure for figure in sentence.figures if figure.kind is Kind.DATE and figure.end <= here]
    times = [date for date in dates if ahead(reading, date) is not Ahead.NO]
    if not times or not any(word.lower in _programmes() for word in sentence.tokens[:index]):
        return
    stretch = change_stretch(reading, sentence, index, Role("moved"))
    numbers = stretch.figures(*NUMBERS)
    if numbers and stretch.first == index:
        yield Plan(stretch, index, "target", times[-1], numbers[-1], False)


@cache
def _programmes() -> frozenset[str]:
    """What sets tasks."""
    return lexicon.words(lexicon.read("plans")["programmes"])


def read_title(reading: Reading, sentence: Sentence) -> Plan | None:
    """The plan that a title announces by "to" and a verb: "Acme to build a plant by 2030"."""
    verbs = lexicon.words(lexicon.read("plans")["title_verbs"])
    for at in range(1, len(sentence.tokens) - 1):
        if sentence.lower(at) == "to" and sentence.lower(at + 1) in verbs and sentence.figure_at(at) is None:
            stretch = stretch_at(reading, sentence, at)
            date, number = _goals(reading, stretch, at, "modals")
            if date is None and number is None:
                return None
            return Plan(stretch, at, _kind(sentence, at, date), date, number, True)
    return None


def _kind(sentence: Sentence, index: int, date: Fact | None) -> str:
    """The kind of plan: a deadline where it is to be done by a time."""
    kind = _kinds().get(sentence.lower(index), "plan")
    at = sentence.index(date.start) - 1 if date is not None else -1
    is_by = sentence.lower(at - 1 if sentence.lower(at) == "the" else at) in ("by", "until", "before")
    return "deadline" if is_by and kind != "target" else kind


def _is_used(sentence: Sentence, index: int, section: str) -> bool:
    """Whether a word plans something here."""
    before, following = sentence.lower(index - 1), sentence.lower(index + 1)
    if section == "intends":
        reach = 6 if sentence.lower(index) in _OF_OTHERS else 2
        return any(sentence.lower(at) == "to" for at in range(index + 1, index + reach)) and (
            before != "the" or following == "to"
        )
    if section == "foreseen":
        figure = sentence.figure_at(index + 1)
        if before in ("than", "as") or (following == "to" and sentence.lower(index) == "due"):
            return False
        return following in _AFTER_FORESEEN or (figure is not None and figure.kind is Kind.DATE)
    if section == "foresees":
        if sentence.lower(index).endswith("ed"):
            return sentence.tokens[index].start in sentence.verbs
        return before == "to" or _is_finite(sentence, index)
    if section == "hedges":
        return following not in ("have", "not")
    if section == "aims":
        return (
            following in _AFTER_AIM
            or sentence.figure_at(index + 1) is not None
            or _figure_before(sentence, index)
        )
    if section == "begins":
        return _is_finite(sentence, index) and (following in _BEGUN or sentence.lower(index) not in _LIGHT)
    return True


_AFTER_AIM = lexicon.words("of is for at to by was")
_LIGHT = lexicon.words("take takes enter enters come comes")
"""Verbs that begin something only with one of the words behind them."""
_BEGUN = lexicon.words("effect place force office into")
_OF_OTHERS = lexicon.words("require requires required")
"""Verbs behind which somebody else is to do something."""
_AFTER_FORESEEN = lexicon.words("to for by on in at this next later within before until early sometime")


def _figure_before(sentence: Sentence, index: int) -> bool:
    """Whether a number stands up to two words before: "a $41 price target"."""
    return any(
        (figure := sentence.figure_at(at)) is not None and figure.kind in NUMBERS
        for at in (index - 1, index - 2)
    )


def _goals(reading: Reading, stretch: Stretch, index: int, section: str) -> tuple[Fact | None, Fact | None]:
    """The time and the number that a plan names, those behind its word before others."""
    here = stretch.sentence.tokens[index].start
    behind, before = [], []
    for date in stretch.figures(Kind.DATE):
        if _describes(stretch, date) and stretch.sentence.index(date.start) != index + 1:
            continue
        when = ahead(reading, date)
        if date.start > here and (
            when is Ahead.YES or (when is Ahead.MAYBE and not _is_of_participle(stretch, date))
        ):
            behind.append(date)
        elif date.start < here and when is Ahead.YES and stretch.sentence.index(date.end) != index:
            before.append(date)
    date = behind[0] if behind else before[-1] if before else _fronted(reading, stretch, section)
    return date, _number(stretch, index)


def _number(stretch: Stretch, index: int) -> Fact | None:
    """The first number behind the word that is not named as one that is known: "the 15% tariffs"."""
    sentence = stretch.sentence
    for number in stretch.figures(*NUMBERS):
        at = sentence.index(number.start)
        if at > index and sentence.lower(at - 1) not in _DEFINITE and not _is_of_participle(stretch, number):
            return number
    return None


def _describes(stretch: Stretch, date: Fact) -> bool:
    """Whether a date only says which thing is meant: "the 1994 harvest", "today's challenges"."""
    sentence, at = stretch.sentence, stretch.sentence.index(date.end)
    if sentence.text(date.end, 2) == "'s":
        return date.norm.get("rel") == "0D"
    if (
        at >= len(sentence.tokens)
        or sentence.text(date.end, 1) != " "
        or date.norm.get("basis") != "explicit"
    ):
        return False
    word = sentence.tokens[at]
    lists = (
        "prepositions",
        "adverbs",
        "conjunctions",
        "subordinators",
        "boundaries",
        "verbs",
        "determiners",
        "pronouns",
    )
    if word.lower in ("less", "more"):
        return False
    return (
        word.is_word
        and sentence.figure_at(at) is None
        and not any(word.lower in words_of(name) for name in lists)
    )


_DEFINITE = lexicon.words("the its their his her our these those both all")


def _is_of_participle(stretch: Stretch, figure: Fact) -> bool:
    """Whether a figure belongs to a participle before it: "tariffs imposed on Sept. 1"."""
    sentence, at = stretch.sentence, stretch.sentence.index(figure.start) - 1
    if sentence.lower(at) in words_of("prepositions"):
        at -= 1
    return sentence.lower(at).endswith("ed") and sentence.lower(at - 1) not in _BEFORE_PASSIVE


_BEFORE_PASSIVE = lexicon.words("be been being is are was were get")


def _fronted(reading: Reading, stretch: Stretch, section: str) -> Fact | None:
    """The time in front of the clause: "At the end of the year, we will …"."""
    sentence, at = stretch.sentence, stretch.first - 1
    if sentence.lower(at) == ",":
        at -= 1
    date = sentence.figure_at(at)
    if date is None or date.kind is not Kind.DATE:
        return None
    opening = sentence.index(date.start) - 1
    while sentence.lower(opening) in words_of("prepositions") or sentence.lower(opening) in words_of(
        "articles"
    ):
        opening -= 1
    if (
        opening >= 0
        and sentence.tokens[opening].is_word
        and sentence.lower(opening) not in words_of("conjunctions")
    ):
        return None
    when = ahead(reading, date)
    return date if when is Ahead.YES or (when is Ahead.MAYBE and section == "modals") else None


def _is_finite(sentence: Sentence, index: int) -> bool:
    """Whether a word belongs to the verb of its clause: "is expected", "has planned"."""
    clause = sentence.clause_at(sentence.tokens[index].start)
    if clause is None or clause.is_relative:
        return clause is not None
    verb = sentence.index(clause.verb.start)
    between = range(verb + 1, index)
    return verb <= index and all(_is_auxiliary(sentence.lower(at)) for at in between)


def _is_auxiliary(word: str) -> bool:
    """Whether a word may stand between a verb and its participle."""
    return word in _AUXILIARIES or word in words_of("adverbs") or word.endswith("ly")


_AUXILIARIES = lexicon.words("been be being not never have now widely still long")


def _bounded(stretch: Stretch, index: int, section: str, date: Fact | None, number: Fact | None) -> Stretch:
    """The stretch from the subject or the word itself to the time or number."""
    sentence = stretch.sentence
    first = _first(sentence, stretch, index, section)
    if date is not None and sentence.index(date.start) < first and section in ("modals", "hedges"):
        first = sentence.index(date.start)
        while sentence.lower(first - 1) in words_of("prepositions") or sentence.lower(first - 1) in words_of(
            "articles"
        ):
            first -= 1
    last = stretch.last
    if (
        date is not None
        and sentence.index(date.start) > index + 1
        and not str(date.norm.get("value")).startswith("P")
    ):
        end = sentence.index(date.end)
        if number is None or number.start < date.start:
            last = min(last, end) if end > index else last
    return Stretch(sentence, first, max(last, index + 1))


def _first(sentence: Sentence, stretch: Stretch, index: int, section: str) -> int:
    """The index of the first word of a plan."""
    if section == "foresees" and any(
        sentence.lower(at).endswith("ing") for at in range(index + 2, index + 6)
    ):
        return index + 1
    if section in ("modals", "hedges", "foresees", "begins"):
        return stretch.first
    if section == "aims":
        return index
    if _is_finite(sentence, index):
        return stretch.first if section == "foreseen" else _without_pronoun(sentence, stretch.first, index)
    if section == "intends":
        return (
            index + 2
            if sentence.lower(index).endswith("ing") and sentence.lower(index + 1) == "to"
            else index
        )
    if sentence.figure_at(index + 1) is not None and sentence.lower(index - 1) in words_of("determiners"):
        return index
    return participle_start(sentence, index - 1 if sentence.lower(index - 1) == "," else index)


def _without_pronoun(sentence: Sentence, first: int, index: int) -> int:
    """The first word of a clause, its verb where a pronoun only takes up who said it: "Acme said it plans to"."""
    is_taken_up = sentence.lower(first) in ("it", "they", "he", "she") and sentence.lower(
        first - 1
    ) in words_of("reporting")
    return index if is_taken_up and first + 1 == index else first
