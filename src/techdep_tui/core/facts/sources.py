"""The source of a report: the phrase before its cue, described between commas, or behind it.

Sources are tokens `first:last` of a passage, `last` excluded.
"""

from __future__ import annotations

from functools import cache

from techdep_tui.core.facts.cues import CALLINGS, GRAMMAR, SPEECH, cues, people
from techdep_tui.core.facts.passages import DASH, QUOTED, Passage
from techdep_tui.core.facts.phrases import (
    is_adverbial,
    long_phrase_end,
    phrase_end,
    phrase_start,
    without_adverbials,
)

Source = tuple[int, int]

_APPOSITIONS = 4
"""Stretches between commas that are looked through at most."""
_NAME_WITHIN = 4
_PARTIES = ("d-", "r-", "i-")
"""How a member of parliament's party and state begin: "X, R-Ohio, said"."""
_CHUNK_ENDS = frozenset([",", QUOTED, ";", ":", DASH])


def sentence_subject(p: Passage, end: int) -> Source:
    """The phrase that a sentence begins with, past what leads it in; empty if there is none before `end`."""
    first = _clause_start(p, end)
    while first < end and (p.words[first] in SPEECH.leading or p.is_mark(first)):
        first += 1
    for _ in range(_APPOSITIONS):
        if p.words[first] not in SPEECH.clause_words:
            first = without_adverbials(p, first, end)
        last = _subject_end(p, first, end)
        if last > first and not is_adverbial(p, first, last):
            if p.word(last) == "of":
                last = _before_verb(p, first, min(long_phrase_end(p, first), end))
            return _apposed_name(p, first, last, end) or (first, last)
        comma = p.find(",", first, end)
        if comma is None:
            break
        first = comma + 1
    return (end, end)


def _clause_start(p: Passage, end: int) -> int:
    """Where the part of a sentence begins that a semicolon or a single dash divides from what is before."""
    marks = [index for index in range(1, end - 1) if p.words[index] in (";", DASH)]
    if not marks or (p.words[marks[-1]] == DASH and len(marks) > 1):
        return 0
    return marks[-1] + 1 if p.has_verb(marks[-1], end) else 0


def clause_subject(p: Passage, end: int) -> Source | None:
    """The subject of a clause behind a conjunction that ends before a token with a comma or "and"."""
    if p.word(end - 1) not in (",", "and"):
        return None
    for index in range(end - 1, 0, -1):
        if p.words[index] in SPEECH.conjunctions and p.words[index - 1] != "to":
            last = _subject_end(p, index + 1, end)
            is_somebody = (
                last > index + 1 and may_speak(p, last - 1) and p.words[index + 1] not in SPEECH.pronouns
            )
            if is_somebody and (p.is_verb(last) or p.may_be_verb(last)):
                return (index + 1, last)
        elif p.is_mark(index) and index < end - 1:
            return None
    return None


def _subject_end(p: Passage, first: int, end: int) -> int:
    """Behind a phrase at the head of a sentence, without adverbs at its end."""
    last = _before_verb(p, first, min(phrase_end(p, first), end))
    while last > first + 1 and (p.words[last - 1] in GRAMMAR.adverbs or p.words[last - 1].endswith("ly")):
        last -= 1
    return last


def _before_verb(p: Passage, first: int, last: int) -> int:
    """The end of a subject, which any past form may follow, at `last` at most."""
    for index in range(first + 1, last):
        if p.words[index].endswith("ed"):
            is_behind_adverb = (
                p.words[index - 1].endswith("ly") and p.word(index - 2) not in GRAMMAR.determiners
            )
            if is_behind_adverb or p.may_be_verb(index) or p.words[index] in cues():
                return index
        elif p.words[index] in cues() and p.name_start(index - 1) is not None:
            return index
    return last


def _apposed_name(p: Passage, first: int, comma: int, end: int) -> Source | None:
    """The name in "a senator, X of Y, …"."""
    if p.word(comma) != "," or p.words[first] not in ("a", "an", "the"):
        return None
    for index in range(comma + 1, min(end, comma + _NAME_WITHIN)):
        last = p.name_end(index)
        if last is not None:
            return (index, last)
    return None


