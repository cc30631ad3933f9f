"""The words of a text, and those among them that facts are made of or begin with.

What looks for words of a list asks the words of the text (`Tokens.among`): measured, a look-up of every word
takes a quarter of the time of a pattern of the list over the text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from enum import Enum
from functools import cache
from typing import NamedTuple

from techdep_tui.core.articles.patterns import LazyPattern
from techdep_tui.core.facts import lexicon
from techdep_tui.core.facts.clauses import Tokens

_FIRST = LazyPattern(r"\w+")


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
def word_lists() -> dict[str, tuple[WordList, ...]]:
    """The lists that each word is on."""
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


class Phrases:
    """Phrases of a list, found in a text whose words are known.

    The longest one that fits is taken, none as a part of a longer word; `before` says what may not stand in
    front. The pattern is tried only where the first word of a phrase stands.
    """

    def __init__(self, written: Collection[str], before: str) -> None:
        self.pattern = re.compile(rf"{before}{tree(written)}(?![\w-])")
        self._firsts = frozenset(first[0].lower() for first in map(_FIRST.search, written) if first)

    def find(self, text: str, tokens: Tokens) -> Iterator[re.Match[str]]:
        """The phrases in a text, in order, none over another; `tokens` are those of it in lower case."""
        end = 0
        for _, start in tokens.among(self._firsts):
            match = self.pattern.match(text, start) if start >= end else None
            if match is not None:
                end = match.end()
                yield match
