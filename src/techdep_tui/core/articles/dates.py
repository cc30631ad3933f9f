"""ISO dates out of what people write: front matter, date lines, datelines.

Nothing is guessed. Day and month that can be read two ways leave the year, and say so; what is no date in the
calendar is none.
"""

from __future__ import annotations

import re
from calendar import monthrange
from typing import NamedTuple


class ReadDate(NamedTuple):
    """An ISO 8601 date, as precise as the text is; not certain where day and month may be swapped."""

    iso: str
    is_certain: bool = True


_MONTHS = """
january jan januar jänner janvier janv enero ene gennaio gen janeiro januari stycznia января янв січня leden ledna
february feb februar février févr fevrier febrero febbraio febb fevereiro fev februari lutego февраля фев лютого února
march mar märz maerz mrz mars marzo março maart mrt marca марта мар березня března
april apr avril avr abril aprile kwietnia апреля апр квітня dubna
may mai mayo maggio mag maio mei maja мая травня května
june jun juni juin junio giugno giu junho czerwca июня июн червня června
july jul juli juillet juil julio luglio lug julho lipca июля июл липня července
august aug août aout agosto ago augustus sierpnia августа авг серпня srpna
september sept sep septembre septiembre settembre sett setembro września сентября сен вересня září
october oct oktober okt octobre octubre ottobre ott outubro października октября окт жовтня října
november nov novembre noviembre novembro listopada ноября ноя листопада listopadu
december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro grudnia декабря дек грудня prosince
"""
"""A line a month: its names in small letters, as they stand in dates of several languages."""

_MONTH_NUMBERS = {name: i for i, line in enumerate(_MONTHS.split("\n")) for name in line.split()}

_ISO = re.compile(
    r"(\d{4})(?:(?P<s>[-/.])(\d{1,2})(?:(?P=s)(\d{1,2}))?)?"
    r"(?:(?:[T ]|\s[-–|]\s|,\s)\s?(\d{1,2}:\d{2}(?::\d{2})?)(?:[.,]\d{1,9})?\s?(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?$"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2}))?Z?$")
_NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})\b")
_WORD = r"([^\W\d_]{3,12})"
_DAY_FIRST = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?[\s-](?:of\s|de\s)?{_WORD}\.?,?[\s-](?:de\s|del\s)?(\d{{4}})\b"
)
_MONTH_FIRST = re.compile(rf"{_WORD}\.?\s(\d{{1,2}})(?:st|nd|rd|th)?,?\s(\d{{4}})\b")
_MONTH_ONLY = re.compile(rf"{_WORD}\.?,?\s(\d{{4}})\b")
_CLOCK = re.compile(
    r"\b(\d{1,2})[:.](\d{2})(?::(\d{2}))?\s?([ap])?\.?(?(4)m\.?)(?:\s?(Z\b|UTC\b|GMT\b|[+-]\d{2}:?\d{2}\b))?",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?|montag|dienstag|mittwoch|donnerstag|freitag"
    r"|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\.?,?\s",
    re.IGNORECASE,
)
_REST_OF_DATE = re.compile(
    r"(?:[\s,|·•–-]|\bat\b|\bET\b|\bE[SD]T\b|\bP[SD]T\b|\bC[SD]T\b|\bM[SD]T\b|\bPT\b|\bBST\b|\bCES?T\b|\bIST\b|\bMSK\b|\bHKT\b"
    r"|\bSGT\b|\bGMT\b|\bUTC\b|\ba\.?m\b\.?|\bp\.?m\b\.?|\bUhr\b|[()])*$",
    re.IGNORECASE,
)
_LONGEST = 80


def read_date(text: str) -> ReadDate | None:
    """The date that a whole value is ("2026-02-01 06:48:05", "Mar 3, 2024 10:00 AM EST"), else `None`."""
    value = text.strip().strip("\"'")
    if not 4 <= len(value) <= _LONGEST or not any("0" <= c <= "9" for c in value):
        return None
    return _from_iso(value) or _from_compact(value) or _from_words(value)


