"""Passages: sentences that no quotation crosses, as the tokens in which reported speech is looked for.

A quotation is one token, so that what is said in it is not mistaken for what is said about it; a word or two
in quotation marks stay words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.articles.patterns import LazyPattern
from techdep_tui.core.facts.clauses import Token, Tokens
from techdep_tui.core.facts.cues import GRAMMAR
from techdep_tui.core.facts.verbs import is_verb

QUOTED = '"'
"""The word of a token that is a quotation."""

_MARKS = frozenset([",", ";", ":", "—", "(", ")", QUOTED])
_FEW_WORDS = 3
DASH = "—"
_DASHES = {"–": DASH, "-": DASH, "--": DASH, "---": DASH}
_OUTSIDE = 8
"""Tokens behind a passage (and, counted from the end, before it) that may be asked for."""


class Places(NamedTuple):
    """Where names and dates stand, in order, and where figures begin, in characters."""

    names: Sequence[Span]
    dates: Sequence[Span]
    figures: frozenset[int]


class Passage:
    """One or more sentences of a block, and their tokens.

    Tokens are named by their index; `words` are they in lower case, `starts` and `ends` their characters.
    """

    def __init__(
        self, text: str, cut: Tokens, span: Span, quotations: Sequence[Span], places: Places, is_title: bool
    ) -> None:
        self.text = text
        self.span = span
        self.quotations = quotations
        self.is_title = is_title
        self._places = places
        self.words: list[str] = []
        self.starts: list[int] = []
        self._read(cut)
        self.ends = [start + len(word) for start, word in zip(self.starts, self.words, strict=True)]
        self._put_marks()
        self.word: Callable[[int], str] = [*self.words, *[""] * _OUTSIDE].__getitem__
        """A token in lower case, nothing a little outside the passage on either side."""

    def _read(self, cut: Tokens) -> None:
        """Read the tokens; a longer quotation is one."""
        at = self.span.start
        for quoted in self.quotations:
            written = self.text[quoted.start : quoted.end]
            if not _is_few_words(written):
                self._add(cut, at, quoted.start)
                self.words.append(written)
                self.starts.append(quoted.start)
                at = quoted.end
        self._add(cut, at, self.span.end)

    def _add(self, cut: Tokens, start: int, end: int) -> None:
        within = cut.within(start, end)
        self.words.extend(cut.words[within])
        self.starts.extend(cut.starts[within])

    def _put_marks(self) -> None:
        """Let the word of each quotation be a mark, and one mark stand for every dash."""
        if not _DASHES.keys().isdisjoint(self.words):
            self.words = [_DASHES.get(word, word) for word in self.words]
        for quoted in self.quotations:
            index = bisect_left(self.starts, quoted.start)
            if index < len(self.starts) and self.starts[index] == quoted.start:
                self.words[index] = QUOTED

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def _names(self) -> dict[int, int]:
        """Behind each name, by its first token."""
        return self._behind(self._places.names)

    @cached_property
    def _dates(self) -> dict[int, int]:
        """Behind each date, by its first token; a date's own ("Friday's vote") is none."""
        found = self._behind(self._places.dates)
        return {first: end for first, end in found.items() if not self.words[end - 1].endswith("'s")}

    @cached_property
    def _name_starts(self) -> dict[int, int]:
        """The first token of each name by its last one."""
        return {end - 1: first for first, end in self._names.items()}

    def _behind(self, places: Sequence[Span]) -> dict[int, int]:
        """Behind each of some places that begin with a token, by that token."""
        found = {}
        first = bisect_left(places, (self.span.start, 0))
        for start, end in places[first : bisect_left(places, (self.span.end, 0), first)]:
            index = bisect_left(self.starts, start)
            if index < len(self.starts) and self.starts[index] == start:
                behind = bisect_left(self.starts, end, index + 1)
                is_cut = behind < len(self.words) and self.words[behind] == "s"  # of "Inc.'s"
                found[index] = behind + is_cut
        return found

    def name_end(self, index: int) -> int | None:
        """Behind the name that begins at a token, if one does."""
        return self._names.get(index)

    def name_start(self, index: int) -> int | None:
        """The first token of the name that ends with a token, if one does."""
        return self._name_starts.get(index)

    def date_end(self, index: int) -> int | None:
        """Behind the date that begins at a token, if one does."""
        return self._dates.get(index)

    def is_figure(self, index: int) -> bool:
        """Whether an amount begins at a token."""
        return self.starts[index] in self._places.figures

    def is_capital(self, index: int) -> bool:
        """Whether a token begins with a capital."""
        return self.text[self.starts[index]].isupper()

    def is_mark(self, index: int) -> bool:
        """Whether a token is a mark or quotation, or lies outside the passage."""
        return not 0 <= index < len(self.words) or self.words[index] in _MARKS

    def is_quoted(self, index: int) -> bool:
        """Whether a token is a quotation."""
        return self.word(index) == QUOTED

    def is_any(self, first: int, last: int, words: frozenset[str]) -> bool:
        """Whether one of the tokens `first:last` is one of some words."""
        return not words.isdisjoint(self.words[first:last])

    def find(self, word: str, first: int, last: int) -> int | None:
        """The first of the tokens `first:last` that is a word."""
        return next((i for i in range(first, min(last, len(self.words))) if self.words[i] == word), None)

    def is_verb(self, index: int) -> bool:
        """Whether a token is a verb whose form leaves no doubt."""
        if self.word(index) not in GRAMMAR.verbs:
            return False
        return self.is_title or not self.is_capital(index)

    def has_verb(self, first: int, last: int) -> bool:
        """Whether one of the tokens `first:last` is such a verb."""
        return any(self.is_verb(index) for index in range(first, last))

    def may_be_verb(self, index: int) -> bool:
        """Whether a token may be a verb behind its subject."""
        token, before = self._token(index), self._token(index - 1)
        if token is None:
            return False
        return is_verb(
            token._replace(text=token.lower) if self.is_title else token,
            before if before is not None and before.is_word else None,
            self._token(index + 1),
        )

    def _token(self, index: int) -> Token | None:
        if not 0 <= index < len(self.words):
            return None
        start, end = self.starts[index], self.ends[index]
        return Token(self.text[start:end], self.words[index], start, end)


