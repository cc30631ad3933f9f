"""The date that an article's relative dates count from, and what they are then.

The date is the file's own. Where the file has none, the text can fix the year: a copyright line names it,
or the latest date that it tells in the past and the next one that it sees ahead lie in one year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from techdep_tui.core.articles.model import Article, Part, Source
from techdep_tui.core.articles.patterns import LazyPattern
from techdep_tui.core.facts.named_dates import named_dates
from techdep_tui.core.facts.reading import Reading
from techdep_tui.core.facts.timex import Expression, days, longest, shift


class Reference(NamedTuple):
    """A date to count from, as precise as known; `basis` is "dct" for the file's own, else "inferred-dct".

    `is_year_of_text` tells that months without a year lie in the year too, and do not only come before it.
    """

    date: str | None = None
    basis: str = "dct"
    why: str = ""
    is_year_of_text: bool = True


_WIDEST_YEARS = 6
"""An inferred interval of more years than this says nothing."""


def infer_date(article: Article) -> Part[str]:
    """When an article without a date was written: an ISO interval of months or a year, INFERRED, or MISSING.

    An article whose file has a date gives MISSING as well: there is nothing to infer.
    """
    if article.metadata.date.in_file is not None:
        return Part()
    reading = Reading(article)
    return inferred(reading, list(named_dates(reading)))


def reference_date(reading: Reading, expressions: Sequence[Expression]) -> Reference:
    """What the relative dates of an article count from."""
    own = reading.article.metadata.date.in_file
    if own is not None:
        return Reference(own.partition("T")[0])
    part = inferred(reading, expressions)
    if part.value is None:
        return Reference()
    first, _, last = part.value.partition("/")
    year = first[:4]
    if last and last[:4] != year:
        return Reference()
    return Reference(year, "inferred-dct", part.why, not last)


_COPYRIGHT = LazyPattern(
    r"(?:©|\([cC]\)|\bcopyright)[^\d\n]{0,24}((?:19|20)\d\d)(?!\d)(?! ?[-–])", re.IGNORECASE
)


_COPYRIGHT_MARKS = ("©", "(c)", "copyright")
"""What a copyright line has, in lower case: looked for first, which takes a hundredth of the time."""


def inferred(reading: Reading, expressions: Iterable[Expression]) -> Part[str]:
    """What `infer_date` says, from the named dates already found."""
    is_marked = any(mark in reading.lower for mark in _COPYRIGHT_MARKS)
    match = _COPYRIGHT.search(reading.text) if is_marked else None
    if match is not None:
        return Part(match[1], Source.INFERRED, "the copyright line names the year")
    past, ahead = _told(reading, expressions)
    if not past:
        return Part()
    latest = max(past, key=lambda told: told.bound)
    later = [told for told in ahead if told.start > latest.start and told.bound >= latest.start]
    if not later:
        return Part()
    first = min(later, key=lambda told: told.bound)
    lower = latest.bound if latest.bound <= first.bound else latest.start
    if first.bound.year - lower.year > _WIDEST_YEARS:
        return Part()
    why = f"{latest.words} is told in the past, {first.words} lies ahead"
    return Part(f"{lower:%Y-%m}/{first.bound:%Y-%m}", Source.INFERRED, why)


class _Told(NamedTuple):
    """A date as the text tells it: `bound` is the first (or last) day on which one could write so."""

    start: date
    bound: date
    words: str


def _told(reading: Reading, expressions: Iterable[Expression]) -> tuple[list[_Told], list[_Told]]:
    """The explicit dates that the text tells in the past, and those that it sees ahead.

    A month or part of a year that is named with its year is over; a year alone may still go on. What is due
    by a date is written before it, what will be "in" it may be written in it.
    """
    past: list[_Told] = []
    ahead: list[_Told] = []
    for expression in longest(expressions):
        value = expression.value or ""
        span = days(value, expression.mod)
        if (
            expression.basis != "explicit"
            or expression.timex != "DATE"
            or expression.is_fiscal
            or span is None
        ):
            continue
        if len(value) < 4 or not _is_adverbial(reading.text, expression):
            continue
        words = reading.text[expression.start : expression.end]
        tense = tense_at(reading, expression)
        is_year = len(value) == 4 and expression.mod is None
        if tense < 0:
            past.append(_Told(span[0], span[0] if is_year else span[1] + timedelta(days=1), words))
        elif tense > 0:
            is_open = _OPEN_END.search(reading.text, max(0, expression.start - 12), expression.start)
            ahead.append(_Told(span[0], span[0] - timedelta(days=1) if is_open else span[1], words))
    return past, ahead


_WHEN = LazyPattern(r"\b(?:in|on|since|of|by|until|till|before|after)(?: the)? \Z", re.IGNORECASE)
_NO_NOUN = LazyPattern(
    r"[^\w\s'-]|\s?\Z| ?[-–—] | (?:and|or|but|to|for|from|with|when|as|after|before|by|on|at|in|that|which"
    r"|while|because|the|a|an|it|he|she|they|his|her|its|their|alone|than|would|had|was|were|if|so|under|over|about|during|following)\b"
)


def _is_adverbial(text: str, expression: Expression) -> bool:
    """Whether a date says when something happens ("in 2016,"), and not which thing ("the 2016 election")."""
    before = _WHEN.search(text, max(0, expression.start - 12), expression.start)
    return before is not None and _NO_NOUN.match(text, expression.end) is not None


_CUE = LazyPattern(
    r"\b(?:(?P<ahead>(?:will|shall|may|might|must|to|can|is|are|'s|be|been) (?:\w{1,12} )?(?:be )?(?:expected"
    r"|planned|scheduled|due|projected|set|slated|forecast|intended|targeted|proposed|supposed|held|going)|will|shall|expects?|plans?|aims?"
    r"|targets?|goals?|forecasts?|scheduled|slated|upcoming|intends?|deadline|hopes?"
    r"|(?:will|to|shall|can|must) be \w{2,16})"
    r"|(?P<past>said|says|told|was|were|had|did|been|went|came|took|gave|made|began|fell|rose|met|won|lost|sent|saw|held"
    r"|led|grew|became|got|left|paid|brought|bought|sold|built|spoke|wrote|since|back|\w{2,16}[a-z]ed))\b|'ll\b"
)
"""In lower case."""
_OPEN_END = LazyPattern(r"\b(?:by|until|till|before|through|to)(?: the)? \Z", re.IGNORECASE)
_PAST_PERFECT = LazyPattern(r"\b(?:had|was|were)\b", re.IGNORECASE)
_WINDOW = 120


def tense_at(reading: Reading, expression: Expression) -> int:
    """-1 where the text tells what happened at a date, +1 where it lies ahead, 0 where it does not say.

    The nearest verb before it decides, else the first one after it. A date that something lasts to or is due
    by ("until 2030") is never told in the past.
    """
    sentence = reading.sentence_at(expression.start)
    low = max(sentence.start, expression.start - _WINDOW)
    before = list(_CUE.finditer(reading.lower, low, expression.start))
    if _OPEN_END.search(reading.text, max(low, expression.start - 12), expression.start) is not None:
        if _PAST_PERFECT.search(reading.text, low, expression.start):
            return 0
        return 1 if any(cue["past"] is None for cue in before) else 0
    if before:
        return -1 if before[-1]["past"] else 1
    after = _CUE.search(reading.lower, expression.end, min(sentence.end, expression.end + _WINDOW))
    if after is None:
        return 0
    return -1 if after["past"] else 1


def resolve(
    reading: Reading, expression: Expression, reference: Reference, earlier: Sequence[Expression]
) -> Expression:
    """The expression with the value it has, as far as the text tells.

    `earlier` are the expressions before it, in order; `basis` then says what the value rests on.
    """
    if expression.basis is None or expression.basis == "explicit":
        return expression
    if expression.timex != "DATE" and not (expression.value or "").startswith("XXXX"):
        return expression
    if expression.basis == "text":
        return _from_text(expression, earlier)
    if reading.is_quoted(expression.start):
        return expression._replace(basis="speech-time")
    if reference.date is None:
        return expression
    value = _value_from(reading, expression, reference)
    return expression._replace(value=value, basis=reference.basis) if value is not None else expression


def _from_text(expression: Expression, earlier: Sequence[Expression]) -> Expression:
    """An offset from the year that was named last before it ("the same year", "a year earlier")."""
    named = next((e for e in reversed(earlier[-_FURTHEST:]) if _names_year(e)), None)
    if named is None or expression.rel is None or not expression.rel.endswith("Y"):
        return expression
    value = shift((named.value or "")[:4], expression.rel)
    rel = None if expression.rel == "0Y" else expression.rel
    return expression._replace(value=value, rel=rel)


_FURTHEST = 40
"""How many expressions back a date is looked for that "the same year" counts from."""


def _names_year(expression: Expression) -> bool:
    """Whether an expression is a date whose year is known."""
    is_known = expression.timex == "DATE" and expression.basis in ("explicit", "dct", "inferred-dct")
    return is_known and _YEAR.match(expression.value or "") is not None


_YEAR = LazyPattern(r"\d{4}(?!\d)")
_UNDERSPECIFIED = LazyPattern(r"XXXX-(?:WXX-(?P<weekday>\d)|(?P<rest>.+))\Z")


def _value_from(reading: Reading, expression: Expression, reference: Reference) -> str | None:
    """The value of what counts from the article's date, `None` where that is not precise enough."""
    origin = reference.date or ""
    if expression.value is None:
        return shift(origin, expression.rel or "")
    match = _UNDERSPECIFIED.match(expression.value)
    if match is None:
        return None
    if match["weekday"]:
        return _weekday(reading, expression, origin, int(match["weekday"]))
    if expression.rel is not None:
        if match["rest"] in _SEASON_ENDS:
            return _season(match["rest"], expression.rel, origin)
        year = shift(origin, expression.rel)
        return expression.value.replace("XXXX", year) if year else None
    return _nearest(reading, expression, origin) if reference.is_year_of_text else None


