"""What is known about the reader and one article, and the words for taking a change back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

READ = "read"
STARRED = "starred"
PLACE = "place"
OVERRIDE = "override."
"""Begins the field of a part of an article that the reader filled in: `override.publisher`."""

FACT = "fact."
"""Begins the field of what the reader said of a fact: `fact.money:120:126`."""

SET = "1"
"""The value of a field that is either set or absent."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What the reader did with one article; `place` is the position last read, `None` before the first."""

    is_read: bool = False
    is_starred: bool = False
    place: int | None = None


class Change(NamedTuple):
    """A field of an article had the value `before` and has the value `after`; `None` is no value."""

    digest: str
    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Undone:
    """A step that was taken back: in words, the digests of its articles, whether it was about their facts."""

    words: str
    digests: tuple[str, ...]
    is_about_facts: bool = False


_WORDS = {
    READ: ("marked as unread again", "marked as read again"),
    STARRED: ("star taken off again", "star put back"),
}
"""For a field, the words for undoing that it was set, and for undoing that it was cleared."""


def undone(changes: Sequence[Change]) -> Undone:
    """Words and articles of a step's changes, at least one, all of one field or all of facts."""
    first = changes[0]
    digests = tuple(dict.fromkeys(change.digest for change in changes))
    if first.field.startswith(FACT):
        count = len(changes)
        words = "fact as it was before" if count == 1 else f"{count} facts as they were before"
        return Undone(words, digests, is_about_facts=True)
    if first.field in _WORDS:
        words = _WORDS[first.field][first.before is not None]
    else:
        part = first.field.removeprefix(OVERRIDE).replace(".", "’s ")
        words = f"{part} no longer filled in" if first.before is None else f"{part} as it was before"
    return Undone(words if len(digests) == 1 else f"{len(digests)} articles: {words}", digests)
