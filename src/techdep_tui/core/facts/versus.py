"""One thing set against another by a word: which word is read how, and "than"."""

from __future__ import annotations

from techdep_tui.core.facts import contrasts, rivals
from techdep_tui.core.facts.changes import participle_start
from techdep_tui.core.facts.clauses import words_of
from techdep_tui.core.facts.lexicon import Role
from techdep_tui.core.facts.reading import Reading
from techdep_tui.core.facts.sentences import Sentence
from techdep_tui.core.facts.sides import SIGNS, Found, against, comparative, listed
from techdep_tui.core.facts.stretches import Stretch, end_word, stretch_at

_AMOUNTS = frozenset(["more", "less", "fewer"])
_NOTHING = frozenset(["no", "nothing", "little"])
_BEFORE_PHRASE = frozenset(["with", ",", "—", "–"])
_PARTICIPLE_BACK = 6


def find_versus(reading: Reading, sentence: Sentence, index: int, role: Role) -> Found | None:
    """What a word sets against each other, with its stretch; `None` if nothing."""
    if sentence.figure_at(index) is not None:
        return None
    if role.section == "beats":
        return rivals.beats(reading, sentence, index, SIGNS[role.direction])
    if role.section == "meets":
        return rivals.meets(reading, sentence, index, SIGNS[role.direction])
    finder = _FINDERS.get(sentence.lower(index))
    return finder(reading, sentence, index) if finder is not None else None


def _than(reading: Reading, sentence: Sentence, index: int) -> Found | None:
    """ "higher than in Japan"."""
    before = sentence.lower(index - 1)
    if index + 1 >= len(sentence.tokens) or before in listed("unlike_than") or _is_no_sooner(sentence):
        return None
    if before in _AMOUNTS and not _is_compared(sentence, index + 1, sentence.lower(index - 2)):
        return None
    stretch = stretch_at(reading, sentence, index)
    sign = comparative(stretch, index)
    if sign is None:
        return None
    last = max(stretch.last, end_word(sentence, index + 1))
    return against(_from_participle(stretch, index)._replace(last=last), sign, index + 1)


def _is_compared(sentence: Sentence, index: int, earlier: str) -> bool:
    """Whether a thing follows "more than", not a number or a verb ("more than doubled")."""
    word = sentence.tokens[index]
    if earlier in _NOTHING or word.lower in listed("vague") or not word.text[0].isalpha():
        return False
    return word.text[0].isupper() or word.lower in listed("things") or word.lower in words_of("determiners")


def _is_no_sooner(sentence: Sentence) -> bool:
    """Whether a sentence begins with "No sooner", whose "than" compares nothing."""
    return sentence.lower(0) == "no" and sentence.lower(1) == "sooner"


def _from_participle(stretch: Stretch, index: int) -> Stretch:
    """The stretch, from where a participle that stands in front of the word begins: "channels boasting …"."""
    sentence = stretch.sentence
    for at in range(index - 1, max(index - _PARTICIPLE_BACK, stretch.first), -1):
        if sentence.lower(at).endswith("ing") and sentence.lower(at) != "being":
            first = participle_start(sentence, at)
            is_phrase = first > 0 and sentence.lower(first - 1) in _BEFORE_PHRASE
            return stretch._replace(first=max(first, stretch.first)) if is_phrase else stretch
    return stretch


_FINDERS = {
    "than": _than,
    "compared": contrasts.compared,
    "compares": contrasts.compared,
    "versus": contrasts.compared,
    "vs": contrasts.compared,
    "comparison": contrasts.by_comparison,
    "contrast": contrasts.in_contrast,
    "hand": contrasts.on_the_other_hand,
    "unlike": contrasts.unlike,
    "while": contrasts.side_by_side,
    "whereas": contrasts.side_by_side,
    "behind": rivals.behind,
    "ahead": rivals.ahead,
    "above": rivals.below,
    "below": rivals.below,
    "times": rivals.times,
    "twice": rivals.times,
    "double": rivals.times,
    "triple": rivals.times,
    "lose": rivals.loses,
    "loses": rivals.loses,
    "lost": rivals.loses,
    "losing": rivals.loses,
    "pace": rivals.keeps_pace,
}
"""How each of the words "against" is read; the list says what must follow them."""
