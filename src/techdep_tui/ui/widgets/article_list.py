"""The list of articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress

from textual import events

from techdep_tui.core.articles.entry import Entry
from techdep_tui.core.catalogue import Catalogue
from techdep_tui.core.errors import ArticleNotFound
from techdep_tui.core.stacks import Folded
from techdep_tui.core.state.model import Mark
from techdep_tui.ui.actions import Where, bindings
from techdep_tui.ui.chosen import Chosen
from techdep_tui.ui.labels import date_label
from techdep_tui.ui.marks import Marks
from techdep_tui.ui.messages import ArticleChosen, ArticleHighlighted
from techdep_tui.ui.widgets.lines import CursorView, Piece
from techdep_tui.ui.wrap import fit, wrap

_SHORT_LIST = 500
"""Up to so many articles are listed with their whole titles; longer lists have rows of one height."""

_MARGIN = 4

_UNDER = "└ "
"""Before the title of a copy below the row that stands for it."""


class ArticleList(CursorView):
    """Rows of articles: unread dot, star, warning, title, date and publisher.

    One row may stand for several copies of a story (`×3`); where it is open, the others are below it.
    """

    BINDINGS = bindings(Where.LIST)

    def __init__(self, catalogue: Catalogue, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._catalogue = catalogue
        self._folded = Folded(())
        self._marks = Marks()
        self._chosen = Chosen()
        self._tops: list[int] = []
        self._rows_of_line: list[int] = []
        self._empty: tuple[str, ...] = ()

    @property
    def current(self) -> Entry | None:
        """The article under the cursor."""
        return self._catalogue.entry(self._numbers[self.cursor]) if self._numbers else None

    @property
    def numbers(self) -> Sequence[int]:
        """The articles in the order shown, by their numbers in the catalogue."""
        return self._folded.rows

    @property
    def folded(self) -> Folded:
        """Which rows stand for several copies of a story."""
        return self._folded

    def entries(self) -> Iterator[Entry]:
        """The articles in the order shown."""
        return self._catalogue.entries(self._numbers)

    def show(self, catalogue: Catalogue, folded: Folded, marks: Marks, empty: Iterable[str] = ()) -> None:
        """Show these articles; the cursor stays on its article, or goes to the one that stands for it.

        `empty` is said where there are none.

        The catalogue may be another than before; then the cursor stays in its row.
        """
        if catalogue is not self._catalogue:
            self._catalogue, self._chosen = catalogue, Chosen()
        elif self._numbers:
            self._cursor = self._row_of(self._numbers[self.cursor], folded)
        self._chosen.make_room(catalogue.end)
        self._folded = folded
        self._marks = marks
        self._empty = tuple(empty)
        self._cursor = min(self.cursor, max(len(folded.rows) - 1, 0))
        self._lay_out()
        if self._numbers:
            self.show_lines(*self.row_lines(self.cursor))

    def set_marks(self, marks: Marks) -> None:
        """Show what is read and starred now."""
        self._marks = marks
        self.redraw()

    def choose(self, numbers: Iterable[int] = ()) -> None:
        """Mark these articles for copying, and no others."""
        self._chosen = Chosen(self._catalogue.end)
        for number in numbers:
            self._chosen.turn(number)
        self.redraw()

    def refresh_article(self, article_id: str) -> None:
        """Draw an article's row anew: its inferred date has become known."""
        row = self._row_with(article_id)
        if row is not None:
            self.redraw_lines(*self.row_lines(row))

    def go_to(self, article_id: str, *, is_told: bool = True) -> bool:
        """Put the cursor on an article; false where it is not in the list."""
        row = self._row_with(article_id)
        if row is None:
            return False
        self.move_to(row, is_told=is_told)
        return True

    def row_count(self) -> int:
        return len(self._numbers)

    def row_lines(self, row: int) -> tuple[int, int]:
        if self._tops:
            return self._tops[row], self._tops[row + 1] - 2
        return row * self._uniform_height, row * self._uniform_height + self._uniform_height - 2

    def row_at_line(self, line: int) -> int | None:
        if self._tops:
            return self._rows_of_line[line] if 0 <= line < len(self._rows_of_line) else None
        row = line // self._uniform_height
        return row if 0 <= row < len(self._numbers) else None

    def cursor_moved(self) -> None:
        if (article := self.current) is not None:
            self.post_message(ArticleHighlighted(article.id))

    def line_pieces(self, y: int, width: int) -> Iterable[Piece]:
        row = self.row_at_line(y)
        if row is None:
            return [(fit(self._empty[y], width), "dim")] if y < len(self._empty) else ()
        first, last = self.row_lines(row)
        if y > last:
            return ()
        article = self._catalogue.entry(self._numbers[row])
        mark = self._marks[article.digest]
        if y == first:
            lead = self._lead(row, article, mark)
        else:
            lead = ("▌" if row == self.cursor else " ") + " " * (_MARGIN - 1)
        if self._numbers[row] in self._folded.under:
            lead += _UNDER if y == first else " " * len(_UNDER)
        text, style = self._row_text(row, article, y - first, last - first, width - len(lead))
        if style == "" and not mark.is_read:
            style = "strong"
        return ((lead, "sign"), (text, style))

    def line_style(self, y: int) -> str:
        row = self.row_at_line(y)
        if row is None or row != self.cursor or not self.has_focus or y > self.row_lines(row)[1]:
            return ""
        return "cursor"

    def on_resize(self, event: events.Resize) -> None:
        self.size_changed()
        self._lay_out()
        if self._numbers:
            self.show_lines(*self.row_lines(self.cursor))

    def action_choose(self) -> None:
        self.post_message(ArticleChosen())

    def action_mark(self) -> None:
        if self._numbers:
            self._chosen.turn(self._numbers[self.cursor])
            self.redraw()
            self.move_to(self.cursor + 1)

    def action_mark_all(self) -> None:
        self._chosen.turn_all(self._numbers)
        self.redraw()

    @property
    def has_chosen(self) -> bool:
        """Whether an article is marked for copying, be it listed or not."""
        return bool(self._chosen)

    def chosen(self) -> Sequence[int]:
        """The articles that are listed and marked for copying, in the order shown."""
        return self._chosen.of(self._numbers)

    @property
    def _numbers(self) -> Sequence[int]:
        return self._folded.rows

    @property
    def _uniform_height(self) -> int:
        return 4

    def _lay_out(self) -> None:
        """Where each row begins; only a short list is wrapped title by title."""
        self._tops, self._rows_of_line = [], []
        if not self._numbers:
            self.set_line_count(len(self._empty))
            return
        if len(self._numbers) > _SHORT_LIST:
            self.set_line_count(len(self._numbers) * self._uniform_height)
            return
        under = self._folded.under
        line = 0
        for row, number in enumerate(self._numbers):
            self._tops.append(line)
            title = self._catalogue.titles[number]
            width = self.line_width - _MARGIN - (len(_UNDER) if number in under else 0)
            height = min(sum(1 for _ in wrap(title, 0, len(title), width)), 4) + 2
            self._rows_of_line.extend([row] * height)
            line += height
        self._tops.append(line)
        self.set_line_count(line)

    def _row_with(self, article_id: str) -> int | None:
        """The row of an article, if it is listed."""
        with suppress(ArticleNotFound, ValueError):
            return self._numbers.index(self._catalogue.number_of(article_id))
        return None

    def _row_of(self, number: int, folded: Folded) -> int:
        """The row that an article has now, or the one that stands for it, else the one of the cursor."""
        with suppress(ValueError):
            return folded.rows.index(folded.row_of(number))
        return self.cursor

    def _lead(self, row: int, article: Entry, mark: Mark) -> str:
        bar = "▌" if row == self.cursor else " "
        return (
            ("◆" if self._numbers[row] in self._chosen else bar)
            + ("○" if mark.is_read else "●")
            + ("*" if mark.is_starred else " ")
            + ("!" if article.problem_count else " ")
        )

    def _row_text(self, row: int, article: Entry, line: int, last: int, width: int) -> Piece:
        title = article.title
        lines = list(wrap(title, 0, len(title), width))
        if line == min(len(lines), last):
            size = self._folded.sizes.get(self._numbers[row])
            words = (f"×{size}",) * bool(size) + (date_label(article.date), article.publisher)
            return fit(" · ".join(words), width), "dim"
        if line >= len(lines):
            return "", "dim"
        start, end = lines[line]
        if line == last - 1 and len(lines) > last:
            return fit(title[start:], width), ""
        return title[start:end], ""
