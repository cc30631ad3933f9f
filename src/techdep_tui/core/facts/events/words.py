"""The words of events: heads of their phrases, names, and what may stand around a head.

The word lists are `lexicon/events.yaml`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from techdep_tui.core.facts import lexicon
from techdep_tui.core.facts.clauses import words_of
from techdep_tui.core.facts.words import Phrases


class Evidence(StrEnum):
    """What tells that a head stands for an event: `lexicon/events.yaml` says what each means."""

    ALONE = "alone"
    WORD = "word"
    NAME = "name"
    PLACE = "place"
    TARGET = "target"
    COMPLEMENT = "complement"
    NAMED = "named"


class Head(NamedTuple):
    """The head of event phrases: the kind of event, what is enough, the prepositions of its complement."""

    kind: str
    enough: frozenset[Evidence]
    prepositions: frozenset[str]


class EventWords(NamedTuple):
    """The lists, made ready to look up; all words but those of `names` are in lower case.

    `names` leads from the name of an event to its kind; `ends` are the words that no noun phrase goes on
    with.
    """

    heads: dict[str, Head]
    head_phrases: Phrases
    names: dict[str, str]
    name_phrases: Phrases
    specific: frozenset[str]
    plain: frozenset[str]
    followers: frozenset[str]
    extensions: frozenset[str]
    titles: frozenset[str]
    determiners: frozenset[str]
    before_verbs: frozenset[str]
    ends: frozenset[str]


@lexicon.kept
def event_words() -> EventWords:
    """The words of `lexicon/events.yaml`, read once."""
    lists = lexicon.read("events")
    heads: dict[str, Head] = {}
    for forms, kind, enough, prepositions in lexicon.entries(lists["heads"]):
        head = Head(kind, frozenset(map(Evidence, enough.split())), lexicon.words(prepositions))
        heads.update((form, head) for form in forms.split(", "))
    names: dict[str, str] = {}
    for forms, kind in lexicon.entries(lists["names"]):
        names.update((form, kind) for form in forms.split(", "))
    return EventWords(
        heads,
        Phrases(heads, r"(?<![\w-])"),
        names,
        Phrases(names, r"\b"),
        lexicon.words(lists["specific"]),
        lexicon.words(lists["plain"]),
        lexicon.words(lists["followers"]),
        lexicon.words(lists["extensions"]),
        lexicon.words(lists["titles"]),
        lexicon.words(lists["determiners"]),
        lexicon.words(lists["before_verbs"]),
        lexicon.words(lexicon.read("nouns")["stops"]) | words_of("verbs") | words_of("reporting"),
    )
