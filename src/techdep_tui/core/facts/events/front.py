"""The words in front of an event's head that belong to its phrase: "new U.S. financial sanctions".

There is no part-of-speech tagger behind it: in front of a head stand names, adjectives of peoples and words
of the lists; any other word ends the phrase.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.articles.patterns import LazyPattern
from techdep_tui.core.facts.events.index import Index
from techdep_tui.core.facts.events.words import event_words
from techdep_tui.core.facts.model import Kind
from techdep_tui.core.facts.names.vocabulary import vocabulary

_OF_YEAR = LazyPattern(r" of \d{4}\b")
_REACH = 90
"""Characters in front of a head that its phrase reaches at most."""
_MOST_QUOTED = 3
"""Quoted words in front of a head at most, but for the last."""
_LONGEST_ACRONYM = 5
_OPENERS = "\"“‘'(["
_CLOSERS = "\"”’')]"
_PREFIXES = ("anti-", "pro-", "re-", "counter-")
_LINKS = frozenset(["and", "of", "for", "on", "to", "in", "with", "against"])
"""Small words within a name in capitals."""


class Front(NamedTuple):
    """Where the words in front of a head begin, and what is among them.

    `names` are the kinds of the names there; a people counts as a place. `is_specific` tells a word that says
    which event it is.
    """

    start: int
    names: frozenset[Kind]
    is_specific: bool


class FrontReader:
    """Reads what stands in front of the heads of one article."""

    def __init__(self, text: str, index: Index) -> None:
        self._text = text
        self._index = index
        self._words = event_words()
        self._peoples = vocabulary().peoples

    def front(self, start: int, floor: int, is_headline: bool) -> Front:
        """The words in front of a head at `start`.

        `floor` is where the sentence begins; in a headline capitals tell nothing.
        """
        spans = self._words_before(start, floor)
        begin, is_specific, is_behind_participle = start, False, False
        names: set[Kind] = set()
        for span in spans:
            if span.end > begin:
                continue
            word = self._text[span.start : span.end].lstrip(_OPENERS)
            first, is_quoted = span.end - len(word), len(word) < span.end - span.start
            stem = _stem(word, span.end)
            if _is_cut_off(word) or {stem, span.end} & self._index.date_to.keys():
                break
            name = self._name(first, stem, span.end, floor, is_headline)
            if name is None and word[-1] in _CLOSERS and not is_quoted:
                begin = self._opening(spans, begin)
                break
            if name is None and not self._belongs(word.strip(_CLOSERS).lower()):
                break
            if name is not None:
                if is_behind_participle and stem == span.end:
                    break
                first = name.start
                names.add(name.kind)
            else:
                is_specific = is_specific or word.strip(_CLOSERS).lower() in self._words.specific
            begin, is_behind_participle = first, word.endswith("ed")
            if is_quoted or stem < span.end:
                break
        return Front(begin, frozenset(names), is_specific)

    def _words_before(self, start: int, floor: int) -> Iterator[Span]:
        """The words in front of `start`, the nearest first, as far as a phrase may reach."""
        low = max(floor, start - _REACH)
        before = self._text[low:start].replace("—", " ").replace("–", " ")
        while before := before.rstrip():
            word = before.rsplit(None, 1)[-1]
            end = low + len(before)
            yield Span(end - len(word), end)
            before = before[: -len(word)]

    def _belongs(self, word: str) -> bool:
        """Whether a plain word in front of a head belongs to its phrase."""
        return word in self._words.specific or word in self._words.plain or word.startswith(_PREFIXES)

    def _opening(self, spans: Iterator[Span], begin: int) -> int:
        """Where the quoted words begin whose last one stands in front of `begin`: the "phase one" deal."""
        for span in islice(spans, _MOST_QUOTED):
            if self._text[span.start] in _OPENERS:
                return span.start
        return begin

    def _name(self, first: int, stem: int, last: int, floor: int, is_headline: bool) -> _Name | None:
        """The name whose last word is `first:last`, without its possessive ending `first:stem`."""
        fact = self._index.name_to.get(stem) or self._index.name_to.get(last)
        if fact is not None and fact.start >= floor:
            is_joined = self._text[fact.start - 1 : fact.start] == "-"
            floor = max(floor, fact.start - _REACH)
            start = self._text.rfind(" ", floor, fact.start) + 1 if is_joined else fact.start
            return _Name(max(start, floor), fact.kind)
        word = self._text[first:stem].strip(_CLOSERS)
        parts = word.split("-") if "-" in word else (word,)
        if any(part in self._peoples or part.capitalize() in self._peoples for part in parts):
            return _Name(first, Kind.PLACE)
        if not self._is_capital(word) or self._belongs(word.lower()):
            return None
        tells_nothing = is_headline or first <= floor + 1
        return None if tells_nothing and not _is_acronym(word) else _Name(first, Kind.ORG)

    def _is_capital(self, word: str) -> bool:
        """Whether a word has a capital, and is no title and no function word."""
        return (
            word[:1].isupper()
            and word.lower() not in self._words.titles
            and word.lower() not in self._words.ends
        )

    def full_name(self, start: int, end: int, floor: int) -> Span:
        """The name in capitals whose head is `start:end`: "Foreign Intelligence Surveillance Act of 1978"."""
        begin = start
        for span in self._words_before(start, floor):
            word = self._text[span.start : span.end].removesuffix(",")
            if word in _LINKS and begin < start:
                continue
            if not self._is_capital(word) or not word[-1].isalnum() or word.endswith("'s"):
                break
            name = self._index.name_to.get(span.end)
            if name is not None and name.kind is Kind.PERSON and (begin < start or name.start < span.start):
                break
            begin = span.start
        year = _OF_YEAR.match(self._text, end)
        return Span(begin, end if year is None or begin == start else year.end())

    def is_verb(self, start: int, end: int, floor: int) -> bool:
        """Whether a head with no words of its phrase in front is a verb: "after meeting with"."""
        before = next(self._words_before(start, max(floor, start - 30)), None)
        word = self._text[before.start : before.end].lower() if before is not None else ""
        if word in self._words.before_verbs:
            return True
        if before is not None and before.end in self._index.date_to:
            return False
        return self._text.endswith("ing", start, end) and not (
            word in self._words.determiners or word.endswith(("'s", "s'", "st", "nd", "rd", "th"))
        )


class _Name(NamedTuple):
    """Where a name begins, and its kind."""

    start: int
    kind: Kind


def _stem(word: str, end: int) -> int:
    """Where a word that ends at `end` does so without its possessive ending."""
    return end - 2 if word.endswith("'s") else end - 1 if word.endswith("s'") else end


def _is_cut_off(word: str) -> bool:
    """Whether a mark stands between a word and what follows it."""
    return not word or word[-1] in ",;:!?)" or (word[-1] == "." and "." not in word[:-1])


def _is_acronym(word: str) -> bool:
    letters = word.replace(".", "").split("-", 1)[0]
    return 1 < len(letters) <= _LONGEST_ACRONYM and letters.isupper()
