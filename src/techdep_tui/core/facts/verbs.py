"""Which words are verbs: by their form, by the word before and by the one behind them.

There is no part-of-speech tagger behind it; the lists are `lexicon/clauses.yaml`.
"""

from __future__ import annotations

from functools import cache

from techdep_tui.core.facts import lexicon
from techdep_tui.core.facts.clauses import Token
from techdep_tui.core.facts.cues import GRAMMAR

_AFTER_VERBS = lexicon.words(
    "for that only about more less at over nearly almost some up roughly around just"
)
_DEGREES = lexicon.words("most more less least so-called well very")
_SHORTEST_PAST = 5
_SHORT_PASTS = lexicon.words("used died owed")
"""Shorter ones in -ed that are verbs all the same."""
_FINITE = ("n't", "izes", "ifies")
"""Ends of words that are finite verbs."""
_VERBAL = ("ed", *_FINITE)
PRONOUNS = lexicon.words("it they he she we")
"""Pronouns that are subjects by themselves."""
_OBJECTS = lexicon.words("us them him me you it")
_CONTRACTED = PRONOUNS | lexicon.words("i you that there")


@cache
def third_persons() -> frozenset[str]:
    """The forms in -s of verbs that are no nouns."""
    return frozenset(_third_person(base) for base in GRAMMAR.bases) - GRAMMAR.either


def _third_person(base: str) -> str:
    """The form in -s of a verb."""
    if base.endswith(("s", "sh", "ch", "x", "z", "o")):
        return base + "es"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ies"
    return base + "s"


@cache
def finite_verbs() -> frozenset[str]:
    """Words that are finite verbs wherever they stand in lower case."""
    return GRAMMAR.verbs | third_persons()


@cache
def _plain() -> frozenset[str]:
    """Bases of verbs, which are finite behind a plural, a pronoun or a name."""
    return GRAMMAR.plain_verbs | GRAMMAR.bases


@cache
def _verbal() -> frozenset[str]:
    """Words that may be verbs, beside those in -ed."""
    return finite_verbs() | _plain() | GRAMMAR.either


def may_be_verb(token: Token) -> bool:
    """Whether a word can be a verb at all."""
    lower = token.lower
    return (lower in _verbal() or lower.endswith(_VERBAL)) and not token.text[0].isupper()


def is_base(token: Token) -> bool:
    """Whether a word may be the base of a verb."""
    return token.lower in _plain() and token.text[0].islower()


def is_contraction(token: Token) -> bool:
    """Whether a word is a pronoun with its verb: "it's", "they'll"."""
    pronoun, mark, _ = token.lower.partition("'")
    return bool(mark) and pronoun in _CONTRACTED


def begins_object(token: Token | None) -> bool:
    """Whether a word begins what a verb takes."""
    if token is None or not token.is_word:
        return False
    lower = token.lower
    return lower in GRAMMAR.determiners or lower in _AFTER_VERBS or not token.text[0].isalpha()


def is_verb(token: Token, before: Token | None, following: Token | None, is_plural: bool = False) -> bool:
    """Whether a word is a finite verb.

    `before` is the last word of its subject, if it has one before it; `is_plural` tells that the subject has
    several parts.
    """
    if not may_be_verb(token):
        return False
    lower = token.lower
    if lower in finite_verbs() or lower.endswith(_FINITE):
        return True
    if before is None or before.lower in GRAMMAR.determiners or before.lower in GRAMMAR.prepositions:
        return False
    if before.lower.endswith("'s"):
        return False
    if lower in GRAMMAR.either:
        return _is_third_person(lower, before, following)
    if lower in _plain():
        return _is_plain(before, following, is_plural)
    is_adverb = before.lower.endswith("ly") and before.lower not in GRAMMAR.adverbs
    is_adjective = is_adverb or before.lower in _DEGREES
    is_past = len(lower) >= _SHORTEST_PAST or lower in _SHORT_PASTS
    return is_past and "-" not in lower and not is_adjective


def _is_third_person(lower: str, before: Token, following: Token | None) -> bool:
    """Whether a word that is a plural, too, is a verb: "Acme plans to", "the move marks a shift"."""
    if following is None or not following.is_word:
        return False
    if following.lower == "to":
        return lower in GRAMMAR.with_infinitive
    if before.text[0].isupper() and begins_object(following):
        return True
    is_object = following.lower in GRAMMAR.determiners or following.lower in _OBJECTS
    return is_object and not before.lower.endswith("s")


def _is_plain(before: Token, following: Token | None, is_plural: bool) -> bool:
    """Whether the base of a verb is finite: "firms plan", "Acme forecast another loss", not "US trade"."""
    has_plural = is_plural or (before.lower.endswith("s") and not before.text.isupper())
    if before.text[0].isupper() and not has_plural:
        return begins_object(following)
    return has_plural or before.lower in GRAMMAR.pronouns
