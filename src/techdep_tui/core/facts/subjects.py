"""What a number is about, where the text tells it: "it had 96mn monthly users" is about WhatsApp.

First the words right around the number are asked (`neighbours`), then the subject of its clause
(`clauses`), pronouns resolved to the subject of the sentence before.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from techdep_tui.core.articles.patterns import LazyPattern
from techdep_tui.core.facts import lexicon
from techdep_tui.core.facts.clauses import Subject, Token, words_of
from techdep_tui.core.facts.counted import done, owner_of, told_of
from techdep_tui.core.facts.model import Fact, Kind
from techdep_tui.core.facts.neighbours import said_nearby, whole
from techdep_tui.core.facts.noun_phrases import without_leading
from techdep_tui.core.facts.penalties import hit_by, made_to
from techdep_tui.core.facts.reading import Reading
from techdep_tui.core.facts.referents import Referents, as_token
from techdep_tui.core.facts.sentences import NUMBERS, Sentence, Words
from techdep_tui.core.facts.stretches import Stretch
from techdep_tui.core.facts.verbs import may_be_verb

_LONGEST_SHOWN = 9
_SENTENCES_BACK = 3
_CUT = lexicon.words("in at for during from with by after before since as to")
"""Prepositions up to which a subject is shown."""
_CUT_UNLESS_NAME = lexicon.words("in at for")
_BEFORE_NUMBER = _CUT | lexicon.words(
    "of worth over under valued totalling totaling about some well additional another"
)
"""Words between the noun of a subject and a number in it."""
_LONGEST_TITLE = 40
_FIRST_SUBJECTS = 12
"""Subjects of a sentence that a pronoun in it may mean."""
_LONGEST_OWNER = 3
_NOBODY = frozenset(["there", "i", "you", "we", "who"])
"""Subjects that name nobody whom the text tells."""
_NO_THINGS = _NOBODY | lexicon.words(
    "me us him them it whom which what that one others result such be how why when where here ready"
    " rather somewhere"
)
"""Words that name nothing by themselves."""
_SUBJECTIVE = {"him": "he", "her": "she"}
_RESTATING = frozenset(["(", "or", "to", "from"])
"""Words and marks between two measures of one thing: "€5 million ($6 million)", "up to 5% from 4%"."""
_MOST_RESTATED = 4
_EMPTY = frozenset(["extra", "mere"])
_POINTING = lexicon.words("this that these those")
_OWNERS = {"his": "he", "her": "he", "its": "it", "their": "they"}


def with_subjects(reading: Reading) -> Iterator[Fact]:
    """The facts so far, numbers with their subject where one is found."""
    finder = SubjectFinder(reading)
    for fact in reading.facts:
        yield replace(fact, subject=finder.subject(fact)) if fact.kind in NUMBERS else fact


class SubjectFinder:
    """Finds what the numbers and clauses of an article are about."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._referents = Referents(reading)

    def subject(self, fact: Fact) -> str | None:
        """The name or noun phrase that a number is about, `None` where the text does not tell."""
        sentence = self._reading.parsed.at(fact.sentence)
        for _ in range(_MOST_RESTATED):
            earlier = _restated(sentence, fact)
            if earlier is None:
                break
            fact = earlier
        return self._told(sentence, fact)

    def _told(self, sentence: Sentence, fact: Fact) -> str | None:
        """What the words of a number's sentence say that it is about."""
        before, after = sentence.before(fact.start), sentence.after(fact.end)
        if len(before) > 1 and before[-2].lower == "according":
            return None
        words = hit_by(before, after) or (done(before) if fact.kind is Kind.QUANTITY else None)
        words = words or self._possessor(sentence, fact) or owner_of(fact, before)
        words = words or said_nearby(fact, before, after) or made_to(before)
        words = words or self._of_clause(sentence, fact, after)
        words = self._owned(sentence, self._with_owner(self._meant(words))) if words else None
        return self.shown(words) if words else None

    def _possessor(self, sentence: Sentence, fact: Fact) -> Words | None:
        """Whose the counted things are where a pronoun says it: "its 15 members"."""
        pronoun = _OWNERS.get(sentence.lower(sentence.index(fact.start) - 1))
        if fact.kind is not Kind.QUANTITY or pronoun is None:
            return None
        owner = self._owner(sentence, fact.start, pronoun)
        return owner if owner and not fact.start <= owner[0].start < fact.end else None

    def _owner(self, sentence: Sentence, position: int, pronoun: str) -> Words | None:
        """Whom a possessive pronoun at a position means."""
        if pronoun == "he":
            meant = self._referents.before(position, pronoun)
            return (meant,) if meant is not None else None
        subject = sentence.subject_at(position)
        return self._resolved(sentence, subject, 1) if subject is not None else None

    def _meant(self, words: Words) -> Words:
        """For a stand-in ("the company") or pronoun what it means."""
        if len(words) > 1:
            return words
        meant = self._referents.before(words[0].start, _SUBJECTIVE.get(words[0].lower, words[0].lower))
        return (meant,) if meant is not None else words

    def _owned(self, sentence: Sentence, words: Words) -> Words:
        """The words with their owner where a pronoun names it: "his stake in Acme"."""
        at = sentence.index(words[0].start)
        pronoun = _OWNERS.get(sentence.lower(at - 1))
        if pronoun is None:
            return words
        owner = self._owner(sentence, words[0].start, pronoun)
        name = self._referents.at(owner[0].start, owner[-1].end) if owner else None
        if owner is None or name is None or owner[0].start >= words[0].start or len(owner) > _LONGEST_OWNER:
            return words
        token = as_token(name)
        return (token._replace(text=token.text + "'s"), *words)

    def holding_at(self, sentence: Sentence, position: int) -> str | None:
        """What the clause at a position is about, `None` where the text does not tell."""
        subject = sentence.subject_at(position)
        words = self._resolved(sentence, subject, _SENTENCES_BACK) if subject is not None else None
        return self.shown(words) if words else None

    def first_name(self, stretch: Stretch) -> str | None:
        """The first name in a stretch."""
        for word in stretch.sentence.tokens[stretch.first : stretch.last]:
            name = self._referents.at(word.start, stretch.end)
            if name is not None:
                return str(name.norm.get("name"))
        return None

    def name_beside(self, stretch: Stretch) -> str | None:
        """The name that a stretch is in apposition to: "Acme, its largest maker", or the other way round."""
        sentence = stretch.sentence
        if sentence.lower(stretch.first - 1) in (",", "the") and stretch.first > 1:
            at = stretch.first - (2 if sentence.lower(stretch.first - 1) == "the" else 1)
            if sentence.lower(at) == ",":
                name = self._referents.ending_at(sentence.tokens[at - 1].end)
                if name is not None:
                    return str(name.norm.get("name"))
        if sentence.lower(stretch.last) == "," and stretch.last + 1 < len(sentence.tokens):
            name = self._referents.at(sentence.tokens[stretch.last + 1].start, sentence.span.end)
            return str(name.norm.get("name")) if name is not None else None
        return None

    def shown(self, words: Words) -> str | None:
        """The words as they are shown, names in their fullest form."""
        kept: list[str] = []
        behind = 0
        words = _shown_words(words)
        around = self._referents.around(words[0].start) if words else None
        if around is not None:
            kept.append(str(around.norm.get("name")))
            behind = around.end
        for word in words:
            if word.start < behind:
                continue
            name = self._referents.at(word.start, words[-1].end)
            if name is not None:
                behind = name.end
                is_owner = word.text.endswith("'s") or self._reading.text.startswith("'s ", name.end)
                kept.append(f"{name.norm.get('name')}'s" if is_owner else str(name.norm.get("name")))
            else:
                kept.append(word.text)
        return _as_text(kept)

    def _of_clause(self, sentence: Sentence, fact: Fact, after: Words) -> Words | None:
        """The clause's subject; of a number that is in the subject, what it is a part of."""
        if self._reading.is_title(fact.start):
            return _of_title(sentence, fact)
        subject = sentence.subject_with(fact.start) or sentence.subject_at(fact.start)
        if subject is None and sentence.subjects and sentence.lower(0) in words_of("prepositions"):
            subject = sentence.subjects[0]
        if subject is None and sentence.subjects and sentence.subjects[0].words[-1].end <= fact.start:
            subject = sentence.subjects[0]
        if subject is None and (name := self._opening_name(sentence, fact)) is not None:
            return (name,)
        if subject is None or subject.words[0].start <= fact.start < subject.words[-1].end:
            head = _head(subject, fact) if subject is not None else None
            return whole(after) or head or told_of(sentence, fact)
        if subject.words[0].lower.partition("'")[0] in _NOBODY:
            return whole(after)
        return self._resolved(sentence, subject, _SENTENCES_BACK)

    def _opening_name(self, sentence: Sentence, fact: Fact) -> Token | None:
        """The name that a sentence without a subject opens with."""
        first = sentence.tokens[: 2 if sentence.lower(0) in words_of("articles") else 1]
        name = self._referents.at(first[-1].start, fact.start) if first else None
        return as_token(name) if name is not None else None

    def _resolved(self, sentence: Sentence, subject: Subject, depth: int) -> Words | None:
        """A subject, for pronouns and stand-ins ("the company") what they stand for."""
        words = _as_pronoun(without_leading(subject.words))
        is_pronoun = _is_pronoun(subject)
        if is_pronoun or (len(words) == 1 and words[0].lower in words_of("stand_ins")):
            position = subject.words[0].start
            named = None if is_pronoun else _named_for(sentence.before(position))
            earlier = named or self._subject_before(sentence, subject, depth)
            meant = self._referents.before(position, words[0].lower) if words else None
            if meant is not None and not (earlier and self._referents.fits(earlier, words[0].lower)):
                return (meant,)
            return earlier or (None if is_pronoun else words)
        return _without_part(self._with_owner(words[_points_at(words) :]))

    def _with_owner(self, words: Words) -> Words:
        """The words with the name of an owner that only stands for it: "the company's exports"."""
        stand_in = words[0].lower.removesuffix("'s")
        if words[0].lower.endswith("'s") and stand_in in words_of("stand_ins"):
            meant = self._referents.before(words[0].start, stand_in)
            return (meant, *words[1:]) if meant is not None else words
        return words

    def _subject_before(self, sentence: Sentence, subject: Subject, depth: int) -> Words | None:
        """The subject before: the sentence's first that agrees in number, or that of the sentence before."""
        pronoun = subject.words[0].lower
        for first in sentence.subjects[:_FIRST_SUBJECTS]:
            if first.since >= subject.since or first.words == subject.words:
                break
            # A pronoun means one of those before it, which are looked at anyway; through it takes for ever.
            is_named = _agrees(first, pronoun) and not _is_pronoun(first)
            resolved = self._resolved(sentence, first, depth) if is_named else None
            if resolved is not None:
                return resolved
        all_sentences = self._reading.article.sentences
        index = bisect_right(all_sentences, (sentence.span.start, 0)) - 1
        if depth <= 0 or index < 0:
            return None
        previous = self._reading.parsed.at(all_sentences[index])
        return self._resolved(previous, previous.subjects[0], depth - 1) if previous.subjects else None


