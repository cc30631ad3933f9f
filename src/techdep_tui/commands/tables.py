"""Tables for a spreadsheet: CSV after RFC 4180, in UTF-8, in which no cell can act as a formula."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Mapping, Sequence
from io import TextIOWrapper

from techdep_tui.commands.output import say

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes a text that begins so for a formula, or for the start of one."""

_ROW_END = "\r\n"

Cell = str | float | int | None


def print_csv(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> int:
    """Print a head and the rows, and say how many those were; a column that a row lacks stays empty."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    writer = csv.writer(_Rows())
    writer.writerow(columns)
    count = 0
    for count, row in enumerate(rows, start=1):  # noqa: B007 - the last one is the answer
        writer.writerow([cell(row.get(column)) for column in columns])
    return count


class _Rows:
    """Prints rows as `csv` writes them, one at a time."""

    def write(self, row: str) -> int:
        say(row.removesuffix(_ROW_END), end=_ROW_END)
        return len(row)


def cell(value: object) -> Cell:
    """A value as a cell: numbers stay numbers, several texts are one, no text is a formula."""
    if value is None or value is False:
        return None
    if value is True:
        return "true"
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, int):
        return value
    text = "; ".join(map(str, value)) if isinstance(value, tuple | list) else str(value)
    return "'" + text if text.startswith(_FORMULA_STARTS) else text
