"""ISO dates out of what people write: front matter, date lines, datelines.

Nothing is guessed. Day and month that can be read two ways leave the year, and say so; what is no date in the
calendar is none.
"""

from __future__ import annotations

import re
from calendar import monthrange
from typing import NamedTuple

from techdep_tui.core.articles.wordlists import words


class ReadDate(NamedTuple):
    """An ISO 8601 date, as precise as the text is; not certain where day and month may be swapped."""

    iso: str
    is_certain: bool = True


_MONTHS = """
january jan januar jänner janvier janv enero ene gennaio gen janeiro januari stycznia января янв січня ledna
february feb februar février févr fevrier febrero febbraio fevereiro fev februari lutego февраля фев лютого
march mar märz maerz mrz mars marzo março maart mrt marca марта мар березня března
april apr avril avr abril abr aprile kwietnia апреля апр квітня dubna
may mai mayo maggio maio mei maja мая травня května
june jun juni juin junio giugno junho czerwca июня июн червня června
july jul juli juillet juil julio luglio julho lipca июля июл липня července
august aug août aout agosto ago augustus sierpnia августа авг серпня srpna
september sept sep septembre septiembre settembre setembro września сентября сен вересня září
october oct oktober okt octobre octubre ottobre outubro października октября окт жовтня
november nov novembre noviembre novembro listopada ноября ноя листопада listopadu
december dec dezember dez décembre decembre diciembre dic dicembre dezembro grudnia декабря дек грудня
"""
"""A line a month: its names in small letters, as they stand in dates of several languages."""

_MONTH_NUMBERS = {name: i for i, line in enumerate(_MONTHS.split("\n")) for name in line.split()}

_WEEKDAYS = words(
    """
    mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday
    montag dienstag mittwoch donnerstag freitag samstag sonntag lundi mardi mercredi jeudi vendredi samedi
    dimanche lunes martes miércoles jueves viernes sábado domingo
    """
)
_ZONES = words("et est edt pt pst pdt ct cst cdt mt mst mdt bst cet cest ist msk hkt sgt jst kst aest")
_FILLERS = words("at of de del the den am um uhr on le kl год г") | {""}
_ORDINALS = ("st", "nd", "rd", "th", "er", "º")
_ISO = re.compile(
    r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?"
    r"(?:[T ]{1,3}(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?\s?(Z|UTC|GMT|[+-]\d\d:?\d\d)?)?$"
)
_LONGEST = 80


def read_date(text: str) -> ReadDate | None:
    """The date that a whole value is ("2026-02-01 06:48:05", "Mar 3, 2024 10:00 AM EST"), else `None`."""
    value = text.strip(" \t\n\"'")
    if not 4 <= len(value) <= _LONGEST:
        return None
    if value.isascii() and value.isdecimal():
        return _from_digits(value)
    match = _ISO.match(value)
    if not match:
        return _Written(value).date()
    year, month, day, hour, minute, second, zone = match.groups()
    iso = iso_date(int(year), int(month), int(day) if day else None)
    if iso and day and hour:
        iso += _time(int(hour), int(minute), second, zone)
    return ReadDate(iso) if iso else None


