"""Other forms of a word that a query asks for: `~company` finds companies, too, after what itself finds."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import islice, product

from techdep_tui.core.search.snapshot import Snapshot
from techdep_tui.core.search.tree import AnyOf, Node, Term, all_terms, replace_terms

_MOST_VARIANTS = 64
"""Of a phrase: combinations of the forms of its words."""


def ask_for_forms(root: Node) -> bool:
    """Whether a query asks for other forms of a word."""
    return any(term.with_forms for term in all_terms(root))


def as_typed(snapshot: Snapshot, root: Node) -> Node:
    """The query with every word only as it was typed; what it leaves out, it leaves out in all forms."""
    return replace_terms(root, lambda term: replace(term, with_forms=False), partial(_in_all_forms, snapshot))


def in_all_forms(snapshot: Snapshot, root: Node) -> Node:
    """The query with every form of the words that it asks for so."""
    change = partial(_in_all_forms, snapshot)
    return replace_terms(root, change, change)


def _in_all_forms(snapshot: Snapshot, term: Term) -> Node:
    if not term.with_forms:
        return term
    forms = [snapshot.forms(word, term.field) or [word] for word in term.words]
    variants = [
        replace(term, words=words, with_forms=False) for words in islice(product(*forms), _MOST_VARIANTS)
    ]
    return variants[0] if len(variants) == 1 else AnyOf(tuple(variants), term.start, term.end)
