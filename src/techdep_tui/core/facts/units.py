"""What stands with a number: units of measure, currencies, percent, units of time.

The words and symbols are data (`lexicon/units.yaml`, `currencies.yaml`, `calendar.yaml`, `numerals.yaml`).
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple

from techdep_tui.core.articles.patterns import LazyPattern
from techdep_tui.core.facts import lexicon
from techdep_tui.core.facts.numerals import Numeral, currency_codes


class Sort(StrEnum):
    """What the unit of a number makes of it."""

    MONEY = "money"
    PERCENT = "percent"
    MEASURE = "measure"
    TIME = "time"
    BARE = "bare"


class Unit(NamedTuple):
    """A unit: `code` is ISO 4217, UCUM or a TIMEX3 letter; `factor` is what one is in the code's unit."""

    sort: Sort
    code: str
    factor: float = 1.0
    kind: str = ""


BARE = Unit(Sort.BARE, "")
"""The unit of a number that has none."""

_PERCENT = Unit(Sort.PERCENT, "%")


class UnitAfter(NamedTuple):
    """The unit behind a number, where it ends, and whether a hyphen joins it ("90-nanometre")."""

    unit: Unit
    end: int
    is_hyphened: bool


def _measure(name: str, entry: dict[str, Any]) -> Unit:
    """A unit of measure of its entry in the list."""
    return Unit(Sort.MEASURE, entry.get("code", name), entry.get("factor", 1.0), entry["kind"])


@cache
def _by_word() -> dict[str, Unit]:
    """Every unit by its words in lower case, singular and plural; measures win over currencies ("pound")."""
    currencies = lexicon.read("currencies")
    singular: dict[str, Unit] = {}
    for name, entry in lexicon.read("units")["units"].items():
        singular |= dict.fromkeys(entry.get("words", ()), _measure(name, entry))
    for word, code in currencies["words"].items():
        singular.setdefault(word, Unit(Sort.MONEY, code))
        singular.setdefault(word.replace("dollar", "dlr"), Unit(Sort.MONEY, code))
    for word in currencies["before_euro"]:
        singular[word] = Unit(Sort.MONEY, word)
    for word, (code, parts) in currencies["minor"].items():
        singular[word] = Unit(Sort.MONEY, code, 1 / parts)
    for word, letters in lexicon.read("calendar")["units"].items():
        singular[word] = Unit(Sort.TIME, letters)
    plural = {_plural(word): unit for word, unit in singular.items()}
    return plural | singular | dict.fromkeys(lexicon.read("numerals")["percent"], _PERCENT)


def _plural(word: str) -> str:
    """The regular plural of a unit's word."""
    return word[:-1] + "ies" if word.endswith("y") and word[-2:-1] not in "aeiou" else word + "s"


@cache
def _by_symbol() -> dict[str, Unit]:
    """Every unit by its symbol, as written; currency codes and signs behind a number as well."""
    codes = {code: Unit(Sort.MONEY, iso) for code, iso in currency_codes().items() if len(code) > 2}
    signs = {sign: Unit(Sort.MONEY, iso) for sign, iso in lexicon.read("currencies")["signs"].items()}
    symbols = {
        symbol: _measure(name, entry)
        for name, entry in lexicon.read("units")["units"].items()
        for symbol in entry.get("symbols", ())
    }
    return codes | signs | symbols | {"%": _PERCENT}


@cache
def unit_letters() -> dict[str, Unit]:
    """Units of one letter, right behind the digits."""
    units = lexicon.read("units")
    return {letter: _measure(code, units["units"][code]) for letter, code in units["letters"].items()}


@cache
def scale_letters() -> dict[str, float]:
    """Magnitudes of one letter, right behind the digits."""
    return dict(lexicon.read("numerals")["letters"])


@cache
def _words_between() -> frozenset[str]:
    return lexicon.words(lexicon.read("calendar")["between"])


_SIGNS = "%$€£¥°"
"""Signs that end where they stand, whatever is joined to them."""