def _restated(sentence: Sentence, fact: Fact) -> Fact | None:
    """The number before one that says the same in another measure."""
    at = sentence.index(fact.start) - 1
    earlier = sentence.figure_at(at - 1) if sentence.lower(at) in _RESTATING else None
    return earlier if earlier is not None and earlier.kind is fact.kind else None


def _of_title(sentence: Sentence, fact: Fact) -> Words | None:
    """What a title is about: the words before its verb, which has a capital, too ("Acme Shares Fall 5%")."""
    words = sentence.tokens[: min(sentence.index(fact.start), _LONGEST_TITLE)]
    said = next((at for at, word in enumerate(words) if at and word.lower in words_of("reporting")), -1)
    words = words[said + 1 :] if len(words) > said + 2 else words
    small = (word._replace(text=word.lower) for word in words)
    verb = next((at for at, word in enumerate(small) if at and may_be_verb(word)), None)
    return without_leading(words[:verb]) or None if verb is not None else None


def _head(subject: Subject, fact: Fact) -> Words | None:
    """The noun of a subject in front of a number in it: "any contract worth more than $5 million"."""
    words = without_leading(tuple(word for word in subject.words if word.start < fact.start))
    end = next((at for at, word in enumerate(words) if word.lower in _BEFORE_NUMBER), len(words))
    return words[:end] or None


