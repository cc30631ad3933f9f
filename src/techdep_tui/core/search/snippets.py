"""Where in an article a query matches: the characters, the sentence, the paragraph."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from techdep_tui.core.articles.model import Article, Block, BlockKind
from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.search.fact_terms import FactEntry
from techdep_tui.core.search.model import MOST_HITS, Hit, Places
from techdep_tui.core.search.tree import Field, Near, Node, Term, fact_terms, leaves
from techdep_tui.core.search.words import Folded, fold_with_places

_WORD = re.compile(r"[^ ]+")


class _Place(NamedTuple):
    """One match in a folded text, which of the terms are in it, and the block that it stands in."""

    start: int
    end: int
    terms: frozenset[int]
    block: Block


class _Match(NamedTuple):
    """One place in the reading text, its block, and what of it matched."""

    at: Span
    block: Block
    words: tuple[str, ...]


class Matcher:
    """Finds the places of one query in any article."""

    def __init__(
        self,
        root: Node,
        facts_of: Callable[[Article], Iterable[FactEntry]] = lambda _article: (),
        *,
        is_fuzzy: bool = False,
    ) -> None:
        self._is_fuzzy = is_fuzzy
        self._root = root
        self._facts_of = facts_of

    def places(self, article: Article) -> Places:
        """Every place in the article's own text; its title where only the metadata matched."""
        matches = list(self._words_found(article))
        matches += _clear_of(matches, self._facts_found(article))
        matches.sort(key=lambda match: match.at)
        if not matches:
            return Places((self._title_hit(article),), (), 1)
        lit = tuple(match.at for match in matches)
        hits = (self._hit(article, *match) for match in matches[:MOST_HITS])
        return Places(tuple(hits), lit, len(matches))

    def _words_found(self, article: Article) -> Iterator[_Match]:
        """The places of the query's words."""
        has_words = self._patterns or self._pairs
        folded = fold_with_places(article.text if has_words else "")
        for place in self._places_in(article, folded):
            at = Span(*folded.source(place.start, place.end))
            yield _Match(at, place.block, _words_in(article, folded, place))

    def _facts_found(self, article: Article) -> Iterator[_Match]:
        """The places of the facts that the query asks for."""
        terms = tuple(fact_terms(self._root))
        for entry in self._facts_of(article) if terms else ():
            if any(term.fits(entry) for term in terms):
                block = article.block_at(entry.place.start)
                yield _Match(entry.place, block, (article.text[entry.place.start : entry.place.end],))

    @cached_property
    def _patterns(self) -> list[tuple[re.Pattern[str], bool]]:
        """What finds each term, and whether only in the title; made when first needed, like the places."""
        terms = (leaf for leaf in leaves(self._root) if isinstance(leaf, Term))
        shown = (term for term in terms if term.field in {None, Field.TITLE})
        return list(dict.fromkeys((_pattern(term), term.field is Field.TITLE) for term in shown))

    @cached_property
    def _pairs(self) -> list[Near]:
        return [leaf for leaf in leaves(self._root) if isinstance(leaf, Near)]

    def _places_in(self, article: Article, folded: Folded) -> list[_Place]:
        """The places in order; those that overlap, or that are neighbours of different terms, are one."""
        blocks = _Blocks(article, folded)
        found = [
            _Place(start, end, frozenset((number,)), block)
            for number, (pattern, in_title_only) in enumerate(self._patterns)
            for start, end, block in blocks.matches(pattern)
            if block.kind is BlockKind.TITLE or not in_title_only
        ]
        for number, near in enumerate(self._pairs):
            found += blocks.near(near, len(self._patterns) + 2 * number)
        found.sort(key=lambda place: (place.start, place.end))
        places: list[_Place] = []
        for place in found:
            last = places[-1] if places else None
            if last and (place.start < last.end or _follows_on(folded.text, last, place)):
                places[-1] = last._replace(end=max(last.end, place.end), terms=last.terms | place.terms)
            else:
                places.append(place)
        return places

    def _hit(self, article: Article, at: Span, block: Block, matched: tuple[str, ...]) -> Hit:
        sentence = _sentence(article, block, at)
        return Hit(article.id, at.start, at.end, sentence, block.number, matched, self._is_fuzzy)

    def _title_hit(self, article: Article) -> Hit:
        title = next((block for block in article.blocks if block.kind is BlockKind.TITLE), None)
        at = Span(title.start, title.end) if title else Span(0, 0)
        return Hit(article.id, at.start, at.end, at, None, (), self._is_fuzzy)


