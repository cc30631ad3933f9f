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


class Clause(NamedTuple):
    """A clause: where it begins, with its own subject or else with its verb, and that verb.

    The verb of a relative clause is its pronoun, and it begins with what that stands for.
    """

    start: int
    verb: Token
    is_relative: bool = False


_TOKEN = LazyPattern(r"(?:\d{1,3}(?:,\d{3}){1,5}(?!\d)|\w+)(?:['&/+.-]\w+){0,12}\+?|[,;:()—–]|(?<= )--?(?= )")


@cache
def words_of(name: str) -> frozenset[str]:
    """One word list of `lexicon/clauses.yaml`."""
    return lexicon.words(lexicon.read("clauses")[name])


@cache
def _finite() -> frozenset[str]:
    """Words that are finite verbs wherever they stand in lower case."""
    return words_of("verbs") | third_persons()


@cache
def third_persons() -> frozenset[str]:
    """The forms in -s of verbs that are no nouns."""
    return frozenset(_third_person(base) for base in words_of("bases")) - words_of("either")


@cache
def _plain() -> frozenset[str]:
    """Bases of verbs, which are finite behind a plural, a pronoun or a name."""
    return words_of("plain_verbs") | words_of("bases")


def is_base(token: Token) -> bool:
    """Whether a word may be the base of a verb."""
    return token.lower in _plain() and token.text[0].islower()


def _third_person(base: str) -> str:
    """The form in -s of a verb."""
    if base.endswith(("s", "sh", "ch", "x", "z", "o")):
        return base + "es"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ies"
    return base + "s"


def tokens(text: str, sentence: Span) -> tuple[Token, ...]:
    """The words and marks of a sentence."""
    make = tuple.__new__  # measured: a third of the time of calling the class
    return tuple(
        make(Token, ((word := match[0]), word.lower(), *match.span()))
        for match in _TOKEN.finditer(text, sentence.start, sentence.end)
    )


def is_verb(
    token: Token, before: Token | None, following: Token | None, is_plural: bool = False
) -> bool:
    """Whether a word is a finite verb.

    `before` is the last word of its subject, if it has one before it; `is_plural` tells that the subject has
    several parts.
    """
    lower = token.lower
    if token.text[0].isupper():
        return False
    if lower in _finite() or lower.endswith("n't"):
        return True
    if before is None or before.lower in words_of("determiners") or before.lower in words_of("prepositions"):
        return False
    if lower in words_of("either"):
        if following is None or before.lower.endswith("'s"):
            return False
        if not following.is_word:
            return False
        if following.lower == "to" or (before.text[0].isupper() and _is_object(following)):
            return True
        return following.lower in words_of("determiners") and not before.lower.endswith("s")
    if lower in _plain():
        if before.lower.endswith("'s"):
            return False
        has_plural = before.lower.endswith("s") and not before.text.isupper()
        if before.text[0].isupper() and not has_plural and not is_plural:
            return following is not None and following.is_word and _is_object(following)
        return is_plural or has_plural or before.lower in words_of("pronouns")
    is_adverb = before.lower.endswith("ly") and before.lower not in words_of("adverbs")
    is_adjective = is_adverb or before.lower.endswith("'s") or before.lower in _DEGREES
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


class Syntax(NamedTuple):
    """The subjects of a sentence and its clauses, both in order.

    Each subject holds from its `since` on until the next one. A clause whose verb comes first has the
    subject before.
    """

    subjects: list[Subject]
    clauses: list[Clause]


def read_clauses(sentence: Sequence[Token], dates: Collection[int], numbers: Collection[int]) -> Syntax:
    """The subjects and clauses of a sentence; `dates` and `numbers` are where words of such begin."""
    reader = _Reader()
    for token, following in zip_longest(sentence, sentence[1:]):
        if token.start in dates:
            reader.pass_date()
        else:
            reader.read(token, following, token.start in numbers)
    return Syntax(reader.found, reader.clauses)


@cache
def _reopening() -> frozenset[str]:
    """Words behind which another clause may begin."""
    return words_of("reporting") | _CONJUNCTIONS


@cache
def _relatives() -> frozenset[str]:
    return words_of("relatives")


_LONGEST_SUBJECT = 24
"""Words of a subject at most; more are none."""