def _is_pronoun(subject: Subject) -> bool:
    """Whether a subject only stands for another."""
    words = _as_pronoun(without_leading(subject.words))
    return not words or (words[0].lower in words_of("pronouns") and not _points_at(words))


def _points_at(words: Words) -> bool:
    """Whether a pronoun belongs to a noun: "these cars"."""
    return len(words) > 1 and words[0].lower in _POINTING and words[1].lower not in words_of("adverbs")


def _agrees(subject: Subject, pronoun: str) -> bool:
    """Whether "they" can mean a subject: it has a plural, or several parts."""
    if pronoun not in ("they", "these", "it"):
        return True
    words = [word.lower for word in subject.words]
    cut = next((at for at, word in enumerate(words) if at and (word in _CUT or word == "of")), len(words))
    is_name = subject.words[cut - 1].text[0].isupper()
    is_plural = "and" in words[:cut] or words[0] in _PERSONS or (words[cut - 1].endswith("s") and not is_name)
    return (is_plural or is_name) if pronoun != "it" else not is_plural


_PERSONS = frozenset(["they", "we", "he", "she", "i", "you"])


def _as_pronoun(words: Words) -> Words:
    """A contraction as its pronoun alone: "they're"."""
    if len(words) != 1 or "'" not in words[0].text:
        return words
    pronoun = words[0].lower.partition("'")[0].replace("that", "it")
    return (words[0]._replace(text=pronoun, lower=pronoun),) if pronoun in words_of("pronouns") else words


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
    head = next((index for index, word in enumerate(words[:5]) if word.lower in words_of("changes")), 0)
    if head and len(words) > head + 2 and words[head + 1].lower in ("for", "in", "of"):
        return without_leading(words[head + 2 :]) or words
    at = next((index for index, word in enumerate(words[:5]) if word.lower == "of"), 0)
    if at and all(word.lower in _counts() or word.text[0].isdigit() for word in words[:at]):
        return without_leading(words[at + 1 :]) or words
    return words


