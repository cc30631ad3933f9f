"""The base of every pane: lines drawn one by one, only those that are seen.

Textual's `ListView`, `OptionList` and `DataTable` need seconds to fill a hundred thousand rows; a line of
these panes is made when it comes into view, and kept until something that it depends on changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.cache import LRUCache
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from techdep_tui.ui.placing import is_doubtful
from techdep_tui.ui.shown import segment
from techdep_tui.ui.themes import style_of

Piece = tuple[str, str]
"""Text that has passed the gate, and the name of its look ("" for the pane's own)."""


class LineView(ScrollView, can_focus=True):
    """A scrolling pane of lines; subclasses say how many there are and what stands in one."""

    DEFAULT_CSS = """
    LineView {
        scrollbar-gutter: stable;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
    }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._strips: LRUCache[tuple[int, int], Strip] = LRUCache(2048)
        self._piece_styles: dict[str, Style] = {}
        self._line_count = 0
        self._width: int | None = None
        self._base_style: Style | None = None

    def line_pieces(self, y: int, width: int) -> Iterable[Piece]:
        """What stands in line `y`, at most `width` cells."""
        raise NotImplementedError

    def line_style(self, y: int) -> str:
        """The look under the whole of line `y` ("" for none)."""
        return ""

    @property
    def line_width(self) -> int:
        """Cells that a line has, the scrollbar's column left out."""
        if self._width is None:
            self._width = max(self.scrollable_content_region.width, 1)
        return self._width

    @property
    def page_height(self) -> int:
        """Lines that are seen at once."""
        return max(self.scrollable_content_region.height, 1)

    def set_line_count(self, count: int) -> None:
        """Say how many lines there are now, and draw afresh."""
        self._line_count = count
        self.virtual_size = Size(self.line_width, count)
        self.redraw()

    def redraw(self) -> None:
        """Draw every line anew."""
        self._strips.clear()
        self.refresh()

    def redraw_lines(self, first: int, last: int) -> None:
        """Draw the lines `first` to `last` (inclusive) anew."""
        for y in range(first, last + 1):
            self._strips.discard((y, self.line_width))
        top = first - self.scroll_offset.y
        self.refresh(Region(0, top, self.size.width, last - first + 1))

    def show_lines(self, first: int, last: int, *, margin: int = 0) -> None:
        """Scroll as little as needed until the lines `first` to `last` are seen."""
        top, height = self.scroll_offset.y, self.page_height
        lowest = max(self._line_count - height, 0)
        if first - margin < top:
            top = max(first - margin, 0)
        elif last + margin >= top + height:
            top = min(max(last + margin - height + 1, 0), first)
        self.scroll_to(y=min(top, lowest), animate=False, force=True, immediate=True)

    def scroll_lines(self, count: int) -> None:
        """Scroll by so many lines, without animation."""
        top = min(max(self.scroll_offset.y + count, 0), max(self._line_count - self.page_height, 0))
        self.scroll_to(y=top, animate=False, force=True, immediate=True)

    def piece_style(self, name: str) -> Style:
        """The style of a look, or of several laid over each other ("a b"), made once."""
        style = self._piece_styles.get(name)
        if style is None:
            style = self._piece_styles[name] = style_of(name, self.app.theme_variables)
        return style

    def render_line(self, y: int) -> Strip:
        line = y + self.scroll_offset.y
        width = self.line_width
        key = (line, width)
        strip = self._strips.get(key)
        if strip is None:
            strip = self._make_strip(line, width)
            self._strips[key] = strip
        return strip

    def _make_strip(self, line: int, width: int) -> Strip:
        base = self._base_style = self._base_style or self.rich_style
        if line >= self._line_count:
            return Strip.blank(width, base)
        under = self.line_style(line)
        if under:
            base += self.piece_style(under)
        segments = []
        for text, name in self.line_pieces(line, width):
            style = self.piece_style(name)
            if under:  # one colour for the whole line, or each piece would be a bar of its own
                style = style.without_color
            segments.append(segment(text, base + style))
        if segments and any(is_doubtful(each.text) for each in segments):
            blanks = " " * (width - sum(each.cell_length for each in segments))
            segments[-1] = segment(segments[-1].text + blanks, segments[-1].style or base)
        return Strip(segments).adjust_cell_length(width, base)

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._piece_styles.clear()
        self._strips.clear()
        self._base_style = self._width = None

    def on_resize(self, event: events.Resize) -> None:
        self.size_changed()
        self.set_line_count(self._line_count)

    def size_changed(self) -> None:
        """Forget what was made for another width; the first thing to do when the size changes."""
        self._width = None
        self._strips.clear()


class PagedView(LineView):
    """A pane of lines to read, without a cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "scroll_by(1)", "Line down", show=False),
        Binding("k,up", "scroll_by(-1)", "Line up", show=False),
        Binding("space,pagedown,d", "scroll_pages(1)", "Page down", show=False),
        Binding("b,pageup,u", "scroll_pages(-1)", "Page up", show=False),
        Binding("g,home", "scroll_by(-1000000000)", "Top", show=False),
        Binding("G,end", "scroll_by(1000000000)", "Bottom", show=False),
    ]

    def action_scroll_by(self, lines: int) -> None:
        self.scroll_lines(lines)

    def action_scroll_pages(self, pages: int) -> None:
        self.scroll_lines(pages * max(self.page_height - 1, 1))


class CursorView(LineView):
    """A pane of lines with a cursor on one of its rows; a row may take several lines."""

    def row_count(self) -> int:
        """How many rows the cursor can stand on."""
        raise NotImplementedError

    def row_lines(self, row: int) -> tuple[int, int]:
        """The first and last line of a row."""
        raise NotImplementedError

    def row_at_line(self, line: int) -> int | None:
        """The row that a line belongs to."""
        raise NotImplementedError

    def cursor_moved(self) -> None:
        """Called when the cursor stands on another row."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._cursor = 0

    @property
    def cursor(self) -> int:
        """The row under the cursor, from 0."""
        return self._cursor

    def move_to(self, row: int, *, is_told: bool = True) -> None:
        """Put the cursor on a row (the nearest there is), show it, and say so unless `is_told` is false."""
        count = self.row_count()
        if not count:
            self._cursor = 0
            return
        row = min(max(row, 0), count - 1)
        old, self._cursor = self._cursor, row
        first, last = self.row_lines(row)
        if old != row:
            if old < count:
                self.redraw_lines(*self.row_lines(old))
            self.redraw_lines(first, last)
        self.show_lines(0 if row == 0 else first, last)
        if old != row and is_told:
            self.cursor_moved()

    def on_focus(self) -> None:
        self._redraw_cursor()

    def on_blur(self) -> None:
        self._redraw_cursor()

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None:
            return
        row = self.row_at_line(offset.y + self.scroll_offset.y)
        if row is not None:
            self.move_to(row)
            if event.chain == 2:
                self.action_choose()

    def action_cursor(self, step: int) -> None:
        self.move_to(self._cursor + step)

    def action_top(self) -> None:
        self.move_to(0)

    def action_bottom(self) -> None:
        self.move_to(self.row_count() - 1)

    def action_page(self, pages: float) -> None:
        if not self.row_count():
            return
        line = self.row_lines(self._cursor)[0] + int(self.page_height * pages)
        row = self.row_at_line(min(max(line, 0), self._line_count - 1))
        step = 1 if pages > 0 else -1
        self.move_to(self._cursor + step if row is None or row == self._cursor else row)

    def action_choose(self) -> None:
        """What Enter does on the row under the cursor."""

    def _redraw_cursor(self) -> None:
        if self._cursor < self.row_count():
            self.redraw_lines(*self.row_lines(self._cursor))
