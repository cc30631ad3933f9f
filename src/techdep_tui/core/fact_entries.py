"""Facts as a search sees them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.facts.model import Fact, Kind, Scalar
from techdep_tui.core.search.fact_terms import FactEntry, words_of_name
from techdep_tui.core.search.periods import Period, period_of

_NAMED_BY = {Kind.QUOTE: ("speaker",), Kind.STATEMENT: ("source",), Kind.PLAN: ("actor",)}
"""The fields of a norm that name whom a fact is about; `name` for all other kinds."""

_VALUES = {
    Kind.MONEY: ("amount", "currency"),
    Kind.PERCENT: ("value", "unit"),
    Kind.MEASUREMENT: ("value", "unit"),
}
"""The fields of a norm with the value and its unit."""


def fact_entries(text: str, facts: Iterable[Fact]) -> Iterator[FactEntry]:
    """The facts of an article with this reading text, for the search."""
    for fact in facts:
        low, high, unit = _value(fact.kind, fact.norm)
        names = tuple(dict.fromkeys(filter(None, map(words_of_name, _names(text, fact)))))
        due = _due(fact.norm) if fact.kind is Kind.PLAN else None
        yield FactEntry(fact.kind.value, Span(fact.start, fact.end), names, low, high, unit, due)


def _names(text: str, fact: Fact) -> Iterator[str]:
    """What a fact goes by: its names, other names for it, and what stands in the text."""
    for field in _NAMED_BY.get(fact.kind, ("name",)):
        name = fact.norm.get(field)
        if isinstance(name, str):
            yield name
            if field == "name":
                yield text[fact.start : fact.end]
    others = fact.norm.get("aka")
    if isinstance(others, tuple):
        yield from others


def _value(kind: Kind, norm: Mapping[str, Scalar]) -> tuple[float | None, float | None, str]:
    """The lower and upper end of a number, and its unit; what a count counts is none."""
    value_field, unit_field = _VALUES.get(kind, ("value", ""))
    unit = norm.get(unit_field)
    low = _number(norm.get(value_field)) if kind in _VALUES or kind is Kind.QUANTITY else None
    return low, _number(norm.get("max")), unit if isinstance(unit, str) else ""


def _number(value: Scalar) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _due(norm: Mapping[str, Scalar]) -> Period | None:
    due = norm.get("due")
    return period_of(due) if isinstance(due, str) else None
