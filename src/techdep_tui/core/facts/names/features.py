"""What speaks for a phrase being a name of one kind or another: features, by which `weights` judges."""

from __future__ import annotations

from collections.abc import Iterator

from techdep_tui.core.facts.model import Kind
from techdep_tui.core.facts.names.gazetteer import gazetteer
from techdep_tui.core.facts.names.phrases import Phrase
from techdep_tui.core.facts.names.vocabulary import Vocabulary, vocabulary


def name_features(phrase: Phrase, usual: str) -> Iterator[str]:
    """What the words of a phrase themselves tell, wherever it stands; `usual` is it without capitals only."""
    words = vocabulary()
    atoms = phrase.atoms
    first, last = atoms[0], atoms[-1]
    for known in gazetteer().names.get(usual, ()):
        if known.is_ambiguous:
            yield f"maybe={known.kind}"
        else:
            yield f"known={known.kind}"
            yield f"known={known.sort}"
    yield f"atoms={min(len(atoms), 4)}"
    if len(atoms) == 1:
        yield from _single(first.text, words)
    else:
        yield from _several(phrase, words)
    final = last.text.rsplit(" ", 1)[-1]
    if final in words.heads:
        yield "head"
        yield f"head={words.heads[final]}"
    if final in words.legal_forms:
        yield "legal_form"
    if final in words.places:
        yield "place_head"
    if final in words.things:
        yield "thing_head"


def _single(text: str, words: Vocabulary) -> Iterator[str]:
    """Features of a phrase of one word (or of one known name)."""
    lower = text.lower()
    if lower in words.ordinary:
        yield "ordinary"
    if text in words.forenames:
        yield "forename"
    if text in words.surnames:
        yield "surname"
    if text in words.leading_surnames:
        yield "leading_surname"
    if " " in text:
        return
    yield f"shape={_shape(text)}"
    if text.isalpha() and len(text) > 3 and not text.isupper():
        yield f"end2={lower[-2:]}"
        yield f"end3={lower[-3:]}"


def _shape(text: str) -> str:
    """How a word looks: digits in it, capitals only, capitals within."""
    if any(character.isdigit() for character in text):
        return "digit"
    if text.isupper():
        return f"upper{min(len(text), 5)}"
    if not text[1:].islower():
        return "hyphen" if "-" in text else "camel"
    return "plain"


def _several(phrase: Phrase, words: Vocabulary) -> Iterator[str]:
    """Features of a phrase of several words."""
    atoms = phrase.atoms
    first, last = atoms[0], atoms[-1]
    if first.known is not None:
        yield f"first={first.known.kind}"
    if last.known is not None:
        yield f"last={last.known.kind}"
    if first.text in words.forenames:
        yield "first=forename"
    elif len(first.text) == 2 and first.text[1] == ".":
        yield "first=initial"
    elif first.text in words.leading_surnames:
        yield "first=leading_surname"
    if first.text in words.peoples:
        yield "first=people"
    if first.text in words.heads_of:
        yield "first=head"
    if first.text in words.places_first:
        yield "first=place_word"
    if last.text in words.surnames or last.text in words.leading_surnames:
        yield "last=surname"
    links = {atom.link for atom in atoms[1:]}
    if links & {"of", "for", "on", "and"}:
        yield "linked=of"
    if "de" in links:
        yield "linked=de"
    if "&" in links:
        yield "linked=&"
    ordinary = sum(atom.known is None and atom.text.lower() in words.ordinary for atom in atoms)
    if ordinary == len(atoms):
        yield "ordinary=all"
    elif ordinary:
        yield "ordinary=some"
    else:
        yield "ordinary=none"
    if any(atom.text in words.things for atom in atoms):
        yield "thing_in"
    if any(len(atom.text) == 2 and atom.text[1] == "." for atom in atoms[1:-1]):
        yield "initial"
    if any(character.isdigit() for character in phrase.text):
        yield "digit"


def context_features(text: str, phrase: Phrase) -> Iterator[str]:
    """What stands around a phrase in one place."""
    words = vocabulary()
    if phrase.role_start is not None:
        yield "role"
    if phrase.in_headline:
        yield "headline"
        return
    yield "opens" if phrase.atoms[0].opens else "inside"
    start, end = phrase.start, phrase.end
    before = text[max(0, start - 24) : start].rsplit(None, 1)
    previous = before[-1].lower() if before and text[start - 1 : start] == " " else ""
    if previous:
        yield f"prev={previous}"
        if previous in words.company_before:
            yield "prev=company"
        if previous.rstrip(",") in words.lower_roles:
            yield "prev=role"
    elif text[start - 1 : start] == "(":
        yield "prev=("
    mark = text[end : end + 2]
    if mark == "'s":
        yield "owns"
    elif mark[:1] == " ":
        following = text[end + 1 : end + 25].split(None, 1)
        if following:
            word = following[0].rstrip(",.;:)\"'")
            yield f"next={word}"
            if word in words.company_after:
                yield "next=company"
            elif word in words.products:
                yield "next=product"
            elif word in _SAYING:
                yield "next=saying"
    elif mark == ", ":
        yield from _apposition(text, end + 2, words)
    elif mark[:1] == ")":
        yield "next=)"


_SAYING = frozenset(
    [
        *("said", "says", "told", "added", "wrote", "tweeted", "announced", "warned", "argued", "noted"),
        *("insisted", "explained", "replied", "acknowledged", "continued", "recalled", "asked", "thinks"),
    ]
)


def _apposition(text: str, position: int, words: Vocabulary) -> Iterator[str]:
    """What the words behind a comma tell of the name in front of it."""
    following = text[position : position + 60].lower().replace(",", " ").split()[:6]
    if not following:
        return
    if following[0] in ("who", "whose", "whom"):
        yield "comma=who"
    elif following[0] in ("which", "where"):
        yield f"comma={following[0]}"
    elif following[0].isdigit() and len(following[0]) == 2:
        yield "comma=age"
    elif any(word in words.lower_roles for word in following):
        yield "comma=role"
    elif any(word in words.company_before for word in following):
        yield "comma=company"


KINDS = (Kind.PERSON, Kind.ORG, Kind.PLACE, Kind.PRODUCT)
"""The kinds of names, in the order of their weights; the weight behind them is for no name."""
