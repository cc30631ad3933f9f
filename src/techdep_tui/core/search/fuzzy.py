"""The words of a vocabulary that a mistyped or half-remembered word may have meant."""

from __future__ import annotations

import math
import re
import time
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA, DamerauLevenshtein, Indel, Levenshtein

_SLICE = 1_000
"""Words compared at a time: rapidfuzz holds the interpreter lock while it compares."""

_SHORTEST = 3
"""Letters; nearly every shorter word is one edit away from another."""

_SHORTEST_WITH_TWO_ERRORS = 6
_LONG = 8
"""Letters of a word in which two errors are nothing unusual."""

_SLIP, _STRAY = 3.0, 6.2
"""What it costs to have left out a letter or swapped two, and to have typed a wrong one or one too many.

There is one way to leave out a letter and there are 25 to mistype it: of two words at the same distance, the
former is so much likelier to have led to what was typed (a noisy channel, as in Kernighan, Church and Gale
1990). The unit is that of a natural logarithm.
"""

_SECOND_ERROR = 3.0
"""What a second error in a short word costs beyond that."""

_FREQUENCY = 0.2
"""How much a commoner word is preferred; not in full, since a name looked for is rare more often than not."""

_DIGIT = re.compile(r"\d")


class Near(NamedTuple):
    """A word of the vocabulary, how many edits away it is, and in how many articles it stands."""

    word: str
    distance: int
    articles: int


class Vocabulary:
    """Folded words with the number of articles that each stands in."""

    def __init__(self, counts: Iterable[tuple[str, int]]) -> None:
        self._articles: dict[str, int] = {}
        for word, articles in counts:
            if not _DIGIT.search(word):
                self._articles[word] = articles
        self._by_length: dict[int, list[str]] = {}
        for word in self._articles:
            self._by_length.setdefault(len(word), []).append(word)

    def nearest(self, word: str, most: int, cancelled: Callable[[], bool]) -> list[Near]:
        """The nearest other words, the likeliest first: by the errors that would lead there and by articles.

        An edit is a letter too many, too few or wrong, or two neighbours swapped (optimal string alignment).
        Where no word is near in that way, letters may also have come between two that were swapped, or have
        gone (Damerau and Levenshtein's distance), which takes three times as long to find out. Words of up
        to two letters and those with digits have none. Gives up when `cancelled`.
        """
        found = self._within(word, OSA.distance, cancelled)
        if not found and not cancelled():
            found = self._within(word, DamerauLevenshtein.distance, cancelled)
        costs = {near.word: _cost(word, near) for near in found if near.word != word}
        found = [near for near in found if near.word in costs]
        found.sort(key=lambda near: (costs[near.word], near.word[0] != word[0], near.word))
        return found[:most]

    def _within(
        self, word: str, distance_of: Callable[..., int], cancelled: Callable[[], bool]
    ) -> list[Near]:
        edits = allowed_edits(word)
        found: list[Near] = []
        for words in self._slices(len(word) - edits, len(word) + edits) if edits else ():
            if cancelled():
                return []
            near = process.extract(word, words, scorer=distance_of, score_cutoff=edits, limit=None)
            found += (Near(other, int(distance), self._articles[other]) for other, distance, _ in near)
            time.sleep(0)
        return found

    def _slices(self, shortest: int, longest: int) -> Iterator[list[str]]:
        for length in range(max(shortest, _SHORTEST), longest + 1):
            words = self._by_length.get(length, [])
            for start in range(0, len(words), _SLICE):
                yield words[start : start + _SLICE]


def allowed_edits(word: str) -> int:
    """How many edits are forgiven in a word."""
    if len(word) < _SHORTEST or _DIGIT.search(word):
        return 0
    return 1 if len(word) < _SHORTEST_WITH_TWO_ERRORS else 2


def _cost(typed: str, near: Near) -> float:
    """How unlikely it is that a word was meant: the negative logarithm of its odds."""
    word, distance, articles = near
    swapped = Levenshtein.distance(typed, word) - distance
    others = distance - swapped
    wrong = Indel.distance(typed, word) - 2 * swapped - others
    left_out = max(others - wrong + len(word) - len(typed), 0) // 2
    slips = swapped + left_out
    cost = slips * _SLIP + (distance - slips) * _STRAY - _FREQUENCY * math.log(articles)
    if distance == 1 and others and not wrong:
        cost -= math.log(_ways(*((word, typed) if left_out else (typed, word))))
    return cost + (_SECOND_ERROR if distance > 1 and len(word) < _LONG else 0)


def _ways(longer: str, shorter: str) -> int:
    """How many letters of a word can go to give another: two of `keep` and `kep`."""
    return sum(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer))) or 1
