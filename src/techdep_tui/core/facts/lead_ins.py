"""What leads in a report without a listed verb: "according to", a stance, a name beside speech."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from techdep_tui.core.facts.cues import ACCORDING, ATTITUDE, GRAMMAR, SIGNED, SPEECH, STANCE
from techdep_tui.core.facts.mention import Mention, Place, with_link
from techdep_tui.core.facts.passages import DASH, Passage
from techdep_tui.core.facts.phrases import has_clause, long_phrase_end, phrase_end, phrase_start
from techdep_tui.core.facts.sources import Source, may_hold


@cache
def lead_ins() -> dict[str, Callable[[Passage, int], Mention | None]]:
    """What may lead in a report without being a verb, by its word."""
    found: dict[str, Callable[[Passage, int], Mention | None]] = dict.fromkeys(SPEECH.stances, _stance)
    found.update(dict.fromkeys(SPEECH.attitudes, _attitude))
    found[ACCORDING.lemma] = _according
    return found


def beside_speech(p: Passage) -> list[Mention]:
    """A verb that no list has, beside direct speech with a name or pronoun: "…," she seethed."""
    for index in range(len(p) - 2):
        first = index + 1
        name_end = p.name_end(first)
        if name_end is None and p.words[first] in SPEECH.subject_pronouns:
            name_end = first + 1
        is_verb = name_end is not None and p.word(name_end).endswith(("ed", "s"))
        if name_end is not None and is_verb and is_said(p, index):
            cue = (name_end, name_end + 1)
            return [Mention(cue, SIGNED, (first, name_end), first, name_end + 1, Place.BEFORE)]
    return []


def signed(p: Passage) -> list[Mention]:
    """Speech with a name beside it and no verb: "…" — X, as in the margin; X: "…", as in headlines."""
    for index in range(1, len(p) - 1):
        if p.is_quoted(index - 1) and p.words[index] == DASH:
            source, place, begin, end = (index + 1, phrase_end(p, index + 1)), Place.BEFORE, index, len(p)
        elif p.words[index] == ":" and any(0 <= q.start - p.ends[index] <= 1 for q in p.quotations):
            source, place, begin, end = (0, index), Place.BEHIND, 0, index + 1
        else:
            continue
        is_named = any(p.name_end(at) is not None for at in range(*source))
        if is_named and not any(p.is_verb(at) or p.may_be_verb(at) for at in range(*source)):
            return [Mention((begin, begin), SIGNED, source, begin, end, place)]
    return []


def _stance(p: Passage, index: int) -> Mention | None:
    """ "X doubled down on the idea that …": whoever has a view of something, whatever the verb."""
    if p.word(index + 1) != "that":
        return None
    for left in range(index - 1, max(0, index - _LONGEST_STANCE), -1):
        if p.is_mark(left):
            return None
        if p.words[left].endswith(("ed", "s")) and may_hold(p, left - 1):
            first = phrase_start(p, left)
            cue = (left, index + 1)
            return Mention(cue, STANCE, (first, left), with_link(p, first), index + 2, Place.BEHIND)
    return None


_LONGEST_STANCE = 7


def _attitude(p: Passage, index: int) -> Mention | None:
    """ "X is confident that …"."""
    left = index
    while left and (p.words[left - 1] in SPEECH.passive or is_before_verb(p, left - 1)):
        left -= 1
    first = phrase_start(p, left)
    if p.word(index + 1) != "that" or first == left or not p.is_any(left, index, SPEECH.passive):
        return None
    return Mention((left, index + 1), ATTITUDE, (first, left), with_link(p, first), index + 2, Place.BEHIND)


def _according(p: Passage, index: int) -> Mention | None:
    """ "According to X, …" or "…, according to X"."""
    first = index + 2
    last = long_phrase_end(p, first)
    if p.word(index + 1) != "to" or last == first:
        return None
    cue, before = (index, first), p.word(index - 1)
    begin = index - 1 if before == "," else index
    is_leading = before in ("that", ";") or p.word(begin - 1) == "that" or p.word(begin - 1) in SPEECH.leading
    if index == 0 or is_leading:
        first, last = named_behind(p, first, last)
        return Mention(cue, ACCORDING, (first, last), begin, _behind_source(p, last), Place.BEHIND)
    return Mention(cue, ACCORDING, (first, last), begin, last, Place.BEFORE)


def named_behind(p: Passage, first: int, last: int) -> Source:
    """A source, or the name that stands between commas behind its description."""
    name_end = p.name_end(last + 1) if p.word(last) == "," and p.name_start(last - 1) is None else None
    return (last + 1, name_end) if name_end is not None and p.is_mark(name_end) else (first, last)


_LONGEST_DESCRIPTION = 25


def _behind_source(p: Passage, last: int) -> int:
    """Where the clause begins behind a source in front: past the comma, and past what describes it."""
    if p.word(last) in GRAMMAR.relatives:
        last = p.find(",", last, last + _LONGEST_DESCRIPTION) or last
    if p.word(last) != ",":
        return last
    first = last + 1
    comma = p.find(",", first, first + _LONGEST_DESCRIPTION)
    if comma is None or not has_clause(p, comma + 1):
        return first
    is_relative = p.word(first) in GRAMMAR.relatives
    is_description = p.word(first) in ("a", "an", "the") and not p.has_verb(first, comma)
    return comma + 1 if is_relative or is_description else first


def is_said(p: Passage, index: int) -> bool:
    """Whether a quotation is speech in front of its speaker: a sentence up to a comma or the like."""
    if not p.is_quoted(index):
        return False
    is_fragment = p.text[p.starts[index] + 1].islower() and index > 0 and not p.is_mark(index - 1)
    return p.text[p.ends[index] - 2] in ",?!—-" and not is_fragment


def is_before_verb(p: Passage, index: int) -> bool:
    """Whether a token is an auxiliary, or an adverb between subject and verb."""
    word = p.words[index]
    is_adverb = word in SPEECH.adverbs or (word.endswith("ly") and index > 0)
    return word in SPEECH.auxiliaries or (is_adverb and p.name_start(index) is None)
