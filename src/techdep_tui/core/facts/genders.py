"""Whether persons are "he" or "she", as far as the article says: by "Mr", "Mrs", or a role that tells."""

from __future__ import annotations

from collections.abc import Iterable

from techdep_tui.core.facts.cues import SPEECH
from techdep_tui.core.facts.model import Fact, Kind

_BEFORE = 24
"""Characters in front of a name in which a form of address or role may stand."""


def pronouns(text: str, names: Iterable[Fact]) -> dict[str, str]:
    """The pronoun of each person for whom the text tells it, by name."""
    found: dict[str, str] = {}
    for name in names:
        if name.kind is Kind.PERSON:
            written = text[max(0, name.start - _BEFORE) : name.start].lower().split()[-1:]
            role = str(name.norm.get("role") or "").lower().split()[-1:]
            for word in (*written, *role):
                pronoun = _pronoun(word.rstrip("."))
                if pronoun is not None:
                    found[str(name.norm.get("name"))] = pronoun
    return found


def _pronoun(word: str) -> str | None:
    """The pronoun that a form of address or a role goes with."""
    if word in SPEECH.feminine or word.endswith("woman"):
        return "she"
    return "he" if word in SPEECH.masculine or word.endswith("sman") else None
