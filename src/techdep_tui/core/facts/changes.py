"""Changes: a quantity that moves by, from or to a number ("shares fell 5.3 percent", "up from $4bn")."""

from __future__ import annotations

from collections.abc import Iterator

from techdep_tui.core.facts import lexicon
from techdep_tui.core.facts.clauses import words_of
from techdep_tui.core.facts.lexicon import Role
from techdep_tui.core.facts.model import Fact, Kind, Scalar
from techdep_tui.core.facts.reading import Reading
from techdep_tui.core.facts.sentences import NUMBERS, Sentence
from techdep_tui.core.facts.stretches import Stretch, stretch_at

SIGNS = {"up": "+", "down": "-"}

_LINKS = {"by": "delta", "to": "to", "from": "from", "at": "to", "of": "delta"}
_FARTHEST = 18
"""Words between a word of change and its percentage at most."""
_BEFORE = 3
"""Words between a number and the word of change behind it at most."""


def find_change(
    reading: Reading, sentence: Sentence, index: int, role: Role
) -> tuple[Stretch, dict[str, Scalar]] | None:
    """The change that a word speaks of, with its stretch; `None` if no number belongs to it."""
    if role.section != "multiplied" and not _may_move(sentence, index):
        return None
    stretch = change_stretch(reading, sentence, index, role)
    numbers = dict(_numbers(stretch, index, role))
    if not numbers and (role.section != "multiplied" or sentence.lower(index + 1) in ("down", "up", "as")):
        return None
    fields: dict[str, Scalar] = {"kind": "change", "dir": SIGNS[role.direction]}
    for name, figure in numbers.items():
        fields |= _written(name, figure)
    return stretch, fields


def _may_move(sentence: Sentence, index: int) -> bool:
    """Whether a number stands close enough to a word to be read with it."""
    near = range(max(index - _BEFORE, 0), min(index + _FARTHEST, len(sentence.tokens)))
    return any((figure := sentence.figure_at(at)) is not None and figure.kind in NUMBERS for at in near)


def _written(name: str, figure: Fact) -> dict[str, Scalar]:
    """A number of a change: a difference as it is said, a mark as a value with its unit."""
    value = figure.norm.get("amount") if figure.kind is Kind.MONEY else figure.norm.get("value")
    unit = figure.norm.get("currency") if figure.kind is Kind.MONEY else figure.norm.get("unit")
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
        if figure.start >= here:
            name = _role_of(stretch, index, role, figure)
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
    if role.section == "marks":
        is_up = sentence.lower(index) != "up" or sentence.lower(index + 1) in ("on", "from", "over")
        return sentence.figure_at(index - 1) is figure and is_up
    return False


def _role_of(stretch: Stretch, index: int, role: Role, figure: Fact) -> str | None:
    """What a number behind the word is in the change."""
    sentence = stretch.sentence
    at = sentence.index(figure.start) - 1
    while at > index and (
        sentence.lower(at) in words_of("determiners")
        or sentence.lower(at) in words_of("adverbs")
        or sentence.lower(at) in _SKIPPED
    ):
        at -= 1
    if sentence.lower(at) == "of" and role.section != "changes":
        at = next(
            (back for back in range(at - 1, max(index, at - 5), -1) if sentence.lower(back) in _LINKS), at
        )
    link = _LINKS.get(sentence.lower(at)) if at > index else "delta"
    if at > index and sentence.lower(at) in _SET_AGAINST:
        return None
    if at > index and sentence.figure_at(at) is not None:
        return None
    if at == index:
        behind = sentence.lower(sentence.index(figure.end))
        is_taken = role.section == "moved" and behind in ("from", "off")
        return "delta" if is_taken or _may_follow(role, figure, sentence.lower(index - 1)) else None
    if link == "delta" and sentence.lower(at) == "of":
        return "delta" if role.section == "changes" and at - index < _FARTHEST else None
    if link is not None:
        return link if role.section != "marks" or at - index <= _FARTHEST else None
    if figure.kind is Kind.PERCENT and sentence.index(figure.start) - index <= _FARTHEST:
        return "delta" if role.section in ("moves", "moved") else None
    return "delta" if role.section == "moves" and at - index <= 1 and _may_follow(role, figure, "") else None


_SET_AGAINST = lexicon.words("vs versus than with against")
_SKIPPED = lexicon.words("another further additional extra much many as little only around")


def _may_follow(role: Role, figure: Fact, before: str) -> bool:
    """Whether a number right behind a word is the difference; `before` is the word in front of that."""
    if role.section in ("moves", "moved", "multiplied"):
        return figure.kind is Kind.PERCENT or role.section == "moves"
    if role.section != "marks" or before in _WITH_UP:
        return False
    return not before.endswith("ed") or before in _CLOSED


_WITH_UP = lexicon.words(
    "make makes made making take takes took give gave put puts pick picks buy bought back free open set end ends ended"
    " break broke turn sum come came build built bring step"
)
"""Verbs that "up" and "down" belong to: "make up 41%"."""
_CLOSED = lexicon.words("closed finished traded ended opened")


def change_stretch(reading: Reading, sentence: Sentence, index: int, role: Role) -> Stretch:
    """The stretch of a change; of a verb without a subject of its own, from that verb on."""
    stretch = stretch_at(reading, sentence, index)
    lower, before = sentence.lower(index), sentence.lower(index - 1)
    if role.section in ("changes", "marks") or index <= stretch.first:
        return stretch
    if before == "to" and role.section == "moved":
        return stretch._replace(first=index)
    if lower.endswith("ing") and before not in _BE:
        return stretch._replace(first=max(stretch.first, participle_start(sentence, index)))
    return stretch


_BE = lexicon.words("is are was were be been being keep keeps kept still")


def participle_start(sentence: Sentence, index: int) -> int:
    """The index of the first word of what a participle is said of: "with [exports] rising"."""
    at = index
    while at > 0:
        word = sentence.tokens[at - 1]
        if not word.is_word or word.start in sentence.verbs or word.lower in _BEFORE_PARTICIPLE:
            break
        at -= 1
    return at


_BEFORE_PARTICIPLE = lexicon.words("and but or as while into that") | lexicon.words(
    "with without by for in after before from on to under over at"
)
