"""The terms of a query that ask for facts: `money:>1bn`, `num:>50%`, `who:putin`, `due:2026`, `fact:plan`.

What a fact is, this room does not know: it is told `FactEntry`s. A kind is a word of the facts' own list.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.search.periods import Period
from techdep_tui.core.search.words import fold

KINDS = (
    "person", "org", "place", "product", "money", "percent", "quantity", "measurement", "date", "plan",
    "quote", "statement", "comparison", "event",
)  # fmt: skip
"""The kinds that `fact:` knows."""


class FactField(StrEnum):
    """A part of an article's facts that a query can name."""

    FACT = "fact"
    WHO = "who"
    ORG = "org"
    PLACE = "place"
    PRODUCT = "product"
    EVENT = "event"
    SAID = "said"
    NUM = "num"
    MONEY = "money"
    DUE = "due"


KINDS_OF = {
    FactField.WHO: ("person",),
    FactField.ORG: ("org",),
    FactField.PLACE: ("place",),
    FactField.PRODUCT: ("product",),
    FactField.EVENT: ("event",),
    FactField.SAID: ("quote", "statement"),
    FactField.NUM: ("percent", "quantity", "measurement"),
    FactField.MONEY: ("money",),
    FactField.DUE: ("plan",),
}
"""The kinds of fact that a field looks at; `fact:` names its own."""

NAMED = frozenset(
    {FactField.WHO, FactField.ORG, FactField.PLACE, FactField.PRODUCT, FactField.EVENT, FactField.SAID}
)
"""The fields whose value is a name."""


@dataclass(frozen=True, slots=True)
class FactEntry:
    """One fact as a search sees it.

    `names` are the folded words of each of its names (of a quotation, of who speaks), `low` to `high` its
    value in `unit` (`%`, ISO 4217, UCUM, empty for a count), `due` the days until which something is planned.
    `place` are its characters in the reading text.
    """

    kind: str
    place: Span
    names: tuple[tuple[str, ...], ...] = ()
    low: float | None = None
    high: float | None = None
    unit: str = ""
    due: Period | None = None


class Bounds(NamedTuple):
    """Numbers from `low` to `high`, ends included; a bound that is not included is the next number."""

    low: float
    high: float
    unit: str = ""


@dataclass(frozen=True, slots=True)
class FactTerm:
    """The article has a fact that fits: of these `kinds`, with these words next to each other in a name (the
    last one may go on if it `is_prefix`), a value within `bounds`, a due day within `period`.

    `start:end` are its characters in the query.
    """

    field: FactField
    kinds: tuple[str, ...]
    start: int
    end: int
    words: tuple[str, ...] = ()
    is_prefix: bool = False
    bounds: Bounds | None = None
    period: Period | None = None

    def fits(self, entry: FactEntry) -> bool:
        """Whether a fact is what this term asks for."""
        return (
            entry.kind in self.kinds
            and (not self.words or any(self.fits_name(name) for name in entry.names))
            and (self.bounds is None or self.fits_number(entry.low, entry.high, entry.unit))
            and (self.period is None or self.fits_due(entry.due))
        )

    def fits_name(self, name: Sequence[str]) -> bool:
        """Whether the words stand next to each other in a name."""
        count = len(self.words)
        return any(self._is_at(name, i) for i in range(len(name) - count + 1))

    def _is_at(self, name: Sequence[str], at: int) -> bool:
        *before, last = self.words
        end = at + len(before)
        is_last = name[end].startswith(last) if self.is_prefix else name[end] == last
        return is_last and list(name[at:end]) == before

    def fits_number(self, low: float | None, high: float | None, unit: str) -> bool:
        """Whether a value, or a part of its range, lies within the bounds."""
        assert self.bounds is not None
        if low is None or (self.bounds.unit and self.bounds.unit != unit_key(unit)):
            return False
        return low <= self.bounds.high and (low if high is None else high) >= self.bounds.low

    def fits_due(self, due: Period | None) -> bool:
        """Whether something is due on one of the days."""
        assert self.period is not None
        return due is not None and due.first <= self.period.last and due.last >= self.period.first


class WrongValueError(ValueError):
    """A value that is none: `at` is the index of the character that does not fit, `expected` what would."""

    def __init__(self, message: str, at: int, expected: str) -> None:
        super().__init__(message)
        self.at = at
        self.expected = expected


