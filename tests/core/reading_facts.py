"""Help for the tests of facts: what is found in a text, as strings and fields."""

from __future__ import annotations

from collections.abc import Iterable

from techdep_tui.core.facts.extract import extract
from techdep_tui.core.facts.model import Fact, Kind, Scalar
from tests.core.factory import make_article


def found(text: str, kind: Kind, date: str | None = None) -> list[tuple[str, Fact]]:
    """The facts of one kind in a text, each with its words."""
    return [
        (text[fact.start : fact.end], fact) for fact in extract(make_article(text, date)) if fact.kind is kind
    ]


def words(text: str, kind: Kind, date: str | None = None) -> list[str]:
    """The words of the facts of one kind."""
    return [words for words, _ in found(text, kind, date)]


def values(text: str, kind: Kind, fields: Iterable[str], date: str | None = None) -> list[tuple[Scalar, ...]]:
    """The words of the facts of one kind, each with some fields of its norm."""
    names = tuple(fields)
    return [(words, *(fact.norm.get(name) for name in names)) for words, fact in found(text, kind, date)]
