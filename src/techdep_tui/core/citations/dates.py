"""Dates of a reference: out of CSL-JSON, and written in a style's way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from techdep_tui.core.citations.typeset import clean

_ENGLISH = "January February March April May June July August September October November December"
FULL = tuple(_ENGLISH.split())
SEASONS = ("Spring", "Summer", "Autumn", "Winter")


class Date(NamedTuple):
    """A date as precise as known (`month` and `day` are 0 where they are not), or `words` in its place.

    With `until` it is a range; `is_circa` says that it is not certain.
    """

    year: int = 0
    month: int = 0
    day: int = 0
    until: Date | None = None
    is_circa: bool = False
    words: str = ""

    @property
    def years(self) -> str:
        """The year ("2026") or the years of a range ("2019–2021")."""
        last = self.until.year if self.until else self.year
        return f"{self.year}–{last}" if last != self.year else self.words or str(self.year)


class DateForm(NamedTuple):
    """How a style writes a date: names of the months, what comes first, whether days have two digits."""

    months: Sequence[str] = FULL
    day_first: bool = False
    year_first: bool = False
    is_padded: bool = False

    def write(self, date: Date) -> str:
        """The whole date: "February 1, 2026", "1 Feb. 2026", "2026 Feb 1"; a range is drawn together."""
        if date.words:
            return date.words
        if date.until and date.until.year != date.year:
            return f"{self._single(date)}–{self._single(date.until)}"
        return self._with_year(self.within_year(date), date)

    def within_year(self, date: Date) -> str:
        """Month and day alone: "February 1", "1 February"; empty if only the year is known."""
        first, until = self._day(date), date.until
        if not until:
            return self._month_day(date.month, first)
        is_one_month = (until.year, until.month) == (date.year, date.month)
        if is_one_month and first and until.day:
            return self._month_day(date.month, f"{first}–{self._day(until)}")
        ends = (self._month_day(date.month, first), self._month_day(until.month, self._day(until)))
        return "–".join(end for end in (ends[:1] if is_one_month else ends) if end)

    def _single(self, date: Date) -> str:
        return self._with_year(self._month_day(date.month, self._day(date)), date)

    def _with_year(self, month_day: str, date: Date) -> str:
        if not month_day:
            return str(date.year)
        if self.year_first:
            return f"{date.year} {month_day}"
        has_comma = date.day and not self.day_first
        return f"{month_day}, {date.year}" if has_comma else f"{month_day} {date.year}"

    def _month_day(self, month: int, day: str) -> str:
        if not month:
            return ""
        name = self.months[month - 1] if month <= 12 else SEASONS[(month - 13) % 4]
        if not day:
            return name
        return f"{day} {name}" if self.day_first else f"{name} {day}"

    def _day(self, date: Date) -> str:
        return (f"{date.day:02}" if self.is_padded else str(date.day)) if date.day else ""


def iso(date: Date | None) -> str:
    """ISO 8601 as far as known ("2026-02"), a range with a slash; empty for what is given in words."""
    if not date or not date.year:
        return ""
    day = f"{date.year:04}"
    if 1 <= date.month <= 12:
        day += f"-{date.month:02}" + (f"-{date.day:02}" if date.day else "")
    return f"{day}/{iso(date.until)}" if date.until else day


def date_of(value: object) -> Date | None:
    """The date in a CSL-JSON field; `None` if there is none. Parts that are no date are left out."""
    if not isinstance(value, Mapping):
        return None
    is_circa = value.get("circa") not in (None, False, 0, "", "0", "false")
    ranges = value.get("date-parts")
    days = [_day_of(parts) for parts in ranges[:2]] if isinstance(ranges, list | tuple) else []
    if not days or not days[0]:
        words = clean(value.get("literal")) or clean(value.get("raw"))
        return Date(words=words, is_circa=is_circa) if words else None
    year, month, day = days[0]
    if not month:
        month = _season(value.get("season"))
    until = Date(*days[1]) if len(days) > 1 and days[1] and days[1] > days[0] else None
    return Date(year, month, day, until=until, is_circa=is_circa)


def _day_of(parts: object) -> tuple[int, int, int] | None:
    """Year, month, day out of `[2026, 2, 1]`; numbers may be text."""
    if not isinstance(parts, list | tuple):
        return None
    numbers = [_number(part) for part in parts[:3]]
    year, month, day = (*numbers, 0, 0, 0)[:3]
    if not 0 < year <= 9999:
        return None
    if 13 <= month <= 24:
        return year, 13 + (month - 13) % 4, 0
    if not 1 <= month <= 12:
        return year, 0, 0
    return year, month, day if 1 <= day <= 31 else 0


def _season(value: object) -> int:
    season = _number(value)
    return 12 + season if 1 <= season <= 4 else 0


def _number(value: object) -> int:
    if isinstance(value, int):
        return int(value)
    return (
        int(value)
        if isinstance(value, str) and len(value) <= 4 and value.isascii() and value.isdigit()
        else 0
    )
