"""The words, subjects and clauses of a sentence, and the word lists that tell them apart.

How a sentence is read for them is in `clause_reader`; the lists are `lexicon/clauses.yaml`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container
from functools import cache, cached_property
from itertools import accumulate
from operator import itemgetter
from typing import NamedTuple

from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.articles.patterns import LazyPattern
from techdep_tui.core.facts import lexicon


class Token(NamedTuple):
    """A word or a mark of a sentence; `lower` is it in lower case."""

    text: str
    lower: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether it is no mark."""
        return self.text[0].isalnum()


class Subject(NamedTuple):
    """A clause's subject: its words, and where the clause with it begins to hold."""

    words: tuple[Token, ...]
    since: int


class Clause(NamedTuple):
    """A clause: where it begins, with its own subject or else with its verb, and that verb.

    The verb of a relative clause is its pronoun, and it begins with what that stands for.
    """

    start: int
    verb: Token
    is_relative: bool = False


_TOKEN = LazyPattern(
    r"((?:\d{1,3}(?:,\d{3}){1,5}(?!\d)|\w+)(?:['&/+.-]\w+){0,12}\+?|[,;:()—–]|--+|(?<= )-(?= ))"
)


_PART = LazyPattern(r"\w+(?:'t\b)?|(?<=\w)'\w+")
"""A word within a word; "not" in its short form belongs to its verb ("won't")."""


@cache
def words_of(name: str) -> frozenset[str]:
    """One word list of `lexicon/clauses.yaml`."""
    return lexicon.words(lexicon.read("clauses")[name])


class Tokens:
    """The words and marks of a text in order: `words`, as they stand in it, and where they begin.

    A text is cut once for all families: measured, a sixth of the time that cutting every sentence took.
    """

    def __init__(self, lower: str) -> None:
        pieces = _TOKEN.split(lower)
        self.words = pieces[1::2]
        self.starts = list(accumulate(map(len, pieces[:-1])))[::2]

    @cached_property
    def _parts(self) -> list[tuple[str, int]]:
        """The words of which some are made ("mid", "May"; "we", "'ll"), each with where it begins."""
        return [
            (part[0], start + part.start())
            for word, start in zip(self.words, self.starts, strict=True)
            if len(word) > 1 and not word.isalnum()
            for part in _PART.finditer(word)
            if part[0] != word
        ]

    def among(self, wanted: Container[str]) -> list[tuple[str, int]]:
        """The words that are `wanted`, or the parts of words, in order, each with where it begins."""
        pairs = zip(self.words, self.starts, strict=True)
        found = [(word, start) for word, start in pairs if word in wanted]
        parts = [pair for pair in self._parts if pair[0] in wanted]
        return sorted(found + parts, key=itemgetter(1)) if parts else found

    def within(self, start: int, end: int) -> slice:
        """Which of them begin in a stretch."""
        first = bisect_left(self.starts, start)
        return slice(first, bisect_left(self.starts, end, first))


def tokens(text: str, cut: Tokens, sentence: Span) -> tuple[Token, ...]:
    """The words and marks of a sentence; `cut` are those of the text in lower case."""
    make = tuple.__new__  # measured: a third of the time of calling the class
    within = cut.within(*sentence)
    return tuple(
        make(Token, (text[start : (end := start + len(word))], word, start, end))
        for word, start in zip(cut.words[within], cut.starts[within], strict=True)
    )
