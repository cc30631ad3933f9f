"""The families of money and of measurements.

A number's sign or unit has been read with it (`amounts`); here it becomes a fact. No package reads such
numbers right (measured: quantulum3, recognizers-text, price-parser, spaCy, CQE), so these are our own rules
with the standard library's `re` and word lists as data.
"""

from __future__ import annotations

from collections.abc import Iterator

from techdep_tui.core.articles.patterns import LazyPattern
from techdep_tui.core.facts import lexicon
from techdep_tui.core.facts.amounts import Amount
from techdep_tui.core.facts.model import Fact, Kind, Scalar
from techdep_tui.core.facts.reading import Reading
from techdep_tui.core.facts.units import Sort


def number(value: float) -> int | float:
    """A value as JSON has it best: whole numbers without a fraction, others without noise."""
    return int(value) if value == int(value) and abs(value) < 1e15 else float(f"{value:.10g}")


def value_fields(amount: Amount, name: str) -> dict[str, Scalar]:
    """The value under the kind's name for it, and `max`, the upper end of a range."""
    fields: dict[str, Scalar] = {name: number(amount.value)}
    if amount.maximum is not None:
        fields["max"] = number(amount.maximum)
    return fields


_PER = LazyPattern(r"(?: ?per |/| an? |-an?-)([a-z]{2,12})\b(?! (?:ago|earlier|later|before))")


def find_money(reading: Reading) -> Iterator[Fact]:
    """Amounts with a currency: `amount`, `currency` (ISO 4217), `mod`, `max` of a range, `per`."""
    for amount in reading.amounts:
        currency = _currency(reading, amount)
        if currency is None:
            continue
        fields = value_fields(amount, "amount") | {"currency": currency, "mod": amount.mod}
        if amount.is_elliptic:
            fields["elliptic"] = True
        per = _PER.match(reading.lower, amount.end)
        if per is not None and per[1].removesuffix("s") in _counted_per():
            fields["per"] = per[1].removesuffix("s")
        yield reading.fact(Kind.MONEY, amount.start, amount.end, fields)


def _counted_per() -> frozenset[str]:
    """What prices are counted by."""
    return lexicon.words(lexicon.read("currencies")["per"])


_EURO = "2002"
_FEWEST_WON = 100


def _currency(reading: Reading, amount: Amount) -> str | None:
    """The ISO code of an amount's currency, `None` if it is no money.

    "pounds" are money if the article has the sign or the word sterling, or if there are very many; francs
    and lire are those of the article's time; few "won" are games.
    """
    code = amount.unit.code
    if code == "[lb_av]":
        is_word = "pound" in reading.lower[amount.number_end : amount.end]
        return "GBP" if is_word and _is_sterling(reading, amount) else None
    if amount.unit.sort is not Sort.MONEY or (code == "KRW" and amount.value < _FEWEST_WON):
        return None
    if code in lexicon.read("currencies")["before_euro"]:
        published = reading.article.metadata.date.value or _EURO
        return str(lexicon.read("currencies")["before_euro" if published[:4] < _EURO else "after_euro"][code])
    return code


def _is_sterling(reading: Reading, amount: Amount) -> bool:
    """Whether pounds are money."""
    is_many = amount.is_scaled and not reading.text.startswith(" of", amount.end)
    return is_many or "£" in reading.text or "sterling" in reading.lower


def find_measurements(reading: Reading) -> Iterator[Fact]:
    """Numbers with a unit of measure: `value`, `unit` (UCUM), `kind`, `mod`, `max`, `elliptic`."""
    for amount in reading.amounts:
        if amount.unit.sort is not Sort.MEASURE or _currency(reading, amount) is not None:
            continue
        rate = _RATE.match(reading.lower, amount.end) if amount.unit.kind in _RATED else None
        is_node = amount.unit.code == "nm" and _is_about_chips(reading)
        fields = value_fields(amount, "value") | {
            "unit": f"{amount.unit.code}/{_TIMES[rate[1]]}" if rate is not None else amount.unit.code,
            "kind": _measured(amount.unit.kind, is_node, rate is not None),
            "mod": amount.mod,
        }
        if amount.is_elliptic:
            fields["elliptic"] = True
        end = rate.end() if rate is not None else amount.end
        yield reading.fact(Kind.MEASUREMENT, amount.start, end, fields)


_RATED = frozenset(["mass", "volume"])
_RATE = LazyPattern(
    r"(?: an? |[ -]per[ -]| each )(day|week|month|year|hour)\b(?! (?:ago|earlier|later|before))"
)
_TIMES = {"hour": "h", "day": "d", "week": "wk", "month": "mo", "year": "a"}
"""UCUM codes of the times that rates are counted by."""


def _measured(kind: str, is_node: bool, is_rate: bool) -> str:
    """The kind of a measurement: a length may be a process node, a mass or volume a rate."""
    return "process_node" if is_node else f"{kind}_rate" if is_rate else kind


_CHIPS = LazyPattern(r"\b(?:micro)?chips?\b|semiconduct|\bwafers?\b|\btransistors?\b|lithograph|\bfoundr")


def _is_about_chips(reading: Reading) -> bool:
    """Whether the article speaks of chips, so that nanometres are a process node."""
    return _CHIPS.search(reading.lower) is not None
