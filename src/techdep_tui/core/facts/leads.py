"""Whom a headline or lead only describes and the text behind it names: "the exchange's chief said"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from techdep_tui.core.facts.cues import SPEECH
from techdep_tui.core.facts.model import Fact, Kind
from techdep_tui.core.facts.speaker import Speaker, head, kind_of, named

if TYPE_CHECKING:
    from techdep_tui.core.facts.speech import Speech

_LEAD = 4
"""Passages in which somebody may be described who is named behind."""
_BEHIND = 5
"""Passages behind in which the one described speaks by name."""
_FAR = 1_000
"""Characters behind in which a body is named that has been described."""


def with_leads(passages: Sequence[Speech], names: Sequence[Fact]) -> Iterator[Speech]:
    """The passages of an article; whom those at its head describe goes by the name that follows."""
    known: dict[str, Speaker] = {}
    for number, speech in enumerate(passages):
        if all(speaker is None or speaker.is_named for _, speaker in speech.said):
            yield speech
            continue
        behind = passages[number : number + _BEHIND + 1] if number < _LEAD else ()
        for _, speaker in speech.said:
            name = _named_behind(speaker, behind, names) if speaker is not None and behind else None
            if speaker is not None and name is not None:
                known.setdefault(speaker.name, name._replace(why=f'"{speaker.name}" is named behind'))
        said = tuple(
            (
                found,
                known.get(speaker.name, speaker) if speaker is not None and not speaker.is_named else speaker,
            )
            for found, speaker in speech.said
        )
        yield speech._replace(said=said)


def _named_behind(speaker: Speaker, behind: Sequence[Speech], names: Sequence[Fact]) -> Speaker | None:
    """The name of whoever is described; `behind` begins with the passage of the description."""
    words = head(speaker.name)
    if speaker.is_named or speaker.is_plural or speaker.via or not words:
        return None
    if speaker.is_person:
        return _person(behind) if _holds_office(words[-1]) else None
    return _body(words[-1], behind, names) if words[-1] in SPEECH.stand_ins else None


def _holds_office(word: str) -> bool:
    """Whether a word for a person is of one whom an article names: no source, no analyst."""
    return word in SPEECH.titles or word in SPEECH.heads


def _person(behind: Sequence[Speech]) -> Speaker | None:
    """The person who speaks next, if that is the next one to speak at all."""
    for speech in behind[1:]:
        for found, speaker in speech.said:
            if (
                speaker is not None
                and not found.is_nested
                and not (not speaker.is_named and speaker.is_person)
            ):
                return speaker if speaker.is_person and not speaker.is_plural else None
    return None


def _body(word: str, behind: Sequence[Speech], names: Sequence[Fact]) -> Speaker | None:
    """The body of the right kind that is named next, or the one that speaks next."""
    kind, start = kind_of(word), behind[0].span.end
    if kind is not None:
        first = bisect_left(names, start, key=lambda name: name.start)
        last = bisect_left(names, start + _FAR, key=lambda name: name.start)
        bodies = (name for name in names[first:last] if name.kind is Kind.ORG)
        return next((named(body) for body in bodies if body.norm.get("kind") == kind), None)
    for speech in behind[1:]:
        for _, speaker in speech.said:
            if speaker is not None and speaker.is_named:
                return None if speaker.is_person else speaker
    return None
