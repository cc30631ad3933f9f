"""A sentence read for its clauses: what each is about, and where it begins.

There is no parser behind it. A sentence is read from left to right: words up to a finite verb are a
subject, a comma or conjunction may begin another clause, and a clause without a subject of its own goes on
with the one before.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import Enum
from functools import cache
from itertools import zip_longest
from typing import NamedTuple

from techdep_tui.core.facts import lexicon
from techdep_tui.core.facts.clauses import Clause, Subject, Token, words_of
from techdep_tui.core.facts.cues import GRAMMAR
from techdep_tui.core.facts.verbs import (
    PRONOUNS,
    begins_object,
    finite_verbs,
    is_base,
    is_contraction,
    is_verb,
    may_be_verb,
)

_LONGEST_SUBJECT = 24
"""Words of a subject at most; more are none."""
_CONJUNCTIONS = lexicon.words(
    "and but while that because although though as when if whereas where since after before until"
)
"""Words behind which a clause may begin where one has its verb."""
_OPENING = lexicon.words("as when while because although whereas if though how why whether")
"""Words behind which another clause begins, whatever was read before."""
_BEFORE_AS = lexicon.words("such well known same far much long many as soon")
"""Words with which "as" begins no clause: "such as"."""
_JOINING = lexicon.words("and but or then")
_AUXILIARIES = lexicon.words("is are was were has have had can could will would may might must")
_ARTICLES = lexicon.words("the a an its their his this these those")
_EARLY = lexicon.words("the early late mid of both")
"""Words between a preposition and a date."""
_NO_NOUNS = ("prepositions", "adverbs", "determiners", "conjunctions", "subordinators")


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
    """Words behind which another clause may begin, relative pronouns among them."""
    return GRAMMAR.reporting | GRAMMAR.relatives | _CONJUNCTIONS


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
        self._opening = _reopening()
        self._prepositions = GRAMMAR.prepositions

    def pass_date(self) -> None:
        """Go on behind a date: "In 2019 Yandex …"."""
        if self._state is _State.ASIDE:
            if self._last in GRAMMAR.prepositions or self._last in GRAMMAR.adverbs or self._last in _EARLY:
                self._open()
        elif self._chunk and self._chunk[-1].lower in GRAMMAR.prepositions:
            self._chunk.pop()

    def read(self, token: Token, following: Token | None, is_number: bool) -> None:
        """Take the next token; `following` is the one behind it, `is_number` tells a part of a number."""
        was_open = self._state is _State.OPEN
        if self._state is _State.CLOSED and token.is_word and token.lower not in self._opening:
            self._last = token.lower
            self._follow(token)
            return
        if is_number and was_open:
            self._chunk.append(token)
        elif not token.is_word:
            self._mark(token)
            if token.text == ",":
                return
            self._tail.clear()
        elif token.lower in GRAMMAR.relatives:
            self._relative(token)
        elif self._state is _State.RELATIVE and self._goes_on_behind_relative(token):
            self._chunk = list(self._restricted)
            self._verb(token)
        elif was_open:
            self._word(token, following)
        elif self._state is not _State.ASIDE and self._reopens(token):
            self._open()
        self._last = token.lower
        self._tail.clear()
        if len(self._chunk) > _LONGEST_SUBJECT:
            self._chunk, self._state = [], _State.ASIDE

    def _reopens(self, token: Token) -> bool:
        """Whether another clause may begin behind a word; names in capitals are no reporting verbs."""
        return token.lower in self._opening and (token.text[0].islower() or token.lower in _CONJUNCTIONS)

    def _follow(self, token: Token) -> None:
        """Behind the verb: keep the words since the last preposition, which a "which" may be about."""
        if token.lower in self._prepositions or token.lower.endswith("ed"):
            self._tail.clear()
        else:
            self._tail.append(token)

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
        is_described = self._pending[0].lower in GRAMMAR.determiners and not any(
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
        is_first = self._last == "that" or self._last in GRAMMAR.relatives
        return bool(self._restricted) and not is_first and token.lower in _AUXILIARIES

    def _word(self, token: Token, following: Token | None) -> None:
        """A word in front of the verb, or the verb."""
        if (token.lower.endswith("ing") and token.lower in GRAMMAR.reporting) or (
            self._chunk and token.lower in _OPENING and self._last not in _BEFORE_AS
        ):
            self._open()
        elif self._chunk and token.lower == "that":
            if following is not None and is_verb(following, self._chunk[-1], None):
                self._relative(token)
            else:
                self._open()
        elif not self._chunk and is_contraction(token):
            self._chunk = [token]
            self._verb(token)
        elif may_be_verb(token) and self._is_verb(token, following):
            self._verb(token)
        elif (self._chunk and token.lower in _ARTICLES and self._ends_noun()) or (
            _is_pronoun(token, following) and not (self._chunk and token.text[0].isupper())
        ):
            self._chunk = [token]
        elif self._chunk or not (
            token.lower in GRAMMAR.adverbs
            or token.lower in GRAMMAR.prepositions
            or _opens_aside(token, following)
        ):
            self._joined = self._joined if self._chunk else self._last == "and"
            self._chunk.append(token)
        elif token.lower not in GRAMMAR.adverbs:
            self._state = _State.ASIDE

    def _is_verb(self, token: Token, following: Token | None) -> bool:
        """Whether a word is the verb of what was read."""
        adverbs = GRAMMAR.adverbs
        nouns = (word for word in reversed(self._chunk) if word.lower not in adverbs)
        before = next(nouns, self._chunk[0] if self._chunk else None)
        is_plural = any(word.lower == "and" for word in self._chunk)
        return is_verb(token, before, following, is_plural) or self._resumes(token, following)

    def _ends_noun(self) -> bool:
        """Whether an article behind the words begins another noun phrase: "told Reuters the talks …"."""
        last = self._chunk[-1].lower
        return not any(last in words_of(name) for name in _NO_NOUNS)

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
        if self._chunk:
            return False
        if self._last in _JOINING and token.lower.endswith("ed"):
            return token.lower in GRAMMAR.reporting or begins_object(following)
        if not self._pending:
            return False
        is_past = token.lower.endswith("ed") and following is not None
        return is_base(token) or (
            is_past and following is not None and following.lower not in GRAMMAR.prepositions
        )

    def _verb(self, token: Token) -> None:
        """The verb of a clause: its subject is known."""
        self._take_list()
        if self._chunk and self._chunk[-1].lower in _JOINING:
            self._chunk = []  # what a verb like "added" takes, and the verb that goes on with its subject
        words = tuple(self._chunk) or self._pending
        if words:
            self.found.append(Subject(words, words[0].start if self._chunk else token.start))
        is_apart = not words or (not self._chunk and self._is_cut)
        self.clauses.append(Clause(token.start if is_apart else words[0].start, token))
        self._chunk, self._pending, self._restricted = [], (), ()
        self._listed, self._is_cut = [], False
        self._state = _State.OPEN if token.lower in GRAMMAR.reporting else _State.CLOSED
        self._tail.clear()


def _is_pronoun(token: Token, following: Token | None) -> bool:
    """Whether a word is a subject by itself: "It rose", "That will rise", but not "IT"."""
    if token.lower == "that":
        return token.text == "That" and following is not None and _is_finite(following)
    return token.lower in PRONOUNS and token.text != "IT"


def _is_finite(token: Token) -> bool:
    """Whether a word behind "That" is a verb."""
    return token.lower in finite_verbs() or token.lower.endswith("ed")


def _opens_aside(token: Token, following: Token | None) -> bool:
    """Whether a phrase that begins so is an aside: "being used …", "owned by …"."""
    if token.text[0].isupper():
        return False
    if token.lower.endswith("ing"):
        return True
    return token.lower.endswith("ed") and following is not None and following.lower in GRAMMAR.prepositions