def _from_iso(value: str) -> ReadDate | None:
    match = _ISO.match(value)
    if not match:
        return None
    year, _, month, day, clock, zone = match.groups()
    iso = iso_date(int(year), int(month) if month else None, int(day) if day else None)
    if iso is None or not (day and clock):
        return ReadDate(iso) if iso else None
    hour, minute, *second = clock.split(":")
    return ReadDate(iso + _time(hour, minute, second[0] if second else None, zone))


def _from_compact(value: str) -> ReadDate | None:
    match = _COMPACT.match(value)
    iso = iso_date(int(match[1]), int(match[2]), int(match[3])) if match else None
    if not match or iso is None:
        return None
    return ReadDate(iso + (_time(match[4], match[5], match[6]) if match[4] else ""))


def _from_words(value: str) -> ReadDate | None:
    weekday = _WEEKDAY.match(value)
    if weekday:
        value = value[weekday.end() :]
    clock = _CLOCK.search(value)
    dated = value
    if clock and not _NUMBERS.match(value):
        dated = value[: clock.start()] + " " + value[clock.end() :]
    dated = " ".join(dated.split()).lstrip(",|- ")
    found = _numbers(dated) or _named(dated)
    if not found:
        return None
    read, end = found
    clock = _CLOCK.search(value, end) if _NUMBERS.match(value) else clock
    rest = dated[end:] if not _NUMBERS.match(value) else _CLOCK.sub("", dated[end:])
    if not _REST_OF_DATE.match(rest):
        return None
    if clock and len(read.iso) == 10 and read.is_certain:
        hour = int(clock[1]) % 12 + (12 if clock[4].lower() == "p" else 0) if clock[4] else int(clock[1])
        return ReadDate(read.iso + _time(str(hour), clock[2], clock[3], zone=clock[5]))
    return read


def _numbers(value: str) -> tuple[ReadDate, int] | None:
    """A date such as 3.12.2024 or 12/31/2024; `end` is where it ends."""
    match = _NUMBERS.match(value)
    if not match:
        return None
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    readings = {iso for iso in (iso_date(year, first, second), iso_date(year, second, first)) if iso}
    if len(readings) == 1:
        return ReadDate(readings.pop()), match.end()
    iso = iso_date(year)
    return (ReadDate(iso, is_certain=False), match.end()) if readings and iso else None


def _named(value: str) -> tuple[ReadDate, int] | None:
    """A date with the name of its month."""
    for pattern, order in ((_DAY_FIRST, (3, 2, 1)), (_MONTH_FIRST, (3, 1, 2)), (_MONTH_ONLY, (2, 1, 0))):
        match = pattern.match(value)
        month = _MONTH_NUMBERS.get(match[order[1]].lower()) if match else None
        if match and month:
            iso = iso_date(int(match[order[0]]), month, int(match[order[2]]) if order[2] else None)
            return (ReadDate(iso), match.end()) if iso else None
    return None


def iso_date(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """The ISO form of a date between 1600 and 2199 that the calendar has, else `None`."""
    if not 1600 <= year < 2200 or (month is not None and not 1 <= month <= 12):
        return None
    if month is None:
        return f"{year:04}"
    if day is None:
        return f"{year:04}-{month:02}"
    return f"{year:04}-{month:02}-{day:02}" if 1 <= day <= monthrange(year, month)[1] else None


def _time(hour: str, minute: str, second: str | None = None, zone: str | None = None) -> str:
    """`T06:48:05` with its zone; nothing if the clock has no such time."""
    if int(hour) > 23 or int(minute) > 59 or int(second or 0) > 59:
        return ""
    mark = "" if not zone else "Z" if zone.upper() in ("Z", "UTC", "GMT") else f"{zone[:3]}:{zone[-2:]}"
    return f"T{int(hour):02}:{minute}" + (f":{second}" if second else "") + mark
