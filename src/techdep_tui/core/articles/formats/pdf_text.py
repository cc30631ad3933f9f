"""Text out of a PDF: hard-wrapped lines become whole paragraphs again.

Titles run over several lines, pages break in mid-sentence with addresses and page numbers between, hyphens
stand at line ends. A line break inside a paragraph is one blank in the reading text, a page break, too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from techdep_tui.core.articles.boilerplate import address_of, is_boilerplate, is_page_furniture, related_title
from techdep_tui.core.articles.bylines import read_byline
from techdep_tui.core.articles.formats.hyphens import Hyphens
from techdep_tui.core.articles.formats.layout import Unit, name_kinds
from techdep_tui.core.articles.formats.links import add_links
from techdep_tui.core.articles.model import BlockKind, Format
from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.articles.shape import BlockWriter, Line, Parsed, Piece, read_lines

_ENDS_SENTENCE = re.compile(r"[.!?…:][\"'”’»)\]*]{0,3}$")
_SHORT = 0.75
"""A line under this part of the measure that ends a sentence ends its paragraph."""
_FULL = 0.6
"""A line over this part of the measure may have been broken by the page's end."""
_MOST_TITLE_LINES = 6
_BULLET = re.compile(r"(?:[•●▪◦‣*–-]|\d{1,3}[.)])\s+\S")


def parse(source: str, start: int) -> Parsed:
    """Parse the wrapped text that begins at `start`."""
    lines = read_lines(source, start)
    page = _Page(source, lines)
    units = page.units()
    name_kinds(units)
    writer = BlockWriter(source)
    for unit in units:
        writer.block(unit.kind, unit.pieces, 2 if unit.kind is BlockKind.HEADING else 0)
    add_links(writer, units, page.cut_addresses)
    return writer.parsed(Format.PDF_TEXT)


