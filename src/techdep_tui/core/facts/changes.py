"""Changes: a quantity that moves by, from or to a number ("shares fell 5.3 percent", "up from $4bn")."""

from __future__ import annotations

from collections.abc import Iterator

from techdep_tui.core.facts.clauses import words_of
from techdep_tui.core.facts.lexicon import Role
from techdep_tui.core.facts.model import Fact, Kind, Scalar
from techdep_tui.core.facts.reading import Reading
from techdep_tui.core.facts.sentences import NUMBERS, Sentence
from techdep_tui.core.facts.sides import SIGNS, Found, listed
from techdep_tui.core.facts.stretches import Stretch, stretch_at

_LINKS = {"by": "delta", "to": "to", "from": "from", "at": "to", "of": "delta"}
"""What a number behind a preposition is in a change."""
_FARTHEST = 18
"""Words between a word of change and its number at most."""
_BEFORE = 3
"""Words between a number and the word of change behind it at most."""
_PACE_BACK = 5
"""Words between a preposition and the "of" of "to an annual pace of" at most."""
_BEHIND_NOUNS = (
    "prepositions",
    "adverbs",
    "conjunctions",
    "subordinators",
    "boundaries",
    "determiners",
    "verbs",
)
"""Lists of words behind a noun that is none of a compound."""
_PARTICLES = frozenset(["down", "up", "as"])
"""Words that make another verb of "double": "doubled up"."""


def find_change(reading: Reading, sentence: Sentence, index: int, role: Role) -> Found | None:
    """The change that a word speaks of, with its stretch; `None` if no number belongs to it."""
    is_number = role.section == "multiplied"
    if "-" in sentence.lower(index):
        return None
    if is_number and sentence.lower(index + 1) in _PARTICLES:
        return None
    if not is_number and not _may_move(sentence, index):
        return None
    if role.section == "changes" and _describes(sentence, index + 1):
        return None
    stretch = change_stretch(reading, sentence, index, role)
    numbers = dict(_numbers(stretch, index, role))
    if not numbers and not is_number:
        return None
    fields: dict[str, Scalar] = {"kind": "change", "dir": SIGNS[role.direction]}
    for name, figure in numbers.items():
        fields |= _written(name, figure)
    return stretch, fields


def _describes(sentence: Sentence, index: int) -> bool:
    """Whether a noun of change only says what kind of thing the word behind it is: "growth target"."""
    if index >= len(sentence.tokens) or sentence.figure_at(index) is not None:
        return False
    word = sentence.tokens[index]
    return word.is_word and not any(word.lower in words_of(name) for name in _BEHIND_NOUNS)


def _may_move(sentence: Sentence, index: int) -> bool:
    """Whether a number stands close enough to a word to be read with it."""
    near = range(max(index - _BEFORE, 0), min(index + _FARTHEST, len(sentence.tokens)))
    return any((figure := sentence.figure_at(at)) is not None and figure.kind in NUMBERS for at in near)


def _written(name: str, figure: Fact) -> dict[str, Scalar]:
    """A number of a change: a difference as it is said, a mark as a value with its unit."""
    is_money = figure.kind is Kind.MONEY
    value, unit = (
        figure.norm.get(key) for key in (("amount", "currency") if is_money else ("value", "unit"))
    )
    if name == "delta":
        return {"delta": f"{value}%" if unit == "%" else f"{value} {unit}"}
    return {name: value, "unit": unit}


def _numbers(stretch: Stretch, index: int, role: Role) -> Iterator[tuple[str, Fact]]:
    """The numbers of a change by what they are: `delta`, `from`, `to`."""
    sentence = stretch.sentence
    before = sentence.figure_at(_back(sentence, index - 1, stretch.first))
    if before is not None and before.kind in NUMBERS and _stands_before(role, before, sentence, index):
        yield "delta", before
    here = sentence.tokens[index].end
    for figure in stretch.figures(*NUMBERS):
        name = _role_behind(sentence, index, role, figure) if figure.start >= here else None
        if name is not None:
            yield name, figure


