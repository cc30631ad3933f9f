"""Whether persons are "he" or "she": by "Mr" and "Mrs", by a role that tells, by forename or surname."""

from __future__ import annotations

from collections.abc import Iterable

from techdep_tui.core.facts import lexicon
from techdep_tui.core.facts.cues import SPEECH
from techdep_tui.core.facts.model import Fact, Kind

_BEFORE = 24
"""Characters in front of a name in which a form of address or role may stand."""
_FEMININE_ENDINGS = ("ova", "eva", "skaya", "dottir")
_MASCULINE_ENDINGS = ("ov", "ev", "sky", "skiy")
"""Endings of surnames, for forenames that no list has."""


def pronouns(text: str, names: Iterable[Fact]) -> dict[str, str]:
    """The pronoun of each person for whom the text tells it, by name."""
    found: dict[str, str] = {}
    told: dict[str, str] = {}
    for name in names:
        if name.kind is Kind.PERSON:
            whole = str(name.norm.get("name"))
            written = text[max(0, name.start - _BEFORE) : name.start].lower().split()[-1:]
            role = str(name.norm.get("role") or "").lower().split()[-1:]
            for word in (*written, *role):
                pronoun = of_role(word.rstrip("."))
                if pronoun:
                    told[whole] = pronoun
            if whole not in found and (pronoun := _of_name(whole)):
                found[whole] = pronoun
    return found | told


def of_role(word: str) -> str:
    """The pronoun that a form of address or a role goes with, nothing where it goes with both."""
    if word in SPEECH.feminine or word.endswith("woman"):
        return "she"
    return "he" if word in SPEECH.masculine or word.endswith("sman") else ""


@lexicon.kept
def _forenames() -> dict[str, str]:
    """The pronoun of each forename that only men or only women bear."""
    data = lexicon.read("genders")
    he = dict.fromkeys(f"{data['census_men']} {data['men']}".split(), "he")
    return he | dict.fromkeys(f"{data['census_women']} {data['women']}".split(), "she")


def _of_name(name: str) -> str:
    """The pronoun that a full name tells: by the forename, else by the surname's ending."""
    words = name.split()
    if len(words) < 2:
        return ""
    forename = words[1] if len(words[0].rstrip(".")) == 1 else words[0]
    if forename in _forenames():
        return _forenames()[forename]
    if words[-1].endswith(_FEMININE_ENDINGS):
        return "she"
    return "he" if words[-1].endswith(_MASCULINE_ENDINGS) else ""
