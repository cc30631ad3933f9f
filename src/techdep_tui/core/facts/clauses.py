"""The words, subjects and clauses of a sentence, and the word lists that tell them apart.

How a sentence is read for them is in `clause_reader`; the lists are `lexicon/clauses.yaml`.
"""

from __future__ import annotations

from functools import cache
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
    r"(?:\d{1,3}(?:,\d{3}){1,5}(?!\d)|\w+)(?:['&/+.-]\w+){0,12}\+?|[,;:()—–]|--+|(?<= )-(?= )"
)


@cache
def words_of(name: str) -> frozenset[str]:
    """One word list of `lexicon/clauses.yaml`."""
    return lexicon.words(lexicon.read("clauses")[name])


def add_tokens(text: str, start: int, end: int, words: list[str], starts: list[int]) -> None:
    """Add the words and marks of a stretch to `words`, and where they begin to `starts`."""
    for match in _TOKEN.finditer(text, start, end):
        words.append(match[0])
        starts.append(match.start())


def tokens(text: str, sentence: Span) -> tuple[Token, ...]:
    """The words and marks of a sentence."""
    make = tuple.__new__  # measured: a third of the time of calling the class
    return tuple(
        make(Token, ((word := match[0]), word.lower(), *match.span()))
        for match in _TOKEN.finditer(text, sentence.start, sentence.end)
    )
