"""Who the source of a report is: the fullest name in the article, or the description as it is written."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.facts.antecedents import Antecedents
from techdep_tui.core.facts.attributions import Attribution
from techdep_tui.core.facts.cues import ACCORDING, GRAMMAR, SPEECH, cues, people
from techdep_tui.core.facts.descriptions import Descriptions
from techdep_tui.core.facts.genders import pronouns
from techdep_tui.core.facts.memory import Memory
from techdep_tui.core.facts.mention import Place
from techdep_tui.core.facts.model import Fact, Kind
from techdep_tui.core.facts.name_places import NamePlaces
from techdep_tui.core.facts.reporters import reporter
from techdep_tui.core.facts.speaker import Speaker, head, name_of, named, speaks, standing_for, without_date


class Speakers:
    """Finds the speakers of an article, passage after passage."""

    def __init__(self, text: str, original: str, names: Sequence[Fact]) -> None:
        self._text = text
        self._names = NamePlaces(text, original, names)
        self._memory = Memory(pronouns(text, names))
        self._antecedents = Antecedents(self._names, self._memory)
        self._descriptions = Descriptions(self._names, self._memory)

    def subject(self, span: Span, quotations: Sequence[Span]) -> Speaker | None:
        """Whom a passage without any attribution is about: a pronoun at its head, or its first name."""
        word = self._first_word(span)
        if word in ("he", "she") and self._memory.person is not None:
            return standing_for(self._memory.person, word)
        return self._subject(span, quotations)

    def read(
        self, span: Span, quotations: Sequence[Span], found: Sequence[Attribution]
    ) -> list[Speaker | None]:
        """The speakers of a passage's attributions, `None` where none is found."""
        speakers: list[Speaker | None] = []
        subject = self._subject(span, quotations)
        for attribution in found:
            outer = [
                (speaker, other)
                for speaker, other in zip(speakers, found, strict=False)
                if speaker is not None and not other.is_nested and other.mention.place is not Place.NONE
            ]
            if outer and _goes_on(attribution, outer[-1][1]):
                speakers.append(outer[-1][0])
                continue
            speaker = self._speaker(attribution, [speaker for speaker, _ in outer], subject)
            speakers.append(self._with_reporter(attribution, speaker) if speaker is not None else None)
        _put_second_hand(speakers, found)
        if found and found[0].mention.is_shared and found[0].mention.cue[0] == 0:
            speakers[0] = next((speaker for speaker in speakers[1:] if speaker is not None), speakers[0])
        known = [s for s, a in zip(speakers, found, strict=True) if s is not None and not a.is_nested]
        for speaker in (*([subject] if subject is not None else []), *known):
            self._memory.remember(speaker)
        self._memory.spoke.extend(known)
        self._memory.nested.extend(s for s, a in zip(speakers, found, strict=True) if s and a.is_nested)
        return speakers

    def _with_reporter(self, attribution: Attribution, speaker: Speaker) -> Speaker:
        """A speaker with the medium or paper that stands with the cue."""
        mention, p = attribution.mention, attribution.passage
        if mention.end <= mention.cue[1]:
            return speaker
        names = self._names.within(p.ends[mention.cue[1] - 1], p.ends[min(mention.end, len(p)) - 1])
        via = reporter(p, mention, names)
        return speaker._replace(via=via) if via is not None else speaker

    def _addressed(self, attribution: Attribution) -> frozenset[str]:
        """Who stands with a cue and so is not its source: "he told X"."""
        mention, p = attribution.mention, attribution.passage
        if mention.end <= mention.cue[1]:
            return frozenset()
        names = self._names.within(p.ends[mention.cue[1] - 1], p.ends[min(mention.end, len(p)) - 1])
        return frozenset(map(name_of, names))

    def _first_word(self, span: Span) -> str:
        return self._text[span.start : span.start + _WORD].lower().split(" ")[0]

    def _subject(self, span: Span, quotations: Sequence[Span]) -> Speaker | None:
        """Whom a passage is likely to be about: its first name, the person behind an office."""
        first: Fact | None = None
        word = self._first_word(span)
        is_led_in = word in _lead_ins()
        for name in self._names.within(
            span.start, min(span.end, span.start + (_FURTHER if is_led_in else _FAR))
        ):
            if first is not None and name.start > first.end + _OFFICE:
                break
            is_likely = name.kind is Kind.PERSON or (first is None and name.kind is not Kind.PLACE)
            if is_likely and self._names.is_acting(name, quotations):
                if is_led_in and "," not in self._text[max(span.start, name.start - _OFFICE) : name.start]:
                    continue
                first = name
                if name.kind is Kind.PERSON:
                    break
        if word == "the":
            described = self._described(span, first.start if first is not None else span.end)
            if described is not None:
                return described
        return named(first) if first is not None else self._owner(span, quotations)

    def _owner(self, span: Span, quotations: Sequence[Span]) -> Speaker | None:
        """The person whose thing a passage begins with: "X's book …"."""
        names = self._names.within(span.start, span.start + _OFFICE)
        if not names or names[0].kind is not Kind.PERSON or quotations:
            return None
        return named(names[0]) if self._text.startswith("'s ", names[0].end) else None

    def _described(self, span: Span, before: int) -> Speaker | None:
        """Whom a passage is about that begins with "The minister" or "The company", in front of any name."""
        words = self._text[span.start : min(before, span.start + _DESCRIPTION)].split(" ")[:-1]
        at = span.start + len(words[0]) if words else span.start
        for word in words[1:]:
            at += 1 + len(word)
            plain = word.lower()
            if plain in GRAMMAR.prepositions or not plain.isalpha():
                return None
            if plain in people() or plain in SPEECH.stand_ins:
                return self._descriptions.of(Span(span.start, at), span.start)
        return None

    def _speaker(
        self, attribution: Attribution, earlier: Sequence[Speaker], subject: Speaker | None
    ) -> Speaker | None:
        """Who an attribution's source is; `earlier` are the speakers before it in the passage."""
        mention, passage = attribution.mention, attribution.passage
        first, last = mention.source
        if first == last:
            return subject._replace(why="named first in the sentence") if subject is not None else None
        last = without_date(passage, first, last)
        span = Span(passage.starts[first], passage.ends[last - 1])
        word = passage.word(first)
        word = _OBJECTS.get(word, word)
        if last - first == 1 and word in SPEECH.pronouns:
            before = passage.span.start if mention.place is Place.BEFORE else span.start
            others = self._addressed(attribution)
            return self._antecedents.of(word, before, passage, earlier, subject, others)
        if last - first == 1 and word in ("this", "that", "these", "those"):
            return None
        if word in ("let", "lets") or (word in cues() and word.endswith("ed") and last - first > 1):
            return None
        speaker = self._descriptions.of(span, passage.span.start)
        return speaker if _is_source(speaker, attribution) else None


