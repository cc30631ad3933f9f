"""The family of percentages: "over 90%", "4-1/2 pct", and fractions of a whole: "about one half"."""

from __future__ import annotations

from collections.abc import Iterator

from techdep_tui.core.articles.patterns import LazyPattern
from techdep_tui.core.facts import lexicon
from techdep_tui.core.facts.amounts import Amount
from techdep_tui.core.facts.model import Fact, Kind, Scalar
from techdep_tui.core.facts.numbers import number, value_fields
from techdep_tui.core.facts.qualifiers import qualifier_before
from techdep_tui.core.facts.reading import Reading
from techdep_tui.core.facts.units import Sort
from techdep_tui.core.facts.words import Word, WordList


def find_percentages(reading: Reading) -> Iterator[Fact]:
    """Percentages and fractions of a whole: `value` in percent, `unit` "%", `mod`, `max`, `form`."""
    for amount in reading.amounts:
        if amount.unit.sort is Sort.PERCENT:
            fields = value_fields(amount, "value") | {"unit": "%", "mod": amount.mod}
            if amount.is_elliptic:
                fields["elliptic"] = True
            yield reading.fact(Kind.PERCENT, amount.start, amount.end, fields)
        elif amount.unit.sort is Sort.BARE:
            share = _share(reading, amount)
            if share is not None:
                yield share
    for word in reading.words[WordList.FRACTION]:
        fact = _fraction(reading, word)
        if fact is not None:
            yield fact


_OUT_OF = LazyPattern(r"\b(one|two|three|four|five|six|seven|eight|nine|[1-9]) (?:in|out of)(?: every)? \Z")
_LARGEST_WHOLE = 1000


def _share(reading: Reading, amount: Amount) -> Fact | None:
    """A share by two numbers: "one in five", "nine out of ten"."""
    block = reading.block_at(amount.start)
    match = _OUT_OF.search(reading.lower, max(block.start, amount.start - 20), amount.start)
    if match is None or amount.mod != "=" or amount.maximum is not None:
        return None
    count = float(lexicon.read("numerals")["cardinals"].get(match[1], 0) or match[1])
    if not count < amount.value <= _LARGEST_WHOLE:
        return None
    begin, mod = qualifier_before(reading.text, match.start(), block.start)
    value = number(round(100 * count / amount.value, 2))
    fields: dict[str, Scalar] = {"value": value, "unit": "%", "mod": mod, "form": "fraction"}
    return reading.fact(Kind.PERCENT, begin, amount.number_end, fields)


_PARTS = LazyPattern(r"\b(an?|one|two|three|four|five|six|seven|eight|nine)[- ]\Z")
_NOT_FRACTIONS = LazyPattern(
    r"-| (?:an?|hours?|years?|months?|days?|dozen|million|billion|trillion|century|decade|mile|point|brother"
    r"|way|time|hearted)\b"
)


def _fraction(reading: Reading, word: Word) -> Fact | None:
    """A fraction in words: "About one half", "two-thirds of", "nearly half the", "a third of"."""
    lower, data = reading.lower, lexicon.read("numerals")
    if _NOT_FRACTIONS.match(lower, word.end, word.ceiling):
        return None
    parts = _PARTS.search(lower, max(word.floor, word.start - 7), word.start)
    count = parts[1] if parts is not None else ""
    low, high = data["fractions"][word.word], data["cardinals"].get(count, 1)
    if high >= low or not _is_fraction(lower, word, count):
        return None
    begin = parts.start() if parts is not None else word.start
    begin, mod = qualifier_before(reading.text, begin, word.floor)
    value = number(round(100 * high / low, 2))
    fields: dict[str, Scalar] = {"value": value, "unit": "%", "mod": mod, "form": "fraction"}
    return reading.fact(Kind.PERCENT, begin, word.end, fields)


_OF = LazyPattern(r" of (?!(?:1[5-9]|20)\d\d|last|this|next|the (?:year|month|decade|century|game|season))")
_HALF_OF = LazyPattern(r" (?:the|its|their|all|his|her|our|that|those|these) ")
_ORDINAL_BEFORE = LazyPattern(
    r"\b(?:first|second|other|better|last|final|latter|top|bottom|upper|lower|the|and|and a)[- ]\Z"
)


def _is_fraction(lower: str, word: Word, count: str) -> bool:
    """Whether a word is a part of a whole here, and not an ordinal or a quarter of a year.

    `count` is the number word or article before it, if any.
    """
    is_of_whole = _OF.match(lower, word.end, word.ceiling) is not None
    if word.word != "half":
        if word.word.endswith("s"):
            return count not in ("", "a", "an", "one")
        begin = word.start - len(count) - 1
        is_share = (
            is_of_whole or lower[word.start - 1] == "-" or lower.startswith("by ", max(word.floor, begin - 3))
        )
        return count == "one" or (count in ("a", "an") and is_share)
    if count:
        return count == "one"
    if _ORDINAL_BEFORE.search(lower, max(word.floor, word.start - 9), word.start):
        return False
    if is_of_whole or _HALF_OF.match(lower, word.end, word.ceiling):
        return True
    is_qualified = qualifier_before(lower, word.start, word.floor)[1] != "="
    return is_qualified or lower.startswith("by ", max(word.floor, word.start - 3))
