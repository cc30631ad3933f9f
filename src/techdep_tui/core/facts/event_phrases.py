"""How far the phrase of an event reaches: the words in front of its head and the complement behind it.

There is no part-of-speech tagger behind it: in front of a head stand names, adjectives of peoples and words
of the lists ("new U.S. financial sanctions"), behind it one of its own prepositions with a noun phrase that
ends where a word stands that no noun phrase goes on with.
"""

from __future__ import annotations

from typing import NamedTuple

from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.articles.patterns import LazyPattern
from techdep_tui.core.facts import lexicon
from techdep_tui.core.facts.clauses import words_of
from techdep_tui.core.facts.event_words import event_words
from techdep_tui.core.facts.model import Fact, Kind
from techdep_tui.core.facts.names.vocabulary import vocabulary
from techdep_tui.core.facts.reading import Reading

_WORD = LazyPattern(r"[^\s—–]+")
_NEXT = LazyPattern(r" {0,2}([^\s—–]+)")
_OF_YEAR = LazyPattern(r" of \d{4}\b")
_REACH = 90
"""Characters in front of a head that its phrase reaches at most."""
_MOST_WORDS = 8
"""Words of a complement's noun phrase at most."""
_MOST_QUOTED = 3
"""Quoted words in front of a head at most, but for the last."""
_OPENERS = "\"“‘'(["
_CLOSERS = "\"”’')]"
_STOPS = ",;:.!?" + _CLOSERS
_LINKS = frozenset("and of for on to in with against".split())
_PREFIXES = ("anti-", "pro-", "re-", "counter-")
_DETERMINERS = frozenset(
    "the a an all any some its his her their our most many more these those this that such".split()
)
_BEFORE_VERBS = frozenset(
    "to he she it they we i you who will would can could must should may might not".split()
)


class Front(NamedTuple):
    """Where the words in front of a head begin, and what is among them.

    `names` are the kinds of the names there; a people counts as a place. `is_specific` tells a word that says
    which event it is.
    """

    start: int
    names: frozenset[Kind]
    is_specific: bool


class Complement(NamedTuple):
    """Where a complement ends (where it would begin, if there is none), and the kinds of the names in it."""

    end: int
    names: frozenset[Kind]