_SEASON_ENDS = {"SP": 5, "SU": 8, "FA": 11, "WI": 14}
"""The last month of a season, counted from January of its year."""


def _season(code: str, rel: str, origin: str) -> str | None:
    """The last summer that is over, this year's, or the next one that begins."""
    span = days(origin)
    if span is None:
        return None
    year, month = span[0].year, span[0].month
    if rel.startswith("-"):
        return f"{year if month > _SEASON_ENDS[code] else year - 1}-{code}"
    if rel.startswith("+"):
        return f"{year if month < _SEASON_ENDS[code] - 2 else year + 1}-{code}"
    return f"{year}-{code}"


def _weekday(reading: Reading, expression: Expression, origin: str, number: int) -> str | None:
    """The day of a weekday: the last one up to the article's date, or the next where it lies ahead."""
    span = days(origin)
    if span is None or span[0] != span[1]:
        return None
    today = span[0]
    back = (today.isoweekday() - number) % 7
    if expression.rel == "-1W":
        return (today - timedelta(days=back or 7)).isoformat()
    if expression.rel == "+1W" or (back and tense_at(reading, expression) > 0):
        return (today + timedelta(days=7 - back)).isoformat()
    return (today - timedelta(days=back)).isoformat()


_SOON = timedelta(days=120)
_LONG_AGO = timedelta(days=240)


def _nearest(reading: Reading, expression: Expression, origin: str) -> str | None:
    """A month, day or quarter in the year that its tense makes likely."""
    value = expression.value or ""
    span = days(origin)
    if span is None:
        return None
    year = span[0].year
    if span[0] != span[1]:
        return value.replace("XXXX", str(year))
    today = span[0]
    candidates = [
        (found, with_year)
        for candidate in (year - 1, year, year + 1)
        if (found := days(with_year := value.replace("XXXX", str(candidate)))) is not None
    ]
    past = [c for c in candidates if c[0][0] <= today]
    ahead = [c for c in candidates if c[0][1] >= today]
    if not past or not ahead:
        return None
    tense = tense_at(reading, expression)
    is_soon = ahead[0][0][0] - today < _SOON and today - past[-1][0][1] > _LONG_AGO
    return (ahead[0] if tense > 0 or (tense == 0 and is_soon) else past[-1])[1]