def read_bounds(text: str, field: FactField) -> Bounds:
    """The numbers that a value such as `>50%`, `1bn..5bn`, `<=14nm` or `>$1bn` stands for.

    A bare number stands for itself as far as it is rounded: `3.2bn` for 3.15 to 3.25. Raises
    `WrongValueError`.
    """
    comparison = _match(_COMPARISON, text, 0)[0]
    at = len(comparison)
    first, dots, last = text[at:].partition("..")
    if comparison and dots:
        raise WrongValueError("A comparison and a range exclude each other.", at + len(first), "the end")
    low = _read_number(first, at, field) if first or not (dots and last) else None
    high = _read_number(last, at + len(first) + len(dots), field) if last else None
    if not dots:
        assert low is not None
        return _compared(comparison, low)
    unit = (high.unit if high else "") or (low.unit if low else "")
    if low and high and low.scale == 1 and low.unit in ("", unit):
        low = low._replace(value=low.value * high.scale, scale=high.scale)
    bounds = Bounds(low.value if low else -math.inf, high.value if high else math.inf, unit)
    if bounds.high < bounds.low:
        raise WrongValueError(
            "This range ends before it begins.", at + len(first) + len(dots), f"{first} or more"
        )
    return bounds


class _Number(NamedTuple):
    """A number as it was typed: with its unit, scale (1e9 for bn) and the step that it is rounded to."""

    value: float
    unit: str
    scale: float
    step: float


def _compared(comparison: str, number: _Number) -> Bounds:
    value, unit = number.value, number.unit
    match comparison:
        case ">":
            return Bounds(math.nextafter(value, math.inf), math.inf, unit)
        case ">=":
            return Bounds(value, math.inf, unit)
        case "<":
            return Bounds(-math.inf, math.nextafter(value, -math.inf), unit)
        case "<=":
            return Bounds(-math.inf, value, unit)
    half = number.step / 2 if number.step != 1 else 0.0
    return Bounds(value - half, value + half, unit)


_COMPARISON = re.compile(r"(?:[<>]=?|=|)")
_SIGN = re.compile(r"(?:us\$|[$€£¥₽₹₩₴₺]|[a-z]{3}(?=\d))?", re.IGNORECASE)
_DIGITS = re.compile(r"\d{1,18}(?:[,_']\d{3})*(?:\.\d{1,12})?", re.ASCII)
_LETTERS = re.compile(r"[^\W\d]{0,24}")
_SCALES = {
    "k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "million": 1e6, "b": 1e9, "bn": 1e9,
    "bln": 1e9, "billion": 1e9, "t": 1e12, "tn": 1e12, "trn": 1e12, "trillion": 1e12,
}  # fmt: skip
_SIGNS = {
    "$": "usd", "us$": "usd", "€": "eur", "£": "gbp", "¥": "jpy", "₽": "rub", "₹": "inr", "₩": "krw",
    "₴": "uah", "₺": "try",
}  # fmt: skip
_UNITS = {
    "mile": "mi_i", "miles": "mi_i", "mi": "mi_i", "barrel": "bbl_us", "barrels": "bbl_us", "bbl": "bbl_us",
    "pound": "lb_av", "pounds": "lb_av", "lb": "lb_av", "foot": "ft_i", "feet": "ft_i", "tonne": "t",
    "tonnes": "t", "percent": "%", "pct": "%", "metre": "m", "metres": "m", "meters": "m",
}  # fmt: skip


def unit_key(unit: str) -> str:
    """A unit as it is compared: UCUM's case, brackets and points aside, so that `mw` finds `MW`."""
    return unit.casefold().translate(_NO_SIGNS)


_NO_SIGNS = {ord(sign): None for sign in "[]."}


def _read_number(text: str, at: int, field: FactField) -> _Number:
    """A number with its sign, scale and unit; of letters that may be both, money takes the scale."""
    sign = _match(_SIGN, text, 0)[0]
    digits = _DIGITS.match(text, len(sign))
    if digits is None:
        raise WrongValueError("There is no number here.", at + len(sign), "a number such as 50%, 1bn or 14nm")
    letters = _match(_LETTERS, text, digits.end())
    rest = letters[0].casefold()
    scale, unit = _scale_and_unit(rest, field)
    end = letters.end()
    if text[end : end + 1] == "%" and not unit:
        unit, end = "%", end + 1
    if end < len(text):
        raise WrongValueError("A number ends here.", at + end, "a blank, “..” or a unit")
    written = re.sub("[,_']", "", digits[0])
    step = 10.0 ** -len(written.partition(".")[2]) * scale
    currency = _SIGNS.get(sign.casefold(), sign.casefold())
    return _Number(float(written) * scale, currency or unit, scale, step)


def _scale_and_unit(letters: str, field: FactField) -> tuple[float, str]:
    """What letters behind a number mean: `bn`, `nm`, `bnusd`."""
    if letters in _SCALES and (field is FactField.MONEY or letters not in ("m", "t", "b")):
        return _SCALES[letters], ""
    if field is FactField.MONEY:
        if letters[:-3] in _SCALES:
            return _SCALES[letters[:-3]], letters[-3:]
        return 1, letters
    return 1, unit_key(_UNITS.get(letters, letters))


def words_of_name(name: str) -> tuple[str, ...]:
    """The folded words of a name."""
    return tuple(fold(name).split())


def _match(pattern: re.Pattern[str], text: str, at: int) -> re.Match[str]:
    """The match of a pattern that always matches."""
    match = pattern.match(text, at)
    assert match
    return match
