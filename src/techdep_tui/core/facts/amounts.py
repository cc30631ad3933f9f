"""Numbers with what belongs to them: qualifier, sign and unit.

Each number of a text is read once. What it counts then says which family of facts it belongs to.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from techdep_tui.core.articles.patterns import LazyPattern
from techdep_tui.core.facts import lexicon
from techdep_tui.core.facts.nouns import counted_noun
from techdep_tui.core.facts.numerals import Numeral, find_numerals
from techdep_tui.core.facts.qualifiers import qualifier_after, qualifier_before
from techdep_tui.core.facts.units import (
    BARE,
    Sort,
    Unit,
    money_before,
    scale_letters,
    unit_after,
    unit_letters,
)
from techdep_tui.core.facts.words import Word


class Amount(NamedTuple):
    """`text[start:end]`: a number with qualifier and unit.

    `value` (to `maximum`, if it is a range) is in the unit's code, `bare` is the number as written, without
    its magnitude. `number_start:number_end` are the number and its magnitude. `is_elliptic` tells that the
    unit stands with a later number ("90" of "90 to 14 nm"), `is_adjective` that a hyphen joins it
    ("90-nanometre").
    """

    start: int
    end: int
    number_start: int
    number_end: int
    value: float
    bare: float
    unit: Unit
    mod: str = "="
    maximum: float | None = None
    is_word: bool = False
    is_scaled: bool = False
    is_elliptic: bool = False
    is_adjective: bool = False


def read_amounts(
    text: str, words: Sequence[Word], start: int, end: int, is_title: bool = False
) -> list[Amount]:
    """The numbers of `text[start:end]` with what belongs to them, in order.

    `words` are its number words; `is_title` tells that capitals mean nothing here.
    """
    amounts: list[Amount] = []
    floor = start
    for numeral in find_numerals(text, words, start, end):
        if numeral.is_word and not is_title and _is_name(text, numeral, start):
            continue
        amount = _with_currency(text, numeral, floor, end) or _with_unit(text, numeral, floor, end)
        if amount is not None:
            amount = _qualified(text, amount, floor, end)
            amounts.append(amount)
            floor = amount.end
    return amounts


def _is_name(text: str, numeral: Numeral, start: int) -> bool:
    """Whether a number word is part of a name: "Group of Seven", "Phase One"."""
    if not text[numeral.start].isupper():
        return False
    before = text[max(start, numeral.start - 3) : numeral.start].rstrip(" \"“‘'(")
    return bool(before) and before[-1] not in ".!?:—\n•-"


def _amount(
    numeral: Numeral, start: int, end: int, unit: Unit, factor: float = 1.0, is_adjective: bool = False
) -> Amount:
    """The amount of a numeral that spans `start:end`; `factor` is that of one letter behind it ("5m")."""
    return Amount(
        start,
        end,
        numeral.start,
        numeral.end + (factor != 1.0 and bool(numeral.letter)),
        numeral.value * factor * unit.factor,
        numeral.bare,
        unit,
        is_word=numeral.is_word,
        is_scaled=numeral.is_scaled or factor != 1.0,
        is_adjective=is_adjective,
    )


def _qualified(text: str, amount: Amount, floor: int, end: int) -> Amount:
    """The amount with the qualifier before or behind it."""
    begin, mod = qualifier_before(text, amount.start, floor)
    if mod != "=":
        return amount._replace(start=begin, mod=mod)
    after = qualifier_after(text, amount.end, end) if amount.mod == "=" else None
    if after is None or (amount.unit.sort is Sort.MEASURE and text[amount.end] == "+"):
        return amount
    return amount._replace(
        end=after[0], mod=after[1], number_end=after[0] if amount.unit is BARE else amount.number_end
    )


def _with_currency(text: str, numeral: Numeral, floor: int, end: int) -> Amount | None:
    """The amount of money whose currency stands before the number."""
    money = money_before(text, numeral, floor)
    if money is None:
        return None
    unit, begin = money
    stop, factor = numeral.end, 1.0
    if numeral.letter:
        factor = scale_letters().get(numeral.letter, 0.0)
        stop += 1
    elif not numeral.is_scaled and (apart := _LETTER_APART.match(text, stop, end)) is not None:
        factor, stop = scale_letters()[apart[1]], apart.end()
    if not factor:
        return None
    after = unit_after(text, stop, end)
    if (
        after is not None
        and after.unit.sort is Sort.MONEY
        and after.unit.factor == 1.0
        and not after.is_hyphened
        and not text.startswith("-", after.end)
    ):
        unit, stop = after.unit, after.end
    return _amount(numeral, begin, stop, unit, factor)


_LETTER_APART = LazyPattern(r" ([mbMB])(?![\w'.-])")
"""A magnitude of one letter behind a blank, which only money has: "$36 m"."""


def _with_unit(text: str, numeral: Numeral, floor: int, end: int) -> Amount | None:
    """The number with the unit behind it, or without one; `None` for what only looks like a number."""
    if numeral.letter:
        return _with_letter(text, numeral, end)
    after = unit_after(text, numeral.end, end)
    if after is not None:
        return _amount(numeral, numeral.start, after.end, after.unit, is_adjective=after.is_hyphened)
    more = qualifier_after(text, numeral.end, end)
    after = unit_after(text, more[0], end) if more is not None else None
    if more is not None and after is not None:
        return _amount(numeral, numeral.start, after.end, after.unit)._replace(mod=more[1])
    is_glued = numeral.end < end and text[numeral.end].isalpha()
    if is_glued or _CLOCK.match(text, numeral.end, end) or _is_labelled(text, numeral, floor, end):
        return None
    return _amount(numeral, numeral.start, numeral.end, BARE)


_CLOCK = LazyPattern(r" (?:[ap]\.m\b|[ap]m\b|AM\b|PM\b|GMT\b|EST\b|EDT\b|o'clock\b)")


def _with_letter(text: str, numeral: Numeral, end: int) -> Amount | None:
    """A number with one letter behind it: a magnitude before a unit or a counted noun, else a unit itself."""
    begin, stop = numeral.start, numeral.end + 1
    scale = scale_letters().get(numeral.letter)
    if scale is not None:
        after = unit_after(text, stop, end)
        if after is not None and after.unit.sort is not Sort.TIME:
            return _amount(numeral, begin, after.end, after.unit, scale)
        if counted_noun(text, stop, end) is not None:
            return _amount(numeral, begin, stop, BARE, scale)
    unit = unit_letters().get(numeral.letter)
    return _amount(numeral, begin, stop, unit) if unit is not None else None


@cache
def _labels() -> frozenset[str]:
    return lexicon.words(lexicon.read("numerals")["labels"])


_LABEL = LazyPattern(r"(?<![A-Za-z])([A-Za-z]{1,11}\.?) \Z")


def _is_labelled(text: str, numeral: Numeral, floor: int, end: int) -> bool:
    """Whether the word before a number makes it a name: "Article 5", "phase one"."""
    match = _LABEL.search(text, max(floor, numeral.start - 14), numeral.start)
    if match is None or match[1].lower() not in _labels():
        return False
    return match[1][0].isupper() or counted_noun(text, numeral.end, end) is None
