"""What the words right around a number say that it is about: "25% tariffs", "a third of Russian imports"."""

from __future__ import annotations

from functools import cache

from techdep_tui.core.facts import lexicon
from techdep_tui.core.facts.clauses import Token, words_of
from techdep_tui.core.facts.model import Fact, Kind
from techdep_tui.core.facts.sentences import Words
from techdep_tui.core.facts.verbs import is_verb

_LONGEST_PHRASE = 9
_DIRECTIONS = lexicon.words("from north south east west northeast northwest southeast southwest away off")
_OBJECT = lexicon.words(
    "on of over against with affect affects affected affecting hit hits cover covers covering"
)
_RATE = lexicon.words("a per each every")
_YEARLY = ("a", "year")
"""The words of a rate between an amount and what it is in: "$5 billion a year in imports"."""
"""Prepositions whose object, not whose price, an amount of money is: "tariffs on $156 billion in goods"."""
_JOINTS = lexicon.words("and or but than as a an the which that")
_SAYING = lexicon.words("estimated expected predicted reported posted announced")


def said_nearby(fact: Fact, before: Words, after: Words) -> Words | None:
    """The words that name what a number is about; `before` and `after` are its sentence's around it.

    `None` where they do not tell.
    """
    kind = fact.norm.get("kind")
    if kind == "process_node" or (kind == "length" and after and after[0].lower in _DIRECTIONS):
        return _last_name(before)
    return (
        _changed(after)
        or _taken(before, after)
        or _moved(before)
        or _of_participle(before)
        or _bought(before)
        or _worth(fact, before, after)
        or _described(fact, before, after)
        or _counted_of(before)
    )


def whole(after: Words) -> Words | None:
    """What a number in the subject is a part of: "70% of all Russian stations", "30 channels on Telegram"."""
    if len(after) < 2 or after[0].lower not in ("of", "on", "in", "at"):
        return None
    words = noun_phrase(after[1:])
    if not words or (after[0].lower != "of" and not words[0].text[0].isupper()):
        return None
    return words


@cache
def _leading() -> frozenset[str]:
    """Words in front of a noun phrase that do not belong to what it names."""
    return words_of("determiners") | words_of("adverbs")


def without_leading(words: Words) -> Words:
    """The words without articles and adverbs at their head, without "those of"; a pronoun stays."""
    if len(words) > 2 and words[0].lower == "those" and words[1].lower == "of":
        return words[2:]
    for index, word in enumerate(words):
        if word.lower not in _leading() or word.lower in words_of("pronouns"):
            return words[index:]
    return ()


def noun_phrase(words: Words) -> Words | None:
    """The noun phrase at the head of some words, with what "of" and "and" join to it."""
    words = without_leading(words)
    end = 0
    for index, word in enumerate(words[:_LONGEST_PHRASE]):
        following = words[index + 1] if index + 1 < len(words) else None
        joins = word.lower in ("of", "and") and index and following is not None and following.is_word
        if not word.is_word or (not joins and _ends_phrase(word)):
            break
        if index and is_verb(word, words[index - 1], following):
            break
        end = index + 1
    while end and words[end - 1].lower in ("of", "and"):
        end -= 1
    return words[:end] or None


def _ends_phrase(word: Token) -> bool:
    """Whether a noun phrase ends in front of a word."""
    lower = word.lower
    lists = (words_of("prepositions"), words_of("adverbs"), words_of("pronouns"), _JOINTS)
    return any(lower in words for words in lists)


def _last_name(before: Words) -> Words | None:
    """The last run of capitalised words in front of a number, the sentence's first word aside."""
    end = len(before)
    while end > 1 and not before[end - 1].text[0].isupper():
        end -= 1
    begin = end - 1
    while begin > 0 and before[begin - 1].text[0].isupper() and not before[begin - 1].lower.endswith("'s"):
        begin -= 1
    return before[begin:end] if end > 1 else None


def _moved(before: Words) -> Words | None:
    """What is moved to the number: "to reduce his stake in EN+ to 44.95%"."""
    if not before:
        return None
    end = len(before)
    while end and before[end - 1].lower in _BEFORE_MARK:
        end -= 1
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


def _of_participle(before: Words) -> Words | None:
    """What a participle before the number is said of: "with growth slowing to 6 percent"."""
    for index in range(len(before) - 1, max(len(before) - 8, 0), -1):
        if before[index].lower in _moving():
            begin = index
            while begin and _may_describe(before[begin - 1]) and not is_verb(before[begin - 1], None, None):
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


def _worth(fact: Fact, before: Words, after: Words) -> Words | None:
    """What money stands for: "tariffs on $156 billion in Chinese goods", "$125 billion worth of goods"."""
    if fact.kind is not Kind.MONEY or not before or len(after) < 2:
        return None
    if after[0].lower == "worth" and after[1].lower == "of":
        return noun_phrase(after[2:])
    is_object = any(before[-1].lower in words for words in (_OBJECT, _PARTICLES, words_of("determiners")))
    if is_object and len(after) > len(_YEARLY) and after[0].lower in _RATE:
        after = after[len(_YEARLY) :]
    is_place = after[0].lower == "in" and len(after) > 1 and after[1].text[0].isupper()
    is_named = is_object and after[0].lower in ("in", "of") and not (is_place and before[-1].lower == "of")
    return noun_phrase(after[1:]) if is_named else None


def _described(fact: Fact, before: Words, after: Words) -> Words | None:
    """The noun that the number describes: "the 15% tariffs", "a 12-person board"."""
    if fact.kind is Kind.QUANTITY and fact.norm.get("noun") != fact.norm.get("unit"):
        return None
    if not before or not after or not after[0].is_word or after[0].text[0].isupper():
        return None
    last = before[-2] if len(before) > 1 and before[-1].lower.endswith("ed") else before[-1]
    if not (last.lower in words_of("determiners") or last.text == "," or last.lower.endswith("'s")):
        return None
    if _ends_phrase(after[0]) or is_verb(after[0], None, None):
        return None
    words = noun_phrase(after)
    return words if words and words[-1].lower not in words_of("changes") else None


def _counted_of(before: Words) -> Words | None:
    """The noun in front of "of": "adjusted earnings of $1.14"."""
    if len(before) < 2 or before[-1].lower != "of":
        return None
    begin = len(before) - 1
    while begin and _may_describe(before[begin - 1]):
        begin -= 1
    words = before[begin:-1]
    if not words or words[-1].lower in words_of("changes"):
        return None
    return words


def _may_describe(token: Token) -> bool:
    """Whether a word can belong to a noun phrase without article."""
    lower = token.lower
    lists = (
        words_of("prepositions"),
        words_of("determiners"),
        words_of("verbs"),
        words_of("bases"),
        _JOINTS,
        _SAYING,
    )
    return token.is_word and not any(lower in words for words in lists)
