"""The words of a vocabulary that a mistyped or half-remembered word may have meant."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

_SLICE = 1_000
"""Words compared at a time: rapidfuzz holds the interpreter lock while it compares."""

_SHORTEST = 4
"""Letters; nearly every shorter word is one edit away from another."""

_SHORTEST_WITH_TWO_ERRORS = 6

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
        """The nearest other words, best first: fewest edits, then the same first letter, then most articles.

        An edit is a letter too many, too few or wrong, or two neighbours swapped (optimal string alignment).
        Words of up to three letters and those with digits have none. Gives up when `cancelled`.
        """
        edits = allowed_edits(word)
        found: list[Near] = []
        for words in self._slices(len(word) - edits, len(word) + edits) if edits else ():
            if cancelled():
                return []
            near = process.extract(word, words, scorer=OSA.distance, score_cutoff=edits, limit=None)
            found += (Near(other, int(distance), self._articles[other]) for other, distance, _ in near)
            time.sleep(0)
        found = [near for near in found if near.word != word]
        found.sort(key=lambda near: (near.distance, near.word[0] != word[0], -near.articles, near.word))
        return found[:most]

    def _slices(self, shortest: int, longest: int) -> Iterator[list[str]]:
        for length in range(shortest, longest + 1):
            words = self._by_length.get(length, [])
            for start in range(0, len(words), _SLICE):
                yield words[start : start + _SLICE]


def allowed_edits(word: str) -> int:
    """How many edits are forgiven in a word."""
    if len(word) < _SHORTEST or _DIGIT.search(word):
        return 0
    return 1 if len(word) < _SHORTEST_WITH_TWO_ERRORS else 2
