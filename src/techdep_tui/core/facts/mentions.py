"""Who is said to speak in a passage: each cue with its source, and where what is reported begins.

A cue stands in front of what is reported ("X said that …"), behind it ("…, X said", "…, said X"), or in its
middle.
"""

from __future__ import annotations

from functools import cache

from techdep_tui.core.facts.contents import adjuncts_end, content_start
from techdep_tui.core.facts.cues import BASE, GRAMMAR, PAST, PROGRESSIVE, SPEECH, Cue, cues
from techdep_tui.core.facts.lead_ins import (
    beside_speech,
    is_before_verb,
    is_said,
    lead_ins,
    named_behind,
    signed,
)
from techdep_tui.core.facts.mention import Mention, Place, with_link
from techdep_tui.core.facts.passages import DASH, Passage
from techdep_tui.core.facts.phrases import before_brackets, long_phrase_end, phrase_start
from techdep_tui.core.facts.sources import (
    Source,
    antecedent,
    behind_preposition,
    clause_subject,
    described_between_commas,
    is_all_phrases,
    may_speak,
    sentence_subject,
)


def mentions(p: Passage) -> list[Mention]:
    """The cues of a passage with their sources, in order."""
    found: list[Mention] = []
    forms, others, leading = cues(), lead_ins(), _leading()
    for index in [index for index, word in enumerate(p.words) if word in leading]:
        if found and index < found[-1].cue[1]:
            continue
        word = p.words[index]
        cue, other = forms.get(word), others.get(word)
        mention = _verb(p, index, cue) if cue is not None else None
        if mention is None and other is not None:
            mention = other(p, index)
        if mention is not None:
            found.append(mention)
    return found or beside_speech(p) or signed(p)


@cache
def _leading() -> frozenset[str]:
    """Every word with which a mention may begin."""
    return frozenset([*cues(), *lead_ins()])


def _verb(p: Passage, index: int, cue: Cue) -> Mention | None:
    """The mention with a verb as its cue."""
    if index and p.is_capital(index) and not p.is_title:
        return None
    if cue.particle and p.word(index + 1) != cue.particle:
        return None
    if p.words[index] in SPEECH.left_out and not p.is_quoted(index - 1):
        return None
    left = _cue_start(p, index)
    if left is None or _is_other_word(p, index, left, cue):
        return None
    if cue.form == PROGRESSIVE and p.word(index - 1) == "as":
        return _quoted_as(p, index, cue)
    if cue.form == PAST and p.is_any(left, index, SPEECH.passive):
        return None
    if cue.form == PROGRESSIVE and left == index:
        return _participle(p, index, cue)
    return _finite(p, (left, index + 2 if cue.particle else index + 1), cue)


def _cue_start(p: Passage, index: int) -> int | None:
    """Where the verb begins with its auxiliaries and adverbs; `None` if it is not said at all."""
    left = index
    while left and is_before_verb(p, left - 1):
        left -= 1
    before = p.word(left - 1)
    if before == "to" and p.word(left - 2) == "on" and p.word(left - 3) in ("went", "goes", "go", "going"):
        return left - 3
    if before == "would" and p.is_quoted(phrase_start(p, left - 1) - 1):
        return left - 1
    is_name = left > 1 and p.is_capital(left - 1) and not p.is_title
    is_unsaid = before in SPEECH.unsaid and not is_name
    return None if is_unsaid else left


_ADJECTIVES = ("ing", "al", "ive", "ous", "ic", "ary", "ful", "able", "an", "ish", "ese")


def _is_other_word(p: Passage, index: int, left: int, cue: Cue) -> bool:
    """Whether the form is no verb here: "a report", "the expected loss", "their hopes"."""
    before = p.word(left - 1)
    if cue.lemma == "add" and p.word(index + 1) == "to":
        return True
    if before in GRAMMAR.determiners and before not in SPEECH.pronoun_determiners:
        return True
    if left and left == index and (before.endswith("'s") or p.text[p.ends[left - 1]] == "'"):
        return True
    if before in GRAMMAR.prepositions:
        return cue.form != PROGRESSIVE
    return cue.is_noun and _is_noun(p, index, left, cue)


def _is_noun(p: Passage, index: int, left: int, cue: Cue) -> bool:
    """Whether a form that is a noun as often is one here."""
    before, following = p.word(left - 1), p.word(index + 1)
    if p.is_title and p.is_quoted(index + 1):
        return not cue.is_naming
    is_last = p.is_mark(index + 1) and p.word(phrase_start(p, left) - 1) == ","
    if left and not may_speak(p, left - 1) and not is_last:
        return following != "that" or before.endswith(_ADJECTIVES)
    if p.is_mark(left - 1):
        return p.name_end(index + 1) is None and following not in SPEECH.openers
    is_plural = (
        before.endswith("s")
        or before in SPEECH.plurals
        or before in SPEECH.pronouns
        or before in ("who", "and")
    )
    return cue.form == BASE and not is_plural and not p.is_title


