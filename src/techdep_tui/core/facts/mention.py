"""What a mention of somebody's speech is: a cue with its source, and where what is reported stands."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from techdep_tui.core.facts.cues import SPEECH, Cue
from techdep_tui.core.facts.passages import DASH, Passage
from techdep_tui.core.facts.sources import Source


class Place(Enum):
    """Where what is reported stands, seen from the cue."""

    BEHIND = "the cue leads it in"
    BEFORE = "the cue follows it, or cuts it"
    NONE = "no clause is reported, fragments of speech at most"


class Mention(NamedTuple):
    """A cue with its source, in tokens of the passage: `first:last` of each, `last` excluded.

    `begin:end` are all tokens that belong to the attribution; where the report stands behind it, it begins
    at `end`. `is_shared`: the source is that of the clause before, if there is one, else `source`.
    """

    cue: tuple[int, int]
    verb: Cue
    source: Source
    begin: int
    end: int
    place: Place
    is_shared: bool = False


def with_link(p: Passage, first: int) -> int:
    """Where an attribution begins with the conjunction and comma in front of it."""
    begin = first
    while p.word(begin - 1) in SPEECH.leading or p.word(begin - 1) in SPEECH.links:
        begin -= 1
    return begin - 1 if p.word(begin - 1) in (",", DASH, ";") else begin
