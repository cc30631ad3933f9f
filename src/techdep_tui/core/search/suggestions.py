"""What the words of a query may have meant: searched instead where nothing matches, or only said."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import islice, product
from typing import TYPE_CHECKING

from techdep_tui.core.search.snapshot import Snapshot
from techdep_tui.core.search.tree import AnyOf, Field, Node, Term, positive_terms

if TYPE_CHECKING:
    from techdep_tui.core.search.fuzzy import Near, Vocabulary

Alternatives = Mapping[tuple[Field | None, str], tuple[str, ...]]
"""Other words for a word in a field, the likeliest first."""

MOST = 3
_MOST_VARIANTS = 27
"""Of a phrase with typing errors: three words with three corrections each; more would be without end."""

_WEIGHTS = (1.0, 0.3, 0.1)
"""Of a word's corrections, the likeliest first: rare words would score above it otherwise."""

_RARE, _MUCH_COMMONER = 3, 10
"""Articles with a word that may be a misprint, and how many times as many have the word it stands for."""

_SHORTEST_SEARCHED = 4
"""Letters; what a shorter word may have meant is only said: abbreviations would find anything."""

_FIELDS_OF_WORDS = frozenset({None, Field.TITLE, Field.AUTHOR, Field.TAG, Field.SOURCE})


class Vocabularies:
    """The words of each field of a snapshot, read when they are first needed."""

    def __init__(self) -> None:
        self._read: dict[Field | None, tuple[Snapshot, Vocabulary]] = {}

    def of(self, snapshot: Snapshot, field: Field | None, cancelled: Callable[[], bool]) -> Vocabulary:
        """The words of a field, with the number of their articles."""
        from techdep_tui.core.search.fuzzy import Vocabulary  # rapidfuzz: 30 ms, only for typing errors

        of, vocabulary = self._read.get(field, (None, None))
        if of is not snapshot or vocabulary is None:
            vocabulary = Vocabulary(_counts(snapshot, field, cancelled))
            if not cancelled():
                self._read[field] = (snapshot, vocabulary)
        return vocabulary

    def instead(
        self, snapshot: Snapshot, root: Node, is_empty: bool, cancelled: Callable[[], bool]
    ) -> Alternatives:
        """What to search instead of the words that no article has.

        Where all words are known and yet nothing matches, one that hardly any article has may be an error
        that was made in print, too; it gives way to a much commoner word.
        """
        words = list(dict.fromkeys(_words(root)))
        known = {key: snapshot.article_count(key[1], key[0]) for key in words}
        if all(known.values()) and not is_empty:
            return {}
        most = _RARE if all(known.values()) else 0
        chosen = [key for key in words if known[key] <= most and len(key[1]) >= _SHORTEST_SEARCHED]
        near = self._nearest(snapshot, {key: known[key] for key in chosen}, cancelled)
        return {
            key: tuple(n.word for n in words if n.distance == words[0].distance)
            for key, words in near.items()
        }

    def nearest(self, snapshot: Snapshot, root: Node, cancelled: Callable[[], bool]) -> Alternatives:
        """The nearest words of those that no article has, and of rare ones those that are much commoner."""
        known = {key: snapshot.article_count(key[1], key[0]) for key in _words(root)}
        rare = {key: articles for key, articles in known.items() if articles <= _RARE}
        near = self._nearest(snapshot, rare, cancelled)
        return {key: tuple(n.word for n in words) for key, words in near.items()}

    def _nearest(
        self,
        snapshot: Snapshot,
        words: Mapping[tuple[Field | None, str], int],
        cancelled: Callable[[], bool],
    ) -> dict[tuple[Field | None, str], list[Near]]:
        found: dict[tuple[Field | None, str], list[Near]] = {}
        for (field, word), articles in words.items():
            if field not in _FIELDS_OF_WORDS:
                continue
            near = self.of(snapshot, field, cancelled).nearest(word, MOST, cancelled)
            if articles:
                near = [n for n in near if n.distance == 1 and n.articles >= articles * _MUCH_COMMONER]
            if near:
                found[field, word] = near
        return found


def corrected(alternatives: Alternatives, term: Term) -> Node:
    """A term with each of its words as it was probably meant: the alternatives, the likeliest first."""
    if term.is_prefix:
        return term
    choices = [alternatives.get((term.field, word), (word,)) for word in term.words]
    variants = [
        replace(term, words=words, weight=_WEIGHTS[min(rank, len(_WEIGHTS) - 1)])
        for rank, words in enumerate(islice(product(*choices), _MOST_VARIANTS))
    ]
    return variants[0] if len(variants) == 1 else AnyOf(tuple(variants), term.start, term.end)


def by_typed_word(root: Node, alternatives: Alternatives) -> dict[str, tuple[str, ...]]:
    """The same for the reader: by the word as it was typed."""
    return {
        typed: alternatives[term.field, word]
        for term in positive_terms(root)
        if not term.is_prefix
        for word, typed in zip(term.words, term.typed, strict=True)
        if (term.field, word) in alternatives
    }


def with_likeliest(query: str, root: Node, alternatives: Alternatives) -> str:
    """The query with the likeliest alternatives in the place of words; empty if nothing changes."""
    pieces: list[str] = []
    at = 0
    for term in sorted(positive_terms(root), key=lambda term: term.start):
        for word, typed in zip(term.words, term.typed, strict=True):
            start = query.find(typed, max(at, term.start))
            if start >= 0 and not term.is_prefix and (term.field, word) in alternatives:
                pieces += query[at:start], alternatives[term.field, word][0]
                at = start + len(typed)
    return "".join([*pieces, query[at:]]) if pieces else ""


def _words(root: Node) -> Iterator[tuple[Field | None, str]]:
    """The words that an article is found by and that stand there whole."""
    for term in positive_terms(root):
        if not term.is_prefix:
            yield from ((term.field, word) for word in term.words)


def _counts(
    snapshot: Snapshot, field: Field | None, cancelled: Callable[[], bool]
) -> Iterator[tuple[str, int]]:
    for words in snapshot.vocabulary(field):
        if cancelled():
            return
        yield from words
        time.sleep(0)
