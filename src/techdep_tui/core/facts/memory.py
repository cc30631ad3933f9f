"""Who was named and who spoke so far in an article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from techdep_tui.core.facts.cues import SPEECH
from techdep_tui.core.facts.speaker import Speaker, head

_REMEMBERED = 20
"""Speakers back that other words may stand for."""


class Memory:
    """The last person and body, all who were named, and who spoke, in order; and whose pronouns are known."""

    def __init__(self, pronouns: Mapping[str, str]) -> None:
        self._pronouns = pronouns
        self.person: Speaker | None = None
        self.body: Speaker | None = None
        self.last: Speaker | None = None
        self.history: list[Speaker] = []
        self.spoke: list[Speaker] = []
        self.nested: list[Speaker] = []

    def remember(self, speaker: Speaker) -> None:
        """Keep somebody who was named or spoke."""
        if speaker.why or speaker.via:
            speaker = speaker._replace(why="", via=None)
        self.last = speaker
        if speaker.is_person and not speaker.is_plural:
            self.person = speaker
        elif not speaker.is_person and (speaker.is_named or _is_body(speaker)):
            self.body = speaker
        self.history.append(speaker)

    def recent(self, most: int = _REMEMBERED) -> Iterator[Speaker]:
        """Those who were named or spoke last, the last one first."""
        return reversed(self.history[-most:])

    def described(self) -> Iterator[Speaker]:
        """The same, and behind them those who are reported to have spoken."""
        yield from self.recent()
        yield from reversed(self.nested[-_REMEMBERED:])

    def recent_speakers(self) -> Iterator[Speaker]:
        """Those who spoke last, the last one first."""
        return reversed(self.spoke[-_REMEMBERED:])

    def is_called(self, speaker: Speaker, pronoun: str) -> bool:
        """Whether nothing in the article speaks against a pronoun for a speaker; no pronoun fits all."""
        if not pronoun:
            return True
        if not speaker.is_named:
            return speaker.pronoun in ("", pronoun)
        return self._pronouns.get(speaker.name, pronoun) == pronoun


def _is_body(speaker: Speaker) -> bool:
    """Whether a description is one of a body or document, which "it" may stand for."""
    last = head(speaker.name)[-1:]
    return bool(last) and (last[0] in SPEECH.stand_ins or last[0] in SPEECH.documents)
