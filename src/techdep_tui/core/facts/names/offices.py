"""Ministries and departments that are written small: "the commerce ministry", "ministry of trade"."""

from __future__ import annotations

from collections.abc import Iterator

from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.articles.patterns import LazyPattern
from techdep_tui.core.facts.names.vocabulary import vocabulary

_OFFICE = LazyPattern(r"\b(?:ministry|department)\b")
_WORDS_BEFORE = LazyPattern(r"(?:\b[a-z]{2,18}[ -]){1,5}\Z")
_WORDS_BEHIND = LazyPattern(r" (?:of|for) (?:the )?((?:[a-z]{2,18} ){0,4}[a-z]{2,18})\b")


def has_offices(text: str) -> bool:
    """Whether a text has one of the words at all: looked for first, which takes next to no time."""
    return "ministry" in text or "department" in text


def offices(text: str, lower: str, start: int, end: int) -> Iterator[Span]:
    """The offices in a block of a text, each with what it is for; `lower` is the text in lower case."""
    for match in _OFFICE.finditer(text, start, end):
        first = _first_portfolio(lower, max(start, match.start() - 60), match.start())
        if first < match.start():
            yield Span(first, match.end())
            continue
        behind = _WORDS_BEHIND.match(lower, match.end(), end)
        last = _last_portfolio(lower, behind.start(1), behind.end(1)) if behind is not None else 0
        if last:
            yield Span(match.start(), last)


def _first_portfolio(lower: str, floor: int, position: int) -> int:
    """Where the words that tell what an office is for begin in front of it."""
    before = _WORDS_BEFORE.search(lower, floor, position)
    if before is None:
        return position
    for word in reversed(before[0].replace("-", " ").split()):
        if word not in vocabulary().portfolios:
            break
        position -= len(word) + 1
    return position + 4 if lower.startswith("and ", position) else position


def _last_portfolio(lower: str, position: int, end: int) -> int:
    """Where the words that tell what an office is for end behind it, 0 if there are none."""
    last = 0
    for word in lower[position:end].split(" "):
        if word not in vocabulary().portfolios:
            break
        position += len(word) + 1
        if word != "and":
            last = position - 1
    return last


def office_name(written: str) -> str:
    """The name of an office with capitals: "Ministry of Industry and Trade"."""
    return " ".join(
        word if word in ("of", "for", "the", "and") else word.capitalize() for word in written.split()
    )
