"""Dates and ranges of dates as they are typed in a query: `2025`, `2025-03..2026`, `..2024-12-31`."""

from __future__ import annotations

import re
from collections.abc import Callable

from techdep_tui.core.search.periods import EARLIEST, LATEST, Period, period_of

Fail = Callable[[str, int, str], None]
"""Hears of a fault: the message, the index of the character, what was expected there."""

_PARTS = (
    (re.compile(r"\d{4}", re.ASCII), re.compile(r"\d{0,3}", re.ASCII), "a year of four digits"),
    (re.compile(r"-(?:0[1-9]|1[0-2])"), re.compile(r"-?[01]?"), "a month from -01 to -12"),
    (re.compile(r"-(?:0[1-9]|[12]\d|3[01])", re.ASCII), re.compile(r"-?[0-3]?"), "a day from -01 to -31"),
)
"""The parts of a date: a whole one, as much of it as may stand before a wrong character, and its name."""


def read_range(text: str, at: int, fail: Fail) -> Period | None:
    """A date or a range of dates, which begins at character `at` of the query, as a stretch of days.

    A date that goes wrong counts as far as it is right, if `fail` does not raise.
    """
    first, dots, last = text.partition("..")
    if not first and not last:
        fail("There is no date here.", at, _PARTS[0][2])
        return None
    last_at = at + len(first) + len(dots)
    since = read_date(first, at, fail) if first else None
    until = read_date(last, last_at, fail) if last else None
    if not dots:
        until = since
    if not since and not until:
        return None
    period = Period(since.first if since else EARLIEST, until.last if until else LATEST)
    if period.last < period.first:
        fail("This range ends before it begins.", last_at, f"{first} or later")
        return None
    return period


def read_date(text: str, start: int, fail: Fail) -> Period | None:
    """One date as the days that it means."""
    known, at = None, 0
    for pattern, so_far, expected in _PARTS:
        part = pattern.match(text, at)
        if not part:
            right = so_far.match(text, at)
            fail("This is not a date.", start + (right.end() if right else at), expected)
            return known
        at = part.end()
        known = period_of(text[:at])
        if at == len(text):
            return known
    fail("This is not a date.", start + at, "a blank or “..”")
    return known
