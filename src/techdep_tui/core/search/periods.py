"""Dates as precise as they are known, as stretches of days that can be compared."""

from __future__ import annotations

import re
from typing import NamedTuple

EARLIEST, LATEST = 0, 99_99_99_99
"""Days before and after all others."""


class Period(NamedTuple):
    """The days `first` to `last`, both included; a day is the number `YYYYMMDD`."""

    first: int
    last: int


def period_of(date: str) -> Period | None:
    """The days that an ISO 8601 date, date with time or interval may mean; `None` for anything else.

    A month runs to its 31st and a year to 12-31, which is enough to compare by.
    """
    first, slash, last = date.partition("/")
    begin = _period(first)
    end = _period(last) if slash else begin
    if begin is None or end is None or end.last < begin.first:
        return None
    return Period(begin.first, end.last)


def _period(date: str) -> Period | None:
    match = _DATE.fullmatch(date.partition("T")[0])
    if not match:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    if not month:
        return Period(year * 10_000 + 101, year * 10_000 + 1231)
    start = year * 10_000 + month * 100
    return Period(start + (day or 1), start + (day or 31))


_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)
