"""The part of a query that facts alone decide: found without the full-text index, a set of numbers each."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import reduce

from techdep_tui.core.search.fact_index import FactIndex
from techdep_tui.core.search.fact_terms import FactTerm
from techdep_tui.core.search.tree import All, AnyOf, Node


def is_of_facts(node: Node) -> bool:
    """Whether a query asks for facts and nothing else, and for none that an article must not have."""
    if isinstance(node, All | AnyOf):
        return all(map(is_of_facts, node.children))
    return isinstance(node, FactTerm)


def numbers_of(node: Node, facts: FactIndex) -> Collection[int]:
    """The numbers of the articles that match a query of facts, each once."""
    if isinstance(node, FactTerm):
        return facts.numbers(node)
    assert isinstance(node, All | AnyOf)
    each = [set(numbers_of(child, facts)) for child in node.children]
    return reduce(set.intersection if isinstance(node, All) else set.union, each)


def facts_together(node: All) -> Sequence[Node]:
    """What must match, with all that asks for facts as one; the rest as it is."""
    of_facts = tuple(filter(is_of_facts, node.children))
    if len(of_facts) < 2:
        return node.children
    return [replace(node, children=of_facts), *(child for child in node.children if child not in of_facts)]
