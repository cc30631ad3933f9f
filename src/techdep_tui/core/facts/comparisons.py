"""The family of comparisons: changes, one thing set against another, and ranks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import NamedTuple

from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.facts import lexicon
from techdep_tui.core.facts.changes import find_change
from techdep_tui.core.facts.lexicon import Role
from techdep_tui.core.facts.model import Fact, Kind, Scalar
from techdep_tui.core.facts.ranks import find_rank
from techdep_tui.core.facts.reading import Reading
from techdep_tui.core.facts.sentences import LONGEST_SENTENCE, NUMBERS, Sentence
from techdep_tui.core.facts.stretches import Stretch, without_quotes
from techdep_tui.core.facts.subjects import SubjectFinder
from techdep_tui.core.facts.versus import find_versus
from techdep_tui.core.facts.words import Word, WordList

_Find = Callable[[Reading, Sentence, int, Role], tuple[Stretch, dict[str, Scalar]] | None]

_FINDERS: tuple[tuple[str, _Find], ...] = (
    ("multiplied", find_change),
    ("moves", find_change),
    ("moved", find_change),
    ("against", find_versus),
    ("beats", find_versus),
    ("meets", find_versus),
    ("marks", find_change),
    ("changes", find_change),
    ("superlatives", find_rank),
    ("degrees", find_rank),
    ("records", find_rank),
)
"""How the words of each section are read, those that tell most first."""
_NEED_NUMBERS = frozenset(["moves", "moved", "marks", "changes"])


class _Trigger(NamedTuple):
    """A word of the lists in a sentence, with one of its roles there."""

    at: int
    role: Role


class _Comparison(NamedTuple):
    """A comparison that was read from the word at `index`."""

    stretch: Stretch
    fields: dict[str, Scalar]
    at: int

    @property
    def is_rank(self) -> bool:
        """Whether it is a superlative."""
        return self.fields["kind"] == "rank"

    def holds(self, other: _Comparison) -> bool:
        """Whether the word of another stands in it."""
        return self.stretch.first <= other.at < self.stretch.last

    def overlaps(self, other: _Comparison) -> bool:
        """Whether they have words in common."""
        return self.stretch.first < other.stretch.last and other.stretch.first < self.stretch.last


def find_comparisons(reading: Reading) -> Iterator[Fact]:
    """Comparisons: `kind`, `dir`, `left`, and `right`, or `delta`, `from`, `to` with `unit`.

    A rank may lie in a change ("revenue of its second-biggest business rose 3 percent"), nothing else in
    one another.
    """
    finder = SubjectFinder(reading)
    for sentence, triggers in _sentences(reading):
        for stretch, fields, index in _kept(list(_read(reading, sentence, triggers))):
            span = without_quotes(reading.text, Span(stretch.start, stretch.end))
            left = _left(finder, stretch, fields, index)
            norm = fields if left is None else {**fields, "left": left}
            yield reading.fact(Kind.COMPARISON, span.start, span.end, norm)


def _left(finder: SubjectFinder, stretch: Stretch, fields: dict[str, Scalar], index: int) -> str | None:
    """What is compared: what a change's number is about, a rank's name, else the clause's subject."""
    sentence = stretch.sentence
    if fields["kind"] == "change":
        figures = [
            figure for figure in stretch.figures(*NUMBERS) if figure.start >= sentence.tokens[index].start
        ]
        if figures:
            return finder.subject(figures[0])
    if fields["kind"] == "rank":
        name = finder.name_beside(stretch)
        if name is not None:
            return name
    return finder.holding_at(sentence, sentence.tokens[index].start)


def _sentences(reading: Reading) -> Iterator[tuple[Sentence, list[_Trigger]]]:
    """The sentences in which words compare, with those words by their roles."""
    roles = lexicon.roles("comparisons")
    words = reading.words[WordList.COMPARING]
    for span, group in groupby(words, key=lambda word: reading.sentence_at(word.start)):
        if span.end - span.start > LONGEST_SENTENCE:
            continue
        has_numbers = any(figure.kind in NUMBERS for figure in reading.parsed.figures(span))
        wanted = [
            (word, role)
            for word in group
            for role in roles[word.word]
            if (has_numbers or role.section not in _NEED_NUMBERS)
            and (role.section != "against" or _may_compare(reading, word))
        ]
        if wanted:
            sentence = reading.parsed.at(span)
            yield sentence, [_Trigger(sentence.holding(word.start), role) for word, role in wanted]


_LONGEST_FOLLOWING = 12


def _may_compare(reading: Reading, word: Word) -> bool:
    """Whether a word stands before one of those without which it compares nothing: "ahead of".

    "than" before a figure only qualifies it; so most of them need no look at their sentence.
    """
    if word.word == "than":
        behind_it = reading.lower[word.end + 1 : word.end + 2]
        return not (behind_it.isdigit() or behind_it in _SIGNS)
    wanted = _followed().get(word.word)
    if wanted is None:
        return True
    behind = reading.lower[word.end : word.end + _LONGEST_FOLLOWING].split(maxsplit=1)
    return bool(behind) and behind[0].strip(_MARKS) in wanted


_SIGNS = "$€£¥"
_MARKS = ",.;:"


@cache
def _followed() -> dict[str, frozenset[str]]:
    """Words that one of some others must follow."""
    return {word: lexicon.words(text) for word, text in lexicon.read("comparisons")["followed"].items()}


def _read(reading: Reading, sentence: Sentence, triggers: Sequence[_Trigger]) -> Iterator[_Comparison]:
    """Everything that the words of a sentence may compare."""
    for section, find in _FINDERS:
        for trigger in triggers:
            if trigger.role.section == section:
                found = find(reading, sentence, trigger.at, trigger.role)
                if found is not None:
                    yield _Comparison(*found, trigger.at)


def _kept(found: Sequence[_Comparison]) -> list[_Comparison]:
    """Of comparisons that overlap the one that tells most."""
    ranks = [one for one in found if one.is_rank]
    kept: list[_Comparison] = []
    for one in found:
        if one.is_rank:
            is_said = any(
                other.overlaps(one) and (other.is_rank or other.fields["kind"] == "versus") for other in kept
            )
        else:
            is_said = any(other.overlaps(one) for other in kept) or any(
                rank.holds(one) and rank.stretch.first < one.stretch.first for rank in ranks
            )
        if not is_said:
            kept.append(one)
    return kept
