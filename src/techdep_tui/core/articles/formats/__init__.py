"""One module a format; each turns a decoded text into the same `Parsed` shape. Content decides, not names."""

from __future__ import annotations

from techdep_tui.core.articles.formats import markdown, pdf_text, plain
from techdep_tui.core.articles.formats.recognise import is_markdown, is_wrapped, single_spaced
from techdep_tui.core.articles.shape import Parsed, read_lines

__all__ = ["parse"]


def parse(source: str, start: int = 0, has_head: bool = False, title: str | None = None) -> Parsed:
    """Parse the body that begins at `start`.

    `has_head` tells that front matter stands before it, `title` is the title that it gives.
    """
    lines = read_lines(source, start)
    if has_head or is_markdown(source, lines):
        return markdown.parse(source, lines, title)
    spaced = single_spaced(lines)
    return (pdf_text.parse if is_wrapped(spaced) else plain.parse)(source, spaced)
