"""How many of the articles found are of which source, year and tag, and have which kind of fact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.message import Message

from techdep_tui.core.search.model import Facet
from techdep_tui.ui.widgets.lines import CursorView, Piece
from techdep_tui.ui.wrap import fit

_LABEL = 8
Counts = Mapping[Facet, tuple[tuple[str, int], ...]]


class Refine(CursorView):
    """A line for each value; Enter asks for the articles that have it, `-` for those without."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "cursor(1)", "Next value", show=False),
        Binding("up,k", "cursor(-1)", "Previous value", show=False),
        Binding("pagedown", "page(1.0)", "Page down", show=False),
        Binding("pageup", "page(-1.0)", "Page up", show=False),
        Binding("g,home", "top", "First", show=False),
        Binding("G,end", "bottom", "Last", show=False),
        Binding("enter", "choose", "Only these", show=False),
        Binding("minus", "exclude", "Without these", show=False),
    ]

    @dataclass
    class Taken(Message):
        """The reader wants this term in the query."""

        term: str

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._rows: list[tuple[Facet, str, int]] = []

    def show(self, counts: Counts) -> None:
        """Show the counts of another result."""
        self._rows = [(facet, value, count) for facet in counts for value, count in counts[facet]]
        self._cursor = min(self._cursor, max(len(self._rows) - 1, 0))
        self.set_line_count(max(len(self._rows), 1))
        self.show_lines(self._cursor, self._cursor)

    def row_count(self) -> int:
        return len(self._rows)

    def row_lines(self, row: int) -> tuple[int, int]:
        return row, row

    def row_at_line(self, line: int) -> int | None:
        return line if 0 <= line < len(self._rows) else None

    def line_pieces(self, y: int, width: int) -> Iterable[Piece]:
        if y >= len(self._rows):
            return ((" nothing to count", "dim"),)
        facet, value, count = self._rows[y]
        is_first = y == 0 or self._rows[y - 1][0] is not facet
        label = (facet.value if is_first else "").ljust(_LABEL)
        number = f"{count:,}"
        name = fit(value, max(width - _LABEL - len(number) - 4, 1))
        gap = max(width - _LABEL - cell_len(name) - len(number) - 2, 1)
        sign = "▌" if self.has_focus and y == self._cursor else " "
        return (sign, "sign"), (label, "dim"), (name, ""), (" " * gap, ""), (number, "dim")

    def line_style(self, y: int) -> str:
        return "cursor" if self.has_focus and y == self._cursor and self._rows else ""

    def action_choose(self) -> None:
        self._take("")

    def action_exclude(self) -> None:
        self._take("-")

    def _take(self, sign: str) -> None:
        if self._rows:
            facet, value, _ = self._rows[self._cursor]
            self.post_message(self.Taken(sign + term_of(facet, value)))


def term_of(facet: Facet, value: str) -> str:
    """What a query says for a value: `source:"The Times"`, `date:2025`."""
    field = "date" if facet is Facet.YEAR else facet.value
    is_word = value.replace("-", "").isalnum()
    return f"{field}:{value}" if is_word else f'{field}:"{value.replace(chr(34), " ")}"'
