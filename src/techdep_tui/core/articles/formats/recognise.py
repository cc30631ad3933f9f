"""Which shape a text has, told by its content."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from techdep_tui.core.articles.marks import ends_sentence
from techdep_tui.core.articles.patterns import LazyPattern
from techdep_tui.core.articles.shape import Line

_LINK = LazyPattern(r"\]\((?:https?://|/|#|mailto:)")
_STRONG = LazyPattern(r"\*\*[^\s*][^*\n]{0,200}\*\*")
_WIDEST_WRAP = 130
"""Characters; text with longer lines is not wrapped."""
_SAMPLE = 200
"""Lines that are looked at."""
_LEAST_SIGNS = 2
_MOSTLY = 0.8


def is_markdown(source: str, lines: Sequence[Line]) -> bool:
    """Whether a text without front matter has signs enough of Markdown."""
    return _markdown_signs(source, lines[:_SAMPLE]) >= _LEAST_SIGNS


def measure_of(lines: Sequence[Line]) -> int:
    """The characters of a full line: what nine of ten lines do not exceed, addresses left out."""
    lengths = sorted(
        len(line.text) for line in lines if not line.text.startswith(("http://", "https://", "www."))
    )
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def single_spaced(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines without the blank line after every one of them that some programs put there."""
    gaps = Counter(line.gap for line in lines[1:])
    usual, count = gaps.most_common(1)[0] if gaps else (0, 0)
    if not usual or count < _MOSTLY * (len(lines) - 1):
        return lines
    return [line._replace(gap=max(line.gap - usual, 0)) for line in lines]


def is_wrapped(lines: Sequence[Line]) -> bool:
    """Whether the lines are broken at a margin.

    Then most breaks stand where the next word would not have fitted, or many sentences go on in the next
    line. The margin is that of the lines without a blank one between them, for a title has its own.
    """
    lines = lines[:_SAMPLE]
    if not 20 <= measure_of(lines) <= _WIDEST_WRAP:
        return False
    breaks = full = going_on = start = 0
    for stop in range(1, len(lines) + 1):
        if stop < len(lines) and lines[stop].gap == 0:
            continue
        run = lines[start:stop]
        margin = 0.9 * max(len(line.text) for line in run)
        for line, following in pairwise(run):
            breaks += 1
            full += _would_be(line, following) >= margin
            going_on += following.text[0].islower() and not ends_sentence(line.text)
        start = stop
    return breaks >= 2 and (full >= 0.5 * breaks or (breaks >= 6 and going_on >= 0.25 * breaks))


def _would_be(line: Line, following: Line) -> int:
    """How long a line would be with the next one's first word."""
    word, _, _ = following.text.partition(" ")
    return len(line.text) + 1 + len(word)


def _markdown_signs(source: str, lines: Sequence[Line]) -> int:
    """How much speaks for Markdown: headings (one in front counts twice), fences, links, strong words."""
    headings = [i for i, line in enumerate(lines) if line.text[0] == "#" and _is_heading(line.text)]
    fences = sum(line.text.startswith(("```", "~~~")) for line in lines)
    sample = source[lines[0].start : lines[-1].end] if lines else ""
    links = sum(1 for _ in _LINK.finditer(sample)) if "](" in sample else 0
    strong = sum(1 for _ in _STRONG.finditer(sample)) if "**" in sample else 0
    return len(headings) + (0 in headings) + fences + links + strong // 2


def _is_heading(text: str) -> bool:
    hashes = len(text) - len(text.lstrip("#"))
    return hashes <= 6 and text[hashes : hashes + 1] == " "
