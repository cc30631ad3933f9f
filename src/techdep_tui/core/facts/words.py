"""The words that facts are made of or begin with, found in one pass over a text.

All lists are one pattern, a tree of their beginnings: measured, half the time of an alternation and a fifth
of a pass for each list.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from enum import Enum
from functools import cache
from typing import NamedTuple

from techdep_tui.core.facts import lexicon


class Word(NamedTuple):
    """A word in lower case, where it stands, and the block `floor:ceiling` that holds it."""

    word: str
    start: int
    end: int
    floor: int
    ceiling: int


class WordList(Enum):
    """What a word may be; one word may be on several lists ("quarter")."""

    NUMBER = "number"
    FRACTION = "fraction"
    MONTH = "month"
    WEEKDAY = "weekday"
    PERIOD = "period"
    COMPARING = "comparing"
    PLANNING = "planning"


_PERIODS = lexicon.words(
    """
    year years month months week weeks weekend weekends day days quarter quarters decade decades
    century centuries hour hours minute minutes fortnight half spring summer autumn fall winter
    today yesterday tomorrow tonight night morning afternoon evening
    """
)


@cache
def _lists() -> dict[str, tuple[WordList, ...]]:
    """The lists of each word."""
    numerals, calendar = lexicon.read("numerals"), lexicon.read("calendar")
    magnitudes = (word for word in numerals["magnitudes"] if len(word) > 4 and word[-1] != "s")
    months = (word.lower() for word in (*calendar["months"], *calendar["short_months"]))
    members = {
        WordList.NUMBER: {*numerals["cardinals"], *magnitudes},
        WordList.FRACTION: set(numerals["fractions"]),
        WordList.MONTH: set(months),
        WordList.WEEKDAY: {word.lower() for word in calendar["weekdays"]},
        WordList.PERIOD: {*_PERIODS, *calendar["decades"]},
        WordList.COMPARING: set(lexicon.roles("comparisons")),
        WordList.PLANNING: set(lexicon.roles("plans")),
    }
    every = set().union(*members.values())
    return {word: tuple(name for name, words in members.items() if word in words) for word in every}


def tree(words: Collection[str]) -> str:
    """A pattern that matches one of the words, the longest that fits: a tree of their first letters."""
    branches: dict[str, list[str]] = {}
    for word in sorted(words):
        if word:
            branches.setdefault(word[0], []).append(word[1:])
    parts = [re.escape(first) + tree(rest) for first, rest in branches.items()]
    if not parts:
        return ""
    joined = parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"
    return f"(?:{joined})?" if "" in words else joined


@cache
def word_pattern() -> re.Pattern[str]:
    """One of the words of all lists."""
    return re.compile(rf"\b{tree(_lists())}\b")


def find_words(lower: str, start: int, end: int) -> Iterator[tuple[Word, tuple[WordList, ...]]]:
    """The words in a block of a text in lower case, with the lists that they are on."""
    lists = _lists()
    for match in word_pattern().finditer(lower, start, end):
        yield Word(match[0], match.start(), match.end(), start, end), lists[match[0]]
