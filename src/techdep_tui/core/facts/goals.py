"""The time and the number that a plan names."""

from __future__ import annotations

from techdep_tui.core.facts.clauses import words_of
from techdep_tui.core.facts.due import Ahead, ahead
from techdep_tui.core.facts.intentions import listed
from techdep_tui.core.facts.model import Fact, Kind
from techdep_tui.core.facts.reading import Reading
from techdep_tui.core.facts.sentences import NUMBERS, Sentence
from techdep_tui.core.facts.stretches import Stretch

_NO_NOUNS = (
    "prepositions",
    "adverbs",
    "conjunctions",
    "subordinators",
    "boundaries",
    "verbs",
    "determiners",
    "pronouns",
)
"""Lists of words that are no nouns."""
_QUANTIFIERS = frozenset(["less", "more"])


def goal_date(reading: Reading, stretch: Stretch, index: int, is_sure: bool) -> Fact | None:
    """The time of a plan: the first behind its word that may lie ahead, else one before the word.

    `is_sure` tells that the word speaks of the future whatever the time is.
    """
    sentence = stretch.sentence
    here = sentence.tokens[index].start
    behind: list[Fact] = []
    before: list[Fact] = []
    for date in stretch.figures(Kind.DATE):
        first = sentence.index(date.start)
        if _describes(sentence, date) and first != index + 1:
            continue
        when = ahead(reading, date)
        is_open = when is not Ahead.NO or (is_sure and _is_year_to_come(sentence, date))
        if date.start > here and is_open and not _is_of_participle(sentence, date, index):
            behind.append(date)
        elif date.start < here and when is Ahead.YES and sentence.index(date.end) != index:
            before.append(date)
    if behind:
        return behind[0]
    return before[-1] if before else _fronted(reading, stretch, index, is_sure)


def goal_number(stretch: Stretch, index: int) -> Fact | None:
    """The first number behind a word that is not named as one that is known: "the 15% tariffs"."""
    sentence = stretch.sentence
    for number in stretch.figures(*NUMBERS):
        at = sentence.index(number.start)
        is_known = sentence.lower(at - 1) in listed("definite") or _is_of_participle(sentence, number, index)
        if at > index and not is_known:
            return number
    return None


def phrase_start(sentence: Sentence, date: Fact) -> int:
    """The index of the first word of a time with its prepositions and articles: "by the end of May"."""
    first = sentence.index(date.start)
    while sentence.lower(first - 1) in words_of("prepositions") or sentence.lower(first - 1) in words_of(
        "articles"
    ):
        first -= 1
    return first


def _describes(sentence: Sentence, date: Fact) -> bool:
    """Whether a date only says which thing is meant: "the 1994 harvest", "today's challenges"."""
    at = sentence.index(date.end)
    if sentence.text(date.end, 2) == "'s":
        rel = date.norm.get("rel")
        return not isinstance(rel, str) or rel[0] == "-" or rel == "0D"
    is_owned = sentence.lower(sentence.index(date.start) - 1) in listed("owners")
    is_joined = sentence.text(date.end, 1) == " " and (is_owned or date.norm.get("basis") == "explicit")
    if not is_joined or at >= len(sentence.tokens) or sentence.figure_at(at) is not None:
        return False
    word = sentence.tokens[at]
    is_noun = not any(word.lower in words_of(name) for name in _NO_NOUNS)
    return word.is_word and is_noun and word.lower not in _QUANTIFIERS


def _is_year_to_come(sentence: Sentence, date: Fact) -> bool:
    """Whether something will be done by a date, so that it was to come, whatever the file's own date is."""
    is_by = sentence.lower(sentence.index(date.start) - 1) in ("by", "until")
    return is_by and date.norm.get("basis") == "explicit"


def _is_of_participle(sentence: Sentence, figure: Fact, index: int) -> bool:
    """Whether a figure belongs to a participle other than the word: "tariffs imposed on Sept. 1"."""
    at = sentence.index(figure.start) - 1
    if sentence.lower(at) in words_of("prepositions"):
        at -= 1
    if at == index:
        return False
    return sentence.lower(at).endswith("ed") and sentence.lower(at - 1) not in listed("before_passive")


def _fronted(reading: Reading, stretch: Stretch, index: int, is_sure: bool) -> Fact | None:
    """The time in front of the clause: "At the end of the year, we will …", but not "2020 will …"."""
    sentence, at = stretch.sentence, stretch.first - 1
    date = sentence.figure_at(at - 1 if sentence.lower(at) == "," else at)
    if date is None or date.kind is not Kind.DATE or sentence.index(date.end) == index:
        return None
    if _describes(sentence, date):
        return None
    opening = phrase_start(sentence, date) - 1
    if (
        opening >= 0
        and sentence.tokens[opening].is_word
        and sentence.lower(opening) not in words_of("conjunctions")
    ):
        return None
    when = ahead(reading, date)
    return date if when is Ahead.YES or (when is Ahead.MAYBE and is_sure) else None
