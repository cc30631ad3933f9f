"""Paragraphs to read in an overlay, and rows to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from techdep_tui.ui.widgets.lines import CursorView, PagedView, Piece
from techdep_tui.ui.wrap import wrap

Paragraph = tuple[str, str]
"""Text that has passed the gate, and the name of its look ("" for none)."""


class TextView(PagedView):
    """Paragraphs, wrapped to the pane."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._paragraphs: Sequence[Paragraph] = ()
        self._lines: list[Piece] = []

    def show(self, paragraphs: Sequence[Paragraph]) -> None:
        """Show these paragraphs from the top."""
        self._paragraphs = paragraphs
        self._arrange()
        self.scroll_to(y=0, animate=False, force=True, immediate=True)

    def line_pieces(self, y: int, width: int) -> Iterable[Piece]:
        text, style = self._lines[y]
        return ((" ", ""), (text, style))

    def on_resize(self, event: events.Resize) -> None:
        self.size_changed()
        self._arrange()

    def _arrange(self) -> None:
        self._lines = []
        width = max(self.line_width - 2, 1)
        for text, style in self._paragraphs:
            self._lines.extend((text[a:b], style) for a, b in wrap(text, 0, len(text), width))
        self.set_line_count(len(self._lines))


class ChoiceView(CursorView):
    """Rows of one or more lines, one of which is chosen with Enter."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "cursor(1)", "Next", show=False),
        Binding("k,up", "cursor(-1)", "Previous", show=False),
        Binding("g,home", "top", "First", show=False),
        Binding("G,end", "bottom", "Last", show=False),
        Binding("pagedown,d", "page(1.0)", "Page down", show=False),
        Binding("pageup,u", "page(-1.0)", "Page up", show=False),
        Binding("enter", "choose", "Choose", show=False),
    ]

    class Chosen(Message):
        """Enter was pressed on a row."""

        def __init__(self, row: int) -> None:
            super().__init__()
            self.row = row

    class Moved(Message):
        """The cursor stands on another row."""

        def __init__(self, row: int) -> None:
            super().__init__()
            self.row = row

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._rows: Sequence[Sequence[str]] = ()
        self._lines: list[tuple[int, str, str]] = []
        self._tops: list[int] = [0]

    def show(self, rows: Sequence[Sequence[str]], cursor: int = 0) -> None:
        """Show rows; the first text of each stands out, the others are indented and dim."""
        self._rows = rows
        self._cursor = min(cursor, max(len(rows) - 1, 0))
        self._arrange()
        if rows:
            self.show_lines(*self.row_lines(self._cursor))

    def row_count(self) -> int:
        return len(self._rows)

    def row_lines(self, row: int) -> tuple[int, int]:
        return self._tops[row], self._tops[row + 1] - 1

    def row_at_line(self, line: int) -> int | None:
        return self._lines[line][0] if 0 <= line < len(self._lines) else None

    def cursor_moved(self) -> None:
        self.post_message(self.Moved(self._cursor))

    def line_pieces(self, y: int, width: int) -> Iterable[Piece]:
        row, text, style = self._lines[y]
        return (("▌" if row == self._cursor else " ", ""), (text, style))

    def line_style(self, y: int) -> str:
        return "cursor" if self._lines[y][0] == self._cursor and self.has_focus else ""

    def on_resize(self, event: events.Resize) -> None:
        self.size_changed()
        self._arrange()

    def action_choose(self) -> None:
        if self._rows:
            self.post_message(self.Chosen(self._cursor))

    def _arrange(self) -> None:
        self._lines, self._tops = [], []
        width = max(self.line_width - 2, 1)
        for row, texts in enumerate(self._rows):
            self._tops.append(len(self._lines))
            for i, text in enumerate(texts):
                indent = "    " if i else ""
                for a, b in wrap(text, 0, len(text), width - len(indent)):
                    self._lines.append((row, indent + text[a:b], "dim" if i else ""))
        self._tops.append(len(self._lines))
        self.set_line_count(len(self._lines))
