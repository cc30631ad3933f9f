"""Lengths of time, offsets by a length, and what recurs: "three years", "a decade ago", "every two weeks"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from techdep_tui.core.articles.patterns import LazyPattern
from techdep_tui.core.facts import lexicon
from techdep_tui.core.facts.amounts import Amount
from techdep_tui.core.facts.nouns import is_plural
from techdep_tui.core.facts.qualifiers import qualifier_before
from techdep_tui.core.facts.reading import Reading
from techdep_tui.core.facts.relative_dates import UNITS, offset, weekday_value
from techdep_tui.core.facts.timex import Expression
from techdep_tui.core.facts.units import Sort
from techdep_tui.core.facts.words import Word, WordList

_MODS = {"~": "APPROX", ">": "MORE_THAN", ">=": "EQUAL_OR_MORE", "<": "LESS_THAN", "<=": "EQUAL_OR_LESS"}
_NEARLY = ("almost", "nearly", "close to")
"""Qualifiers that for a length mean that it is shorter."""

_DIRECTION = {"ago": -1, "earlier": -1, "before": -1, "prior": -1}
_FROM_NOW = frozenset(["ago", "hence", "from now"])
"""Words that count from the article's date; the others count from a date named before."""

_AFTER = LazyPattern(r" (ago|earlier|later|before|from now|hence|prior|after)\b")
_NEEDS_CLAUSE_END = frozenset(["before", "after", "prior"])


def lengths(reading: Reading) -> Iterator[Expression]:
    """The expressions of every block; they may overlap, the longest is the one that is meant."""
    for amount in reading.amounts:
        if amount.unit.sort is Sort.TIME:
            expression = _counted(reading, amount)
            if expression is not None:
                yield expression
    for word in reading.words[WordList.PERIOD]:
        expression = _one(reading, word) or _set(reading, word)
        if expression is not None:
            yield expression
    for word in reading.words[WordList.WEEKDAY]:
        match = _EACH_BEFORE.search(reading.lower, max(word.floor, word.start - 14), word.start)
        if match is not None:
            yield Expression(match.start(), word.end, "SET", weekday_value(word.word))


def _mod_of(qualifier: str, mod: str) -> str | None:
    """The TIMEX3 mod of a number's qualifier."""
    return "LESS_THAN" if qualifier.startswith(_NEARLY) else _MODS.get(mod)


def _written(count: float) -> str:
    """A count as TIMEX3 has it."""
    return f"{count:g}" if count < 1e6 else f"{count:.0f}"


def length_value(count: float, code: str) -> str:
    """The TIMEX3 value of a length: `P3Y`, `PT24H`, `P2DE`; a fortnight is two weeks."""
    if code == "F":
        return f"P{_written(count * 2)}W"
    return f"PT{_written(count)}{code[1]}" if code[0] == "T" else f"P{_written(count)}{code}"


_OLD = LazyPattern(r"[- ]olds?\b")
_OF_WHOLE = LazyPattern(r" of (?!(?:1[5-9]|20)\d\d)")
_WHICH_BEFORE = LazyPattern(r"\b(?:(past|last|previous|preceding)|(next|coming|following)) \Z")
_IN_BEFORE = LazyPattern(r"\b(?:(in)|(within)) \Z")
_AHEAD = LazyPattern(
    r"\b(?:will|would|shall|expected|expects?|plans?|planned|due|could|may|should|going)\b|'ll\b"
)
_AHEAD_IN_TITLE = LazyPattern(r"\b(?:to|will|may|could)\b")


