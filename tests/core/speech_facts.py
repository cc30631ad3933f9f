"""Help for the tests of reported speech: what is found in a text whose names are given."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from techdep_tui.core.facts.dates import find_dates
from techdep_tui.core.facts.model import Fact, Kind
from techdep_tui.core.facts.quantities import find_quantities
from techdep_tui.core.facts.quotes import find_quotes
from techdep_tui.core.facts.reading import Reading
from techdep_tui.core.facts.statements import find_statements
from tests.core.factory import make_article

PERSONS = {
    "Anna Smith": ("Anna Smith", None),
    "Smith": ("Anna Smith", None),
    "Robert Brown": ("Robert Brown", "Foreign Minister"),
    "Brown": ("Robert Brown", None),
}
BODIES = {
    "Acme Corp": ("Acme Corp", "company"),
    "Acme": ("Acme Corp", "company"),
    "Ministry of Works": ("Ministry of Works", "government"),
    "the Daily Wafer": ("Daily Wafer", "media"),
    "Daily Wafer": ("Daily Wafer", "media"),
}
PLACES = {"Ruritania": "Ruritania", "Bohemia": "Bohemia"}


def reading_of(text: str) -> Reading:
    """The reading of a text with its dates, quantities and the names above."""
    reading = Reading(make_article(text))
    reading.facts.extend(find_dates(reading))
    reading.facts.extend(find_quantities(reading))
    reading.facts.extend(_names(reading))
    return reading


def _names(reading: Reading) -> Iterator[Fact]:
    taken: set[int] = set()
    for kind, names in _NAMES:
        for written in sorted(names, key=len, reverse=True):
            for match in re.finditer(rf"\b{re.escape(written)}\b", reading.text):
                if taken.isdisjoint(range(*match.span())):
                    taken.update(range(*match.span()))
                    yield reading.fact(kind, *match.span(), names[written])


_NAMES: tuple[tuple[Kind, Mapping[str, dict[str, str | None]]], ...] = (
    (Kind.PERSON, {written: {"name": name, "role": role} for written, (name, role) in PERSONS.items()}),
    (Kind.ORG, {written: {"name": name, "kind": kind} for written, (name, kind) in BODIES.items()}),
    (Kind.PLACE, {written: {"name": name} for written, name in PLACES.items()}),
)


def found(text: str, find: Callable[[Reading], Iterable[Fact]]) -> list[Fact]:
    """The facts that a family finds in a text."""
    return list(find(reading_of(text)))


def quotes(text: str) -> list[tuple[str, str | None]]:
    """The quotations of a text, each with its speaker."""
    return [(text[f.start : f.end], str(f.norm["speaker"])) for f in found(text, find_quotes)]


def quoted(text: str) -> list[Fact]:
    """The quotations of a text as facts."""
    return found(text, find_quotes)


def statements(text: str) -> list[tuple[str, str]]:
    """The reported clauses of a text, each with its source."""
    return [(text[f.start : f.end], str(f.norm["source"])) for f in stated(text)]


def stated(text: str) -> list[Fact]:
    """The reported clauses of a text as facts, without those that lie in another."""
    taken: list[Fact] = []
    for fact in found(text, find_statements):
        if not any(fact.start < other.end and other.start < fact.end for other in taken):
            taken.append(fact)
    return sorted(taken, key=lambda fact: fact.start)
