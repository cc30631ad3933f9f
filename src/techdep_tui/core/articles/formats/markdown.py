"""Markdown becomes blocks: headings, paragraphs, lists, quotations, code, tables, and the list of sources.

A parser of our own in one pass over the lines: the known ones give no positions inside a paragraph, and every
character here must lead back to the file. It follows CommonMark where articles use it and knows the habits of
site generators: shortcodes, attribute lists, comments and raw HTML vanish; a line longer than any hard wrap is a
paragraph by itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from techdep_tui.core.articles.boilerplate import is_boilerplate, related_title
from techdep_tui.core.articles.bylines import is_byline
from techdep_tui.core.articles.formats.inline import Inline, read_inline
from techdep_tui.core.articles.formats.sources import read_source
from techdep_tui.core.articles.model import BlockKind, Format
from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.articles.shape import BlockWriter, Line, Parsed, Piece, read_lines
from techdep_tui.core.articles.titles import same_title

_HEADING = re.compile(r"(#{1,6})(?:[ \t]+|$)(.*)")
_CLOSING_HASHES = re.compile(r"(?:^|[ \t])#{1,32}$")
_UNDERLINE = re.compile(r"(=+|-+)$")
_RULE = re.compile(r"(?:(?:\*[ \t]*){3,80}|(?:-[ \t]*){3,80}|(?:_[ \t]*){3,80})$")
_FENCE = re.compile(r"(`{3,32}|~{3,32})([^`]*)$")
_BULLET = re.compile(r"(?:[-*+•]|\d{1,9}[.)])[ \t]+(?=\S)")
_TASK = re.compile(r"\[[ xX]\][ \t]+")
_QUOTE = re.compile(r"(?:>[ \t]?){1,16}")
_DEFINITION = re.compile(r"\[([^\[\]]{1,200})\]:[ \t]*<?(\S{1,2000}?)>?(?:[ \t]+[\"'(].{0,400}[\"')])?$")
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]{1,60}\]:[ \t]*")
_TABLE_RULE = re.compile(r"\|?[ \t]*:?-{1,80}:?[ \t]*(?:\|[ \t]*:?-{0,80}:?[ \t]*){0,80}$")
_NO_TEXT = re.compile(
    r"(?:\{[%{][^{}]{0,500}[%}]\}[ \t]*)+$|\{:[^{}]{0,300}\}$|:::[^:]{0,80}$|\[(?:toc|TOC)\]$|\[\[_TOC_\]\]$"
)
_HIDDEN = re.compile(r"<!--|<(script|style|iframe|svg|noscript|head|form)\b", re.IGNORECASE)
_SOURCES = frozenset(
    ["sources", "source", "references", "reference", "bibliography", "citations", "footnotes", "endnotes", "notes", "quellen", "sources_cited", "works_cited", "literatur", "fuentes", "fonti", "bronnen", "источники", "джерела"]
)
_RELATED = frozenset(
    ["related", "related_articles", "related_stories", "related_news", "related_posts", "related_content", "read_more", "further_reading", "see_also", "more_stories", "read_next", "recommended", "more_on_this_story"]
)
_HARD_WRAP = 120
"""Characters; a longer line was not wrapped by hand."""


def parse(source: str, start: int, title: str | None = None) -> Parsed:
    """Parse the Markdown that begins at `start`; `title` is the one that the front matter gives."""
    hidden = _hidden_stretches(source, start)
    reader = _Reader(source, _visible(read_lines(source, start), hidden), title)
    reader.read()
    return reader.writer.parsed(Format.MARKDOWN)


class _Reader:
    """Goes through the lines once and writes the blocks."""

    def __init__(self, source: str, lines: Sequence[Line], title: str | None) -> None:
        self.source = source
        self.writer = BlockWriter(source)
        self.references = _references(lines)
        self.lines = lines
        self.title = title
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
        """Read the block that begins with line `i`; the number of the line behind it."""
        line = self.lines[i]
        first = line.text[0]
        if first in "`~" and _FENCE.match(line.text):
            return self._code(i)
        if first == "#" and (heading := _HEADING.match(line.text)):
            self._heading(Span(line.start + heading.start(2), line.end), len(heading[1]))
            return i + 1
        if _NO_TEXT.match(line.text) or (first in "*-_" and _RULE.match(line.text)):
            return i + 1
        if first == "[" and (_DEFINITION.match(line.text) and not line.text.startswith("[^")):
            return i + 1
        if first == ">":
            return self._quotation(i)
        if _BULLET.match(line.text) or _FOOTNOTE.match(line.text):
            return self._item(i)
        if "|" in line.text and self._is_table(i):
            return self._table(i)
        return self._paragraph(i)

    def _paragraph(self, i: int) -> int:
        stop = i + 1
        while stop < len(self.lines) and not self._ends_paragraph(stop):
            stop += 1
        if (
            stop < len(self.lines)
            and self.lines[stop].gap == 0
            and (line := _UNDERLINE.match(self.lines[stop].text))
        ):
            self._heading(Span(self.lines[i].start, self.lines[stop - 1].end), 1 if line[1][0] == "=" else 2)
            return stop + 1
        self.list_indents.clear()
        for group in _unwrapped(self.lines[i:stop]):
            self._write(BlockKind.PARAGRAPH, group)
        return stop

    def _ends_paragraph(self, i: int) -> bool:
        """Whether line `i` cannot continue a paragraph."""
        line = self.lines[i]
        return line.gap > 0 or (
            line.text[0] in "`~#>*-+_=|•[{:0123456789"
            and bool(
                _FENCE.match(line.text)
                or _HEADING.match(line.text)
                or _QUOTE.match(line.text)
                or _RULE.match(line.text)
                or _UNDERLINE.match(line.text)
                or _NO_TEXT.match(line.text)
                or _DEFINITION.match(line.text)
                or (_BULLET.match(line.text) and not line.text[0].isdigit())
                or line.text.startswith("1. ")
            )
        )

    def _heading(self, span: Span, level: int) -> None:
        closing = _CLOSING_HASHES.search(self.source, max(span.start, span.end - 40), span.end)
        span = Span(span.start, closing.start() if closing else span.end)
        if span.end <= span.start:
            return
        self.list_indents.clear()
        found = read_inline(self.source, [span], self.references)
        text = _plain_text(self.source, found)
        name = text.strip(" :").lower().replace(" ", "_")
        self.section = (
            BlockKind.SOURCE_ITEM
            if name in _SOURCES
            else BlockKind.RELATED
            if name in _RELATED
            else BlockKind.PARAGRAPH
        )
        kind = BlockKind.HEADING
        if not self.has_title and self._is_title(text, level):
            kind, level = BlockKind.TITLE, 0
            self.has_title = True
        elif self.section is BlockKind.RELATED:
            kind = BlockKind.BOILERPLATE
        self._emit(kind, found, level)

    def _is_title(self, text: str, level: int) -> bool:
        """A heading is the title if it says the same as the front matter, or is the first thing in the text."""
        if self.title is not None and same_title(text, self.title):
            return True
        return level == 1 and not self.has_text if self.title is None else False

    def _quotation(self, i: int) -> int:
        stop = i + 1
        while stop < len(self.lines) and self.lines[stop].text[0] == ">":
            stop += 1
        group: list[Span] = []
        for line in self.lines[i:stop]:
            match = _QUOTE.match(line.text)
            start = line.start + (match.end() if match else 0)
            if (line.gap and group) or start >= line.end:
                self._write_spans(BlockKind.QUOTATION, group)
                group = []
            if start < line.end:
                group.append(Span(start, line.end))
        self._write_spans(BlockKind.QUOTATION, group)
        return stop

    def _item(self, i: int) -> int:
        """One list item or footnote, with the lines that continue it."""
        line = self.lines[i]
        note = _FOOTNOTE.match(line.text)
        match = note or _BULLET.match(line.text)
        start = line.start + (match.end() if match else 0)
        task = _TASK.match(self.source, start, line.end)
        spans = [Span(task.end() if task else start, line.end)]
        stop = i + 1
        while stop < len(self.lines) and self._continues_item(stop, line.indent):
            spans.append(Span(self.lines[stop].start, self.lines[stop].end))
            stop += 1
        while self.list_indents and self.list_indents[-1] >= line.indent:
            self.list_indents.pop()
        self.list_indents.append(line.indent)
        if note:
            kind = BlockKind.SOURCE_ITEM if "http" in line.text else BlockKind.LIST_ITEM
        else:
            kind = BlockKind.LIST_ITEM if self.section is BlockKind.PARAGRAPH else self.section
        self._write_spans(kind, spans, min(len(self.list_indents), 6))
        return stop

    def _continues_item(self, i: int, indent: int) -> bool:
        line = self.lines[i]
        if line.gap:
            return (
                line.gap == 1
                and line.indent >= indent + 2
                and not _BULLET.match(line.text)
                and line.text[0] not in "`~#>|"
            )
        return not self._ends_paragraph(i) and not _BULLET.match(line.text) and not _FOOTNOTE.match(line.text)

    def _code(self, i: int) -> int:
        fence = _FENCE.match(self.lines[i].text)
        mark = fence[1] if fence else "```"
        stop = i + 1
        while stop < len(self.lines):
            text = self.lines[stop].text
            if text.startswith(mark) and not text.strip(mark[0]):
                break
            stop += 1
        inner = self.lines[i + 1 : stop]
        self.writer.verbatim(
            BlockKind.CODE,
            [Span(line.start - min(line.indent, _lead(self.source, line)), line.end) for line in inner],
        )
        return stop + 1

    def _is_table(self, i: int) -> bool:
        following = self.lines[i + 1] if i + 1 < len(self.lines) else None
        return bool(
            following
            and following.gap == 0
            and "-" in following.text
            and "|" in following.text
            and _TABLE_RULE.match(following.text)
        )

    def _table(self, i: int) -> int:
        rows = [self.lines[i]]
        stop = i + 2
        while stop < len(self.lines) and self.lines[stop].gap == 0 and "|" in self.lines[stop].text:
            rows.append(self.lines[stop])
            stop += 1
        pieces: list[Piece] = []
        for row in rows:
            if pieces:
                pieces.append(Piece(pieces[-1].end, row.start, "\n"))
            text = row.text
            inner = Span(
                row.start + (len(text) - len(text.lstrip("| \t"))),
                row.end - (len(text) - len(text.rstrip("| \t"))),
            )
            if inner.end > inner.start:
                found = read_inline(self.source, [inner], self.references)
                pieces.extend(found.pieces)
                self.writer.links.extend(found.links)
        self.writer.block(BlockKind.TABLE, pieces)
        return stop

    def _write(self, kind: BlockKind, lines: Sequence[Line]) -> None:
        self._write_spans(kind, [Span(line.start, line.end) for line in lines])

    def _write_spans(self, kind: BlockKind, spans: list[Span], level: int = 0) -> None:
        if not spans:
            return
        found = read_inline(self.source, spans, self.references)
        self._emit(self._refined(kind, found), found, level)

    def _refined(self, kind: BlockKind, found: Inline) -> BlockKind:
        """What a paragraph or item turns out to be by its words."""
        text = _plain_text(self.source, found)
        if kind is BlockKind.PARAGRAPH and self.section is BlockKind.RELATED:
            self.section = BlockKind.PARAGRAPH
        if kind is BlockKind.PARAGRAPH and not self.has_text:
            if self.title is not None and not self.has_title and same_title(text, self.title):
                self.has_title = True
                return BlockKind.TITLE
            if is_byline(text):
                return BlockKind.BYLINE
        if kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
            if related_title(text):
                return BlockKind.RELATED
            if is_boilerplate(text):
                return BlockKind.BOILERPLATE
        return kind

    def _emit(self, kind: BlockKind, found: Inline, level: int = 0) -> None:
        if not self.writer.block(kind, found.pieces, level):
            return
        if kind not in (BlockKind.TITLE, BlockKind.BYLINE, BlockKind.BOILERPLATE):
            self.has_text = True
        rel = {BlockKind.SOURCE_ITEM: "source", BlockKind.RELATED: "related"}.get(kind, "link")
        self.writer.links.extend(link._replace(rel=rel) for link in found.links)
        if kind is BlockKind.SOURCE_ITEM:
            self.writer.sources.append(
                read_source(_plain_text(self.source, found), found.links[0].url if found.links else None)
            )


def _plain_text(source: str, found: Inline) -> str:
    pieces = (source[p.start : p.end] if p.shown is None else p.shown for p in found.pieces)
    return " ".join("".join(pieces).split())


def _lead(source: str, line: Line) -> int:
    """How many blanks stand before a line."""
    begin = source.rfind("\n", 0, line.start) + 1
    return line.start - begin


def _unwrapped(lines: Sequence[Line]) -> list[Sequence[Line]]:
    """The paragraphs that adjoining lines make: one, or if lines are longer than a hard wrap, each its own."""
    if len(lines) > 1 and max(len(line.text) for line in lines) > _HARD_WRAP:
        return [lines[i : i + 1] for i in range(len(lines))]
    return [lines]


def _references(lines: Sequence[Line]) -> Mapping[str, str]:
    """The addresses of reference links by name; the first definition of a name counts."""
    found: dict[str, str] = {}
    for line in lines:
        if line.text[0] == "[" and (match := _DEFINITION.match(line.text)) and not match[1].startswith("^"):
            found.setdefault(match[1].strip().lower(), match[2])
    return found


def _hidden_stretches(source: str, start: int) -> list[Span]:
    """Comments, scripts and the like, each up to its end or, without one, just its opening."""
    hidden: list[Span] = []
    position = start
    missing: set[str] = set()
    while match := _HIDDEN.search(source, position):
        closing = f"</{match[1].lower()}>" if match[1] else "-->"
        end = -1 if closing in missing else _find_folded(source, closing, match.end())
        if end < 0:
            missing.add(closing)
            position = match.end()
            continue
        hidden.append(Span(match.start(), end + len(closing)))
        position = end + len(closing)
    return hidden


def _find_folded(source: str, closing: str, start: int) -> int:
    match = re.compile(re.escape(closing), re.IGNORECASE).search(source, start)
    return match.start() if match else -1


def _visible(lines: Sequence[Line], hidden: Sequence[Span]) -> list[Line]:
    """The lines without hidden stretches; a line that one begins or ends in keeps its visible side."""
    if not hidden:
        return list(lines)
    visible: list[Line] = []
    i = 0
    for line in lines:
        while i < len(hidden) and hidden[i].end <= line.start:
            i += 1
        start, end = line.start, line.end
        if i < len(hidden) and hidden[i].start < end and hidden[i].end > start:
            cut = hidden[i]
            if cut.start > start:
                end = cut.start
            else:
                start = min(cut.end, end)
            text = line.text[start - line.start : end - line.start]
            start += len(text) - len(text.lstrip())
            text = text.strip()
            if not text:
                continue
            line = Line(text, start, start + len(text), line.gap, line.indent)
        visible.append(line)
    return visible
