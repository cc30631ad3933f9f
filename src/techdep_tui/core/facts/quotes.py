"""The family of quotations: direct speech with its speaker, cue and reporter.

A quotation belongs to the attribution that holds it. One that stands alone goes on with the speech before it,
and one that is left open at a paragraph's end belongs to whoever ends it. What nobody says (a term, a title,
a nickname) is none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.articles.patterns import LazyPattern
from techdep_tui.core.facts.attributions import Attribution
from techdep_tui.core.facts.cues import GRAMMAR, SPEECH
from techdep_tui.core.facts.mention import Place
from techdep_tui.core.facts.model import Certainty, Fact, Kind, Scalar
from techdep_tui.core.facts.reading import Reading
from techdep_tui.core.facts.speaker import Speaker
from techdep_tui.core.facts.speech import Speech


def find_quotes(reading: Reading) -> Iterator[Fact]:
    """Direct speech: `speaker`, `cue` as written, `mode`, `partial` (a fragment in a sentence), `via`.

    Speech that goes on without a cue of its own is `continued`.
    """
    finder = _Finder(reading)
    for speech in reading.speech:
        yield from finder.read(speech)
    yield from finder.taken_up()


@dataclass(frozen=True, slots=True)
class _Saying:
    """Who speaks, with which cue."""

    speaker: Speaker
    cue: str | None


class _Finder:
    """Reads an article's passages in order.

    `_last` is who spoke last, `_pause` how many passages ago; `_open` are quotations that wait for their end.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._terms = _terms(reading)
        self._last: _Saying | None = None
        self._pause = 0
        self._open: list[Span] = []

    def read(self, speech: Speech) -> Iterator[Fact]:
        """The quotations of a passage."""
        is_attributed = False
        for quoted in speech.quotations:
            found = self._attributed(speech, quoted)
            if found is not None:
                is_attributed = True
                self._spoke(found[1], found[0])
                yield from self.taken_up()
                yield self._fact(quoted, not found[0].is_direct, False)
            elif (introducer := self._introducer(speech, quoted)) is not None:
                self._last, self._pause = _Saying(introducer, None), 0
                yield self._fact(quoted, False, False)
            elif self._is_left_open(speech, quoted):
                self._open.append(quoted)
            elif self._last is not None and self._pause <= _LONGEST_PAUSE and self._goes_on(speech, quoted):
                yield from self.taken_up()
                yield self._fact(quoted, False, True)
                self._pause = 0
        if not speech.quotations:
            self._pause += 1
        if not is_attributed:
            self._remember(speech)

    def taken_up(self) -> Iterator[Fact]:
        """The quotations that were left open, once their speaker is known."""
        if self._last is not None:
            for quoted in self._open:
                yield self._fact(quoted, False, True)
        self._open = []

    def _spoke(self, speaker: Speaker, attribution: Attribution) -> None:
        self._last, self._pause = _Saying(speaker, attribution.cue_text(self._reading.article.text)), 0

    def _remember(self, speech: Speech) -> None:
        """Who is reported in a passage without quotations may go on in the next one, and directly."""
        leads_in = self._reading.text[speech.span.end - 1] == ":"
        for attribution, speaker in speech.said:
            if speaker is not None and (attribution.report or leads_in):
                self._spoke(speaker, attribution)

    def _introducer(self, speech: Speech, quoted: Span) -> Speaker | None:
        """Who speaks behind a colon: whose report leads to it, else whom the sentence is about."""
        before = self._reading.text[max(speech.span.start, quoted.start - _SLACK) : quoted.start].strip()
        words = _inner(self._reading, quoted).split()
        if before != ":" or len(words) <= _FEW or not words[0][0].isupper() or _is_title(words):
            return None
        known = (speaker for said, speaker in reversed(speech.said) if speaker is not None and said.report)
        return next(known, speech.subject)

    def _goes_on(self, speech: Speech, quoted: Span) -> bool:
        """Whether a quotation without a speaker of its own goes on with the speech before it."""
        if self._reading.is_title(quoted.start):
            return False
        if self._stands_alone(speech, quoted):
            return True
        span, text = speech.span, self._reading.text
        is_last = span.end - quoted.end <= _SLACK and quoted.start - span.start <= _LEAD_IN
        few = len(text[span.start : quoted.start].split()) <= _FEW if is_last else False
        return few and self._pause == 0 and len(_inner(self._reading, quoted).split()) > _FEW

    def _attributed(self, speech: Speech, quoted: Span) -> tuple[Attribution, Speaker] | None:
        """The narrowest attribution that holds a quotation, with its speaker."""
        holding = [
            (span.end - span.start, attribution, speaker)
            for attribution, speaker in speech.said
            for span in attribution.scope
            if speaker is not None
            and span.start <= quoted.start + _SLACK
            and quoted.end - _SLACK <= span.end
            and not _is_weak(attribution)
        ]
        if not holding:
            return None
        _, attribution, speaker = min(holding, key=lambda found: found[0])
        return (attribution, speaker) if attribution.is_direct or self._is_speech(quoted) else None

    def _is_speech(self, quoted: Span) -> bool:
        """Whether a quotation in a report is somebody's words, not a term or title."""
        inner = _inner(self._reading, quoted)
        words = inner.split()
        if not words or inner.lower() in self._terms:
            return False
        return not (_is_title(words) or self._describes(quoted, words))

    def _describes(self, quoted: Span, words: list[str]) -> bool:
        """Whether a word or two describe the noun behind them: a "skinny" deal."""
        following = _WORD.match(self._reading.text, quoted.end)
        if len(words) > _FEW or following is None or not words[-1][-1].isalnum():
            return False
        before = self._reading.lower[max(0, quoted.start - _WORD_LENGTH) : quoted.start].split()
        if words[0].lower() in GRAMMAR.prepositions or (before and before[-1] in SPEECH.auxiliaries):
            return False
        lower = following[1].lower()
        return lower not in _no_nouns() and not lower.endswith(("ed", "ing"))

    def _stands_alone(self, speech: Speech, quoted: Span) -> bool:
        """Whether a quotation is all that its passage holds."""
        text, span = self._reading.text, speech.span
        if (
            max(quoted.start - span.start, span.end - quoted.end) > _SLACK
            or quoted.end - quoted.start < _SHORTEST
        ):
            return False
        before, behind = text[span.start : quoted.start], text[quoted.end : span.end]
        return not (before.strip(" \n-–—") or behind.strip(" \n."))

    def _is_left_open(self, speech: Speech, quoted: Span) -> bool:
        """Whether a quotation that is a paragraph goes on in the next one, where its speaker is named."""
        if self._reading.text[quoted.end - 1] in "\"”»'" or not self._stands_alone(speech, quoted):
            return False
        return quoted.start - self._reading.block_at(quoted.start).start <= _SLACK

    def _fact(self, quoted: Span, is_partial: bool, is_continued: bool) -> Fact:
        """The fact of a quotation by who spoke last."""
        said = self._last
        assert said is not None
        norm: dict[str, Scalar] = {
            "speaker": said.speaker.name,
            "cue": said.cue,
            "mode": "direct",
            "partial": is_partial,
        }
        if said.speaker.via:
            norm["via"] = said.speaker.via
        if is_continued:
            norm["continued"] = True
        why = "goes on with the speech before it" if is_continued else said.speaker.why
        fact = self._reading.fact(Kind.QUOTE, quoted.start, quoted.end, norm, why)
        certainty = Certainty.DOUBTFUL if is_continued and self._pause else Certainty.LIKELY
        return replace(fact, certainty=certainty) if why else fact


