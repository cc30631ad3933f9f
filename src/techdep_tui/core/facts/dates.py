"""The family of dates, durations and sets, with TIMEX3 values.

What is found twice is one expression: the longest. What counts from the article's date is resolved only
where that date is known, or where the text fixes the year; inside a quotation it counts from when it was
said, which nobody knows.
"""

from __future__ import annotations

from collections.abc import Iterator

from techdep_tui.core.facts.lengths import lengths
from techdep_tui.core.facts.model import Fact, Kind, Scalar
from techdep_tui.core.facts.named_dates import named_dates
from techdep_tui.core.facts.parts import parts_of_years
from techdep_tui.core.facts.reading import Reading
from techdep_tui.core.facts.reference import reference_date, resolve
from techdep_tui.core.facts.relative_dates import relative_dates, without_year
from techdep_tui.core.facts.timex import Expression, days, longest


def find_dates(reading: Reading) -> Iterator[Fact]:
    """The dates of an article."""
    named = list(named_dates(reading))
    expressions = longest([*named, *parts_of_years(reading), *relative_dates(reading), *lengths(reading)])
    reference = reference_date(reading, named)
    resolved: list[Expression] = []
    for expression in expressions:
        known = resolve(reading, expression, reference, resolved)
        resolved.append(known)
        why = reference.why if known.basis == "inferred-dct" else ""
        yield reading.fact(Kind.DATE, known.start, known.end, norm(known), why)


def norm(expression: Expression) -> dict[str, Scalar]:
    """The fields of a date: timex, value, mod, and start, end, rel, basis, fiscal where they apply."""
    value, rel = without_year(expression)
    value = value + expression.time if value is not None else None
    fields: dict[str, Scalar] = {"timex": expression.timex, "value": value, "mod": expression.mod}
    if rel is not None:
        fields["rel"] = rel
    span = days(expression.value, expression.mod) if expression.value else None
    if expression.is_fiscal:
        fields["fiscal"] = True
    elif span is not None:
        fields["start"], fields["end"] = span[0].isoformat(), span[1].isoformat()
    if expression.basis is not None and not (expression.value or "").startswith("P"):
        fields["basis"] = expression.basis
    return fields
