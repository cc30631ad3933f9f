"""Facts as the sidebar shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from techdep_tui.core.articles.model import Article
from techdep_tui.core.facts.model import Fact


@dataclass(frozen=True, slots=True, eq=False)
class FactRow:
    """A fact with its short form, made once; two rows are the same only if they are one."""

    fact: Fact
    short: str


def fact_rows(article: Article, facts: Iterable[Fact]) -> tuple[FactRow, ...]:
    """The rows of an article's facts, in order of place."""
    from techdep_tui.core.facts.describe import short  # word lists: not on the way to the first screen

    return tuple(FactRow(fact, short(fact, article)) for fact in facts)
