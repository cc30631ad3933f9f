"""TIMEX3 values: what days they span, and how far one lies from another.

The values are those of ISO-TimeML (ISO 24617-1): `2026-07`, `199` for the 1990s, `P3Y`, `2025-Q3`,
`2026/2028`. Thirds give the days of "early", "mid" and "late", as the annotation guideline has them.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple


class Expression(NamedTuple):
    """A date, duration or set as it stands in `text[start:end]`, before it is resolved.

    `value` is a TIMEX3 value, with `XXXX` for a year that is not named; `rel` an offset such as `-1Y`.
    `basis` says what an offset or a missing year counts from: "explicit" (nothing is missing), "dct" (the
    article's date) or "text" (a date named before). `time` is the part of a day behind its value: "TNI".
    """

    start: int
    end: int
    timex: str = "DATE"
    value: str | None = None
    mod: str | None = None
    rel: str | None = None
    basis: str | None = None
    is_fiscal: bool = False
    time: str = ""


def longest(found: Iterable[Expression]) -> list[Expression]:
    """The expressions in order, of those that overlap the longest, of two in one place the later one."""
    kept: list[Expression] = []
    for expression in sorted(found, key=lambda e: (e.start, -e.end)):
        if kept and expression.start < kept[-1].end:
            if expression.end - expression.start >= kept[-1].end - kept[-1].start:
                kept[-1] = expression
            continue
        kept.append(expression)
    return kept


Days = tuple[date, date]

_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_VALUE = re.compile(
    r"(\d{2,4})(?:-(?:(\d{2})(?:-(\d{2}))?|Q([1-4])|H([12])|W(\d{2})(?:-(WE|\d))?|(SP|SU|FA|WI)))?"
)


def days(value: str, mod: str | None = None) -> Days | None:
    """The first and last day of a TIMEX3 value, a third of it for the mods START, MID and END.

    `None` for what has no days: durations, underspecified values, years outside 1 to 9999.
    """
    first, slash, last = value.partition("/")
    if slash:
        begin, end = days(first), days(last)
        return (begin[0], end[1]) if begin and end and begin[0] <= end[1] else None
    match = _VALUE.fullmatch(value)
    if match is None:
        return None
    try:
        return _third(match, _whole(match), mod)
    except (ValueError, OverflowError):
        return None


def _whole(match: re.Match[str]) -> Days:
    """The first and last day of a value without mod; raises `ValueError` for impossible ones."""
    year, month, day, quarter, half, week, weekday, season = match.groups()
    if len(year) < 4:
        power = 10 ** (4 - len(year))
        return date(max(int(year) * power, 1), 1, 1), date(int(year) * power + power - 1, 12, 31)
    number = int(year)
    if day:
        return date(number, int(month), int(day)), date(number, int(month), int(day))
    if month:
        return _months(number, int(month), 1)
    if quarter:
        return _months(number, int(quarter) * 3 - 2, 3)
    if half:
        return _months(number, int(half) * 6 - 5, 6)
    if season:
        return _months(number, _SEASONS[season], 3)
    if week:
        monday = date.fromisocalendar(number, int(week), 1)
        if weekday == "WE":
            return monday + timedelta(days=5), monday + timedelta(days=6)
        if weekday:
            monday += timedelta(days=int(weekday) - 1)
            return monday, monday
        return monday, monday + timedelta(days=6)
    return date(number, 1, 1), date(number, 12, 31)


def _months(year: int, month: int, count: int) -> Days:
    """`count` months from a first one on."""
    end_year, end_month = year + (month + count - 2) // 12, (month + count - 2) % 12 + 1
    return date(year, month, 1), date(end_year, end_month, monthrange(end_year, end_month)[1])


_THIRDS = {"START": 0, "MID": 1, "END": 2}


def _third(match: re.Match[str], whole: Days, mod: str | None) -> Days:
    """The third of a period that the mod names: of a decade 0-3, 4-6 and 7-9, of a year four months each."""
    index = _THIRDS.get(mod or "")
    if index is None:
        return whole
    first, last = whole
    if len(match[1]) == 3:
        low, high = ((0, 3), (4, 6), (7, 9))[index]
        return date(first.year + low, 1, 1), date(first.year + high, 12, 31)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months >= 3 and first.day == 1 and months % 3 == 0:
        return _months(*_add_months(first.year, first.month, index * (months // 3)), months // 3)
    length = (last - first).days + 1
    if length >= 28:
        start = first + timedelta(days=10 * index)
        return start, last if index == 2 else start + timedelta(days=9)
    start = first + timedelta(days=length * index // 3)
    return start, first + timedelta(days=max(length * (index + 1) // 3 - 1, length * index // 3))


def _add_months(year: int, month: int, count: int) -> tuple[int, int]:
    """Year and month `count` months on."""
    total = year * 12 + month - 1 + count
    return total // 12, total % 12 + 1


_OFFSET = re.compile(r"([+-]?)(\d{1,4})(DE|CE|WE|[DWMQY])")


def shift(reference: str, rel: str) -> str | None:
    """The value that lies `rel` from a reference date as precise as known (`2026`, `2026-02`, `2026-02-01`).

    `None` where the reference is not precise enough or the offset is none.
    """
    match = _OFFSET.fullmatch(rel)
    span = days(reference)
    if match is None or span is None:
        return None
    count = int(match[2]) * (-1 if match[1] == "-" else 1)
    start, unit = span[0], match[3]
    precision = len(reference.split("-"))
    try:
        return _shifted(start, precision, count, unit)
    except (ValueError, OverflowError):
        return None


def _shifted(start: date, precision: int, count: int, unit: str) -> str | None:
    """The value `count` units from `start`, whose year (1), month (2) or day (3) is known."""
    if unit in ("Y", "DE", "CE"):
        year = date(start.year + count * {"Y": 1, "DE": 10, "CE": 100}[unit], 1, 1).year
        return f"{year:04d}"[: {"Y": 4, "DE": 3, "CE": 2}[unit]]
    if unit in ("M", "Q") and precision >= 2:
        year, month = _add_months(start.year, start.month, count * (1 if unit == "M" else 3))
        return f"{year:04d}-{month:02d}" if unit == "M" else f"{year:04d}-Q{(month + 2) // 3}"
    if precision < 3:
        return None
    if unit == "D":
        return (start + timedelta(days=count)).isoformat()
    iso = (start + timedelta(weeks=count)).isocalendar()
    return f"{iso.year:04d}-W{iso.week:02d}" + ("-WE" if unit == "WE" else "")
