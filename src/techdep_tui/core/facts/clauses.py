"""The subject of the clause that a character stands in: what the sentence is about there.

There is no parser behind it. A sentence is read from left to right: words up to a finite verb are a
subject, a comma or conjunction may begin another clause, and a clause without a subject of its own goes on
with the one before. The word lists are `lexicon/clauses.yaml`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import Enum
from functools import cache
from itertools import zip_longest
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


_TOKEN = LazyPattern(r"\w+(?:['&/+.-]\w+){0,12}\+?|[,;:()—–]|--+|(?<= )-(?= )")


@cache
def words_of(name: str) -> frozenset[str]:
    """One word list of `lexicon/clauses.yaml`."""
    return lexicon.words(lexicon.read("clauses")[name])


@cache
def possible_verbs() -> frozenset[str]:
    """Every form that a list has as a verb, with or without doubt."""
    return words_of("verbs") | words_of("either") | words_of("plain_verbs")


def add_tokens(text: str, start: int, end: int, words: list[str], starts: list[int]) -> None:
    """Add the words and marks of a stretch to `words`, and where they begin to `starts`."""
    for match in _TOKEN.finditer(text, start, end):
        words.append(match[0])
        starts.append(match.start())


def tokens(text: str, sentence: Span) -> tuple[Token, ...]:
    """The words and marks of a sentence."""
    return tuple(
        Token(match[0], match[0].lower(), match.start(), match.end())
        for match in _TOKEN.finditer(text, sentence.start, sentence.end)
    )


def is_verb(token: Token, before: Token | None, following: Token | None) -> bool:
    """Whether a word is a finite verb; `before` is the last word of its subject, if it has one before it."""
    lower = token.lower
    if token.text[0].isupper():
        return False
    if lower in words_of("verbs"):
        return True
    if before is None or before.lower in words_of("determiners") or before.lower in words_of("prepositions"):
        return False
    if lower in words_of("either"):
        if following is None or before.lower.endswith("'s"):
            return False
        return following.lower == "to" or (before.text[0].isupper() and _is_object(following))
    if lower in words_of("plain_verbs"):
        if before.lower.endswith("'s"):
            return False
        return before.lower.endswith("s") or before.lower in words_of("pronouns") or before.text[0].isupper()
    is_adjective = before.lower.endswith(("ly", "'s")) or before.lower in _DEGREES
    return lower.endswith("ed") and "-" not in lower and len(lower) > 4 and not is_adjective


def _is_object(token: Token) -> bool:
    """Whether a word begins what a verb takes."""
    lower = token.lower
    return lower in words_of("determiners") or lower in _AFTER_VERBS or not token.text[0].isalpha()


_AFTER_VERBS = frozenset(
    [
        "for",
        "that",
        "only",
        "about",
        "more",
        "less",
        "at",
        "over",
        "nearly",
        "almost",
        "some",
        "up",
        "roughly",
        "around",
        "just",
    ]
)
_DEGREES = frozenset(["most", "more", "less", "least", "so-called", "well", "very"])


def subjects(sentence: Sequence[Token], dates: Collection[int], numbers: Collection[int]) -> list[Subject]:
    """The subjects of a sentence's clauses in order; `dates` and `numbers` are where words of such begin.

    Each subject holds from its `since` on until the next one. A clause whose verb comes first has the
    subject before.
    """
    reader = _Reader()
    for token, following in zip_longest(sentence, sentence[1:]):
        if token.start in dates:
            reader.pass_date()
        else:
            reader.read(token, following, token.start in numbers)
    return reader.found


_LONGEST_SUBJECT = 24
"""Words of a subject at most; more are none."""


class _State(Enum):
    OPEN = "words are read that may become a subject"
    CLOSED = "the clause has its verb: nothing is read before a mark or conjunction"
    ASIDE = "a phrase that is no subject is passed over until the next mark"


class _Reader:
    """Reads a sentence token by token.

    `_chunk` are the words read since the last mark, `_pending` those in front of an aside ("Max, on the other
    hand, had …"), which become the subject if a verb follows the aside.
    """

    def __init__(self) -> None:
        self.found: list[Subject] = []
        self._chunk: list[Token] = []
        self._pending: tuple[Token, ...] = ()
        self._state = _State.OPEN

    def pass_date(self) -> None:
        """Go on behind a date: "In 2019 Yandex …"."""
        if self._state is _State.ASIDE:
            self._open()
        elif self._chunk and self._chunk[-1].lower in words_of("prepositions"):
            self._chunk.pop()

    def read(self, token: Token, following: Token | None, is_number: bool) -> None:
        """Take the next token; `following` is the one behind it, `is_number` tells a part of a number."""
        if is_number and self._state is _State.OPEN:
            self._chunk.append(token)
        elif not token.is_word:
            self._mark(token)
        elif token.lower in words_of("relatives"):
            self._relative(token)
        elif self._state is _State.CLOSED:
            if token.lower in _CONJUNCTIONS or token.lower in words_of("reporting"):
                self._open()
        elif self._state is _State.OPEN:
            self._word(token, following)
        if len(self._chunk) > _LONGEST_SUBJECT:
            self._chunk, self._state = [], _State.ASIDE

    def _open(self) -> None:
        self._chunk, self._state = [], _State.OPEN

    def _mark(self, token: Token) -> None:
        """At a mark: what was read may be a subject whose verb comes after an aside."""
        if self._state is _State.OPEN and self._chunk and (not self._pending or self._names_pending()):
            self._pending = tuple(self._chunk)
        self._open()

    def _names_pending(self) -> bool:
        """Whether the words are the name of what stands before them: "its rival, Acme, …"."""
        is_described = self._pending[0].lower in words_of("determiners") and not any(
            word.text[0].isupper() for word in self._pending[1:]
        )
        return is_described and all(word.text[0].isupper() for word in self._chunk)

    def _relative(self, token: Token) -> None:
        """A relative pronoun: what follows in "X, which …" is about X."""
        words = self._pending or tuple(self._chunk)
        if words and (self._pending or not self.found):
            self.found.append(Subject(words, token.start))
        self._chunk, self._state = [], _State.ASIDE

    def _word(self, token: Token, following: Token | None) -> None:
        """A word in front of the verb, or the verb."""
        if is_verb(token, self._chunk[-1] if self._chunk else None, following) or self._resumes(
            token, following
        ):
            self._verb(token)
        elif token.lower in _SUBJECT_PRONOUNS:
            self._chunk = [token]
        elif self._chunk or not (
            token.lower in words_of("adverbs")
            or token.lower in words_of("prepositions")
            or _opens_aside(token, following)
        ):
            self._chunk.append(token)
        elif token.lower not in words_of("adverbs"):
            self._state = _State.ASIDE

    def _resumes(self, token: Token, following: Token | None) -> bool:
        """Whether a word is the verb behind an aside: "Revenue, as expected, climbed …"."""
        if self._chunk or not self._pending or token.text[0].isupper():
            return False
        is_past = token.lower.endswith("ed") and following is not None
        return token.lower in words_of("plain_verbs") or (
            is_past and following is not None and following.lower not in words_of("prepositions")
        )

    def _verb(self, token: Token) -> None:
        """The verb of a clause: its subject is known."""
        words = tuple(self._chunk) or self._pending
        if words:
            self.found.append(Subject(words, words[0].start if self._chunk else token.start))
        self._chunk, self._pending = [], ()
        self._state = _State.OPEN if token.lower in words_of("reporting") else _State.CLOSED


_SUBJECT_PRONOUNS = frozenset(["it", "they", "he", "she", "we"])
_CONJUNCTIONS = frozenset(
    [
        "and",
        "but",
        "while",
        "that",
        "because",
        "although",
        "though",
        "as",
        "when",
        "if",
        "whereas",
        "where",
        "since",
    ]
)


def _opens_aside(token: Token, following: Token | None) -> bool:
    """Whether a phrase that begins so is an aside: "being used …", "owned by …"."""
    if token.text[0].isupper():
        return False
    if token.lower.endswith("ing"):
        return True
    return (
        token.lower.endswith("ed") and following is not None and following.lower in words_of("prepositions")
    )
