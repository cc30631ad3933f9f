"""Days, months and years by name or number: "April 14, 2026", "14-16 May", "mid-1990s", "2026 through 2028".

Each pattern starts at a month's name or at the digits of a year and looks around it. No package reads such
dates in running text right (measured: dateparser, recognizers-text, spaCy), so these are our own rules with
the standard library's `re` and the word list `lexicon/calendar.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from techdep_tui.core.articles.patterns import LazyPattern
from techdep_tui.core.facts import lexicon
from techdep_tui.core.facts.nouns import counted_noun
from techdep_tui.core.facts.parts import PART_MODS, YEAR_OFFSETS, part_before, quarter_or_half
from techdep_tui.core.facts.qualifiers import qualifier_before
from techdep_tui.core.facts.reading import Reading
from techdep_tui.core.facts.timex import Expression, days
from techdep_tui.core.facts.units import Sort
from techdep_tui.core.facts.words import Word, WordList

_YEAR4 = r"(?:1[5-9]|20)\d\d"


def named_dates(reading: Reading) -> Iterator[Expression]:
    """The expressions of every block; they may overlap, the longest is the one that is meant."""
    yield from _with_ranges(reading.text, list(_months(reading, reading.words[WordList.MONTH])))
    blocks = reading.blocks_with_digits
    years = [year for block in blocks for year in _years(reading, block.start, block.end)]
    yield from _with_ranges(reading.text, years)


@cache
def _month_numbers() -> dict[str, int]:
    """The numbers of months by their names in lower case, whole or short."""
    data = lexicon.read("calendar")
    return {name.lower(): number for name, number in (data["months"] | data["short_months"]).items()}


@cache
def _short_months() -> frozenset[str]:
    """The short names of months in lower case, which a full stop belongs to."""
    return frozenset(name.lower() for name in lexicon.read("calendar")["short_months"])


_DAY = r"(?:[0-2]?\d|3[01])(?:st|nd|rd|th)?"
_AFTER_MONTH = LazyPattern(
    rf"(?: {{1,2}}({_DAY})(?!\d|[.,:/]\d|%| ?(?:pct|per ?cent|mln|bln|million|billion)\b)"
    rf"(?:(?: ?[-–—] ?| (?:to|through) )({_DAY})(?![\d.:/%]))?)?"
    rf"(?:,? {{1,2}}(?:of )?({_YEAR4})(?![\d%]|[.,]\d)| '(\d\d)(?!\d)| (?:of )?(last|this|next) year\b)?"
)
_DAY_BEFORE = LazyPattern(rf"(?<![\d.,$€£-])(?:({_DAY})(?: ?[-–—] ?| to ))?({_DAY})(?: of)?[- ]\Z")
_WEEKDAY_BEFORE = LazyPattern(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:,| \()? ?(?:the )?\Z")


def _months(reading: Reading, words: Sequence[Word]) -> Iterator[Expression]:
    """Months with their days and years."""
    for word in words:
        if reading.text[word.start].isupper():
            expression = _month(reading, word)
            if expression is not None:
                yield expression


def _month(reading: Reading, word: Word) -> Expression | None:
    """A month's name with its day and year, or with what else makes sure that it is one."""
    text, begin, floor = reading.text, word.start, word.floor
    is_dotted = word.word in _short_months() and text.startswith(".", word.end)
    after = _AFTER_MONTH.match(text, word.end + is_dotted, word.ceiling)
    if after is None:
        return None
    stop = after.end() if after[0] else word.end
    day, last_day, year = after[1], after[2], after[3] or _full_year(after[4])
    if day is None:
        before = _DAY_BEFORE.search(text, max(floor, begin - 12), begin)
        if before is not None:
            begin, day = before.start(), before[1] or before[2]
            last_day = before[2] if before[1] else None
    value = _month_value(_month_numbers()[word.word], day, last_day, year)
    if value is None:
        return None
    timex, rel = "DURATION" if "/" in value else "DATE", YEAR_OFFSETS.get(after[5] or "")
    basis = "explicit" if year else "dct"
    if day is not None:
        weekday = _WEEKDAY_BEFORE.search(text, max(floor, begin - 18), begin)
        begin = weekday.start() if weekday is not None else begin
        return Expression(begin, stop, timex, value, None, rel, basis)
    part = part_before(reading.lower, begin, floor)
    if part is not None:
        return Expression(part[0], stop, timex, value, part[1], rel, basis)
    if text.startswith(" quarter", stop):
        quarter = f"{year or 'XXXX'}-Q{(_month_numbers()[word.word] + 2) // 3}"
        return Expression(begin, stop + len(" quarter"), timex, quarter, None, rel, basis)
    if year is None and not _is_month(text, word, is_dotted):
        return None
    return Expression(_determiner_before(reading.lower, begin, floor), stop, timex, value, None, rel, basis)


