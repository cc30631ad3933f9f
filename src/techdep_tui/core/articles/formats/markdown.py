"""Markdown becomes blocks: headings, paragraphs, lists, quotations, code, tables, and the list of sources.

A parser of our own in one pass over the lines: the known ones give no positions inside a paragraph, and every
character here must lead back to the file. It follows CommonMark where articles use it and knows the habits of
site generators: shortcodes, attribute lists, comments and scripts vanish; a line longer than any hard wrap is
a paragraph by itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from techdep_tui.core.articles.boilerplate import is_boilerplate, related_title
from techdep_tui.core.articles.bylines import is_byline
from techdep_tui.core.articles.formats.inline import Inline, read_inline
from techdep_tui.core.articles.formats.layout import looks_like_title
from techdep_tui.core.articles.formats.markdown_lines import (
    bullet_length,
    definition,
    ends_paragraph,
    fence_of,
    footnote_length,
    heading_of,
    is_navigation,
    is_rule,
    is_silent,
    is_table_rule,
    quote_length,
    visible,
)
from techdep_tui.core.articles.formats.sources import read_source
from techdep_tui.core.articles.model import BlockKind, Format
from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.articles.shape import BlockWriter, Line, Parsed, Piece
from techdep_tui.core.articles.titles import same_title
from techdep_tui.core.articles.wordlists import phrases

_HARD_WRAP = 120
"""Characters; a longer line was not wrapped by hand."""
_LONGEST_NAMED = 320
"""Characters; a longer paragraph is nothing but a paragraph."""
_MAX_DEPTH = 6
_SECTIONS = dict.fromkeys(
    phrases(
        """
        sources | source | references | reference | bibliography | citations | footnotes | endnotes | notes
        sources cited | works cited | quellen | literatur | fuentes | fonti | bronnen | источники | джерела
        """
    ),
    BlockKind.SOURCE_ITEM,
) | dict.fromkeys(
    phrases(
        """
        related | related articles | related stories | related news | related posts | related content
        read more | further reading | see also | more stories | read next | more on this story
        """
    ),
    BlockKind.RELATED,
)
"""Headings whose lists are not the article's own text, and what their items are."""
_RELATIONS = {BlockKind.SOURCE_ITEM: "source", BlockKind.RELATED: "related"}
_NOT_YET_TEXT = frozenset((BlockKind.TITLE, BlockKind.BYLINE, BlockKind.BOILERPLATE))


def parse(source: str, lines: Sequence[Line], title: str | None = None) -> Parsed:
    """Parse Markdown; `title` is the one that the front matter gives."""
    reader = _Reader(source, visible(source, lines), title)
    reader.read()
    return reader.writer.parsed(Format.MARKDOWN)


