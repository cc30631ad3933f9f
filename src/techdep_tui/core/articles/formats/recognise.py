"""Which of the three shapes a text has, told by its content."""

from __future__ import annotations

import re
from collections.abc import Sequence

from techdep_tui.core.articles.formats.pdf_text import measure_of
from techdep_tui.core.articles.model import Format
from techdep_tui.core.articles.shape import Line, read_lines

_HEADING = re.compile(r"#{1,6} {1,4}[^\s#]")
_LINK = re.compile(r"\]\((?:https?://|/|#|mailto:)")
_STRONG = re.compile(r"\*\*[^\s*][^*\n]{0,200}\*\*")
_WIDEST_WRAP = 130
"""Characters; text with longer lines is not wrapped."""
_SAMPLE = 400
"""Lines that are looked at."""


def recognise(source: str, start: int, has_head: bool) -> Format:
    """The format of the text that begins at `start`; `has_head` tells that front matter stands before it."""
    if has_head:
        return Format.MARKDOWN
    lines = read_lines(source, start)[:_SAMPLE]
    if _markdown_signs(source, start, lines) >= 2:
        return Format.MARKDOWN
    return Format.PDF_TEXT if is_wrapped(lines) else Format.PLAIN


def _markdown_signs(source: str, start: int, lines: Sequence[Line]) -> int:
    """How much speaks for Markdown: a heading in front counts twice, so does a pair of code fences."""
    headings = sum(1 for line in lines if line.text[0] == "#" and _HEADING.match(line.text))
    if headings and lines[0].text[0] == "#":
        headings += 1
    fences = sum(1 for line in lines if line.text.startswith(("```", "~~~")))
    sample = source[start : start + 40_000]
    links = sum(1 for _ in _LINK.finditer(sample)) if "](" in sample else 0
    strong = sum(1 for _ in _STRONG.finditer(sample)) if "**" in sample else 0
    return headings + fences + links + strong // 2


def is_wrapped(lines: Sequence[Line]) -> bool:
    """Whether the lines are broken at a margin: most line breaks stand where the next word would not have fitted."""
    measure = measure_of(lines)
    if not 20 <= measure <= _WIDEST_WRAP:
        return False
    pairs = full = 0
    for line, following in zip(lines, lines[1:], strict=False):
        if following.gap:
            continue
        pairs += 1
        if len(line.text) + 1 + len(following.text.split(None, 1)[0]) >= measure * 0.85:
            full += 1
    return pairs >= 2 and full >= 0.5 * pairs