def find_in(article: Article, text: str) -> list[Span]:
    """All places of a plain string in the reading text, in order and without overlap.

    Case, accents, kinds of quotation mark, hyphen and blank do not count, nor does where a line is folded;
    the string may begin and end within words.
    """
    wanted = fold_with_places(text, keep_signs=True).text.split()
    if not wanted:
        return []
    folded = fold_with_places(article.text, keep_signs=True)
    pattern = re.compile(" +".join(re.escape(word) for word in wanted))
    return [Span(*folded.source(*match.span())) for match in pattern.finditer(folded.text)]


class _Blocks:
    """The blocks of an article's own text, as stretches of the folded text."""

    def __init__(self, article: Article, folded: Folded) -> None:
        self._blocks = tuple(article.own_blocks())
        self._ends = [block.end for block in self._blocks]
        self._folded = folded
        self._padded = f" {folded.text} "

    def near(self, near: Near, number: int) -> Iterator[_Place]:
        """The places of two terms that have one of the other term near them; `number` is the left term's."""
        sides = [
            [
                _Place(start, end, frozenset((number + i,)), block)
                for start, end, block in self.matches(_pattern(term))
            ]
            for i, term in enumerate((near.left, near.right))
        ]
        words = [[self._words_before(place) for place in places] for places in sides]
        counts = [len(near.left.words), len(near.right.words)]
        for i in range(2):
            for place, at in zip(sides[i], words[i], strict=True):
                first = bisect_left(words[1 - i], at - near.distance - counts[1 - i])
                last = bisect_right(words[1 - i], at + near.distance + counts[i])
                if any(other != at for other in words[1 - i][first:last]):
                    yield place

    def _words_before(self, place: _Place) -> int:
        """As how manieth word of the article's own text a place begins; the end of a block counts as one."""
        i = bisect_left(self._ends, place.block.end)
        start, before = self._beginnings[i]
        return before + len(self._folded.text[start : place.start].split())

    @cached_property
    def _beginnings(self) -> list[tuple[int, int]]:
        """Where each block begins in the folded text, and how many words come before it."""
        found, before = [], 0
        for block in self._blocks:
            start = bisect_left(self._folded.starts, block.start)
            end = bisect_left(self._folded.starts, block.end)
            found.append((start, before))
            before += len(self._folded.text[start:end].split()) + 1
        return found

    def matches(self, pattern: re.Pattern[str]) -> Iterator[tuple[int, int, Block]]:
        """The matches of a term, `start:end` in the folded text, each with the one block that holds it."""
        at = 0
        while match := pattern.search(self._padded, at):
            start, end = match.start(), match.end() - 1
            text_start, text_end = self._folded.source(start, end)
            i = bisect_left(self._ends, text_end)
            if i < len(self._blocks) and self._blocks[i].start <= text_start:
                yield start, end, self._blocks[i]
                at = match.end()
            else:
                at = match.start() + 1


def _clear_of(matches: list[_Match], others: Iterable[_Match]) -> list[_Match]:
    """Those of `others` that lie over none of the matches, nor over one another."""
    taken = [match.at for match in matches]
    kept: list[_Match] = []
    for other in others:
        if not any(at.start < other.at.end and other.at.start < at.end for at in taken):
            taken.append(other.at)
            kept.append(other)
    return kept


def _pattern(term: Term) -> re.Pattern[str]:
    """A term in a folded text that has a blank before and behind; starts at the blank before it."""
    rest = "[^ ]*" if term.is_prefix else ""
    return re.compile(f" {' +'.join(map(re.escape, term.words))}{rest}(?= )")


def _follows_on(folded: str, last: _Place, place: _Place) -> bool:
    """Whether a place is the next word after another one's, and of another term."""
    return folded[last.end : place.start] == " " and not last.terms & place.terms


def _words_in(article: Article, folded: Folded, place: _Place) -> tuple[str, ...]:
    """The words of a place as they stand in the text."""
    spans = (folded.source(*match.span()) for match in _WORD.finditer(folded.text, place.start, place.end))
    return tuple(article.text[start:end] for start, end in spans)


def _sentence(article: Article, block: Block, at: Span) -> Span:
    """The sentence around some characters, the sentences if there are several, else the whole block."""
    if article.sentences:
        first = article.sentence_at(at.start)
        last = first if at.end <= first.end else article.sentence_at(at.end - 1)
        if block.start <= first.start and at.start < first.end and at.end <= last.end:
            return Span(first.start, last.end)
    return Span(block.start, block.end)
