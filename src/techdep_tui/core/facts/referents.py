"""The names that an article has by place, and whom a pronoun or stand-in means by them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from techdep_tui.core.facts import lexicon
from techdep_tui.core.facts.clauses import Token
from techdep_tui.core.facts.model import Fact, Kind

if TYPE_CHECKING:
    from techdep_tui.core.facts.reading import Reading

_NAMES = (Kind.PERSON, Kind.ORG, Kind.PLACE, Kind.PRODUCT)
_FARTHEST = 1200
"""Characters between a stand-in and the name that it means at most."""


class Referents:
    """The names of an article, in order of place."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    @cached_property
    def _names(self) -> list[Fact]:
        return self._reading.facts_of(*_NAMES)

    @cached_property
    def _starts(self) -> list[int]:
        return [name.start for name in self._names]

    def at(self, start: int, end: int) -> Fact | None:
        """The name that begins at a place and ends up to another."""
        index = bisect_left(self._starts, start)
        if index < len(self._names) and self._names[index].start == start and self._names[index].end <= end:
            return self._names[index]
        return None

    def around(self, position: int) -> Fact | None:
        """The name that begins before a place and goes on behind it."""
        index = bisect_left(self._starts, position) - 1
        return self._names[index] if index >= 0 and self._names[index].end > position else None

    def ending_at(self, end: int) -> Fact | None:
        """The name that ends at a place."""
        index = bisect_left(self._starts, end) - 1
        return self._names[index] if index >= 0 and self._names[index].end >= end else None

    def before(self, position: int, word: str) -> Token | None:
        """The last name before a position that a pronoun or stand-in can mean, as one word.

        "The country" at the beginning of a paragraph is the one that the article names most.
        """
        if word not in _meant_by():
            return None
        index = bisect_left(self._starts, position) - 1
        while index >= 0 and position - self._names[index].start <= _FARTHEST:
            name = self._names[index]
            if _is_meant(name, word):
                is_near = name.start >= self._reading.block_at(position).start
                return as_token(name if is_near else self._most_named(word) or name)
            index -= 1
        return None

    def _most_named(self, word: str) -> Fact | None:
        """The country that the article names most, where `word` is one that means a country."""
        if f"{Kind.PLACE.value}:country" not in _meant_by()[word]:
            return None
        countries = [name for name in self._names if _is_meant(name, word)]
        counts = Counter(name.norm.get("name") for name in countries)
        return max(countries, key=lambda name: counts[name.norm.get("name")], default=None)

    def fits(self, words: Sequence[Token], word: str) -> bool:
        """Whether a subject begins with a name that a pronoun or stand-in can mean."""
        name = self.at(words[0].start, words[-1].end)
        return name is not None and _is_meant(name, word)


def _is_meant(name: Fact, word: str) -> bool:
    """Whether a pronoun or stand-in can mean a name."""
    wanted = _meant_by().get(word, frozenset())
    return name.kind.value in wanted or f"{name.kind.value}:{name.norm.get('kind')}" in wanted


def as_token(name: Fact) -> Token:
    """A name as one word, in its fullest form."""
    text = str(name.norm.get("name"))
    return Token(text, text.lower(), name.start, name.end)


@lexicon.kept
def _meant_by() -> dict[str, frozenset[str]]:
    """The kinds of names that a pronoun or stand-in can mean."""
    return {
        word: lexicon.words(kinds)
        for kinds, members in lexicon.read("clauses")["meant"].items()
        for word in members.split()
    }
