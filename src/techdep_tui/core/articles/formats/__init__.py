"""One module a format; each turns a decoded text into the same `Parsed` shape. Content decides, not names."""

from __future__ import annotations

from techdep_tui.core.articles.formats import markdown, pdf_text, plain
from techdep_tui.core.articles.formats.recognise import recognise
from techdep_tui.core.articles.model import Format
from techdep_tui.core.articles.shape import Parsed

__all__ = ["parse"]


def parse(source: str, start: int = 0, has_head: bool = False, title: str | None = None) -> Parsed:
    """Parse the body that begins at `start`.

    `has_head` tells that front matter stands before it, `title` is the title that it gives.
    """
    form = recognise(source, start, has_head)
    if form is Format.MARKDOWN:
        return markdown.parse(source, start, title)
    if form is Format.PDF_TEXT:
        return pdf_text.parse(source, start)
    return plain.parse(source, start)
