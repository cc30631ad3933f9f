"""Whom a pronoun stands for: somebody earlier in its passage, or who was named or spoke before."""

from __future__ import annotations

from collections.abc import Sequence

from techdep_tui.core.facts.memory import Memory
from techdep_tui.core.facts.model import Fact, Kind
from techdep_tui.core.facts.name_places import NamePlaces
from techdep_tui.core.facts.passages import Passage
from techdep_tui.core.facts.phrases import long_phrase_end
from techdep_tui.core.facts.sources import sentence_subject
from techdep_tui.core.facts.speaker import Speaker, named, standing_for

_LATELY = 8
"""Speakers back within which several are "they"."""


class Antecedents:
    """Finds those whom the pronouns of an article stand for."""

    def __init__(self, names: NamePlaces, memory: Memory) -> None:
        self._names = names
        self._memory = memory

    def of(
        self,
        pronoun: str,
        before: int,
        passage: Passage,
        earlier: Sequence[Speaker],
        subject: Speaker | None,
        others: frozenset[str],
    ) -> Speaker | None:
        """The one a pronoun stands for that follows a position; `earlier` spoke in the passage before it.

        `others` are the names of those whom it does not stand for.
        """
        if pronoun in ("i", "we", "you"):
            return None
        if pronoun == "they":
            speaker = self._several(before, passage, earlier)
        elif pronoun == "it":
            speaker = self._body(before, passage, earlier)
        else:
            speaker = self._person(pronoun, before, passage, earlier, others)
        speaker = speaker or self._memory.last or subject
        return standing_for(speaker, pronoun) if speaker is not None else None

    def _several(self, before: int, passage: Passage, earlier: Sequence[Speaker]) -> Speaker | None:
        """The last who are more than one, or a body, which may be "they" as well."""
        found = next((speaker for speaker in reversed(earlier) if speaker.is_plural), None)
        found = found or self._described(before, passage)
        lately = self._memory.recent(_LATELY)
        return found or next((speaker for speaker in lately if speaker.is_plural), None) or self._memory.last

    def _described(self, before: int, passage: Passage) -> Speaker | None:
        """The subject of the pronoun's own sentence where that is more than one."""
        first, last = sentence_subject(passage, len(passage))
        if first >= last or passage.starts[first] >= before:
            return None
        if passage.word(last) == "and":
            last = long_phrase_end(passage, first)
        written = passage.text[passage.starts[first] : passage.ends[last - 1]]
        speaker = Speaker(" ".join(written.split()), False, is_named=False)
        return speaker if speaker.is_plural and passage.ends[last - 1] <= before else None

    def _body(self, before: int, passage: Passage, earlier: Sequence[Speaker]) -> Speaker | None:
        """The last body."""
        found = next((s for s in reversed(earlier) if not s.is_person and not s.is_plural), None)
        names = self._candidates(before, passage, is_person=False)
        return found or (named(names[0]) if names else self._memory.body)

    def _person(
        self,
        pronoun: str,
        before: int,
        passage: Passage,
        earlier: Sequence[Speaker],
        others: frozenset[str],
    ) -> Speaker | None:
        """The last person who may be so called: a speaker, a subject, whoever was named in the end."""

        def may_be(speaker: Speaker) -> bool:
            is_one = speaker.is_person and not speaker.is_plural and speaker.name not in others
            return is_one and self._memory.is_called(speaker, pronoun)

        spoke = next(filter(may_be, reversed(earlier)), None)
        if spoke is not None:
            return spoke
        names = [n for n in self._candidates(before, passage, is_person=True) if may_be(named(n))]
        acting = [name for name in names if not self._names.is_governed(name)]
        if acting:
            return named(next(filter(self._names.is_subject, acting), acting[0]))
        known = next(filter(may_be, self._memory.recent()), None)
        return known or (named(names[0]) if names else self._memory.person)

    def _candidates(self, before: int, passage: Passage, is_person: bool) -> list[Fact]:
        """The persons or bodies named in a passage in front of a position."""
        names = self._names.acting(passage.span.start, before, passage.quotations)
        return [name for name in names if (name.kind is Kind.PERSON) == is_person]
