"""Which articles are copies of one story: groups of those whose sketches have much in common.

Articles go by number, as in the catalogue. Few are copies, so links are kept of those alone; for the rest
there are a few arrays, some 210 bytes an article. Every article is looked up by pairs of its smallest hashes,
those that stand beside each other. Of texts that have half of their runs of words in common all but one pair
in 18 share one, all but one in 800 where it is seven of ten; of others hardly any.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from techdep_tui.core.articles.sketch import LENGTH, NO_SKETCH, NOTHING, SIZE

LEAST = 0.5
"""The estimated share of runs of words in common from which two texts are copies."""

_KEYS = 10
"""Pairs of hashes that an article is looked up by."""

_BUCKETS = 1 << 19
_LONGEST_WALK = 32
"""Entries of one bucket that are looked at: what stands on every page of a site is in thousands of them."""

_MOST_LINKS = 8
"""Copies that one article is linked to when it comes; of the same text a thousand times, each finds some."""

_ALL = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Group:
    """Copies of one story: their numbers in order, and the least similarity by which one of them belongs."""

    numbers: tuple[int, ...]
    similarity: float


def similarity(one: bytes, other: bytes) -> float:
    """The estimated share of runs of words that two texts have in common, from two sketches; 0 to 1."""
    return _similarity(set(_hashes(one)), set(_hashes(other)))


def _hashes(sketch: bytes) -> array[int]:
    hashes = array("I", sketch)
    while hashes and hashes[-1] == NOTHING:
        hashes.pop()
    return hashes


def _similarity(one: set[int], other: set[int]) -> float:
    if not one or not other:
        return 0.0
    common = one & other
    if len(common) * 3 < min(len(one), len(other)):
        return 0.0  # LEAST is far; spares the sort
    smallest = sorted(one | other)[:SIZE]
    return sum(each in common for each in smallest) / len(smallest)


def _keys_of(hashes: Sequence[int]) -> array[int]:
    """What an article with these hashes is looked up by; 0 for what is missing."""
    pairs = pairwise(hashes[: _KEYS + 1])
    keys = [(one * 31 + other) & _ALL or 1 for one, other in pairs]
    return array("I", keys + [0] * (_KEYS - len(keys)))


class Groups:
    """The groups among the articles added so far.

    Numbers are added in ascending order, as the catalogue gives them; those left out have no copies.
    """

    def __init__(self) -> None:
        self._sketches = bytearray()
        self._first = array("I", bytes(4 * _BUCKETS))
        self._next = array("I")
        self._keys = array("I")
        self._links: dict[int, dict[int, float]] = {}
        self._group_of: dict[int, Group] | None = None

    def __len__(self) -> int:
        return len(self._sketches) // LENGTH

    def add(self, number: int, sketch: bytes) -> None:
        """Take an article in, and link it to its copies."""
        if number < len(self):
            raise ValueError(f"number {number} after {len(self) - 1}")
        missing = number - len(self)
        self._sketches += NO_SKETCH * missing + sketch
        self._next.frombytes(bytes(4 * _KEYS * (missing + 1)))
        self._keys.frombytes(bytes(4 * _KEYS * (missing + 1)))
        if sketch != NO_SKETCH:
            self._keys[-_KEYS:] = _keys_of(_hashes(sketch))
            self._link(number)
            self._enter(number)

    def remove(self, number: int) -> None:
        """Forget an article; its copies stay copies of each other."""
        self._sketches[number * LENGTH : (number + 1) * LENGTH] = NO_SKETCH
        self._keys[number * _KEYS : (number + 1) * _KEYS] = array("I", [0] * _KEYS)
        self._group_of = None
        others = self._links.pop(number, {})
        for other in others:
            del self._links[other][number]
        for other in others:
            self._link(other)
            if not self._links[other]:
                del self._links[other]

    def group_of(self, number: int) -> Group | None:
        """The group that an article is in, if it has copies."""
        return self._all().get(number)

    def __iter__(self) -> Iterator[Group]:
        """The groups, by their smallest number."""
        return iter(dict.fromkeys(self._all().values()))

    def _all(self) -> dict[int, Group]:
        if self._group_of is None:
            self._group_of = {}
            for number in sorted(self._links):
                if number not in self._group_of:
                    group = self._connected(number)
                    self._group_of.update(dict.fromkeys(group.numbers, group))
        return self._group_of

    def _connected(self, number: int) -> Group:
        """Everything that is linked to an article, directly or by others."""
        found = {number: None}
        least = 1.0
        for each in (waiting := [number]):
            least = min(least, max(self._links[each].values()))
            for other in self._links[each]:
                if other not in found:
                    found[other] = None
                    waiting.append(other)
        return Group(tuple(sorted(found)), least)

    def _enter(self, number: int) -> None:
        """Let later ones find an article by its keys."""
        start = number * _KEYS
        for slot, key in enumerate(self._keys[start : start + _KEYS], start):
            bucket = key % _BUCKETS
            self._next[slot] = self._first[bucket]
            self._first[bucket] = slot + 1

    def _link(self, number: int) -> None:
        """Link an article to what is like it among those entered."""
        candidates = self._candidates(number)
        if not candidates:
            return
        own, links = set(self._hashes_of(number)), 0
        for other in candidates:
            alike = _similarity(own, set(self._hashes_of(other)))
            if alike >= LEAST:
                self._links.setdefault(number, {})[other] = alike
                self._links.setdefault(other, {})[number] = alike
                self._group_of = None
                links += 1
                if links == _MOST_LINKS:
                    return

    def _candidates(self, number: int) -> list[int]:
        """The articles that share a key with one; those that share its smallest come first."""
        keys, following, first = self._keys, self._next, self._first
        found: dict[int, None] = {}
        for key in keys[number * _KEYS : (number + 1) * _KEYS]:
            slot, left = first[key % _BUCKETS], _LONGEST_WALK
            while slot and left and key:
                if keys[slot - 1] == key:
                    found[(slot - 1) // _KEYS] = None
                slot, left = following[slot - 1], left - 1
        found.pop(number, None)
        return list(found)

    def _hashes_of(self, number: int) -> array[int]:
        return _hashes(bytes(self._sketches[number * LENGTH : (number + 1) * LENGTH]))
