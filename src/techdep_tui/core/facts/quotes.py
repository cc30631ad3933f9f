"""The family of quotations: direct speech with its speaker, cue and reporter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.articles.patterns import LazyPattern
from techdep_tui.core.facts import clauses
from techdep_tui.core.facts.attributions import Attribution, Place
from techdep_tui.core.facts.cues import Takes
from techdep_tui.core.facts.model import Fact, Kind, Scalar
from techdep_tui.core.facts.reading import Reading
from techdep_tui.core.facts.speakers import Speaker
from techdep_tui.core.facts.speech import Speech


@dataclass(slots=True)
class _Said:
    """Who said the last quotation, with which cue, and how many passages ago."""

    speaker: Speaker
    cue: str | None
    paragraph: int | None
    age: int = 0


def find_quotes(reading: Reading) -> Iterator[Fact]:
    """Direct speech: `speaker`, `cue` as written, `mode`, `partial`, `via`; `continued` where it goes on."""
    last: _Said | None = None
    for speech in reading.speech:
        block = reading.block_at(speech.passage.span.start)
        for quoted in speech.passage.quotations:
            attribution, speaker = _said_by(reading, speech, quoted)
            if speaker is not None and attribution is not None:
                cue = _cue(reading, attribution)
                last = _Said(speaker, cue, block.number)
                yield _quote(reading, quoted, last, not _is_direct(attribution), False)
            elif last is not None and _stands_alone(reading, speech, quoted) and last.age <= _LONGEST_PAUSE:
                yield _quote(reading, quoted, last, False, True)
                last.age = 0
        if not speech.passage.quotations:
            if last is not None:
                last.age += 1
            known = [(a, s) for a, s in speech.said if s is not None and a.scope and a.mention.place is not Place.NONE]
            if known:
                last = _Said(known[-1][1], _cue(reading, known[-1][0]), block.number)


_LONGEST_PAUSE = 2


def _said_by(reading: Reading, speech: Speech, quoted: Span) -> tuple[Attribution | None, Speaker | None]:
    """The attribution that holds a quotation, the narrowest of them."""
    best: tuple[int, Attribution, Speaker] | None = None
    for attribution, speaker in speech.said:
        for span in attribution.scope:
            if speaker is None or not (span.start <= quoted.start + 2 and quoted.end - 2 <= span.end):
                continue
            if not _is_speech(reading, quoted, attribution) or _is_weak(attribution):
                continue
            size = span.end - span.start
            if best is None or size <= best[0]:
                best = (size, attribution, speaker)
    return (best[1], best[2]) if best else (None, None)


def _is_weak(attribution: Attribution) -> bool:
    """Whether a fragment in what somebody is reported to have said is the reporter's all the same."""
    mention = attribution.mention
    return attribution.is_nested and mention.place is Place.NONE and not mention.takes & Takes.NAMING


def _is_direct(attribution: Attribution) -> bool:
    return attribution.is_direct


def _is_speech(reading: Reading, quoted: Span, attribution: Attribution) -> bool:
    """Whether a quotation in a report is somebody's words, not a term or title."""
    inner = reading.text[quoted.start + 1 : quoted.end - 1]
    words = inner.split()
    if attribution.is_direct:
        return True
    if not words:
        return False
    return not (_is_attribute(reading, quoted, words) or _is_title(inner, words))


def _is_attribute(reading: Reading, quoted: Span, words: list[str]) -> bool:
    """Whether a word or two describe the noun behind them: a "skinny" deal."""
    following = _WORD.match(reading.text, quoted.end)
    if len(words) > _FEW or following is None or not words[-1][-1].isalnum():
        return False
    if words[0].lower() in clauses.words_of("prepositions"):
        return False
    lower = following[1].lower()
    return not (
        lower in clauses.words_of("prepositions")
        or lower in clauses.words_of("verbs")
        or lower in clauses.words_of("determiners")
        or lower in clauses.words_of("adverbs")
        or lower in clauses.words_of("relatives")
        or lower.endswith(("ed", "ing"))
    )


def _is_title(inner: str, words: list[str]) -> bool:
    """Whether every word has a capital: the title of a work or programme."""
    return len(words) > 1 and all(word[0].isupper() or len(word) < 4 for word in words)


_FEW = 3
_WORD = LazyPattern(r" ([A-Za-z][\w'-]{0,30})")


def _stands_alone(reading: Reading, speech: Speech, quoted: Span) -> bool:
    """Whether a quotation is all that its passage holds."""
    span = speech.passage.span
    return (
        reading.text[span.start : quoted.start].strip(" \n-–—") == ""
        and reading.text[quoted.end : span.end].strip(" .\n") == ""
        and quoted.end - quoted.start > 12
    )


def _cue(reading: Reading, attribution: Attribution) -> str:
    first, last = attribution.mention.cue
    tokens = attribution.passage.tokens
    return " ".join(reading.article.text[tokens[first].start : tokens[last - 1].end].split())


def _quote(reading: Reading, quoted: Span, said: _Said, is_partial: bool, is_continued: bool) -> Fact:
    norm: dict[str, Scalar] = {"speaker": said.speaker.name, "cue": said.cue, "mode": "direct", "partial": is_partial}
    if said.speaker.via:
        norm["via"] = said.speaker.via
    if is_continued:
        norm["continued"] = True
    return reading.fact(Kind.QUOTE, quoted.start, quoted.end, norm)
