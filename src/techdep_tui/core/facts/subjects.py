"""What a number is about, where the text tells it: "it had 96mn monthly users" is about WhatsApp.

First the words right around the number are asked (`neighbours`), then the subject of its clause
(`clauses`), pronouns resolved to the subject of the sentence before.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.articles.patterns import LazyPattern
from techdep_tui.core.facts import lexicon
from techdep_tui.core.facts.clauses import Subject, subjects, tokens, words_of
from techdep_tui.core.facts.model import Fact, Kind
from techdep_tui.core.facts.neighbours import Words, said_nearby, whole, without_leading
from techdep_tui.core.facts.reading import Reading

_NUMBERS = frozenset({Kind.MONEY, Kind.PERCENT, Kind.QUANTITY, Kind.MEASUREMENT})
_LONGEST_SHOWN = 9
_SENTENCES_BACK = 3
_WORDS_BEFORE = 40
_WORDS_AFTER = 20


def with_subjects(reading: Reading) -> Iterator[Fact]:
    """The facts so far, numbers with their subject where one is found."""
    finder = _Finder(reading)
    for fact in reading.facts:
        yield replace(fact, subject=finder.subject(fact)) if fact.kind in _NUMBERS else fact


class _Sentence:
    """A sentence read for its subjects; the words of dates are left out."""

    def __init__(self, reading: Reading, span: Span, facts: Sequence[Fact]) -> None:
        self.span = span
        dates: set[int] = set()
        numbers: set[int] = set()
        words = tokens(reading.text, span)
        starts = [token.start for token in words]
        for fact in facts:
            places = starts[bisect_left(starts, fact.start) : bisect_left(starts, fact.end)]
            (dates if fact.kind is Kind.DATE else numbers).update(places)
        self.subjects = subjects(words, dates, numbers)
        self._since = [subject.since for subject in self.subjects]
        self._tokens = tuple(token for token in words if token.start not in dates)
        self._starts = [token.start for token in self._tokens]

    def before(self, position: int) -> Words:
        """The words in front of a position, some forty at most."""
        end = bisect_left(self._starts, position)
        return self._tokens[max(0, end - _WORDS_BEFORE) : end]

    def after(self, position: int) -> Words:
        """The words from a position on, some twenty at most."""
        start = bisect_left(self._starts, position)
        return self._tokens[start : start + _WORDS_AFTER]

    def subject_at(self, position: int) -> Subject | None:
        """The subject that holds at a position."""
        index = bisect_right(self._since, position) - 1
        return self.subjects[index] if index >= 0 else None


class _Finder:
    """Finds the subjects of an article's numbers."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._facts: dict[int, list[Fact]] = {}
        for fact in reading.facts:
            if fact.kind is Kind.DATE or fact.kind in _NUMBERS:
                self._facts.setdefault(fact.sentence.start, []).append(fact)
        self._sentences: dict[int, _Sentence] = {}

    def subject(self, fact: Fact) -> str | None:
        """The name or noun phrase that a number is about, `None` where the text does not tell."""
        sentence = self._sentence(fact.sentence)
        before, after = sentence.before(fact.start), sentence.after(fact.end)
        words = said_nearby(fact, before, after) or self._of_clause(sentence, fact, after)
        return _shown(words) if words else None

    def _sentence(self, span: Span) -> _Sentence:
        found = self._sentences.get(span.start)
        if found is None:
            found = _Sentence(self._reading, span, self._facts.get(span.start, ()))
            self._sentences[span.start] = found
        return found

    def _of_clause(self, sentence: _Sentence, fact: Fact, after: Words) -> Words | None:
        """The clause's subject; of a number that is in the subject, what it is a part of."""
        subject = sentence.subject_at(fact.start)
        if subject is None or subject.words[0].start <= fact.start < subject.words[-1].end:
            return whole(after)
        return self._resolved(sentence, subject, _SENTENCES_BACK)

    def _resolved(self, sentence: _Sentence, subject: Subject, depth: int) -> Words | None:
        """A subject, for pronouns and stand-ins ("the company") what they stand for."""
        words = without_leading(subject.words)
        is_pronoun = not words or words[0].lower in words_of("pronouns")
        if is_pronoun or (len(words) == 1 and words[0].lower in words_of("stand_ins")):
            named = None if is_pronoun else _named_for(sentence.before(subject.words[0].start))
            earlier = named or self._subject_before(sentence, subject, depth)
            return earlier or (None if is_pronoun else words)
        return _without_part(words)

    def _subject_before(self, sentence: _Sentence, subject: Subject, depth: int) -> Words | None:
        """The subject before: the sentence's first, or that of the sentence before it."""
        first = sentence.subjects[0]
        if first.since < subject.since and first.words != subject.words:
            return self._resolved(sentence, first, depth)
        all_sentences = self._reading.article.sentences
        index = bisect_right(all_sentences, (sentence.span.start, 0)) - 1
        if depth <= 0 or index < 0:
            return None
        previous = self._sentence(all_sentences[index])
        return self._resolved(previous, previous.subjects[0], depth - 1) if previous.subjects else None


def _named_for(before: Words) -> Words | None:
    """The name in the phrase before a stand-in: "for China, that figure …"."""
    words = before
    while words and (words[-1].text == "," or words[-1].lower in words_of("determiners")):
        words = words[:-1]
    for index in range(len(words) - 1, max(len(words) - 6, -1), -1):
        if words[index].lower == "for":
            return words[index + 1 :] or None
        if not words[index].is_word:
            return None
    return None


def _without_part(words: Words) -> Words:
    """The whole where the subject is a part of it: "one half of those channels" is about the channels."""
    at = next((index for index, word in enumerate(words[:5]) if word.lower == "of"), 0)
    if at and all(word.lower in _counts() or word.text[0].isdigit() for word in words[:at]):
        return without_leading(words[at + 1 :]) or words
    return words


@cache
def _counts() -> frozenset[str]:
    """Words of numbers and fractions."""
    data = lexicon.read("numerals")
    return frozenset([*data["cardinals"], *data["fractions"], *data["magnitudes"], "percent", "pct"])


_CUT = lexicon.words("in at for during from with by after before since as to")
"""Prepositions up to which a subject is shown."""
_CUT_UNLESS_NAME = lexicon.words("in at for")
_LETTER = LazyPattern(r"\d{0,6}[^\W\d_]")


@cache
def _names() -> dict[str, str]:
    """Short names of countries and bodies with the ones that are shown."""
    return dict(lexicon.read("clauses")["names"])


def _shown(words: Words) -> str | None:
    """The words as they are shown: without articles, what follows a preposition, and aims of their owners."""
    words = without_leading(words)
    if len(words) > 1 and words[-1].lower in words_of("aims") and words[-2].lower.endswith("'s"):
        words = words[:-1]
    cut = next((i for i in range(1, len(words)) if _is_cut(words, i)), len(words))
    kept = [_names().get(w.text.removesuffix("'s"), w.text) for w in words[: min(cut, _LONGEST_SHOWN)]]
    while kept and (kept[-1].lower() in words_of("adverbs") or kept[-1] in ("of", "and")):
        kept.pop()
    shown = " ".join(kept).removesuffix("'s")
    return shown if _LETTER.match(shown) else None


def _is_cut(words: Words, index: int) -> bool:
    """Whether a subject is shown up to here; "in" and "at" stay before names."""
    lower = words[index].lower
    if lower not in _CUT:
        return False
    is_before_name = index + 1 < len(words) and words[index + 1].text[0].isupper()
    return not (lower in _CUT_UNLESS_NAME and is_before_name)
