"""The family of events: sanctions, wars, laws, policies, meetings, and others that have a name.

An event is a name of the list ("World War II"), a name in capitals that ends with a head ("Inflation
Reduction Act"), or a head ("invasion") with the words that belong to it. Heads differ in what they need:
"sanctions" are an event wherever they stand, a "war" is one where a word in front or a complement tells
which.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace

from techdep_tui.core.articles.model import Block
from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.articles.patterns import LazyPattern
from techdep_tui.core.facts.events.complement import Complement, ComplementReader
from techdep_tui.core.facts.events.front import Front, FrontReader
from techdep_tui.core.facts.events.index import Index
from techdep_tui.core.facts.events.words import Evidence, event_words
from techdep_tui.core.facts.model import Fact, Kind, Scalar
from techdep_tui.core.facts.names.gazetteer import gazetteer
from techdep_tui.core.facts.reading import Reading
from techdep_tui.core.facts.record import collapsed

_NEXT = LazyPattern(r" ([a-z]{2,20})\b")
_LINK = LazyPattern(
    r",? (?:(?:which|that) )?(?:was |were )?"
    r"(?:adopted |announced |began |held |imposed |introduced |launched |reached |signed |started )?"
    r"\(?(?:in |on |of |from |since )?(?:the )?\Z"
)
_LONG_WORD = LazyPattern(r"\b[^\W\d_]{4,}")
_ENOUGH = 200
"""Characters of a sentence that tell whether its words have capitals."""
_MOST_OF_LINK = 40
"""Characters between an event and the date behind it at most: ", which were imposed in "."""


def find_events(reading: Reading) -> Iterator[Fact]:
    """Events: `name` as written, `kind`, and `date`, the TIMEX3 value of a date right by it.

    The kinds are sanction, conflict, law, policy, meeting and other. An event that has a date once has it
    wherever the article names it again.
    """
    finder = _Finder(reading)
    found = [fact for block in reading.blocks for fact in finder.in_block(block)]
    dates: dict[Scalar, Scalar] = {}
    for fact in found:
        if fact.norm["date"] is not None and any(map(str.isupper, str(fact.norm["name"]))):
            dates.setdefault(fact.norm["name"], fact.norm["date"])
    for fact in found:
        date = fact.norm["date"] or dates.get(fact.norm["name"])
        yield fact if date == fact.norm["date"] else replace(fact, norm={**fact.norm, "date": date})


class _Finder:
    """Finds the events of one article."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._words = event_words()
        self._index = Index(reading)
        self._fronts = FrontReader(reading.text, self._index)
        self._complements = ComplementReader(reading.text, self._index)
        self._date_starts = sorted(self._index.date_at)
        self._headline = (Span(-1, -1), False)
        self._heads = self._by_block(self._words.head_phrases.find(reading.lower, reading.tokens))
        self._known = self._by_block(self._words.name_phrases.find(reading.text, reading.tokens))

    def _by_block(self, found: Iterable[re.Match[str]]) -> dict[int, list[re.Match[str]]]:
        """What was found, by where its block begins."""
        by_block: dict[int, list[re.Match[str]]] = {}
        for match in found:
            block = self._reading.own_block_at(match.start())
            if block is not None:
                by_block.setdefault(block.start, []).append(match)
        return by_block

    def in_block(self, block: Block) -> Iterator[Fact]:
        """The events of one block, none over another; names come first."""
        heads = [
            match
            for match in self._heads.get(block.start, ())
            if not self._is_in_name(match.start(), match.end())
        ]
        if not heads and block.start not in self._known:
            return
        named = deque(
            sorted([*self._by_name(block), *self._in_capitals(heads, block)], key=lambda fact: fact.start)
        )
        yield from named
        floor = block.start
        for match in heads:
            while named and named[0].start <= match.start():
                floor = max(floor, named.popleft().end)
            fact = self._described(match, floor, block) if match.start() >= floor else None
            if fact is not None:
                floor = fact.end
                yield fact

    def _is_in_name(self, start: int, end: int) -> bool:
        """Whether a head is a part of the name of something else: "Bill Clinton", "Law Society"."""
        name = self._index.name_over(start)
        return name is not None and (name.kind is Kind.PERSON or name.end > end)

    def _by_name(self, block: Block) -> Iterator[Fact]:
        """The events that the list knows by name."""
        for match in self._known.get(block.start, ()):
            yield self._fact(match.start(), match.end(), self._words.names[match[0]])

    def _in_capitals(self, heads: list[re.Match[str]], block: Block) -> Iterator[Fact]:
        """The events whose names in capitals end with a head: "Inflation Reduction Act"."""
        text, known = self._reading.text, gazetteer().names
        for match in heads:
            head, (start, end) = self._words.heads[match[0]], match.span()
            if (
                Evidence.NAMED not in head.enough
                or not text[start].isupper()
                or self._is_followed(end, block.end)
            ):
                continue
            sentence = self._reading.sentence_at(start)
            if self._is_headline(sentence):
                continue
            name = self._fronts.full_name(start, end, sentence.start)
            if name.start < start and text[name.start : name.end] not in known:
                yield self._fact(name.start, name.end, head.kind)

    def _described(self, match: re.Match[str], floor: int, block: Block) -> Fact | None:
        """The event with this head, from `floor` on at most; `None` if nothing tells which event it is."""
        head, (start, end) = self._words.heads[match[0]], match.span()
        sentence = self._reading.sentence_at(start)
        floor, ceiling = max(floor, sentence.start), min(block.end, sentence.end)
        if match[0].endswith("sanctions"):
            end = self._extended(end, ceiling)
        elif self._is_followed(end, ceiling):
            return None
        front = self._fronts.front(start, floor, self._is_headline(sentence))
        is_alone = Evidence.ALONE in head.enough
        if front.start == start and not is_alone and self._fronts.is_verb(start, end, floor):
            return None
        complement = self._complements.complement(end, ceiling, head.prepositions)
        if head.enough.isdisjoint(_evidence(head.kind, front, complement, complement.end > end)):
            return None
        return self._fact(front.start, complement.end, head.kind)

    def _is_headline(self, sentence: Span) -> bool:
        """Whether a sentence is a title, or its words have capitals like one."""
        if self._headline[0] != sentence:
            self._headline = (sentence, self._reads_as_headline(sentence))
        return self._headline[1]

    def _reads_as_headline(self, sentence: Span) -> bool:
        text, (start, end) = self._reading.text, sentence
        if self._reading.is_title(start):
            return True
        if text[end - 1] in ".!?":
            return False
        words = _LONG_WORD.words(text[start : min(end, start + _ENOUGH)])
        capitals = sum(word[0].isupper() for word in words)
        return len(words) > 2 and 4 * capitals >= 3 * len(words)

    def _extended(self, end: int, ceiling: int) -> int:
        """The end of a phrase that goes on with a noun: "sanctions list"."""
        match = _NEXT.match(self._reading.lower, end, ceiling)
        return match.end() if match is not None and match[1] in self._words.extensions else end

    def _is_followed(self, end: int, ceiling: int) -> bool:
        """Whether a head only tells more of the noun behind it: "war crimes"."""
        match = _NEXT.match(self._reading.lower, end, ceiling)
        return match is not None and match[1] in self._words.followers

    def _fact(self, start: int, end: int, kind: str) -> Fact:
        name = collapsed(self._reading.article.text[start:end])
        return self._reading.fact(
            Kind.EVENT, start, end, {"name": name, "kind": kind, "date": self._date(start, end)}
        )

    def _date(self, start: int, end: int) -> str | None:
        """The value of the date in a phrase, right before it or right behind it, if it is a point in time."""
        before = self._index.date_to.get(start - 1)
        i = bisect_left(self._date_starts, start)
        if before is None and i < len(self._date_starts) and self._date_starts[i] <= end + _MOST_OF_LINK:
            following = self._date_starts[i]
            between = self._reading.text[end:following] if following > end else " "
            before = self._index.date_at[following] if _LINK.match(between) is not None else None
        value = before.norm.get("value") if before is not None else None
        return value if isinstance(value, str) and not value.startswith("P") else None


def _evidence(kind: str, front: Front, complement: Complement, has_complement: bool) -> Iterator[Evidence]:
    """What the words around a head tell."""
    yield Evidence.ALONE
    if front.is_specific:
        yield Evidence.WORD
    if front.names:
        yield Evidence.NAME
    if Kind.PLACE in front.names | complement.names:
        yield Evidence.PLACE
    if complement.names - _NO_TARGETS.get(kind, frozenset()):
        yield Evidence.TARGET
    if has_complement:
        yield Evidence.COMPLEMENT


_NO_TARGETS = {"conflict": frozenset({Kind.PERSON})}
"""Names that tell nothing in a complement: an attack on a person is mostly one in words."""