def measure_of(lines: Sequence[Line]) -> int:
    """The characters of a full line: what nine of ten lines do not exceed, addresses left out."""
    lengths = sorted(
        len(line.text) for line in lines if not line.text.startswith(("http://", "https://", "www."))
    )
    return lengths[len(lengths) * 9 // 10] if lengths else 0


@dataclass(slots=True)
class _Paragraph:
    lines: list[Line]
    is_set_apart: bool = False


class _Page:
    """The lines of a text and the paragraphs that they make."""

    def __init__(self, source: str, lines: Sequence[Line]) -> None:
        self.source = source
        self.lines = lines
        self.measure = measure_of(lines)
        self.hyphens = Hyphens(source, lines)
        self.cut_addresses: list[Span] = []

    def units(self) -> list[Unit]:
        """The paragraphs, whole again."""
        paragraphs = self._head()
        done = sum(len(p.lines) for p in paragraphs)
        first_body = len(paragraphs)
        for i in range(done, len(self.lines)):
            if i > done and not self._begins_paragraph(i):
                paragraphs[-1].lines.append(self.lines[i])
            else:
                paragraphs.append(_Paragraph([self.lines[i]]))
        joined = paragraphs[:first_body] + self._joined(paragraphs[first_body:])
        return [self._unit(p) for p in joined]

    def _head(self) -> list[_Paragraph]:
        """The title, and a standfirst set narrower than the text, where they stand at once above it."""
        end = _title_end(self.lines, self.measure)
        if end == 0:
            return []
        head = [_Paragraph(list(self.lines[:end]))]
        stop = end
        while (
            stop < len(self.lines)
            and self.lines[stop].gap == 0
            and len(self.lines[stop].text) < _SHORT * self.measure
        ):
            if stop > end and self.lines[stop].indent > self.lines[end].indent:
                break
            stop += 1
        narrow = self.lines[end:stop]
        following = self.lines[stop] if stop < len(self.lines) else None
        is_apart = following is not None and (
            following.gap > 0 or following.indent > narrow[0].indent if narrow else False
        )
        if (
            len(narrow) >= 2
            and is_apart
            and _ENDS_SENTENCE.search(narrow[-1].text)
            and not read_byline(narrow[0].text)
        ):
            head.append(_Paragraph(list(narrow), is_set_apart=True))
        return head

    def _begins_paragraph(self, i: int) -> bool:
        """Whether line `i` begins a paragraph and does not continue the line before it."""
        line, before = self.lines[i], self.lines[i - 1]
        if line.gap or line.indent > before.indent or _stands_alone(line.text) or _stands_alone(before.text):
            return True
        if _BULLET.match(line.text) and (_BULLET.match(before.text) or _ENDS_SENTENCE.search(before.text)):
            return True
        is_short = len(before.text) < _SHORT * self.measure
        return is_short and bool(_ENDS_SENTENCE.search(before.text)) and not line.text[0].islower()

    def _joined(self, paragraphs: Sequence[_Paragraph]) -> list[_Paragraph]:
        """Join what a page break cut: the addresses and page numbers between go out."""
        joined: list[_Paragraph] = []
        i = 0
        while i < len(paragraphs):
            current = paragraphs[i]
            i += 1
            while (after := self._continuation(current, paragraphs, i)) is not None:
                for cut in paragraphs[i:after]:
                    self.cut_addresses.extend(
                        Span(line.start, line.end) for line in cut.lines if address_of(line.text)
                    )
                current = _Paragraph([*current.lines, *paragraphs[after].lines])
                i = after + 1
            joined.append(current)
        return joined

    def _continuation(self, current: _Paragraph, paragraphs: Sequence[_Paragraph], i: int) -> int | None:
        """The number of the paragraph that continues `current` behind a page break, if one does."""
        last = current.lines[-1].text
        if _ENDS_SENTENCE.search(last) or _stands_alone(last) or len(last) < _FULL * self.measure:
            return None
        after = i
        while (
            after < len(paragraphs)
            and after - i < 12
            and all(is_page_furniture(line.text) for line in paragraphs[after].lines)
        ):
            after += 1
        if after >= len(paragraphs):
            return None
        following = paragraphs[after].lines[0].text
        if _stands_alone(following):
            return None
        return after if following[0].islower() or (after > i and len(last) >= _SHORT * self.measure) else None

    def _unit(self, paragraph: _Paragraph) -> Unit:
        pieces: list[Piece] = []
        lines = paragraph.lines
        for i, line in enumerate(lines):
            pieces.append(Piece(line.start, line.end))
            if i + 1 < len(lines):
                joint = self.hyphens.joint(line.text, lines[i + 1].text)
                if joint is None:
                    pieces.append(Piece(line.end, lines[i + 1].start, " "))
                elif joint == "":
                    pieces[-1] = Piece(line.start, line.end - 1)
        shown = "".join(self.source[p.start : p.end] if p.shown is None else p.shown for p in pieces)
        return Unit(" ".join(shown.split()), pieces, lines[0].gap, paragraph.is_set_apart)


def _stands_alone(text: str) -> bool:
    """Whether a line is never part of a paragraph: an address, a related article, a line about the article."""
    return bool(is_page_furniture(text) or related_title(text) or (len(text) < 60 and is_boilerplate(text)))


def _title_end(lines: Sequence[Line], measure: int) -> int:
    """How many of the first lines are the title: narrower than the text, up to a blank line or a wider line.

    0 if the text begins at once with a paragraph.
    """
    end = 1
    while end < len(lines) and end < _MOST_TITLE_LINES:
        line = lines[end]
        widest = max(len(before.text) for before in lines[:end])
        if line.gap or line.indent > lines[0].indent or read_byline(line.text):
            break
        if len(line.text) > max(widest * 1.3, widest + 8) or _ENDS_SENTENCE.search(lines[end - 1].text):
            break
        if len(lines[end - 1].text) + len(line.text.split()[0]) + 1 <= widest * 0.9:
            break
        end += 1
    is_title = end < len(lines) and max(len(line.text) for line in lines[:end]) <= measure * 1.1
    return end if is_title else 0
