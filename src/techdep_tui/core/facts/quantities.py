"""The family of quantities: a number and the noun it counts."""

from __future__ import annotations

from collections.abc import Iterator

from techdep_tui.core.articles.patterns import LazyPattern
from techdep_tui.core.facts.amounts import Amount
from techdep_tui.core.facts.model import Fact, Kind
from techdep_tui.core.facts.nouns import Noun, compound_noun, counted_noun
from techdep_tui.core.facts.numbers import value_fields
from techdep_tui.core.facts.reading import Reading
from techdep_tui.core.facts.units import BARE


def find_quantities(reading: Reading) -> Iterator[Fact]:
    """Counted things: `value`, `unit` (the head noun in the singular), `noun` as written, `mod`, `max`."""
    taken = sorted((fact.start, fact.end) for fact in reading.facts if fact.kind is Kind.DATE)
    starts = {start for start, _ in taken}
    for amount in reading.amounts:
        if amount.unit is not BARE or amount.number_start in starts or (amount.value == 1 and amount.is_word):
            continue
        block = reading.block_at(amount.start)
        noun = counted_noun(reading.text, amount.number_end, block.end) or compound_noun(
            reading.text, amount.number_end, block.end
        )
        if noun is None or _is_year(reading.text, amount):
            continue
        if not _is_excluded(reading.text, noun, block.end):
            yield _quantity(reading, amount, noun)


def _is_year(text: str, amount: Amount) -> bool:
    """Whether a number looks like a year, so that it counts nothing: "the 2019 earnings"."""
    digits = text[amount.number_start : amount.number_end]
    return len(digits) == 4 and digits.isdigit() and "1900" <= digits < "2100" and not digits.endswith("00")


def _is_excluded(text: str, noun: Noun, end: int) -> bool:
    """Whether a number multiplies ("three times as many") rather than counts."""
    return noun.unit == "time" and _MULTIPLIES.match(text, noun.end, end) is not None


_MULTIPLIES = LazyPattern(
    r" (?:as|more|less|higher|larger|greater|bigger|faster|lower|smaller|better|the|its|their|that|what)\b"
)


def _quantity(reading: Reading, amount: Amount, noun: Noun) -> Fact:
    """The fact of a number and its noun."""
    phrase = " ".join(reading.article.text[amount.number_end : noun.end].strip("- ").split())
    fields = value_fields(amount, "value") | {"unit": noun.unit, "noun": phrase, "mod": amount.mod}
    return reading.fact(Kind.QUANTITY, amount.start, noun.end, fields)