_LONGEST_QUOTED = 16


def _quoted_as(p: Passage, index: int, cue: Cue) -> Mention | None:
    """ "X was quoted as saying …" and "the paper quoted X as saying …"."""
    before = range(index - 2, max(-1, index - _LONGEST_QUOTED), -1)
    quoted = next((i for i in before if p.words[i] in ("quoted", "cited")), None)
    if quoted is None:
        return None
    left = quoted
    while left and p.words[left - 1] in SPEECH.auxiliaries:
        left -= 1
    if quoted < index - 2 and left == quoted:
        begin = with_link(p, phrase_start(p, left))
        comma = p.find(",", quoted + 1, index - 1)
        return _completed(p, (quoted, index + 1), (quoted + 1, comma or index - 1), begin, cue)
    is_apposed = p.word(left - 1) == ","
    source = described_between_commas(p, left - 1) if is_apposed else (phrase_start(p, left), left)
    if left == quoted or source is None or source[0] == source[1]:
        return None
    return _completed(p, (left, index + 1), source, with_link(p, source[0]), cue)


def _participle(p: Passage, index: int, cue: Cue) -> Mention | None:
    """ ", adding that …": what the one who acts in the sentence says besides."""
    before = p.word(index - 1)
    if cue.is_thought and not (p.is_mark(index - 1) or before in SPEECH.before_participles):
        return None
    first = phrase_start(p, index)
    first = first + 1 if p.word(first) == "with" else first
    if p.word(first - 1) == "with" and first < index:
        return _completed(p, (index, index + 1), (first, index), first - 1, cue)
    begin = index - 1 if before in ("and", "but", "while", ",", "by") else index
    if before != "," and p.word(begin - 1) == ",":
        begin -= 1
    if before in SPEECH.cases:
        first = behind_preposition(p, first, index)
        return _completed(p, (index, index + 1), (first, index), first, cue)
    source = clause_subject(p, index) or sentence_subject(p, index)
    return _completed(p, (index, index + 1), source, begin, cue, is_shared=True)


def _finite(p: Passage, cue_span: tuple[int, int], cue: Cue) -> Mention | None:
    """A finite verb: its subject stands before it, behind it, or is that of the clause before."""
    left = cue_span[0]
    before = p.word(left - 1)
    is_open = p.is_mark(left - 1) and before_brackets(p, left) == left
    if is_open or before in SPEECH.leading or before in ("then", "that", "as"):
        return _without_subject(p, cue_span, cue, before)
    first = left - 1 if before in GRAMMAR.relatives else phrase_start(p, left)
    word = p.words[first]
    if word in GRAMMAR.relatives:
        source = None if cue.is_thought else antecedent(p, first)
        return _completed(p, cue_span, source, first, cue) if source is not None else None
    if word in GRAMMAR.prepositions:
        first = p.name_start(left - 1) or left
    if first >= left or p.date_end(first) == left:
        if p.word(first - 1) in GRAMMAR.relatives:
            source = antecedent(p, first - 1)
            return _completed(p, cue_span, source, first - 1, cue) if source is not None else None
        return _behind_date(p, cue_span, cue)
    is_supposed = p.word(first - 1) in ("if", "whether", "unless")
    is_supposed = is_supposed or (p.word(first - 1) == "what" and not cue.is_naming)
    is_supposed = is_supposed or (word in SPEECH.persons_told and not p.is_capital(first))
    is_supposed = is_supposed or (cue.form == PROGRESSIVE and p.word(first - 1) == "as")
    is_one = word in SPEECH.singular_determiners and not p.words[left - 1].endswith("s")
    if is_supposed or (cue.form == BASE and is_one):
        return None
    source = _described_once(p, first) or (first, left)
    return _completed(p, cue_span, source, with_link(p, source[0]), cue)


def _described_once(p: Passage, first: int) -> Source | None:
    """The name in "…," X, chief of Y said: no comma behind what describes it."""
    name = p.name_start(first - 2) if p.word(first - 1) == "," else None
    return (name, first - 1) if name is not None and p.is_quoted(name - 1) else None


def _behind_date(p: Passage, cue_span: tuple[int, int], cue: Cue) -> Mention | None:
    """ "X, chief of Y, on Monday said …": nothing but a date stands between source and cue."""
    comma = cue_span[0] - 1
    while comma > 0 and not p.is_mark(comma):
        comma -= 1
    source = described_between_commas(p, comma) if p.word(comma) == "," else None
    return _completed(p, cue_span, source, with_link(p, source[0]), cue) if source is not None else None