def _counted(reading: Reading, amount: Amount) -> Expression | None:
    """A number of units of time: a length ("three years") or an offset ("three years ago")."""
    lower, code = reading.lower, amount.unit.code
    block = reading.block_at(amount.start)
    begin, stop = amount.start, amount.end
    if _OLD.match(lower, stop, block.end):
        return None
    if code == "Q" and amount.value in (1, 3) and _OF_WHOLE.match(lower, stop, block.end):
        return None
    mod = _mod_of(lower[begin : amount.number_start], amount.mod)
    count = _written(amount.value)
    from_text = _offset_after(lower, stop, block.end)
    if from_text is not None:
        word, stop = from_text
        letters = "T" + code[1:] if code[0] == "T" else code
        sign = "-" if word in _DIRECTION else "+"
        basis = "dct" if word in _FROM_NOW else "text"
        return Expression(begin, stop, "DATE", None, mod, f"{sign}{count}{letters}", basis)
    value = length_value(amount.value, code)
    which = _WHICH_BEFORE.search(lower, max(block.start, begin - 11), begin)
    if amount.maximum is not None:
        return _span(which, begin, stop, (value, length_value(amount.maximum, code)), mod)
    if lower.startswith(_LONG, stop):
        stop += len(_LONG)
    if which is not None:
        sign = "-" if which[1] else "+"
        return Expression(which.start(), stop, "DURATION", value, mod, sign + value, "dct")
    into = _IN_BEFORE.search(lower, max(block.start, begin - 8), begin)
    if into is not None and code in ("D", "W", "M", "Y"):
        if into[2]:
            return Expression(begin, stop, "DURATION", value, mod, f"+{count}{code}")
        low = max(reading.sentence_at(begin).start, begin - 80)
        if (_AHEAD_IN_TITLE if reading.is_title(begin) else _AHEAD).search(lower, low, begin):
            return Expression(begin, stop, "DATE", None, mod, f"+{count}{code}", "dct")
    return Expression(begin, stop, "DURATION", value, mod)


_LONG = "-long"


def _span(
    which: re.Match[str] | None, begin: int, stop: int, ends: tuple[str, str], mod: str | None
) -> Expression:
    """A length between two: "six to 12 months", "next six to 12 months"."""
    value = "/".join(ends)
    if which is None:
        return Expression(begin, stop, "DURATION", value, mod)
    sign = "-" if which[1] else "+"
    rel = "/".join(sign + end.lstrip("P") for end in ends)
    return Expression(which.start(), stop, "DURATION", value, mod, rel, "dct")


def _offset_after(lower: str, position: int, end: int) -> tuple[str, int] | None:
    """The word that makes an offset of the length before it ("ago", "later"), and where it ends."""
    match = _AFTER.match(lower, position, end)
    if match is None:
        return None
    follows = lower[match.end() : match.end() + 1] if match.end() < end else ""
    if match[1] in _NEEDS_CLAUSE_END and follows not in ("", *'.,;:)!?—–”"'):
        return None
    return match[1], match.end()


_ONE_BEFORE = LazyPattern(
    r"\b(an?|half an?|an? (?:half|full|entire|whole)|the (?:half|full|entire|whole)|a quarter of a)[- ]"
    r"(?:quarter[- ])?\Z"
)
_LEADS = LazyPattern(
    r"\b(?:for|in|within|over|than|about|almost|nearly|roughly|around|after|under|during|least|only|just|of|takes?"
    r"|to|took|lasted|lasts|up to|barely|some|approximately|every|once) \Z"
)
_AND_A_HALF = LazyPattern(r" and a half\b")
_HYPHEN = LazyPattern(r"[-']")
_SAME_PERIOD = LazyPattern(
    r"\b(?:same|comparable|corresponding) (?:period|quarter|month|week|time)(?: of| in)? \Z"
)


_TO_MONTH = LazyPattern(
    r" (?:to|through|ending|ended)(?: in)? (?:January|February|March|April|May|June|July|August|September"
    r"|October|November|December)(?: [0-3]?\d\b)?(?:,? (?:19|20)\d\d)?"
)


def _one(reading: Reading, word: Word) -> Expression | None:
    """One unit with its article: "a year ago", "for a decade", but not the rate in "5 million a year"."""
    lower = reading.lower
    code = lexicon.read("calendar")["units"].get(word.word)
    if word.word == "year" and (until := _TO_MONTH.match(reading.text, word.end, word.ceiling)) is not None:
        return Expression(word.start, until.end(), "DURATION", "P1Y", None, None, "dct")
    article = _ONE_BEFORE.search(lower, max(word.floor, word.start - 18), word.start) if code else None
    if article is None or _HYPHEN.match(lower, word.end, word.ceiling):
        return _bare_offset(reading, word)
    is_half, begin, stop = "half" in article[1], article.start(), word.end
    from_text = _offset_after(lower, stop, word.ceiling)
    if from_text is not None and word.word in UNITS and not is_half:
        return _one_offset(reading, word, begin, *from_text)
    lead = _LEADS.search(lower, max(word.floor, begin - 16), begin)
    if lead is None or _is_rate(reading, word, begin):
        return None
    if (lead[0] == "of " and word.word == "day") or word.word == "quarter":
        return None
    value = length_value(25.0 if "quarter-" in article[0] else 0.5 if is_half else 1.0, code)
    more = _AND_A_HALF.match(lower, stop, word.ceiling)
    if more is not None:
        value, stop = length_value(1.5, code), more.end()
    start, mod = qualifier_before(reading.text, begin, word.floor)
    is_vague = lower.startswith(("over", "some", "under"), start) and not lower.startswith(
        "just ", max(0, start - 5)
    )
    if mod == "=" or is_vague:
        return Expression(begin, stop, "DURATION", value, None, _within(lead[0], word))
    return Expression(start, stop, "DURATION", value, _mod_of(lower[start:begin], mod))


