"""Capitals that stand for governments: "Beijing said", "relations with Moscow", "Washington's demands"."""

from __future__ import annotations

from techdep_tui.core.articles.patterns import LazyPattern
from techdep_tui.core.facts import lexicon
from techdep_tui.core.facts.clauses import words_of

_BEFORE = LazyPattern(r"([A-Za-z-]{1,20}) (?:both |even )?\Z")
_BEHIND = LazyPattern(r" ([a-z]{2,20})\b(?! (?:district|street|airport))")
_OWNED = LazyPattern(r"'s? ([a-z-]{2,20})\b")


@lexicon.kept
def _capitals() -> frozenset[str]:
    """The capitals that are named for their governments."""
    return frozenset(name.strip() for name in lexicon.read("places")["capitals"].splitlines())


def stands_for_government(text: str, start: int, end: int) -> bool:
    """Whether a place is a capital that acts or is acted on as a government does."""
    if text[start:end] not in _capitals():
        return False
    before = _BEFORE.search(text, max(0, start - 30), start)
    previous = before[1].lower() if before is not None else ""
    if previous in _WHERE:
        return False
    owned = _OWNED.match(text, end, end + 24)
    if owned is not None:
        return owned[1] not in _OF_A_CITY
    behind = _BEHIND.match(text, end, end + 40)
    if behind is not None and _is_verb(behind[1]):
        return True
    if previous not in _TOWARDS or text.startswith(", D", end):
        return False
    return behind is None or behind[1] in _JOINTS


def _is_verb(word: str) -> bool:
    """Whether a word in small letters behind a capital is a finite verb."""
    if word in words_of("verbs") or word in words_of("reporting") or word in words_of("either"):
        return True
    return word.endswith("ed") and len(word) > 4


_WHERE = lexicon.words(
    """
    in at near from around outside through via leaving visiting visit visited central downtown northern
    southern eastern western of inside reached left across to a the
    """
)
"""Words in front of a capital where something is or happens."""
_TOWARDS = lexicon.words(
    """
    with against between by accused accuses accusing urged urges urging criticized criticised blamed warned
    pressed told and toward towards
    """
)
"""Words in front of a capital that is dealt with."""
_JOINTS = lexicon.words(
    "and or over to for of on as in that but because after before with if is was has would will"
)
"""Words that go on behind a capital that is dealt with."""
_OF_A_CITY = lexicon.words(
    """
    streets airport suburbs mayor residents subway metro outskirts population center centre downtown skyline
    hotels restaurants university universities district districts neighborhoods neighbourhoods squares square
    parks museums schools traffic air smog weather main biggest largest oldest elite citizens stadium theatre
    theater
    """
)
"""What a city has, not a government."""
