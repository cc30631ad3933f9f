"""Clauses set against each other: "on the other hand", "by comparison", "while …", "unlike …"."""

from __future__ import annotations

from techdep_tui.core.facts.clauses import words_of
from techdep_tui.core.facts.reading import Reading
from techdep_tui.core.facts.sentences import NUMBERS, Sentence
from techdep_tui.core.facts.sides import (
    Found,
    against,
    by_changes,
    by_numbers,
    by_superlative,
    comparative,
    flipped,
    is_denied,
    larger,
)
from techdep_tui.core.facts.stretches import Stretch, end_word, first_word, stretch_at

_ENDS = frozenset(";:—–(")


def compared(reading: Reading, sentence: Sentence, index: int) -> Found | None:
    """ "compared with", "in comparison with", "versus"."""
    right = index + (2 if sentence.lower(index + 1) in ("with", "to") else 1)
    if right >= len(sentence.tokens):
        return None
    return _set_against(reading, sentence, index, right)


def _set_against(reading: Reading, sentence: Sentence, index: int, right: int) -> Found | None:
    """What stands before the word against what stands from `right` on."""
    first = index - 1 if sentence.lower(index - 1) in ("in", "by") else index
    if _opens_sentence(sentence, first):
        return _fronted(sentence, first)
    stretch = stretch_at(reading, sentence, index)
    stretch = stretch._replace(last=max(stretch.last, end_word(sentence, right)))
    sign = comparative(stretch, index) or by_numbers(stretch, index) or by_changes(stretch, index)
    if sign is None and sentence.lower(index) == "compares":
        sign = flipped(_sign_before(reading, stretch))
    return against(stretch, sign, right)


def by_comparison(reading: Reading, sentence: Sentence, index: int) -> Found | None:
    """ "by comparison", "in comparison with": what was said before is the left side."""
    if sentence.lower(index - 1) not in ("by", "in"):
        return None
    if sentence.lower(index + 1) in ("with", "to"):
        return compared(reading, sentence, index)
    stretch = _beside(reading, sentence, index - 1, index + 1)
    return against(stretch, flipped(_sign_before(reading, stretch)))


def in_contrast(reading: Reading, sentence: Sentence, index: int) -> Found | None:
    """ "by contrast", "in contrast to"."""
    if sentence.lower(index - 1) not in ("by", "in"):
        return None
    if sentence.lower(index + 1) in ("to", "with") and index + 2 < len(sentence.tokens):
        return _set_against(reading, sentence, index, index + 2)
    stretch = _beside(reading, sentence, index - 1, index + 1)
    return against(stretch, _sign_before(reading, stretch))


def on_the_other_hand(reading: Reading, sentence: Sentence, index: int) -> Found | None:
    """ "on the other hand"."""
    if sentence.lower(index - 1) != "other" or index < 3:
        return None
    stretch = _beside(reading, sentence, index - 3, index + 1)
    return against(stretch, _sign_before(reading, stretch))


def unlike(reading: Reading, sentence: Sentence, index: int) -> Found | None:
    """ "Unlike other states, it does not …"."""
    found = _fronted(sentence, index) if _opens_sentence(sentence, index) else None
    if found is None:
        return None
    stretch, fields = found
    return stretch, fields | {"dir": "-" if is_denied(stretch) else "+"}


def side_by_side(reading: Reading, sentence: Sentence, index: int) -> Found | None:
    """Two clauses with numbers of one kind: "A has 5,000, while B has 6,000"; "whereas" needs no numbers."""
    if index < 2 or index + 2 >= len(sentence.tokens):
        return None
    left = Stretch(sentence, first_word(reading, sentence, index - 2), index)
    right = Stretch(sentence, index + 1, end_word(sentence, index + 1))
    pairs = [
        (ours, theirs)
        for ours in left.figures(*NUMBERS)
        for theirs in right.figures(*NUMBERS)
        if ours.kind is theirs.kind and ours.norm.get("unit") == theirs.norm.get("unit")
    ]
    if not pairs and sentence.lower(index) != "whereas":
        return None
    sign = by_superlative(left) or (larger(*pairs[0]) if pairs else None)
    return against(left._replace(last=right.last), sign)


def _opens_sentence(sentence: Sentence, index: int) -> bool:
    """Whether a word is the first of its sentence, conjunctions aside, or stands behind a bracket or stop."""
    at = index - 1
    while sentence.lower(at) in words_of("conjunctions") or sentence.lower(at) in words_of("openers"):
        at -= 1
    return at < 0 or sentence.tokens[at].text in ("(", ";", ":")


def _fronted(sentence: Sentence, first: int) -> Found | None:
    """A comparison whose phrase stands before the clause."""
    commas = [at for at in range(first, len(sentence.tokens) - 1) if sentence.lower(at) == ","]
    while len(commas) > 1 and sentence.lower(commas[0] + 1) in words_of("relatives"):
        del commas[0]
    if not commas:
        return None
    comma = commas[0]
    return against(Stretch(sentence, first, end_word(sentence, comma + 1)), None)


def _beside(reading: Reading, sentence: Sentence, first: int, behind: int) -> Stretch:
    """The clause that a phrase from `first` up to `behind` stands in front of, in the middle or behind."""
    last = len(sentence.tokens) - 1
    if _opens_sentence(sentence, first):
        return _with_more_numbers(Stretch(sentence, first, end_word(sentence, min(behind + 1, last))))
    return stretch_at(reading, sentence, behind + 1 if behind < last else max(first - 1, 0))


def _with_more_numbers(stretch: Stretch) -> Stretch:
    """The stretch with what "and" joins if that has numbers: "A had $1bn, and for B it was $2bn"."""
    sentence, last = stretch.sentence, stretch.last
    if sentence.lower(last) != "," or sentence.lower(last + 1) != "and":
        return stretch
    words = enumerate(sentence.tokens[last + 1 :], start=last + 1)
    end = next((at for at, word in words if word.text in _ENDS), len(sentence.tokens))
    return stretch._replace(last=end) if Stretch(sentence, last, end).figures(*NUMBERS) else stretch


def _sign_before(reading: Reading, stretch: Stretch) -> str | None:
    """The sign of the stretch's first number against the last one of its unit before it."""
    earlier = [f for f in reading.parsed.figures_before(stretch.start) if f.kind in NUMBERS]
    for figure in stretch.figures(*NUMBERS):
        for other in reversed(earlier):
            sign = larger(figure, other)
            if sign is not None:
                return sign
    return None
