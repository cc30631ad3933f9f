"""What every format gives back, and the writer that makes it.

A format reads the decoded text and writes the reading text block by block. White space is settled here,
once: a line break or a run of blanks inside a block becomes one blank, and a blank line parts two blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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


_BLANK = " \t\n"
_BLANK_RUN = re.compile(" {2,}")


class BlockWriter:
    """Writes the reading text of `source` block by block, in the order of the source."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.blocks: list[Block] = []
        self.links: list[PlacedLink] = []
        self.sources: list[SourceItem] = []
        self._builder = TextBuilder(source)
        self._written_to = self._paragraphs = 0
        self._is_in_block = False
        self._due: Piece | None = None

    def block(self, kind: BlockKind, pieces: Iterable[Piece], level: int = 0) -> bool:
        """Write one block; nothing happens, and the answer is `False`, if no visible character is in it."""
        self._is_in_block, self._due = False, None
        begin = self._builder.length + (2 if self.blocks else 0)
        for piece in pieces:
            if piece.shown is None:
                self._keep(piece.start, piece.end)
            elif piece.shown:
                self._show(piece.start, piece.end, piece.shown)
        if self._is_in_block:
            number = None
            if kind in NUMBERED:
                self._paragraphs += 1
                number = self._paragraphs
            self.blocks.append(Block(kind, begin, self._builder.length, number, level))
        return self._is_in_block

    def verbatim(self, kind: BlockKind, lines: Sequence[Span]) -> None:
        """Write lines as they stand as one block, with their own line breaks (code)."""
        pieces: list[Piece] = []
        for span in lines:
            if pieces:
                pieces.append(Piece(pieces[-1].end, span.start, "\n"))
            pieces.append(Piece(span.start, span.end, self.source[span.start : span.end]))
        self.block(kind, pieces)

    def parsed(self, form: Format) -> Parsed:
        """Everything written so far, and links placed."""
        text, offsets = self._builder.text(), self._builder.offsets()
        links = tuple(_placed(link, text, offsets) for link in self.links)
        return Parsed(form, text, offsets, tuple(self.blocks), links, tuple(self.sources))

    def _keep(self, start: int, end: int) -> None:
        """Write the source's `start:end` with each run of blanks as one."""
        text = self.source[start:end].replace("\n", " ").replace("\t", " ")
        if "  " not in text:
            self._keep_words(text, start)
            return
        position = 0
        for match in _BLANK_RUN.finditer(text):
            self._keep_words(text[position : match.start()], start + position)
            self._add_blank(" ", start + match.start(), start + match.end())
            position = match.end()
        self._keep_words(text[position:], start + position)

    def _keep_words(self, text: str, start: int) -> None:
        """Write a stretch that has single blanks only, perhaps one at either end."""
        words = text.strip(" ")
        if not words:
            if text:
                self._add_blank(" ", start, start + len(text))
            return
        first = start + (text[0] == " ")
        if first > start:
            self._add_blank(" ", start, first)
        self._before_visible(first)
        self._builder.keep_as(words, first)
        self._written_to = first + len(words)
        if text[-1] == " ":
            self._add_blank(" ", self._written_to, self._written_to + 1)

    def _show(self, start: int, end: int, shown: str) -> None:
        """Write `shown` as standing for the source's `start:end`."""
        words = shown.strip(_BLANK)
        if not words:
            self._add_blank("\n" if "\n" in shown else " ", start, end)
            return
        self._before_visible(start)
        self._builder.fold(shown.rstrip(_BLANK) if words is not shown else shown, start, end)
        self._written_to = end

    def _add_blank(self, shown: str, start: int, end: int) -> None:
        """Remember a blank or line break; it is written before the block's next visible character."""
        if not self._is_in_block:
            return
        if self._due:
            start = self._due.start
            shown = "\n" if "\n" in (self._due.shown or "") else shown
        self._due = Piece(start, end, shown)

    def _before_visible(self, start: int) -> None:
        """Write what is due before a visible character: the blank line between blocks, or a blank."""
        if not self._is_in_block:
            self._is_in_block = True
            if self.blocks:
                self._builder.fold("\n\n", self._written_to, start)
        elif self._due:
            self._builder.fold(self._due.shown or " ", self._due.start, self._due.end)
        self._due = None


def read_lines(source: str, start: int = 0) -> list[Line]:
    """The lines of `source` from `start` on that are not blank."""
    lines: list[Line] = []
    position, gap = start, 0
    for raw in source[start:].split("\n"):
        text = raw.strip()
        if text:
            lead = raw.find(text) if len(text) < len(raw) else 0
            indent = lead + 3 * raw.count("\t", 0, lead) if lead else 0
            lines.append(Line(text, position + lead, position + lead + len(text), gap, indent))
            gap = 0
        else:
            gap += 1
        position += len(raw) + 1
    return lines


def _placed(link: PlacedLink, text: str, offsets: OffsetMap) -> Link:
    start, end = offsets.locate(link.start), offsets.locate(link.end)
    while start < end and text[start] in _BLANK:
        start += 1
    return Link(" ".join(link.text.split()), link.url, link.rel, start, max(start, end))
