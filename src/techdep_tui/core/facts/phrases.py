"""Where noun phrases and clauses of a passage begin and end, read from word lists, names and marks.

There is no parser: a phrase goes on until a word that cannot be in it.
"""

from __future__ import annotations

from functools import cache

from techdep_tui.core.facts.cues import GRAMMAR, PAST, SPEECH, cues
from techdep_tui.core.facts.passages import DASH, Passage


@cache
def _stops() -> frozenset[str]:
    """Words that no noun phrase goes on with."""
    return GRAMMAR.prepositions | SPEECH.clause_words | SPEECH.phrase_stops


def phrase_end(p: Passage, first: int, is_adjunct: bool = False) -> int:
    """Behind the noun phrase that begins at a token; prepositions behind it are left out.

    `is_adjunct`: it stands behind a cue, and ends where another name follows its own ("told Reuters Smith
    …") or with a word for a place of speech ("in a note prices …").
    """
    index = first
    while index < len(p) and not _stops_at(p, index, first):
        name_end = p.name_end(index)
        if is_adjunct and index > first and _is_venue(p, index):
            break
        is_another = name_end is not None or (p.is_capital(index) and p.is_verb(index + 1))
        if is_adjunct and index > first and is_another and p.name_start(index - 1) is not None:
            break
        index = name_end or index + 1
    return index


def _is_venue(p: Passage, index: int) -> bool:
    """Whether a token stands behind a word such as "statement", and is no such word."""
    return p.words[index - 1] in SPEECH.venues and p.words[index] not in SPEECH.venues


def _stops_at(p: Passage, index: int, first: int) -> bool:
    """Whether a noun phrase from `first` on does not go on at a token."""
    word = p.words[index]
    if p.is_mark(index) or word in _stops() or p.is_verb(index):
        return True
    if index == first:
        return False
    cue = cues().get(word)
    if cue is not None and cue.form == PAST and p.may_be_verb(index):
        return True
    if word in GRAMMAR.determiners or word in SPEECH.pronouns:
        return p.words[index - 1] not in ("all", "both", "and")
    if p.date_end(index) is not None:
        return not (p.words[index - 1].endswith("s") or p.words[index - 1] in GRAMMAR.determiners)
    begins_name = p.name_end(index) is not None or p.is_capital(index)
    return begins_name and p.words[index - 1] in SPEECH.venues


def long_phrase_end(p: Passage, first: int) -> int:
    """Behind the noun phrase that begins at a token and what hangs on it with prepositions and "and"."""
    index = phrase_end(p, first)
    while first < index < len(p):
        date_end = p.date_end(index)
        if date_end is not None:
            index = date_end
            continue
        is_joined = p.words[index] in ("and", "or") and not p.is_mark(index + 1)
        if not is_joined and p.words[index] not in GRAMMAR.prepositions:
            break
        behind = p.date_end(index + 1) or phrase_end(p, index + 1)
        if behind <= index + 1:
            break
        index = behind
    return index


def phrase_start(p: Passage, end: int) -> int:
    """Where the subject begins that ends right before a token."""
    end = before_brackets(p, end)
    index = end
    while index > 0:
        index = before_brackets(p, index)
        if _begins_behind(p, index - 1) and not _is_in_place(p, index - 1):
            break
        name_start = p.name_start(index - 1)
        index = name_start if name_start is not None else index - 1
        if _begins_phrase(p, index):
            break
    return without_adverbials(p, index, end)


def before_brackets(p: Passage, end: int) -> int:
    """In front of a few words in brackets that end right before a token: "X (R-Ohio) said"."""
    if p.word(end - 1) != ")":
        return end
    return next((i for i in range(end - 2, max(-1, end - _LONGEST_BRACKETS), -1) if p.words[i] == "("), end)


_LONGEST_BRACKETS = 8


def _is_in_place(p: Passage, index: int) -> bool:
    """Whether a comma stands in "the Springfield, Illinois-based firm"."""
    return p.words[index] == "," and p.word(index + 1).endswith("-based")


def _begins_phrase(p: Passage, index: int) -> bool:
    """Whether a subject begins at a token, whatever stands before it."""
    word, before = p.words[index], p.word(index - 1)
    if word in SPEECH.subject_pronouns:
        return True
    is_determiner = word in GRAMMAR.determiners or word in SPEECH.quantifiers
    is_bound = (
        before.endswith("'s") or before in GRAMMAR.prepositions or before in ("and", "or", "all", "both")
    )
    is_relative = before.endswith("ed") and p.is_any(max(0, index - 4), index, GRAMMAR.relatives)
    return is_determiner and not (is_bound or is_relative)


