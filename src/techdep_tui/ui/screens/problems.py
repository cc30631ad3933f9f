"""What is wrong with which files, and what was done; Enter shows such a file as it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message

from techdep_tui.core.articles.model import Problem
from techdep_tui.ui.labels import plural
from techdep_tui.ui.screens.overlay import Overlay
from techdep_tui.ui.widgets.lines import CursorView, Piece
from techdep_tui.ui.wrap import fit, wrap

_WORDS_LINES = 2
"""Lines for the words on a problem, below its place; a blank line follows."""

_HEIGHT = 1 + _WORDS_LINES + 1


class ProblemList(CursorView):
    """Problems, a row of one height for each: of a hundred thousand only those that are seen are made."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "cursor(1)", "Next", show=False),
        Binding("k,up", "cursor(-1)", "Previous", show=False),
        Binding("space,pagedown,d", "page(1.0)", "Page down", show=False),
        Binding("b,pageup,u", "page(-1.0)", "Page up", show=False),
        Binding("g,home", "top", "First", show=False),
        Binding("G,end", "bottom", "Last", show=False),
        Binding("enter", "choose", "Show the file", show=False),
    ]

    class Chosen(Message):
        """Enter was pressed on a problem."""

        def __init__(self, problem: Problem) -> None:
            super().__init__()
            self.problem = problem

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._problems: Sequence[Problem] = ()

    def show(self, problems: Sequence[Problem]) -> None:
        """Show these problems from the first."""
        self._problems = problems
        self._cursor = 0
        self.set_line_count(max(len(problems) * _HEIGHT - 1, 1))
        self.scroll_to(y=0, animate=False, force=True, immediate=True)

    def row_count(self) -> int:
        return len(self._problems)

    def row_lines(self, row: int) -> tuple[int, int]:
        return row * _HEIGHT, row * _HEIGHT + _WORDS_LINES

    def row_at_line(self, line: int) -> int | None:
        return line // _HEIGHT if 0 <= line // _HEIGHT < len(self._problems) else None

    def line_pieces(self, y: int, width: int) -> Iterable[Piece]:
        row, line = divmod(y, _HEIGHT)
        if row >= len(self._problems):
            return ((" No problems: every file that was looked for could be read."[:width], ""),)
        if line > _WORDS_LINES:
            return ()
        problem = self._problems[row]
        bar = "▌" if row == self.cursor else " "
        if line == 0:
            return ((bar, "sign"), (fit(problem.place, width - 1), "warning" if problem.is_fatal else "sign"))
        text = problem.reason + (f" → {problem.done}" if problem.done else "")
        lines = list(wrap(text, 0, len(text), width - 3))
        if line > len(lines):
            return ((bar, "sign"),)
        start, end = lines[line - 1]
        return (
            (bar + "  ", "sign"),
            (fit(text[start:], width - 3) if line == _WORDS_LINES else text[start:end], ""),
        )

    def line_style(self, y: int) -> str:
        return (
            "cursor"
            if self.has_focus and self.row_at_line(y) == self.cursor and y % _HEIGHT <= _WORDS_LINES
            else ""
        )

    def action_choose(self) -> None:
        if self._problems:
            self.post_message(self.Chosen(self._problems[self.cursor]))


class ProblemsScreen(Overlay[Path | None]):
    """Every problem; gives the path of the file that is to be seen as it is."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "back", "Close", show=False),
        Binding("slash", "filter", "Filter", show=False),
    ]

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(
            f"Problems: {plural(len(problems), 'file')} or parts of files",
            (("Enter", "the file as it is"), ("/", "filter"), ("Esc", "close")),
        )
        self._problems = problems
        self._list = ProblemList(id="choices")

    def body(self) -> ComposeResult:
        yield self._list

    def on_mount(self) -> None:
        super().on_mount()
        self._list.show(self._problems)
        self.set_focus(self._list)

    def action_filter(self) -> None:
        def done(text: str | None) -> None:
            if text is None:
                self._list.show(self._problems)

        self.ask("Letters to look for", done, on_edit=self._choose)

    @on(ProblemList.Chosen)
    def _open(self, event: ProblemList.Chosen) -> None:
        self.dismiss(event.problem.path)

    def _choose(self, letters: str) -> None:
        """Show only the problems whose place or words hold some letters."""
        sought = letters.casefold()
        self._list.show([p for p in self._problems if sought in f"{p.place}: {p.reason}".casefold()])
