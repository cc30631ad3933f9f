"""A query as a tree: what matches, combined by all, any and not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from techdep_tui.core.errors import QueryError
from techdep_tui.core.search.fact_terms import FactTerm
from techdep_tui.core.search.periods import Period


class Field(StrEnum):
    """A part of an article that a query can name."""

    TITLE = "title"
    SOURCE = "source"
    AUTHOR = "author"
    TAG = "tag"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Term:
    """Folded words next to each other, in one field or (`field` is `None`) anywhere in the text.

    `start:end` are its characters in the query, as in every node. With `is_prefix` the last word may go on.
    `weight` multiplies its score.
    """

    words: tuple[str, ...]
    start: int
    end: int
    field: Field | None = None
    is_prefix: bool = False
    typed: tuple[str, ...] = ()
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class DateTerm:
    """The article's date lies in `period`, at least with one of the days that it may mean."""

    period: Period
    start: int
    end: int
    with_inferred: bool = False


@dataclass(frozen=True, slots=True)
class Not:
    """`child` does not match."""

    child: Node
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class All:
    """Every one of `children` (two or more) matches."""

    children: tuple[Node, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of `children` (two or more) matches."""

    children: tuple[Node, ...]
    start: int
    end: int


Node = Term | DateTerm | FactTerm | Not | All | AnyOf


@dataclass(frozen=True, slots=True)
class Query:
    """A query understood; `root` is `None` only for a lenient one with nothing in it to search for.

    `problem` is what a lenient reading passed over first. `unfinished` is the term that the text of a lenient
    query ends in, which may be the beginning of a longer word.
    """

    text: str
    root: Node | None
    problem: QueryError | None = None
    unfinished: Term | None = None

    def words_of(self, node: Node) -> str:
        """The part of the query that a node was read from."""
        return self.text[node.start : node.end]


def positive_terms(node: Node | None) -> Iterator[Term]:
    """The terms that an article is found by, in the order of the query: none of those under a `Not`."""
    if isinstance(node, Term):
        yield node
    elif isinstance(node, All | AnyOf):
        for child in node.children:
            yield from positive_terms(child)


def fact_terms(node: Node | None) -> Iterator[FactTerm]:
    """The terms that ask for facts, those under a `Not` left out."""
    if isinstance(node, FactTerm):
        yield node
    elif isinstance(node, All | AnyOf):
        for child in node.children:
            yield from fact_terms(child)


def asks_for_facts(node: Node | None) -> bool:
    """Whether facts decide what a query matches."""
    if isinstance(node, All | AnyOf):
        return any(map(asks_for_facts, node.children))
    return asks_for_facts(node.child) if isinstance(node, Not) else isinstance(node, FactTerm)


def replace_terms(node: Node, change: Callable[[Term], Node]) -> Node:
    """The same query with every positive term changed."""
    if isinstance(node, Term):
        return change(node)
    if isinstance(node, All | AnyOf):
        return replace(node, children=tuple(replace_terms(child, change) for child in node.children))
    return node
