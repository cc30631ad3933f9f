"""The characters of a report: its tokens with the marks of quotations, without those around it."""

from __future__ import annotations

from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.facts.passages import DASH, Passage

_BEFORE = frozenset([",", ";", DASH, ")"])
_BEHIND = frozenset([",", ";", ":", DASH, "("])
_AROUND_START = " \n.,;:?!)]—–-"
_AROUND_END = " \n([-—–"
_STOPS = " .,;:?!"
_SLACK = 3
"""Marks that may stand between the end of a report and the quotation mark that belongs to it."""


def report_span(p: Passage, first: int, last: int) -> Span | None:
    """The characters of the tokens `first:last`, `None` where there are only marks."""
    while first < last and p.words[first] in _BEFORE:
        first += 1
    while last > first and p.words[last - 1] in _BEHIND:
        last -= 1
    if first >= last:
        return None
    start = p.ends[first - 1] if first else p.span.start
    while start < p.starts[first] and p.text[start] in _AROUND_START:
        start += 1
    end = p.starts[last] if last < len(p) else p.span.end
    while end > start and p.text[end - 1] in _AROUND_END:
        end -= 1
    start, end = _with_quotations(p, start, end)
    while end > start and p.text[end - 1] in _STOPS:
        end -= 1
    return Span(*_with_quotations(p, start, end))


def _with_quotations(p: Passage, start: int, end: int) -> tuple[int, int]:
    """A stretch with the marks of quotations that begin or end at its ends."""
    for quoted in p.quotations:
        if abs(quoted.start - start) <= 1 and quoted.end <= end + _SLACK:
            start = quoted.start
        if abs(quoted.end - end) <= _SLACK and quoted.start >= start:
            end = quoted.end
    return start, end