class _Reader:
    """Goes through the lines once and writes the blocks; methods take a line's number and give the next."""

    def __init__(self, source: str, lines: Sequence[Line], title: str | None) -> None:
        self.source = source
        self.lines = lines
        self.title = title
        self.writer = BlockWriter(source)
        self.references = _references(lines)
        self.has_title = False
        self.has_text = False
        self.section = BlockKind.PARAGRAPH
        self.list_indents: list[int] = []

    def read(self) -> None:
        """Read all lines."""
        i = 0
        while i < len(self.lines):
            i = self._block(i)

    def _block(self, i: int) -> int:
        line = self.lines[i]
        if fence_of(line.text):
            return self._code(i)
        if heading := heading_of(line.text):
            level, start, end = heading
            self._heading([Span(line.start + start, line.start + end)], level)
            return i + 1
        if is_silent(line.text) or is_rule(line.text) or definition(line.text):
            return i + 1
        if line.text[0] == ">":
            return self._quotation(i)
        if bullet_length(line.text) or footnote_length(line.text):
            return self._item(i)
        if "|" in line.text and i + 1 < len(self.lines) and is_table_rule(self.lines[i + 1]):
            return self._table(i)
        return self._paragraph(i)

    def _paragraph(self, i: int) -> int:
        stop = i + 1
        while stop < len(self.lines) and not ends_paragraph(self.lines[stop]):
            stop += 1
        self.list_indents.clear()
        lines = self.lines[i:stop]
        if stop < len(self.lines) and self.lines[stop].gap == 0 and not self.lines[stop].text.strip("=-"):
            self._heading(_spans(lines), 1 if self.lines[stop].text[0] == "=" else 2)
            return stop + 1
        if len(lines) > 1 and max(len(line.text) for line in lines) > _HARD_WRAP:
            for line in lines:
                self._write(BlockKind.PARAGRAPH, [Span(line.start, line.end)])
        else:
            self._write(BlockKind.PARAGRAPH, _spans(lines))
        return stop

    def _heading(self, spans: Sequence[Span], level: int) -> None:
        if spans[0].end <= spans[0].start:
            return
        self.list_indents.clear()
        found = read_inline(self.source, spans, self.references)
        text = found.text(self.source)
        if not self.has_text and is_navigation(self.source[spans[0].start : spans[-1].end]):
            self._emit(BlockKind.BOILERPLATE, found, text)
            return
        self.section = _SECTIONS.get(text.strip(" :").lower(), BlockKind.PARAGRAPH)
        if not self.has_title and self._is_title(text, level):
            self.has_title = True
            self._emit(BlockKind.TITLE, found, text)
        elif self.has_title and self.title and not self.has_text and same_title(text, self.title):
            self._emit(BlockKind.BOILERPLATE, found, text)
        else:
            kind = BlockKind.BOILERPLATE if self.section is BlockKind.RELATED else BlockKind.HEADING
            self._emit(kind, found, text, level)

    def _is_title(self, text: str, level: int) -> bool:
        """A heading is the title if it repeats the front matter's, or else is the first thing in the text."""
        if self.title is not None:
            return same_title(text, self.title)
        return not self.has_text and (level == 1 or all(b.kind in _NOT_YET_TEXT for b in self.writer.blocks))

    def _quotation(self, i: int) -> int:
        """Lines with `>` before them; an empty one among them begins a new quotation."""
        spans: list[Span] = []
        while i < len(self.lines) and self.lines[i].text[0] == ">":
            line = self.lines[i]
            span = Span(line.start + quote_length(line.text), line.end)
            if spans and (line.gap or span.start >= span.end):
                self._write(BlockKind.QUOTATION, spans)
                spans = []
            if span.start < span.end:
                spans.append(span)
            i += 1
        if spans:
            self._write(BlockKind.QUOTATION, spans)
        return i

    def _item(self, i: int) -> int:
        """One list item or footnote, with the lines that continue it."""
        line = self.lines[i]
        note = footnote_length(line.text)
        spans = [Span(line.start + (note or bullet_length(line.text)), line.end)]
        i += 1
        while i < len(self.lines) and _continues_item(self.lines[i], line.indent):
            spans.append(Span(self.lines[i].start, self.lines[i].end))
            i += 1
        while self.list_indents and self.list_indents[-1] >= line.indent:
            self.list_indents.pop()
        self.list_indents.append(line.indent)
        kind = BlockKind.LIST_ITEM if self.section is BlockKind.PARAGRAPH else self.section
        if note and "://" in line.text:
            kind = BlockKind.SOURCE_ITEM
        if spans[0].end > spans[0].start:
            self._write(kind, spans, min(len(self.list_indents), _MAX_DEPTH))
        return i

    def _code(self, i: int) -> int:
        mark = fence_of(self.lines[i].text)
        stop = i + 1
        while stop < len(self.lines):
            text = self.lines[stop].text
            if text.startswith(mark) and not text.strip(mark[0]):
                break
            stop += 1
        spans: list[Span] = []
        for line in self.lines[i + 1 : stop]:
            start = self.source.rfind("\n", 0, line.start) + 1
            is_new = not spans or spans[-1].end <= start  # else a comment has cut the line in two
            spans.append(Span(start if is_new else line.start, line.end))
        self.writer.verbatim(BlockKind.CODE, spans)
        return stop + 1

    def _table(self, i: int) -> int:
        """A table: its rows without the outer bars and without the rule below its head."""
        pieces: list[Piece] = []
        first = i
        while i < len(self.lines) and "|" in self.lines[i].text and (i == first or self.lines[i].gap == 0):
            line = self.lines[i]
            inner = line.text.strip("| \t")
            if i != first + 1 and inner:
                start = line.start + line.text.index(inner)
                found = read_inline(self.source, [Span(start, start + len(inner))], self.references)
                if pieces:
                    pieces.append(Piece(pieces[-1].end, start, "\n"))
                pieces.extend(found.pieces)
                self.writer.links.extend(found.links)
            i += 1
        self.has_text = self.writer.block(BlockKind.TABLE, pieces) or self.has_text
        return i

    def _write(self, kind: BlockKind, spans: Sequence[Span], level: int = 0) -> None:
        found = read_inline(self.source, spans, self.references)
        if spans[-1].end - spans[0].start > _LONGEST_NAMED and kind is not BlockKind.SOURCE_ITEM:
            self._emit(kind, found, "", level)
            return
        text = found.text(self.source)
        if text:
            self._emit(self._named(kind, text), found, text, level)

    def _named(self, kind: BlockKind, text: str) -> BlockKind:
        """What a short paragraph or item turns out to be by its words."""
        if kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
            return kind
        if kind is BlockKind.PARAGRAPH and not self.has_text and (name := self._named_in_head(text)):
            return name
        if related_title(text):
            return BlockKind.RELATED
        return BlockKind.BOILERPLATE if is_boilerplate(text) else kind

    def _named_in_head(self, text: str) -> BlockKind | None:
        """What a paragraph before the first real one is, if it is not one."""
        if self.title is not None and same_title(text, self.title):
            kind = BlockKind.BOILERPLATE if self.has_title else BlockKind.TITLE
            self.has_title = True
            return kind
        if is_byline(text):
            return BlockKind.BYLINE
        if self.title is None and not self.writer.blocks and looks_like_title(text):
            self.has_title = True
            return BlockKind.TITLE
        return None

    def _emit(self, kind: BlockKind, found: Inline, text: str, level: int = 0) -> None:
        """Write a block with its links, and an entry of the list of sources with what it says."""
        if not self.writer.block(kind, found.pieces, level):
            return
        self.has_text = self.has_text or kind not in _NOT_YET_TEXT
        rel = _RELATIONS.get(kind, "link")
        self.writer.links.extend(link._replace(rel=rel) for link in found.links)
        if kind is BlockKind.SOURCE_ITEM:
            self.writer.sources.append(read_source(text, found.links[0].url if found.links else None))


def _spans(lines: Sequence[Line]) -> list[Span]:
    return [Span(line.start, line.end) for line in lines]


def _references(lines: Sequence[Line]) -> Mapping[str, str]:
    """The addresses of reference links by name; the first definition of a name counts."""
    found: dict[str, str] = {}
    for line in lines:
        if line.text[0] == "[" and (defined := definition(line.text)):
            found.setdefault(*defined)
    return found


def _continues_item(line: Line, indent: int) -> bool:
    """Whether a line goes on with the list item above it that is indented so far."""
    if line.gap:
        is_below = line.gap == 1 and line.indent >= indent + 2
        return is_below and line.text[0] not in "`~#>|" and not bullet_length(line.text)
    return not (ends_paragraph(line) or bullet_length(line.text) or footnote_length(line.text))
