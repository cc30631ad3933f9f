"""The family of events: sanctions, wars, laws, policies, meetings, and others that have a name.

An event is a name of the list ("World War II"), or a head ("invasion") with the words that belong to it.
Heads differ in what they need: "sanctions" are an event wherever they stand, a "war" is one where a word in
front or a complement tells which.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from techdep_tui.core.articles.model import Block
from techdep_tui.core.articles.patterns import LazyPattern
from techdep_tui.core.facts.event_phrases import Front, PhraseReader
from techdep_tui.core.facts.event_words import Head, When, event_words
from techdep_tui.core.facts.model import Fact, Kind
from techdep_tui.core.facts.reading import Reading
from techdep_tui.core.facts.record import collapsed


def find_events(reading: Reading) -> Iterator[Fact]:
    """Events: `name`, `kind` (sanction, conflict, law, policy, meeting, other), `date` where the text tells it."""
    finder = _Finder(reading)
    for block in reading.blocks:
        yield from finder.in_block(block)


class _Finder:
    """Finds the events of one article."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._words = event_words()
        self._phrases = PhraseReader(reading)
        self._dates = reading.facts_of(Kind.DATE)
        self._date_starts = [fact.start for fact in self._dates]

    def in_block(self, block: Block) -> Iterator[Fact]:
        """The events of one block, in order, none over another."""
        taken = block.start
        names = {
            match.start(): match
            for match in self._words.name_pattern.finditer(self._reading.text, block.start, block.end)
        }
        heads = self._words.head_pattern.finditer(self._reading.lower, block.start, block.end)
        found = sorted([*names.values(), *heads], key=lambda match: (match.start(), -match.end()))
        for match in found:
            if match.start() < taken:
                continue
            if match.re is self._words.name_pattern:
                fact = self._named(match.start(), match.end())
            else:
                fact = self._described(match[0], match.start(), match.end(), taken, block)
            if fact is not None:
                taken = fact.end
                yield fact

    def _named(self, start: int, end: int) -> Fact:
        name, kind = self._words.names[self._reading.text[start:end]]
        return self._fact(start, end, name, kind)

    def _described(self, word: str, start: int, end: int, taken: int, block: Block) -> Fact | None:
        """The event with a head at `start:end`, `None` if nothing tells which event it is."""
        head = self._words.heads[word]
        sentence = self._reading.sentence_at(start)
        floor = max(taken, sentence.start)
        ceiling = min(block.end, sentence.end)
        front = self._phrases.front(start, floor, self._reading.is_title(start))
        if word == "sanctions":
            end = self._extended(end, ceiling)
        elif self._is_part_of_noun(end, ceiling):
            return None
        stop, has_name = self._phrases.behind(end, ceiling, head.prepositions)
        if not self._tells(head, start, front, stop > end, has_name):
            return None
        return self._fact(
            front.start, stop, collapsed(self._reading.article.text[front.start : stop]), head.kind
        )

    def _tells(self, head: Head, start: int, front: Front, has_complement: bool, has_name: bool) -> bool:
        """Whether the words around a head at `start` are what it needs."""
        if head.when is When.ALONE:
            return True
        if head.when is When.NAMED:
            return front.is_named and self._reading.text[start].isupper()
        if head.when is When.OF_WHOM:
            return front.is_named or (has_complement and has_name)
        return (
            front.is_named or front.is_specific or (has_complement and (has_name or head.kind == "sanction"))
        )

    def _extended(self, end: int, ceiling: int) -> int:
        """The end of a phrase that goes on with a noun: "sanctions list"."""
        match = _NEXT.match(self._reading.lower, end, ceiling)
        return match.end() if match is not None and match[1] in self._words.extensions else end

    def _is_part_of_noun(self, end: int, ceiling: int) -> bool:
        """Whether a head only tells more of the noun behind it: "war crimes"."""
        match = _NEXT.match(self._reading.lower, end, ceiling)
        return match is not None and match[1] in self._words.followers

    def _fact(self, start: int, end: int, name: str, kind: str) -> Fact:
        return self._reading.fact(
            Kind.EVENT, start, end, {"name": name, "kind": kind, "date": self._date(start, end)}
        )

    def _date(self, start: int, end: int) -> str | None:
        """The value of a date in a phrase, right before it or right behind it."""
        i = bisect_left(self._date_starts, start)
        if i and 0 <= start - self._dates[i - 1].end <= 1:
            return _value(self._dates[i - 1])
        if i < len(self._dates):
            between = self._reading.text[end : max(end, self._date_starts[i])]
            if self._date_starts[i] < end or _LINK.match(between) is not None:
                return _value(self._dates[i])
        return None


_NEXT = LazyPattern(r" ([a-z]{2,20})\b")
_LINK = LazyPattern(r" (?:in |on |of |from |since )?(?:the )?\Z")


def _value(date: Fact) -> str | None:
    value = date.norm.get("value")
    return value if isinstance(value, str) else None
