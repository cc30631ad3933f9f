"""Addresses in texts without markup, and which of them belong to "Related article" lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import unquote, urlsplit

from techdep_tui.core.articles.boilerplate import related_title
from techdep_tui.core.articles.formats.layout import Unit
from techdep_tui.core.articles.model import BlockKind
from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.articles.patterns import LazyPattern
from techdep_tui.core.articles.shape import BlockWriter, PlacedLink
from techdep_tui.core.articles.titles import title_words

_ADDRESS = LazyPattern(r"https?://[^\s<>\[\]\"]{4,2000}")
_AFTER_ADDRESS = ".,;:!?'*_)>”’"
_LEAST_SHARED = 0.6
"""Of the words in an address, so many must stand in the title that it is paired with."""


def add_links(writer: BlockWriter, units: Sequence[Unit], cut_addresses: Sequence[Span]) -> None:
    """Give `writer` the links of its text: those shown in `units` and those cut out of it.

    A "Related article" line and the address whose last part repeats its words become one link, placed at the
    line; an address with no such line is a link of its own.
    """
    related = [_Related(unit, title) for unit in units if (title := _related_title(unit))]
    for span in sorted([*_shown(writer.source, units), *cut_addresses]):
        url = writer.source[span.start : span.end].rstrip(_AFTER_ADDRESS)
        match = next((line for line in related if line.is_named_by(url)), None)
        if match:
            related.remove(match)
            writer.links.append(match.linked(writer.source, url))
        else:
            writer.links.append(PlacedLink(url, url, "link", span.start, span.start + len(url)))
    writer.links.sort(key=lambda link: link.start)


def _related_title(unit: Unit) -> str | None:
    return related_title(unit.text) if unit.kind is BlockKind.RELATED else None


def _shown(source: str, units: Sequence[Unit]) -> Iterator[Span]:
    """The addresses that stand in the text."""
    for unit in units:
        if "://" in unit.text:
            for match in _ADDRESS.finditer(source, unit.pieces[0].start, unit.pieces[-1].end):
                yield Span(*match.span())


class _Related:
    """A "Related article" line that waits for its address."""

    def __init__(self, unit: Unit, title: str) -> None:
        self.unit = unit
        self.title = title
        self.words = set(title_words(title)) | set(title_words(title.replace("'", " ").replace("’", " ")))

    def is_named_by(self, url: str) -> bool:
        """Whether an address ends with the title's words (they may be cut off and have a number behind)."""
        try:
            path = unquote(urlsplit(url).path)
        except ValueError:
            return False
        words = title_words(path.rstrip("/").rpartition("/")[2])
        shared = sum(word in self.words for word in words)
        return shared >= 2 and shared >= _LEAST_SHARED * len(words)

    def linked(self, source: str, url: str) -> PlacedLink:
        """The link, placed at the title as it stands in the source, where it may be wrapped."""
        start, end = self.unit.pieces[0].start, self.unit.pieces[-1].end
        at = source.find(self.title.split(None, 1)[0], start + len(self.unit.text) - len(self.title), end)
        return PlacedLink(self.title, url, "related", at if at >= 0 else start, end)
