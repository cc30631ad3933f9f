"""What the families of comparisons share: the two sides of one, and which of them is more."""

from __future__ import annotations

from techdep_tui.core.facts import lexicon
from techdep_tui.core.facts.model import Fact, Kind, Scalar
from techdep_tui.core.facts.sentences import NUMBERS
from techdep_tui.core.facts.stretches import Stretch

Found = tuple[Stretch, dict[str, Scalar]]
"""A comparison: its stretch, and the fields of its norm."""

SIGNS = {"up": "+", "down": "-"}
"""The signs of the directions of the word lists."""

_FLIPPED = {"+": "-", "-": "+"}
_LONGEST_SHOWN = 9
_COMPARATIVE_BACK = 14
_TIME_AHEAD = 4
"""Words between the other side's first word and its time at most."""
_LEADING = lexicon.words("the a an those that of")


def listed(section: str) -> frozenset[str]:
    """A list of `lexicon/comparisons.yaml`."""
    return lexicon.listed("comparisons", section)


def against(stretch: Stretch, sign: str | None, right: int | None = None) -> Found:
    """The comparison of a stretch, of the kind "versus"; what stands from `right` on is the other side.

    Where that is an earlier time, something is compared with itself: a change.
    """
    fields: dict[str, Scalar] = {"kind": "versus"}
    if sign is not None:
        fields["dir"] = sign
    if right is not None:
        words = [word.text for word in stretch.sentence.tokens[right : stretch.last] if word.is_word]
        while words and words[0].lower() in _LEADING:
            words = words[1:]
        if words:
            fields["right"] = " ".join(words[:_LONGEST_SHOWN]).removesuffix("'s")
        if _is_time(stretch, right):
            fields["kind"] = "change"
    return stretch, fields


def _is_time(stretch: Stretch, right: int) -> bool:
    """Whether the other side is a time, or a number at a time."""
    sentence = stretch.sentence
    if sentence.lower(right) in listed("foreseen"):
        return False
    at = right
    while at < right + _TIME_AHEAD and sentence.lower(at) in listed("before_time"):
        at += 1
    figure, first = sentence.figure_at(at), sentence.figure_at(right)
    if at < stretch.last and figure is not None and _is_date(figure):
        return True
    here = sentence.tokens[right].start
    dates = [date for date in stretch.figures(Kind.DATE) if date.start >= here and _is_date(date)]
    is_number = first is not None and first.kind in NUMBERS
    return bool(dates) and (is_number or sentence.index(dates[0].start) - right <= _TIME_AHEAD)


def _is_date(figure: Fact) -> bool:
    """Whether a figure is a time of the calendar, and no length."""
    return figure.norm.get("timex") == "DATE"


def comparative(stretch: Stretch, index: int) -> str | None:
    """The sign of the comparative before a word, `None` if there is none."""
    for at in range(index - 1, max(index - _COMPARATIVE_BACK, -1), -1):
        lower = stretch.sentence.lower(at)
        if lower in listed("lesser"):
            return "-"
        if lower in ("more", "better") or (lower.endswith("er") and lower not in listed("no_comparatives")):
            return "+"
    return None


def by_numbers(stretch: Stretch, index: int) -> str | None:
    """The sign by the numbers before and behind a word, if both are of one unit."""
    here = stretch.sentence.tokens[index].start
    figures = stretch.figures(*NUMBERS)
    left = [figure for figure in figures if figure.end <= here]
    right = [figure for figure in figures if figure.start >= here]
    return larger(left[-1], right[0]) if left and right else None


def larger(left: Fact, right: Fact) -> str | None:
    """ "+" if the left number is larger, "-" if the right one is, `None` if they count different things."""
    names = ("amount", "currency") if left.kind is Kind.MONEY else ("value", "unit")
    (one, unit), (other, other_unit) = ([fact.norm.get(name) for name in names] for fact in (left, right))
    if left.kind is not right.kind or unit != other_unit or one == other:
        return None
    if not isinstance(one, (int, float)) or not isinstance(other, (int, float)):
        return None
    return "+" if one > other else "-"


def by_changes(stretch: Stretch, index: int) -> str | None:
    """The sign of a word of change in the stretch before a word."""
    for word in stretch.sentence.tokens[stretch.first : index]:
        for role in lexicon.roles("comparisons").get(word.lower, ()):
            if role.section in ("moves", "moved", "changes", "multiplied"):
                return SIGNS[role.direction]
    return None


def by_superlative(stretch: Stretch) -> str | None:
    """The sign of the superlative in a stretch."""
    for at in range(stretch.first, stretch.last):
        lower = stretch.sentence.lower(at)
        if lower == "most":
            return "+"
        for role in lexicon.roles("comparisons").get(lower, ()):
            if role.section == "superlatives":
                return SIGNS[role.direction]
    return None


def flipped(sign: Scalar) -> str | None:
    """The sign seen from the other side."""
    return _FLIPPED.get(str(sign))


def is_denied(stretch: Stretch) -> bool:
    """Whether a stretch says that something is not."""
    words = stretch.sentence.tokens[stretch.first : stretch.last]
    return any(word.lower in ("not", "no", "never") or word.lower.endswith("n't") for word in words)
