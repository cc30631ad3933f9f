"""One thing ahead of or behind another: "overtakes", "topped estimates", "twice as many as"."""

from __future__ import annotations

from techdep_tui.core.facts import lexicon
from techdep_tui.core.facts.model import Kind
from techdep_tui.core.facts.reading import Reading
from techdep_tui.core.facts.sentences import NUMBERS, Sentence
from techdep_tui.core.facts.sides import Found, against, is_denied, listed
from techdep_tui.core.facts.stretches import Stretch, end_word, stretch_at

_EXPECTATION_AHEAD = 6
_VERBAL = ("ed", "ing", "took", "taken", "sold", "spent", "grew")
"""Ends of words that are verbs."""
_BEFORE_RIGHT = frozenset(["behind", "of", "far"])
_COUNTS = lexicon.words("two three four five six seven eight nine ten many several hundred")
_COUNTED_BY = frozenset(["a", "per"])


def beats(reading: Reading, sentence: Sentence, index: int, sign: str) -> Found | None:
    """ "has overtaken its rivals"."""
    return _over(reading, sentence, index, sign) if _is_verb(sentence, index) else None


def meets(reading: Reading, sentence: Sentence, index: int, sign: str) -> Found | None:
    """ "sales topped analysts' estimates"."""
    ahead = (sentence.lower(at) for at in range(index + 1, index + 1 + _EXPECTATION_AHEAD))
    is_met = any(word in listed("expectations") for word in ahead)
    return beats(reading, sentence, index, sign) if is_met else None


def _is_verb(sentence: Sentence, index: int) -> bool:
    """Whether a word that may be a noun is a verb: "trails its rivals", not "a paper trail"."""
    word = sentence.tokens[index]
    if word.lower.endswith(_VERBAL) or word.text[0].isupper():
        return True
    return sentence.lower(index - 1) in listed("before_verb") or word.start in sentence.verbs


def _over(reading: Reading, sentence: Sentence, index: int, sign: str) -> Found | None:
    """What is ahead of or behind its object."""
    right = index + 1
    while sentence.lower(right) in _BEFORE_RIGHT:
        right += 1
    if not _is_thing(sentence, right) or sentence.figure_at(right) is not None:
        return None
    return against(stretch_at(reading, sentence, index), sign, right)


def _is_thing(sentence: Sentence, index: int) -> bool:
    """Whether a word follows that may begin a thing."""
    return index < len(sentence.tokens) and sentence.tokens[index].is_word


def _is_name(sentence: Sentence, index: int) -> bool:
    """Whether a word has a capital."""
    return index < len(sentence.tokens) and sentence.tokens[index].text[0].isupper()


def behind(reading: Reading, sentence: Sentence, index: int) -> Found | None:
    """ "is way behind the West", "trails behind", "…, behind Japan's $5bn"."""
    is_ranked = sentence.lower(index - 1) == "," and _is_name(sentence, index + 1)
    if not is_ranked and sentence.lower(index - 1) not in listed("before_behind"):
        return None
    if sentence.lower(index + 1) in listed("no_rivals") or sentence.lower(index + 2) in listed("idioms"):
        return None
    return _over(reading, sentence, index, "-")


def ahead(reading: Reading, sentence: Sentence, index: int) -> Found | None:
    """ "is well ahead of its rivals", but not "ahead of the summit"."""
    before, behind_it = sentence.figure_at(index - 1), sentence.figure_at(index + 2)
    is_lead = before is not None and before.kind in NUMBERS
    if not is_lead and sentence.lower(index - 1) not in listed("before_ahead"):
        return None
    is_date = behind_it is not None and behind_it.kind is Kind.DATE
    if is_date or sentence.lower(index + 2) in listed("no_rivals"):
        return None
    return _over(reading, sentence, index, "+")


def times(reading: Reading, sentence: Sentence, index: int) -> Found | None:
    """ "twice as many as", "three times the size of", "double the figure"."""
    if sentence.lower(index) == "times" and not _is_counted(sentence, index - 1):
        return None
    stretch = stretch_at(reading, sentence, index)
    joints = (at for at in range(index + 2, stretch.last - 1) if sentence.lower(at) in ("as", "than", "of"))
    joint = next(joints, None)
    return against(stretch, "+", joint + 1 if joint is not None else None)


def _is_counted(sentence: Sentence, index: int) -> bool:
    """Whether a word is a number: "three times", but not "the first times"."""
    before = sentence.lower(index)
    return before[:1].isdigit() or before in _COUNTS


def below(reading: Reading, sentence: Sentence, index: int) -> Found | None:
    """ "…, below many other economies", "$5 a barrel above levels seen last year"."""
    right = index + 1
    before = sentence.figure_at(index - 3 if sentence.lower(index - 2) in _COUNTED_BY else index - 1)
    is_tied = sentence.lower(index - 1) in (",", "well", "far") or (
        before is not None and before.kind in NUMBERS
    )
    if not is_tied or not _is_thing(sentence, right) or sentence.lower(right) in ("all", "which"):
        return None
    sign = "-" if sentence.lower(index) == "below" else "+"
    if sentence.lower(index - 1) == ",":
        return against(Stretch(sentence, index, end_word(sentence, index)), sign, right)
    return against(stretch_at(reading, sentence, index), sign, right)


def loses(reading: Reading, sentence: Sentence, index: int) -> Found | None:
    """ "loses to its rivals", by their names."""
    right = index + 2
    if not _is_name(sentence, right) or sentence.figure_at(right) is not None:
        return None
    return against(stretch_at(reading, sentence, index), "-", right)


def keeps_pace(reading: Reading, sentence: Sentence, index: int) -> Found | None:
    """ "does not keep pace with"."""
    right = index + 2
    if not sentence.lower(index - 1).startswith(("keep", "kept")) or right >= len(sentence.tokens):
        return None
    stretch = stretch_at(reading, sentence, index)
    return against(stretch, "-" if is_denied(stretch) else None, right)
