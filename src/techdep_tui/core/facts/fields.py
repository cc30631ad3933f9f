"""The fields of each kind's normalised value that a reader can fill in, and how what is typed is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from techdep_tui.core.articles.decode import safe_line
from techdep_tui.core.errors import CorrectionError
from techdep_tui.core.facts.model import Fact, Kind, Norm, Scalar
from techdep_tui.core.facts.timex import days

KIND = "kind of fact"
"""The name of the field that says which kind a fact is."""

SUBJECT = "subject"
"""The field that is no part of the normalised value: the thing that a number is about."""


class Form(NamedTuple):
    """How a field's text is read, and what is expected, in words that end "write …"."""

    read: Callable[[str], Scalar]
    expected: str


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name in `Norm`, its word for the reader, its form, whether it may not be empty."""

    name: str
    word: str
    form: Form
    is_required: bool = False


def fill_in(fact: Fact, kind: Kind, typed: Mapping[str, str]) -> dict[str, Scalar]:
    """What the text typed for its fields changes in a fact; for another kind, all fields that get a value.

    With a date comes what follows from it; `None` is a field that was emptied. Raises CorrectionError for the
    first field that is wrong; what was left as it was is never wrong.
    """
    shown = as_typed(fact) if kind is fact.kind else {}
    changed = {
        field.name: _value(field, text)
        for field in FIELDS[kind]
        if (text := typed.get(field.name, "").strip()) != shown.get(field.name)
    }
    if kind is Kind.DATE and changed:
        changed |= _calendar({**fact.norm, **changed} if shown else changed)
    return changed if shown else {name: value for name, value in changed.items() if value is not None}


def parse_kind(word: str) -> Kind:
    """The kind of that name; raises CorrectionError."""
    try:
        return Kind(word.strip().casefold())
    except ValueError:
        kinds = ", ".join(Kind)
        raise CorrectionError(f"{KIND}: “{safe_line(word)}” is none; write {kinds}.", KIND) from None


def as_typed(fact: Fact) -> dict[str, str]:
    """The fields of a fact's kind as the reader would type them; empty where there is no value."""
    return {field.name: _text(value_of(fact, field.name)) for field in FIELDS[fact.kind]}


def value_of(fact: Fact, name: str) -> Scalar:
    """What stands in a field of a fact."""
    return fact.subject if name == SUBJECT and fact.kind in NUMBERS else fact.norm.get(name)


def defaults(kind: Kind) -> Norm:
    """The fields that a fact has which the reader made one of this kind."""
    return _DEFAULTS.get(kind, {})


def _value(field: Field, text: str) -> Scalar:
    text = " ".join(safe_line(text).split())
    if not text:
        if field.is_required:
            raise CorrectionError(f"{field.word} is missing; write {field.form.expected}.", field.name)
        return None
    try:
        return field.form.read(text)
    except ValueError:
        message = f"{field.word}: “{text}” does not fit; write {field.form.expected}."
        raise CorrectionError(message, field.name) from None


def _text(value: Scalar) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.15g}" if abs(value) < 1e15 else f"{value:.0f}"
    return ", ".join(value) if isinstance(value, tuple) else str(value)


# Forms

_NUMBER = re.compile(r"([+-]?\d[\d,]*(?:\.\d+)?) ?(thousand|k|million|mn|m|billion|bn|trillion|tn)?")
_POWERS = {"": 0, "k": 3, "thousand": 3, "m": 6, "mn": 6, "million": 6}
_POWERS |= {"bn": 9, "billion": 9, "tn": 12, "trillion": 12}
_DURATION = re.compile(r"PT?(?:\d+(?:\.\d+)?|X)(?:DE|CE|[YMQWDHS])")
_UNDERSPECIFIED = re.compile(r"XXXX(?:-(?:\d\d(?:-\d\d)?|W(?:\d\d|XX)(?:-(?:\d|WE))?|Q[1-4]|S[PU]|FA|WI))?")
_TIME_OF_DAY = re.compile(r"T(?:MO|AF|EV|NI|DT)\Z")
_VAGUE = frozenset(["PAST_REF", "PRESENT_REF", "FUTURE_REF"])
_MOST_DIGITS = 30


def _number(text: str) -> float | int:
    match = _NUMBER.fullmatch(text.casefold())
    if match is None or len(match[1]) > _MOST_DIGITS:
        raise ValueError(text)
    value = float(match[1].replace(",", "")) * 10 ** _POWERS[match[2] or ""]
    return int(value) if value.is_integer() else value


def _calendar_value(text: str) -> str:
    value = text.upper().replace(" ", "")
    ends = value.split("/")
    if value not in _VAGUE and (len(ends) > 2 or not all(map(_is_calendar, ends))):
        raise ValueError(text)
    return value


def _is_calendar(value: str) -> bool:
    """Whether a value is a day or period, also without its year, or a length; a time of day may follow."""
    day = _TIME_OF_DAY.sub("", value)
    return bool(days(day) or _DURATION.fullmatch(day) or _UNDERSPECIFIED.fullmatch(day))