class _State(Enum):
    OPEN = "words are read that may become a subject"
    CLOSED = "the clause has its verb: nothing is read before a mark or conjunction"
    ASIDE = "a phrase that is no subject is passed over until the next mark"
    RELATIVE = "a relative clause is passed over until the next mark or conjunction"


class _Reader:
    """Reads a sentence token by token.

    `_chunk` are the words read since the last mark, `_pending` those in front of an aside ("Max, on the other
    hand, had …"), which become the subject if a verb follows the aside.
    """

    def __init__(self) -> None:
        self.found: list[Subject] = []
        self.clauses: list[Clause] = []
        self._chunk: list[Token] = []
        self._pending: tuple[Token, ...] = ()
        self._listed: list[Token] = []
        self._tail: list[Token] = []
        self._restricted: tuple[Token, ...] = ()
        self._is_cut = self._joined = False
        self._last = ""
        self._state = _State.OPEN
        self._reopening = _reopening()
        self._prepositions = words_of("prepositions")

    def pass_date(self) -> None:
        """Go on behind a date: "In 2019 Yandex …"."""
        if self._state is _State.ASIDE:
            if (
                self._last in words_of("prepositions")
                or self._last in words_of("adverbs")
                or self._last in _EARLY
            ):
                self._open()
        elif self._chunk and self._chunk[-1].lower in words_of("prepositions"):
            self._chunk.pop()

    def read(self, token: Token, following: Token | None, is_number: bool) -> None:
        """Take the next token; `following` is the one behind it, `is_number` tells a part of a number."""
        was_open = self._state is _State.OPEN
        if is_number and was_open:
            self._chunk.append(token)
        elif not token.is_word:
            self._mark(token)
            if token.text == ",":
                return
            self._tail.clear()
        elif token.lower in _relatives():
            self._relative(token)
        elif self._state is _State.RELATIVE and self._goes_on_behind_relative(token):
            self._chunk = list(self._restricted)
            self._verb(token)
        elif self._state is _State.CLOSED or self._state is _State.RELATIVE:
            if token.lower in self._reopening and (token.text[0].islower() or token.lower in _CONJUNCTIONS):
                self._open()
        elif self._state is _State.OPEN:
            self._word(token, following)
        self._last = token.lower
        is_new = was_open or self._state is not _State.CLOSED
        if is_new or token.lower in self._prepositions or token.lower.endswith("ed"):
            self._tail.clear()
        else:
            self._tail.append(token)
        if len(self._chunk) > _LONGEST_SUBJECT:
            self._chunk, self._state = [], _State.ASIDE

    def _open(self) -> None:
        self._chunk, self._state = [], _State.OPEN

    def _mark(self, token: Token) -> None:
        """At a mark: what was read may be a subject whose verb comes after an aside."""
        if token.text != "," and self._pending:
            self._is_cut = True
        if self._state is _State.OPEN and self._chunk and token.text != ")":
            self._listed = [*self._listed, *self._chunk][-_LONGEST_SUBJECT:] if token.text == "," else []
            if not self._pending or self._names_pending():
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
        self._restricted = tuple(self._chunk)
        words = self._restricted or self._pending or tuple(self._tail)
        if words and (self._restricted or self._pending or self._tail or not self.found):
            self.found.append(Subject(words, token.start))
        self.clauses.append(Clause(words[0].start if words else token.start, token, True))
        self._chunk, self._state = [], _State.RELATIVE

    def _goes_on_behind_relative(self, token: Token) -> bool:
        """Whether the verb of what a relative clause restricts comes: "firms that make chips [are] few"."""
        is_first = self._last == "that" or self._last in _relatives()
        return bool(self._restricted) and not is_first and token.lower in _AUXILIARIES

    def _word(self, token: Token, following: Token | None) -> None:
        """A word in front of the verb, or the verb."""
        if (token.lower.endswith("ing") and token.lower in words_of("reporting")) or (
            self._chunk and token.lower in _OPENING and self._last not in _BEFORE_AS
        ):
            self._open()
        elif self._chunk and token.lower == "that":
            if following is not None and is_verb(following, self._chunk[-1], None):
                self._relative(token)
            else:
                self._open()
        elif not self._chunk and _is_contraction(token):
            self._chunk = [token]
            self._verb(token)
        elif is_verb(token, self._before_verb(), following, self._is_plural()) or self._resumes(
            token, following
        ):
            self._verb(token)
        elif self._chunk and token.lower in _ARTICLES and self._ends_noun():
            self._chunk = [token]
        elif _is_pronoun(token, following) and not (self._chunk and token.text[0].isupper()):
            self._chunk = [token]
        elif self._chunk or not (
            token.lower in words_of("adverbs")
            or token.lower in words_of("prepositions")
            or _opens_aside(token, following)
        ):
            self._joined = self._joined if self._chunk else self._last == "and"
            self._chunk.append(token)
        elif token.lower not in words_of("adverbs"):
            self._state = _State.ASIDE

    def _before_verb(self) -> Token | None:
        """The last word of what may be a subject, adverbs behind it aside."""
        for word in reversed(self._chunk):
            if word.lower not in words_of("adverbs") or word is self._chunk[0]:
                return word
        return None

    def _is_plural(self) -> bool:
        """Whether what may be a subject has several parts."""
        return any(word.lower == "and" for word in self._chunk)

    def _ends_noun(self) -> bool:
        """Whether an article behind the words begins another noun phrase: "told Reuters the talks …"."""
        last = self._chunk[-1].lower
        lists = ("prepositions", "adverbs", "determiners", "conjunctions", "subordinators")
        return not any(last in words_of(name) for name in lists)

    def _take_list(self) -> None:
        """The names of a list before the last one belong to the subject: "A, B, and C rose"."""
        if (
            self._chunk
            and self._joined
            and self._listed
            and all(word.text[0].isupper() for word in self._chunk)
        ):
            self._chunk = [*self._listed, *self._chunk]

    def _resumes(self, token: Token, following: Token | None) -> bool:
        """Whether a word is the verb behind an aside, or a second one: "Revenue, as expected, climbed …"."""
        if self._last in _JOINING and token.lower.endswith("ed") and not self._chunk:
            is_verb_here = token.lower in words_of("reporting") or (
                following is not None and _is_object(following)
            )
            return token.text[0].islower() and is_verb_here
        if self._chunk or not self._pending or token.text[0].isupper():
            return False
        is_past = token.lower.endswith("ed") and following is not None
        return token.lower in _plain() or (
            is_past and following is not None and following.lower not in words_of("prepositions")
        )

    def _verb(self, token: Token) -> None:
        """The verb of a clause: its subject is known."""
        self._take_list()
        words = tuple(self._chunk) or self._pending
        if words:
            self.found.append(Subject(words, words[0].start if self._chunk else token.start))
        is_apart = not words or (not self._chunk and self._is_cut)
        self.clauses.append(Clause(token.start if is_apart else words[0].start, token))
        self._chunk, self._pending, self._restricted = [], (), ()
        self._listed, self._is_cut = [], False
        self._state = _State.OPEN if token.lower in words_of("reporting") else _State.CLOSED
        self._tail.clear()