_LONGEST_PAUSE = 2
"""Passages without speech after which a quotation alone is nobody's."""
_SLACK = 2
_SHORTEST = 12
_LEAD_IN = 24
"""Characters in front of a quotation that goes on with the speech before it: "But “…”"."""
_WORD_LENGTH = 16
_FEW = 3
_OFTEN = 3
_WORD = LazyPattern(r" ([A-Za-z][\w'-]{0,30})")


@cache
def _no_nouns() -> frozenset[str]:
    """Words that no noun phrase goes on with."""
    return GRAMMAR.prepositions | GRAMMAR.verbs | GRAMMAR.determiners | GRAMMAR.adverbs | GRAMMAR.relatives


def _inner(reading: Reading, quoted: Span) -> str:
    return reading.text[quoted.start + 1 : quoted.end - 1].strip(" '")


def _terms(reading: Reading) -> frozenset[str]:
    """What stands in quotation marks again and again: terms, not words of somebody."""
    short = (
        inner.lower()
        for quoted in reading.quotations
        if len((inner := _inner(reading, quoted)).split()) <= _FEW
    )
    return frozenset(term for term, times in Counter(short).items() if times >= _OFTEN)


def _is_title(words: list[str]) -> bool:
    """Whether every word has a capital: the title of a work or programme."""
    return len(words) > 1 and all(word[0].isupper() or len(word) < 4 for word in words)


def _is_weak(attribution: Attribution) -> bool:
    """Whether a fragment in what somebody is reported to have said is the reporter's all the same."""
    mention = attribution.mention
    return attribution.is_nested and mention.place is Place.NONE and not mention.verb.is_naming
