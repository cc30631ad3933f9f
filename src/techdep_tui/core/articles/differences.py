"""What differs between two copies of a story, word by word, whatever their lines, paragraphs and marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from techdep_tui.core.articles.model import Article, BlockKind
from techdep_tui.core.articles.offsets import Span

MOST_WORDS = 5000
"""Of each text; together they take 3 MB and a twentieth of a second then, at worst."""

_STRAY = 2
"""So few words in common between two long changes are so by chance: it is one change."""

_WORD = re.compile(r"\w+")


class Kind(StrEnum):
    """Where the words of a difference stand."""

    HERE = "only here"
    THERE = "only there"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """Words of one text in place of those of the other: characters of both reading texts.

    What is only in one text has an empty span in the other, where it is missing. No span goes beyond its
    paragraph; what goes on is another difference.
    """

    kind: Kind
    here: Span
    there: Span


@dataclass(frozen=True, slots=True)
class Comparison:
    """The differences in order, and how many words there are: in both, in one, in the other.

    `is_cut` tells that one was too long and is compared by its first `MOST_WORDS` words.
    """

    differences: tuple[Difference, ...]
    common: int
    words_here: int
    words_there: int
    is_cut: bool = False


class _Word(NamedTuple):
    text: str
    start: int
    end: int
    block: int


class _Run(NamedTuple):
    """Words `a:b` of one text against `c:d` of the other; the same ones if `is_same`."""

    is_same: bool
    a: int
    b: int
    c: int
    d: int


def compare(here: Article, there: Article) -> Comparison:
    """What differs between the own texts of two articles, their titles aside."""
    one, other = _words(here), _words(there)
    is_cut = max(len(one), len(other)) > MOST_WORDS
    one, other = one[:MOST_WORDS], other[:MOST_WORDS]
    runs = _without_strays(_runs([word.text for word in one], [word.text for word in other]))
    return Comparison(
        tuple(difference for run in runs if not run.is_same for difference in _told(run, one, other)),
        sum(run.b - run.a for run in runs if run.is_same),
        len(one),
        len(other),
        is_cut,
    )


def _words(article: Article) -> list[_Word]:
    blocks = (block for block in article.own_blocks() if block.kind is not BlockKind.TITLE)
    return [
        _Word(match[0].casefold(), match.start(), match.end(), number)
        for number, block in enumerate(blocks)
        for match in _WORD.finditer(article.text, block.start, block.end)
    ]


def _runs(one: Sequence[str], other: Sequence[str]) -> list[_Run]:
    """The longest common subsequence as runs; bit-parallel, so that no text makes it slow as with difflib."""
    from rapidfuzz.distance import LCSseq  # for this command only

    runs: list[_Run] = []
    for step in LCSseq.opcodes(one, other):
        is_same, a, c = step.tag == "equal", step.src_start, step.dest_start
        if runs and runs[-1].is_same is is_same:
            last = runs.pop()
            a, c = last.a, last.c
        runs.append(_Run(is_same, a, step.src_end, c, step.dest_end))
    return runs


def _without_strays(runs: list[_Run]) -> list[_Run]:
    """The runs with each change as one, where only stray words are the same within it."""
    merged: list[_Run] = []
    for i, run in enumerate(runs):
        is_stray = run.is_same and 0 < i < len(runs) - 1 and _is_stray(run, merged[-1], runs[i + 1])
        if merged and not merged[-1].is_same and (is_stray or not run.is_same):
            last = merged.pop()
            run = _Run(False, last.a, run.b, last.c, run.d)
        merged.append(run)
    return merged


def _is_stray(run: _Run, before: _Run, after: _Run) -> bool:
    length = run.b - run.a
    return length <= _STRAY and sum(max(r.b - r.a, r.d - r.c) for r in (before, after)) >= 4 * length


def _told(run: _Run, one: Sequence[_Word], other: Sequence[_Word]) -> Iterator[Difference]:
    """A change as differences: words against words where both are in one paragraph each, else apart."""
    here, there = list(_by_block(one, run.a, run.b)), list(_by_block(other, run.c, run.d))
    if len(here) == len(there) == 1:
        yield Difference(Kind.CHANGED, here[0], there[0])
        return
    place_here, place_there = _place(one, run.a), _place(other, run.c)
    for span in here:
        yield Difference(Kind.HERE, span, place_there)
    for span in there:
        yield Difference(Kind.THERE, place_here, span)


def _by_block(words: Sequence[_Word], start: int, end: int) -> Iterator[Span]:
    """The characters of some words, paragraph by paragraph."""
    while start < end:
        first = start
        while start < end and words[start].block == words[first].block:
            start += 1
        yield Span(words[first].start, words[start - 1].end)


def _place(words: Sequence[_Word], at: int) -> Span:
    """Where something is missing: after the word before."""
    end = words[at - 1].end if at else words[0].start if words else 0
    return Span(end, end)
