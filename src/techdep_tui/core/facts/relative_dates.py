"""Periods and days that count from another date: "last year", "earlier this month", "Monday".

Every search starts at a word of the calendar (`Reading.calendar_words`) and looks around it. What an offset
counts from, and whether that is known, is settled in `reference`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from techdep_tui.core.articles.patterns import LazyPattern
from techdep_tui.core.facts import lexicon
from techdep_tui.core.facts.parts import PART_MODS, part_before
from techdep_tui.core.facts.reading import Reading
from techdep_tui.core.facts.timex import Expression
from techdep_tui.core.facts.words import Word, WordList

UNITS = {
    "year": "Y",
    "month": "M",
    "week": "W",
    "weekend": "WE",
    "quarter": "Q",
    "decade": "DE",
    "century": "CE",
    "day": "D",
}
"""Words of periods with their TIMEX3 letters."""

_DETERMINERS = {
    "last": -1,
    "past": -1,
    "previous": -1,
    "prior": -1,
    "preceding": -1,
    "this": 0,
    "current": 0,
    "same": 0,
    "that": 0,
    "next": 1,
    "coming": 1,
    "upcoming": 1,
    "following": 1,
}
_FROM_TEXT = frozenset(["previous", "prior", "preceding", "following", "same", "that"])
"""Determiners that count from a date named before, not from the article's."""

_SEASONS = frozenset(["spring", "summer", "autumn", "fall", "winter"])
_SINGLE_OFFSETS = {"today": "0D", "tonight": "0D", "yesterday": "-1D", "tomorrow": "+1D"}


def relative_dates(reading: Reading) -> Iterator[Expression]:
    """The expressions of every block; they may overlap, the longest is the one that is meant."""
    for word in reading.words[WordList.PERIOD]:
        if word.word in _SINGLE_OFFSETS:
            end, time = _time_of_day(reading.lower, word)
            yield Expression(word.start, end, rel=_SINGLE_OFFSETS[word.word], basis="dct", time=time)
        elif word.word in _TIMES:
            before = _DAY_BEFORE.search(reading.lower, max(word.floor, word.start - 5), word.start)
            if before is not None:
                rel = "-1D" if before[1] == "last" else "0D"
                yield Expression(before.start(), word.end, rel=rel, basis="dct", time=_TIMES[word.word])
        elif word.word in UNITS or word.word in _SEASONS:
            expression = _period(reading, word) or _part_of_the(reading, word)
            if expression is not None:
                yield expression
    for word in reading.words[WordList.WEEKDAY]:
        expression = _weekday(reading, word)
        if expression is not None:
            yield expression


def offset(count: int, unit: str) -> str:
    """`-1Y`, `0M`, `+1W`."""
    return f"{count:+d}{unit}" if count else f"0{unit}"


_DETERMINER_BEFORE = LazyPattern(
    r"\b(the |this )?"
    r"(last|past|previous|prior|preceding|this|current|next|coming|upcoming|following|same|that)"
    r"(?: (calendar|fiscal|financial|full|entire|whole|business|working|school))? \Z"
)
_SPAN_BEFORE = LazyPattern(r"\b(?:over|in|during|for|within|through|throughout|of) \Z")
_LATER_BEFORE = LazyPattern(r"\b(earlier|later|late|early|mid)(?: |-)(?:in |on )?(?:the )?\Z")
_NOT_A_PERIOD = LazyPattern(r"-(?!end\b)")


def _period(reading: Reading, word: Word) -> Expression | None:
    """A period with its determiner: "last year", "late last year", "end of this week", "same year"."""
    lower = reading.lower
    match = _DETERMINER_BEFORE.search(lower, max(word.floor, word.start - 34), word.start)
    if match is None or _NOT_A_PERIOD.match(lower, word.end, word.ceiling):
        return None
    article, determiner, begin = match[1] or "", match[2], match.start(2)
    if (determiner in ("past", "preceding") and not article) or (
        determiner == "that" and word.word in _SEASONS
    ):
        return None
    if word.word in UNITS and article == "the " and determiner in ("past", "last", "next"):
        over = _SPAN_BEFORE.search(lower, max(word.floor, match.start() - 11), match.start())
        if determiner == "past" or over is not None:
            return _span_up_to_now(reading, word, begin, determiner)
    later = _LATER_BEFORE.search(lower, max(word.floor, begin - 14), begin)
    part = part_before(lower, begin, word.floor)
    if later is not None:
        part = later.start(), PART_MODS[later[1]]
    start, mod = part if part is not None else (begin, None)
    count = _DETERMINERS[determiner]
    is_from_text = determiner in _FROM_TEXT or (determiner == "next" and article == "the ")
    basis = "text" if is_from_text else "dct"
    if word.word in _SEASONS:
        code = lexicon.read("calendar")["seasons"][word.word]
        return Expression(start, word.end, "DATE", f"XXXX-{code}", mod, offset(count, "Y"), basis)
    is_fiscal = match[3] in ("fiscal", "financial")
    return Expression(start, word.end, "DATE", None, mod, offset(count, UNITS[word.word]), basis, is_fiscal)


