"""Passages: sentences that no quotation crosses, as the tokens in which reported speech is looked for.

A quotation is one token, so that what is said in it is not mistaken for what is said about it. The word of a
scare quote or two stay words. There is no parser: where phrases and clauses begin and end is read from word
lists, names and marks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.articles.patterns import LazyPattern
from techdep_tui.core.facts import clauses
from techdep_tui.core.facts.clauses import Token
from techdep_tui.core.facts.cues import Shape, Takes, cues, words_of

QUOTED = '"'
"""The text of a token that is a quotation."""

_MARKS = frozenset([",", ";", ":", "—", "–", "-", "(", ")", QUOTED])
_FEW_WORDS = 3


class Places(NamedTuple):
    """Where facts begin and end: the names, the dates, and where figures begin."""

    names: Mapping[int, int]
    dates: Mapping[int, int]
    figures: frozenset[int]


class Passage:
    """One or more sentences of a block, and their tokens."""

    def __init__(
        self, text: str, span: Span, quotations: Sequence[Span], places: Places, is_title: bool
    ) -> None:
        self.text = text
        self.span = span
        self.quotations = quotations
        self.is_title = is_title
        self._places = places

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The words and marks, and each longer quotation as one token."""
        return tuple(self._tokens())

    def _tokens(self) -> Iterator[Token]:
        at = self.span.start
        for quoted in self.quotations:
            if not _is_few_words(self.text[quoted.start : quoted.end]):
                yield from clauses.tokens(self.text, Span(at, quoted.start))
                yield Token(QUOTED, QUOTED, *quoted)
                at = quoted.end
        yield from clauses.tokens(self.text, Span(at, self.span.end))

    @cached_property
    def _index(self) -> dict[int, int]:
        return {token.start: index for index, token in enumerate(self.tokens)}

    @cached_property
    def _name_starts(self) -> dict[int, int]:
        """The first token of each name by its last one."""
        found = {}
        for index in range(len(self.tokens)):
            end = self.name_end(index)
            if end is not None:
                found[end - 1] = index
        return found

    def ends_name(self, index: int) -> bool:
        """Whether a name ends with a token."""
        return index in self._name_starts

    def name_end(self, index: int) -> int | None:
        """Behind the name that begins at a token, if one does."""
        return self._behind(self._places.names, index)

    def date_end(self, index: int) -> int | None:
        """Behind the date that begins at a token, if one does; a date's own ("Friday's vote") is none."""
        behind = self._behind(self._places.dates, index)
        return None if behind is None or self.tokens[behind - 1].lower.endswith("'s") else behind

    def _behind(self, places: Mapping[int, int], index: int) -> int | None:
        end = places.get(self.tokens[index].start)
        if end is None:
            return None
        behind = index + 1
        while behind < len(self.tokens) and self.tokens[behind].start < end:
            behind += 1
        if behind < len(self.tokens) and self.tokens[behind].lower == "s":  # of "Inc.'s"
            behind += 1
        return behind

    def is_figure(self, index: int) -> bool:
        """Whether an amount begins at a token."""
        return self.tokens[index].start in self._places.figures

    def lower(self, index: int) -> str:
        """A token in lower case, nothing outside the passage."""
        return self.tokens[index].lower if 0 <= index < len(self.tokens) else ""

    def is_mark(self, index: int) -> bool:
        """Whether a token is a mark or quotation, or lies outside the passage."""
        return not 0 <= index < len(self.tokens) or self.tokens[index].text in _MARKS

    def is_quoted(self, index: int) -> bool:
        """Whether a token is a quotation."""
        return self.lower(index) == QUOTED

    def is_verb(self, index: int) -> bool:
        """Whether a token is a verb whose form leaves no doubt."""
        token = self.tokens[index]
        if token.lower not in clauses.words_of("verbs"):
            return False
        return self.is_title or not token.text[0].isupper()

    def may_be_verb(self, index: int) -> bool:
        """Whether a token may be a verb behind its subject."""
        token = self.tokens[index]
        if self.is_title:
            token = token._replace(text=token.lower)
        following = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        before = self.tokens[index - 1] if index else None
        if before is not None and not before.is_word:
            before = None
        return clauses.is_verb(token, before, following)

    def phrase_end(self, first: int, is_one_name: bool = False) -> int:
        """Behind the noun phrase that begins at a token; prepositions behind it are left out.

        `is_one_name`: it ends where another name follows its own ("told Reuters Smith …").
        """
        index = first
        while index < len(self.tokens) and not self._stops(index, first):
            if is_one_name and index > first and self.ends_name(index - 1) and self.name_end(index) is not None:
                break
            index = self.name_end(index) or index + 1
        return index

    def _stops(self, index: int, first: int) -> bool:
        """Whether a noun phrase from `first` on does not go on at a token."""
        token = self.tokens[index]
        if self.is_mark(index) or token.lower in _STOPS or self.is_verb(index):
            return True
        if index == first:
            return False
        cue = cues().get(token.lower)
        if cue is not None and Shape.PAST in cue.shape and self.may_be_verb(index):
            return True
        if token.lower in clauses.words_of("determiners") or token.lower in words_of("pronouns"):
            return self.lower(index - 1) not in ("all", "both", "and")
        if self.date_end(index) is not None:
            return not self.lower(index - 1).endswith("s")
        begins_name = self.name_end(index) is not None or token.text[0].isupper()
        return begins_name and self.lower(index - 1) in words_of("venues")

    def phrase_with_prepositions_end(self, first: int) -> int:
        """Behind the noun phrase that begins at a token and what hangs on it with prepositions."""
        index = self.phrase_end(first)
        while index < len(self.tokens):
            lower = self.lower(index)
            if lower in clauses.words_of("prepositions") and index > first:
                end = self.date_end(index + 1) if index + 1 < len(self.tokens) else None
                behind = end or self.phrase_end(index + 1)
            elif self.date_end(index) is not None:
                behind = self.date_end(index) or index
            elif lower in ("and", "or") and not self.is_mark(index + 1):
                behind = self.phrase_end(index + 1)
            else:
                break
            if behind <= index + 1 and self.date_end(index) is None:
                break
            index = behind
        return index

    def phrase_start(self, end: int) -> int:
        """Where the subject begins that ends right before a token."""
        index = end = self.before_brackets(end)
        while index > 0 and (not self._begins_behind(index - 1) or self._is_in_place(index - 1)):
            index = self._name_starts.get(index - 1, index - 1)
            if self._begins_phrase(index):
                break
        return self._without_adverbials(index, end)

    def before_brackets(self, end: int) -> int:
        """In front of a few words in brackets that end right before a token: "X (R-Ohio) said"."""
        if self.lower(end - 1) != ")":
            return end
        opening = next((i for i in range(end - 2, max(-1, end - 8), -1) if self.lower(i) == "("), end)
        return opening

    def _is_in_place(self, index: int) -> bool:
        """Whether a comma stands in "the Springfield, Illinois-based firm"."""
        return self.lower(index) == "," and self.lower(index + 1).endswith("-based")

    def _begins_phrase(self, index: int) -> bool:
        """Whether a subject begins at a token, whatever stands before it."""
        lower = self.lower(index)
        if lower in _SUBJECT_PRONOUNS:
            return True
        is_determiner = lower in _DETERMINERS
        return is_determiner and self.lower(index - 1) not in _BINDS

    def _begins_behind(self, index: int) -> bool:
        """Whether a subject that reaches back to behind this token does not go on with it."""
        lower = self.lower(index)
        if self.is_mark(index) or lower in _CLAUSE_WORDS:
            return True
        if lower in ("and", "or", "but"):
            return lower == "but" or self._has_verb_before(index)
        if cue := cues().get(lower):
            is_past = Shape.PAST in cue.shape and bool(cue.takes & Takes.CLAUSE)
            if is_past and self._ends_subject(index - 1):
                return True
        return self.is_verb(index) and not any(
            self.lower(index - back) in clauses.words_of("relatives") for back in (1, 2, 3)
        )

    def _ends_subject(self, index: int) -> bool:
        """Whether a subject may end with a token: a pronoun or name."""
        return self.lower(index) in _SUBJECT_PRONOUNS or self.ends_name(index)

    def _has_verb_before(self, index: int) -> bool:
        """Whether a clause with a verb ends right before a conjunction."""
        at = index - 1
        while at >= 0 and not self.is_mark(at):
            if self.is_verb(at) or self.may_be_verb(at):
                return True
            at -= 1
        return at < 0 and index == 0

    def _without_adverbials(self, first: int, end: int) -> int:
        """The start of a subject without dates and adverbs in front of it."""
        index = first
        while index < end:
            date = self.date_end(index)
            after = self.date_end(index + 1) if index + 1 < end else None
            if date is not None and date < end:
                index = date
            elif after is not None and after < end and self.lower(index) in clauses.words_of("prepositions"):
                index = after
            elif self.lower(index) in clauses.words_of("adverbs") and index + 1 < end:
                index += 1
            else:
                break
        return index

    def has_clause(self, first: int, is_plain: bool = False) -> bool:
        """Whether a clause of its own, with subject and verb, begins at a token.

        `is_plain`: its verb must leave no doubt, and no comma may stand before it.
        """
        if self.is_quoted(first):
            return True
        if not self.may_begin_clause(first):
            return False
        if self.lower(first) in _SUBJECT_PRONOUNS:
            return any(self.may_be_verb(i) for i in range(first + 1, min(len(self.tokens), first + 4)))
        wanted = 1
        for index in range(first + 1, min(len(self.tokens), first + _LONGEST_SUBJECT)):
            lower = self.lower(index)
            if lower in (";", ":", "—", "–"):
                return False
            if is_plain and self.is_mark(index):
                return self.is_quoted(index)
            if lower in _RELATIVES or (lower in _CLAUSE_WORDS and lower != "as"):
                wanted += 1
            elif self.is_quoted(index) or self._is_finite(index, is_plain):
                wanted -= 1
                if wanted == 0 or self.is_quoted(index):
                    return True
        return False


    def may_begin_clause(self, index: int) -> bool:
        """Whether a reported clause may begin at a token."""
        return not (self.is_mark(index) or self.lower(index) in _NO_CLAUSE or self.is_verb(index))

    def _is_finite(self, index: int, is_plain: bool) -> bool:
        """Whether a token is a verb that makes a clause; "led by" alone makes none."""
        if self.lower(index - 1) == "to":
            return False
        if self.lower(index + 1) == "by" and self.lower(index - 1) not in words_of("auxiliaries"):
            return False
        return self.is_verb(index) if is_plain else self.may_be_verb(index)


