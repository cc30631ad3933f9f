"""What the words right around a number say that it is about: "25% tariffs", "a third of Russian imports"."""

from __future__ import annotations

from functools import cache

from techdep_tui.core.facts import lexicon
from techdep_tui.core.facts.clauses import words_of
from techdep_tui.core.facts.model import Fact, Kind
from techdep_tui.core.facts.noun_phrases import (
    SAYING,
    ends_phrase,
    last_name,
    may_describe,
    noun_before,
    noun_phrase,
    without_leading,
)
from techdep_tui.core.facts.sentences import Words
from techdep_tui.core.facts.verbs import is_base, is_verb

_DIRECTIONS = lexicon.words("from north south east west northeast northwest southeast southwest away off")
_OBJECT = lexicon.words(
    "on of over against with affect affects affected affecting hit hits cover covers covering"
)
"""Prepositions whose object, not whose price, an amount of money is: "tariffs on $156 billion in goods"."""
_RATE = lexicon.words("a per each every")
_YEARLY = ("a", "year")
"""The words of a rate between an amount and what it is in: "$5 billion a year in imports"."""


def said_nearby(fact: Fact, before: Words, after: Words) -> Words | None:
    """The words that name what a number is about; `before` and `after` are its sentence's around it.

    `None` where they do not tell.
    """
    kind = fact.norm.get("kind")
    if kind == "length" and after and after[0].lower in _DIRECTIONS:
        return noun_before(before) or last_name(before)
    if kind == "process_node":
        return last_name(before)
    return (
        _changed(after)
        or _taken(before, after)
        or _moved(before)
        or _of_participle(before)
        or _number_of(before)
        or _bought(before)
        or _worth(fact, before, after)
        or _part_of(fact, before, after)
        or _put_at(before)
        or _described(fact, before, after)
        or _measured(before)
        or _doing(before)
        or _with_change(before)
        or _counted_of(fact, before)
    )


def whole(after: Words) -> Words | None:
    """What a number in the subject is a part of: "70% of all Russian stations", "30 channels on Telegram"."""
    if len(after) < 2 or after[0].lower not in ("of", "on", "in", "at"):
        return None
    words = noun_phrase(after[1:])
    if not words or (after[0].lower != "of" and not words[0].text[0].isupper()):
        return None
    return words


def _moved(before: Words) -> Words | None:
    """What is moved to the number: "to reduce his stake in EN+ to 44.95%"."""
    if not before:
        return None
    end = len(before)
    while end and before[end - 1].lower in _BEFORE_MARK:
        end -= 1
    while end < len(before) and end and before[end - 1].lower in ("for", "in"):
        end -= 1  # of a date, which is left out
    for index in range(end - 1, max(end - _FARTHEST_MOVER, -1), -1):
        if before[index].lower in _movers():
            words = without_leading(before[index + 1 : end])
            is_thing = words and not {words[0].lower, words[-1].lower} & (
                words_of("prepositions") | _PARTICLES
            )
            return words if is_thing else None
        if not before[index].is_word:
            return None
    return None


_FARTHEST_MOVER = 20
_PARTICLES = lexicon.words("out off away back down up")
_BEFORE_MARK = lexicon.words("to by from just only about a an")


@cache
def _movers() -> frozenset[str]:
    """Verbs of somebody who moves something by, from or to a number."""
    roles = lexicon.roles("comparisons")
    return frozenset(word for word, some in roles.items() if any(role.section == "moved" for role in some))


def _changed(after: Words) -> Words | None:
    """What changes by the number: "a 0.6% increase in prices"."""
    for index, word in enumerate(after[:3]):
        if not word.is_word:
            return None
        if (
            word.lower in words_of("changes")
            and len(after) > index + 2
            and after[index + 1].lower in _OF_CHANGE
        ):
            return noun_phrase(after[index + 2 :])
    return None


_OF_CHANGE = lexicon.words("in for of")


