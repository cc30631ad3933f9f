"""A text as it stands in its file, line by line, of any length: only what is seen is ever made."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from rich.cells import cell_len
from textual import events

from techdep_tui.ui.widgets.lines import PagedView, Piece

_GUTTER = 7
"""Columns of a line's number and the blanks behind it."""

_WIDE = re.compile("[^\x00-\u02ff\u0370-\u058f\u05d0-\u05ff\u1e00-\u1fff\u2010-\u2027]")
"""What may be of two columns, or of another width than it seems."""


class RawView(PagedView):
    """Lines with their numbers, everything that a terminal would obey as its escape: `\\x1b`, `\\u202e`.

    A line that is longer than the pane goes on below, broken anywhere: that tells how many lines on the
    screen it takes without looking at each character.
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._text = ""
        self._first_number = 1
        self._starts = array("Q")
        self._chosen: Sequence[int] = ()
        self._tops = array("Q")

    def show(self, text: str, first_number: int = 1) -> None:
        """Show a text from its top; its first line has this number in the file."""
        self._text = text
        self._first_number = first_number
        self._starts = array("Q", [0, *(match.end() for match in re.finditer("\n", text)), len(text) + 1])
        self.choose("")

    def choose(self, letters: str) -> None:
        """Show only the lines that hold some letters, be they large or small; all, if there are none."""
        every = range(len(self._starts) - 1)
        sought = letters.casefold()
        self._chosen = [line for line in every if sought in self._line(line).casefold()] if sought else every
        self._arrange()
        self.scroll_to(y=0, animate=False, force=True, immediate=True)

    def show_position(self, position: int) -> None:
        """Bring a character of the text into view, if its line is shown."""
        line = bisect_right(self._starts, position) - 1
        row = bisect_right(self._chosen, line) - 1
        if row >= 0:
            top = max(self._tops[row] - 3, 0)
            self.scroll_to(y=top, animate=False, force=True, immediate=True)

    def line_pieces(self, y: int, width: int) -> Iterable[Piece]:
        row = bisect_right(self._tops, y) - 1
        line = self._chosen[row]
        escaped = _escaped(self._line(line))
        size = _characters_a_row(escaped, self._room)
        at = (y - self._tops[row]) * size
        number = f"{self._first_number + line:>5}" if at == 0 else ""
        return ((f"{number:<{_GUTTER}}", "dim"), (escaped[at : at + size], ""))

    def on_resize(self, event: events.Resize) -> None:
        at = self._tops and self._starts[self._chosen[bisect_right(self._tops, self.scroll_offset.y) - 1]]
        self.size_changed()
        self._arrange()
        if at:
            self.show_position(at)

    @property
    def _room(self) -> int:
        return max(self.line_width - _GUTTER - 1, 2)

    def _line(self, line: int) -> str:
        return self._text[self._starts[line] : self._starts[line + 1] - 1]

    def _arrange(self) -> None:
        """Where each line begins on the screen."""
        room = self._room
        heights = (_rows(_escaped(self._line(line)), room) for line in self._chosen)
        self._tops = array("Q", accumulate(heights, initial=0))
        self.set_line_count(self._tops.pop())


def _rows(escaped: str, room: int) -> int:
    return max(-(-len(escaped) // _characters_a_row(escaped, room)), 1)


def _characters_a_row(escaped: str, room: int) -> int:
    """How many characters of a line surely go into so many columns."""
    if escaped.isascii() or (_WIDE.search(escaped) is None and cell_len(escaped) <= len(escaped)):
        return room
    return room // 2


class _Escapes(dict[int, int | str]):
    """What stands for a character, by its code: itself, or its escape if it is not plainly printable."""

    def __missing__(self, code: int) -> int | str:
        character = chr(code)
        if character.isprintable():
            shown: int | str = code
        else:
            shown = "\\t" if character == "\t" else character.encode("unicode_escape").decode()
        return self.setdefault(code, shown)


_ESCAPES = _Escapes()


def _escaped(line: str) -> str:
    return line if line.isprintable() else line.translate(_ESCAPES)
