"""The facts of some articles in columns, never changed once made, but merged with those of others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from techdep_tui.core.search.fact_columns import Names, Numbers, Values, line_of, names_of, values_of
from techdep_tui.core.search.fact_terms import FactEntry, FactTerm, unit_key

_DUE = ("due", "")
"""Where the days are kept until which something is planned, as values."""

Unit = tuple[str, str]
"""A kind of fact and the unit of its values."""

_Column = TypeVar("_Column", Names, Values)
_Key = TypeVar("_Key", str, Unit)


@dataclass(slots=True)
class FactPart:
    """The facts of `size` articles; those whose numbers are `dropped` are others now, or none."""

    size: int
    names: dict[str, Names]
    values: dict[Unit, Values]
    dropped: set[int] = field(default_factory=set)

    def find(self, term: FactTerm) -> set[int]:
        """The numbers of the articles that have a fact which a term asks for; not for mere kinds."""
        found = set[int]().union(*self._found(term))
        return found - self.dropped if self.dropped else found

    def _found(self, term: FactTerm) -> Iterator[Numbers]:
        if term.words:
            for kind in term.kinds:
                if kind in self.names:
                    yield from self.names[kind].find(term.words, is_prefix=term.is_prefix)
        elif term.bounds is not None:
            for (kind, unit), values in self.values.items():
                if kind in term.kinds and term.bounds.unit in ("", unit):
                    yield from values.find(term.bounds.low, term.bounds.high)
        elif term.period is not None and _DUE in self.values:
            yield from self.values[_DUE].find(*term.period)


def part_of(entries_by_number: Mapping[int, Iterable[FactEntry]]) -> FactPart:
    """The facts of some articles."""
    names: dict[str, dict[bytes, list[int]]] = {}
    rows: dict[Unit, list[tuple[float, float, int]]] = {}
    for number, entries in sorted(entries_by_number.items()):
        for entry in entries:
            for name in filter(None, entry.names):
                numbers = names.setdefault(entry.kind, {}).setdefault(line_of(name), [])
                if not numbers or numbers[-1] != number:
                    numbers.append(number)
            for unit, low, high in _values(entry):
                if low <= high:
                    rows.setdefault(unit, []).append((low, high, number))
    return FactPart(
        len(entries_by_number),
        {kind: names_of(of_kind) for kind, of_kind in names.items()},
        {unit: values_of(in_unit) for unit, in_unit in rows.items()},
    )


def _values(entry: FactEntry) -> Iterator[tuple[Unit, float, float]]:
    """The unit, lower and upper end of each value of a fact."""
    if entry.low is not None:
        yield (entry.kind, unit_key(entry.unit)), entry.low, entry.low if entry.high is None else entry.high
    if entry.due is not None:
        yield _DUE, *entry.due


def merged(parts: Sequence[FactPart], dropped: Sequence[set[int]]) -> FactPart:
    """All of several parts, each without what has been dropped from it."""
    names = _merged([part.names for part in parts], dropped, Names.merged)
    values = _merged([part.values for part in parts], dropped, Values.merged)
    return FactPart(sum(part.size for part in parts), names, values)


def _merged(
    columns: Sequence[Mapping[_Key, _Column]],
    dropped: Sequence[set[int]],
    merge: Callable[[list[tuple[_Column, set[int]]]], _Column],
) -> dict[_Key, _Column]:
    together: dict[_Key, list[tuple[_Column, set[int]]]] = {}
    for by_key, without in zip(columns, dropped, strict=True):
        for key, column in by_key.items():
            together.setdefault(key, []).append((column, without))
    return {key: merge(each) for key, each in together.items()}
