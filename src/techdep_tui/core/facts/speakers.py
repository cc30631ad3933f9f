"""Who the source of a report is: the fullest name in the article, or the description as it is written."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.facts import lexicon
from techdep_tui.core.facts.attributions import Attribution
from techdep_tui.core.facts.cues import ACCORDING, GRAMMAR, SPEECH, people
from techdep_tui.core.facts.genders import pronouns
from techdep_tui.core.facts.mention import Place
from techdep_tui.core.facts.model import Fact, Kind
from techdep_tui.core.facts.passages import Passage
from techdep_tui.core.facts.reporters import reporter
from techdep_tui.core.facts.speaker import (
    Speaker,
    bare,
    fits,
    head,
    name_of,
    named,
    speaks,
    standing_for,
    titles,
    without_date,
)


class Speakers:
    """Finds the speakers of an article, passage after passage.

    The last person and body are remembered, all who were named, and who spoke, in order.
    """

    def __init__(self, text: str, original: str, names: Sequence[Fact]) -> None:
        self._text = text
        self._original = original
        self._names = names
        self._starts = [name.start for name in names]
        self._person: Speaker | None = None
        self._body: Speaker | None = None
        self._last: Speaker | None = None
        self._history: list[Speaker] = []
        self._spoke: list[Speaker] = []
        self._pronouns = pronouns(text, names)

    def subject(self, span: Span, quotations: Sequence[Span]) -> Speaker | None:
        """Whom a passage without any attribution is about: a pronoun at its head, or its first name."""
        word = self._text[span.start : span.start + _WORD].lower().split(" ")[0]
        if word in ("he", "she") and self._person is not None:
            return standing_for(self._person, word)
        return self._subject(span, quotations)

    def read(
        self, span: Span, quotations: Sequence[Span], found: Sequence[Attribution]
    ) -> list[Speaker | None]:
        """The speakers of a passage's attributions, `None` where none is found."""
        speakers: list[Speaker | None] = []
        subject = self._subject(span, quotations)
        for attribution in found:
            outer = [
                speaker
                for speaker, other in zip(speakers, found, strict=False)
                if speaker is not None and not other.is_nested and other.mention.place is not Place.NONE
            ]
            speaker = self._speaker(attribution, outer, subject)
            speakers.append(self._with_reporter(attribution, speaker) if speaker is not None else None)
        self._put_second_hand(speakers, found)
        if found and found[0].mention.is_shared and found[0].mention.cue[0] == 0:
            speakers[0] = next((speaker for speaker in speakers[1:] if speaker is not None), speakers[0])
        known = [s for s, a in zip(speakers, found, strict=True) if s is not None and not a.is_nested]
        for speaker in known or ([subject] if subject is not None else []):
            self._remember(speaker)
        self._spoke.extend(known)
        return speakers

    def _with_reporter(self, attribution: Attribution, speaker: Speaker) -> Speaker:
        """A speaker with the medium or paper that stands with the cue."""
        mention, p = attribution.mention, attribution.passage
        if mention.end <= mention.cue[1]:
            return speaker
        names = self._within(p.ends[mention.cue[1] - 1], p.ends[min(mention.end, len(p)) - 1])
        via = reporter(p, mention, names)
        return speaker._replace(via=via) if via is not None else speaker

    def _put_second_hand(self, speakers: list[Speaker | None], found: Sequence[Attribution]) -> None:
        """Who is only named for another's speech ("…," X said, according to Y) becomes its reporter."""
        for index in range(1, len(found)):
            speaker, earlier = speakers[index], speakers[index - 1]
            if found[index].is_second_hand and speaker is not None and earlier is not None:
                speakers[index - 1] = earlier._replace(via=speaker.name)
                speakers[index] = None

    def _remember(self, speaker: Speaker) -> None:
        if speaker.why or speaker.via:
            speaker = speaker._replace(why="", via=None)
        self._last = speaker
        if speaker.is_person and not speaker.is_plural:
            self._person = speaker
        elif speaker.is_named and not speaker.is_person:
            self._body = speaker
        self._history.append(speaker)

    def _within(self, start: int, end: int) -> Sequence[Fact]:
        return self._names[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _before(self, position: int) -> Sequence[Fact]:
        """The names in front of a position, those of a long article at most."""
        end = bisect_left(self._starts, position)
        return self._names[max(0, end - _MOST_NAMES) : end]

    def _unquoted(self, start: int, end: int, quotations: Sequence[Span]) -> list[Fact]:
        """The names in a stretch of a passage that are neither quoted nor somebody's whose thing it is."""
        return [name for name in self._within(start, end) if self._is_unquoted(name, quotations)]

    def _is_unquoted(self, name: Fact, quotations: Sequence[Span]) -> bool:
        if self._text.startswith("'s", name.end):
            return False
        return not any(quoted.start < name.start < quoted.end for quoted in quotations)

    def _subject(self, span: Span, quotations: Sequence[Span]) -> Speaker | None:
        """Whom a passage is likely to be about: its first name, the person behind an office."""
        first: Fact | None = None
        is_led_in = self._text[span.start : span.start + _WORD].lower().split(" ")[0] in _lead_ins()
        for name in self._within(span.start, min(span.end, span.start + (_FURTHER if is_led_in else _FAR))):
            if first is not None and name.start > first.end + _OFFICE:
                break
            is_likely = name.kind is Kind.PERSON or (first is None and name.kind is not Kind.PLACE)
            if is_likely and self._is_unquoted(name, quotations):
                if is_led_in and "," not in self._text[max(span.start, name.start - _OFFICE) : name.start]:
                    continue
                first = name
                if name.kind is Kind.PERSON:
                    break
        return named(first) if first is not None else None

    def _speaker(
        self, attribution: Attribution, earlier: Sequence[Speaker], subject: Speaker | None
    ) -> Speaker | None:
        """Who an attribution's source is; `earlier` are the speakers before it in the passage."""
        mention, passage = attribution.mention, attribution.passage
        first, last = mention.source
        if mention.is_shared and earlier:
            return earlier[-1]
        if first == last:
            return subject._replace(why="named first in the sentence") if subject is not None else None
        last = without_date(passage, first, last)
        span = Span(passage.starts[first], passage.ends[last - 1])
        word = passage.word(first)
        if last - first == 1 and word in SPEECH.pronouns:
            before = span.start if mention.place is Place.BEHIND else passage.span.start
            return self._of_pronoun(word, before, passage, earlier, subject)
        if last - first == 1 and word in ("this", "that", "these", "those"):
            return None
        speaker = self._of_phrase(span, passage.span.start)
        verb = mention.verb
        if verb.is_finding and speaker.is_person and not attribution.is_direct:
            return None
        if verb is ACCORDING:
            return speaker if speaker.is_named or head(speaker.name)[-1] not in SPEECH.measures else None
        must_speak = mention.is_shared or not verb.is_speech
        must_speak = must_speak or (mention.place is Place.BEFORE and not verb.is_saying)
        must_speak = must_speak and not (attribution.is_direct and not mention.is_shared)
        return speaker if not must_speak or speaks(speaker, is_first=first == 0) else None

    def _of_pronoun(
        self,
        pronoun: str,
        before: int,
        passage: Passage,
        earlier: Sequence[Speaker],
        subject: Speaker | None,
    ) -> Speaker | None:
        """The one a pronoun stands for: somebody earlier in the passage, or who spoke before."""
        if pronoun in ("i", "we", "you"):
            return None
        speaker = self._fitting(pronoun, before, passage, earlier) or self._last or subject
        return standing_for(speaker, pronoun) if speaker is not None else None

    def _fitting(
        self, pronoun: str, before: int, passage: Passage, earlier: Sequence[Speaker]
    ) -> Speaker | None:
        """Who was named or spoke last and fits a pronoun."""
        wants_person = pronoun in ("he", "she")
        if pronoun == "they":
            return next((s for s in reversed(earlier) if s.is_plural), self._last)
        for speaker in reversed(earlier):
            if speaker.is_person == wants_person and not speaker.is_plural and self._is(speaker, pronoun):
                return speaker
        for name in self._unquoted(passage.span.start, before, passage.quotations):
            if (name.kind is Kind.PERSON) == wants_person and self._is(named(name), pronoun):
                return named(name)
        if not wants_person:
            return self._body
        recent = reversed(self._history[-_REMEMBERED:])
        return next(
            (s for s in recent if s.is_person and not s.is_plural and self._is(s, pronoun)), self._person
        )

    def _is(self, speaker: Speaker, pronoun: str) -> bool:
        """Whether nothing in the article speaks against a pronoun for a speaker."""
        return self._pronouns.get(speaker.name, pronoun) == pronoun

    def _of_phrase(self, span: Span, start: int) -> Speaker:
        """The speaker that some words name or describe."""
        names = self._within(*span)
        if len(names) == 1 and (names[0].start, names[0].end) == span:
            return named(names[0])
        written = self._written(span)
        core = self._head(span, names)
        persons = [n for n in names if n.kind is Kind.PERSON and self._stands_for_itself(n, span)]
        if persons and not self._hangs_on_description(span, persons[0]):
            return self._of_persons(persons, span)
        if any(word in people() for word in core):
            return self._of_role(written, core, span)
        bodies = [n for n in names if n.kind is not Kind.PERSON]
        if core and core[-1] in SPEECH.stand_ins and core[0] == "the":
            return self._of_stand_in(written, core, span, start)
        if core and core[-1] in SPEECH.documents:
            issuers = [body for body in bodies if self._issues(body, span)]
            by = (body for body in issuers if self._words_before(body, span)[-1:] == ["by"])
            issuer = next(by, issuers[0] if issuers else None)
            if issuer is not None:
                return named(issuer)._replace(via=written)
            return self._of_stand_in(written, core, span, start)
        if not bodies:
            unknown = self._of_unknown_name(written, span.start == start)
            return unknown or self._of_stand_in(written, core, span, start)
        return self._of_bodies(bodies, written, span)

    def _of_unknown_name(self, written: str, is_first: bool) -> Speaker | None:
        """The person whom words in capitals name, although no name was found there: "Mr. Page"."""
        words = written.split()
        plain = [word for word in words if bare(word) not in titles()]
        if not plain or len(plain) > _LONGEST_NAME or not all(word[0].isupper() for word in plain):
            return None
        is_addressed = len(plain) < len(words)
        if not is_addressed and (
            is_first or plain[-1].lower() in people() or plain[-1].lower() in self._original
        ):
            return None
        persons = (name_of(name) for name in self._names if name.kind is Kind.PERSON)
        last = next((name for name in persons if name.split()[-1:] == plain[-1:]), None)
        return Speaker(last or " ".join(plain), is_person=True)

    def _stands_for_itself(self, person: Fact, span: Span) -> bool:
        """Whether a person's name belongs to nothing behind it: "X's lawyer", "the X administration"."""
        rest = self._text[person.end : span.end].split(maxsplit=1)
        return (
            not rest
            or rest[0] in ("and", "or", "himself", "herself")
            or rest[0][0] in ",("
            or rest[0] in GRAMMAR.prepositions
        )

    def _of_persons(self, persons: Sequence[Fact], span: Span) -> Speaker:
        """The person who is named, or two that "and" joins."""
        if len(persons) > 1 and self._text[persons[0].end : persons[1].start].lstrip(" ,").startswith("and "):
            return Speaker(f"{name_of(persons[0])} and {name_of(persons[1])}", True)
        return named(persons[0])

    def _of_bodies(self, bodies: Sequence[Fact], written: str, span: Span) -> Speaker:
        """The body whose name ends a phrase, or begins one that goes on with a preposition."""
        ending = next((body for body in bodies if not self._text[body.end : span.end].strip("'s ")), None)
        if ending is not None and not self._is_where(ending, span):
            joined = self._text[bodies[0].end : ending.start].split() in (["and"], ["and", "the"])
            name = f"{name_of(bodies[0])} and {name_of(ending)}" if joined else name_of(ending)
            return Speaker(name, False)
        rest = self._text[bodies[0].end : span.end].split()
        if rest and rest[0].lower() in GRAMMAR.prepositions:
            return named(bodies[0])
        return Speaker(written, False, is_named=False)

    def _is_where(self, body: Fact, span: Span) -> bool:
        """Whether a place only tells where somebody is: "the ministry in X"."""
        before = self._words_before(body, span)
        return body.kind is Kind.PLACE and before[-1:] in (["in"], ["at"], ["on"], ["near"], ["from"])

    def _issues(self, body: Fact, span: Span) -> bool:
        """Whether a body in the description of a document gave it out: no "report to X on Y"."""
        before = self._words_before(body, span)
        return before[-1:] not in (["to"], ["on"], ["about"], ["with"]) and not self._is_where(body, span)

    def _words_before(self, body: Fact, span: Span) -> list[str]:
        """The words of a phrase in front of a name in it, in lower case and without determiners there."""
        words = self._text[span.start : body.start].lower().split()
        while words and words[-1] in GRAMMAR.determiners:
            words.pop()
        return words

    def _head(self, span: Span, names: Sequence[Fact]) -> list[str]:
        """The words of a phrase up to its first preposition, names aside, in lower case."""
        pieces, at = [], span.start
        for name in names:
            pieces.append(self._text[at : name.start])
            at = max(at, name.end)
        pieces.append(self._text[at : span.end])
        return head(" ".join(pieces))

    def _hangs_on_description(self, span: Span, person: Fact) -> bool:
        """Whether a person is only part of a description: "a spokesman for X"."""
        before = self._text[span.start : person.start].split()
        is_described = any(word.lower() in people() for word in before)
        while before and bare(before[-1]) in titles():
            before.pop()
        return is_described and bool(before) and before[-1] in GRAMMAR.prepositions

    def _of_role(self, written: str, core: Sequence[str], span: Span) -> Speaker:
        """The person who holds a role in the text: "the minister"; else the description."""
        words = [word for word in core if word not in GRAMMAR.determiners]
        if core and core[0] == "the" and words:
            role = words[-1]
            holder = self._holder(words, span.start)
            if holder is not None:
                return holder._replace(why=f'"{written}" is a role of theirs')
            recent = self._history[-_REMEMBERED:][::-1]
            wanted = set(written.lower().split())
            same = next((s for s in recent if not s.is_named and wanted <= set(s.name.lower().split())), None)
            if same is not None:
                return standing_for(same, written)
            for speaker in recent:
                is_title = role in SPEECH.titles and speaker.is_named and speaker.is_person
                if is_title or (not speaker.is_named and role in speaker.name.lower().split()):
                    return standing_for(speaker, written)
        if self._body is not None and words[:1] and words[0] in ("company", "firm"):
            written = f"{self._body.name} {written.split(' ', 1)[-1]}"
        return Speaker(written, True, is_named=False)

    def _holder(self, role: Sequence[str], position: int) -> Speaker | None:
        """The person at whose name a role is written: who spoke last, else who was named last."""
        persons = [name for name in self._before(position) if name.kind is Kind.PERSON]
        whole = " ".join(role)
        before = [name for name in persons if self._is_called(name, whole)]
        others = (role[-1], *str(lexicon.read("cues")["called"].get(role[-1], "")).split())
        before = before or [name for name in persons if any(self._is_called(name, other) for other in others)]
        before = [name for name in before if self._is_called_so_alone(name, role[-1])] or before
        holders = {name_of(name) for name in before}
        spoke = next(
            (s for s in reversed(self._history[-_MOST_NAMES:]) if s.is_person and s.name in holders), None
        )
        return spoke or (named(before[-1]) if before else None)

    def _is_called_so_alone(self, person: Fact, role: str) -> bool:
        """Whether a role stands in front of a name without a word that tells it from others' ("French")."""
        words = self._original[max(0, person.start - _BEFORE_NAME) : person.start].split()
        return bool(words) and words[-1].lower() == role and not (len(words) > 1 and words[-2][0].isupper())

    def _is_called(self, person: Fact, role: str) -> bool:
        """Whether a role is written in front of a person's name, or is known to be theirs."""
        written = self._text[max(0, person.start - len(role) - 1) : person.start].lower()
        return written == f"{role} " or f" {role} " in f" {_role(person)} "

    def _of_stand_in(self, written: str, core: Sequence[str], span: Span, start: int) -> Speaker:
        """The body that words such as "the company" or "the report" stand for."""
        words = [word for word in core if word not in GRAMMAR.determiners]
        is_definite = bool(core) and core[0] in ("the", "this", "that", "its", "their")
        is_own = (
            bool(words) and words[-1] in SPEECH.offices and any(w[0].isupper() for w in written.split()[:-1])
        )
        if is_definite and words and len(words) <= _SHORT and words[-1] in SPEECH.stand_ins and not is_own:
            body = self._fitting_body(words[-1], span, start)
            if body is not None:
                return standing_for(body, written)
        if is_definite and words and words[-1] in SPEECH.documents:
            issuer = self._issuer(words[-1])
            if issuer is not None:
                return standing_for(issuer, written)._replace(via=written)
        return Speaker(written, False, is_named=False)

    def _issuer(self, document: str) -> Speaker | None:
        """Who gave out a document that is spoken of: who was cited by one, or who spoke last."""
        for speaker in reversed(self._spoke[-_REMEMBERED:]):
            if speaker.is_named and document in (speaker.via or "").lower().split():
                return speaker
        return self._spoke[-1] if self._spoke and self._spoke[-1].is_named else None

    def _fitting_body(self, word: str, span: Span, start: int) -> Speaker | None:
        """The body that a word such as "bank" stands for: so called, in the same passage, or the last one."""
        before = [n for n in self._before(span.start) if n.kind is Kind.ORG and fits(word, n)]
        spelled = next((n for n in reversed(before) if word in name_of(n).lower().split()), None)
        if spelled is not None:
            return named(spelled)
        if before and before[-1].start >= start:
            return named(before[-1])
        if self._body is not None and (not before or any(name_of(n) == self._body.name for n in before)):
            return self._body
        return named(before[-1]) if before else None

    def _written(self, span: Span) -> str:
        """A description as written, without article."""
        words = " ".join(self._original[span.start : span.end].split())
        first, _, rest = words.partition(" ")
        return rest if first.lower() in ("the", "a", "an") and rest else words


@cache
def _lead_ins() -> frozenset[str]:
    """Words with which a sentence begins whose subject stands behind a comma."""
    return GRAMMAR.prepositions | SPEECH.clause_words | SPEECH.temporal | {"earlier", "later", "last"}


def _role(person: Fact) -> str:
    """The role that is written at a person's name, in lower case."""
    return str(person.norm.get("role") or "").lower().replace("-", " ")


_WORD = 12
_FURTHER = 240
"""Characters into it where something leads it in."""
_FAR = 80
"""Characters into a passage within which its subject is looked for."""
_OFFICE = 15
"""Characters between an office and the person who holds it."""
_SHORT = 5
"""Words of a description that stands for somebody, at most."""
_REMEMBERED = 20
"""Speakers back that other words may stand for."""
_MOST_NAMES = 400
"""Names back among which a role or body is looked for."""
_LONGEST_NAME = 3
_BEFORE_NAME = 40
"""Characters in front of a name in which its role may stand."""
