"""The complement of an event's head: "on sales of chips to China".

It is one of the head's own prepositions with a noun phrase or two; without a part-of-speech tagger a noun
phrase ends where a word stands that none goes on with: a verb, a participle, a preposition, a date.
"""

from __future__ import annotations

from typing import NamedTuple

from techdep_tui.core.articles.patterns import LazyPattern
from techdep_tui.core.facts.clauses import words_of
from techdep_tui.core.facts.events.index import Index
from techdep_tui.core.facts.events.words import event_words
from techdep_tui.core.facts.model import Fact, Kind
from techdep_tui.core.facts.names.vocabulary import vocabulary

_WORD = LazyPattern(r" {0,2}([^\s—–]{1,60})")
_MOST_WORDS = 8
"""Words of a noun phrase at most; a name counts as one."""
_OPENERS = "\"“‘'(["
_STOPS = ",;:.!?\"”’')]"
_MOST_LINKS = 2
"""Noun phrases that another one goes on with at most: "exports of chips to China"."""
_REACH = 30
"""Characters of a word at most."""
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
        self._verbs = words_of("plain_verbs") | words_of("either")

    def complement(self, end: int, ceiling: int, prepositions: frozenset[str]) -> Complement:
        """The complement of a head that ends at `end`, in a sentence that ends at `ceiling`."""
        preposition = _WORD.match(self._text, end, ceiling)
        if preposition is None or preposition[1].lower() not in prepositions:
            return Complement(end, frozenset())
        phrase = self._noun_phrase(preposition.end(), ceiling)
        if phrase.end == preposition.end() or (preposition[1] == "in" and not self._is_where(phrase)):
            return Complement(end, frozenset())
        for _ in range(_MOST_LINKS):
            longer = self._linked(phrase, ceiling, preposition[1] == "between")
            if longer is None:
                break
            phrase = longer
        return phrase

    def _linked(self, phrase: Complement, ceiling: int, is_pair: bool) -> Complement | None:
        """A noun phrase with one more that "of", "to" or "and" joins to it; `is_pair` asks for the "and"."""
        link = _WORD.match(self._text, phrase.end, ceiling)
        if link is None or link[1] not in ("of", "to", "and"):
            return None
        further = self._noun_phrase(link.end(), ceiling)
        is_joined = further.end > link.end() and (
            link[1] == "of"
            or (link[1] == "to" and Kind.PLACE in further.names)
            or (link[1] == "and" and (is_pair or bool(phrase.names and further.names)))
        )
        return Complement(further.end, phrase.names | further.names) if is_joined else None

    def _is_where(self, phrase: Complement) -> bool:
        """Whether a phrase behind "in" tells where, or in what: "in Syria", "in our elections"."""
        start = self._text.rfind(" ", phrase.end - _REACH, phrase.end) + 1
        return bool(phrase.names) or self._text[start : phrase.end].lower() in self._words.heads

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
            is_verb = start - 1 in self._index.name_to and bare in self._verbs
            if is_verb or not self._goes_on(start, bare, stop > position, ceiling):
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
        noun = following[1].rstrip(_STOPS) if following is not None else ""
        return date.end - date.start == _YEAR and noun.isalpha() and noun not in self._words.ends