def described_between_commas(p: Passage, comma: int) -> Source | None:
    """The source in "X, chief of Y, said": `comma` is the one in front of the cue.

    What stands between commas is gone through from the cue back to a name, or to a phrase that describes
    somebody; what is a clause with a verb of its own stands before it.
    """
    end, found = comma, None
    for _ in range(_APPOSITIONS):
        start = end
        while start and p.words[start - 1] not in _CHUNK_ENDS:
            start -= 1
        is_after_comma = start > 0 and p.words[start - 1] == ","
        if end == comma and not is_after_comma:
            return None
        is_aside = p.word(start) in GRAMMAR.relatives or (start < end and p.is_verb(start))
        is_aside = is_aside or p.word(start).startswith(_PARTIES)
        if not is_aside:
            if _is_clause(p, start, end):
                first = phrase_start(p, end)
                return found or ((first, end) if not is_after_comma and first < end else None)
            is_plain = not p.is_any(start, end, GRAMMAR.prepositions | GRAMMAR.relatives)
            if p.name_start(end - 1) is not None and is_plain:
                return (start, end)
            begin = without_adverbials(p, start, end)
            while begin < end and p.words[begin] in SPEECH.leading:
                begin += 1
            if not is_adverbial(p, begin, end):
                found = (begin, end)
        if not is_after_comma:
            break
        end = start - 1
    return found


def _is_clause(p: Passage, first: int, last: int) -> bool:
    """Whether some tokens have a verb that is not that of a relative clause."""
    return p.has_verb(first, last) and not p.is_any(first, last, GRAMMAR.relatives)


def is_all_phrases(p: Passage, end: int) -> bool:
    """Whether no clause stands in front of a token, but names and what describes them."""
    first = end
    while first and p.words[first - 1] not in _CHUNK_ENDS:
        first -= 1
    if _is_clause(p, first, end):
        return False
    return p.word(first - 1) != "," or is_all_phrases(p, first - 1)


def antecedent(p: Passage, relative: int) -> Source | None:
    """Whom a relative pronoun is about: "X, who said …"."""
    end = relative - 1 if p.word(relative - 1) == "," else relative
    first = phrase_start(p, end)
    preposition = next((i for i in range(first, end) if p.words[i] in GRAMMAR.prepositions), end)
    is_of_thing = p.word(relative) == "who" and preposition < end and not _are_people(p, first, preposition)
    if is_of_thing or any(p.may_be_verb(index) for index in range(first + 1, end)):
        first = behind_preposition(p, first, end)
    return (first, end) if first < end else None


def behind_preposition(p: Passage, first: int, last: int) -> int:
    """Behind the last preposition among some tokens, `first` if there is none."""
    return next((i + 1 for i in range(last - 1, first, -1) if p.words[i] in GRAMMAR.prepositions), first)


def _are_people(p: Passage, first: int, last: int) -> bool:
    """Whether some tokens describe or name persons."""
    if p.is_any(first, last, people() | SPEECH.titles | SPEECH.plurals | SPEECH.quantifiers):
        return True
    return p.words[last - 1].endswith(CALLINGS) or p.name_start(last - 1) is not None


def may_speak(p: Passage, index: int) -> bool:
    """Whether a subject that ends with a token may be somebody: a name, a pronoun, a word for one."""
    if p.is_mark(index) or p.name_start(index) is not None:
        return True
    return p.words[index] in _speaking()


def may_hold(p: Passage, index: int) -> bool:
    """Whether a token is or ends a subject that is somebody for sure: a pronoun or name."""
    return p.word(index) in ("he", "she", "they") or p.name_start(index) is not None


@cache
def _speaking() -> frozenset[str]:
    """Words for somebody, or for what somebody gives out."""
    persons = SPEECH.pronouns | people() | SPEECH.titles | SPEECH.plurals
    return persons | SPEECH.stand_ins | SPEECH.documents