_DETERMINER = LazyPattern(r"\b(?:last|this|next) \Z")


def _determiner_before(lower: str, begin: int, floor: int) -> int:
    """Where "last" begins before a month ("last October"), or where the month does."""
    match = _DETERMINER.search(lower, max(floor, begin - 5), begin)
    return match.start() if match is not None else begin


def _full_year(two_digits: str | None) -> str | None:
    """A year written with two digits, taken to lie between 1950 and 2049."""
    if two_digits is None:
        return None
    return ("20" if int(two_digits) < 50 else "19") + two_digits


_MONTH_LEADS = LazyPattern(
    r"\b(?:in|of|since|until|till|last|this|next|during|through|by|from|to|between|and|before|after|every|each"
    r"|for|late|early|mid|a|ended|ending)[- ]\Z",
    re.IGNORECASE,
)
_IN_MONTH = LazyPattern(r"\b(?:in|since|until|last|during|late|early)[- ]\Z", re.IGNORECASE)
_VERB_AFTER = LazyPattern(
    r" (?:be|have|not|also|well|I|only|the|he|we|they|it|on|said|was|is|has|had|will|who|told)\b"
)


def _is_month(text: str, word: Word, is_dotted: bool) -> bool:
    """Whether a month's name alone is one, and not a verb ("march") or a surname ("May")."""
    if word.word not in ("may", "march"):
        return is_dotted or word.word not in _short_months()
    leads = _IN_MONTH if _VERB_AFTER.match(text, word.end, word.ceiling) else _MONTH_LEADS
    return leads.search(text, max(word.floor, word.start - 9), word.start) is not None


def _month_value(month: int, day: str | None, last_day: str | None, year: str | None) -> str | None:
    """The value of a month, day or days in it; `None` for a day that the month does not have."""
    base = f"{year or 'XXXX'}-{month:02d}"
    if day is None:
        return base
    first = f"{base}-{_number(day):02d}"
    if days(first.replace("XXXX", "2024")) is None:
        return None
    return f"{first}/{base}-{_number(last_day):02d}" if last_day else first


def _number(day: str) -> int:
    """The number of a day with or without its ending."""
    return int(day.rstrip("stndrh"))


_RANGE_GAP = LazyPattern(r"(?: ?[-–—/] ?| (?:to|through|until|till|and) )\Z")
_BETWEEN = LazyPattern(r"\bbetween \Z", re.IGNORECASE)


def _with_ranges(text: str, found: list[Expression]) -> Iterator[Expression]:
    """The expressions, and with two neighbours that make a range the range: "from 2026 through 2028"."""
    yield from found
    for first, second in pairwise(found):
        if not 0 < second.start - first.end <= 9 or first.value is None or second.value is None:
            continue
        gap = _RANGE_GAP.match(text, first.end, second.start)
        if gap is None:
            continue
        borrowed = first.value
        if borrowed.startswith("XXXX") and first.rel is None:
            borrowed = borrowed.replace("XXXX", second.value[:4])
        is_pair = gap[0] == " and " and not _BETWEEN.search(text, max(0, first.start - 9), first.start)
        if is_pair and borrowed != first.value and "XXXX" not in borrowed:
            # Same place, more known: sorting keeps the later one.
            yield first._replace(value=borrowed, basis="explicit")
        if is_pair or "/" in first.value or "/" in second.value:
            continue
        basis = "explicit" if second.basis == "explicit" else first.basis
        mod = first.mod if first.mod == second.mod else None
        value = f"{borrowed}/{second.value}"
        yield Expression(first.start, second.end, "DURATION", value, mod, second.rel, basis)


