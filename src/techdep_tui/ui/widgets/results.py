"""What a search found, by article, with the sentence around every hit."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from techdep_tui.core.articles.model import Article
from techdep_tui.core.catalogue import Catalogue
from techdep_tui.core.errors import ArticleNotFound
from techdep_tui.core.search.model import ArticleHits, Hit, How, SearchResult
from techdep_tui.ui.labels import date_label, plural
from techdep_tui.ui.widgets.lines import CursorView, Piece
from techdep_tui.ui.wrap import fit, wrap

SHOWN_AT_FIRST = 4
"""So many hits of an article are shown until → opens it."""

SHOWN_ARTICLES = 12
"""So many articles are laid out at once; more follow when the cursor comes near their end."""

_MOST_LINES, _MOST_LINES_IF_LOW, _LOW = 4, 2, 15
"""Lines that a sentence may take; in a pane of fewer than so many lines."""

_INDENT = 8


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A row that the cursor can stand on: a hit, or (`hit` is `None`) the line that says how many more.

    `top` is its first line, `lines` are the stretches of the text in each of a hit's.
    """

    hits: ArticleHits
    hit: Hit | None
    top: int
    lines: tuple[tuple[int, int], ...] = ()


class _Head(NamedTuple):
    """What stands above an article's hits; `number` is that of the article in the catalogue."""

    hits: ArticleHits
    number: int


