"""One speaker, and what words may name or stand for one."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from techdep_tui.core.facts.cues import GRAMMAR, SPEECH, people
from techdep_tui.core.facts.model import Fact, Kind
from techdep_tui.core.facts.passages import Passage


class Speaker(NamedTuple):
    """A source: its name or description, and through what it is reported.

    `why` says what the name rests on where other words stand for it ("he", "the ministry").
    """

    name: str
    is_person: bool
    is_named: bool = True
    via: str | None = None
    why: str = ""

    @property
    def is_plural(self) -> bool:
        """Whether it is more than one."""
        if self.is_named:
            return " and " in self.name and self.is_person
        return any(w in SPEECH.plurals or (w.endswith("s") and w in people()) for w in head(self.name))


def head(description: str) -> list[str]:
    """The words of a description up to its first preposition, in lower case."""
    found: list[str] = []
    for word in description.lower().split():
        if word in GRAMMAR.prepositions and found:
            break
        found.append(word.strip(",'\""))
    return found


def named(fact: Fact) -> Speaker:
    """The speaker that a name is of."""
    return Speaker(name_of(fact), fact.kind is Kind.PERSON)


def name_of(fact: Fact) -> str:
    """The name in its fullest form."""
    return str(fact.norm.get("name") or "")


def standing_for(speaker: Speaker, written: str) -> Speaker:
    """A speaker whom other words stand for."""
    return speaker._replace(why=f'"{written}" stands for who was named before')


def speaks(speaker: Speaker, is_first: bool) -> bool:
    """Whether a phrase names or describes somebody who may speak, or a document, not a thing.

    A capital makes a name, unless the phrase is the first word of a sentence (`is_first`).
    """
    if speaker.is_named or speaker.is_person or speaker.is_plural:
        return True
    words = head(speaker.name)
    last = words[-1] if words else ""
    if speaker.name.split()[len(words) - 1][:1].isupper() and not (is_first and len(words) == 1):
        return True
    known = (SPEECH.stand_ins, SPEECH.documents, people(), SPEECH.titles, SPEECH.papers)
    plain = last.removesuffix("s")
    return any(last in words or plain in words for words in known) or last.endswith(_CALLINGS)


_CALLINGS = ("ers", "ors", "ists", "ians")
"""Endings of nouns for people of a calling."""


def fits(word: str, body: Fact) -> bool:
    """Whether a body is of the kind that a word stands for."""
    kind = body.norm.get("kind")
    if word in SPEECH.companies:
        return kind in ("company", "other", None)
    return kind in ("government", "other", None) if word in SPEECH.offices else True


@cache
def titles() -> frozenset[str]:
    """Forms of address and titles in front of names."""
    return SPEECH.titles | SPEECH.feminine | SPEECH.masculine | SPEECH.address


def bare(word: str) -> str:
    """A word in lower case without a full stop."""
    return word.lower().rstrip(".")


def without_date(p: Passage, first: int, last: int) -> int:
    """The end of a source without the date behind it: "said a spokesman late last month"."""
    for index in range(first + 1, last):
        if p.date_end(index) == last:
            return index - 1 if p.words[index - 1] in GRAMMAR.prepositions and index - 1 > first else index
    return last