def _goes_on(attribution: Attribution, earlier: Attribution) -> bool:
    """Whether an attribution's source is that of an earlier one: no subject stands between the two.

    A subject that is reported to do something is not the one who speaks.
    """
    first, last = attribution.mention.source
    if not attribution.mention.is_shared or first == last or first < earlier.mention.cue[1]:
        return attribution.mention.is_shared
    position = attribution.passage.starts[first]
    return any(span.start <= position < span.end for span in earlier.report)


def _is_source(speaker: Speaker, attribution: Attribution) -> bool:
    """Whether somebody or something may be the source of an attribution."""
    mention, verb = attribution.mention, attribution.mention.verb
    if verb.is_finding and speaker.is_person and not attribution.is_direct:
        return False
    if verb is ACCORDING:
        return speaker.is_named or head(speaker.name)[-1] not in SPEECH.measures
    if not speaker.is_named and len(speaker.name.split()) > _LONGEST:
        return False
    must_speak = mention.is_shared or not verb.is_speech
    must_speak = must_speak or (mention.place is Place.BEFORE and not verb.is_saying)
    is_beside = attribution.is_direct and not (mention.is_shared or verb.is_naming)
    return is_beside or not must_speak or speaks(speaker, is_first=mention.source[0] == 0)


def _put_second_hand(speakers: list[Speaker | None], found: Sequence[Attribution]) -> None:
    """Who is only named for another's speech ("…," X said, according to Y) becomes its reporter."""
    for index in range(1, len(found)):
        speaker, earlier = speakers[index], speakers[index - 1]
        if found[index].is_second_hand and speaker is not None and earlier is not None:
            speakers[index - 1] = earlier._replace(via=speaker.name)
            speakers[index] = None


@cache
def _lead_ins() -> frozenset[str]:
    """Words with which a sentence begins whose subject stands behind a comma."""
    return GRAMMAR.prepositions | SPEECH.clause_words | SPEECH.temporal | {"earlier", "later", "last"}


_WORD = 12
_FURTHER = 240
"""Characters into it where something leads it in."""
_FAR = 80
"""Characters into a passage within which its subject is looked for."""
_OFFICE = 15
"""Characters between an office and the person who holds it."""
_OBJECTS = {"him": "he", "them": "they", "her": "she"}
"""Pronouns behind "according to"."""
_LONGEST = 16
"""Words of the description of a source; more are a clause."""
_DESCRIPTION = 60
"""Characters of a description at the head of a passage."""
