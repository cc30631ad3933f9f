"""The sidebar: the facts of the current article."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence

from textual import events

from techdep_tui.core.articles.model import Article
from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.facts.model import Fact, Kind
from techdep_tui.ui.actions import Where, bindings
from techdep_tui.ui.fact_lines import FactLines, Row
from techdep_tui.ui.fact_order import ORDERS, in_order
from techdep_tui.ui.fact_rows import KIND_WORDS, FactRow
from techdep_tui.ui.messages import FactChosen, FactHighlighted
from techdep_tui.ui.widgets.lines import CursorView, Piece
from techdep_tui.ui.wrap import wrap

_UNBROKEN = "\N{NO-BREAK SPACE}"
_LOW = 12
"""Below so many lines the counts of kinds would leave no room for the facts."""


class FactsPane(CursorView):
    """Facts with paragraph, kind, short form, mentions and subject; the part in view follows the reader."""

    BINDINGS = bindings(Where.FACTS)

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._article: Article | None = None
        self._things: Sequence[FactRow] = ()
        self._starts: Sequence[int] = ()
        self._by_start: Sequence[FactRow] = ()
        self._rows: list[Row] = []
        self._entries: list[str | int] = []
        self._tops: list[int] = [0]
        self._entry_of_row: list[int] = []
        self._lines = FactLines()
        self._opened: set[tuple[Kind, int]] = set()
        self._seen = Span(0, 0)
        self._order = ORDERS[0]
        self._filter = ""
        self._note = ""
        self._shows_rejected = False

    # What the screen asks and tells

    @property
    def rows(self) -> Sequence[Row]:
        """What the cursor can stand on, from the top."""
        return self._rows

    @property
    def current(self) -> Row | None:
        """What the cursor stands on."""
        return self._rows[self.cursor] if self._rows else None

    @property
    def target(self) -> Fact | None:
        """The mention that Enter goes to: that of the row, the first in order of place, else the nearest."""
        row = self.current
        return self._target(row) if row is not None else None

    @property
    def fact_count(self) -> int:
        """Things that the article says, those left out that the reader rejected."""
        return sum(not thing.fact.is_rejected for thing in self._things)

    @property
    def rejected_count(self) -> int:
        """Things that the reader rejected."""
        return len(self._things) - self.fact_count

    @property
    def shows_rejected(self) -> bool:
        """Whether what the reader rejected is shown, too."""
        return self._shows_rejected

    @property
    def order(self) -> str:
        """One of `ORDERS`."""
        return self._order

    @property
    def filter(self) -> str:
        """The letters that the facts shown hold."""
        return self._filter

    def prepare(self, things: Sequence[FactRow]) -> None:
        """Make the lines of facts that will be shown; may be called from another thread."""
        self._lines.prepare(things)

    def title_words(self) -> str:
        """How many things there are, in which order, and which of them are shown."""
        if not self._filter:
            return f"Facts {self.fact_count} · {self._order}"
        shown = sum(row.which is None for row in self._rows)
        return f"Facts {shown} of {self.fact_count} · “{self._filter}”"

    def show(self, article: Article | None, things: Sequence[FactRow], note: str = "") -> None:
        """Show these facts, in order of place; `note` stands there when there are none.

        If they are of the article that was shown before, the cursor stays with the mentions that it stood on,
        or else where it is.
        """
        is_new, before = article is not self._article, self.current
        self._article, self._note = article, note
        self._take(things)
        if is_new:
            self._cursor, self._opened = 0, set()
            self._arrange()
            self._scroll_to_top()
        else:
            self._arrange()
            self.move_to(self._row_after(before), is_told=False)

    def set_seen(self, seen: Span) -> None:
        """The reader shows these characters now."""
        before = self._parts()
        self._seen = seen
        if before == self._parts():
            return
        if self._order == ORDERS[0]:
            self._arrange()
            if not self.has_focus:
                self._scroll_to_top()
        else:
            self.redraw()

    def set_filter(self, letters: str) -> None:
        """Show only facts whose kind, text, subject or note hold these letters."""
        self._filter = letters.strip()
        self._arrange()
        self.move_to(0)

    def show_rejected(self, is_wanted: bool) -> None:
        """Show what the reader rejected, too, or not."""
        self._shows_rejected = is_wanted
        self._arrange()

    def point_at(self, fact: Fact) -> None:
        """Put the cursor on the row of a fact, if it is shown."""
        for index, row in enumerate(self._rows):
            if row.which is None and any(mention is fact for mention in row.thing.mentions):
                self.move_to(index, is_told=False)
                return

    def thing_of(self, fact: Fact) -> FactRow | None:
        """The thing that a fact is a mention of."""
        at = bisect_left(self._starts, fact.start)
        while at < len(self._starts) and self._starts[at] == fact.start:
            if any(mention is fact for mention in self._by_start[at].mentions):
                return self._by_start[at]
            at += 1
        return None

    def nearest(self) -> FactRow | None:
        """The first thing mentioned in view, or else the next one below."""
        at = bisect_left(self._starts, self._seen.start)
        return self._by_start[at] if at < len(self._by_start) else None

    # How lines are drawn

    def row_count(self) -> int:
        return len(self._rows)

    def row_lines(self, row: int) -> tuple[int, int]:
        entry = self._entry_of_row[row]
        return self._tops[entry], self._tops[entry + 1] - 1

    def row_at_line(self, line: int) -> int | None:
        entry = self._entry_at(line)
        return entry if isinstance(entry, int) else None

    def line_pieces(self, y: int, width: int) -> Iterable[Piece]:
        entry = self._entry_at(y)
        if not isinstance(entry, int) or self._article is None:
            return ((str(entry), "dim"),)
        row, line = self._rows[entry], y - self.row_lines(entry)[0]
        pieces = self._lines.of(row, self._article)[line]
        cursor: Piece = ("▌" if entry == self.cursor and self.has_focus else " ", "sign")
        if line:
            return (cursor, *pieces)
        number = self._target(row).paragraph
        place = "¶–" if number is None else f"¶{number}"
        return (cursor, (f"{place:<4}" if row.which is None else f"  {place:<4}", "sign"), *pieces)

    def line_style(self, y: int) -> str:
        return "cursor" if self.has_focus and self._rows and self.row_at_line(y) == self.cursor else ""

    # Events and actions

    def on_resize(self, event: events.Resize) -> None:
        self.size_changed()
        self._arrange()

    def cursor_moved(self) -> None:
        self.post_message(FactHighlighted())

    def action_choose(self) -> None:
        self.post_message(FactChosen())

    def action_sort(self) -> None:
        self._order = ORDERS[(ORDERS.index(self._order) + 1) % len(ORDERS)]
        self._arrange()
        self.move_to(0)

    def action_open(self) -> None:
        row = self.current
        if row is not None and row.which is None and len(row.thing.mentions) > 1:
            self._opened |= _marks_of(row.thing)
            self._arrange()
            last = min(self.cursor + len(row.thing.mentions), len(self._rows) - 1)
            self.show_lines(self.row_lines(self.cursor)[0], self.row_lines(last)[1])

    def action_shut(self) -> None:
        row = self.current
        if row is not None and self._is_open(row.thing):
            self._opened -= _marks_of(row.thing)
            self._cursor = self._rows.index(Row(row.thing))
            self._arrange()
            self.move_to(self.cursor)

    # Inner workings

    def _take(self, things: Sequence[FactRow]) -> None:
        """Hold these things, and know which of them are mentioned where."""
        self._things = things
        self._lines.forget_rows()
        placed = [(start, thing) for thing in things if not thing.fact.is_rejected for start in thing.starts]
        placed.sort(key=lambda each: each[0])
        self._starts = [start for start, _ in placed]
        self._by_start = [thing for _, thing in placed]

    def _parts(self) -> tuple[int, int]:
        """How many mentions stand above the part in view, and how many above its end."""
        return bisect_left(self._starts, self._seen.start), bisect_left(self._starts, self._seen.end)

    def _target(self, row: Row) -> Fact:
        if row.which is not None:
            return row.thing.mentions[row.which]
        return row.thing.mentions[0] if self._order == "place" else row.thing.nearest(self._seen)

    def _is_open(self, thing: FactRow) -> bool:
        return len(thing.mentions) > 1 and not self._opened.isdisjoint(_marks_of(thing))

    def _scroll_to_top(self) -> None:
        self.scroll_to(y=0, animate=False, force=True, immediate=True)

    def _row_after(self, before: Row | None) -> int:
        """The row that stands, after a correction, for what the cursor stood on before."""
        marks = _marks_of(before.thing) if before is not None else set()
        same = [
            index
            for index, row in enumerate(self._rows)
            if not row.thing.fact.is_rejected and not marks.isdisjoint(_marks_of(row.thing))
        ]
        if before is None or not same:
            return self.cursor
        return same[0] if before.which is None else same[min(before.which + 1, len(same) - 1)]

    def _entry_at(self, line: int) -> str | int:
        """What stands in a line: words, or the row with that index."""
        at = bisect_right(self._tops, line) - 1
        return self._entries[at] if 0 <= at < len(self._entries) else ""

    def _arrange(self) -> None:
        """List what is to be seen: a head with counts, then the facts under their headings."""
        current = self.current
        self._lines.set_width(self.line_width - 1)
        self._rows, self._entries, self._tops, self._entry_of_row = [], [], [0], []
        for text in self._counts():
            self._add_words(text)
        for title, things in in_order(self._wanted(), self._order, self._seen):
            if title:
                rule = f" ── {title} "
                self._add_words(rule + "─" * max(self.line_width - len(rule), 0))
            for thing in things:
                self._add_row(Row(thing))
                for which in range(len(thing.mentions)) if self._is_open(thing) else ():
                    self._add_row(Row(thing, which))
        if not self._rows:
            for text in self._empty_lines():
                self._add_words(text)
        if current in self._rows:
            self._cursor = self._rows.index(current)
        else:
            self._cursor = min(self._cursor, max(len(self._rows) - 1, 0))
        self.set_line_count(self._tops[-1])

    def _add_words(self, text: str) -> None:
        self._entries.append(text)
        self._tops.append(self._tops[-1] + 1)

    def _add_row(self, row: Row) -> None:
        assert self._article is not None
        self._entry_of_row.append(len(self._entries))
        self._entries.append(len(self._rows))
        self._rows.append(row)
        self._tops.append(self._tops[-1] + len(self._lines.of(row, self._article)))

    def _empty_lines(self) -> list[str]:
        note = self._note
        if self._filter and self._things:
            note = f"No fact holds “{self._filter}”. Esc shows all."
        elif self._things:
            note = "You rejected every fact here. R shows them."
        return [" " + note[a:b] for a, b in wrap(note, 0, len(note), self.line_width - 1)]

    def _counts(self) -> list[str]:
        if not self._things:
            return []
        words = [f"All {self.fact_count}"]
        if self._order != "kind" and self.page_height >= _LOW:
            counts = Counter(thing.fact.kind for thing in self._things if not thing.fact.is_rejected)
            words += [f"{KIND_WORDS[kind].capitalize()} {counts[kind]}" for kind in Kind if counts[kind]]
        if self.rejected_count:
            words.append(f"rejected {self.rejected_count}" + ("" if self._shows_rejected else " (R shows)"))
        text = "  ".join(word.replace(" ", _UNBROKEN) for word in words)
        return [" " + text[a:b] for a, b in wrap(text, 0, len(text), self.line_width - 1)]

    def _wanted(self) -> list[FactRow]:
        """The things that the filter, and the reader's wish to see rejected ones, let through."""
        letters = self._filter.casefold()
        return [
            thing
            for thing in self._things
            if letters in thing.letters and (self._shows_rejected or not thing.fact.is_rejected)
        ]


def _marks_of(thing: FactRow) -> set[tuple[Kind, int]]:
    """What stays of a thing when its mentions are corrected: their kinds as found, and where they begin."""
    return {((mention.found or mention).kind, mention.start) for mention in thing.mentions}