def _last_day(text: str) -> str:
    value = text.upper().replace(" ", "")
    span = days(value)
    if span is None and not _UNDERSPECIFIED.fullmatch(_TIME_OF_DAY.sub("", value)):
        raise ValueError(text)
    return span[1].isoformat() if span else value


def _calendar(values: Mapping[str, Scalar]) -> dict[str, Scalar]:
    """What follows from a date's value and mod: whether it is a duration, its first and last day."""
    value, mod = values.get("value"), values.get("mod")
    if not isinstance(value, str):
        return {"start": None, "end": None}
    span = days(value, mod if isinstance(mod, str) else None)
    first, last = (day.isoformat() for day in span) if span else (None, None)
    return {"timex": "DURATION" if value.startswith("P") else "DATE", "start": first, "end": last}


def _letters(count: int) -> Callable[[str], str]:
    def read(text: str) -> str:
        if len(text) != count or not (text.isascii() and text.isalpha()):
            raise ValueError(text)
        return text.upper()

    return read


def _one_of(*choices: str) -> Form:
    def read(text: str) -> str:
        if (folded := text if text in choices else text.casefold()) not in choices:
            raise ValueError(text)
        return folded

    return Form(read, f"one of {', '.join(choices)}")


def _date_mod(text: str) -> str:
    if text.upper() not in _DATE_MODS:
        raise ValueError(text)
    return text.upper()


_DATE_MODS = ("START", "MID", "END", "APPROX", "LESS_THAN", "MORE_THAN", "EQUAL_OR_MORE", "EQUAL_OR_LESS")
_WORDS = Form(str, "any words")
_AMOUNT = Form(_number, "a number such as 1200, 3.5 or 14bn")
_CALENDAR = Form(_calendar_value, "2026, 2026-07, 2026-07-15, 2026-Q3, 199 (the 1990s), 2026/2028 or P3Y")
_MOD = _one_of("=", "~", ">", ">=", "<", "<=")

_NAME = Field("name", "name", _WORDS, is_required=True)
_SORT = Field("kind", "sort", _WORDS)
_VALUE = Field("value", "value", _AMOUNT, is_required=True)
_RANGE = (Field("max", "up to", _AMOUNT), Field("mod", "mod", _MOD))
_ABOUT = Field(SUBJECT, "about", _WORDS)

FIELDS: Mapping[Kind, tuple[Field, ...]] = {
    Kind.PERSON: (_NAME, Field("role", "role", _WORDS), Field("org", "org", _WORDS)),
    Kind.ORG: (
        _NAME,
        Field("kind", "sort", _one_of("company", "government", "media", "university", "other")),
    ),
    Kind.PLACE: (_NAME, _SORT, Field("iso3166", "country", Form(_letters(2), "two letters such as RU"))),
    Kind.PRODUCT: (_NAME, _SORT),
    Kind.MONEY: (
        Field("amount", "amount", _AMOUNT, is_required=True),
        Field("currency", "currency", Form(_letters(3), "three letters such as USD"), is_required=True),
        *_RANGE,
        _ABOUT,
    ),
    Kind.PERCENT: (_VALUE, *_RANGE, _ABOUT),
    Kind.QUANTITY: (_VALUE, Field("unit", "of what", _WORDS, is_required=True), *_RANGE, _ABOUT),
    Kind.MEASUREMENT: (_VALUE, Field("unit", "unit", _WORDS, is_required=True), *_RANGE, _ABOUT),
    Kind.DATE: (
        Field("value", "date", _CALENDAR),
        Field("mod", "mod", Form(_date_mod, f"one of {', '.join(_DATE_MODS)}")),
    ),
    Kind.PLAN: (
        Field("actor", "actor", _WORDS),
        Field("due", "due", Form(_last_day, "a day or period such as 2026-12-31, 2026-07 or 2026")),
        Field("value", "target", _AMOUNT),
        Field("unit", "unit", _WORDS),
        Field("kind", "sort", _one_of("deadline", "target", "plan", "forecast")),
    ),
    Kind.QUOTE: (Field("speaker", "speaker", _WORDS), Field("via", "via", _WORDS)),
    Kind.STATEMENT: (
        Field("source", "source", _WORDS, is_required=True),
        Field("cue", "cue", _WORDS),
        Field("via", "via", _WORDS),
    ),
    Kind.COMPARISON: (
        Field("left", "left", _WORDS),
        Field("right", "right", _WORDS),
        Field("dir", "more or less", _one_of("+", "-")),
        Field("kind", "sort", _one_of("change", "versus", "rank")),
    ),
    Kind.EVENT: (
        _NAME,
        Field("kind", "sort", _one_of("sanction", "conflict", "law", "policy", "meeting", "other")),
        Field("date", "date", _CALENDAR),
    ),
}
"""The fields of each kind, in the order in which they are asked for."""

NUMBERS = frozenset([Kind.MONEY, Kind.PERCENT, Kind.QUANTITY, Kind.MEASUREMENT])
"""The kinds that have a subject."""

_DEFAULTS: Mapping[Kind, Norm] = {
    Kind.PERCENT: {"unit": "%"},
    Kind.QUOTE: {"mode": "direct"},
    Kind.STATEMENT: {"mode": "indirect"},
}
