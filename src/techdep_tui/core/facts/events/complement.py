"""The complement of an event's head: "on sales of chips to China".

It is one of the head's own prepositions with a noun phrase or two; without a part-of-speech tagger a noun
phrase ends where a word stands that none goes on with: a verb, a participle, a preposition, a date.
"""

from __future__ import annotations

from typing import NamedTuple

from techdep_tui.core.articles.patterns import LazyPattern
from techdep_tui.core.facts.events.index import Index
from techdep_tui.core.facts.events.words import event_words
from techdep_tui.core.facts.model import Fact, Kind
from techdep_tui.core.facts.names.vocabulary import vocabulary

_WORD = LazyPattern(r" {0,2}([^\s—–]{1,60})")
_MOST_WORDS = 8
"""Words of a noun phrase at most; a name counts as one."""
_OPENERS = "\"“‘'(["
_STOPS = ",;:.!?\"”’')]"
_YEAR = len("2016")


class Complement(NamedTuple):
    """Where a complement ends (where it would begin, if there is none), and the kinds of the names in it."""

    end: int
    names: frozenset[Kind]


class ComplementReader:
    """Reads what stands behind the heads of one article."""

    def __init__(self, text: str, index: Index) -> None:
        self._text = text
        self._index = index
        self._words = event_words()
        self._peoples = vocabulary().peoples

    def complement(self, end: int, ceiling: int, prepositions: frozenset[str]) -> Complement:
        """The complement of a head that ends at `end`, in a sentence that ends at `ceiling`."""
        preposition = _WORD.match(self._text, end, ceiling)
        if preposition is None or preposition[1].lower() not in prepositions:
            return Complement(end, frozenset())
        first = self._noun_phrase(preposition.end(), ceiling)
        if first.end == preposition.end():
            return Complement(end, frozenset())
        link = _WORD.match(self._text, first.end, ceiling)
        if link is None or link[1] not in ("of", "to", "and"):
            return first
        second = self._noun_phrase(link.end(), ceiling)
        is_joined = second.end > link.end() and (
            link[1] == "of"
            or (link[1] == "to" and Kind.PLACE in second.names)
            or (link[1] == "and" and (preposition[1] == "between" or bool(first.names and second.names)))
        )
        return Complement(second.end, first.names | second.names) if is_joined else first

    def _noun_phrase(self, position: int, ceiling: int) -> Complement:
        """The noun phrase at `position`; it ends there if there is none."""
        at = stop = position
        names: set[Kind] = set()
        for _ in range(_MOST_WORDS):
            match = _WORD.match(self._text, at, ceiling)
            if match is None:
                break
            word = match[1].lstrip(_OPENERS)
            start = match.end() - len(word)
            name = self._index.name_at.get(start)
            if name is not None:
                names.add(name.kind)
                at = stop = self._end_of_name(name)
                at += len("'s") if self._text.startswith("'s", at) else 0
                if self._text[at : at + 1] != " ":
                    break
                continue
            bare = word.rstrip(_STOPS)
            if stop == position and bare.lower() in self._words.determiners:
                at = match.end()
                continue
            if not self._goes_on(start, bare, stop > position, ceiling):
                break
            if bare.split("-", 1)[0] in self._peoples:
                names.add(Kind.PLACE)
            at, stop = match.end(), start + len(bare)
            if bare != word and not (
                word.endswith("'s") or "." in bare or word.lower() in self._words.titles
            ):
                break
        return Complement(stop, frozenset(names))

    def _end_of_name(self, name: Fact) -> int:
        """The end of a name, or of the word that it begins: "Kremlin-backed"."""
        if self._text[name.end : name.end + 1] != "-":
            return name.end
        match = _WORD.match(self._text, name.end)
        return name.end if match is None else name.end + len(match[1].rstrip(_STOPS))

    def _goes_on(self, start: int, word: str, has_noun: bool, ceiling: int) -> bool:
        """Whether a noun phrase goes on with a word."""
        lower = word.lower()
        if not word[-1:].isalnum() or lower in self._words.ends or lower in self._words.determiners:
            return False
        date = self._index.date_at.get(start)
        if date is not None:
            return self._is_part_of_noun(date, ceiling)
        is_participle = lower.endswith(("ed", "ing")) and word[0].islower() and lower not in self._words.heads
        return not (is_participle and has_noun)

    def _is_part_of_noun(self, date: Fact, ceiling: int) -> bool:
        """Whether a date tells more of a noun behind it: "the 2016 election"."""
        following = _WORD.match(self._text, date.end, ceiling)
        is_year = date.end - date.start == _YEAR
        return (
            is_year
            and following is not None
            and following[1].isalpha()
            and following[1] not in self._words.ends
        )
