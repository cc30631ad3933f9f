"""An index as it was at one commit: a query's articles, counts and words."""

from __future__ import annotations

import time
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property
from string import ascii_lowercase
from typing import Any, NamedTuple, cast

import tantivy
from tantivy import Occur

from techdep_tui.core.search.documents import COUNTED, DAYS, DIGEST, LETTER, NUMBER, TEXT
from techdep_tui.core.search.fact_index import FactIndex
from techdep_tui.core.search.fact_terms import FactTerm
from techdep_tui.core.search.facts_alone import facts_together, is_of_facts, numbers_of
from techdep_tui.core.search.model import Facet, Order
from techdep_tui.core.search.schema import unless_damaged
from techdep_tui.core.search.tree import (
    All,
    AnyOf,
    DateTerm,
    Field,
    Mark,
    MarkTerm,
    Near,
    Node,
    Not,
    Term,
)

_TITLE_BOOST = 2.0
_FEW_WORDS = 50
"""As many words as a prefix may stand for to be searched and ranked one by one; tantivy's own bound, too."""
_MANY_LETTERS = 3
"""A prefix of fewer letters stands for many words, mostly; to count them would take as long as to search."""

_MOST_COUNTED = 50
"""Values of a facet, the commonest ones."""

_SLICE = 50_000
"""Articles whose numbers are read at a time: the interpreter is held meanwhile, some 10 ms."""

_STEMMER = (
    tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
    .filter(tantivy.Filter.stemmer("english"))
    .build()
)


IdsOf = Callable[[Sequence[int]], Sequence[str | None]]
"""What gives the ids of articles by number, `None` for those that are gone or that it does not know."""


class Found(NamedTuple):
    """How many articles match; scores and ids of the best of them, the highest score first."""

    total: int
    scores: Sequence[float]
    ids: Sequence[str]


