"""What is asked of tantivy: its fields, how an article fills them, and how a query becomes one of its own.

Every text is folded here before tantivy sees it, and cut at blanks there, so that the words of the index are
those of `words.tokens`. Each block is a value of its own: between two values tantivy leaves a gap, which no
phrase can cross.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable, Iterator
from string import ascii_lowercase
from typing import Any, NamedTuple, cast

import tantivy
from tantivy import Occur

from techdep_tui.core.articles.model import Article, BlockKind, Part, Source
from techdep_tui.core.search.fact_index import FactIndex
from techdep_tui.core.search.fact_terms import FactEntry, FactTerm
from techdep_tui.core.search.model import Facet, Order
from techdep_tui.core.search.periods import period_of
from techdep_tui.core.search.sources import host_of, source_words
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
from techdep_tui.core.search.words import fold, fold_parts, is_written_without_blanks

_HEAP_BYTES = 30_000_000
_TITLE_BOOST = 2.0
_FEW_WORDS = 50
"""As many words as a prefix may stand for to be searched and ranked one by one; tantivy's own bound, too."""
_MANY_LETTERS = 3
"""A prefix of fewer letters stands for many words, mostly; to count them would take as long as to search."""

_TEXT = "text"
_NUMBER = "number"
_TOKENIZER = "folded"
_DIGEST = "digest"
_TEXT_FIELDS = (_TEXT, Field.TITLE, Field.AUTHOR, Field.TAG, Field.PATH, Field.LANG)
_COUNTED = {Facet.SOURCE: "source_name", Facet.YEAR: "year", Facet.TAG: "tag_name"}
_MOST_COUNTED = 50
"""Values of a facet, the commonest ones."""

_SLICE = 5_000
"""Articles whose numbers are read at a time: Python objects are made, and the interpreter is held."""
_DAYS = {False: ("first_day", "last_day"), True: ("first_day_at_all", "last_day_at_all")}
"""The days that an article's date may mean; by whether inferred dates count."""


_STEMMER = (
    tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
    .filter(tantivy.Filter.stemmer("english"))
    .build()
)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field(_NUMBER, indexed=True, fast=True)
    for name in _TEXT_FIELDS:
        builder.add_text_field(name, tokenizer_name=_TOKENIZER)
    builder.add_text_field(Field.SOURCE, tokenizer_name=_TOKENIZER, index_option="freq")
    builder.add_text_field(_DIGEST, tokenizer_name="raw", index_option="basic")
    for name in (_COUNTED[Facet.SOURCE], _COUNTED[Facet.TAG]):
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field(_COUNTED[Facet.YEAR], fast=True)
    for first, last in _DAYS.values():
        builder.add_unsigned_field(first, fast=True)
        builder.add_unsigned_field(last, fast=True)
    return builder.build()


class Found(NamedTuple):
    """How many articles match, and the best of them as (score, article id), the highest score first."""

    total: int
    best: list[tuple[float, str]]


class Engine:
    """A tantivy index in memory. One thread may add and commit while others search in snapshots."""

    def __init__(
        self, date_of: Callable[[Article], Part[str]], marked: Callable[[str], Iterable[str]]
    ) -> None:
        """`marked` gives the digests of the articles that the reader read or starred."""
        self._schema = _schema()
        self._index = tantivy.Index(self._schema)
        tokenizer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        self._index.register_tokenizer(_TOKENIZER, tokenizer)
        self._writer = self._index.writer(_HEAP_BYTES, num_threads=1)
        self._writing = threading.Lock()
        self._date_of = date_of
        self._marked = marked
        self._ids: list[str] = []
        self._numbers: dict[str, int] = {}
        self._letters = set(ascii_lowercase)
        self._is_changed = False
        self._facts = FactIndex()
        self.snapshot = self._snapshot(())

    def add(self, article: Article) -> None:
        """Take in an article, in the place of one with the same id; it is found after the next commit."""
        date = self._date_of(article)
        with self._writing:
            if article.id in self._numbers:
                old = tantivy.Query.term_query(self._schema, _NUMBER, self._numbers[article.id])
                self._writer.delete_documents_by_query(old)
            self._numbers[article.id] = len(self._ids)
            document = tantivy.Document()
            document.add_unsigned(_NUMBER, len(self._ids))
            self._ids.append(article.id)
            for field, text in _texts(article):
                document.add_text(field, text)
                if not text.isascii():
                    self._letters.update(text)
            document.add_text(_DIGEST, article.digest)
            for field, value in _counted(article):
                document.add_text(field, value)
            for field, day in _days(date):
                document.add_unsigned(field, day)
            self._writer.add_document(document)
            self._is_changed = True

    def commit(self) -> None:
        """Make a snapshot with everything added so far."""
        with self._writing:
            if not self._is_changed:
                return
            self._writer.commit()
            self._index.reload()
            self._is_changed = False
            letters = (c for c in self._letters if c.isalpha() and not is_written_without_blanks(c))
            self.snapshot = self._snapshot(tuple(sorted(letters)))

    def add_facts(self, article_id: str, entries: Iterable[FactEntry]) -> None:
        """Take in the facts of an article that has been added; they are found at once."""
        self._facts.add(self._numbers[article_id], entries)

    def replace_facts(self, article_id: str, entries: Iterable[FactEntry]) -> None:
        """Let an article have these facts instead of others; at once, and also if it has none so far."""
        self._facts.replace(self._numbers[article_id], entries)

    def _snapshot(self, letters: tuple[str, ...]) -> Snapshot:
        return Snapshot(self._index.searcher(), self._schema, self._ids, letters, self._facts, self._marked)


