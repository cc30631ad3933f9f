"""Who the source of a report is: the fullest name in the article, or the description as it is written."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.facts import clauses
from techdep_tui.core.facts.attributions import Attribution
from techdep_tui.core.facts.cues import words_of
from techdep_tui.core.facts.model import Fact, Kind
from techdep_tui.core.facts.passages import Passage


class Speaker(NamedTuple):
    """A source: its name or description, and through whom or what it is reported."""

    name: str
    is_person: bool
    via: str | None = None
    why: str = ""


class Speakers:
    """Finds the speakers of an article, passage after passage."""

    def __init__(self, text: str, original: str, names: Sequence[Fact]) -> None:
        self._text = text
        self._original = original
        self._names = names
        self._starts = [name.start for name in names]
        self._person: Speaker | None = None
        self._body: Speaker | None = None
        self._last: Speaker | None = None
        self._described: list[Speaker] = []

    def read(self, passage: Passage, found: Sequence[Attribution]) -> list[Speaker | None]:
        """The speakers of a passage's attributions, `None` where none is found."""
        speakers: list[Speaker | None] = []
        subject = self._subject_of(passage)
        for attribution in found:
            speaker = self._speaker(attribution, speakers, subject)
            speakers.append(speaker)
        self._remember(speakers, subject)
        return speakers

    def _within(self, start: int, end: int) -> Sequence[Fact]:
        return self._names[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _subject_of(self, passage: Passage) -> Fact | None:
        """The first name of a passage outside of quotations."""
        for name in self._within(*passage.span):
            if name.start - passage.span.start > _FAR:
                return None
            if name.kind is Kind.PLACE or self._text.startswith("'s", name.end):
                continue
            if not any(q.start < name.start < q.end for q in passage.quotations):
                return name
        return None

    def _remember(self, speakers: Sequence[Speaker | None], subject: Fact | None) -> None:
        known = [speaker for speaker in speakers if speaker is not None]
        if not known and subject is not None:
            known = [Speaker(_name(subject), subject.kind is Kind.PERSON)]
        for speaker in known:
            self._last = speaker
            if speaker.is_person:
                self._person = speaker
            else:
                self._body = speaker

    def _speaker(
        self, attribution: Attribution, earlier: Sequence[Speaker | None], subject: Fact | None
    ) -> Speaker | None:
        mention, passage = attribution.mention, attribution.passage
        if mention.is_shared or mention.source[0] == mention.source[1]:
            known = next((speaker for speaker in reversed(earlier) if speaker is not None), None)
            if known is not None or subject is None:
                return known
            return Speaker(_name(subject), subject.kind is Kind.PERSON)
        first, last = mention.source
        start, end = passage.tokens[first].start, passage.tokens[last - 1].end
        words = [token.lower for token in passage.tokens[first:last]]
        if len(words) == 1 and words[0] in words_of("pronouns"):
            return self._of_pronoun(words[0], start, passage, earlier)
        return self._of_phrase(Span(start, end), words)

    def _of_pronoun(
        self, pronoun: str, start: int, passage: Passage, earlier: Sequence[Speaker | None]
    ) -> Speaker | None:
        if pronoun in ("i", "we", "you"):
            return None
        wants_person = pronoun in ("he", "she")
        for speaker in reversed(earlier):
            if speaker is not None and speaker.is_person == wants_person:
                return speaker
        for name in self._within(passage.span.start, start):
            if (name.kind is Kind.PERSON) == wants_person and not self._is_quoted(name, passage):
                return Speaker(_name(name), wants_person)
        if pronoun == "they":
            return self._last
        return self._person if wants_person else self._body

    def _is_quoted(self, name: Fact, passage: Passage) -> bool:
        return any(q.start < name.start < q.end for q in passage.quotations)

    def _of_phrase(self, span: Span, words: Sequence[str]) -> Speaker:
        """The speaker that some words name or describe."""
        named = self._within(*span)
        persons = [n for n in named if n.kind is Kind.PERSON and not self._text.startswith("'s", n.end)]
        head = self._head(span, named)
        if persons and not self._hangs_on_description(span, persons[0]):
            joined = " and ".join(dict.fromkeys(_name(person) for person in persons[:2])) if " and " in self._text[
                persons[0].end : span.end
            ] else _name(persons[-1] if len(persons) > 1 and persons[0].end + 2 > persons[-1].start else persons[0])
            return Speaker(joined, True)
        described = self._written(span)
        if any(word in words_of("people") for word in head):
            return self._of_role(described, head)
        bodies = [n for n in named if n.kind is not Kind.PERSON]
        if any(word in words_of("documents") for word in head):
            issuer = bodies[-1] if bodies else None
            return Speaker(_name(issuer), False, described) if issuer else self._of_stand_in(described, head)
        if bodies:
            last = bodies[-1]
            if last.end >= span.end - 2 or not self._text[last.end : span.end].strip("'s "):
                return Speaker(_name(last), False)
            at = bodies[0]
            if " in " in self._text[at.end : span.end] or " on " in self._text[at.end : span.end]:
                return Speaker(_name(at), False)
            return Speaker(described, False)
        return self._of_stand_in(described, head)

    def _head(self, span: Span, named: Sequence[Fact]) -> list[str]:
        """The words of a phrase up to its first preposition, without names."""
        text = self._text
        chars = list(text[span.start : span.end])
        for name in named:
            chars[name.start - span.start : name.end - span.start] = " " * (name.end - name.start)
        head: list[str] = []
        for word in "".join(chars).lower().split():
            if word in clauses.words_of("prepositions") and head:
                break
            head.append(word.strip(",'\""))
        return head

    def _hangs_on_description(self, span: Span, person: Fact) -> bool:
        """Whether a person is only part of a description: "a spokesman for X"."""
        before = self._text[span.start : person.start].lower().split()
        return any(word in words_of("people") for word in before) and before[-1] in ("for", "of", "to", "with", "by")

    def _of_role(self, described: str, head: Sequence[str]) -> Speaker:
        """The person who holds a role in the text: "the minister"."""
        words = [w for w in head if w not in clauses.words_of("determiners")]
        if head and head[0] == "the" and len(words) <= 4:
            role = words[-1]
            if self._person is not None and role in self._person.name.lower():
                return self._person
            for name in reversed(self._names):
                held = str(name.norm.get("role") or "").lower()
                if name.kind is Kind.PERSON and role in held.split():
                    return Speaker(_name(name), True)
            for speaker in reversed(self._described):
                if role in speaker.name.lower().split():
                    return speaker
        speaker = Speaker(described, True)
        self._described.append(speaker)
        return speaker

    def _of_stand_in(self, described: str, head: Sequence[str]) -> Speaker:
        """The body that words such as "the company" stand for."""
        words = [w for w in head if w not in clauses.words_of("determiners")]
        if head and head[0] in ("the", "this", "that") and words and words[-1] in words_of("stand_ins"):
            for name in reversed(self._names):
                if name.kind is Kind.ORG and words[-1] in _name(name).lower().split():
                    return Speaker(_name(name), False)
            if self._body is not None:
                return self._body
        if head and head[0] in ("the", "this") and words and words[-1] in words_of("documents") and self._body:
            return self._body._replace(via=described)
        return Speaker(described, False)

    def _written(self, span: Span) -> str:
        """A description as written, without article."""
        words = " ".join(self._original[span.start : span.end].split())
        first, _, rest = words.partition(" ")
        return rest if first.lower() in ("the", "a", "an") and rest else words


_FAR = 80
"""Characters into a passage within which its subject is looked for."""


def _name(fact: Fact) -> str:
    return str(fact.norm.get("name") or "")