def _begins_behind(p: Passage, index: int) -> bool:
    """Whether a subject that reaches back to behind this token does not go on with it."""
    word = p.words[index]
    if p.is_mark(index) or word in SPEECH.clause_words or word in _BOUNDS:
        return True
    if word in ("and", "or"):
        return _has_verb_before(p, index)
    cue = cues().get(word)
    if cue is not None and cue.form == PAST and cue.reports and _ends_subject(p, index - 1):
        return True
    return p.is_verb(index) and not p.is_any(max(0, index - 3), index, GRAMMAR.relatives)


_BOUNDS = frozenset(["but", "after", "before", "which", "whom"])


def _ends_subject(p: Passage, index: int) -> bool:
    """Whether a subject may end with a token: a pronoun or name."""
    return p.word(index) in SPEECH.subject_pronouns or p.name_start(index) is not None


def _has_verb_before(p: Passage, index: int) -> bool:
    """Whether a clause with a verb ends right before a conjunction."""
    at = index - 1
    while not p.is_mark(at):
        if p.is_verb(at) or p.may_be_verb(at):
            return True
        at -= 1
    return index == 0


def without_adverbials(p: Passage, first: int, end: int) -> int:
    """The start of a subject without dates and adverbs in front of it."""
    index = first
    while index < end:
        behind = index + 1 if p.words[index] in GRAMMAR.adverbs else None
        if p.words[index] in GRAMMAR.prepositions:
            behind = p.date_end(index + 1)
        behind = p.date_end(index) or behind
        if behind is None or behind >= end:
            break
        index = behind
    return index


def is_adverbial(p: Passage, first: int, last: int) -> bool:
    """Whether words between commas are no phrase that may be a source: "in a report", "however"."""
    word = p.word(first)
    return (
        first >= last
        or p.date_end(first) is not None
        or word in GRAMMAR.prepositions
        or word in GRAMMAR.adverbs
        or word.endswith(("ing", "ed"))
    )


def may_begin_clause(p: Passage, index: int) -> bool:
    """Whether a reported clause may begin at a token."""
    return not (p.is_mark(index) or p.words[index] in SPEECH.no_clause or p.is_verb(index))


def has_clause(p: Passage, first: int, is_plain: bool = False) -> bool:
    """Whether a clause of its own, with subject and verb, begins at a token.

    `is_plain`: its verb must leave no doubt, and no comma may stand before it.
    """
    if p.is_quoted(first):
        return True
    if not may_begin_clause(p, first):
        return False
    pronoun, _, auxiliary = p.words[first].partition("'")
    if pronoun in SPEECH.subject_pronouns:
        return bool(auxiliary) or any(p.may_be_verb(index) for index in range(first + 1, first + 4))
    wanted, last_verb = 1, first
    for index in range(first + 1, min(len(p), first + _LONGEST_SUBJECT)):
        word = p.words[index]
        if word == "," and p.word(index + 1).endswith("ing"):
            return False
        is_cut = is_plain and (word == "but" or (p.is_mark(index) and not p.is_quoted(index)))
        if word in _CLAUSE_ENDS or is_cut:
            return False
        if p.is_quoted(index):
            return True
        if word in GRAMMAR.relatives or (word in SPEECH.clause_words and word != "as"):
            wanted += 1
        elif _is_finite(p, index, is_plain):
            wanted -= last_verb == first or index > last_verb + 2  # "has kept" is one verb
            last_verb = index
            if wanted == 0:
                return True
    return False


_LONGEST_SUBJECT = 45
_CLAUSE_ENDS = frozenset([";", ":", DASH])


def _is_finite(p: Passage, index: int, is_plain: bool) -> bool:
    """Whether a token is a verb that makes a clause; "to lead" and "led by" alone make none."""
    before = p.words[index - 1]
    is_part = before == "to" or (p.word(index + 1) == "by" and before not in SPEECH.auxiliaries)
    is_part = is_part or before in GRAMMAR.prepositions or before in ("and", "or")
    return not is_part and (p.is_verb(index) if is_plain else p.may_be_verb(index))