def _within(lead: str, word: Word) -> str | None:
    """The offset that "within a year" means."""
    return offset(1, UNITS[word.word]) if lead == "within " and word.word in UNITS else None


def _one_offset(reading: Reading, word: Word, begin: int, direction: str, stop: int) -> Expression:
    """An offset of one: "a year ago", with the period before it "same period a year earlier"."""
    same = _SAME_PERIOD.search(reading.lower, max(word.floor, begin - 34), begin)
    rel = offset(_DIRECTION.get(direction, 1), UNITS[word.word])
    basis = "dct" if direction in _FROM_NOW else "text"
    return Expression(same.start() if same is not None else begin, stop, "DATE", None, None, rel, basis)


_SAME_OF_YEAR = LazyPattern(
    r"\b(?:(?:same|comparable|corresponding) (?:period|quarter|month|week|time)(?: of| in)?|this time)"
    r" (?:(?:the )?(?:(last)|previous|prior|past)|the) \Z"
)


_COUNTED_BACK = frozenset(["day", "week", "month", "year"])
_THE_BEFORE = LazyPattern(r" before(?:[.,;:)?!]| (?:was|were|had|that|and|but|in|at|on|to|when)\b|\Z)")


def _bare_offset(reading: Reading, word: Word) -> Expression | None:
    """A period of an earlier year: "same period last year", "same quarter the year before"."""
    lower = reading.lower
    is_the = lower.startswith("the ", max(word.floor, word.start - 4))
    if is_the and word.word in _COUNTED_BACK and _THE_BEFORE.match(lower, word.end, word.ceiling):
        rel = offset(-1, UNITS[word.word])
        return Expression(word.start, word.end + len(" before"), "DATE", None, None, rel, "text")
    if word.word != "year":
        return None
    match = _SAME_OF_YEAR.search(lower, max(word.floor, word.start - 46), word.start)
    if match is None:
        return None
    if lower.startswith("the ", match.end() - 4):
        if not lower.startswith((" before", " earlier"), word.end):
            return None
        return Expression(match.start(), word.end + len(" before"), "DATE", None, None, "-1Y", "text")
    return Expression(match.start(), word.end, "DATE", None, None, "-1Y", "dct" if match[1] else "text")


_RATE_BEFORE = LazyPattern(r"(?<!\w)([a-z][\w.-]{0,20}|[%\d]) \Z")
_RATED = frozenset(["once", "twice", "percent", "pct", "times", "million", "billion"])


def _is_rate(reading: Reading, word: Word, begin: int) -> bool:
    """Whether "a year" is what an amount is counted by: "5 million a year", "twice a day"."""
    if begin - 1 in reading.amount_ends:
        return True
    match = _RATE_BEFORE.search(reading.lower, max(word.floor, begin - 22), begin)
    if match is None:
        return False
    return match[1] in _RATED or (is_plural(match[1]) and match[1] not in ("lasts", "takes"))


_EACH_BEFORE = LazyPattern(r"\b(?:every|each) (?:(other|two|three|four|five|six|ten|\d{1,3}) )?\Z")


def _set(reading: Reading, word: Word) -> Expression | None:
    """What recurs: "every year", "each month", "every two years"."""
    lower = reading.lower
    match = _EACH_BEFORE.search(lower, max(word.floor, word.start - 14), word.start)
    if match is None:
        return None
    singular = "century" if word.word == "centuries" else word.word.rstrip("s")
    code = lexicon.read("calendar")["units"].get(singular)
    if code is None:
        return None
    return Expression(match.start(), word.end, "SET", length_value(_set_count(match[1]), code))


def _set_count(word: str | None) -> float:
    """How many units lie between two times."""
    if word is None or word == "other":
        return 2.0 if word else 1.0
    return float(word) if word.isdigit() else float(lexicon.read("numerals")["cardinals"][word])