_YEAR = LazyPattern(rf"({_YEAR4})(s|'s)?(?!\w)")
_SHORT_END = LazyPattern(r"[-–—/](\d\d)(?![\d-]|[./,]\d)")
_FISCAL = LazyPattern(r"\b(?:fiscal|financial) (?:year )?\Z|\bfy ?\Z")
_SEASON = LazyPattern(r"\b(?:(early|mid|late)[- ])?(spring|summer|autumn|fall|winter) (?:of )?\Z")


def _years(reading: Reading, start: int, end: int) -> Iterator[Expression]:
    """Years and decades, with the parts, seasons, halves and quarters before them; dates in digits."""
    text = reading.text
    for match in _YEAR.finditer(text, start, end):
        numeric = _numeric(text, match, start, end)
        if numeric is not None:
            yield numeric
        if numeric is not None or not _is_year(reading, match, start, end):
            continue
        year, suffix, begin, stop = match[1], match[2], match.start(), match.end(1)
        if suffix is not None and year.endswith("0") and (suffix == "s" or _ends_phrase(text, match.end())):
            decade = Expression(begin, match.end(), value=year[:3], basis="explicit")
            yield _with_part(reading, decade, start)
            continue
        short = _SHORT_END.match(text, stop, end) if suffix is None else None
        if short is not None and int(short[1]) > int(year[2:]):
            value = f"{year}/{year[:2]}{short[1]}"
            yield Expression(begin, short.end(), "DURATION", value, basis="explicit")
            continue
        yield _year_expression(reading, begin, stop, year, start)


def _ends_phrase(text: str, position: int) -> bool:
    """Whether no noun follows, so that "1990's" is the decade."""
    return text[position : position + 2].strip()[:1] in ("", ",", ".", ";", ")")


def _year_expression(reading: Reading, begin: int, stop: int, year: str, start: int) -> Expression:
    """One year with what stands before it."""
    lower, window = reading.lower, max(start, begin - 40)
    half = quarter_or_half(lower, begin, window)
    if half is not None:
        return Expression(
            half.start, stop, value=f"{year}-{half.code}", basis="explicit", is_fiscal=half.is_fiscal
        )
    season = _SEASON.search(lower, window, begin)
    if season is not None:
        code = lexicon.read("calendar")["seasons"][season[2]]
        mod = PART_MODS.get(season[1] or "")
        return Expression(season.start(), stop, value=f"{year}-{code}", mod=mod, basis="explicit")
    fiscal = _FISCAL.search(lower, window, begin)
    if fiscal is not None:
        return Expression(fiscal.start(), stop, value=year, basis="explicit", is_fiscal=True)
    return _with_part(reading, Expression(begin, stop, value=year, basis="explicit"), start)


def _with_part(reading: Reading, expression: Expression, start: int) -> Expression:
    """The expression with "early", "mid-" or "end of the" before it, or with "about"."""
    part = part_before(reading.lower, expression.start, start)
    if part is not None:
        return expression._replace(start=part[0], mod=part[1])
    begin, mod = qualifier_before(reading.text, expression.start, start)
    if mod == "~" and reading.lower.startswith(_ABOUT, begin):
        return expression._replace(start=begin, mod="APPROX")
    if mod == ">=" and reading.lower.startswith("at least", begin):
        return expression._replace(start=begin, mod="EQUAL_OR_MORE")
    return expression


_ABOUT = ("about", "around", "roughly", "approximately", "circa", "c.", "ca.", "~")