_UNIT_WORDS = LazyPattern(
    r"([- ]{0,2})"
    r"((?:[^\W\d_]|[µμ°%$€£¥₹₽₩₴₺₪₫₱₦฿₸₾₼₡₵℃])[\w²³/.°-]{0,24})"
    r"(?:[- ]([A-Za-z][\w/-]{0,20}))?(?:[- ]([A-Za-z][\w/]{0,20}))?"
)


_JOINED = LazyPattern(r"-|(?<=[a-z])\.(?=[A-Z])")
"""Where a unit ends in a word: before a hyphen, or a full stop without its blank."""


def unit_after(text: str, position: int, end: int) -> UnitAfter | None:
    """The unit behind a number that ends at `position`: of up to three words, the longest that is one."""
    match = _UNIT_WORDS.match(text, position, end)
    if match is None:
        return None
    is_hyphened, first, begin = "-" in match[1], match[2], match.start(2)
    if match[3] is not None and first in _words_between():
        unit = _by_word().get(match[3].lower())
        if unit is not None and unit.sort is Sort.TIME:
            return UnitAfter(unit, match.end(3), is_hyphened)
    for last in (4, 3, 2):
        if match[last] is None:
            continue
        phrase = text[begin : match.end(last)]
        phrase = phrase.rstrip(".-") if last == 2 else phrase
        unit = _by_symbol().get(phrase) or _by_word().get(phrase.lower())
        if unit is None and last == 2 and "-" in phrase:
            unit = _by_word().get(phrase.lower().replace("-", " "))
        if unit is not None:
            return UnitAfter(unit, begin + len(phrase), is_hyphened)
    joint = _JOINED.search(first)
    if joint is None and first[0] not in _SIGNS:
        return None
    head = first[0] if joint is None or first[0] in _SIGNS else first[: joint.start()]
    unit = _by_symbol().get(head) or _by_word().get(head.lower())
    if unit is None or (unit.sort is Sort.MONEY and head.isalpha() and first[len(head) :].startswith("-")):
        return None
    return UnitAfter(unit, begin + len(head), is_hyphened)


_SIGN = LazyPattern(r"(?:\b[A-Z][A-Za-z.]{0,4})?[$€£¥₽₹₩₴₺₪₫₱₦฿₸₾₼₡₵] ?\Z")
_CODE = LazyPattern(r"(?<![A-Za-z])([A-Za-z]{1,4}\.?)( ?)\Z")


def money_before(text: str, numeral: Numeral, floor: int) -> tuple[Unit, int] | None:
    """The currency right before a number and where it begins."""
    start = numeral.start
    if start <= floor or not (text[start - 1].isalpha() or text[start - 1] in _sign_characters()):
        return None
    sign = _SIGN.search(text, max(floor, start - 7), start)
    if sign is not None:
        signs, written = lexicon.read("currencies")["signs"], sign[0].rstrip()
        if written in signs:
            return Unit(Sort.MONEY, signs[written]), sign.start()
        return Unit(Sort.MONEY, signs[written[-1]]), sign.start() + len(written) - 1
    letters = _CODE.search(text, max(floor, start - 6), start)
    code = currency_codes().get(letters[1]) if letters is not None else None
    if letters is None or code is None:
        return None
    if (letters[2] and letters[1] in _only("attached_only")) or (
        letters[1] in _only("ambiguous") and not numeral.is_scaled and numeral.value < 1000
    ):
        return None
    return Unit(Sort.MONEY, code), letters.start()


@cache
def _sign_characters() -> frozenset[str]:
    """What stands right before the digits where a currency may stand before them."""
    return frozenset(sign[-1] for sign in lexicon.read("currencies")["signs"]) | frozenset(" .")


@cache
def _only(name: str) -> frozenset[str]:
    """The codes that count only right before the digits, or only before large numbers."""
    return lexicon.words(lexicon.read("currencies")[name])
