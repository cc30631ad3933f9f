"""When something is due: the last day of the time that a plan names, or how far off that lies."""

from __future__ import annotations

import re
from calendar import monthrange
from enum import Enum

from techdep_tui.core.facts import lexicon
from techdep_tui.core.facts.model import Fact, Scalar
from techdep_tui.core.facts.reading import Reading
from techdep_tui.core.facts.timex import days, shift

CURRENT = {"period": "0Q", "quarter": "0Q", "month": "0M", "week": "0W", "year": "0Y"}
"""The offset of what is current, which is no date by itself; a period is mostly a company's quarter."""
_MONTH = re.compile(r"XXXX-(\d\d)")
_LEAP_YEAR = 2000


class Ahead(Enum):
    """Whether a time lies ahead of the article."""

    YES = "it does"
    MAYBE = "nobody knows: the article has no date, or the time no year"
    NO = "it lies in the past, or comes again and again"


def ahead(reading: Reading, date: Fact) -> Ahead:
    """Whether a date or length lies ahead of the article."""
    norm = date.norm
    rel, end, value = norm.get("rel"), norm.get("end"), str(norm.get("value") or "")
    if norm.get("timex") == "SET" or norm.get("basis") == "text":
        return Ahead.NO
    if isinstance(rel, str) and rel[0] in "+-0":
        return Ahead.NO if rel[0] == "-" else Ahead.YES
    published = reading.article.metadata.date.value
    if isinstance(end, str) and published is not None:
        return Ahead.YES if end >= published[:10] else Ahead.NO
    if value.startswith("P"):
        before = reading.lower[max(0, date.start - _LONGEST_LEAD) : date.start].split()
        return Ahead.YES if before and before[-1] in lexicon.listed("plans", "leads") else Ahead.NO
    return Ahead.MAYBE


_LONGEST_LEAD = 10
"""Characters of a word before a length of time that are looked at."""


def due_fields(reading: Reading, date: Fact) -> dict[str, Scalar]:
    """`due`, the last day of a date, or `rel` where nobody knows it."""
    norm = date.norm
    end, rel, value = norm.get("end"), norm.get("rel"), str(norm.get("value") or "")
    if isinstance(end, str):
        return {"due": end}
    offset = _offset(rel) if isinstance(rel, str) else None
    if offset is None and value.startswith("P"):
        offset = "+" + value[1:].partition("/")[0]
    if offset is not None:
        published = reading.article.metadata.date.value
        shifted = shift(published, offset) if published is not None else None
        span = days(shifted) if shifted is not None else None
        return {"due": span[1].isoformat()} if span is not None else {"rel": offset}
    return {"due": _last_day(value)} if value else {"rel": rel}


def _offset(rel: str) -> str | None:
    """An offset without the P of a length."""
    return rel.replace("P", "") if rel[0] in "+-0" else None


def _last_day(value: str) -> str:
    """A value without year, a month by its last day: `XXXX-06` is `XXXX-06-30`."""
    match = _MONTH.fullmatch(value)
    if match is None or not 1 <= int(match[1]) <= 12:
        return value
    return f"{value}-{monthrange(_LEAP_YEAR, int(match[1]))[1]}"
