"""What every format gives back, and the writer that makes it.

A format reads the decoded text and writes the reading text block by block. White space is settled here, once:
a line break or a run of blanks inside a block becomes one blank, and between two blocks stands one blank line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from techdep_tui.core.articles.model import NUMBERED, Block, BlockKind, Format, Link, SourceItem
from techdep_tui.core.articles.offsets import OffsetMap, Span, TextBuilder


class Piece(NamedTuple):
    """The source's `start:end`, as it stands or (`shown` not `None`) with another text in its place."""

    start: int
    end: int
    shown: str | None = None


class Line(NamedTuple):
    """A line that is not blank: its text without the blanks around it, and where that stands in the source.

    `gap` counts the blank lines before it, `indent` the blanks at its beginning (a tab counts as four).
    """

    text: str
    start: int
    end: int
    gap: int
    indent: int


class PlacedLink(NamedTuple):
    """A link whose text stands at the source's `start:end`."""

    text: str
    url: str
    rel: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Parsed:
    """A text after its format has been undone.

    `text` is the reading text and `offsets` lead from it to the decoded text. `blocks` are numbered. Of a
    list of sources each entry is a block and a `SourceItem`, in the same order.
    """

    format: Format
    text: str
    offsets: OffsetMap
    blocks: tuple[Block, ...]
    links: tuple[Link, ...] = ()
    sources: tuple[SourceItem, ...] = ()

    def first(self, kind: BlockKind) -> Block | None:
        """The first block of a kind, if there is one."""
        return next((block for block in self.blocks if block.kind is kind), None)

    def text_of(self, block: Block) -> str:
        """The reading text of a block."""
        return self.text[block.start : block.end]


_BLANKS = re.compile(r"[ \t\n]{2,}|[\t\n]")
_BLANK_CHARACTERS = " \t\n"


class BlockWriter:
    """Writes the reading text of `source` block by block, in the order of the source."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.blocks: list[Block] = []
        self.links: list[PlacedLink] = []
        self.sources: list[SourceItem] = []
        self._builder = TextBuilder(source)
        self._written_to = 0
        self._is_in_block = False
        self._blank: Piece | None = None

    def block(self, kind: BlockKind, pieces: Iterable[Piece], level: int = 0) -> bool:
        """Write one block; nothing happens, and the answer is `False`, if no visible character is in it."""
        self._is_in_block, self._blank = False, None
        begin = self._builder.length
        for piece in pieces:
            if piece.shown is None:
                self._keep(piece.start, piece.end)
            else:
                self._show(piece)
        if not self._is_in_block:
            return False
        if self.blocks:
            begin += 2
        self.blocks.append(Block(kind, begin, self._builder.length, None, level))
        return True

    def verbatim(self, kind: BlockKind, lines: Sequence[Span]) -> None:
        """Write lines as they stand as one block, with their own line breaks (code, tables)."""
        kept = [span for span in lines if span.end > span.start]
        for i, span in enumerate(kept):
            if i == 0:
                begin = self._builder.length + (2 if self.blocks else 0)
                self._is_in_block = False
                self._before_visible(span.start)
            else:
                self._builder.fold("\n", kept[i - 1].end, span.start)
            self._builder.keep(*span)
            self._written_to = span.end
        if kept:
            self.blocks.append(Block(kind, begin, self._builder.length))

    def parsed(self, form: Format) -> Parsed:
        """Everything written so far, paragraphs numbered and links placed."""
        text, offsets = self._builder.text(), self._builder.offsets()
        links = tuple(_placed(link, text, offsets) for link in self.links)
        return Parsed(form, text, offsets, _numbered(self.blocks), links, tuple(self.sources))

    def _keep(self, start: int, end: int) -> None:
        position = start
        for match in _BLANKS.finditer(self.source, start, end):
            self._keep_solid(position, match.start())
            self._add_blank(" ", *match.span())
            position = match.end()
        self._keep_solid(position, end)

    def _keep_solid(self, start: int, end: int) -> None:
        """Keep a stretch that has single blanks only."""
        while start < end and self.source[start] == " ":
            self._add_blank(" ", start, start + 1)
            start += 1
        last = end
        while last > start and self.source[last - 1] == " ":
            last -= 1
        if last > start:
            self._before_visible(start)
            self._builder.keep(start, last)
            self._written_to = last
        if end > last:
            self._add_blank(" ", last, end)

    def _show(self, piece: Piece) -> None:
        start, end, shown = piece.start, piece.end, piece.shown or ""
        if not shown:
            return
        if not shown.strip(_BLANK_CHARACTERS):
            self._add_blank("\n" if "\n" in shown else " ", start, end)
            return
        if shown[0] in _BLANK_CHARACTERS:
            self._add_blank(" ", start, start)
        self._before_visible(start)
        self._builder.fold(_BLANKS.sub(" ", shown.strip(_BLANK_CHARACTERS)), start, end)
        self._written_to = end
        if shown[-1] in _BLANK_CHARACTERS:
            self._add_blank(" ", end, end)

    def _add_blank(self, shown: str, start: int, end: int) -> None:
        if not self._is_in_block:
            return
        if self._blank:
            start = self._blank.start
            shown = "\n" if "\n" in (self._blank.shown or "") else shown
        self._blank = Piece(start, end, shown)

    def _before_visible(self, start: int) -> None:
        """Write what is due before a visible character: the blank line between blocks, or a blank."""
        if not self._is_in_block:
            self._is_in_block = True
            if self.blocks:
                self._builder.fold("\n\n", self._written_to, max(start, self._written_to))
        elif self._blank:
            blank_end = max(self._blank.end, self._written_to)
            self._builder.fold(self._blank.shown or " ", max(self._blank.start, self._written_to), blank_end)
        self._blank = None


def read_lines(source: str, start: int = 0) -> list[Line]:
    """The lines of `source` from `start` on that are not blank."""
    lines: list[Line] = []
    position, gap = start, 0
    for raw in source[start:].split("\n"):
        text = raw.strip()
        if text:
            lead = len(raw) - len(raw.lstrip())
            indent = lead + 3 * raw.count("\t", 0, lead) if lead else 0
            begin = position + lead
            lines.append(Line(text, begin, begin + len(text), gap, indent))
            gap = 0
        else:
            gap += 1
        position += len(raw) + 1
    return lines


def _numbered(blocks: Sequence[Block]) -> tuple[Block, ...]:
    numbered: list[Block] = []
    number = 0
    for block in blocks:
        if block.kind in NUMBERED:
            number += 1
            numbered.append(replace(block, number=number))
        else:
            numbered.append(block)
    return tuple(numbered)


def _placed(link: PlacedLink, text: str, offsets: OffsetMap) -> Link:
    start, end = offsets.locate(link.start), offsets.locate(link.end)
    while start < end and text[start] in _BLANK_CHARACTERS:
        start += 1
    return Link(link.text, link.url, link.rel, start, max(start, end))