def iso_date(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """The ISO form of a date between 1600 and 2199 that the calendar has, else `None`."""
    if not 1600 <= year < 2200 or (month is not None and not 1 <= month <= 12):
        return None
    if month is None:
        return f"{year:04}"
    if day is None:
        return f"{year:04}-{month:02}"
    return f"{year:04}-{month:02}-{day:02}" if 1 <= day <= monthrange(year, month)[1] else None


def _from_digits(digits: str) -> ReadDate | None:
    """`2024` or `20240131`, the latter perhaps with the time behind it."""
    if len(digits) == 4:
        iso = iso_date(int(digits))
    elif len(digits) in (8, 12, 14):
        iso = iso_date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    else:
        return None
    return ReadDate(iso) if iso else None


class _Written:
    """A date in words and numbers, read word by word; one word that fits nowhere, and it is no date."""

    def __init__(self, value: str) -> None:
        self.day: int | None = None
        self.month: int | None = None
        self.year: int | None = None
        self.clock: tuple[int, int, str | None] | None = None
        self.half = ""
        self.zone: str | None = None
        self.is_certain = True
        words = value.lower().replace(",", " ").replace("|", " ").replace("·", " ").replace("•", " ").split()
        self.is_date = len(words) <= 12 and all(self._word(word) for word in words)

    def date(self) -> ReadDate | None:
        """What has been read, if it is a date with year and month, or a year of which no more is certain."""
        if not self.is_date or self.year is None or (self.month is None and self.is_certain):
            return None
        iso = iso_date(self.year, self.month, self.day)
        if iso and self.day and self.clock:
            hour, minute, second = self.clock
            if self.half:
                hour = hour % 12 + (12 if self.half == "p" else 0)
            iso += _time(hour, minute, second, self.zone)
        return ReadDate(iso, self.is_certain) if iso else None

    def _word(self, word: str) -> bool:
        """Take a word; `False` if it has no place in a date."""
        bare = word.strip(".()–—-")
        if bare in _FILLERS or bare in _WEEKDAYS or bare in _ZONES:
            self.half = self.half or ("a" if bare == "am" and self.clock else "")
            return True
        if bare in _MONTH_NUMBERS:
            return self._put_month(_MONTH_NUMBERS[bare])
        if bare in ("a.m", "p.m", "pm"):
            self.half = bare[0]
            return True
        if bare in ("utc", "gmt", "z"):
            self.zone = "Z"
            return True
        if word[0] in "+-" and word[1:].replace(":", "").isdecimal() and len(word) >= 5:
            self.zone = word
            return True
        if not any(character.isdecimal() for character in bare):
            return False
        return self._number(bare.removesuffix(_ordinal(bare))) or self._clock(bare) or self._joined(bare)

    def _put_month(self, month: int) -> bool:
        is_first = self.month is None
        self.month = month
        return is_first

    def _number(self, word: str) -> bool:
        """A year or a day."""
        if not (word.isascii() and word.isdecimal()):
            return False
        if len(word) == 4 and self.year is None:
            self.year = int(word)
        elif len(word) <= 2 and self.day is None:
            self.day = int(word)
        else:
            return False
        return True

    def _clock(self, word: str) -> bool:
        """`10:00`, `10:00:05`, `10:00am`, `10.00pm`."""
        for ending in ("am", "pm", "a.m", "p.m"):
            if word.endswith(ending):
                self.half, word = ending[0], word.removesuffix(ending)
        parts = word.replace(".", ":").split(":") if word.count(".") < 2 else []
        if not 1 <= len(parts) <= 3 or not all(part.isdecimal() and len(part) <= 2 for part in parts):
            return False
        if len(parts) == 1 and not self.half:
            return False
        self.clock = (
            int(parts[0]),
            int(parts[1]) if len(parts) > 1 else 0,
            parts[2] if len(parts) > 2 else None,
        )
        return True

    def _joined(self, word: str) -> bool:
        """`3.12.2024`, `12/31/2024`, `3-Mar-2024`: the day is certain only where it cannot be the month."""
        parts = word.replace("/", "-").replace(".", "-").split("-")
        if len(parts) != 3 or not all(parts):
            return False
        if parts[1] in _MONTH_NUMBERS:
            return all(self._word(part) for part in parts)
        if not (word.isascii() and all(part.isdecimal() for part in parts) and len(parts[2]) == 4):
            return False
        first, second, self.year = (int(part) for part in parts)
        readings = [(d, m) for d, m in {(first, second), (second, first)} if iso_date(self.year, m, d)]
        if len(readings) == 1:
            self.day, self.month = readings[0]
        self.is_certain = len(readings) == 1
        return bool(readings)


def _ordinal(word: str) -> str:
    """The ending that makes a number an ordinal one, if there is one."""
    return next((ending for ending in _ORDINALS if word.endswith(ending) and word[:1].isdecimal()), "")


def _time(hour: int, minute: int, second: str | None, zone: str | None) -> str:
    """`T06:48:05` with its zone; nothing if the clock has no such time."""
    if hour > 23 or minute > 59 or int(second or 0) > 59:
        return ""
    mark = "" if not zone else "Z" if zone[0] not in "+-" else f"{zone[:3]}:{zone[-2:]}"
    return f"T{hour:02}:{minute:02}" + (f":{second}" if second else "") + mark
