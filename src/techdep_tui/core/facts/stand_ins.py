"""For whom "the minister", "the company" or "the report" stands that was named or spoke before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.facts import lexicon
from techdep_tui.core.facts.cues import GRAMMAR, SPEECH
from techdep_tui.core.facts.genders import of_role
from techdep_tui.core.facts.memory import Memory
from techdep_tui.core.facts.model import Fact, Kind
from techdep_tui.core.facts.name_places import NamePlaces
from techdep_tui.core.facts.speaker import Speaker, fits, head, kind_of, name_of, named, standing_for


class StandIns:
    """Finds those for whom descriptions with "the" stand."""

    def __init__(self, names: NamePlaces, memory: Memory) -> None:
        self._names = names
        self._memory = memory

    def for_person(self, written: str, core: Sequence[str], span: Span) -> Speaker:
        """The person who holds a role in the text: "the minister"; else the description."""
        words = [word for word in core if word not in GRAMMAR.determiners]
        if core and core[0] == "the" and words:
            holder = self._holder(words, span.start)
            if holder is not None:
                return holder._replace(why=f'"{written}" is a role of theirs')
            same = self._described_before(written, words)
            if same is not None:
                return standing_for(same, written)
        body = self._memory.body
        if body is not None and body.is_named and words[:1] and words[0] in ("company", "firm"):
            written = f"{body.name} {written.split(' ', 1)[-1]}"
        return Speaker(written, True, is_named=False)

    def _described_before(self, written: str, words: Sequence[str]) -> Speaker | None:
        """Who was described so before with as many words or more, or is somebody with such a title."""
        wanted, role = set(written.lower().split()), words[-1]
        recent = list(self._memory.recent())
        same = [s for s in recent if not s.is_named and wanted <= set(s.name.lower().split())]
        if same:
            return same[0]
        for speaker in reversed(recent) if "first" in words else recent:
            if not speaker.is_named and role in head(speaker.name):
                return speaker
        if role in SPEECH.titles:
            return self._titled(role, recent)
        if role in SPEECH.informants:
            return next((speaker for speaker in recent if _informs(speaker, role.endswith(_PLURAL))), None)
        return None

    def _titled(self, role: str, recent: Sequence[Speaker]) -> Speaker | None:
        """The person who may have a title that is written at nobody's name: who spoke last.

        The head of something is the one who is named most and has no other role.
        """
        persons = (*self._memory.recent_speakers(), *recent)
        found = [
            s for s in persons if s.is_named and s.is_person and self._memory.is_called(s, of_role(role))
        ]
        if role not in SPEECH.heads:
            return next(iter(found), None)
        roles, named_often = self._names.roles, self._names.times
        heads = [speaker for speaker in found if role in roles.get(speaker.name, role)]
        return max(heads, key=lambda speaker: named_often[speaker.name], default=None)

    def _holder(self, role: Sequence[str], position: int) -> Speaker | None:
        """The person at whose name a role is written: who spoke last, else who was named last."""
        persons = [name for name in self._names.before(position) if name.kind is Kind.PERSON]
        whole = " ".join(role)
        before = [name for name in persons if self._is_called(name, whole)]
        others = (role[-1], *str(lexicon.read("cues")["called"].get(role[-1], "")).split())
        before = before or [name for name in persons if any(self._is_called(name, other) for other in others)]
        before = [name for name in before if self._is_called_so_alone(name, role[-1])] or before
        holders = {name_of(name) for name in before}
        spoke = next((s for s in self._memory.recent(_FAR_BACK) if s.is_person and s.name in holders), None)
        return spoke or (named(before[-1]) if before else None)

    def _is_called_so_alone(self, person: Fact, role: str) -> bool:
        """Whether a role stands in front of a name without a word that tells it from others' ("French")."""
        words = self._names.original[max(0, person.start - _BEFORE_NAME) : person.start].split()
        return bool(words) and words[-1].lower() == role and not (len(words) > 1 and words[-2][0].isupper())

    def _is_called(self, person: Fact, role: str) -> bool:
        """Whether a role is written in front of a person's name, or is known to be theirs."""
        written = self._names.text[max(0, person.start - len(role) - 1) : person.start].lower()
        return written == f"{role} " or f" {role} " in f" {_role(person)} "

    def for_body(self, written: str, core: Sequence[str], span: Span, start: int) -> Speaker:
        """The body that words such as "the company" or "the report" stand for; else the description."""
        words = [word for word in core if word not in GRAMMAR.determiners]
        is_definite = bool(core) and core[0] in ("the", "this", "that", "its", "their")
        if is_definite and words and len(words) <= _SHORT and words[-1] in SPEECH.stand_ins:
            word = "outlet" if "news" in words else words[-1]
            body = None if self._is_own(written, word) else self._fitting(word, span, start)
            if words[-2:-1] and words[-2] in SPEECH.telling and body is not None:
                body = body if words[-2] in body.name.lower() else None
            if body is not None:
                return standing_for(body, written)
        if core and words and words[-1] in SPEECH.documents:
            by = self._named_as_issuer(written, span, start)
            if by is not None:
                return standing_for(by, written)._replace(via=written)
            is_persons = core[0] in ("his", "her")
            issuer = self._issuer(words[-1]) if is_definite else self._memory.person if is_persons else None
            if issuer is not None:
                return standing_for(issuer, written)._replace(via=written)
        return Speaker(written, False, is_named=False)

    def _named_as_issuer(self, written: str, span: Span, start: int) -> Speaker | None:
        """The body that "the agency" stands for in "a release from the agency"."""
        words = written.lower().split()
        is_by = len(words) > 3 and words[-3] in ("by", "from", "of") and words[-2] == "the"
        return self._fitting(words[-1], span, start) if is_by and words[-1] in SPEECH.stand_ins else None

    def _is_own(self, written: str, word: str) -> bool:
        """Whether a word has a name of its own in front of it: "the Bohemian ministry"."""
        others = [other for other in written.split()[:-1] if other[0].isupper()]
        is_named = len(others) > 1 and not any(other.endswith("-based") for other in others)
        return is_named or (bool(others) and word in SPEECH.offices)

    def _issuer(self, document: str) -> Speaker | None:
        """Who gave out a document that is spoken of: who was cited by one, or who spoke last."""
        for speaker in self._memory.recent_speakers():
            if speaker.is_named and document in (speaker.via or "").lower().split():
                return speaker
        if document in SPEECH.postings:
            return self._memory.last
        if document in SPEECH.unsigned:
            return None
        if document in SPEECH.articles:
            return next((s for s in self._memory.recent_speakers() if s.is_named and not s.is_person), None)
        last = next(self._memory.recent_speakers(), None)
        return last if last is not None and last.is_named else None

    def _fitting(self, word: str, span: Span, start: int) -> Speaker | None:
        """The body that a word such as "bank" stands for: so called, in the same passage, or the last one."""
        described = next((s for s in self._memory.described() if _is_described_as(s, word)), None)
        before = [name for name in self._names.before(span.start) if _is_body(name) and fits(word, name)]
        spelled = next((n for n in reversed(before) if word in name_of(n).lower().split()), None)
        if spelled is not None:
            return named(spelled)
        if described is not None:
            return described
        before = _of_kind(before, word) or before
        if before and before[-1].start >= start:
            return named(before[-1])
        if not before:
            return self._memory.body if word not in SPEECH.panels else None
        bodies = Counter(map(name_of, before))
        known = (s for s in self._memory.recent() if not s.is_person and s.name in bodies)
        return next(known, None) or Speaker(bodies.most_common(1)[0][0], False)


