"""What the words around a phrase tell about the kind of name that it is: features of one place."""

from __future__ import annotations

from collections.abc import Iterator

from techdep_tui.core.facts.model import Kind
from techdep_tui.core.facts.names.gazetteer import gazetteer
from techdep_tui.core.facts.names.phrases import Phrase
from techdep_tui.core.facts.names.vocabulary import Vocabulary, vocabulary

_REACH = 24
"""How many characters a word beside a phrase may have."""


_PREPOSITIONS = frozenset(["in", "at", "from"])
"""Words in front of a name that tell its kind by themselves."""
_OFFICES = frozenset(["secretary", "minister", "undersecretary", "department", "departments"])
"""What a word behind "of" is for: "secretary of State"."""


def context_features(text: str, phrase: Phrase) -> Iterator[str]:
    """The features of a phrase in one place; in a headline only that it stands there."""
    words = vocabulary()
    if phrase.role_start is not None:
        yield "title" if text[phrase.role_start : phrase.start].strip() in words.titles else "role"
    if phrase.in_headline:
        yield "headline"
        return
    is_inside = not phrase.atoms[0].opens
    yield "inside" if is_inside else "opens"
    if is_inside and len(phrase.atoms) == 1:
        for known in gazetteer().names.get(phrase.text, ()):
            if known.is_ambiguous:
                yield f"inside={known.kind}"
    yield from _before(text, phrase.start, words)
    yield from _behind(text, phrase.end, words, is_inside)


def _before(text: str, start: int, words: Vocabulary) -> Iterator[str]:
    """What stands right in front of a phrase."""
    mark = text[start - 1 : start]
    if mark in ("(", ":"):
        yield f"prev={mark}"
        if mark == "(" and text[start - 3 : start - 2].islower() and _is_small_word(text, start - 2):
            yield "term"
        return
    before = text[max(0, start - 2 * _REACH) : start].rsplit(None, 2)[-2:]
    if mark != " " or not before:
        return
    previous = before[-1].lower()
    if previous in _PREPOSITIONS:
        yield f"prev={previous}"
    yield from _mate(before)
    if previous in words.company_before:
        yield "prev=company"
    elif previous.rstrip(",") in words.lower_roles:
        yield "prev=role"
    elif previous == "as" and len(before) > 1 and before[-2] == "known":
        yield "known_as"
    elif previous == "of" and len(before) > 1 and before[-2].lower() in _OFFICES:
        yield "office_of"
    elif previous in words.place_before or (
        previous == "of" and len(before) > 1 and before[-2] in words.place_after
    ):
        yield "prev=place"
    elif previous in words.product_before:
        yield "prev=product"
    elif previous.endswith("'s") and before[-1][:-2] in gazetteer().names:
        yield "prev=owner"
    elif previous[-1] == ":" and previous[0] == "(":
        yield "prev=:"


def _is_small_word(text: str, end: int) -> bool:
    """Whether the word that ends at `end` has no capital: "natural gas (LNG)"."""
    return text[max(0, end - _REACH) : end].rsplit(None, 1)[-1][:1].islower()


def _mate(before: list[str]) -> Iterator[str]:
    """What the name is that a phrase is joined to: "WhatsApp and …", "Intel, …"."""
    is_joined = before[-1] in ("and", "or")
    if not is_joined and before[-1][-1] != ",":
        return
    mate = before[-2] if is_joined and len(before) > 1 else before[-1]
    for known in gazetteer().names.get(mate.rstrip(","), ())[:1]:
        if not known.is_ambiguous and (is_joined or known.kind in (Kind.ORG, Kind.PRODUCT)):
            yield f"mate={known.kind}"


def _behind(text: str, end: int, words: Vocabulary, is_inside: bool) -> Iterator[str]:
    """What stands right behind a phrase."""
    mark = text[end : end + 2]
    if mark == "'s":
        yield "owns"
    elif mark[:1] == ")":
        yield "next=)"
    elif mark == ", ":
        yield from _apposition(text, end + 2, words)
    elif mark[:1] == " ":
        following = text[end + 1 : end + _REACH].split(None, 1)
        word = following[0].rstrip(",.;:)\"'") if following else ""
        if word in words.company_after:
            yield "next=company"
        elif word in words.fields_after and text[end - 2 : end].isupper():
            yield "next=field"
        elif word in words.products:
            yield "next=tool" if text[end - 2 : end].isupper() else "next=product"
        elif word in words.place_after:
            yield "next=place"
        elif word in words.saying:
            yield "says" if is_inside else "opens_says"


def _apposition(text: str, position: int, words: Vocabulary) -> Iterator[str]:
    """What the words behind a comma tell of the name in front of it."""
    written = text[position : position + 60].replace(",", " ").split()[:6]
    if not written:
        return
    following = [word.lower() for word in written]
    if following[0] in ("who", "whose", "whom"):
        yield "comma=who"
    elif following[0] == "where":
        yield "comma=where"
    elif following[0].isdigit() and len(following[0]) == 2 and text[position + 2 : position + 3] in ",.":
        yield "comma=age"
    elif _is_state_or_country(written):
        yield "comma=place"
    elif any(word in words.lower_roles for word in following):
        yield "comma=role"
    elif any(word in words.company_before for word in following):
        yield "comma=company"


def _is_state_or_country(words: list[str]) -> bool:
    """Whether words begin with a country or region: "Hilliard, Ohio"."""
    names = gazetteer().names
    for written in (words[0], " ".join(words[:2])):
        known = names.get(written.rstrip(";:)\"'")) or names.get(written.rstrip(".;:)\"'"))
        if known is not None and known[0].kind is Kind.PLACE and known[0].sort != "city":
            return True
    return False