class Snapshot:
    """The index as it was at one commit, and the facts as they are now."""

    def __init__(
        self,
        searcher: tantivy.Searcher,
        schema: tantivy.Schema,
        ids: list[str],
        letters: tuple[str, ...],
        facts: FactIndex,
        marked: Callable[[str], Iterable[str]],
    ) -> None:
        self._searcher = searcher
        self._schema = schema
        self._ids = ids
        self._letters = letters
        self._facts = facts
        self._marked = marked

    def find(
        self, node: Node, limit: int, without: Node | None = None, order: Order = Order.RELEVANCE
    ) -> Found:
        """The articles that match a query and do not match `without`, the newest first if so ordered."""
        query = self._query(node)
        if without:
            query = _boolean((Occur.Must, query), (Occur.MustNot, self._query(without)))
        most = max(1, min(limit, self._searcher.num_docs))
        by_day = _DAYS[True][0] if order is Order.DATE else None
        result = self._searcher.search(query, most, count=True, order_by_field=by_day)
        hits = result.hits
        numbers = self._searcher.fast_field_values(_NUMBER, [address for _, address in hits])
        ids = map(self._ids.__getitem__, cast(list[int], numbers))
        total = cast(Any, result).count  # not in tantivy's type hints
        return Found(total, list(zip([score or 0 for score, _ in hits], ids, strict=True)))

    def counts(self, node: Node, facet: Facet) -> list[tuple[str, int]]:
        """How many of the articles that match have which value, the commonest first; not for facts."""
        terms = {"terms": {"field": _COUNTED[facet], "size": _MOST_COUNTED}}
        found = self._searcher.aggregate(self._query(node), {"values": terms})
        return [(str(bucket["key"]), bucket["doc_count"]) for bucket in found["values"]["buckets"]]

    def numbers(self, node: Node) -> Iterator[list[int]]:
        """The numbers of all articles that match, in slices."""
        query = self._query(node)
        for first in range(0, len(self._ids), _SLICE):
            kind = tantivy.FieldType.Unsigned
            last = first + _SLICE - 1
            part = tantivy.Query.range_query(self._schema, _NUMBER, kind, first, last)
            both = _boolean((Occur.Must, query), (Occur.Must, tantivy.Query.const_score_query(part, 0.0)))
            hits = self._searcher.search(both, _SLICE, count=False).hits
            yield cast(list[int], self._searcher.fast_field_values(_NUMBER, [address for _, address in hits]))

    def fact_counts(self, numbers: Collection[int]) -> dict[str, int]:
        """How many of some articles have a fact of which kind."""
        return self._facts.counts(numbers)

    def matches(self, node: Node) -> bool:
        """Whether anything matches a query."""
        return bool(self._searcher.search(self._query(node), 1, count=False).hits)

    def article_count(self, word: str, field: Field | None) -> int:
        """In how many articles a folded word stands."""
        return self._searcher.doc_freq(field or _TEXT, word)

    def vocabulary(self, field: Field | None) -> Iterator[list[tuple[str, int]]]:
        """All words of a field with the number of their articles, a list for each letter that begins some.

        In pieces, since tantivy holds the interpreter lock while it makes a list. Words that begin with a
        digit are left out, and those of scripts that are written without blanks.
        """
        for letter in self._letters:
            yield self._searcher.terms_with_prefix(field or _TEXT, letter)

    def forms(self, word: str, field: Field | None) -> list[str]:
        """The words of a field that have the stem of a folded one (English, Snowball), itself among them."""
        stem = _STEMMER.analyze(word)[0]
        words = [each for each, _ in self._searcher.terms_with_prefix(field or _TEXT, stem.rstrip("ie"))]
        stems = _STEMMER.analyze(" ".join(words))
        return [each for each, its in zip(words, stems, strict=True) if its == stem]

    def _query(self, node: Node) -> tantivy.Query:
        match node:
            case Term(field=None):
                return _boolean(
                    (Occur.Must, self._term(node, _TEXT)),
                    (Occur.Should, tantivy.Query.boost_query(self._term(node, Field.TITLE), _TITLE_BOOST)),
                )
            case Term(field=field):
                return self._term(node, field or _TEXT)
            case Near():
                return self._near(node)
            case DateTerm():
                return self._date(node)
            case MarkTerm():
                return self._mark(node)
            case FactTerm():
                return self._fact(node)
            case Not(child=child):
                return _boolean((Occur.Must, tantivy.Query.all_query()), (Occur.MustNot, self._query(child)))
            case All(children=children):
                clauses = [
                    (Occur.MustNot, self._query(child.child))
                    if isinstance(child, Not)
                    else (Occur.Must, self._query(child))
                    for child in children
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
        ways = [self._gapped([*left.words, *right.words], (left, right), near.distance)]
        ways.append(self._gapped([*right.words, *left.words], (right, left), near.distance))
        clauses = [(Occur.Must, _boolean(*((Occur.Should, way) for way in ways)))]
        phrases = (self._term(term, _TEXT) for term in (left, right) if len(term.words) > 1)
        clauses += ((Occur.Must, tantivy.Query.const_score_query(phrase, 0.0)) for phrase in phrases)
        return _boolean(*clauses)

    def _gapped(self, words: list[str], terms: tuple[Term, Term], slop: int) -> tantivy.Query:
        if not any(term.is_prefix for term in terms):
            return tantivy.Query.phrase_query(self._schema, _TEXT, [*words], slop=slop)
        ends = {len(terms[0].words) - 1: terms[0], len(words) - 1: terms[1]}
        patterns = [f"{word}.*" if i in ends and ends[i].is_prefix else word for i, word in enumerate(words)]
        return tantivy.Query.regex_phrase_query(self._schema, _TEXT, [*patterns], slop=slop)

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
        """The stretches of days have one in common: each begins before the other ends."""
        first, last = _DAYS[term.with_inferred]
        kind = tantivy.FieldType.Unsigned
        until = tantivy.Query.range_query(self._schema, first, kind, upper_bound=term.period.last)
        since = tantivy.Query.range_query(self._schema, last, kind, lower_bound=term.period.first)
        return _boolean((Occur.Must, until), (Occur.Must, since))

    def _mark(self, term: MarkTerm) -> tantivy.Query:
        """The articles that the reader marked so; marks do not change what is relevant."""
        mark = Mark.STARRED if term.mark is Mark.STARRED else Mark.READ
        chosen = tantivy.Query.term_set_query(self._schema, _DIGEST, list(self._marked(mark)))
        if term.mark is Mark.UNREAD:
            chosen = _boolean((Occur.Must, tantivy.Query.all_query()), (Occur.MustNot, chosen))
        return tantivy.Query.const_score_query(chosen, 0.0)

    def _fact(self, term: FactTerm) -> tantivy.Query:
        """The articles that have such a fact; facts do not change what is relevant."""
        numbers = self._facts.numbers(term)
        if not numbers:
            return tantivy.Query.empty_query()
        chosen = tantivy.Query.term_set_query(self._schema, _NUMBER, list(numbers))
        return tantivy.Query.const_score_query(chosen, 0.0)


def _boolean(*clauses: tuple[Occur, tantivy.Query]) -> tantivy.Query:
    return tantivy.Query.boolean_query(list(clauses))


def _texts(article: Article) -> Iterator[tuple[str, str]]:
    """What goes into which field of the index, folded."""
    seen: set[str] = set()
    blocks = tuple(article.own_blocks())
    texts = fold_parts(article.text, ((block.start, block.end) for block in blocks))
    for block, text in zip(blocks, texts, strict=True):
        yield _TEXT, text
        if block.kind is BlockKind.TITLE:
            yield Field.TITLE, text
        if block.kind in {BlockKind.TITLE, BlockKind.STANDFIRST}:
            seen.add(" ".join(text.split()))
    metadata = article.metadata
    for field, value in ((Field.TITLE, metadata.title.value), (None, metadata.standfirst.value)):
        text = fold(value or "")
        if " ".join(text.split()) not in seen:
            yield _TEXT, text
            if field:
                yield field, text
    for tag in metadata.tags.value or ():
        yield _TEXT, fold(tag)
        yield Field.TAG, fold(tag)
    for author in metadata.authors.value or ():
        yield Field.AUTHOR, fold(author)
    yield Field.PATH, fold(" ".join(article.path.parts))
    yield Field.LANG, fold(metadata.language.value or "")
    yield Field.SOURCE, " ".join(sorted(_source_words(article)))


def _counted(article: Article) -> Iterator[tuple[str, str]]:
    """The values that articles are counted by, as they are shown."""
    metadata = article.metadata
    hosts = (host_of(part.value) for part in (metadata.source_url, metadata.url) if part.value)
    name = metadata.publisher.value or next(filter(None, hosts), "")
    if name:
        yield _COUNTED[Facet.SOURCE], name
    for tag in dict.fromkeys(metadata.tags.value or ()):
        yield _COUNTED[Facet.TAG], tag


def _source_words(article: Article) -> frozenset[str]:
    metadata = article.metadata
    hosts = (host_of(part.value) for part in (metadata.url, metadata.source_url) if part.value)
    names = [name for name in (metadata.publisher.value, *hosts) if name]
    return frozenset[str]().union(*map(source_words, names))


def _days(date: Part[str]) -> Iterator[tuple[str, int]]:
    period = period_of(date.value) if date.value else None
    if period is None:
        return
    for with_inferred, fields in _DAYS.items():
        if with_inferred or date.source is Source.FILE:
            yield from zip(fields, period, strict=True)
    if date.source is Source.FILE:
        yield _COUNTED[Facet.YEAR], period.first // 10_000
