"""The noun that a number counts: "96mn monthly users", "more than 50 different foreign-made components".

There is no part-of-speech tagger behind it: a counted noun is a plural, and the phrase ends with the last
plural before a word that cannot belong to it. The word lists are `lexicon/nouns.yaml`.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from techdep_tui.core.articles.patterns import LazyPattern
from techdep_tui.core.facts import lexicon
from techdep_tui.core.facts.verbs import third_persons


class Noun(NamedTuple):
    """A counted noun phrase that ends at `end`: `phrase` as written, `unit` its head in the singular."""

    end: int
    phrase: str
    unit: str


_WORD = LazyPattern(r" {1,2}[\"“‘]?((?:[^\W\d_]|\d{1,4}[A-Za-z-])[\w'.&-]{0,30})")
_MISSING_BLANK = LazyPattern(r"(?<=[a-z])\.(?=[A-Z])")
"""A full stop between two sentences without the blank behind it."""
_MAX_WORDS = 7


@cache
def _stops() -> frozenset[str]:
    return lexicon.words(lexicon.read("nouns")["stops"])


@cache
def _not_plurals() -> frozenset[str]:
    return lexicon.words(lexicon.read("nouns")["not_plurals"]) | third_persons()


@cache
def _modifiers() -> frozenset[str]:
    return lexicon.words(lexicon.read("nouns")["modifiers"])


@cache
def _irregular() -> dict[str, str]:
    return dict(lexicon.read("nouns")["plurals"])


def counted_noun(text: str, position: int, end: int) -> Noun | None:
    """The noun phrase right behind a number that ends at `position`, `None` if it counts nothing here."""
    head: str | None = None
    head_end = at = position
    for index in range(_MAX_WORDS):
        match = _WORD.match(text, at, end)
        if match is None:
            break
        word, at = match[1], match.end()
        is_last = word[-1] == "'" or (word[-1] == "." and not _is_abbreviation(word))
        word = word.rstrip(".'") if is_last else word
        cut = _MISSING_BLANK.search(word)
        if cut is not None:
            word, is_last = word[: cut.start()], True
        lower = word.lower()
        if lower in _stops():
            if index and head is None and lower in ("and", "or"):
                continue
            break
        if lower.endswith("'s"):
            break
        if (is_plural(lower) or _is_acronym(word)) and head not in _PEOPLE:
            head, head_end = lower, match.start(1) + len(word)
        elif head is not None and not _continues(head, text, at, end):
            break
        if is_last or text[at : at + 1] in _CLOSERS:
            break
    if head is None:
        return None
    phrase = text[position:head_end].strip(' "“‘')
    return Noun(head_end, phrase, singular(head))


_COMPOUND = LazyPattern(r"-([a-z]{2,10})\b(?!-old)")


@cache
def _compounds() -> frozenset[str]:
    return lexicon.words(lexicon.read("nouns")["compounds"])


def compound_noun(text: str, position: int, end: int) -> Noun | None:
    """The noun that a hyphen joins to a number: "12-person"."""
    match = _COMPOUND.match(text, position, end)
    if match is None or match[1] not in _compounds():
        return None
    return Noun(match.end(), match[1], match[1])


_PEOPLE = frozenset(["people", "men", "women", "children"])
"""Plurals that no other plural follows: a word in -s behind them is a verb."""

_CLOSERS = frozenset(',;:!?)]”"—–')


def _is_abbreviation(word: str) -> bool:
    """Whether a word's last full stop belongs to it: "U.S."."""
    return "." in word[:-1]


def _is_acronym(word: str) -> bool:
    """Whether a word is an acronym in the plural: "GPUs"."""
    return len(word) > 2 and word[-1] == "s" and word[:-1].isupper()


def _continues(head: str, text: str, at: int, end: int) -> bool:
    """Whether a plural before a singular word goes on to another plural ("arms control treaties")."""
    if head not in _modifiers():
        return False
    match = _WORD.match(text, at, end)
    return match is not None and is_plural(match[1].lower().rstrip("."))


def is_plural(word: str) -> bool:
    """Whether a word in lower case looks like a plural noun."""
    if word in _irregular():
        return True
    if len(word) < 3 or word[-1] != "s" or word[-2:] in ("ss", "us", "is"):
        return False
    return word not in _not_plurals() and word not in _stops()


def singular(word: str) -> str:
    """The singular of a plural noun in lower case."""
    irregular = _irregular().get(word)
    if irregular is not None:
        return irregular
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