class Snapshot:
    """The index as it was at one commit, and the facts as they are now."""

    def __init__(
        self,
        index: tantivy.Index,
        ids_of: IdsOf,
        facts: FactIndex,
        marked: Callable[[str], Iterable[str]],
    ) -> None:
        self._searcher = index.searcher()
        self._schema = index.schema
        self._ids_of = ids_of
        self._facts = facts
        self._marked = marked

    @unless_damaged
    def find(
        self, node: Node, limit: int, without: Node | None = None, order: Order = Order.RELEVANCE
    ) -> Found:
        """The articles that match a query and do not match `without`, the newest first if so ordered."""
        if is_of_facts(node) and not without and order is not Order.DATE:
            return self._with_facts(sorted(numbers_of(node, self._facts)), limit)
        query = self._query(node)
        if without:
            query = _boolean((Occur.Must, query), (Occur.MustNot, self._query(without)))
        if limit < 1:
            query = tantivy.Query.const_score_query(query, 0.0)  # to count needs no ranks
        most = max(1, min(limit, self._searcher.num_docs))
        by_day = DAYS[True].first if order is Order.DATE else None
        result = self._searcher.search(query, most, count=True, order_by_field=by_day)
        total = cast(Any, result).count  # not in tantivy's type hints
        hits = result.hits
        if not hits:
            return Found(total, (), ())
        scores, addresses = zip(*hits, strict=True)
        if by_day:
            scores = tuple(day or 0 for day in scores)
        ids = self._ids_of(self._numbers_at([*addresses]))
        if None in ids:
            known = [(score, id_) for score, id_ in zip(scores, ids, strict=True) if id_ is not None]
            return Found(total, [score for score, _ in known], [id_ for _, id_ in known])
        return Found(total, scores, cast(list[str], ids))

    def _with_facts(self, numbers: list[int], limit: int) -> Found:
        """The articles with these numbers; facts do not change what is relevant."""
        ids = [article_id for article_id in self._ids_of(numbers[:limit]) if article_id is not None]
        return Found(len(numbers), [0.0] * len(ids), ids)

    @unless_damaged
    def counts(self, node: Node, facet: Facet) -> list[tuple[str, int]]:
        """How many of the articles that match have which value, the commonest first; not for facts."""
        terms = {"terms": {"field": COUNTED[facet], "size": _MOST_COUNTED}}
        found = self._searcher.aggregate(self._query(node), {"values": terms})
        return [(str(bucket["key"]), bucket["doc_count"]) for bucket in found["values"]["buckets"]]

    def numbers(self, node: Node, cancelled: Callable[[], bool]) -> array[int]:
        """The numbers of all articles that match, or of some if cancelled; a tenth of a second at most."""
        if is_of_facts(node):
            return array("I", numbers_of(node, self._facts))
        query = self._all_alike(node)
        whole = self._numbers_of(query)
        if whole is not None:
            return whole
        numbers = array("I")
        for first in range(0, self._end, _SLICE):
            if cancelled():
                break
            time.sleep(0)
            numbers.extend(self._numbers_of(query, first) or ())
        return numbers

    @unless_damaged
    def _all_alike(self, node: Node) -> tantivy.Query:
        return tantivy.Query.const_score_query(self._query(node), 0.0)

    @unless_damaged
    def _numbers_of(self, query: tantivy.Query, first: int | None = None) -> array[int] | None:
        """The numbers that match, of a slice or of all; `None` if they are more than belong in a slice."""
        if first is not None:
            part = self._between(NUMBER, first, first + _SLICE - 1)
            query = _boolean((Occur.Must, query), (Occur.Must, part))
        result = self._searcher.search(query, _SLICE, count=first is None)
        if first is None and cast(Any, result).count > _SLICE:
            return None
        return array("I", self._numbers_at([address for _, address in result.hits]))

    def _numbers_at(self, addresses: list[tantivy.DocAddress]) -> list[int]:
        return cast(list[int], self._searcher.fast_field_values(NUMBER, addresses))

    @cached_property
    @unless_damaged
    def _end(self) -> int:
        """The number after the last one in the index."""
        every = tantivy.Query.all_query()
        hits = self._searcher.search(every, 1, count=False, order_by_field=NUMBER).hits
        return hits[0][0] + 1 if hits else 0

    def fact_counts(self, numbers: Iterable[int]) -> dict[str, int]:
        """How many of some articles have a fact of which kind."""
        return self._facts.counts(numbers)

    @unless_damaged
    def matches(self, node: Node) -> bool:
        """Whether anything matches a query."""
        if isinstance(node, Term) and _is_one_word(node):
            return self.article_count(node.words[0], node.field) > 0
        return bool(self._searcher.search(self._query(node), 1, count=False).hits)

    @unless_damaged
    def article_count(self, word: str, field: Field | None) -> int:
        """In how many articles a folded word stands."""
        return self._searcher.doc_freq(field or TEXT, word)

    def vocabulary(self, field: Field | None) -> Iterator[list[tuple[str, int]]]:
        """All words of a field with the number of their articles, a list for each letter that begins some.

        In pieces, since tantivy holds the interpreter lock while it makes a list. Words that begin with a
        digit are left out, and those of scripts that are written without blanks.
        """
        for letter in (*ascii_lowercase, *(letter for letter, _ in self._beginning_with(LETTER, ""))):
            yield self._beginning_with(field or TEXT, letter)

    @unless_damaged
    def _beginning_with(self, field: str, letters: str) -> list[tuple[str, int]]:
        return self._searcher.terms_with_prefix(field, letters)

    @unless_damaged
    def forms(self, word: str, field: Field | None) -> list[str]:
        """The words of a field that have the stem of a folded one (English, Snowball), itself among them."""
        stem = _STEMMER.analyze(word)[0]
        words = [each for each, _ in self._searcher.terms_with_prefix(field or TEXT, stem.rstrip("ie"))]
        stems = _STEMMER.analyze(" ".join(words))
        return [each for each, its in zip(words, stems, strict=True) if its == stem]

    def _query(self, node: Node) -> tantivy.Query:
        match node:
            case Term(field=None):
                return _boolean(
                    (Occur.Must, self._term(node, TEXT)),
                    (Occur.Should, tantivy.Query.boost_query(self._term(node, Field.TITLE), _TITLE_BOOST)),
                )
            case Term(field=field):
                return self._term(node, field or TEXT)
            case Near():
                return self._near(node)
            case DateTerm():
                return self._date(node)
            case MarkTerm():
                return self._mark(node)
            case FactTerm():
                return self._of_facts(node)
            case All() | AnyOf() if is_of_facts(node):
                return self._of_facts(node)
            case Not(child=child):
                return _boolean((Occur.Must, tantivy.Query.all_query()), (Occur.MustNot, self._query(child)))
            case All(children=children):
                clauses = [
                    (Occur.MustNot, self._query(child.child))
                    if isinstance(child, Not)
                    else (Occur.Must, self._query(child))
                    for child in facts_together(node)
                ]
                if all(isinstance(child, Not) for child in children):
                    clauses.append((Occur.Must, tantivy.Query.all_query()))
                return _boolean(*clauses)
            case AnyOf(children=children):
                return _boolean(*((Occur.Should, self._query(child)) for child in children))

    def _term(self, term: Term, field: str) -> tantivy.Query:
        *before, last = term.words
        if term.is_prefix:
            query = self._beginning(field, before, last)
        elif before:
            query = tantivy.Query.phrase_query(self._schema, field, list(term.words))
        else:
            query = tantivy.Query.term_query(self._schema, field, last)
        return query if term.weight == 1 else tantivy.Query.boost_query(query, term.weight)

    def _near(self, near: Near) -> tantivy.Query:
        """Both terms in a row with a gap, one way round or the other, and each phrase of them whole.

        That a phrase stands whole in one place and with gaps near the other term in another is not told
        apart; the places that are shown are looked for in the text itself.
        """
        left, right = near.left, near.right
        if _is_one_word(left) and _is_one_word(right):
            return self._either_way(left.words[0], right.words[0], near.distance + 1)
        ways = [self._gapped([*left.words, *right.words], (left, right), near.distance)]
        ways.append(self._gapped([*right.words, *left.words], (right, left), near.distance))
        clauses = [(Occur.Must, _boolean(*((Occur.Should, way) for way in ways)))]
        phrases = (self._term(term, TEXT) for term in (left, right) if len(term.words) > 1)
        clauses += ((Occur.Must, tantivy.Query.const_score_query(phrase, 0.0)) for phrase in phrases)
        return _boolean(*clauses)

    def _either_way(self, left: str, right: str, most: int) -> tantivy.Query:
        """Two words at most so many places from each other: tantivy's slop is one to either side.

        A word is not near itself: of twice the same one, the second stands 1 to `most` places behind.
        """
        if left != right:
            return self._apart(left, right, 0, most)
        half = (most - 1) // 2
        ways = (self._apart(left, right, 1 + half, half), self._apart(left, right, most, 0))
        return _boolean(*((Occur.Should, way) for way in ways))

    def _apart(self, left: str, right: str, places: int, slop: int) -> tantivy.Query:
        return tantivy.Query.phrase_query(self._schema, TEXT, [(0, left), (places, right)], slop=slop)

    def _gapped(self, words: list[str], terms: tuple[Term, Term], slop: int) -> tantivy.Query:
        if not any(term.is_prefix for term in terms):
            return tantivy.Query.phrase_query(self._schema, TEXT, [*words], slop=slop)
        ends = {len(terms[0].words) - 1: terms[0], len(words) - 1: terms[1]}
        patterns = [f"{word}.*" if i in ends and ends[i].is_prefix else word for i, word in enumerate(words)]
        return tantivy.Query.regex_phrase_query(self._schema, TEXT, [*patterns], slop=slop)

    def _beginning(self, field: str, before: list[str], last: str) -> tantivy.Query:
        """A word, or a phrase, whose last word only begins so.

        What stands for many words is matched by an automaton, which gives all articles one score; few words
        are ranked like any other. The automaton is that of a fuzzy term without errors: tantivy's regular
        expression does the same and takes 0.3 ms to be made.
        """
        is_few = len(last) >= _MANY_LETTERS
        if is_few:
            words = self._searcher.terms_with_prefix(field, last, limit=_FEW_WORDS + 1)
            is_few = len(words) <= _FEW_WORDS
        if before and is_few:
            return tantivy.Query.phrase_prefix_query(self._schema, field, [*before, last])
        if before:
            return tantivy.Query.regex_phrase_query(self._schema, field, [*before, f"{last}.*"])
        if is_few:
            terms = (tantivy.Query.term_query(self._schema, field, word) for word, _ in words)
            return _boolean(*((Occur.Should, term) for term in terms))
        return tantivy.Query.fuzzy_term_query(self._schema, field, last, distance=0, prefix=True)

    def _date(self, term: DateTerm) -> tantivy.Query:
        """Both have a day in common: an article's days begin within the period, or span its first day."""
        fields, (first, last) = DAYS[term.with_inferred], term.period
        begins_within = self._between(fields.first, first, last)
        spans = _boolean(
            (Occur.Must, self._between(fields.span_first, None, last)),
            (Occur.Must, self._between(fields.span_last, first, None)),
        )
        either = _boolean((Occur.Should, begins_within), (Occur.Should, spans))
        return tantivy.Query.const_score_query(either, 1.0)

    def _between(self, field: str, least: int | None, most: int | None) -> tantivy.Query:
        kind = tantivy.FieldType.Unsigned
        return tantivy.Query.range_query(self._schema, field, kind, least, most)

    def _mark(self, term: MarkTerm) -> tantivy.Query:
        """The articles that the reader marked so; marks do not change what is relevant."""
        mark = Mark.STARRED if term.mark is Mark.STARRED else Mark.READ
        chosen = tantivy.Query.term_set_query(self._schema, DIGEST, list(self._marked(mark)))
        if term.mark is Mark.UNREAD:
            chosen = _boolean((Occur.Must, tantivy.Query.all_query()), (Occur.MustNot, chosen))
        return tantivy.Query.const_score_query(chosen, 0.0)

    def _of_facts(self, node: Node) -> tantivy.Query:
        """The articles that have such facts; facts do not change what is relevant."""
        numbers = numbers_of(node, self._facts)
        if len(numbers) * 2 > self._end:
            others = set(range(self._end)).difference(numbers)
            chosen = _boolean((Occur.Must, tantivy.Query.all_query()), (Occur.MustNot, self._one_of(others)))
        else:
            chosen = self._one_of(numbers)
        return tantivy.Query.const_score_query(chosen, 0.0)

    def _one_of(self, numbers: Collection[int]) -> tantivy.Query:
        """The articles with these numbers; many take as long to find as there are."""
        if not numbers:
            return tantivy.Query.empty_query()
        return tantivy.Query.term_set_query(self._schema, NUMBER, list(numbers))


def _is_one_word(term: Term) -> bool:
    return len(term.words) == 1 and not term.is_prefix


def _boolean(*clauses: tuple[Occur, tantivy.Query]) -> tantivy.Query:
    return tantivy.Query.boolean_query(list(clauses))
