"""What each cue of a passage reports: where a reported clause ends, and which quotations are its own.

Where it ends is decided once all cues of the passage are known, since one may end another's report.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.facts import clauses
from techdep_tui.core.facts.cues import Takes, words_of
from techdep_tui.core.facts.mentions import Mention, Place, mentions
from techdep_tui.core.facts.passages import QUOTED, Passage


class Attribution(NamedTuple):
    """What a mention reports: the stretches of an indirect report, and where its quotations may stand."""

    passage: Passage
    mention: Mention
    report: tuple[Span, ...]
    scope: tuple[Span, ...]
    is_direct: bool
    is_nested: bool = False

    def cue_text(self, text: str) -> str | None:
        """The cue as it is written in a text, `None` where there is none."""
        first, last = self.mention.cue
        if first == last:
            return None
        return " ".join(text[self.passage.tokens[first].start : self.passage.tokens[last - 1].end].split())


def attributions(passage: Passage) -> Iterator[Attribution]:
    """What each cue of a passage reports."""
    found = mentions(passage)
    reach = 0
    for number, mention in enumerate(found):
        extent = _Extent(passage, mention, found[:number], found[number + 1 :])
        attribution = extent.attribution()
        at = passage.tokens[mention.cue[0]].start
        yield attribution._replace(is_nested=at < reach and mention.place is not Place.BEFORE)
        if mention.place is Place.BEHIND and attribution.scope:
            reach = max(reach, attribution.scope[-1].end)


class _Extent:
    """How far a mention's report reaches."""

    def __init__(self, passage: Passage, mention: Mention, earlier: list[Mention], later: list[Mention]) -> None:
        self.p = passage
        self.m = mention
        self.earlier = earlier
        self.later = later
        self.n = len(passage.tokens)

    def attribution(self) -> Attribution:
        """The report."""
        if self.m.place is Place.BEHIND:
            first, last = self.m.content, self._end(self.m.content)
            return self._made([(first, last)])
        if self.m.place is Place.BEFORE:
            return self._made(self._around())
        span = self._span(self.m.cue[1], self._end(self.m.cue[1]))
        return Attribution(self.p, self.m, (), (span,) if span else (), False)

    def _made(self, parts: list[tuple[int, int]]) -> Attribution:
        """An attribution of some stretches of tokens; with nothing but quotations in them it is direct."""
        spans = tuple(span for part in parts if (span := self._span(*part)))
        outside = [i for part in parts for i in range(*part) if not self.p.is_mark(i)]
        is_direct = not outside
        return Attribution(self.p, self.m, () if is_direct else spans, spans, is_direct)

    def _span(self, first: int, last: int) -> Span | None:
        """The characters of some tokens; at the end of the passage up to there."""
        while first < last and self.p.lower(first) in (",", ";", "—", "–", ")", "-"):
            first += 1
        while last > first and self.p.lower(last - 1) in (",", ";", ":", "—", "–", "(", "-"):
            last -= 1
        if first >= last:
            return None
        text = self.p.text
        start = self.p.tokens[first - 1].end if first else self.p.span.start
        while start < self.p.tokens[first].start and text[start] in " \n.,;:?!)]—–-":
            start += 1
        end = self.p.tokens[last].start if last < self.n else self.p.span.end
        while end > start and text[end - 1] in " \n([-":
            end -= 1
        start, end = self._whole(start, end)
        while text[end - 1] in " .,;:?!" and end > start:
            end -= 1
        return Span(*self._whole(start, end))

    def _whole(self, start: int, end: int) -> tuple[int, int]:
        """A stretch with the marks of quotations that begin or end within two characters of its ends."""
        for quoted in self.p.quotations:
            if abs(quoted.start - start) <= 1 and quoted.end <= end + 3:
                start = quoted.start
            if abs(quoted.end - end) <= 3 and quoted.start >= start:
                end = quoted.end
        return start, end

    def _end(self, first: int) -> int:
        """Behind the last token of a report that begins at a token."""
        p = self.p
        cuts = [m.begin for m in self.later if m.begin > first and self._cuts(m)]
        limit = min(cuts, default=self.n)
        for index in range(first + 1, limit):
            lower = p.lower(index)
            if lower == "," and self._is_aside(index + 1):
                return index
            if lower in ("and", "but") and self._is_act(index + 1):
                return index - 1 if p.lower(index - 1) in (",", "—", "–", "-") else index
        return limit

    def _cuts(self, other: Mention) -> bool:
        """Whether a later mention ends this one's report."""
        if other.place is Place.BEFORE:
            return self.p.is_mark(other.end) or self.p.lower(other.begin) == ","
        if (other.place is Place.NONE and not other.is_shared):
            return False
        link = self.p.lower(other.begin)
        is_linked = link in (",", ";", "—", "–", "-", "and", "but", "while", "though", "although")
        if not is_linked:
            return False
        return not (other.takes & Takes.THOUGHT and not other.takes & Takes.SPEECH and self._has_pronoun(other))

    def _has_pronoun(self, other: Mention) -> bool:
        first, last = other.source
        return last - first == 1 and self.p.lower(first) in words_of("pronouns")

    def _is_aside(self, index: int) -> bool:
        """Whether words behind a comma are about the one who speaks, or sum up what was said."""
        lower = self.p.lower(index)
        if lower in words_of("asides"):
            return True
        return lower in ("a", "an", "the") and any(
            self.p.lower(i) in words_of("summaries") for i in (index + 1, index + 2)
        )

    def _is_act(self, index: int) -> bool:
        return index < self.n and self.p.lower(index) in words_of("acts")

    def _around(self) -> list[tuple[int, int]]:
        """The stretches of a report in front of its cue, and behind it where the cue cuts it."""
        p, m = self.p, self.m
        first = self._start(m.begin)
        parts = [(first, m.begin)]
        if p.is_mark(m.end) and p.lower(m.end) in (",", "—", "–") and self._goes_on(first, m.end + 1):
            parts.append((m.end + 1, self._end(m.end + 1)))
        return parts

    def _start(self, end: int) -> int:
        """Where a report begins that ends before a token."""
        p, first = self.p, 0
        while first < end and p.lower(first) in words_of("leading"):
            first += 1
        contrast = next((i for i in range(first + 1, end) if p.lower(i) in ("while", "whereas")), None)
        if contrast is not None and p.lower(contrast - 1) == "," and self._has_figures_only_behind(first, contrast):
            return contrast + 1
        if end and p.is_quoted(end - 1) and end > 1:
            before = p.text[p.tokens[end - 2].end : p.tokens[end - 1].start].strip()
            if before[:1] in (".", "?", "!") or p.is_quoted(end - 2):
                return end - 1
        return first

    def _has_figures_only_behind(self, first: int, contrast: int) -> bool:
        """Whether of two clauses that "while" joins only the second has figures, which its source vouches for."""
        p, m = self.p, self.m
        has_before = any(p.is_figure(i) for i in range(first, contrast))
        return not has_before and any(p.is_figure(i) for i in range(contrast, m.begin))

    def _goes_on(self, first: int, index: int) -> bool:
        """Whether a report goes on behind its cue at a token."""
        p = self.p
        if index >= self.n or self._is_aside(index):
            return False
        if p.is_quoted(index) or all(p.is_mark(i) for i in range(first, self.m.begin)):
            return p.is_quoted(index)
        lower = p.lower(index)
        has_verb = any(p.is_verb(i) or p.may_be_verb(i) for i in range(first + 1, self.m.begin))
        if not has_verb or p.is_verb(index):
            return True
        if any(m.begin in (index, index - 1) for m in self.later):
            return False
        return lower in _CLAUSE_STARTS or lower in clauses.words_of("prepositions")


_CLAUSE_STARTS = frozenset(
    ["because", "and", "but", "that", "which", "while", "although", "though", "if", "when", "where", "so", "or"]
    + ["he", "she", "it", "they", "there", "we"]
)
