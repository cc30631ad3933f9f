"""The list of articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from textual import events

from techdep_tui.core.articles.entry import publisher_label
from techdep_tui.core.articles.model import Article, Part
from techdep_tui.core.state.model import Mark
from techdep_tui.ui.actions import Where, bindings
from techdep_tui.ui.labels import date_label
from techdep_tui.ui.messages import ArticleChosen, ArticleHighlighted
from techdep_tui.ui.widgets.lines import CursorView, Piece
from techdep_tui.ui.wrap import fit, wrap

_SHORT_LIST = 500
"""Up to so many articles are listed with their whole titles; longer lists have rows of one height."""

_MARGIN = 4
_UNMARKED = Mark()


class ArticleList(CursorView):
    """Rows of articles: unread dot, star, warning, title, date and publisher."""

    BINDINGS = bindings(Where.LIST)

    def __init__(
        self,
        date_of: Callable[[Article], Part[str]],
        *,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self._date_of = date_of
        self._articles: Sequence[Article] = ()
        self._row_of: dict[str, int] = {}
        self._marks: Mapping[str, Mark] = {}
        self._chosen: frozenset[str] = frozenset()
        self._tops: list[int] = []
        self._rows_of_line: list[int] = []
        self._empty: tuple[str, ...] = ()

    @property
    def current(self) -> Article | None:
        """The article under the cursor."""
        return self._articles[self.cursor] if self._articles else None

    @property
    def articles(self) -> Sequence[Article]:
        """The articles in the order shown."""
        return self._articles

    def show(self, articles: Sequence[Article], marks: Mapping[str, Mark], empty: Iterable[str] = ()) -> None:
        """Show these articles; the cursor stays on its article. `empty` is said where there are none."""
        current = self.current
        self._articles = articles
        self._row_of = {article.id: row for row, article in enumerate(articles)}
        self._marks = marks
        self._empty = tuple(empty)
        self._cursor = (
            self._row_of.get(current.id, min(self.cursor, max(len(articles) - 1, 0))) if current else 0
        )
        self._lay_out()
        if articles:
            self.show_lines(*self.row_lines(self.cursor))

    def set_marks(self, marks: Mapping[str, Mark]) -> None:
        """Show what is read and starred now."""
        self._marks = marks
        self.redraw()

    def set_chosen(self, article_ids: frozenset[str]) -> None:
        """Show which articles are marked for copying."""
        self._chosen = article_ids
        self.redraw()

    def refresh_article(self, article_id: str) -> None:
        """Draw an article's row anew: its inferred date has become known."""
        row = self._row_of.get(article_id)
        if row is not None:
            self.redraw_lines(*self.row_lines(row))

    def go_to(self, article_id: str, *, is_told: bool = True) -> bool:
        """Put the cursor on an article; false where it is not in the list."""
        row = self._row_of.get(article_id)
        if row is None:
            return False
        self.move_to(row, is_told=is_told)
        return True

    def row_count(self) -> int:
        return len(self._articles)

    def row_lines(self, row: int) -> tuple[int, int]:
        if self._tops:
            return self._tops[row], self._tops[row + 1] - 2
        return row * self._uniform_height, row * self._uniform_height + self._uniform_height - 2

    def row_at_line(self, line: int) -> int | None:
        if self._tops:
            return self._rows_of_line[line] if 0 <= line < len(self._rows_of_line) else None
        row = line // self._uniform_height
        return row if 0 <= row < len(self._articles) else None

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
        article = self._articles[row]
        mark = self._marks.get(article.digest, _UNMARKED)
        if y == first:
            lead = self._lead(row, article, mark)
        else:
            lead = ("▌" if row == self.cursor else " ") + " " * (_MARGIN - 1)
        text, style = self._row_text(article, y - first, last - first, width - _MARGIN)
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
        if self._articles:
            self.show_lines(*self.row_lines(self.cursor))

    def action_choose(self) -> None:
        self.post_message(ArticleChosen())

    def action_mark(self) -> None:
        if (article := self.current) is not None:
            self.set_chosen(self._chosen ^ {article.id})
            self.move_to(self.cursor + 1)

    def action_mark_all(self) -> None:
        listed = frozenset(article.id for article in self._articles)
        self.set_chosen(self._chosen - listed if listed <= self._chosen else self._chosen | listed)

    @property
    def chosen(self) -> frozenset[str]:
        """Ids of the articles marked for copying."""
        return self._chosen

    @property
    def _uniform_height(self) -> int:
        return 4

    def _lay_out(self) -> None:
        """Where each row begins; only a short list is wrapped title by title."""
        self._tops, self._rows_of_line = [], []
        if not self._articles:
            self.set_line_count(len(self._empty))
            return
        if len(self._articles) > _SHORT_LIST:
            self.set_line_count(len(self._articles) * self._uniform_height)
            return
        width = self.line_width - _MARGIN
        line = 0
        for row, article in enumerate(self._articles):
            self._tops.append(line)
            title = article.title
            height = min(sum(1 for _ in wrap(title, 0, len(title), width)), 4) + 2
            self._rows_of_line.extend([row] * height)
            line += height
        self._tops.append(line)
        self.set_line_count(line)

    def _lead(self, row: int, article: Article, mark: Mark) -> str:
        bar = "▌" if row == self.cursor else " "
        return (
            ("◆" if article.id in self._chosen else bar)
            + ("○" if mark.is_read else "●")
            + ("*" if mark.is_starred else " ")
            + ("!" if article.problems else " ")
        )

    def _row_text(self, article: Article, line: int, last: int, width: int) -> Piece:
        title = article.title
        lines = list(wrap(title, 0, len(title), width))
        if line == min(len(lines), last):
            meta = f"{date_label(self._date_of(article))} · {publisher_label(article.metadata)}"
            return fit(meta, width), "dim"
        if line >= len(lines):
            return "", "dim"
        start, end = lines[line]
        if line == last - 1 and len(lines) > last:
            return fit(title[start:], width), ""
        return title[start:end], ""
