"""The family of percentages: "over 90%", "4-1/2 pct", and fractions of a whole: "about one half"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from techdep_tui.core.articles.patterns import LazyPattern
from techdep_tui.core.facts import lexicon
from techdep_tui.core.facts.model import Fact, Kind, Scalar
from techdep_tui.core.facts.numbers import number, value_fields
from techdep_tui.core.facts.qualifiers import qualifier_before
from techdep_tui.core.facts.reading import Reading
from techdep_tui.core.facts.units import Sort


def find_percentages(reading: Reading) -> Iterator[Fact]:
    """Percentages and fractions of a whole: `value` in percent, `unit` "%", `mod`, `max`, `form`."""
    for amount in reading.amounts:
        if amount.unit.sort is Sort.PERCENT:
            fields = value_fields(amount, "value") | {"unit": "%", "mod": amount.mod}
            if amount.is_elliptic:
                fields["elliptic"] = True
            yield reading.fact(Kind.PERCENT, amount.start, amount.end, fields)
    for block in reading.blocks:
        yield from _fractions(reading, block.start, block.end)


_FRACTION = LazyPattern(
    r"(half|third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth|thirds|quarters|fourths|fifths|sixths"
    r"|sevenths|eighths|ninths|tenths)(?![\w-])"
)
_PARTS = LazyPattern(r"\b(an?|one|two|three|four|five|six|seven|eight|nine)[- ]\Z")
_NOT_FRACTIONS = LazyPattern(
    r" (?:an?|hours?|years?|months?|days?|dozen|million|billion|trillion|century|decade|mile|point|brother"
    r"|way|time|hearted)\b"
)


def _fractions(reading: Reading, start: int, end: int) -> Iterator[Fact]:
    """Fractions in words: "About one half", "two-thirds of", "nearly half the", "a third of"."""
    lower, data = reading.lower, lexicon.read("numerals")
    for match in _FRACTION.finditer(lower, start, end):
        begin = match.start()
        if (begin > start and lower[begin - 1].isalpha()) or _NOT_FRACTIONS.match(lower, match.end(), end):
            continue
        parts = _PARTS.search(lower, max(start, begin - 7), begin)
        count = parts[1] if parts is not None else ""
        if not _is_fraction(lower, match, count, start, end):
            continue
        low, high = data["fractions"][match[1]], data["cardinals"].get(count, 1)
        if high >= low:
            continue
        begin, mod = qualifier_before(reading.text, parts.start() if parts is not None else begin, start)
        value = number(round(100 * high / low, 2))
        fields: dict[str, Scalar] = {"value": value, "unit": "%", "mod": mod, "form": "fraction"}
        yield reading.fact(Kind.PERCENT, begin, match.end(), fields)


_OF = LazyPattern(r" of (?!(?:1[5-9]|20)\d\d|last|this|next|the (?:year|month|decade|century|game|season))")
_HALF_OF = LazyPattern(r" (?:the|its|their|all|his|her|our|that|those|these) ")
_ORDINAL_BEFORE = LazyPattern(
    r"\b(?:first|second|other|better|last|final|latter|top|bottom|upper|lower|the|and|and a)[- ]\Z"
)


def _is_fraction(lower: str, match: re.Match[str], count: str, start: int, end: int) -> bool:
    """Whether a word is a part of a whole here, and not an ordinal or a quarter of a year.

    `count` is the number word or article before it, if any.
    """
    is_of_whole = _OF.match(lower, match.end(), end) is not None
    if match[1] != "half":
        if match[1].endswith("s"):
            return count not in ("", "a", "an", "one")
        return count == "one" or (count in ("a", "an") and (is_of_whole or lower[match.start() - 1] == "-"))
    if count:
        return count == "one"
    if _ORDINAL_BEFORE.search(lower, max(start, match.start() - 9), match.start()):
        return False
    if is_of_whole or _HALF_OF.match(lower, match.end(), end):
        return True
    is_qualified = qualifier_before(lower, match.start(), start)[1] != "="
    return is_qualified or lower.startswith("by ", max(start, match.start() - 3))
