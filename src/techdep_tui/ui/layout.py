"""An article laid out in lines for a given width, every line knowing its characters of the reading text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len

from techdep_tui.core.articles.model import Article, Block, BlockKind
from techdep_tui.ui.wrap import wrap

HIDEABLE = frozenset({BlockKind.BOILERPLATE, BlockKind.RELATED})
"""Blocks that are hidden until the reader asks for them."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line on the screen.

    It shows `prefix`, then the reading text's `start:end`, or `literal` where it shows words that are not in
    the text (`is_title` if they are the title). `kind` is the kind of its block, `None` for a blank or
    literal line.
    """

    start: int
    end: int
    prefix: str = ""
    kind: BlockKind | None = None
    literal: str = ""
    is_title: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """All lines of an article at one width.

    `starts` are the lines' first characters, never falling, so that a position finds its line by bisection;
    `hidden` is the number of blocks left out.
    """

    lines: tuple[TextLine, ...]
    starts: tuple[int, ...]
    hidden: int

    def line_of(self, position: int) -> int:
        """The line that shows a character of the reading text, or the nearest one before it."""
        line = bisect_right(self.starts, position) - 1
        while line > 0 and self.lines[line].kind is None:
            line -= 1
        return max(line, 0)

    def span_of_lines(self, first: int, last: int) -> tuple[int, int]:
        """The characters of the reading text that the lines `first` to `last` show."""
        shown = [line for line in self.lines[first : last + 1] if line.kind is not None]
        return (shown[0].start, shown[-1].end) if shown else (0, 0)


def lay_out(article: Article, width: int, head: tuple[str, ...], *, shows_boilerplate: bool) -> Layout:
    """Lay an article out; `head` are paragraphs on the article that stand between its title and its text."""
    lines: list[TextLine] = []
    hidden = 0
    is_head_due = True
    if not any(block.kind is BlockKind.TITLE for block in article.blocks):
        lines.extend(_literal(article.title, width, 0, is_title=True))
        lines.append(TextLine(0, 0))
        lines.extend(_head(head, width, 0))
        is_head_due = False
    for block in article.blocks:
        if block.kind in HIDEABLE and not shows_boilerplate:
            hidden += 1
            continue
        lines.extend(_block(article, block, width))
        lines.append(TextLine(block.end, block.end))
        if block.kind is BlockKind.TITLE and is_head_due:
            lines.extend(_head(head, width, block.end))
            is_head_due = False
    return Layout(tuple(lines), tuple(line.start for line in lines), hidden)


def _block(article: Article, block: Block, width: int) -> Iterator[TextLine]:
    prefix = _prefix(block)
    for start, end in wrap(article.text, block.start, block.end, width, cell_len(prefix)):
        yield TextLine(start, end, prefix, block.kind)
        prefix = ""


def _prefix(block: Block) -> str:
    number = f"¶{block.number}  " if block.number is not None else ""
    if block.kind is BlockKind.LIST_ITEM:
        return number + "  " * max(block.level - 1, 0) + "• "
    if block.kind is BlockKind.QUOTATION:
        return number + "│ "
    if block.kind is BlockKind.SOURCE_ITEM:
        return "- "
    return number


def _head(head: tuple[str, ...], width: int, at: int) -> Iterator[TextLine]:
    for paragraph in head:
        yield from _literal(paragraph, width, at)
        yield TextLine(at, at)


def _literal(text: str, width: int, at: int, *, is_title: bool = False) -> Iterator[TextLine]:
    for start, end in wrap(text, 0, len(text), width):
        yield TextLine(at, at, literal=text[start:end], is_title=is_title)