@cache
def _counts() -> frozenset[str]:
    """Words of numbers and fractions."""
    data = lexicon.read("numerals")
    return frozenset([*data["cardinals"], *data["fractions"], *data["magnitudes"], "percent", "pct"])


_LETTER = LazyPattern(r"\d{0,6}-?[^\W\d_]")


def _shown_words(words: Words) -> Words:
    """The words without articles, what follows a preposition, and aims of their owners."""
    words = without_leading(words)
    while len(words) > 1 and words[0].lower in words_of("bases"):
        words = words[1:]  # an infinitive: "to restrain inflation, which reached 12%"
    if len(words) > 1 and words[-1].lower in words_of("aims") and words[-2].lower.endswith("'s"):
        words = words[:-1]
    cut = next((i for i in range(1, len(words)) if _is_cut(words, i)), len(words))
    return words[: min(cut, _LONGEST_SHOWN)]


def _as_text(kept: list[str]) -> str | None:
    """The words as they are shown, `None` if they name nothing."""
    kept = [word for word in kept if word.lower() not in _EMPTY]
    if len(kept) == 1 and (kept[0].lower() in _NO_THINGS or kept[0].endswith(("ly", "ed"))):
        return None
    while len(kept) > 1 and kept[0][0].isdigit() and not kept[0].endswith("-old"):
        del kept[0]
    while kept and (kept[-1].lower() in words_of("adverbs") or kept[-1].lower() in _no_ends()):
        kept.pop()
    shown = " ".join(kept).removesuffix("'s")
    if shown.lower() in _NO_THINGS or (len(kept) == 1 and shown[:1].isdigit()):
        return None
    return shown if _LETTER.match(shown) else None


@cache
def _no_ends() -> frozenset[str]:
    """Words that a subject does not end with."""
    return words_of("prepositions") | words_of("determiners") | lexicon.words("and such")


def _is_cut(words: Words, index: int) -> bool:
    """Whether a subject is shown up to here; "in" and "at" stay before names."""
    lower = words[index].lower
    if lower not in _CUT:
        return False
    is_before_name = index + 1 < len(words) and words[index + 1].text[0].isupper()
    return not (lower in _CUT_UNLESS_NAME and is_before_name)