_AUXILIARIES = frozenset(
    ["is", "are", "was", "were", "has", "have", "had", "can", "could", "will", "would", "may", "might", "must"]
)
_ARTICLES = frozenset(["the", "a", "an", "its", "their", "his", "this", "these", "those"])
_EARLY = frozenset(["the", "early", "late", "mid", "of", "both"])
"""Words between a preposition and a date."""
_OPENING = frozenset(
    ["as", "when", "while", "because", "although", "whereas", "if", "though", "how", "why", "whether"]
)
"""Words behind which another clause begins, whatever was read before."""
_BEFORE_AS = frozenset(["such", "well", "known", "same", "far", "much", "long", "many", "as", "soon"])
_JOINING = frozenset(["and", "but", "or", "then"])
_SUBJECT_PRONOUNS = frozenset(["it", "they", "he", "she", "we"])


def _is_contraction(token: Token) -> bool:
    """Whether a word is a pronoun with its verb: "it's", "they'll"."""
    pronoun, mark, _ = token.lower.partition("'")
    return bool(mark) and (pronoun in _SUBJECT_PRONOUNS or pronoun in ("i", "you", "that", "there"))


def _is_pronoun(token: Token, following: Token | None) -> bool:
    """Whether a word is a subject by itself: "It rose", "That will rise", but not "IT"."""
    if token.lower == "that":
        return token.text == "That" and following is not None and following.lower in _finite()
    return token.lower in _SUBJECT_PRONOUNS and token.text != "IT"


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
        "after",
        "before",
        "until",
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
