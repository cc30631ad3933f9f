"""Text out of a PDF: hard-wrapped lines become whole paragraphs again.

Titles run over several lines, pages break in mid-sentence with addresses and page numbers between, hyphens
stand at line ends. A line break inside a paragraph is one blank in the reading text, a page break, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from techdep_tui.core.articles.boilerplate import address_of, is_boilerplate, is_page_furniture, related_title
from techdep_tui.core.articles.bylines import is_byline
from techdep_tui.core.articles.formats.hyphens import Hyphens
from techdep_tui.core.articles.formats.layout import Unit, name_kinds
from techdep_tui.core.articles.formats.links import add_links
from techdep_tui.core.articles.formats.plain import write_units
from techdep_tui.core.articles.formats.recognise import measure_of
from techdep_tui.core.articles.formats.wrapped_title import title_end
from techdep_tui.core.articles.marks import ends_sentence
from techdep_tui.core.articles.model import Format
from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.articles.shape import BlockWriter, Line, Parsed, Piece

_SHORT = 0.75
"""A line under this part of the measure that ends a sentence ends its paragraph."""
_FULL = 0.6
"""A line over this part of the measure may have been broken by the page's end."""
_MOST_FURNITURE = 12
"""Lines of addresses and page numbers that one page break has at most."""
_HEAD_LINES = 12
"""Lines among which those that speak of the article stand."""
_LONGEST_ASIDE = 60
_BULLETS = "•●▪◦‣*–-"


def parse(source: str, lines: Sequence[Line]) -> Parsed:
    """Parse wrapped text."""
    page = _Page(source, lines)
    units = page.units()
    name_kinds(units)
    writer = BlockWriter(source)
    write_units(writer, units)
    add_links(writer, units, page.cut_addresses)
    return writer.parsed(Format.PDF_TEXT)


class _Page:
    """The lines of a text and the paragraphs that they make; a paragraph is a list of lines."""

    def __init__(self, source: str, lines: Sequence[Line]) -> None:
        self.source = source
        self.lines = lines
        self.measure = measure_of(lines)
        self.hyphens = Hyphens(source, lines)
        self.cut_addresses: list[Span] = []

    def units(self) -> list[Unit]:
        """The paragraphs, whole again."""
        end = title_end(self.source, self.lines, self.measure)
        stop = self._standfirst_end(end) if end else 0
        head = []
        if end:
            head.append(self._unit(self.lines[:end], is_title=self._is_narrow(self.lines[:end])))
        if stop > end:
            head.append(self._unit(self.lines[end:stop], is_standfirst=True))
        return head + [self._unit(lines) for lines in self._joined(self._paragraphs(stop))]

    def _is_narrow(self, lines: Sequence[Line]) -> bool:
        """Whether lines are set so much narrower than the text that they are no part of it."""
        return max(len(line.text) for line in lines) < _SHORT * self.measure

    def _standfirst_end(self, end: int) -> int:
        """The number of the line behind a standfirst: narrow lines at once below the title."""
        stop = end
        while (
            stop < len(self.lines)
            and self.lines[stop].gap == 0
            and self._is_narrow(self.lines[stop : stop + 1])
        ):
            if stop > end and self.lines[stop].indent > self.lines[end].indent:
                break
            stop += 1
        if stop - end < 2 or stop >= len(self.lines) or not ends_sentence(self.lines[stop - 1].text):
            return end
        is_apart = self.lines[stop].gap > 0 or self.lines[stop].indent > self.lines[end].indent
        return stop if is_apart and not is_byline(self.lines[end].text) else end

    def _paragraphs(self, start: int) -> list[list[Line]]:
        """The lines from `start` on, grouped into paragraphs as far as one page goes."""
        paragraphs: list[list[Line]] = []
        stood_alone = True
        for i in range(start, len(self.lines)):
            line = self.lines[i]
            stands_alone = _stands_alone(line) or (i < _HEAD_LINES and is_byline(line.text))
            if stands_alone or stood_alone or self._begins_paragraph(i):
                paragraphs.append([])
            paragraphs[-1].append(self.lines[i])
            stood_alone = stands_alone
        return paragraphs

    def _begins_paragraph(self, i: int) -> bool:
        """Whether line `i` begins a paragraph and does not continue the line before it."""
        line, before = self.lines[i], self.lines[i - 1]
        if line.gap or line.indent > before.indent:
            return True
        if _is_item(line.text) and (_is_item(before.text) or ends_sentence(before.text)):
            return True
        is_short = len(before.text) < _SHORT * self.measure
        return is_short and not line.text[0].islower() and ends_sentence(before.text)

    def _joined(self, paragraphs: Sequence[list[Line]]) -> list[list[Line]]:
        """Join what a page break cut; the addresses and page numbers between go out."""
        joined: list[list[Line]] = []
        i = 0
        while i < len(paragraphs):
            current = list(paragraphs[i])
            i += 1
            while (after := self._continuation(current, paragraphs, i)) is not None:
                cut = (line for lines in paragraphs[i:after] for line in lines)
                self.cut_addresses.extend(Span(line.start, line.end) for line in cut if address_of(line.text))
                current.extend(paragraphs[after])
                i = after + 1
            joined.append(current)
        return joined

    def _continuation(self, current: list[Line], paragraphs: Sequence[list[Line]], i: int) -> int | None:
        """The number of the paragraph that continues `current` behind a page break, if one does."""
        last = current[-1].text
        if len(last) < _FULL * self.measure or ends_sentence(last) or _stands_alone(current[-1]):
            return None
        after = i
        while after < min(len(paragraphs), i + _MOST_FURNITURE) and _is_furniture(paragraphs[after]):
            after += 1
        if after >= len(paragraphs) or _stands_alone(paragraphs[after][0]):
            return None
        is_small = paragraphs[after][0].text[0].islower()
        return after if is_small or (after > i and len(last) >= _SHORT * self.measure) else None

    def _unit(self, lines: Sequence[Line], is_title: bool = False, is_standfirst: bool = False) -> Unit:
        """A paragraph of lines: joined by blanks, at hyphens without, over a page break with one for all."""
        pieces: list[Piece] = []
        start = lines[0].start
        for line, following in pairwise(lines):
            joint = self.hyphens.joint(line.text, following.text)
            if joint is None and not self.source[line.end : following.start].strip():
                continue
            pieces.append(Piece(start, line.end - (joint == "")))
            if joint is None:
                pieces.append(Piece(line.end, following.start, " "))
            start = following.start
        pieces.append(Piece(start, lines[-1].end))
        text = "".join(self.source[p.start : p.end] if p.shown is None else p.shown for p in pieces)
        return Unit(" ".join(text.split()), pieces, is_title, is_standfirst)


def _is_furniture(lines: Sequence[Line]) -> bool:
    """Whether a paragraph is nothing but what stands at the end of a page."""
    return all(is_page_furniture(line.text) for line in lines)


def _stands_alone(line: Line) -> bool:
    """Whether a line is never part of a paragraph: an address, a related article, a site's own matter.

    A number or a few words count only below a blank line: else they are the end of the line before.
    """
    text = line.text
    if line.gap and len(text) <= _LONGEST_ASIDE and (is_page_furniture(text) or is_boilerplate(text)):
        return True
    return address_of(text) is not None or related_title(text) is not None


def _is_item(text: str) -> bool:
    """Whether a line begins with the sign of a list."""
    sign, _, rest = text.partition(" ")
    return bool(rest) and (
        sign in tuple(_BULLETS) or (sign[-1] in ".)" and sign[:-1].isdecimal() and len(sign) <= 4)
    )
