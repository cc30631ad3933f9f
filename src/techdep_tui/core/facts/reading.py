"""An article as the families of facts read it: its own blocks, words, numbers, quotations."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import zip_longest
from operator import attrgetter

from techdep_tui.core.articles.decode import fold_for_matching
from techdep_tui.core.articles.model import ASIDE, Article, Block, BlockKind
from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.articles.patterns import LazyPattern
from techdep_tui.core.facts.amounts import Amount, read_amounts
from techdep_tui.core.facts.clauses import Tokens
from techdep_tui.core.facts.model import Certainty, Fact, Kind, Norm
from techdep_tui.core.facts.quotation_marks import opens, quotations
from techdep_tui.core.facts.ranges import joined
from techdep_tui.core.facts.sentences import NUMBERS, Sentences
from techdep_tui.core.facts.speech import Speech, read_speech
from techdep_tui.core.facts.words import Word, WordList, word_lists

_NOT_READ = ASIDE | {BlockKind.CODE}
"""The kinds of blocks that no facts are read in."""
_TITLES = frozenset({BlockKind.TITLE, BlockKind.HEADING})
_APOSTROPHES = "’ʼ"
_DIGIT = LazyPattern("[0-9]")


class Reading:
    """One pass over an article, which the families share.

    `text` is the reading text with one kind of blank, hyphen and apostrophe, `lower` the same in lower case,
    both character for character in the same places. `facts` are those that stand so far: what earlier
    families found.
    """

    def __init__(self, article: Article) -> None:
        self.article = article
        self.text = fold_for_matching(article.text)
        for mark in _APOSTROPHES:
            self.text = self.text.replace(mark, "'")
        self.facts: list[Fact] = []

    @cached_property
    def lower(self) -> str:
        """The text in lower case; where that would change its length, only the Latin letters are."""
        lower = self.text.lower()
        if len(lower) == len(self.text):
            return lower
        return "".join(c.lower() if len(c.lower()) == 1 else c for c in self.text)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks that facts are read in."""
        return tuple(block for block in self.article.blocks if block.kind not in _NOT_READ)

    @cached_property
    def blocks_with_digits(self) -> tuple[Block, ...]:
        """Those of the blocks that hold a digit: half of them."""
        return tuple(block for block in self.blocks if _DIGIT.search(self.text, block.start, block.end))

    @cached_property
    def tokens(self) -> Tokens:
        """The words and marks of the text, with what hangs together as one ("U.S.-made")."""
        return Tokens(self.lower)

    @cached_property
    def amounts(self) -> tuple[Amount, ...]:
        """Every number with what belongs to it, in order."""
        found: list[Amount] = []
        with_digits = {block.start for block in self.blocks_with_digits}
        for block, words in self.blocks_with(WordList.NUMBER):
            if words or block.start in with_digits:
                amounts = read_amounts(self.text, words, block.start, block.end, block.kind in _TITLES)
                found.extend(joined(self.text, amounts, block.start))
        return tuple(found)

    def blocks_with(self, name: WordList) -> Iterator[tuple[Block, list[Word]]]:
        """The blocks, each with its words of one list."""
        words, at = self.words[name], 0
        for block in self.blocks:
            first = at
            while at < len(words) and words[at].start < block.end:
                at += 1
            yield block, words[first:at]

    @cached_property
    def amounts_by_start(self) -> dict[int, Amount]:
        """The same by where the number itself begins."""
        return {amount.number_start: amount for amount in self.amounts}

    @cached_property
    def amount_ends(self) -> frozenset[int]:
        """Where an amount ends."""
        return frozenset(amount.end for amount in self.amounts)

    @cached_property
    def words(self) -> dict[WordList, list[Word]]:
        """The words that facts are made of or begin with, by list, in order."""
        found: dict[WordList, list[Word]] = {name: [] for name in WordList}
        lists = word_lists()
        for text, start in self.tokens.among(lists):
            block = self.own_block_at(start)
            if block is not None:
                word = Word(text, start, start + len(text), block.start, block.end)
                for name in lists[text]:
                    found[name].append(word)
        return found

    @cached_property
    def quotations(self) -> tuple[Span, ...]:
        """What stands in quotation marks, marks included, in order; none lies in another."""
        found: list[Span] = []
        for block, following in zip_longest(self.blocks, self.blocks[1:]):
            is_taken_up = following is not None and opens(self.text, following.start)
            found.extend(quotations(self.text, block.start, block.end, is_taken_up))
        return tuple(found)

    @cached_property
    def speech(self) -> tuple[Speech, ...]:
        """Who says what, by passages; to be asked for once the names stand."""
        return tuple(read_speech(self))

    def quotation_at(self, position: int) -> Span | None:
        """The quotation that holds a character, marks included."""
        i = bisect_right(self.quotations, position, key=lambda span: span.start) - 1
        return self.quotations[i] if i >= 0 and position < self.quotations[i].end else None

    def is_quoted(self, position: int) -> bool:
        """Whether a character stands in quotation marks."""
        return self.quotation_at(position) is not None

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.article.sentences]

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self.article.blocks]

    def block_at(self, position: int) -> Block:
        """The block that holds a position."""
        return self.article.blocks[bisect_right(self._block_starts, position) - 1]

    def own_block_at(self, position: int) -> Block | None:
        """The block that holds a position, if facts are read in it."""
        index = bisect_right(self._own_starts, position) - 1
        return self.blocks[index] if index >= 0 and position < self.blocks[index].end else None

    @cached_property
    def _own_starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    def is_title(self, position: int) -> bool:
        """Whether a character stands in a title or heading."""
        return self.block_at(position).kind in _TITLES

    def sentence_at(self, position: int) -> Span:
        """The sentence that holds a position, or its block where that has none (a table)."""
        return self._sentence_in(self.block_at(position), position)

    def _sentence_in(self, block: Block, position: int) -> Span:
        """The sentence of a block that holds a position."""
        index = bisect_right(self._sentence_starts, position) - 1
        if index >= 0:
            sentence = self.article.sentences[index]
            if block.start <= sentence.start and position < sentence.end:
                return sentence
        return Span(block.start, block.end)

    @cached_property
    def parsed(self) -> Sentences:
        """The sentences with their clauses; dates and numbers must stand before they are asked for."""
        return Sentences(self.text, self.tokens, self.facts_of(Kind.DATE, *NUMBERS))

    def facts_of(self, *kinds: Kind) -> list[Fact]:
        """The facts that stand so far of some kinds, in order of place."""
        wanted = frozenset(kinds)
        return sorted([f for f in self.facts if f.kind in wanted], key=attrgetter("start", "end"))

    def fact(
        self,
        kind: Kind,
        start: int,
        end: int,
        norm: Norm,
        why: str = "",
        certainty: Certainty = Certainty.CERTAIN,
    ) -> Fact:
        """A fact with its paragraph and its sentence, or all those that it reaches over."""
        block = self.block_at(start)
        sentence = self._sentence_in(block, start)
        if end > sentence.end:
            sentence = Span(sentence.start, self.sentence_at(end - 1).end)
        return Fact(kind, start, end, norm, sentence, block.number, None, why, certainty)
