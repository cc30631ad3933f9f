"""Addresses in texts without markup, and which of them belong to "Related article" lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

from techdep_tui.core.articles.boilerplate import related_title
from techdep_tui.core.articles.formats.layout import Unit
from techdep_tui.core.articles.model import BlockKind
from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.articles.shape import BlockWriter, PlacedLink
from techdep_tui.core.articles.titles import title_words

_ADDRESS = re.compile(r"https?://[^\s<>\[\]\"“”]{4,2000}")
_SLUG_WORD = re.compile(r"[^\W_]+")
_LEAST_SHARED = 0.6
"""Of the words in an address, so many must stand in the title that it is paired with."""


def add_links(writer: BlockWriter, units: Sequence[Unit], cut_addresses: Sequence[Span]) -> None:
    """Give `writer` the links of its text: those shown in `units` and those cut out of it.

    A "Related article" line and the address whose last part repeats its words become one link, placed at the
    line; an address with no such line is a link of its own.
    """
    related = [
        (title, unit)
        for unit in units
        if unit.kind is BlockKind.RELATED and (title := related_title(unit.text))
    ]
    shown = (
        Span(*match.span()) for unit in units if "://" in unit.text for match in _found(writer.source, unit)
    )
    for span in sorted([*shown, *cut_addresses]):
        url = writer.source[span.start : span.end].rstrip(".,;:!?'*_)>")
        match = next((entry for entry in related if _is_slug_of(url, entry[0])), None)
        if match:
            related.remove(match)
            title, unit = match
            end = unit.pieces[-1].end
            writer.links.append(
                PlacedLink(title, url, "related", end - len(_as_written(writer.source, unit, title)), end)
            )
        else:
            writer.links.append(PlacedLink(url, url, "link", span.start, span.start + len(url)))
    writer.links.sort(key=lambda link: link.start)


def _found(source: str, unit: Unit) -> list[re.Match[str]]:
    return list(_ADDRESS.finditer(source, unit.pieces[0].start, unit.pieces[-1].end))


def _as_written(source: str, unit: Unit, title: str) -> str:
    """The title as it stands in the source, where it may be wrapped."""
    written = source[unit.pieces[0].start : unit.pieces[-1].end]
    at = written.find(title[:12])
    return written[at:] if at >= 0 else title


def _is_slug_of(url: str, title: str) -> bool:
    """Whether the last part of an address repeats the words of a title (it may be cut off and have a number)."""
    try:
        path = unquote(urlsplit(url).path)
    except ValueError:
        return False
    parts = [part for part in path.split("/") if part]
    words = _SLUG_WORD.findall(parts[-1].casefold()) if parts else []
    spelt = set(title_words(title)) | set(_SLUG_WORD.findall(title.casefold()))
    shared = sum(word in spelt for word in words)
    return shared >= 2 and shared >= _LEAST_SHARED * len(words)