_LONGEST_SUBJECT = 45
_NO_CLAUSE = frozenset(
    ["to", "on", "for", "of", "about", "against", "into", "with", "so", "no", "yes"]
) | frozenset(["who", "which", "whose", "whom"])
_RELATIVES = frozenset(["who", "which", "whose", "whom"])
_SUBJECT_PRONOUNS = frozenset(["he", "she", "it", "they", "we", "i", "you"])
_CLAUSE_WORDS = frozenset(
    ["that", "because", "although", "though", "while", "whereas", "when", "if", "where", "whether", "as"]
    + ["unless", "since", "until", "what", "why", "how", "than"]
)
_STOPS = clauses.words_of("prepositions") | _CLAUSE_WORDS | _RELATIVES | {"there", "not", "to", "but"}
_DETERMINERS = clauses.words_of("determiners") | {"some", "many", "most", "several", "two", "three", "one"}
_BINDS = clauses.words_of("prepositions") | {"and", "or", "all", "both"}


_DASH = LazyPattern(r" ?(?:--|[-—–]) ?")
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
    first = head.split(",")[0].split(" ")[0]
    is_place = first.isupper() and len(first) > 2 and not text[dash.start()].isalnum() and dash[0].strip() != dash[0]
    return dash.end() if is_place or (head.startswith("(") and head.endswith(")")) else start