def _is_body(name: Fact) -> bool:
    return name.kind not in (Kind.PERSON, Kind.PLACE)


def _of_kind(bodies: Sequence[Fact], word: str) -> list[Fact]:
    """Those of some bodies that are of a word's kind for sure."""
    kind = kind_of(word)
    kinds = (kind, "software") if kind == "company" else (kind,)
    return [body for body in bodies if body.norm.get("kind") in kinds] if kind is not None else []


def _informs(speaker: Speaker, is_plural: bool) -> bool:
    """Whether a speaker is unnamed and only said to know something: "people briefed on the talks"."""
    words = speaker.name.lower().split()
    is_informant = not speaker.is_named and not SPEECH.informants.isdisjoint(words)
    return is_informant and speaker.is_plural == is_plural


def _is_described_as(speaker: Speaker, word: str) -> bool:
    """Whether a body without a name was described by a word: "a federal jury in X"."""
    return not speaker.is_named and not speaker.is_person and word in speaker.name.lower().split()


def _role(person: Fact) -> str:
    """The role that is written at a person's name, in lower case."""
    return str(person.norm.get("role") or "").lower().replace("-", " ")


_PLURAL = ("s", "people")
_SHORT = 5
"""Words of a description that stands for somebody, at most."""
_FAR_BACK = 400
_BEFORE_NAME = 40
"""Characters in front of a name in which its role may stand."""