def _is_few_words(quoted: str) -> bool:
    """Whether a quotation is a word or two within somebody else's sentence, not speech."""
    words = quoted[1:-1].split()
    if not words or len(words) > _FEW_WORDS:
        return not words
    return words[0][:1].islower() or words[-1][-1].isalnum()


class PassageSpan(NamedTuple):
    """Where a passage is, its quotations, and whether it is of a title."""

    span: Span
    quotations: Sequence[Span]
    is_title: bool


def passage_spans(
    text: str, blocks: Sequence[tuple[Span, bool]], sentences: Sequence[Span], quotations: Sequence[Span]
) -> Iterator[PassageSpan]:
    """The passages of an article, in order; `blocks` are its own blocks, each with whether it is a title."""
    at = quoted = 0
    for block, is_title in blocks:
        while at < len(sentences) and sentences[at].start < block.start:
            at += 1
        while at < len(sentences) and sentences[at].start < block.end:
            start, end = sentences[at]
            first = quoted
            at += 1
            while True:
                while quoted < len(quotations) and quotations[quoted].start < end:
                    quoted += 1
                is_crossed = quoted > first and quotations[quoted - 1].end > end
                is_followed = quoted > first and _is_said(text, quotations[quoted - 1].end, end)
                if (
                    not (is_crossed or is_followed)
                    or at >= len(sentences)
                    or sentences[at].start >= block.end
                ):
                    break
                end = sentences[at].end
                at += 1
            if start == block.start:
                start = _behind_dateline(text, start, end)
            yield PassageSpan(Span(start, end), quotations[first:quoted], is_title)


def _is_said(text: str, quotation_end: int, end: int) -> bool:
    """Whether a sentence ends with a quotation whose speaker stands in the next one: "Why?" she asked."""
    is_last = quotation_end == end and text[max(0, end - 4) : end].rstrip(_CLOSING)[-1:] in _UNFINISHED
    return is_last and _SPEAKER.match(text, end) is not None


_CLOSING = "\"”»'’"
_UNFINISHED = frozenset("?!—-…")
_SPEAKER = LazyPattern(
    r"\s(?:[\w.'-]{1,30} ){0,4}?[\w.'-]{1,30}(?:, (?:[\w.'-]{1,30} ){1,14}?[\w.'-]{1,30},)? "
    r"(?:asked|asks|wrote|told|tells|tweeted|replied|wondered|(?:said|says|added)"
    r"(?! (?:that|it|he|she|they|the|his|her)\b))\b"
)
"""Who speaks, perhaps with a description between commas, and a verb of speech."""
_DASH = LazyPattern(r"(?:--| [-—–])(?= )")
_AGENCY = LazyPattern(r"(?:[A-Z][\w.,-]{1,20} ){1,4}\([A-Z][A-Za-z/ ]{1,20}\) (?=[A-Z0-9\"“])")
_LONGEST_DATELINE = 70


def _behind_dateline(text: str, start: int, end: int) -> int:
    """Where the first sentence of a block begins, behind "LONDON, March 3 (Agency) - "."""
    agency = _AGENCY.match(text, start, end)
    if agency is not None:
        start = agency.end()
    dash = _DASH.search(text, start, min(end, start + _LONGEST_DATELINE))
    if dash is None:
        return start
    head = text[start : dash.start()].strip()
    place = head.split(",")[0].split(" ")[0]
    is_dateline = (place.isupper() and len(place) > 2) or (head.startswith("(") and head.endswith(")"))
    return dash.end() + 1 if is_dateline else start