_WORD_BEFORE = LazyPattern(r"(?<!\w)([A-Za-z][\w'-]{0,20}\.?) \Z")
_BAD_BEFORE = frozenset("$€£¥₽₹₩#@&=\\:+_%/")
_PREFIX = LazyPattern(r"(?<![a-z])(?:mid|end|early|late|pre|post|year-end)-\Z", re.IGNORECASE)


@cache
def _leads() -> frozenset[str]:
    """Words after which four digits are a year."""
    data = lexicon.read("calendar")
    months = [*data["months"], *data["short_months"]]
    return lexicon.words(data["year_leads"]) | {month.lower() for month in months}


@cache
def _no_leads() -> frozenset[str]:
    """Words after which four digits are no year."""
    return lexicon.words(lexicon.read("calendar")["no_year_leads"])


def _is_year(reading: Reading, match: re.Match[str], start: int, end: int) -> bool:
    """Whether four digits are a year and not an amount, a part of a name or of an address."""
    text, begin, stop = reading.text, match.start(), match.end(1)
    if begin > start and not _may_precede_year(text, begin, start):
        return False
    follows, after_next = text[stop : stop + 1], text[stop + 1 : stop + 2]
    if (follows in ".,:" and after_next.isdigit()) or follows in ("%", "=", "@", "_"):
        return False
    amount = reading.amounts_by_start.get(begin)
    if amount is not None and amount.unit.sort is not Sort.BARE and amount.number_end == stop:
        return False
    before = _WORD_BEFORE.search(text, max(start, begin - 24), begin)
    if before is None:
        return not match[1].endswith("00") or match[2] is not None or counted_noun(text, stop, end) is None
    word = before[1].lower().rstrip(".")
    if word in _no_leads():
        return False
    if match[1].endswith("00") and match[2] is None and word not in _leads():
        return counted_noun(text, stop, end) is None
    if before[1][0].islower() or word in _leads() or word.endswith(("'s", "s'")):
        return True
    is_capital_usual = reading.is_title(begin) or _is_first_word(text, before, start)
    return is_capital_usual or text[stop + 1 : stop + 2].islower()


def _may_precede_year(text: str, begin: int, start: int) -> bool:
    """Whether the character before four digits can stand before a year."""
    before = text[begin - 1]
    if before.isalnum() or before in _BAD_BEFORE:
        return text[max(start, begin - 2) : begin] == "FY"
    earlier = text[begin - 2] if begin - 2 >= start else " "
    if before in ".,":
        return not earlier.isdigit()
    if before == "-" and earlier.isalpha():
        return _PREFIX.search(text, max(start, begin - 9), begin) is not None
    return True


def _is_first_word(text: str, word: re.Match[str], start: int) -> bool:
    """Whether a capitalised word is only so because the sentence begins with it."""
    return not text[max(start, word.start() - 2) : word.start()].strip(" \"“‘'(")


_ISO = LazyPattern(r"([-/])(\d\d)\1(\d\d)(?![\w/-])")
_DAY_MONTH = LazyPattern(r"(?<![\w/.-])(\d{1,2})([/.])(\d{1,2})\2\Z")


def _numeric(text: str, year: re.Match[str], start: int, end: int) -> Expression | None:
    """A date in digits alone: ISO, month/day/year (day first if that is over 12), day.month.year."""
    if year[2] is not None:
        return None
    iso = _ISO.match(text, year.end(), end)
    if iso is not None and not text[max(start, year.start() - 1) : year.start()].isalnum():
        value, begin, stop = f"{year[1]}-{iso[2]}-{iso[3]}", year.start(), iso.end()
    else:
        if year.start() - start < 4 or text[year.start() - 1] not in "/.":
            return None
        before = _DAY_MONTH.search(text, max(start, year.start() - 7), year.start())
        if before is None:
            return None
        month, day = int(before[1]), int(before[3])
        if before[2] == "." or month > 12:
            month, day = day, month
        value, begin, stop = f"{year[1]}-{month:02d}-{day:02d}", before.start(), year.end()
    return Expression(begin, stop, value=value, basis="explicit") if days(value) is not None else None
