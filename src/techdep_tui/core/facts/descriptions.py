"""Whom a phrase names or describes: a name in full, a role's holder, an issuer, or the words as written."""

from __future__ import annotations

from collections.abc import Sequence

from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.facts.cues import GRAMMAR, SPEECH, people
from techdep_tui.core.facts.memory import Memory
from techdep_tui.core.facts.model import Fact, Kind
from techdep_tui.core.facts.name_places import NamePlaces
from techdep_tui.core.facts.speaker import Speaker, bare, head, name_of, named, titles
from techdep_tui.core.facts.stand_ins import StandIns


class Descriptions:
    """Finds the speakers that the phrases of an article name or describe."""

    def __init__(self, names: NamePlaces, memory: Memory) -> None:
        self._names = names
        self._memory = memory
        self._stand_ins = StandIns(names, memory)

    def of(self, span: Span, start: int) -> Speaker:
        """The speaker that some words name or describe; `start` is where their passage begins."""
        names = self._names.within(*span)
        if len(names) == 1 and (names[0].start, names[0].end) == span:
            return named(names[0])
        written = self._names.written(span)
        core = self._head(span, names)
        document = self._of_persons_document(names, core, span)
        if document is not None:
            return document
        persons = [n for n in names if n.kind is Kind.PERSON and self._stands_for_itself(n, span)]
        if persons and not self._hangs_on_description(span, persons[0]):
            return self._of_persons(persons)
        if any(word in people() for word in core):
            return self._stand_ins.for_person(written, core, span)
        bodies = [n for n in names if n.kind is not Kind.PERSON]
        is_called = bool(bodies) and bodies[-1].kind is Kind.ORG and bodies[-1].end == span.end
        if core and core[-1] in SPEECH.stand_ins and core[0] == "the" and not is_called:
            return self._stand_ins.for_body(written, core, span, start)
        if core and core[-1] in SPEECH.documents:
            issuer = self._issuer(bodies, span)
            if issuer is not None:
                return named(issuer)._replace(via=written)
            return self._stand_ins.for_body(written, core, span, start)
        if not bodies:
            unknown = self._of_unknown_name(written, span.start == start)
            return unknown or self._stand_ins.for_body(written, core, span, start)
        return self._of_bodies(bodies, written, span)

    def _of_persons_document(self, names: Sequence[Fact], core: Sequence[str], span: Span) -> Speaker | None:
        """The person whose document it is: "X's statement", "X's page"."""
        if not core or core[-1] not in SPEECH.documents or not names:
            return None
        owner = names[0]
        rest = self._names.text[owner.end : span.end]
        if (
            owner.kind is not Kind.PERSON
            or not rest.startswith(("'s ", "' "))
            or owner.start > span.start + _TITLES
        ):
            return None
        via = " ".join(self._names.original[owner.end : span.end].split()[1:])
        return named(owner)._replace(via=via)

    def _issuer(self, bodies: Sequence[Fact], span: Span) -> Fact | None:
        """The body that gave out a document: the one behind "by", else the first that has no other part."""
        issuers = [body for body in bodies if self._issues(body, span)]
        by = (body for body in issuers if self._names.words_before(body, span.start)[-1:] == ["by"])
        return next(by, issuers[0] if issuers else None)

    def _issues(self, body: Fact, span: Span) -> bool:
        """Whether a body in a document's description gave it out: no "report to X on Y", no "US paper"."""
        before = self._names.words_before(body, span.start)
        is_other = before[-1:] in (["to"], ["on"], ["about"], ["with"])
        if body.kind is Kind.PLACE and body.end < span.end and not before:
            is_other = not self._names.text.startswith("'s", body.end)
        return not is_other and not self._names.is_where(body, span.start)

    def _of_unknown_name(self, written: str, is_first: bool) -> Speaker | None:
        """The person whom words in capitals name, although no name was found there: "Mr. Page"."""
        words = written.split()
        plain = [word for word in words if bare(word) not in titles()]
        if not plain or len(plain) > _LONGEST_NAME or not all(word[0].isupper() for word in plain):
            return None
        is_addressed = len(plain) < len(words)
        if not is_addressed and (
            is_first or plain[-1].lower() in people() or plain[-1].lower() in self._names.original
        ):
            return None
        persons = (name_of(name) for name in self._names.names if name.kind is Kind.PERSON)
        last = next((name for name in persons if name.split()[-1:] == plain[-1:]), None)
        return Speaker(last or " ".join(plain), is_person=True)

    def _stands_for_itself(self, person: Fact, span: Span) -> bool:
        """Whether a person's name belongs to nothing behind it: "X's lawyer", "the X administration"."""
        rest = self._names.text[person.end : span.end].split(maxsplit=1)
        return (
            not rest
            or rest[0] in ("and", "or", "himself", "herself")
            or rest[0][0] in ",("
            or rest[0] in GRAMMAR.prepositions
        )

    def _of_persons(self, persons: Sequence[Fact]) -> Speaker:
        """The person who is named, or two that "and" joins."""
        if len(persons) > 1:
            between = self._names.text[persons[0].end : persons[1].start]
            if between.lstrip(" ,").startswith("and "):
                return Speaker(f"{name_of(persons[0])} and {name_of(persons[1])}", True)
        return named(persons[0])

    def _of_bodies(self, bodies: Sequence[Fact], written: str, span: Span) -> Speaker:
        """The body whose name ends a phrase, or begins one that goes on with a preposition."""
        text = self._names.text
        ending = next((body for body in bodies if not text[body.end : span.end].strip("'s ")), None)
        if ending is not None and self._issues(ending, span):
            joined = text[bodies[0].end : ending.start].split() in (["and"], ["and", "the"])
            name = f"{name_of(bodies[0])} and {name_of(ending)}" if joined else name_of(ending)
            return Speaker(name, False)
        rest = text[bodies[0].end : span.end].split()
        if rest and rest[0].lower() in GRAMMAR.prepositions:
            return named(bodies[0])
        return Speaker(written, False, is_named=False)

    def _head(self, span: Span, names: Sequence[Fact]) -> list[str]:
        """The words of a phrase up to its first preposition, names aside, in lower case."""
        text = self._names.text
        pieces, at = [], span.start
        for name in names:
            pieces.append(text[at : name.start])
            at = max(at, name.end)
        pieces.append(text[at : span.end])
        core = head(" ".join(pieces))
        while len(core) > 1 and core[-1].endswith("ed") and core[-2] in SPEECH.documents:
            core.pop()
        return core

    def _hangs_on_description(self, span: Span, person: Fact) -> bool:
        """Whether a person is only part of a description: "a spokesman for X"."""
        before = self._names.text[span.start : person.start].split()
        is_described = any(word.lower() in people() for word in before)
        while before and bare(before[-1]) in titles():
            before.pop()
        return is_described and bool(before) and before[-1] in GRAMMAR.prepositions


_LONGEST_NAME = 3
_TITLES = 30
"""Characters of a phrase in front of an owner, which are titles."""
