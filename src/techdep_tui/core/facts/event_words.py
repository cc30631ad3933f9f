"""The words of events: heads of their phrases, names, and what may stand around a head.

The word lists are `lexicon/events.yaml`.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from techdep_tui.core.facts import lexicon
from techdep_tui.core.facts.words import tree


class When(StrEnum):
    """What a head needs to stand for an event."""

    ALONE = "alone"
    DESCRIBED = "described"
    OF_WHOM = "of-whom"
    NAMED = "named"


class Head(NamedTuple):
    """The head of event phrases: the kind of event, what the head needs, the prepositions of its complement."""

    kind: str
    when: When
    prepositions: frozenset[str]


class EventWords(NamedTuple):
    """The lists, made ready to look up; all words but those of `names` are in lower case.

    `names` leads from the name of an event to its usual form and kind.
    """

    heads: dict[str, Head]
    head_pattern: re.Pattern[str]
    names: dict[str, tuple[str, str]]
    name_pattern: re.Pattern[str]
    specific: frozenset[str]
    plain: frozenset[str]
    followers: frozenset[str]
    extensions: frozenset[str]
    titles: frozenset[str]


@lexicon.kept
def event_words() -> EventWords:
    """The words of `lexicon/events.yaml`, read once."""
    lists = lexicon.read("events")
    heads: dict[str, Head] = {}
    for forms, kind, when, prepositions in lexicon.entries(lists["heads"]):
        head = Head(kind, When(when), lexicon.words(prepositions))
        heads.update((form, head) for form in forms.split(", "))
    names: dict[str, tuple[str, str]] = {}
    for forms, kind in lexicon.entries(lists["names"]):
        usual = forms.split(", ")[0]
        names.update((form, (usual, kind)) for form in forms.split(", "))
    return EventWords(
        heads,
        re.compile(rf"\b{tree(heads)}(?![\w-])"),
        names,
        re.compile(rf"\b{tree(names)}(?![\w-])"),
        lexicon.words(lists["specific"]),
        lexicon.words(lists["plain"]),
        lexicon.words(lists["followers"]),
        lexicon.words(lists["extensions"]),
        lexicon.words(lists["titles"]),
    )