class PhraseReader:
    """Reads the phrases around the heads of one article."""

    def __init__(self, reading: Reading) -> None:
        self._text = reading.text
        names = reading.facts_of(Kind.PERSON, Kind.ORG, Kind.PLACE, Kind.PRODUCT)
        dates = reading.facts_of(Kind.DATE)
        self._name_at = {fact.start: fact for fact in names}
        self._name_to = {fact.end: fact for fact in names}
        self._date_at = {fact.start: fact for fact in dates}
        self._date_ends = {fact.end for fact in dates}
        self._words = event_words()
        self._peoples = vocabulary().peoples
        self._ends = lexicon.words(lexicon.read("nouns")["stops"])
        self._verbs = words_of("verbs") | words_of("reporting")

    def full_name(self, start: int, end: int, floor: int) -> Span:
        """The name in capitals whose head is `start:end`: "Foreign Intelligence Surveillance Act of 1978"."""
        spans = [match.span() for match in _WORD.finditer(self._text, max(floor, start - _REACH), start)]
        begin = start
        while spans:
            first, last = spans.pop()
            if self._text[first:last] in _LINKS:
                continue
            word = self._text[first:last].removesuffix(",")
            if not self._is_capital(word) or word[-1] in _STOPS or word.endswith("'s"):
                break
            name = self._name_to.get(last)
            if name is not None and name.kind is Kind.PERSON:
                break
            begin = first
        year = _OF_YEAR.match(self._text, end)
        return Span(begin, end if year is None or begin == start else year.end())

    def _is_capital(self, word: str) -> bool:
        """Whether a word has a capital, and is no title and no function word."""
        return (
            word[:1].isupper() and word.lower() not in self._words.titles and word.lower() not in self._ends
        )

    def front(self, start: int, floor: int, is_headline: bool) -> Front:
        """The words in front of a head at `start` that belong to its phrase.

        `floor` is where the sentence begins; in a headline capitals tell nothing.
        """
        spans = [match.span() for match in _WORD.finditer(self._text, max(floor, start - _REACH), start)]
        begin, is_specific, follows_participle = start, False, False
        names: set[Kind] = set()
        while spans:
            first, last = spans.pop()
            word = self._text[first:last].lstrip(_OPENERS)
            is_quoted, first = last - len(word) > first, last - len(word)
            if not word or word[-1] in ",;:!?)" or (word[-1] == "." and "." not in word[:-1]):
                break
            stem = last - 2 if word.endswith("'s") else last - 1 if word.endswith("s'") else last
            if stem in self._date_ends or last in self._date_ends:
                break
            name = self._name_before(first, stem, last, floor, is_headline)
            plain = word.strip(_CLOSERS).lower()
            if name is not None:
                if follows_participle and stem == last:
                    break
                begin = (
                    self._text.rfind(" ", floor, name[0]) + 1 if self._text[name[0] - 1] == "-" else name[0]
                )
                names.add(name[1])
                if stem < last:
                    break
                while spans and spans[-1][1] > begin:
                    spans.pop()
            elif word[-1] in _CLOSERS and not is_quoted:
                begin = self._opening(spans, begin)
                break
            elif self._belongs(plain):
                begin = first
                is_specific = is_specific or plain in self._words.specific
            else:
                break
            follows_participle = plain.endswith("ed")
            if is_quoted:
                break
        return Front(begin, frozenset(names), is_specific)

    def _opening(self, spans: list[tuple[int, int]], begin: int) -> int:
        """Where the quoted words begin whose last one stands in front of `begin`: the "phase one" deal."""
        for first, _ in spans[: -_MOST_QUOTED - 1 : -1]:
            if self._text[first] in _OPENERS:
                return first
        return begin

    def _belongs(self, word: str) -> bool:
        """Whether a plain word in front of a head belongs to its phrase."""
        return word in self._words.specific or word in self._words.plain or word.startswith(_PREFIXES)

    def _name_before(
        self, first: int, stem: int, last: int, floor: int, is_headline: bool
    ) -> tuple[int, Kind] | None:
        """Where the name begins whose last word is `first:stem`, and its kind; `None` if it is no name.

        `last` is where the word ends with its possessive ending.
        """
        fact = self._name_to.get(stem) or self._name_to.get(last)
        if fact is not None and fact.start >= floor:
            return fact.start, fact.kind
        bare = self._text[first:stem].strip(_CLOSERS)
        if bare in self._peoples or bare.split("-", 1)[0] in self._peoples:
            return first, Kind.PLACE
        if not self._is_capital(bare) or self._belongs(bare.lower()):
            return None
        if (is_headline or first <= floor + 1) and not _is_acronym(bare):
            return None
        return first, Kind.ORG

    def is_verb(self, start: int, end: int, floor: int) -> bool:
        """Whether a head with no words of its phrase in front is a verb: "after meeting with", "they talk"."""
        before = [match[0].lower() for match in _WORD.finditer(self._text, max(floor, start - 30), start)]
        word = before[-1] if before else ""
        if word in _BEFORE_VERBS:
            return True
        return self._text.endswith("ing", start, end) and not (
            word in _DETERMINERS or word.endswith(("'s", "s'", "st", "nd", "rd", "th"))
        )

    def behind(self, end: int, ceiling: int, prepositions: frozenset[str]) -> Complement:
        """The complement that begins at `end`: one of the prepositions and a noun phrase or two."""
        match = _NEXT.match(self._text, end, ceiling)
        if match is None or match[1].lower() not in prepositions:
            return Complement(end, frozenset())
        first = self._noun_phrase(match.end(), ceiling)
        if first.end == match.end():
            return Complement(end, frozenset())
        link = _NEXT.match(self._text, first.end, ceiling)
        if link is None or link[1] not in ("of", "to", "and"):
            return first
        second = self._noun_phrase(link.end(), ceiling)
        is_joined = second.end > link.end() and (
            link[1] == "of"
            or (link[1] == "to" and Kind.PLACE in second.names)
            or (link[1] == "and" and (match[1] == "between" or bool(first.names and second.names)))
        )
        return Complement(second.end, first.names | second.names) if is_joined else first

    def _noun_phrase(self, position: int, ceiling: int) -> Complement:
        """The noun phrase at `position`; it ends there if there is none."""
        at = stop = position
        names: set[Kind] = set()
        for _ in range(_MOST_WORDS):
            match = _NEXT.match(self._text, at, ceiling)
            if match is None:
                break
            start, word = match.start(1), match[1]
            start += len(word) - len(word.lstrip(_OPENERS))
            name = self._name_at.get(start)
            if name is not None:
                names.add(name.kind)
                at = stop = name.end
                if self._text[at : at + 2] == "'s":
                    at += 2
                elif self._text[at : at + 1] == "-":
                    at = stop = _end_of_word(self._text, at)
                if self._text[at : at + 1] != " ":
                    break
                continue
            bare = word.strip(_OPENERS).rstrip(_STOPS)
            if stop == position and bare.lower() in _DETERMINERS:
                at = match.end()
                continue
            if not self._goes_on(start, bare, stop > position, ceiling):
                break
            if bare.split("-", 1)[0] in self._peoples:
                names.add(Kind.PLACE)
            at, stop = match.end(), start + len(bare)
            if stop < at and not (word.endswith("'s") or "." in bare or word.lower() in self._words.titles):
                break
        return Complement(stop, frozenset(names))

    def _goes_on(self, start: int, word: str, has_noun: bool, ceiling: int) -> bool:
        """Whether a noun phrase goes on with a word: not with a verb, a date, a preposition."""
        lower = word.lower()
        if not word[-1:].isalnum() or lower in self._ends or lower in self._verbs or lower in _DETERMINERS:
            return False
        date = self._date_at.get(start)
        if date is not None:
            return self._is_part_of_noun(date, ceiling)
        is_participle = (
            lower.endswith(("ed", "ing")) and word[:1].islower() and lower not in self._words.heads
        )
        return not (is_participle and has_noun)

    def _is_part_of_noun(self, date: Fact, ceiling: int) -> bool:
        """Whether a date tells more of a noun behind it: "the 2016 election"."""
        following = _NEXT.match(self._text, date.end, ceiling)
        return (
            date.end - date.start == len("2016")
            and following is not None
            and following[1].isalpha()
            and following[1].lower() not in self._ends
        )


def _end_of_word(text: str, position: int) -> int:
    match = _WORD.match(text, position)
    return position + len(match[0].rstrip(_STOPS)) if match is not None else position


def _is_acronym(word: str) -> bool:
    letters = word.replace(".", "").split("-", 1)[0]
    return len(letters) > 1 and letters.isupper()
