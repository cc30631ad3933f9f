"""In which order, and under which headings, the facts of an article are listed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.facts.model import Kind
from techdep_tui.ui.fact_rows import KIND_WORDS, FactRow

ORDERS = ("in view", "place", "kind")
"""How the facts can be ordered: those in view first, by place in the text, grouped by kind."""

Group = tuple[str, Sequence[FactRow]]
"""A heading ("" for none) and what stands under it."""


def in_order(things: Sequence[FactRow], order: str, seen: Span) -> list[Group]:
    """Things, given in the order of first mentions, in one of the `ORDERS`; `seen` is what is in view."""
    if order == "kind":
        return _by_kind(things)
    return _by_view(things, seen) if order == "in view" else [("", things)]


def _by_kind(things: Iterable[FactRow]) -> list[Group]:
    groups: dict[Kind, list[FactRow]] = {kind: [] for kind in Kind}
    for thing in things:
        groups[thing.fact.kind].append(thing)
    return [(f"{KIND_WORDS[kind]} {len(members)}", members) for kind, members in groups.items() if members]


def _by_view(things: Iterable[FactRow], seen: Span) -> list[Group]:
    """Each thing by its first mention in view, else the next one below, else by the first above."""
    groups: dict[str, list[tuple[int, FactRow]]] = {"IN VIEW": [], "BELOW": [], "ABOVE": []}
    for thing in things:
        starts = thing.starts
        at = bisect_left(starts, seen.start)
        if at == len(starts):
            groups["ABOVE"].append((starts[0], thing))
        else:
            groups["IN VIEW" if starts[at] < seen.end else "BELOW"].append((starts[at], thing))
    for members in groups.values():
        members.sort(key=lambda member: member[0])
    return [(title, [thing for _, thing in members]) for title, members in groups.items() if members]