def _without_subject(p: Passage, cue_span: tuple[int, int], cue: Cue, before: str) -> Mention | None:
    """A finite verb with no subject right before it: "…, said X", "X, chief of Y, said …", "… and said"."""
    left = cue_span[0]
    if before in ("and", "but", "then") or (p.is_title and before == ","):
        return _coordinated(p, cue_span, cue)
    source = described_between_commas(p, left - 1) if before == "," else None
    if before == DASH and p.find(DASH, 0, left - 1) is not None:
        source = sentence_subject(p, left)
    apposed = None
    if source is not None:
        apposed = _completed(p, cue_span, source, with_link(p, source[0]), cue)
    inverted = _inverted(p, cue_span, cue)
    is_named_behind = inverted is not None and cue.is_saying and p.name_end(inverted.source[0]) is not None
    if apposed is not None and not is_named_behind and is_all_phrases(p, left):
        return apposed
    return inverted or apposed


def _inverted(p: Passage, cue_span: tuple[int, int], cue: Cue) -> Mention | None:
    """ "…, said X": only with verbs of speech, behind a mark."""
    left, right = cue_span
    inverts = (cue.speaks or cue.is_noun) and not cue.is_addressed
    may_invert = inverts and right - left == 1 and p.is_mark(left - 1) and not p.is_title
    if not may_invert or p.word(right) in SPEECH.no_source or p.date_end(right) is not None:
        return None
    last = long_phrase_end(p, right)
    if last == right:
        return None
    if left == 0:
        is_leading = p.word(last) in (":", ",") and p.is_quoted(last + 1)
        return Mention(cue_span, cue, (right, last), 0, last + 1, Place.BEHIND) if is_leading else None
    is_cut = p.is_mark(last) or p.words[last] in SPEECH.behind_sources
    if not is_cut and not p.words[last].endswith("ing"):
        return None
    begin = left - 1 if p.words[left - 1] == "," else left
    source = named_behind(p, right, last)
    return Mention(cue_span, cue, source, begin, source[1], Place.BEFORE)


def _coordinated(p: Passage, cue_span: tuple[int, int], cue: Cue) -> Mention | None:
    """ "… and said": the subject of the clause before."""
    left = cue_span[0]
    if cue.form == BASE or (cue.is_noun and not p.is_title):
        return None
    begin = left - 1
    while begin and p.words[begin - 1] in (",", "and", "but"):
        begin -= 1
    return _completed(p, cue_span, sentence_subject(p, left), begin, cue, is_shared=True)


def _completed(
    p: Passage, cue_span: tuple[int, int], source: Source, begin: int, cue: Cue, is_shared: bool = False
) -> Mention:
    """The mention with what it reports, behind it or before it."""
    right = cue_span[1]
    is_first = begin == 0 or is_shared
    quoted = begin - 1 if p.is_quoted(begin - 1) else begin
    content = (
        None
        if not is_first and is_said(p, quoted)
        else content_start(p, right, cue, _follows_clause(p, begin))
    )
    if content is not None:
        return Mention(cue_span, cue, source, begin, content, Place.BEHIND, is_shared)
    if (
        cue.reports
        and p.word(source[0] - 1) in ("who", "which", "that")
        and right < len(p)
        and p.is_verb(right)
    ):
        return Mention(cue_span, cue, source, begin, right, Place.BEHIND)
    end = adjuncts_end(p, right, cue)
    is_beside = p.is_quoted(begin - 1) and (cue.speaks or cue.is_finding)
    is_last = p.word(begin) == "," and cue.reports and (p.is_mark(end) or _is_tail(p, begin, end))
    if not is_first and (is_beside or is_last):
        return Mention(cue_span, cue, source, begin, end, Place.BEFORE)
    return Mention(cue_span, cue, source, begin, right, Place.NONE, is_shared)


def _is_tail(p: Passage, begin: int, end: int) -> bool:
    """Whether only what hangs on an attribution follows, no clause: "told X on condition of …"."""
    mark = next(index for index in range(end, len(p) + 1) if p.is_mark(index))
    hangs_on = p.words[end] in GRAMMAR.prepositions or p.name_end(end) is not None
    return hangs_on and mark == len(p) and not p.has_verb(end, mark) and _follows_clause(p, begin)


def _follows_clause(p: Passage, comma: int) -> bool:
    """Whether a comma in front of an attribution ends a clause, not only what leads the sentence in."""
    if p.word(comma) != ",":
        return False
    first = p.word(0)
    is_subordinate = first in SPEECH.temporal or first in SPEECH.clause_words
    if is_subordinate and p.find(",", 0, comma) is None:
        return False
    return any(p.is_quoted(at) or p.is_verb(at) or p.may_be_verb(at) for at in range(comma))