def _span_up_to_now(reading: Reading, word: Word, begin: int, determiner: str) -> Expression:
    """A length that ends or begins now, no year of the calendar: "over the past year"."""
    value = f"P1{UNITS[word.word]}"
    rel = ("+" if determiner == "next" else "-") + value
    if reading.lower.startswith(_OR_SO, word.end):
        return Expression(begin, word.end + len(_OR_SO), "DURATION", value, "APPROX", rel, "dct")
    return Expression(begin, word.end, "DURATION", value, None, rel, "dct")


_OR_SO = " or so"


_PART_OF_THE = LazyPattern(
    r"\b(end|beginning|start|middle|close|turn|rest|remainder) of the (calendar |fiscal |financial )?\Z"
)
_WEEKEND_BEFORE = LazyPattern(r"\b(?:over|during) the \Z")


def _part_of_the(reading: Reading, word: Word) -> Expression | None:
    """A part of the running period: "end of the year", "over the weekend", "year-end"."""
    lower = reading.lower
    if word.word in _SEASONS:
        return None
    rel = offset(0, UNITS[word.word])
    if lower.startswith("-end", word.end) and word.word in ("year", "month"):
        return Expression(word.start, word.end + 4, "DATE", None, "END", rel, "dct")
    if word.word == "weekend":
        over = _WEEKEND_BEFORE.search(lower, max(word.floor, word.start - 11), word.start)
        return Expression(word.start, word.end, "DATE", None, None, rel, "dct") if over is not None else None
    match = _PART_OF_THE.search(lower, max(word.floor, word.start - 32), word.start)
    if match is None or (word.word == "day" and match[1] == "end"):
        return None
    mod = None if match[1] in ("rest", "remainder") else PART_MODS[match[1]]
    is_fiscal = match[2] in ("fiscal ", "financial ")
    return Expression(match.start(), word.end, "DATE", None, mod, rel, "dct", is_fiscal)


_PAPER_AFTER = LazyPattern(r" (?:Times|Telegraph|Express|Mirror|Mail|Herald|Night )")
_BEFORE_WEEKDAY = LazyPattern(
    r"\b(?:(last|this|next)|(Black|Cyber|Super|Good|Ash|Palm|Easter|Bloody|Giving|News|Mail on)) \Z",
    re.IGNORECASE,
)


def _weekday(reading: Reading, word: Word) -> Expression | None:
    """A weekday, with "last", "next" or "late" before it; no newspaper and no "Black Friday"."""
    text = reading.text
    if not text[word.start].isupper() or _PAPER_AFTER.match(text, word.end, word.ceiling):
        return None
    before = _BEFORE_WEEKDAY.search(text, max(word.floor, word.start - 9), word.start)
    if before is not None and before[2]:
        return None
    begin = before.start() if before is not None else word.start
    rel = {"last": "-1W", "next": "+1W"}.get(before[1].lower()) if before is not None else None
    end, time = _time_of_day(text, word)
    later = _LATER_BEFORE.search(reading.lower, max(word.floor, begin - 14), begin)
    mod = PART_MODS[later[1]] if later is not None and later[1] in ("early", "late") else None
    begin = later.start() if later is not None and later[1] != "mid" else begin
    return Expression(begin, end, "DATE", weekday_value(word.word), mod, rel, "dct", time=time)


_TIMES = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}
"""Parts of a day with their TIMEX3 letters."""
_TIME_AFTER = LazyPattern(r" (morning|afternoon|evening|night)\b(?! [A-Z])")
_DAY_BEFORE = LazyPattern(r"\b(last|this) \Z")


def _time_of_day(text: str, word: Word) -> tuple[int, str]:
    """Where a day ends with the part of it behind its name ("Monday night"), and the letters of that part."""
    match = _TIME_AFTER.match(text, word.end, word.ceiling)
    return (match.end(), _TIMES[match[1]]) if match is not None else (word.end, "")


def without_year(expression: Expression) -> tuple[str | None, str | None]:
    """Value and offset; a season whose year nobody knows has no value, but an offset in seasons: `-1SU`."""
    value, rel = expression.value, expression.rel
    if value is not None and rel is not None and value.startswith("XXXX-") and value[5:] in _SEASON_CODES:
        return None, rel.replace("Y", value[5:])
    return value, rel


_SEASON_CODES = frozenset(["SP", "SU", "FA", "WI"])


def weekday_value(name: str) -> str:
    """The value of a weekday by its name in lower case, without a week."""
    return f"XXXX-WXX-{lexicon.read('calendar')['weekdays'][name.title()]}"
