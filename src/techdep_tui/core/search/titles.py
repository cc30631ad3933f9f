"""Titles found by some of their letters in order, as fzf finds lines: `rusbaik` finds “Russia's Baikal”."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import LCSseq

from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.search.words import fold, fold_with_places

_SLICE = 1_000
"""Titles compared at a time: rapidfuzz holds the interpreter lock while it compares."""

_MOST_SCORED = 2_000
"""Titles that are looked at letter by letter; letters that more of them have tell nothing."""

_SHORTEST = 4
_MATCH, _BOUNDARY, _CONSECUTIVE, _GAP_START, _GAP = 16, 8, 4, -3, -1
"""fzf's own points (version 2 of its algorithm): for a letter, one that begins a word, one next to the last
one, and for each gap and its further letters."""

_GOOD_ENOUGH = 0.75
"""Of the points that the letters would have in a row; scattered letters mean nothing."""


class TitleMatch(NamedTuple):
    """An article, how well its title matches, and the letters that match in the title."""

    article_id: str
    score: float
    spans: tuple[Span, ...]


class Titles:
    """The titles of a collection, folded."""

    def __init__(self, titles: Iterable[tuple[str, str]]) -> None:
        """`titles` are pairs of article id and title."""
        self._ids: list[str] = []
        self._titles: list[str] = []
        self._folded: list[str] = []
        for article_id, title in titles:
            self._ids.append(article_id)
            self._titles.append(title)
            self._folded.append(fold(title))

    def find(self, text: str, most: int, cancelled: Callable[[], bool]) -> list[TitleMatch]:
        """The titles that have the letters of a text in their order, the best first."""
        letters = "".join(fold(text).split())
        if len(letters) < _SHORTEST:
            return []
        scored: list[tuple[float, int, tuple[int, ...]]] = []
        for number in self._with_letters(letters):
            if cancelled() or len(scored) > _MOST_SCORED:
                return []
            points, places = best_places(letters, self._folded[number])
            if points >= _GOOD_ENOUGH * _in_a_row(len(letters)):
                scored.append((points, number, places))
        scored.sort(key=lambda each: (-each[0], len(self._folded[each[1]]), each[1]))
        return [
            TitleMatch(self._ids[number], points, _spans(self._titles[number], places))
            for points, number, places in scored[:most]
        ]

    def _with_letters(self, letters: str) -> Iterator[int]:
        for start in range(0, len(self._folded), _SLICE):
            found = process.extract(
                letters,
                self._folded[start : start + _SLICE],
                scorer=LCSseq.similarity,
                score_cutoff=len(letters),
                limit=None,
            )
            time.sleep(0)
            yield from (start + number for _, _, number in found)


Way = tuple[int, tuple[int, ...]]
"""The points of some letters, and where they are found."""


def best_places(letters: str, title: str) -> Way:
    """The points of the best way to find the letters in a title in their order, and where they are."""
    ways: dict[int, Way] = {
        at: (_own_points(title, at, _BOUNDARY * 2), (at,)) for at in _places_of(letters[:1], title)
    }
    for letter in letters[1:]:
        ways = _with_next(ways, letter, title)
    return max(ways.values(), default=(0, ()))


def _with_next(ways: Mapping[int, Way], letter: str, title: str) -> dict[int, Way]:
    """The best way on to each place of the next letter, of ways by the place of their last letter.

    A blank alone is no gap, since the letters are typed with or without it. A longer gap costs so much a
    letter that of all ways that are farther back, the same one is the best for every place from there on.
    """
    following: dict[int, Way] = {}
    behind = iter(ways.items())
    waiting = next(behind, None)
    far: Way | None = None
    for at in _places_of(letter, title):
        while waiting and waiting[0] < at:
            last, (points, places) = waiting
            far = max(far or (points - last * _GAP, places), (points - last * _GAP, places))
            waiting = next(behind, None)
        if far is None:
            continue
        points, places = far[0] + (at - 2) * _GAP + _GAP_START, far[1]
        near = ways.get(at - 2 if title[at - 1] == " " else at - 1)
        if near:
            points, places = max((points, places), (near[0] + _CONSECUTIVE, near[1]))
        following[at] = (points + _own_points(title, at, _BOUNDARY), (*places, at))
    return following


def _own_points(title: str, at: int, at_boundary: int) -> int:
    return _MATCH + (at_boundary if at == 0 or title[at - 1] == " " else 0)


def _places_of(letter: str, title: str) -> Iterator[int]:
    at = title.find(letter)
    while at >= 0:
        yield at
        at = title.find(letter, at + 1)


def _in_a_row(count: int) -> int:
    return count * _MATCH + (count - 1) * _CONSECUTIVE + _BOUNDARY * 2


def _spans(title: str, places: tuple[int, ...]) -> tuple[Span, ...]:
    """The letters in the title itself, neighbours as one."""
    folded = fold_with_places(title)
    spans: list[Span] = []
    for at in places:
        start, end = folded.source(at, at + 1)
        if spans and spans[-1].end == start:
            spans[-1] = Span(spans[-1].start, end)
        else:
            spans.append(Span(start, end))
    return tuple(spans)
