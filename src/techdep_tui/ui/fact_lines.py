"""The lines of facts in the sidebar, made once for each width."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import NamedTuple

from rich.cells import cell_len

from techdep_tui.core.articles.model import Article
from techdep_tui.core.facts.model import Certainty, Fact
from techdep_tui.ui.fact_rows import FactRow, surroundings
from techdep_tui.ui.wrap import fit, wrap

Pieces = tuple[tuple[str, str], ...]
"""A line after its paragraph number: texts with the names of their looks."""

INDENT = "     "
_MOST_LINES, _MOST_NOTE_LINES = 3, 2


class Row(NamedTuple):
    """What the cursor can stand on: a thing with all its mentions, or one mention of an opened thing."""

    thing: FactRow
    which: int | None = None

    @property
    def mentions(self) -> tuple[Fact, ...]:
        """The mentions that the row stands for."""
        return self.thing.mentions if self.which is None else (self.thing.mentions[self.which],)


class FactLines:
    """Rows in lines of one width; what was made for some words serves every row with the same ones."""

    def __init__(self) -> None:
        self._made: tuple[int, dict[Hashable, tuple[Pieces, ...]]] = (0, {})
        self._by_row: dict[Row, tuple[Pieces, ...]] = {}

    def set_width(self, width: int) -> None:
        """Make lines of so many cells from now on."""
        if width != self._made[0]:
            self._made, self._by_row = (width, {}), {}

    def forget_rows(self) -> None:
        """There are other rows now, which may have the same words."""
        self._by_row = {}

    def prepare(self, things: Iterable[FactRow]) -> None:
        """Make the lines of things that will be shown; another thread may, while the width changes."""
        width, by_words = self._made
        for thing in things:
            _lines_of(thing, width, by_words)

    def of(self, row: Row, article: Article) -> tuple[Pieces, ...]:
        """The lines of a row, at least one."""
        lines = self._by_row.get(row)
        if lines is None:
            width, by_words = self._made
            if row.which is None:
                lines = _lines_of(row.thing, width, by_words)
            else:
                mention = row.thing.mentions[row.which]
                lines = tuple(_mention_lines(surroundings(article, mention), mention, width))
            self._by_row[row] = lines
        return lines


def _lines_of(thing: FactRow, width: int, made: dict[Hashable, tuple[Pieces, ...]]) -> tuple[Pieces, ...]:
    words = (thing.kind_word, thing.short, len(thing.mentions), thing.fact.subject, thing.note)
    lines = made.get(words)
    if lines is None:
        lines = made[words] = tuple(_thing_lines(thing, width))
    return lines


def _thing_lines(thing: FactRow, width: int) -> Iterator[Pieces]:
    """Kind, short form and how often; what it is about; its worth."""
    look = "aside" if thing.fact.is_rejected else ""
    count = f" ×{len(thing.mentions)}" if len(thing.mentions) > 1 else ""
    kind = thing.kind_word
    lead = len(kind) + len(INDENT)
    room = width - len(INDENT)
    texts = _cut(thing.short, room, lead - len(INDENT) + len(count), _MOST_LINES)
    gap = max(width - lead - cell_len(texts[0]) - len(count), 0) if count else 0
    yield (kind, look or "title"), (f" {texts[0]}", look), (" " * gap + count, "dim" if count else "")
    for text in texts[1:]:
        yield ((INDENT + text, look),)
    if thing.fact.subject:
        yield ((fit(f"{INDENT}of {thing.fact.subject}", width), "aside"),)
    if thing.note:
        for text in _cut(thing.note, room, 0, _MOST_NOTE_LINES):
            yield ((INDENT + text, "warning"),)


def _mention_lines(text: str, mention: Fact, width: int) -> Iterator[Pieces]:
    """The words around a mention, and how sure it is where it is not."""
    indent = INDENT + "  "
    worth = "" if mention.certainty is Certainty.CERTAIN else f" ({mention.certainty.value})"
    texts = _cut(text + worth, width - len(indent), 0, _MOST_NOTE_LINES)
    yield ((f" {texts[0]}", "quiet"),)
    for text in texts[1:]:
        yield ((indent + text, "quiet"),)


def _cut(text: str, width: int, indent: int, most: int) -> list[str]:
    """A text in at most so many lines, the first one `indent` cells shorter; "…" where it is cut."""
    lines = [text[a:b] for a, b in wrap(text, 0, len(text), width, indent)] or [""]
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], fit(lines[most - 1] + "…", width - (indent if most == 1 else 0))]
