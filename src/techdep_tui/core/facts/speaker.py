"""One speaker, and what words may name or stand for one."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from techdep_tui.core.facts.cues import CALLINGS, GRAMMAR, SPEECH, people
from techdep_tui.core.facts.genders import of_role
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
        words = head(self.name)
        are_people = any(w in SPEECH.plurals or (w.endswith("s") and w in people()) for w in words)
        return are_people or (bool(words) and words[-1].endswith(CALLINGS))

    @property
    def pronoun(self) -> str:
        """The pronoun that a description tells: "she" of a spokeswoman; nothing where it tells none."""
        return next(filter(None, map(of_role, head(self.name))), "")


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
    return any(last in words or plain in words for words in known) or last.endswith(CALLINGS)


def fits(word: str, body: Fact) -> bool:
    """Whether a body is of the kind that a word stands for."""
    wanted = kind_of(word)
    if word in SPEECH.panels:
        return word in name_of(body).lower()
    if word in SPEECH.groups:
        return body.norm.get("kind") not in ("government", "media")
    return wanted is None or body.norm.get("kind") in (wanted, "software", "other", None)


def kind_of(word: str) -> str | None:
    """The kind of body that a word stands for, `None` where it stands for many."""
    lists = (("company", SPEECH.companies), ("government", SPEECH.offices), ("media", SPEECH.media))
    return next((kind for kind, words in lists if word in words), None)


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
