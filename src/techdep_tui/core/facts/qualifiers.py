"""Words that qualify a number: "about", "more than", "or more"."""

from __future__ import annotations

from functools import cache

from techdep_tui.core.articles.patterns import LazyPattern
from techdep_tui.core.facts import lexicon


@cache
def _before() -> dict[str, tuple[tuple[str, str], ...]]:
    """Qualifiers before a number by their last word: each phrase with its mod, longer ones first."""
    by_last: dict[str, list[tuple[str, str]]] = {}
    for mod, phrases in lexicon.read("numerals")["before"].items():
        for phrase in phrases:
            by_last.setdefault(phrase.split()[-1], []).append((phrase, mod))
    return {last: tuple(sorted(some, key=lambda p: -len(p[0]))) for last, some in by_last.items()}


_LAST_WORD = LazyPattern(r"(?<!\w)([A-Za-z]{2,13}\.?|[~≈<>≥≤])([- ]?)(an? )?\Z")
_PREPOSITIONS = frozenset(["over", "under", "above", "below", "some"])
"""Qualifiers that are prepositions before an article: "over a 30-year career"."""


def qualifier_before(text: str, position: int, floor: int) -> tuple[int, str]:
    """Where the qualifier before `position` begins, and its mod; (`position`, "=") if there is none."""
    match = _LAST_WORD.search(text, max(floor, position - 22), position)
    if match is None:
        return position, "="
    for phrase, mod in _before().get(match[1].lower(), ()):
        begin = match.end(1) - len(phrase)
        if begin < floor or text[begin : match.end(1)].lower() != phrase:
            continue
        if begin > floor and (text[begin - 1].isalnum() or text[begin - 1] in "-'"):
            continue
        if phrase in _PREPOSITIONS and match[3]:
            continue
        if match[2] or not phrase[-1].isalpha():
            return begin, mod
    return position, "="


_AFTER = LazyPattern(r" ((?:or|and) [a-z]{2,7})\b|(?:\+|[- ]plus\b)(?!\w)")


@cache
def _after() -> dict[str, str]:
    """Qualifiers behind a number with their mod."""
    return {phrase: mod for mod, phrases in lexicon.read("numerals")["after"].items() for phrase in phrases}


def qualifier_after(text: str, position: int, end: int) -> tuple[int, str] | None:
    """Where a qualifier behind `position` ends, and its mod."""
    match = _AFTER.match(text, position, end)
    if match is None:
        return None
    if match[1] is None:
        return match.end(), ">="
    mod = _after().get(match[1])
    return (match.end(), mod) if mod else None
