"""Where a reported clause begins behind its cue: past the one addressed, places and times, and "that"."""

from __future__ import annotations

from techdep_tui.core.facts.cues import GRAMMAR, SPEECH, Cue
from techdep_tui.core.facts.passages import Passage
from techdep_tui.core.facts.phrases import has_clause, may_begin_clause, phrase_end

_LONGEST_ACCUSED = 20
_LONGEST_ASIDE = 14
_LONGEST_OBJECT = 16
_LONGEST_STANCE = 5
_SHORTEST_CLAUSE = 3


def content_start(p: Passage, index: int, cue: Cue, is_behind_comma: bool = False) -> int | None:
    """Where what is reported begins behind a cue that ends before a token, `None` if not there.

    `is_behind_comma`: the attribution follows a comma, so that a clause may stand before it as well.
    """
    if index >= len(p):
        return None
    if cue.accuses:
        of = p.find("of", index, index + _LONGEST_ACCUSED)
        return index if of is not None and of > index else None
    stance = _behind_stance(p, index) if (cue.reports or cue.speaks) and not cue.is_naming else None
    if stance is not None:
        return stance
    after = _lead_end(p, index, cue)
    if p.word(after) in (":", ",") and p.is_quoted(after + 1):
        return after + 1
    if cue.speaks and p.is_quoted(after):
        return after
    if not cue.reports:
        return None
    is_behind_paper = p.word(after) == "," and p.word(after - 1) in SPEECH.venues and not is_behind_comma
    if is_behind_paper and has_clause(p, after + 1, is_plain=True):
        return after + 1
    is_sure = cue.lemma == "say" and not is_behind_comma
    return (
        after
        if is_sure and p.word(after) != "that" and _has_words(p, after)
        else _clause_start(p, index, after, cue)
    )


def _clause_start(p: Passage, index: int, after: int, cue: Cue) -> int | None:
    """Where a clause begins: at `after`, or at `index` where what stands between belongs to it."""
    word = p.word(after)
    if word == "that":
        return after if p.is_verb(after + 1) else after + 1
    if cue.only_that:
        return None
    if word == ":":
        return after + 1 if has_clause(p, after + 1) else None
    for first in (after,) if cue.lemma == "tell" or p.is_mark(after) else (after, index):
        if first < len(p) and has_clause(p, first, cue.is_plain):
            return first
    return after if cue.takes_infinitive and _has_infinitive(p, after) else None


def _has_words(p: Passage, index: int) -> bool:
    """Whether enough words follow for a clause, behind a verb that hardly takes anything else."""
    last = index + _SHORTEST_CLAUSE
    if last > len(p) or any(p.is_mark(i) and not p.is_quoted(i) for i in range(index, last)):
        return False
    return may_begin_clause(p, index)


def _lead_end(p: Passage, index: int, cue: Cue) -> int:
    """Behind what stands between a cue and what it reports."""
    after = adjuncts_end(p, index, cue)
    is_adverb = p.word(after) in GRAMMAR.adverbs
    if is_adverb and (p.is_mark(after + 1) or p.word(after + 1) == "that"):
        after += 1
    if p.word(after) == "," and not p.is_quoted(after + 1):
        return _behind_aside(p, after)
    if p.word(after) in SPEECH.temporal or (after > index and p.word(after).endswith("ing")):
        that = p.find("that", after, after + _LONGEST_ASIDE)
        if that is not None and not any(p.is_mark(at) for at in range(after, that)):
            return that
    return after


def adjuncts_end(p: Passage, index: int, cue: Cue) -> int:
    """Behind what a cue may have with it: the one addressed, a place, a time."""
    if cue.may_address and not p.is_mark(index):
        index = index + 1 if p.words[index] in SPEECH.persons_told else phrase_end(p, index, True)
    while index < len(p):
        behind = _adjunct_end(p, index, cue)
        if behind is None:
            break
        index = behind
    return index


def _adjunct_end(p: Passage, index: int, cue: Cue) -> int | None:
    """Behind a date, a phrase with a preposition or a word of time that begins at a token, if one does."""
    word, date_end = p.words[index], p.date_end(index)
    if date_end is not None:
        return date_end
    if word in SPEECH.single_adjuncts:
        return index + 1
    if word in SPEECH.time_adverbs and _begins_clause(p, index + 1):
        return index + 1
    if word in SPEECH.before_dates and p.date_end(index + 1) is not None:
        return index + 1
    if word in SPEECH.participles and not p.is_mark(index - 1):
        return index + 1
    is_bound = word in ("of", "about") and not cue.is_saying
    is_bound = is_bound or (word in SPEECH.temporal and p.word(index + 1) in SPEECH.subject_pronouns)
    is_preposition = word in SPEECH.adjunct_prepositions and (word != "to" or cue.is_speech)
    if not is_preposition or is_bound or p.is_figure(index):
        return None
    first = index + 2 if p.word(index + 1) == "of" else index + 1
    behind = p.date_end(first) or phrase_end(p, first, True)
    return behind if behind > first else None


def _begins_clause(p: Passage, index: int) -> bool:
    """Whether a token begins what follows anew: a mark, a determiner or pronoun, a name."""
    word = p.word(index)
    is_opener = word in SPEECH.openers or word in GRAMMAR.determiners
    return p.is_mark(index) or is_opener or p.name_end(index) is not None


def _behind_stance(p: Passage, index: int) -> int | None:
    """Where a clause begins in "voiced concern that …"."""
    for at in range(index, min(len(p) - 1, index + _LONGEST_STANCE)):
        if p.words[at] in SPEECH.stances and p.words[at + 1] == "that":
            is_cut = any(p.is_mark(before) or p.is_verb(before) for before in range(index, at))
            return None if is_cut else at + 2
    return None


def _behind_aside(p: Passage, comma: int) -> int:
    """Behind "…, in a rare admission," where "that" follows, else at the comma."""
    end = min(len(p) - 1, comma + _LONGEST_ASIDE)
    closing = (at for at in range(comma + 1, end) if p.words[at] == "," and p.words[at + 1] == "that")
    return next(closing, comma - 1) + 1


def _has_infinitive(p: Passage, index: int) -> bool:
    """Whether a thing and what it does follow: "sales to fall"."""
    to = p.find("to", index + 1, index + _LONGEST_OBJECT)
    if to is None or p.is_mark(index) or any(p.is_mark(at) or p.is_verb(at) for at in range(index + 1, to)):
        return False
    return p.word(to + 1).isalpha() and p.date_end(to + 1) is None
