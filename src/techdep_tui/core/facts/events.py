"""The family of events: sanctions, wars, laws, policies, meetings, and others that have a name.

An event is a name of the list ("World War II"), or a head ("invasion") with the words that belong to it.
Heads differ in what they need: "sanctions" are an event wherever they stand, a "war" is one where a word in
front or a complement tells which.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from techdep_tui.core.articles.model import Block
from techdep_tui.core.articles.patterns import LazyPattern
from techdep_tui.core.facts.event_phrases import Complement, Front, PhraseReader
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
        """The events of one block, none over another; names come first."""
        text, lower = self._reading.text, self._reading.lower
        named = [
            self._named(*match.span())
            for match in self._words.name_pattern.finditer(text, block.start, block.end)
        ]
        heads = list(self._words.head_pattern.finditer(lower, block.start, block.end))
        named += [fact for match in heads if (fact := self._in_capitals(match, block)) is not None]
        yield from named
        taken = block.start
        for match in heads:
            if match.start() < taken or any(
                fact.start < match.end() and match.start() < fact.end for fact in named
            ):
                continue
            fact = self._described(match, taken, block)
            if fact is not None:
                taken = fact.end
                yield fact

    def _named(self, start: int, end: int) -> Fact:
        written = self._reading.text[start:end]
        return self._fact(start, end, written, self._words.names[written])

    def _in_capitals(self, match: re.Match[str], block: Block) -> Fact | None:
        """The event whose name in capitals ends with a head: "Inflation Reduction Act"."""
        head, text = self._words.heads[match[0]], self._reading.text
        if (
            head.when is not When.NAMED
            or not text[match.start()].isupper()
            or self._is_part_of_noun(match.end(), block.end)
        ):
            return None
        floor = self._reading.sentence_at(match.start()).start
        start, end = self._phrases.full_name(match.start(), match.end(), floor)
        return (
            None if start == match.start() else self._fact(start, end, collapsed(text[start:end]), head.kind)
        )

    def _described(self, match: re.Match[str], taken: int, block: Block) -> Fact | None:
        """The event with this head, `None` if nothing tells which event it is."""
        head, (start, end) = self._words.heads[match[0]], match.span()
        if head.when is When.NAMED:
            return None
        sentence = self._reading.sentence_at(start)
        floor, ceiling = max(taken, sentence.start), min(block.end, sentence.end)
        if match[0] == "sanctions":
            end = self._extended(end, ceiling)
        elif self._is_part_of_noun(end, ceiling):
            return None
        front = self._phrases.front(start, floor, self._reading.is_title(start))
        if front.start == start and self._phrases.is_verb(start, end, floor):
            return None
        complement = self._phrases.behind(end, ceiling, head.prepositions)
        if not _tells(head, front, complement, complement.end > end):
            return None
        written = self._reading.article.text[front.start : complement.end]
        return self._fact(front.start, complement.end, collapsed(written), head.kind)

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


def _tells(head: Head, front: Front, complement: Complement, has_complement: bool) -> bool:
    """Whether the words around a head are what it needs."""
    names = complement.names - {Kind.PERSON} if head.kind == "conflict" else complement.names
    match head.when:
        case When.ALONE:
            return True
        case When.SPECIFIC:
            return front.is_specific or Kind.PLACE in front.names | names
        case When.COMPLEMENTED if has_complement:
            return True
        case When.OF_WHOM:
            return bool(front.names or names)
    return bool(front.is_specific or front.names or names)


_NEXT = LazyPattern(r" ([a-z]{2,20})\b")
_LINK = LazyPattern(r" (?:in |on |of |from |since )?(?:the )?\Z")


def _value(date: Fact) -> str | None:
    value = date.norm.get("value")
    return value if isinstance(value, str) and not value.startswith("P") else None
