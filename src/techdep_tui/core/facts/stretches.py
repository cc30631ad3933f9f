"""The stretch of a sentence that one statement takes: from the subject of its clause to the next boundary.

There is no parser behind it: a clause ends at a mark, at a word that opens another clause, at another
clause's subject. A comma does not end it where only a figure or a comparison follows ("at $1.3 billion,
up 24%"). The word lists are those of `lexicon/clauses.yaml`.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.facts import lexicon
from techdep_tui.core.facts.clauses import words_of
from techdep_tui.core.facts.model import Fact, Kind
from techdep_tui.core.facts.reading import Reading
from techdep_tui.core.facts.sentences import Sentence

_DASHES = frozenset("—–-") | {"--"}
_LONGEST = 80
"""Words of a stretch on either side of the word that is asked for, at most."""
_LONGEST_ASIDE = 14
"""Words between two dashes or brackets at most."""


class Stretch(NamedTuple):
    """The words `first` up to `last` (exclusive) of a sentence."""

    sentence: Sentence
    first: int
    last: int

    @property
    def start(self) -> int:
        """Where its first word begins, or the figure that this is part of."""
        figure = self.sentence.figure_at(self.first)
        start = self.sentence.tokens[self.first].start
        return min(start, figure.start) if figure is not None else start

    @property
    def end(self) -> int:
        """Where its last word ends, or the figure that this is part of."""
        figure = self.sentence.figure_at(self.last - 1)
        end = self.sentence.tokens[self.last - 1].end
        return max(end, figure.end) if figure is not None else end

    def figures(self, *kinds: Kind) -> list[Fact]:
        """The dates and numbers in it, of all kinds if none is named."""
        start, end = self.start, self.end
        return [f for f in self.sentence.figures if start <= f.start < end and (not kinds or f.kind in kinds)]


def stretch_at(reading: Reading, sentence: Sentence, index: int) -> Stretch:
    """The stretch of the clause that a word stands in."""
    if reading.is_title(sentence.span.start):
        return _title_part(sentence, index)
    stretch = Stretch(sentence, first_word(reading, sentence, index), end_word(sentence, index))
    return _in_quotation(reading, stretch, index)


def _title_part(sentence: Sentence, index: int) -> Stretch:
    """The part of a title between colons, semicolons and dashes that a word stands in."""
    marks = [at for at, word in enumerate(sentence.tokens) if word.text in _TITLE_MARKS]
    first = max((at + 1 for at in marks if at < index), default=0)
    last = min((at for at in marks if at > index), default=len(sentence.tokens))
    return Stretch(sentence, first, last)


_TITLE_MARKS = _DASHES | {":", ";"}


def first_word(reading: Reading, sentence: Sentence, index: int) -> int:
    """The index of the first word of the clause that a word stands in."""
    clause = (
        None if reading.is_title(sentence.span.start) else sentence.clause_at(sentence.tokens[index].start)
    )
    verb = sentence.index(clause.verb.start) if clause is not None else -1
    at, limit = index, max(verb + 1, index - _LONGEST)
    while at > limit and not _ends_before(sentence, at - 1):
        at = _opening(sentence, at - 1) if sentence.lower(at - 1) == ")" else at - 1
    if clause is not None and at <= verb + 1:
        return sentence.index(clause.start)
    while at < index and sentence.lower(at) in _leading():
        at += 1
    return at


@cache
def _leading() -> frozenset[str]:
    """Words in front of a clause that do not belong to it."""
    return words_of("conjunctions") | words_of("openers")


def _ends_before(sentence: Sentence, index: int) -> bool:
    """Whether the mark or word at `index` ends the clause before the one that is read backwards."""
    word = sentence.tokens[index]
    if sentence.figure_at(index) is not None:
        return False
    if word.is_word:
        return word.lower in words_of("boundaries")
    if word.text == ")":
        return _opening(sentence, index) == index
    return not _goes_on(sentence, index)


def _opening(sentence: Sentence, index: int) -> int:
    """The index of the bracket that the one at `index` closes, `index` itself if there is none near."""
    for at in range(index - 1, max(index - _LONGEST_ASIDE, -1), -1):
        if sentence.tokens[at].text == "(":
            return at
    return index


def end_word(sentence: Sentence, index: int) -> int:
    """The index behind the last word of the clause that a word stands in."""
    at = max(_verb_of(sentence, index), index) + 1
    limit = min(len(sentence.tokens), at + _LONGEST)
    while at < limit:
        word = sentence.tokens[at]
        if sentence.figure_at(at) is not None:
            at += 1
        elif word.text == "(":
            closing = _closing(sentence, at, ")")
            if closing is None:
                break
            at = closing + 1
        elif not word.is_word and word.text not in ",(":
            aside = _closing(sentence, at, word.text) if word.text in _DASHES else None
            if not _goes_on(sentence, at):
                break
            at = aside + 1 if aside is not None else at + 1
        elif (word.text == "," and not _goes_on(sentence, at)) or _opens_clause(sentence, at):
            break
        else:
            at += 1
    return trimmed(Stretch(sentence, index, at)).last


def trimmed(stretch: Stretch) -> Stretch:
    """The stretch without marks, conjunctions, articles and prepositions at its end."""
    sentence, last = stretch.sentence, stretch.last
    while (
        last > stretch.first + 1 and sentence.figure_at(last - 1) is None and _may_not_end(sentence, last - 1)
    ):
        last -= 1
    return stretch._replace(last=last)


def _verb_of(sentence: Sentence, index: int) -> int:
    """The index of the verb whose subject a word stands in, -1 if it stands in none."""
    position = sentence.tokens[index].start
    clause = sentence.clause_at(position)
    if clause is None or clause.is_relative or not clause.start <= position < clause.verb.start:
        return -1
    return sentence.index(clause.verb.start)


def _closing(sentence: Sentence, index: int, mark: str) -> int | None:
    """The index of the mark that ends the aside which the one at `index` opens."""
    for at in range(index + 1, min(index + _LONGEST_ASIDE, len(sentence.tokens))):
        if sentence.tokens[at].text == mark and sentence.figure_at(at) is None:
            return at
    return None


def _goes_on(sentence: Sentence, index: int) -> bool:
    """Whether a clause goes on behind the comma or dash at `index`: a figure follows, or a comparison."""
    at = index + 1
    mark = sentence.tokens[index].text
    if mark not in _DASHES and mark != ",":
        return False
    figure = sentence.figure_at(at)
    if mark == "," and figure is not None:
        words = sentence.tokens[at : sentence.index(figure.end)]
        return not any(word.start in sentence.openings for word in words)
    if sentence.lower(at) not in words_of("additions"):
        return mark == "," and _is_listed(sentence, at)
    if mark in _DASHES and sentence.lower(at) in ("by", "to", "from") and _closing(sentence, index, mark):
        return True
    following = at + 2 if sentence.lower(at + 1) in words_of("determiners") else at + 1
    return sentence.figure_at(following) is not None or sentence.lower(at) in words_of("comparing")


def _is_listed(sentence: Sentence, index: int) -> bool:
    """Whether a list goes on behind a comma: "in shops, [malls and] markets"."""
    words = 0
    for at in range(index, min(index + _LONGEST_LIST, len(sentence.tokens))):
        token = sentence.tokens[at]
        if token.start in sentence.openings or token.start in sentence.verbs:
            return False
        if token.lower in ("and", "or"):
            return words > 0 and not _opens_clause(sentence, at)
        if token.text == ",":
            words = 0
        elif not token.is_word or token.lower in _NO_ITEMS or words >= _LONGEST_ITEM:
            return False
        else:
            words += 1
    return False


_LONGEST_LIST = 20
_LONGEST_ITEM = 4
"""Words of an item of a list at most."""
_NO_ITEMS = lexicon.words(
    "which who whom whose that said says according including while but as it he she they with to"
)


def _opens_clause(sentence: Sentence, index: int) -> bool:
    """Whether a word opens another clause."""
    lower = sentence.lower(index)
    if lower in words_of("boundaries"):
        return True
    position = sentence.tokens[index].start
    if position in sentence.openings:
        return True
    if lower not in words_of("conjunctions"):
        return False
    begin = index + 1
    while sentence.lower(begin) in words_of("adverbs"):
        begin += 1
    if begin >= len(sentence.tokens):
        return True
    following = sentence.tokens[begin].start
    return following in sentence.openings


def _may_not_end(sentence: Sentence, index: int) -> bool:
    """Whether a word or mark cannot be a stretch's last."""
    word = sentence.tokens[index]
    if not word.is_word:
        return word.text != ")"
    return any(word.lower in words_of(name) for name in ("conjunctions", "subordinators", "articles"))


def _in_quotation(reading: Reading, stretch: Stretch, index: int) -> Stretch:
    """The stretch without what stands outside the quotation that its word is in."""
    sentence = stretch.sentence
    quotation = reading.quotation_at(sentence.tokens[index].start)
    if quotation is None:
        return stretch
    first = max(stretch.first, sentence.index(quotation.start))
    return Stretch(sentence, first, max(first + 1, min(stretch.last, sentence.index(quotation.end))))


def without_quotes(text: str, span: Span) -> Span:
    """The span without the quotation marks at its ends."""
    start, end = span
    while start < end and text[start] in _QUOTES:
        start += 1
    while end > start and text[end - 1] in _QUOTES:
        end -= 1
    return Span(start, end)


_QUOTES = lexicon.words('" “ ” « »')
