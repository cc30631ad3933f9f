"""Through whom or what a report comes: "told the Daily Wafer", "as quoted by X", "said in a letter to Y"."""

from __future__ import annotations

from collections.abc import Sequence

from techdep_tui.core.facts.cues import GRAMMAR, SPEECH
from techdep_tui.core.facts.mention import Mention
from techdep_tui.core.facts.model import Fact, Kind
from techdep_tui.core.facts.passages import Passage
from techdep_tui.core.facts.phrases import phrase_end

_SHORTEST = 2
"""Tokens between a cue and what it reports, of which fewer name nobody."""


def reporter(p: Passage, mention: Mention, names: Sequence[Fact]) -> str | None:
    """The medium that was told or that quotes, else the paper that something stands in, as it is written.

    `names` are those between the cue and what it reports.
    """
    first, last = mention.cue[1], mention.end
    if mention.is_shared and p.word(mention.cue[0] - 1) in SPEECH.documents:
        return p.words[mention.cue[0] - 1]
    if last - first < _SHORTEST:
        return None
    by = p.find("by", first, last)
    media = [name for name in names if name.kind is Kind.ORG]
    if mention.verb.is_addressed:
        media = [name for name in media if name.norm.get("kind") == "media"]
    elif by is not None and p.is_any(*mention.cue, frozenset(["quoted", "cited"])):
        media = [name for name in media if name.start > p.starts[by]]
    else:
        media = []
    if media:
        return str(media[0].norm.get("name"))
    return _paper(p, first, last)


def _paper(p: Passage, first: int, last: int) -> str | None:
    """The document in "in a letter to X", without article and date."""
    paper = next((index for index in range(first + 1, last) if p.words[index] in SPEECH.documents), None)
    preposition = p.find("in", first, last)
    if paper is None or preposition is None or preposition > paper:
        return None
    start = preposition + 1
    while p.words[start] in GRAMMAR.determiners and start < paper:
        start += 1
    end = paper + 1
    if p.word(end) in ("to", "on", "about", "of") and p.date_end(end + 1) is None and end < last:
        end = phrase_end(p, end + 1)
    return " ".join(p.text[p.starts[start] : p.ends[min(end, last) - 1]].split())
