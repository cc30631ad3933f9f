"""From an article to its facts: the order in which the families run, and who wins an overlap.

A family is a function of one shape: it gets the reading of an article, with the facts that stand so far,
and yields its own. A new kind of fact is one module and one line in `FAMILIES`. Within a layer facts do not
overlap: the earlier family wins, and of one family the earlier fact. Facts of different layers lie over one
another freely (a date in a quotation, a place in an event).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple

from techdep_tui.core.articles.model import Article
from techdep_tui.core.facts.comparisons import find_comparisons
from techdep_tui.core.facts.dates import find_dates
from techdep_tui.core.facts.events import find_events
from techdep_tui.core.facts.model import Fact
from techdep_tui.core.facts.names import find_names
from techdep_tui.core.facts.numbers import find_measurements, find_money
from techdep_tui.core.facts.percentages import find_percentages
from techdep_tui.core.facts.plans import find_plans
from techdep_tui.core.facts.quantities import find_quantities
from techdep_tui.core.facts.quotes import find_quotes
from techdep_tui.core.facts.reading import Reading
from techdep_tui.core.facts.statements import find_statements
from techdep_tui.core.facts.subjects import with_subjects


class Layer(StrEnum):
    """Facts of one layer exclude one another where they overlap."""

    FIGURES = "figures"
    NAMES = "names"
    QUOTES = "quotes"
    STATEMENTS = "statements"
    PLANS = "plans"
    EVENTS = "events"


class Family(NamedTuple):
    """One way to find facts, and the layer they lie in; `None` if they may lie in one another."""

    find: Callable[[Reading], Iterable[Fact]]
    layer: Layer | None


FAMILIES = (
    Family(find_dates, Layer.FIGURES),
    Family(find_money, Layer.FIGURES),
    Family(find_percentages, Layer.FIGURES),
    Family(find_measurements, Layer.FIGURES),
    Family(find_quantities, Layer.FIGURES),
    Family(find_names, Layer.NAMES),
    Family(find_quotes, Layer.QUOTES),
    Family(find_statements, Layer.STATEMENTS),
    Family(find_plans, Layer.PLANS),
    Family(find_comparisons, None),
    Family(find_events, Layer.EVENTS),
)
"""In the order in which they run; the earlier one wins an overlap in its layer."""


def extract(article: Article) -> tuple[Fact, ...]:
    """The facts of an article's own text, sorted by where they begin."""
    reading = Reading(article)
    layers: dict[Layer, _Taken] = {layer: _Taken() for layer in Layer}
    for family in FAMILIES:
        taken = layers[family.layer] if family.layer is not None else None
        found = family.find(reading)
        reading.facts.extend([fact for fact in found if taken is None or taken.take(fact.start, fact.end)])
    return tuple(sorted(with_subjects(reading), key=attrgetter("start", "end")))


class _Taken:
    """The characters of one layer that belong to a fact already."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def take(self, start: int, end: int) -> bool:
        """Take `start:end`; `False` if a part of it was taken before."""
        i = bisect_right(self._starts, start)
        if (i and self._ends[i - 1] > start) or (i < len(self._starts) and self._starts[i] < end):
            return False
        self._starts.insert(i, start)
        self._ends.insert(i, end)
        return True
