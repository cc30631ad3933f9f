"""The sidebar: the facts of the current article."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from textual import events

from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.facts.model import Fact, Kind
from techdep_tui.ui.actions import Where, bindings
from techdep_tui.ui.fact_rows import FactRow
from techdep_tui.ui.messages import FactChosen
from techdep_tui.ui.widgets.lines import CursorView, Piece
from techdep_tui.ui.wrap import fit, wrap

ORDERS = ("in view", "place", "kind")
"""How the facts can be ordered: those in view first, by place in the text, grouped by kind."""

KIND_WORDS = {
    Kind.PERSON: "WHO",
    Kind.ORG: "ORG",
    Kind.PLACE: "PLACE",
    Kind.PRODUCT: "THING",
    Kind.MONEY: "MONEY",
    Kind.PERCENT: "SHARE",
    Kind.QUANTITY: "COUNT",
    Kind.MEASUREMENT: "SIZE",
    Kind.DATE: "DATE",
    Kind.PLAN: "PLAN",
    Kind.QUOTE: "QUOTE",
    Kind.STATEMENT: "SAYS",
    Kind.COMPARISON: "COMP",
    Kind.EVENT: "EVENT",
}
"""A kind is told by its word, never by colour alone."""

_KIND_ORDER = {kind: index for index, kind in enumerate(Kind)}
_MOST_LINES = 3
_INDENT = "     "


@dataclass(frozen=True, slots=True)
class _Line:
    pieces: tuple[Piece, ...]
    row: int | None = None


class FactsPane(CursorView):
    """Facts with kind, short form, subject and paragraph; the part in view follows the reader."""

    BINDINGS = bindings(Where.FACTS)

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._facts: Sequence[FactRow] = ()
        self._rows: list[FactRow] = []
        self._lines: list[_Line] = []
        self._row_lines: list[tuple[int, int]] = []
        self._seen = Span(0, 0)
        self._order = ORDERS[0]
        self._filter = ""
        self._note = ""
        self._made: dict[FactRow, list[tuple[Piece, ...]]] = {}
        self._made_for = 0

    @property
    def current(self) -> Fact | None:
        """The fact under the cursor."""
        return self._rows[self.cursor].fact if self._rows else None

    @property
    def fact_count(self) -> int:
        """All facts of the article."""
        return len(self._facts)

    @property
    def order(self) -> str:
        """One of `ORDERS`."""
        return self._order

    @property
    def filter(self) -> str:
        """The letters that the facts shown hold."""
        return self._filter

    def show(self, facts: Sequence[FactRow], note: str = "") -> None:
        """Show these facts, in order of place; `note` stands there when there are none."""
        self._facts, self._note = facts, note
        self._made = {}
        self._cursor = 0
        self._arrange()
        self.scroll_to(y=0, animate=False, force=True, immediate=True)

    def set_seen(self, seen: Span) -> None:
        """The reader shows these characters now."""
        parts = self._parts()
        self._seen = seen
        if self._order == ORDERS[0] and parts != self._parts():
            self._arrange()
            if not self.has_focus:
                self.scroll_to(y=0, animate=False, force=True, immediate=True)

    def set_filter(self, letters: str) -> None:
        """Show only facts whose kind, text or subject hold these letters."""
        self._filter = letters.strip()
        self._arrange()
        self.move_to(0)

    def nearest(self) -> FactRow | None:
        """The first fact in view, or else the next one below."""
        rows = [row for row in self._facts if row.fact.start >= self._seen.start]
        return rows[0] if rows else None

    def is_seen(self, fact: Fact) -> bool:
        """Whether a fact stands in the part of the text in view."""
        return self._seen.start <= fact.start < self._seen.end

    def _parts(self) -> tuple[int, int]:
        """How many facts stand above the part in view, and how many above its end."""
        starts = [row.fact.start for row in self._facts]
        return bisect_left(starts, self._seen.start), bisect_left(starts, self._seen.end)

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
        return (("▌" if line.row == self.cursor and self.has_focus else " ", "sign"), *line.pieces)

    def line_style(self, y: int) -> str:
        return "cursor" if self._lines[y].row == self.cursor and self.has_focus and self._rows else ""

    def on_resize(self, event: events.Resize) -> None:
        self.size_changed()
        self._arrange()

    def action_choose(self) -> None:
        self.post_message(FactChosen())

    def action_sort(self) -> None:
        self._order = ORDERS[(ORDERS.index(self._order) + 1) % len(ORDERS)]
        self._arrange()
        self.move_to(0)

    def _arrange(self) -> None:
        """Make all lines: a head with counts, then the facts under their headings."""
        current = self.current
        self._lines, self._rows, self._row_lines = [], [], []
        if self._made_for != self.line_width:
            self._made, self._made_for = {}, self.line_width
        for text in self._counts():
            self._lines.append(_Line(((text, "dim"),)))
        for title, rows in self._groups():
            if title:
                rule = f" ── {title} "
                self._lines.append(_Line(((rule + "─" * max(self.line_width - len(rule), 0), "dim"),)))
            for row in rows:
                self._add(row)
        if not self._rows:
            for text in self._empty_lines():
                self._lines.append(_Line(((text, "dim"),)))
        facts = [row.fact for row in self._rows]
        self._cursor = facts.index(current) if current in facts else min(self._cursor, max(len(facts) - 1, 0))
        self.set_line_count(len(self._lines))

    def _empty_lines(self) -> list[str]:
        note = self._note
        if self._filter and self._facts:
            note = f"No fact holds “{self._filter}”. Esc shows all."
        return [" " + note[a:b] for a, b in wrap(note, 0, len(note), self.line_width - 1)]

    def _counts(self) -> list[str]:
        if not self._facts:
            return []
        counts = Counter(row.fact.kind for row in self._facts)
        words = [f"All {len(self._facts)}"]
        words += [f"{KIND_WORDS[kind].capitalize()} {counts[kind]}" for kind in Kind if counts[kind]]
        text = "  ".join(words)
        return [" " + text[a:b] for a, b in wrap(text, 0, len(text), self.line_width - 1)]

    def _groups(self) -> list[tuple[str, list[FactRow]]]:
        rows = [row for row in self._facts if self._holds(row)]
        if self._order == "kind":
            kinds = sorted({row.fact.kind for row in rows}, key=_KIND_ORDER.__getitem__)
            grouped = [(kind, [row for row in rows if row.fact.kind is kind]) for kind in kinds]
            return [(f"{KIND_WORDS[kind]} {len(members)}", members) for kind, members in grouped]
        if self._order == "place":
            return [("", rows)]
        groups = [
            ("IN VIEW", [row for row in rows if self.is_seen(row.fact)]),
            ("BELOW", [row for row in rows if row.fact.start >= self._seen.end]),
            ("ABOVE", [row for row in rows if row.fact.start < self._seen.start]),
        ]
        return [(title, members) for title, members in groups if members]

    def _holds(self, row: FactRow) -> bool:
        if not self._filter:
            return True
        words = (KIND_WORDS[row.fact.kind], row.fact.kind.value, row.short, row.fact.subject or "")
        return self._filter.casefold() in " ".join(words).casefold()

    def _add(self, row: FactRow) -> None:
        index, first = len(self._rows), len(self._lines)
        lines = self._made.get(row)
        if lines is None:
            lines = self._made[row] = list(_lines_of(row, self.line_width - 1))
        self._lines += [_Line(pieces, index) for pieces in lines]
        self._rows.append(row)
        self._row_lines.append((first, len(self._lines) - 1))


def _lines_of(row: FactRow, width: int) -> Iterator[tuple[Piece, ...]]:
    """A fact's lines: paragraph, kind and short form, then what it is about."""
    number = f"¶{row.fact.paragraph}" if row.fact.paragraph is not None else "¶–"
    kind = KIND_WORDS[row.fact.kind]
    text = f"{number:<4}{kind} {row.short}"
    pieces = list(wrap(text, 0, len(text), width - len(_INDENT), -len(_INDENT)))[:_MOST_LINES]
    start, end = pieces[0]
    shown = text[start:end] if len(pieces) > 1 else fit(text[start:end], width)
    lead = len(number.ljust(4))
    yield (
        (shown[:lead], "sign"),
        (shown[lead : lead + len(kind)], "title"),
        (shown[lead + len(kind) :], ""),
    )
    for start, end in pieces[1:]:
        yield ((_INDENT + text[start:end], ""),)
    if row.fact.subject:
        yield ((fit(_INDENT + "of " + row.fact.subject, width), "aside"),)
