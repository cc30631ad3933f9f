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
    PATH = "path"
    LANG = "lang"
    DATE = "date"
    AFTER = "after"
    BEFORE = "before"
    IS = "is"


class Mark(StrEnum):
    """What the reader did with an article, as a query asks for it."""

    UNREAD = "unread"
    READ = "read"
    STARRED = "starred"


@dataclass(frozen=True, slots=True)
class Term:
    """Folded words next to each other, in one field or (`field` is `None`) anywhere in the text.

    `start:end` are its characters in the query, as in every node. With `is_prefix` the last word may go on;
    with `with_forms` other forms of the words count, too. `weight` multiplies its score.
    """

    words: tuple[str, ...]
    start: int
    end: int
    field: Field | None = None
    is_prefix: bool = False
    typed: tuple[str, ...] = ()
    weight: float = 1.0
    with_forms: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """`left` and `right` stand in either order, with at most `distance` words between them."""

    left: Term
    right: Term
    distance: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class MarkTerm:
    """The reader did this with the article."""

    mark: Mark
    start: int
    end: int


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


Node = Term | Near | DateTerm | MarkTerm | FactTerm | Not | All | AnyOf


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


def leaves(node: Node | None) -> Iterator[Term | Near | DateTerm | MarkTerm | FactTerm]:
    """What an article is found by, in the order of the query: nothing of what is under a `Not`."""
    if isinstance(node, All | AnyOf):
        for child in node.children:
            yield from leaves(child)
    elif node is not None and not isinstance(node, Not):
        yield node


def positive_terms(node: Node | None) -> Iterator[Term]:
    """The terms that an article is found by, those of a `Near` included, in the order of the query."""
    for leaf in leaves(node):
        if isinstance(leaf, Near):
            yield from (leaf.left, leaf.right)
        elif isinstance(leaf, Term):
            yield leaf


def fact_terms(node: Node | None) -> Iterator[FactTerm]:
    """The terms that ask for facts, those under a `Not` left out."""
    return (leaf for leaf in leaves(node) if isinstance(leaf, FactTerm))


def asks_for_facts(node: Node | None) -> bool:
    """Whether facts decide what a query matches."""
    if isinstance(node, All | AnyOf):
        return any(map(asks_for_facts, node.children))
    return asks_for_facts(node.child) if isinstance(node, Not) else isinstance(node, FactTerm)


def has_choice(node: Node) -> bool:
    """Whether an article can match without some of the words that it is found by."""
    return isinstance(node, AnyOf) or (isinstance(node, All) and any(map(has_choice, node.children)))


def replace_terms(
    node: Node, change: Callable[[Term], Node], excluded: Callable[[Term], Node] | None = None
) -> Node:
    """The same query with every positive term changed, and those under a `Not` as `excluded` says."""

    def changed(child: Node) -> Node:
        return replace_terms(child, change, excluded)

    if isinstance(node, Term):
        return change(node)
    if isinstance(node, Near):
        return _near(node, change(node.left), change(node.right))
    if isinstance(node, All | AnyOf):
        return replace(node, children=tuple(map(changed, node.children)))
    if isinstance(node, Not) and excluded:
        return replace(node, child=replace_terms(node.child, excluded, excluded))
    return node


def all_terms(node: Node | None) -> Iterator[Term]:
    """Every term of a query, those under a `Not` included."""
    if isinstance(node, Not):
        yield from all_terms(node.child)
    elif isinstance(node, All | AnyOf):
        for child in node.children:
            yield from all_terms(child)
    else:
        yield from positive_terms(node)


def _near(node: Near, left: Node, right: Node) -> Node:
    """Each of the left terms near each of the right ones."""
    pairs = [
        replace(node, left=one, right=other)
        for one in positive_terms(left)
        for other in positive_terms(right)
    ]
    return pairs[0] if len(pairs) == 1 else AnyOf(tuple(pairs), node.start, node.end)