class Results(CursorView):
    """Articles with their hits, each with its sentence; the first articles are laid out, more as the cursor
    comes near their end.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "cursor(1)", "Next hit", show=False),
        Binding("up,k", "screen.move(-1)", "Previous hit", show=False),
        Binding("pagedown", "screen.article(1)", "Next article", show=False),
        Binding("pageup", "screen.article(-1)", "Previous article", show=False),
        Binding("right,l", "expand", "All hits of the article", show=False),
        Binding("enter", "screen.open", "Open", show=False),
        Binding("y", "screen.copy", "Copy", show=False),
        Binding("P", "app.show_copy", "Show the copy", show=False),
        Binding("g,home", "top", "First", show=False),
        Binding("G,end", "bottom", "Last", show=False),
    ]

    @dataclass
    class Moved(Message):
        """The cursor stands on another hit."""

        row: ResultRow

    def __init__(
        self,
        article_of: Callable[[str], Article],
        catalogue: Catalogue,
        *,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self._article_of = article_of
        self._catalogue = catalogue
        self._result = SearchResult("")
        self._expanded: set[str] = set()
        self._rows: list[ResultRow] = []
        self._heads: dict[int, _Head] = {}
        self._laid_out = self._end_of_articles = 0
        self._row_of_line: list[int | None] = []
        self._above: tuple[str, ...] = ()
        self._below: tuple[str, ...] = ()
        self._note_of_line: dict[int, str] = {}
        self._new: Collection[str] = ()
        self._shown = SHOWN_ARTICLES

    def show(
        self,
        result: SearchResult,
        above: tuple[str, ...] = (),
        below: tuple[str, ...] = (),
        new: Collection[str] = (),
    ) -> None:
        """Show what was found, with notes above and below it; the articles in `new` are labelled so."""
        self._result, self._above, self._below, self._new = result, above, below, new
        self._expanded.clear()
        self._shown = SHOWN_ARTICLES
        self._cursor = 0
        self._arrange()
        self.scroll_to(y=0, animate=False, force=True, immediate=True)

    def add(self, result: SearchResult, above: tuple[str, ...], below: tuple[str, ...]) -> None:
        """Show what was found with more behind it and other notes; the cursor stays on its hit."""
        self._result, self._above, self._below = result, above, below
        self._arrange()

    @property
    def current(self) -> ResultRow | None:
        """The row under the cursor."""
        return self._rows[self.cursor] if self._rows else None

    def go_to_article(self, step: int) -> None:
        """Put the cursor on the first hit of the next or previous article."""
        if not self._rows:
            return
        here = self._rows[self.cursor].hits
        firsts = [i for i, row in enumerate(self._rows) if i == 0 or row.hits is not self._rows[i - 1].hits]
        index = next(i for i, first in enumerate(firsts) if self._rows[first].hits is here)
        self.move_to(firsts[min(max(index + step, 0), len(firsts) - 1)])

    def row_count(self) -> int:
        return len(self._rows)

    def row_lines(self, row: int) -> tuple[int, int]:
        top = self._rows[row].top
        return top, top + max(len(self._rows[row].lines), 1) - 1

    def row_at_line(self, line: int) -> int | None:
        return self._row_of_line[line] if 0 <= line < len(self._row_of_line) else None

    def cursor_moved(self) -> None:
        if self._cursor >= len(self._rows) - self.page_height and self._shown < len(self._result.by_article):
            self._shown += SHOWN_ARTICLES
            self._lay_out_more()
        if (row := self.current) is not None:
            self.post_message(self.Moved(row))

    def action_expand(self) -> None:
        if (row := self.current) is not None:
            self._expanded ^= {row.hits.article_id}
            first = next(i for i, each in enumerate(self._rows) if each.hits is row.hits)
            offset = self._cursor - first
            self._arrange()
            first = next(i for i, each in enumerate(self._rows) if each.hits is row.hits)
            last = max(i for i, each in enumerate(self._rows) if each.hits is row.hits)
            self._cursor = min(first + offset, last)
            self.show_lines(*self.row_lines(self._cursor))
            self.redraw()

    def line_pieces(self, y: int, width: int) -> Iterable[Piece]:
        if y in self._heads:
            return self._title_pieces(self._heads[y], width)
        if y - 1 in self._heads:
            return self._meta_pieces(self._heads[y - 1], width)
        index = self.row_at_line(y)
        if index is None:
            note = self._note_of_line.get(y)
            return ((" " + fit(note, width - 1), "warning"),) if note is not None else ()
        row = self._rows[index]
        sign = "▌" if index == self.cursor else " "
        if row.hit is None:
            more = len(one_a_sentence(row.hits.hits)) - SHOWN_AT_FIRST
            return ((f"{sign}       + {more} more (→ opens)", "dim"),)
        return self._hit_pieces(sign, row, row.hit, y - row.top, width)

    def line_style(self, y: int) -> str:
        return "cursor" if self.has_focus and self.row_at_line(y) == self.cursor and self._rows else ""

    def on_resize(self, event: events.Resize) -> None:
        self.size_changed()
        self._arrange()

    def _arrange(self) -> None:
        """Lay out the articles shown, all anew."""
        self._rows, self._heads, self._row_of_line, self._note_of_line = [], {}, [], {}
        self._laid_out = self._end_of_articles = 0
        self._add_notes(self._above)
        self._lay_out_more()

    def _lay_out_more(self) -> None:
        """Lay out those shown that are not yet, in the place of the notes below."""
        lines = self._row_of_line
        if self._laid_out:
            del lines[self._end_of_articles :]
        for hits in self._result.by_article[self._laid_out : self._shown]:
            with suppress(ArticleNotFound):  # it was taken out since
                self._add_article(hits)
        self._laid_out, self._end_of_articles = self._shown, len(lines)
        self._note_of_line = {line: note for line, note in self._note_of_line.items() if line < len(lines)}
        if self._shown < len(self._result.by_article):
            self._add_notes((f"… {len(self._result.by_article) - self._shown:,} more articles",))
        self._add_notes(self._below)
        self._cursor = min(self._cursor, max(len(self._rows) - 1, 0))
        self.set_line_count(len(lines))

    def _add_article(self, hits: ArticleHits) -> None:
        number = self._catalogue.number_of(hits.article_id)
        text = self._article_of(hits.article_id).text
        lines = self._row_of_line
        self._heads[len(lines)] = _Head(hits, number)
        lines += [None, None]
        places = one_a_sentence(hits.hits)
        count = len(places)
        is_whole = hits.article_id in self._expanded or count <= SHOWN_AT_FIRST + 1
        shown = count if is_whole else SHOWN_AT_FIRST
        for hit in places[:shown]:
            row = ResultRow(hits, hit, len(lines), self._lines_of(hit, text))
            self._rows.append(row)
            lines += [len(self._rows) - 1] * len(row.lines)
        if shown < count:
            self._rows.append(ResultRow(hits, None, len(lines)))
            lines.append(len(self._rows) - 1)
        lines.append(None)

    def _add_notes(self, notes: Iterable[str]) -> None:
        for note in notes:
            self._note_of_line[len(self._row_of_line)] = note
            self._row_of_line.append(None)

    def _lines_of(self, hit: Hit, text: str) -> tuple[tuple[int, int], ...]:
        """The lines of a hit's sentence; of one that is too long, those around the hit."""
        most = _MOST_LINES_IF_LOW if self.page_height < _LOW else _MOST_LINES
        room = max(self.line_width - _INDENT - 1, 8)
        start, end = window(text, hit, room * most - 4 * most)
        return tuple(wrap(text, start, end, room))[:most] or ((start, end),)

    def _text_of(self, hit: Hit) -> str:
        try:
            return self._article_of(hit.article_id).text
        except ArticleNotFound:  # it was taken out since it was laid out
            return ""

    def _title_pieces(self, head: _Head, width: int) -> Iterable[Piece]:
        hits = head.hits
        count = plural(hits.hit_count, "hit")
        if hits.how is not How.EXACT:
            count = hits.how if hits.how is How.TITLE else f"{hits.how} · {count}"
        if hits.article_id in self._new:
            count = "new · " + count
        title = fit(self._catalogue.titles[head.number], max(width - len(count) - 4, 8))
        gap = max(width - len(count) - 2 - cell_len(title), 1)
        return ((" " + title, "strong"), (" " * gap, ""), (count, "dim"))

    def _meta_pieces(self, head: _Head, width: int) -> Iterable[Piece]:
        entry = self._catalogue.entry(head.number)
        meta = f"{entry.publisher} · {date_label(entry.date)}"
        return ((" " + fit(meta, width - 2), "dim"),)

    def _hit_pieces(self, sign: str, row: ResultRow, hit: Hit, line: int, width: int) -> Iterable[Piece]:
        text = self._text_of(hit)
        lead = f" ¶{hit.paragraph}" if hit.paragraph is not None else " –"
        yield sign, "sign"
        yield (lead if line == 0 else "").ljust(_INDENT - 1), "sign"
        first, last = row.lines[line]
        if line == 0 and first > hit.sentence.start:
            yield "…", ""
        at = first
        for span in row.hits.lit[bisect_left(row.hits.lit, first, key=lambda lit: lit.end) :]:
            if span.start >= last:
                break
            yield text[at : max(span.start, at)], ""
            yield text[max(span.start, at) : min(span.end, last)], "hit"
            at = min(max(span.end, at), last)
        yield text[at:last], ""
        if line == len(row.lines) - 1 and last < hit.sentence.end:
            yield "…", ""


def one_a_sentence(hits: Iterable[Hit]) -> list[Hit]:
    """The first hit of every sentence: the others are lit beside it."""
    return list({hit.sentence: hit for hit in reversed(list(hits))}.values())[::-1]


def window(text: str, hit: Hit, room: int) -> tuple[int, int]:
    """The part of a hit's sentence of at most `room` characters with the hit in its middle, cut at blanks."""
    start, end = hit.sentence
    if end - start <= room:
        return start, end
    half = max((room - (hit.end - hit.start)) // 2, 0)
    if hit.start - start > half:
        start = min(max(hit.start - half, start), max(end - room, start))
        blank = text.find(" ", start, hit.start)
        start = blank + 1 if blank >= 0 else start
    if end - start > room:
        blank = text.rfind(" ", hit.end, start + room)
        end = blank if blank > hit.end else max(start + room, hit.end)
    return start, end