def _back(sentence: Sentence, index: int, floor: int) -> int:
    """The index of the last word of a figure that stands up to two adjectives before."""
    for at in range(index, max(index - _BEFORE, floor - 1), -1):
        if sentence.figure_at(at) is not None or not sentence.tokens[at].is_word:
            return at
        if sentence.lower(at) in words_of("prepositions") or sentence.lower(at) in words_of("determiners"):
            break
    return index


def _stands_before(role: Role, figure: Fact, sentence: Sentence, index: int) -> bool:
    """Whether a number before the word belongs to it: "a 5% rise", "5 percent higher"."""
    if role.section == "changes":
        return figure.kind is Kind.PERCENT
    is_up = sentence.lower(index) != "up" or sentence.lower(index + 1) in ("on", "from", "over")
    return role.section == "marks" and is_up and sentence.figure_at(index - 1) is figure


def _role_behind(sentence: Sentence, index: int, role: Role, figure: Fact) -> str | None:
    """What a number behind the word is in the change, by the word before the number."""
    at = _before_number(sentence, index, figure, role)
    if at == index:
        return "delta" if _is_difference(sentence, index, role, figure) else None
    word = sentence.lower(at)
    if word in listed("set_against") or sentence.figure_at(at) is not None or at - index > _FARTHEST:
        return None
    if word == "of":
        return "delta" if role.section == "changes" else None
    if word in _LINKS:
        return _LINKS[word]
    is_moved = role.section == "moves" or (role.section == "moved" and figure.kind is Kind.PERCENT)
    return "delta" if is_moved and (figure.kind is Kind.PERCENT or at == index + 1) else None


def _before_number(sentence: Sentence, index: int, figure: Fact, role: Role) -> int:
    """The index of the word that tells what a number is: a preposition, else the word of change."""
    at = sentence.index(figure.start) - 1
    while at > index and any(
        sentence.lower(at) in words
        for words in (words_of("determiners"), words_of("adverbs"), listed("between"))
    ):
        at -= 1
    if sentence.lower(at) != "of" or role.section == "changes":
        return at
    back = range(at - 1, max(index, at - _PACE_BACK), -1)
    return next((place for place in back if sentence.lower(place) in _LINKS), at)


def _is_difference(sentence: Sentence, index: int, role: Role, figure: Fact) -> bool:
    """Whether a number right behind a word is what something moves by: "rose $5", not "raised $5"."""
    if role.section == "moves":
        return True
    if role.section == "moved":
        is_taken = role.direction == "down" and sentence.lower(sentence.index(figure.end)) in ("from", "off")
        return is_taken or figure.kind is Kind.PERCENT
    before = sentence.lower(index - 1)
    if role.section != "marks" or before in listed("phrasal"):
        return False
    return not before.endswith("ed") or before in listed("closed")


def change_stretch(reading: Reading, sentence: Sentence, index: int, role: Role) -> Stretch:
    """The stretch of a change; of a verb without a subject of its own, from that verb on."""
    stretch = stretch_at(reading, sentence, index)
    before = sentence.lower(index - 1)
    if role.section not in ("moves", "moved", "multiplied") or index <= stretch.first:
        return stretch
    if before == "to" and role.section == "moved":
        return stretch._replace(first=index)
    if sentence.lower(index).endswith("ing") and before in words_of("prepositions"):
        return stretch._replace(first=index)
    if sentence.lower(index).endswith("ing") and before not in listed("progressive"):
        return stretch._replace(first=max(stretch.first, participle_start(sentence, index)))
    return stretch


def participle_start(sentence: Sentence, index: int) -> int:
    """The index of the first word of what a participle is said of: "with [exports] rising"."""
    at = index
    while at > 0:
        word = sentence.tokens[at - 1]
        if not word.is_word or word.start in sentence.verbs or word.lower in listed("before_participle"):
            break
        at -= 1
    return at