def _taken(before: Words, after: Words) -> Words | None:
    """What the number is taken from: "slashed $5 billion from its value"."""
    if not before or len(after) < 2 or before[-1].lower not in _movers():
        return None
    return noun_phrase(after[1:]) if after[0].lower in ("from", "off") else None


def _put_at(before: Words) -> Words | None:
    """What is put at a number: "he put stocks at 30 tonnes"."""
    if len(before) < 3 or before[-1].lower not in ("at", "on"):
        return None
    for index in range(len(before) - 2, max(len(before) - _FARTHEST_NUMBER, -1), -1):
        if before[index].lower in (words_of("putting") if before[-1].lower == "at" else ("put", "puts")):
            return noun_phrase(before[index + 1 : -1])
        if not before[index].is_word:
            return None
    return None


def _number_of(before: Words) -> Words | None:
    """What is counted: "put the number of protesters at 300"."""
    for index in range(len(before) - 2, max(len(before) - _FARTHEST_NUMBER, 0), -1):
        if before[index].lower == "of" and before[index - 1].lower == "number":
            return noun_phrase(before[index + 1 :])
        if not before[index].is_word:
            return None
    return None


_FARTHEST_NUMBER = 10


def _of_participle(before: Words) -> Words | None:
    """What a participle before the number is said of: "with growth slowing to 6 percent"."""
    for index in range(len(before) - 1, max(len(before) - 8, 0), -1):
        if before[index].lower in _moving():
            begin = index
            while begin and may_describe(before[begin - 1]) and not is_verb(before[begin - 1], None, None):
                begin -= 1
            return before[begin:index] or None
        if not before[index].is_word:
            return None
    return None


@cache
def _moving() -> frozenset[str]:
    """Participles of what moves by, from or to a number."""
    roles = lexicon.roles("comparisons")
    return frozenset(
        w for w, some in roles.items() if w.endswith("ing") and any(r.section == "moves" for r in some)
    )


def _bought(before: Words) -> Words | None:
    """What is bought: "to buy X, a software company, for $35 billion"."""
    if not before or before[-1].lower != "for":
        return None
    for index in range(len(before) - 2, max(len(before) - 16, -1), -1):
        if before[index].lower in words_of("purchases"):
            return noun_phrase(before[index + 1 : -1])
    return None


_POSSESSIVES = lexicon.words("my our his her their your")


def _worth(fact: Fact, before: Words, after: Words) -> Words | None:
    """What money stands for: "tariffs on $156 billion in Chinese goods", "$125 billion worth of goods"."""
    if fact.kind is not Kind.MONEY or not before or len(after) < 2:
        return None
    if after[0].lower == "worth" and after[1].lower == "of":
        return noun_phrase(after[2:])
    is_object = any(before[-1].lower in words for words in (_OBJECT, _PARTICLES, words_of("determiners")))
    if is_object and len(after) > len(_YEARLY) and after[0].lower in _RATE:
        after = after[len(_YEARLY) :]
    if len(after) < 2 or after[1].lower in _POSSESSIVES:
        return None
    is_place = after[0].lower == "in" and len(after) > 1 and after[1].text[0].isupper()
    is_named = is_object and after[0].lower in ("in", "of") and not (is_place and before[-1].lower == "of")
    return noun_phrase(after[1:]) if is_named else None


def _part_of(fact: Fact, before: Words, after: Words) -> Words | None:
    """The whole of a share that is dealt with: "a tariff on 90 percent of steel", "bought half of Acme"."""
    if fact.kind is not Kind.PERCENT or len(after) < 2 or after[0].lower != "of":
        return None
    last = before[-1].lower if before else ":"
    return noun_phrase(after[1:]) if last in _DEALT_WITH or last in words_of("purchases") else None


_DEALT_WITH = lexicon.words("on over against from covering affecting including with among : ; (")


