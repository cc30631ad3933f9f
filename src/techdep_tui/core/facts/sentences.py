"""The sentences of an article as the families of clauses read them: words, figures, clauses.

A sentence is read when it is first asked for, once for all families.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property

from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.facts.clause_reader import Syntax, read_clauses
from techdep_tui.core.facts.clauses import Clause, Subject, Token, Tokens, tokens
from techdep_tui.core.facts.model import Fact, Kind

NUMBERS = frozenset({Kind.MONEY, Kind.PERCENT, Kind.QUANTITY, Kind.MEASUREMENT})
"""The kinds of figures that are no dates."""

LONGEST_SENTENCE = 2000
"""Characters of a sentence that is read for its clauses; what is longer is no sentence."""

Words = tuple[Token, ...]

_WORDS_BEFORE = 40
_WORDS_AFTER = 20
_FIGURES_BACK = 8
_RELATIVES = frozenset(["who", "whom", "whose", "which", "that"])
_FIRST = 40
"""Subjects of a sentence that are looked at."""


class Sentence:
    """A sentence: its words and marks, the dates and numbers in it, its subjects and clauses."""

    def __init__(self, text: str, cut: Tokens, span: Span, figures: Sequence[Fact]) -> None:
        self.span = span
        self._text = text
        self.figures = figures
        self.tokens = tokens(text, cut, span)
        self._starts = [token.start for token in self.tokens]
        self._figure_at: dict[int, Fact] = {}
        dates: set[int] = set()
        numbers: set[int] = set()
        for figure in figures:
            for index in range(self.index(figure.start), self.index(figure.end)):
                self._figure_at[index] = figure
                (dates if figure.kind is Kind.DATE else numbers).add(self._starts[index])
        self._dated, self._numbered = dates, numbers

    @cached_property
    def _syntax(self) -> Syntax:
        return read_clauses(self.tokens, self._dated, self._numbered)

    @property
    def subjects(self) -> list[Subject]:
        """The subjects of its clauses."""
        return self._syntax.subjects

    @property
    def clauses(self) -> list[Clause]:
        """Its clauses."""
        return self._syntax.clauses

    @cached_property
    def _holding_from(self) -> list[int]:
        return [clause.verb.start if clause.is_relative else clause.start for clause in self.clauses]

    @cached_property
    def verbs(self) -> frozenset[int]:
        """Where the verbs of its clauses begin."""
        return frozenset(clause.verb.start for clause in self.clauses)

    @cached_property
    def openings(self) -> frozenset[int]:
        """Where its clauses begin, relative ones aside."""
        return frozenset(clause.start for clause in self.clauses if not clause.is_relative)

    def index(self, position: int) -> int:
        """The index of the first word or mark from a position on."""
        return bisect_left(self._starts, position)

    def holding(self, position: int) -> int:
        """The index of the word or mark that holds a position, else of the one before it."""
        return max(bisect_right(self._starts, position) - 1, 0)

    def figure_at(self, index: int) -> Fact | None:
        """The date or number that a word is part of."""
        return self._figure_at.get(index)

    def text(self, position: int, count: int) -> str:
        """The characters from a position on."""
        return self._text[position : position + count]

    def lower(self, index: int) -> str:
        """A word in lower case, empty before the first and behind the last."""
        return self.tokens[index].lower if 0 <= index < len(self.tokens) else ""

    def before(self, position: int) -> Words:
        """The words in front of a position, dates left out, some forty at most."""
        end = self.index(position)
        return tuple(t for t in self.tokens[max(0, end - _WORDS_BEFORE) : end] if t.start not in self._dated)

    def after(self, position: int) -> Words:
        """The words from a position on, dates left out, some twenty at most."""
        begin = self.index(position)
        return tuple(t for t in self.tokens[begin : begin + _WORDS_AFTER] if t.start not in self._dated)

    def subject_at(self, position: int) -> Subject | None:
        """The subject that holds at a position."""
        index = bisect_right(self.subjects, position, key=lambda subject: subject.since) - 1
        return self.subjects[index] if index >= 0 else None

    def subject_with(self, position: int) -> Subject | None:
        """The subject that a position lies in; that of a relative clause may be an object."""
        for subject in self.subjects[:_FIRST]:
            if subject.words[0].start <= position < subject.words[-1].end and not self._is_relative(subject):
                return subject
        return None

    def _is_relative(self, subject: Subject) -> bool:
        """Whether a subject is that of a relative clause only."""
        return self.lower(self.index(subject.since)) in _RELATIVES

    def clause_after(self, position: int) -> Clause | None:
        """The first clause whose verb stands behind a position, relative ones aside."""
        clauses = (clause for clause in self.clauses if not clause.is_relative)
        return next((clause for clause in clauses if clause.verb.start >= position), None)

    def clause_at(self, position: int) -> Clause | None:
        """The last clause that begins up to a position; a relative one begins with its pronoun."""
        index = bisect_right(self._holding_from, position) - 1
        return self.clauses[index] if index >= 0 else None


class Sentences:
    """The sentences of a text, each read once; `cut` are its words, `figures` its dates and numbers."""

    def __init__(self, text: str, cut: Tokens, figures: Iterable[Fact]) -> None:
        self._text = text
        self._cut = cut
        self._all = list(figures)
        self._figures: dict[int, list[Fact]] = {}
        for figure in self._all:
            self._figures.setdefault(figure.sentence.start, []).append(figure)
        self._read: dict[int, Sentence] = {}

    def figures(self, span: Span) -> Sequence[Fact]:
        """The dates and numbers of a sentence."""
        return self._figures.get(span.start, ())

    def figures_before(self, position: int) -> list[Fact]:
        """The dates and numbers before a position, the last ones."""
        end = bisect_left(self._all, position, key=lambda figure: figure.start)
        return self._all[max(0, end - _FIGURES_BACK) : end]

    def at(self, span: Span) -> Sentence:
        """A sentence, read."""
        found = self._read.get(span.start)
        if found is None:
            found = Sentence(self._text, self._cut, span, self._figures.get(span.start, ()))
            self._read[span.start] = found
        return found
