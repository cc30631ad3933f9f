"""What each cue of a passage reports: where a reported clause ends, and which quotations are its own.

Where it ends is decided once all cues of the passage are known, since one may end another's report.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.facts.cues import ACCORDING, GRAMMAR, PAST, SPEECH
from techdep_tui.core.facts.mention import Mention, Place
from techdep_tui.core.facts.mentions import mentions
from techdep_tui.core.facts.passages import DASH, Passage
from techdep_tui.core.facts.reports import report_span

_LINKS = frozenset([",", ";", DASH, "and", "but", "while", "though", "although"])
_CUTTING = frozenset([",", DASH])


class Attribution(NamedTuple):
    """What a mention reports.

    `report` are the stretches of an indirect report, `scope` those in which quotations are the source's.
    `is_direct`: nothing but quotations is reported. `is_nested`: it stands in another's report.
    `is_second_hand`: it is about the attribution before it ("…," X said, according to Y).
    """

    passage: Passage
    mention: Mention
    report: tuple[Span, ...]
    scope: tuple[Span, ...]
    is_direct: bool
    is_nested: bool = False
    is_second_hand: bool = False

    def cue_text(self, text: str) -> str | None:
        """The cue as it is written in a text, `None` where there is none."""
        first, last = self.mention.cue
        if first == last:
            return None
        return " ".join(text[self.passage.starts[first] : self.passage.ends[last - 1]].split())


def attributions(passage: Passage) -> Iterator[Attribution]:
    """What each cue of a passage reports, in order."""
    found = mentions(passage)
    reach, direct_end = 0, -1
    for number, mention in enumerate(found):
        if mention.place is Place.BEFORE and mention.begin == direct_end:
            yield Attribution(passage, mention, (), (), is_direct=False, is_second_hand=True)
            continue
        attribution = _Extent(passage, mention, found[number + 1 :]).attribution()
        begins_within = passage.starts[mention.cue[0]] < reach
        yield attribution._replace(is_nested=begins_within and mention.place is not Place.BEFORE)
        if mention.place is Place.BEFORE and attribution.is_direct:
            direct_end = mention.end
        if mention.place is Place.BEHIND and attribution.scope:
            reach = max(reach, attribution.scope[-1].end)


class _Extent:
    """How far a mention's report reaches; `later` are the mentions behind it."""

    def __init__(self, passage: Passage, mention: Mention, later: Sequence[Mention]) -> None:
        self._p = passage
        self._m = mention
        self._later = later

    def attribution(self) -> Attribution:
        """The mention with its report."""
        p, m = self._p, self._m
        if m.place is Place.NONE:
            span = report_span(p, m.cue[1], self._end(m.cue[1]))
            return Attribution(p, m, (), (span,) if span else (), is_direct=False)
        parts = [(m.end, self._end(m.end))] if m.place is Place.BEHIND else self._around()
        spans = tuple(span for part in parts if (span := report_span(p, *part)))
        if len(parts) == 1 and m.place is Place.BEFORE and self._only_leads_in(*parts[0]):
            spans = ()
        is_direct = all(p.is_mark(index) for part in parts for index in range(*part))
        return Attribution(p, m, () if is_direct else spans, spans, is_direct)

    def _only_leads_in(self, first: int, last: int) -> bool:
        """Whether some tokens are no clause but a phrase in front of one: "In addition"."""
        p = self._p
        leads_in = p.word(first) in GRAMMAR.prepositions
        return leads_in and not any(
            p.is_quoted(at) or p.is_verb(at) or p.may_be_verb(at) for at in range(first, last)
        )

    def _end(self, first: int) -> int:
        """Behind the last token of a report that begins at a token."""
        p = self._p
        cuts = [other.begin for other in self._later if other.begin > first and self._cuts(other)]
        limit = min(cuts, default=len(p))
        is_relative = p.is_verb(first)
        is_dashed = self._m.is_shared and DASH in (p.word(self._m.begin), p.word(self._m.begin - 1))
        for index in range(first + 1, limit):
            word = p.words[index]
            if word == DASH and is_dashed:
                return index
            if word == "," and (self._is_aside(index + 1) or (is_relative and p.is_verb(index + 1))):
                return index
            if word in ("and", "but") and self._is_own_act(first, index):
                return index
        return limit

    def _is_own_act(self, first: int, index: int) -> bool:
        """Whether a conjunction goes on with what the source does besides, not with the report."""
        p = self._p
        is_kept_back = p.word(index - 1) == "," and p.word(index + 1) == "did" and p.word(index + 2) == "not"
        return is_kept_back or p.word(index + 1) in SPEECH.acts or self._goes_back(first, index + 1)

    def _goes_back(self, first: int, index: int) -> bool:
        """Whether a verb behind "and" is the source's own: past, where the report is in the present."""
        p = self._p
        if self._m.verb.form != PAST or not (p.word(index).endswith("ed") and p.may_be_verb(index)):
            return False
        verb = next((at for at in range(first, index) if p.is_verb(at)), None)
        return verb is not None and (p.words[verb] in SPEECH.present or p.words[verb].endswith("s"))

    def _cuts(self, other: Mention) -> bool:
        """Whether a later mention ends this one's report."""
        link = self._p.word(other.begin)
        if other.place is Place.BEFORE:
            return link == "," or self._p.is_mark(other.end)
        if link not in _LINKS:
            return False
        if other.place is Place.NONE:
            return other.is_shared and other.verb.form == self._m.verb.form
        first, last = other.source
        is_pronoun = last - first == 1 and self._p.words[first] in SPEECH.pronouns
        return not (other.verb.is_thought and is_pronoun)

    def _is_aside(self, index: int) -> bool:
        """Whether words behind a comma are about the one who speaks, or sum up what was said."""
        p = self._p
        if p.word(index) in SPEECH.asides:
            return True
        return p.word(index) in ("a", "an", "the") and p.is_any(index + 1, index + 3, SPEECH.summaries)

    def _around(self) -> list[tuple[int, int]]:
        """The stretches of a report in front of its cue, and behind it where the cue cuts it."""
        p, m = self._p, self._m
        first = self._start(m.begin)
        parts = [(first, m.begin)]
        leads_in = p.word(m.end) == ":" and p.is_quoted(m.end + 1)
        if leads_in or (p.word(m.end) in _CUTTING and self._goes_on(first, m.end + 1)):
            parts.append((m.end + 1, self._end(m.end + 1)))
        return parts

    def _start(self, end: int) -> int:
        """Where a report begins that ends before a token."""
        p, first = self._p, 0
        while first < end and p.words[first] in SPEECH.leading:
            first += 1
        if p.word(first) == "in" and p.is_any(first + 2, first + 4, SPEECH.summaries):
            first = (p.find(",", first, end) or first - 1) + 1
        contrast = p.find("while", first + 1, end)
        if contrast is not None and p.words[contrast - 1] == "," and self._is_vouched_for(first, contrast):
            return contrast + 1
        if end > 1 and p.is_quoted(end - 1):
            between = p.text[p.ends[end - 2] : p.starts[end - 1]].strip()
            if between[:1] in (".", "?", "!") or p.is_quoted(end - 2) or p.words[end - 2] == ":":
                return end - 1
        return first

    def _is_vouched_for(self, first: int, contrast: int) -> bool:
        """Whether a source vouches for the second clause alone: only that one has figures."""
        p = self._p
        has_before = any(p.is_figure(index) for index in range(first, contrast))
        return not has_before and any(p.is_figure(index) for index in range(contrast, self._m.begin))

    def _goes_on(self, first: int, index: int) -> bool:
        """Whether a report goes on behind its cue at a token."""
        p, begin = self._p, self._m.begin
        if p.is_quoted(index) or all(p.is_mark(at) for at in range(first, begin)):
            return p.is_quoted(index)
        if index >= len(p) or self._is_aside(index):
            return False
        has_verb = any(
            p.is_quoted(at) or p.is_verb(at) or p.may_be_verb(at) for at in range(first + 1, begin)
        )
        if not has_verb or p.is_verb(index):
            return True
        if self._m.source[0] > self._m.cue[0] and self._m.verb is not ACCORDING:
            return p.words[index] == "because"
        if any(other.begin in (index, index - 1) for other in self._later):
            return False
        return p.words[index] in SPEECH.goes_on or p.words[index] in GRAMMAR.prepositions