def _described(fact: Fact, before: Words, after: Words) -> Words | None:
    """The noun that the number describes: "the 15% tariffs", "a record $5 billion loss"."""
    if fact.kind is Kind.QUANTITY and fact.norm.get("noun") != fact.norm.get("unit"):
        return None
    if not before or not after or not after[0].is_word:
        return None
    if after[0].text[0].isupper() and not (fact.kind in _COUNTING and _may_lead(before)):
        return None
    is_next = fact.kind in _AMOUNTS and after[0].start == fact.end + 1
    if not _may_lead(before) and not (is_next and not after[0].lower.endswith(("ed", "ing", "ly"))):
        return None
    if ends_phrase(after[0]) or is_verb(after[0], None, None) or after[0].lower in words_of("behind_amounts"):
        return None
    if after[0].lower in words_of("either") and len(after) > 1 and after[1].lower in words_of("determiners"):
        return None
    words = noun_phrase(after)
    if words and words[-1].lower in words_of("changes"):
        words = tuple(
            word for word in words[:-1] if word.lower not in words_of("of_changes") and word.text[0].islower()
        )
    return words or None


_AMOUNTS = frozenset({Kind.MONEY, Kind.PERCENT})
_COUNTING = frozenset({Kind.MONEY, Kind.QUANTITY})


def _may_lead(before: Words) -> bool:
    """Whether the words in front of an amount may lead to the noun that it describes."""
    is_graded = before[-1].lower.endswith("ed") or before[-1].lower in words_of("grades")
    last = before[-2] if len(before) > 1 and is_graded else before[-1]
    return last.lower in words_of("determiners") or last.text == "," or last.lower.endswith("'s")


_NEAR_MEASURE = 4


def _measured(before: Words) -> Words | None:
    """The noun that is measured: "a contract worth $5 million", "the duty, currently about $5"."""
    for index in range(len(before) - 1, max(len(before) - _NEAR_MEASURE, 0), -1):
        if before[index].lower in words_of("measuring"):
            return noun_before(before[:index])
        if before[index].lower in _NOW or (before[index].lower in SAYING and before[index - 1].text == ","):
            return noun_before(before[: index - (before[index - 1].text == ",")])
        if not before[index].is_word:
            return None
    return None


def _with_change(before: Words) -> Words | None:
    """What a phrase says to be up or down: "with exports up 24 percent"."""
    for index in range(len(before) - 1, max(len(before) - _NEAR_MEASURE, 1), -1):
        if before[index].lower in ("up", "down"):
            end = index - (before[index - 1].lower in ("in", "for"))  # of a date, which is left out
            words = noun_before(before[:end])
            at = end - len(words) - 1 if words else -1
            return words if at >= 0 and before[at].lower == "with" else None
    return None


def _doing(before: Words) -> Words | None:
    """Who does it where a participle leads to the number: "strikes killing 35 people"."""
    if len(before) < 2 or not before[-1].lower.endswith("ing"):
        return None
    words = noun_before(before[:-1])
    if not words or words[-1].lower in words_of("adverbs") or is_base(words[-1]):
        return None
    return words


_NOW = lexicon.words("now currently presently")
_EVERYBODYS = frozenset(["world's", "globe's", "planet's"])
_LINKED = lexicon.words("between against on among involving")


def _counted_of(fact: Fact, before: Words) -> Words | None:
    """The noun in front of "of": "adjusted earnings of $1.14", of a count also "talks between two sides"."""
    at = len(before) - 1
    while at > 0 and (before[at].lower in words_of("determiners") or before[at].lower in _EVERYBODYS):
        at -= 1
    if at < 1:
        return None
    if before[at].lower in _LINKED and fact.kind is Kind.QUANTITY:
        words = noun_before(before[: at - before[at - 1].lower.endswith("ed")])
    else:
        is_of = before[at if fact.kind is Kind.QUANTITY else -1].lower == "of"
        words = noun_before(before[:at]) if is_of else None
    return words if words and (words[-1].lower not in words_of("changes") or _is_growth(words)) else None


def _is_growth(words: Words) -> bool:
    """Whether a change is itself a quantity that has a name: "GDP growth", "exchange rate"."""
    return len(words) > 1 and words[-1].lower in ("growth", "rate")