def passages(
    text: str, blocks: Sequence[tuple[Span, bool]], sentences: Sequence[Span], quotations: Sequence[Span],
    places: Places,
) -> Iterator[Passage]:
    """The passages of an article, in order; `blocks` are its own blocks, each with whether it is a title."""
    at = of_quotations = 0
    for block, is_title in blocks:
        while at < len(sentences) and sentences[at].start < block.start:
            at += 1
        while at < len(sentences) and sentences[at].start < block.end:
            start, end = sentences[at]
            first = of_quotations
            at += 1
            while True:
                while of_quotations < len(quotations) and quotations[of_quotations].start < end:
                    of_quotations += 1
                is_crossed = of_quotations > first and quotations[of_quotations - 1].end > end
                if not is_crossed or at >= len(sentences) or sentences[at].start >= block.end:
                    break
                end = sentences[at].end
                at += 1
            if start == block.start:
                start = _behind_dateline(text, start, end)
            yield Passage(text, Span(start, end), quotations[first:of_quotations], places, is_title)


def _is_few_words(quoted: str) -> bool:
    """Whether a quotation is a word or two within somebody else's sentence, not speech."""
    words = quoted[1:-1].split()
    if not words or len(words) > _FEW_WORDS:
        return not words
    return words[0][:1].islower() or words[-1][-1].isalnum()
