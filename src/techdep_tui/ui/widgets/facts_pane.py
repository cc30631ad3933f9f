"""The sidebar: the facts of the current article."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rich.cells import cell_len
from textual import events

from techdep_tui.core.articles.model import Article
from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.facts.model import Fact, Kind
from techdep_tui.ui.actions import Where, bindings
from techdep_tui.ui.fact_rows import KIND_WORDS, FactRow, surroundings
from techdep_tui.ui.messages import FactChosen, FactHighlighted
from techdep_tui.ui.widgets.lines import CursorView, Piece
from techdep_tui.ui.wrap import fit, wrap

ORDERS = ("in view", "place", "kind")
"""How the facts can be ordered: those in view first, by place in the text, grouped by kind."""

_KIND_ORDER = {kind: index for index, kind in enumerate(Kind)}
_MOST_LINES, _MOST_NOTE_LINES = 3, 2
_INDENT = "     "
_LOW = 12
"""Below so many lines the counts of kinds would leave no room for the facts."""


class Row(NamedTuple):
    """What the cursor can stand on: a thing with all its mentions, or one mention of an opened thing."""

    thing: FactRow
    which: int | None = None

    @property
    def mentions(self) -> tuple[Fact, ...]:
        """The mentions that the row stands for."""
        return self.thing.mentions if self.which is None else (self.thing.mentions[self.which],)


@dataclass(frozen=True, slots=True)
class _Line:
    pieces: tuple[Piece, ...]
    row: int | None = None
    is_first: bool = False


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
        self._lines: list[_Line] = []
        self._row_lines: list[tuple[int, int]] = []
        self._opened: set[tuple[Kind, int]] = set()
        self._seen = Span(0, 0)
        self._order = ORDERS[0]
        self._filter = ""
        self._note = ""
        self._shows_rejected = False
        self._made: dict[Row, list[tuple[Piece, ...]]] = {}
        self._made_for = 0

    # What the screen asks and tells

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
        return self._row_lines[row]

    def row_at_line(self, line: int) -> int | None:
        return self._lines[line].row if 0 <= line < len(self._lines) else None

    def line_pieces(self, y: int, width: int) -> Iterable[Piece]:
        line = self._lines[y]
        if line.row is None:
            return line.pieces
        cursor: Piece = ("▌" if line.row == self.cursor and self.has_focus else " ", "sign")
        if not line.is_first:
            return (cursor, *line.pieces)
        row = self._rows[line.row]
        number = self._target(row).paragraph
        place = "¶–" if number is None else f"¶{number}"
        if row.which is not None:
            place = "  " + place
        return (cursor, (f"{place:<4}", "sign"), *line.pieces)

    def line_style(self, y: int) -> str:
        return "cursor" if self._lines[y].row == self.cursor and self.has_focus and self._rows else ""

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
        self._made = {}
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

    def _arrange(self) -> None:
        """Make all lines: a head with counts, then the facts under their headings."""
        current = self.current
        self._lines, self._rows, self._row_lines = [], [], []
        if self._made_for != self.line_width:
            self._made, self._made_for = {}, self.line_width
        for text in self._counts():
            self._lines.append(_Line(((text, "dim"),)))
        for title, things in self._groups():
            if title:
                rule = f" ── {title} "
                self._lines.append(_Line(((rule + "─" * max(self.line_width - len(rule), 0), "dim"),)))
            for thing in things:
                self._add(Row(thing))
                if self._is_open(thing):
                    for index in range(len(thing.mentions)):
                        self._add(Row(thing, index))
        if not self._rows:
            for text in self._empty_lines():
                self._lines.append(_Line(((text, "dim"),)))
        if current in self._rows:
            self._cursor = self._rows.index(current)
        else:
            self._cursor = min(self._cursor, max(len(self._rows) - 1, 0))
        self.set_line_count(len(self._lines))

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
        text = "  ".join(words)
        return [" " + text[a:b] for a, b in wrap(text, 0, len(text), self.line_width - 1)]

    def _groups(self) -> list[tuple[str, list[FactRow]]]:
        things = [thing for thing in self._things if self._is_wanted(thing)]
        if self._order == "kind":
            kinds = sorted({thing.fact.kind for thing in things}, key=_KIND_ORDER.__getitem__)
            grouped = [(kind, [thing for thing in things if thing.fact.kind is kind]) for kind in kinds]
            return [(f"{KIND_WORDS[kind]} {len(members)}", members) for kind, members in grouped]
        if self._order == "place":
            return [("", things)]
        groups: dict[str, list[tuple[int, FactRow]]] = {"IN VIEW": [], "BELOW": [], "ABOVE": []}
        for thing in things:
            at = bisect_left(thing.starts, self._seen.start)
            if at == len(thing.starts):
                groups["ABOVE"].append((thing.starts[0], thing))
            else:
                group = "IN VIEW" if thing.starts[at] < self._seen.end else "BELOW"
                groups[group].append((thing.starts[at], thing))
        for members in groups.values():
            members.sort(key=lambda member: member[0])
        return [(title, [thing for _, thing in members]) for title, members in groups.items() if members]

    def _is_wanted(self, thing: FactRow) -> bool:
        if thing.fact.is_rejected and not self._shows_rejected:
            return False
        return not self._filter or self._filter.casefold() in thing.letters

    def _add(self, row: Row) -> None:
        index, first = len(self._rows), len(self._lines)
        lines = self._made.get(row)
        if lines is None:
            lines = self._made[row] = list(self._lines_of(row))
        self._lines += [_Line(pieces, index, i == 0) for i, pieces in enumerate(lines)]
        self._rows.append(row)
        self._row_lines.append((first, len(self._lines) - 1))

    def _lines_of(self, row: Row) -> Iterator[tuple[Piece, ...]]:
        width = self.line_width - 1
        if row.which is not None and self._article is not None:
            mention = row.thing.mentions[row.which]
            return _mention_lines(surroundings(self._article, mention), mention, width)
        return _thing_lines(row.thing, width)


def _marks_of(thing: FactRow) -> set[tuple[Kind, int]]:
    """What stays of a thing when its mentions are corrected: their kinds as found, and where they begin."""
    return {((mention.found or mention).kind, mention.start) for mention in thing.mentions}


def _thing_lines(thing: FactRow, width: int) -> Iterator[tuple[Piece, ...]]:
    """A thing's lines after its paragraph: kind, short form and how often; what it is about; its worth."""
    look = "aside" if thing.fact.is_rejected else ""
    count = f" ×{len(thing.mentions)}" if len(thing.mentions) > 1 else ""
    kind = thing.kind_word
    lead = len(kind) + 5
    room = width - len(_INDENT)
    texts = _cut(thing.short, room, lead - len(_INDENT) + len(count), _MOST_LINES)
    gap = max(width - lead - cell_len(texts[0]) - len(count), 0) if count else 0
    yield (kind, look or "title"), (" " + texts[0], look), (" " * gap + count, "dim" if count else "")
    for text in texts[1:]:
        yield ((_INDENT + text, look),)
    if thing.fact.subject:
        yield ((fit(f"{_INDENT}of {thing.fact.subject}", width), "aside"),)
    if thing.note:
        for text in _cut(thing.note, room, 0, _MOST_NOTE_LINES):
            yield ((_INDENT + text, "warning"),)


def _mention_lines(text: str, mention: Fact, width: int) -> Iterator[tuple[Piece, ...]]:
    """A mention's lines after its paragraph: the words around it."""
    indent = _INDENT + "  "
    note = f" ({mention.certainty.value})" if mention.certainty.value != "certain" else ""
    texts = _cut(text + note, width - len(indent), 0, _MOST_NOTE_LINES)
    yield ((" " + texts[0], "quiet"),)
    for text in texts[1:]:
        yield ((indent + text, "quiet"),)


def _cut(text: str, width: int, indent: int, most: int) -> list[str]:
    """A text in at most so many lines, the first one `indent` cells shorter; "…" where it is cut."""
    lines = [text[a:b] for a, b in wrap(text, 0, len(text), width, indent)] or [""]
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], fit(lines[most - 1] + "…", width - (indent if most == 1 else 0))]
