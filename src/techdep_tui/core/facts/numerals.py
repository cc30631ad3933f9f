"""Numbers as they stand in a text: digits, words, and the magnitudes behind them.

No package reads "RUB250bn", "4-1/2 pct", "96mn" or "two dozen" right (measured: quantulum3,
recognizers-text, price-parser, dateparser, spaCy, CQE), so these are our own rules, with the standard
library's `re` and word lists as data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from techdep_tui.core.articles.patterns import LazyPattern
from techdep_tui.core.facts import lexicon
from techdep_tui.core.facts.words import Word


class Numeral(NamedTuple):
    """One number: `text[start:end]` with its magnitude, `digits_end` where the bare number ends.

    `value` holds the magnitude, `bare` does not. `letter` is a magnitude or unit of one letter that stands
    right behind `end` ("5m"); who reads the number decides what it is. `signed` tells a minus before it.
    """

    start: int
    end: int
    digits_end: int
    value: float
    bare: float
    is_word: bool = False
    letter: str = ""

    @property
    def is_scaled(self) -> bool:
        """Whether a magnitude belongs to it ("5 million")."""
        return self.end != self.digits_end


_DIGITS = LazyPattern(
    r"[0-9](?:\d{0,2}(?:,\d{3}){1,5}(?!\d)(?:\.\d{1,6})?"
    r"|\d{0,2}(?:,\d{2}){1,4},\d{3}(?!\d)"
    r"|\d{0,2}(?: \d{3}){1,4}(?!\d)"
    r"|\d{0,14}(?:\.\d{1,8})?)"
)
"""Digits in groups of three, of two and three ("2,55,000"), with blanks, or plain; one digit in front of all
ways lets the search skip to the next digit."""

_FRACTION = LazyPattern(r"(?:[- ](\d{1,2})/(\d{1,3})|/(\d{1,3}))(?![\w/])|[- ]?([½⅓⅔¼¾⅕⅛⅜⅝⅞])")
_VULGAR = {
    "½": 1 / 2,
    "⅓": 1 / 3,
    "⅔": 2 / 3,
    "¼": 1 / 4,
    "¾": 3 / 4,
    "⅕": 1 / 5,
    "⅛": 1 / 8,
    "⅜": 3 / 8,
    "⅝": 5 / 8,
    "⅞": 7 / 8,
}
_MAGNITUDE = LazyPattern(r"[- ]?([A-Za-z]{2,11})(?![A-Za-z])")
_SECOND_MAGNITUDE = LazyPattern(r" ([a-z]{4,8})(?![a-z])")
_LETTER = LazyPattern(r"[A-Za-z](?![A-Za-z0-9])")
_AND_A_HALF = LazyPattern(r"[- ]and[- ]a[- ]half(?![a-z])")
_ORDINAL = LazyPattern(r"(?:st|nd|rd|th|ST|ND|RD|TH)(?![a-z])")

_BEFORE_NAMES = frozenset("_#@\\=/:&")
"""What stands before digits that are part of an address, a mark or a time."""


@cache
def _word_values() -> dict[str, float]:
    """Cardinals and magnitudes by word."""
    data = lexicon.read("numerals")
    return {**data["magnitudes"], **data["cardinals"]}


@cache
def magnitudes() -> dict[str, float]:
    """What the word behind a number multiplies it by."""
    return dict(lexicon.read("numerals")["magnitudes"])


def find_numerals(text: str, words: Sequence[Word], start: int, end: int) -> list[Numeral]:
    """The numbers in `text[start:end]`, in order, but not those that are parts of names, times, addresses.

    Years and the days of dates are among them: what they are is for others to say.
    """
    found = list(_in_digits(text, start, end))
    found.extend(_in_words(text, words, start, end))
    found.sort(key=lambda numeral: numeral.start)
    return [n for i, n in enumerate(found) if not i or n.start >= found[i - 1].end]


def _in_digits(text: str, start: int, end: int) -> Iterator[Numeral]:
    """The numbers written in digits."""
    busy = start
    for match in _DIGITS.finditer(text, start, end):
        if match.start() < busy:
            continue
        begin, stop, bare = match.start(), match.end(), _digits_value(match[0])
        if begin > start and text[begin - 1] == "." and (begin < start + 2 or not text[begin - 2].isalnum()):
            begin, bare = begin - 1, float("0." + match[0]) if match[0].isdigit() else bare
        if not _stands_free(text, begin, start):
            continue
        fraction = _FRACTION.match(text, stop, end)
        if fraction is not None:
            whole = _with_fraction(bare, fraction)
            if whole is None:
                continue
            bare, stop = whole, fraction.end()
        busy = stop
        numeral = _with_magnitude(text, begin, stop, end, bare)
        if numeral is not None:
            yield numeral


def _digits_value(digits: str) -> float:
    """The value of digits with their separators."""
    return float(digits.translate(_SEPARATORS))


_SEPARATORS = {ord(c): None for c in ", "}


def _stands_free(text: str, begin: int, start: int) -> bool:
    """Whether digits at `begin` are a number and not the tail of a name, time or address."""
    if begin == start:
        return True
    before = text[begin - 1]
    if before.isalpha():
        return _is_currency_letter(text, begin, start)
    if before in _BEFORE_NAMES or before.isdigit():
        return False
    if before in ".,":
        is_free = begin - 2 < start or not text[begin - 2].isalnum()
        return is_free or _letters_before(text, begin - 1, start) + before in currency_codes()
    if before in "-" and begin - 2 >= start and text[begin - 2].isalpha():
        return _letters_before(text, begin - 1, start).lower() in _OPEN_PREFIXES
    return True


_OPEN_PREFIXES = frozenset(
    ["sub", "mid", "pre", "post", "end", "late", "early", "non", "over", "under", "to", "top"]
)
"""Words whose hyphen joins them to a number that stays one ("sub-10nm")."""


def _letters_before(text: str, position: int, start: int) -> str:
    """The letters right before a position, at most twelve."""
    i = position
    while i > start and position - i < 12 and text[i - 1].isalpha():
        i -= 1
    return text[i:position]


def _is_currency_letter(text: str, begin: int, start: int) -> bool:
    """Whether the letters right before a number are a currency ("RUB250bn", "Rs500")."""
    return _letters_before(text, begin, start) in currency_codes()


@cache
def currency_codes() -> dict[str, str]:
    """Letters that name a currency before a number, with their ISO 4217 code."""
    data = lexicon.read("currencies")
    codes = {code: code for code in (*data["codes"].split(), *data["withdrawn"].split())}
    return codes | dict(data["informal"])


def _with_fraction(bare: float, match: re.Match[str]) -> float | None:
    """A number with the fraction behind it, `None` where they are no number together ("24/7")."""
    if match[4]:
        return bare + _VULGAR[match[4]]
    if match[3]:
        low = int(match[3])
        return bare / low if low in _DENOMINATORS and bare < low else None
    high, low = int(match[1]), int(match[2])
    return bare + high / low if low in _DENOMINATORS and 0 < high < low else None


_DENOMINATORS = frozenset([2, 3, 4, 5, 8, 10, 16, 32, 64])


def _with_magnitude(
    text: str, begin: int, stop: int, end: int, bare: float, is_word: bool = False
) -> Numeral | None:
    """The number with what multiplies it; `None` if letters behind it make it a name ("5G", "1st")."""
    match = _MAGNITUDE.match(text, stop, end)
    factor = (
        magnitudes().get(match[1] if match[1].islower() else match[1].lower()) if match is not None else None
    )
    if match is not None and factor is not None and not (match[1] == "dozen" and text[stop] != " "):
        numeral = _second_magnitude(text, begin, stop, match.end(), end, bare, factor)
        return numeral._replace(is_word=is_word)
    letter = ""
    if stop < end:
        after = text[stop]
        if after.isalpha():
            if _ORDINAL.match(text, stop, end):
                return None
            single = _LETTER.match(text, stop, end)
            letter = single[0] if single is not None else ""
        elif after in ":/." and text[stop + 1 : stop + 2].isdigit():
            return None
    return Numeral(begin, stop, stop, bare, bare, is_word, letter)


def _second_magnitude(
    text: str, begin: int, stop: int, scaled_end: int, end: int, bare: float, factor: float
) -> Numeral:
    """The number with one magnitude, or with two ("5 lakh crore", "3 hundred million")."""
    more = _SECOND_MAGNITUDE.match(text, scaled_end, end)
    second = magnitudes().get(more[1]) if more is not None else None
    if more is not None and second is not None and second > factor:
        return Numeral(begin, more.end(), stop, bare * factor * second, bare)
    return Numeral(begin, scaled_end, stop, bare * factor, bare)


def _in_words(text: str, words: Sequence[Word], start: int, end: int) -> Iterator[Numeral]:
    """The numbers written in words, an article or "half a" before a magnitude included."""
    for run in _runs(text, words):
        begin, stop = run[0].start, run[-1].end
        if begin > start and not _may_precede_word(text, begin - 1, start):
            continue
        value, bare, bare_end = _evaluate(run)
        half = _AND_A_HALF.match(text, stop, end)
        if half is not None:
            numeral = _with_magnitude(text, begin, half.end(), end, value + 0.5, is_word=True)
            if numeral is not None:
                yield numeral
        elif run[0].word in magnitudes():
            article = _ARTICLE.search(text, max(start, begin - 8), begin)
            if article is not None:
                factor = 0.5 if article[0][0] in "hH" else 1.0
                yield Numeral(article.start(), stop, article.start(), value * factor, factor, is_word=True)
        else:
            scaled = _with_magnitude(text, begin, stop, end, value, is_word=True)
            if scaled is not None and scaled.is_scaled:
                yield scaled
            else:
                yield Numeral(begin, stop, bare_end, value, bare, is_word=True)


_ARTICLE = LazyPattern(r"\b(?:[Aa]|[Hh]alf[- ]an?)[- ]\Z")
_LONGEST_RUN = 9


def _runs(text: str, words: Sequence[Word]) -> Iterator[list[Word]]:
    """Number words that stand together: "twenty-five", "one hundred and twenty"."""
    run: list[Word] = []
    for word in words:
        gap = text[run[-1].end : word.start] if run else ""
        joins = gap in (" ", "-") or (gap == " and " and run[-1].word in ("hundred", "thousand"))
        if run and (not joins or len(run) == _LONGEST_RUN):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _may_precede_word(text: str, position: int, start: int) -> bool:
    """Whether a number word can begin after a character: no letter; a hyphen only after another number."""
    before = text[position]
    if before != "-":
        return not before.isalnum() and before != "'"
    return _letters_before(text, position, start).lower() in _word_values()


def _evaluate(run: Sequence[Word]) -> tuple[float, float, int]:
    """The value of number words, the value without their last magnitude, and where that ends."""
    values = _word_values()
    total = current = 0.0
    bare, bare_end = 0.0, 0
    for index, word in enumerate(run):
        value = values[word.word]
        if word.word not in magnitudes():
            current += value
        elif value == _HUNDRED:
            current = (current or 1) * value
        else:
            bare, bare_end = total + (current or 1), run[max(index - 1, 0)].end
            total, current = total + (current or 1) * value, 0
    whole = total + current
    return (whole, bare, bare_end) if bare_end and not current else (whole, whole, run[-1].end)


_HUNDRED = 100
