"""How far the phrase of an event reaches: the words in front of its head and the complement behind it.

There is no part-of-speech tagger behind it: in front of a head stand names, adjectives of peoples and words
of the lists ("new U.S. financial sanctions"), behind it one of its own prepositions with a noun phrase that
ends where a word stands that no noun phrase goes on with.
"""

from __future__ import annotations

from typing import NamedTuple

from techdep_tui.core.articles.patterns import LazyPattern
from techdep_tui.core.facts import lexicon
from techdep_tui.core.facts.clauses import words_of
from techdep_tui.core.facts.event_words import EventWords, event_words
from techdep_tui.core.facts.model import Kind
from techdep_tui.core.facts.names.vocabulary import vocabulary
from techdep_tui.core.facts.reading import Reading

_WORD = LazyPattern(r"[^\s—–]+")
_NEXT = LazyPattern(r" {0,2}([^\s—–]+)")
_REACH = 90
"""Characters in front of a head that its phrase reaches at most."""
_MOST_WORDS = 8
"""Words of a complement's noun phrase at most."""
_OPENERS = "\"“‘'(["
_CLOSERS = "\"”’')]"
_STOPS = ",;:.!?" + _CLOSERS


class Front(NamedTuple):
    """Where the words in front of a head begin; whether a name or a telling word is among them."""

    start: int
    is_named: bool
    is_specific: bool


class NameMap:
    """Which characters of a text belong to a name, or to an adjective of a people."""

    def __init__(self, reading: Reading) -> None:
        facts = reading.facts_of(Kind.PERSON, Kind.ORG, Kind.PLACE, Kind.PRODUCT)
        self.starts = {fact.start: fact.end for fact in facts}
        self.ends = {fact.end: fact.start for fact in facts}

    def start_of(self, end: int) -> int | None:
        """Where the name that ends at `end` begins."""
        return self.ends.get(end)

    def end_of(self, start: int) -> int | None:
        """Where the name that begins at `start` ends."""
        return self.starts.get(start)


class PhraseReader:
    """Reads the phrases around the heads of one article."""

    def __init__(self, reading: Reading) -> None:
        self._text = reading.text
        self._names = NameMap(reading)
        self._dates = {fact.start for fact in reading.facts_of(Kind.DATE)}
        self._words: EventWords = event_words()
        self._peoples = vocabulary().peoples
        self._ends = lexicon.words(lexicon.read("nouns")["stops"])
        self._verbs = words_of("verbs") | words_of("reporting")

    def front(self, start: int, floor: int, is_headline: bool) -> Front:
        """The words in front of a head at `start` that belong to its phrase.

        `floor` is where the sentence begins; in a headline capitals tell nothing.
        """
        first = max(floor, start - _REACH)
        tokens = [match.span() for match in _WORD.finditer(self._text, first, start)]
        begin, is_named, is_specific = start, False, False
        while tokens:
            token_start, token_end = tokens.pop()
            word = self._text[token_start:token_end]
            bare = word.lstrip(_OPENERS)
            token_start = token_end - len(bare)
            if not bare or bare[-1] in ",;:!?)" or (bare[-1] == "." and "." not in bare[:-1]):
                break
            name = self._name_before(token_start, token_end, floor, is_headline)
            if name is not None:
                begin, is_named = name, True
                if bare.endswith(("'s", "s'")):
                    break
                while tokens and tokens[-1][1] > begin:
                    tokens.pop()
            elif self._belongs(bare.strip(_CLOSERS).lower()):
                begin = token_start
                is_specific = is_specific or bare.strip(_CLOSERS).lower() in self._words.specific
            else:
                break
            if len(word) > len(bare):
                break
        return Front(begin, is_named, is_specific)

    def _belongs(self, word: str) -> bool:
        """Whether a plain word in front of a head belongs to its phrase."""
        if word in self._words.specific or word in self._words.plain:
            return True
        return "-" in word and word.startswith(("anti-", "pro-", "re-", "post-", "counter-", "pre-"))

    def _name_before(self, start: int, end: int, floor: int, is_headline: bool) -> int | None:
        """Where the name begins whose last word is `start:end`; `None` if the word is no name."""
        word = self._text[start:end]
        stem = end - 2 if word.endswith("'s") else end - 1 if word.endswith("s'") else end
        name = self._names.start_of(stem)
        if name is None and stem != end:
            name = self._names.start_of(end)
        if name is not None:
            return name if name >= floor else None
        bare = self._text[start:stem].strip(_CLOSERS)
        if bare in self._peoples or bare.split("-", 1)[0] in self._peoples:
            return start
        if not bare[:1].isupper() or bare.lower() in self._words.titles or bare.lower() in self._ends:
            return None
        if bare.lower() in self._words.specific or bare.lower() in self._words.plain:
            return None
        if (is_headline or start <= floor + 1) and not self._is_acronym(bare):
            return None
        return start

    def _is_acronym(self, word: str) -> bool:
        letters = word.replace(".", "").split("-", 1)[0]
        return len(letters) > 1 and letters.isupper()

    def behind(self, end: int, ceiling: int, prepositions: frozenset[str]) -> tuple[int, bool]:
        """Where the complement ends that begins at `end`, `end` if there is none, and whether it has a name."""
        match = _NEXT.match(self._text, end, ceiling)
        if match is None or match[1].lower() not in prepositions:
            return end, False
        stop, has_name = self._noun_phrase(match.end(), ceiling)
        if stop == match.end():
            return end, False
        link = _NEXT.match(self._text, stop, ceiling)
        if link is not None and (
            link[1] == "of" or (link[1] == "and" and (has_name or match[1] == "between"))
        ):
            further, is_name = self._noun_phrase(link.end(), ceiling)
            if further > link.end() and (link[1] == "of" or is_name or match[1] == "between"):
                return further, has_name or is_name
        return stop, has_name

    def _noun_phrase(self, position: int, ceiling: int) -> tuple[int, bool]:
        """Where the noun phrase at `position` ends, `position` if there is none, and whether it has a name."""
        at = stop = position
        has_name = False
        for index in range(_MOST_WORDS):
            match = _NEXT.match(self._text, at, ceiling)
            if match is None:
                break
            start, word = match.start(1), match[1]
            start += len(word) - len(word.lstrip(_OPENERS))
            if start in self._dates:
                break
            name_end = self._names.end_of(start)
            if name_end is not None:
                has_name, at, stop = True, name_end, name_end
                if self._text[at : at + 2] == "'s":
                    at += 2
                elif self._text[at : at + 1] not in " ":
                    break
                continue
            bare = word.strip(_OPENERS).rstrip(_STOPS)
            if not self._goes_on(bare, index, stop > position):
                break
            has_name = has_name or bare[:1].isupper()
            at, stop = match.end(), start + len(bare)
            if stop < match.end() and not (word.endswith("'s") or "." in bare):
                break
        return stop, has_name

    def _goes_on(self, word: str, index: int, has_noun: bool) -> bool:
        """Whether a noun phrase goes on with a word; articles and the like only begin one."""
        lower = word.lower()
        if lower in _DETERMINERS:
            return index == 0
        if not word or lower in self._ends or lower in self._verbs:
            return False
        is_participle = lower.endswith(("ed", "ing")) and word[:1].islower()
        return not (is_participle and has_noun)


_DETERMINERS = frozenset(
    [
        "the",
        "a",
        "an",
        "all",
        "any",
        "some",
        "its",
        "his",
        "her",
        "their",
        "our",
        "most",
        "many",
        "more",
        "these",
        "those",
    ]
)
