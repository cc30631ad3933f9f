"""What the words of a phrase tell about the kind of name that it is: features, which `judge` weighs.

The weights are `lexicon/name_weights.yaml`; a feature that has none there tells nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from techdep_tui.core.facts.model import Kind
from techdep_tui.core.facts.names.atoms import Atom
from techdep_tui.core.facts.names.gazetteer import Known, gazetteer
from techdep_tui.core.facts.names.phrases import Phrase
from techdep_tui.core.facts.names.vocabulary import Vocabulary, vocabulary

_COMPLEMENTS = frozenset(["of", "for", "on", "and"])


def name_features(phrase: Phrase, usual: str) -> Iterator[str]:
    """The features of a phrase wherever it stands; `usual` is how it is written where not all in capitals."""
    words, atoms = vocabulary(), phrase.atoms
    entries = _entries(usual)
    if not entries and len(atoms) == 1 and atoms[0].known is not None:
        entries = (atoms[0].known,)
    for known in entries:
        yield f"maybe={known.kind}" if known.is_ambiguous else f"known={known.kind}"
        if not known.is_ambiguous:
            yield f"known={known.sort}"
    if len(atoms) == 1:
        yield from _of_one(usual, words, entries)
    else:
        yield from _of_several(atoms, words)
    if not entries:
        yield from _of_last(atoms, words)


def _entries(written: str) -> tuple[Known, ...]:
    """What the lists know of a name, also of a product in the plural ("iPhones")."""
    names = gazetteer().names
    return names.get(written) or (names.get(written[:-1], ()) if _is_plural(written) else ())


def _is_plural(text: str) -> bool:
    """Whether a word is a plural in which the capitals show: "iPhones", "CEOs"."""
    return len(text) > 2 and text[-1] == "s" and not text[1:].islower()


def _of_one(text: str, words: Vocabulary, entries: tuple[Known, ...]) -> Iterator[str]:
    """Features of a phrase of one word, or of one known name."""
    is_personal = False
    if text.lower() in words.ordinary:
        yield "ordinary"
    if text in words.forenames:
        is_personal = True
        yield "forename"
    if text in words.surnames and not any(known.kind is Kind.ORG for known in entries):
        is_personal = True
        yield "surname"
    if text in words.leading_surnames:
        yield "leading_surname"
    if is_personal and any(known.sort == "city" for known in entries):
        yield "personal_city"
    if " " not in text:
        yield f"shape={_shape(text)}"


def _shape(text: str) -> str:
    """How a word looks: a model's number, capitals only, capitals within, a plural of an abbreviation."""
    if any(character.isdigit() for character in text):
        return "model" if text[0].isalpha() and ("-" in text or len(text) < 6) else "code"
    if text.isupper():
        return f"upper{min(len(text), 5)}" if len(text) < 8 else "capitals"
    if text[:-1].isupper() and text[-1] == "s":
        return "plural"
    if text[1:].islower():
        return "plain"
    return "hyphen" if "-" in text else "camel"


def _of_several(atoms: tuple[Atom, ...], words: Vocabulary) -> Iterator[str]:
    """Features of a phrase of several words."""
    first, last = atoms[0], atoms[-1]
    if first.known is not None:
        yield f"first={first.known.kind}"
    if last.known is not None:
        yield f"last={last.known.kind}"
    yield from _of_first(first.text, words)
    if last.text in words.surnames or last.text in words.leading_surnames:
        yield "last=surname"
    links = {atom.link for atom in atoms[1:]}
    if links & _COMPLEMENTS:
        yield "linked=of"
    if "de" in links:
        yield "linked=de"
    if "&" in links:
        yield "linked=&"
    if any(_is_initial(atom.text) for atom in atoms[1:-1]):
        yield "initial"
    if any(character.isdigit() for atom in atoms for character in atom.text):
        yield "digit"
    if any(atom.text in words.things for atom in atoms[:-1]):
        yield "thing_in"
    ordinary = sum(atom.known is None and atom.text.lower() in words.ordinary for atom in atoms)
    if ordinary == len(atoms):
        yield "ordinary=all"
    elif any(atom.text.isalpha() and atom.text.isupper() for atom in atoms):
        yield "acronym_in"
    elif not ordinary:
        yield "ordinary=none"
        if len(atoms) == 2 and not words.places_first & {first.text, last.text}:
            yield "pair"
    if len(atoms) > 2:
        yield "long"
    yield from _of_head(first, atoms, ordinary == len(atoms), words)


def _of_first(text: str, words: Vocabulary) -> Iterator[str]:
    """Features of the first of several words."""
    if text in words.forenames:
        yield "first=forename"
    elif _is_initial(text):
        yield "first=initial"
    elif text in words.leading_surnames:
        yield "first=leading_surname"
    if text in words.peoples:
        yield "first=people"
    if text in words.places_first:
        yield "first=place_word"
    if text in words.ships:
        yield "first=ship"


def _of_last(atoms: tuple[Atom, ...], words: Vocabulary) -> Iterator[str]:
    """Features of the last word of a phrase that the lists do not know."""
    final = atoms[-1].last_word
    if len(atoms) == 1:
        if final in words.heads:
            yield "single_head"
        return
    if final in words.legal_forms or atoms[0].text in words.legal_forms:
        yield "legal_form"
    if final in words.places:
        is_ordinary = all(atom.text.lower() in words.ordinary for atom in atoms)
        yield "weak_place" if is_ordinary else "place_head"
    if final in words.things and not _has_head_of(atoms, words):
        yield "thing_head"


def _of_head(first: Atom, atoms: tuple[Atom, ...], is_ordinary: bool, words: Vocabulary) -> Iterator[str]:
    """Features of the head-word of an organisation, at the end or in front of "of"."""
    if _has_head_of(atoms, words):
        yield "place_of" if first.text in words.places else "head_of"
    final = atoms[-1].last_word
    if final in words.heads:
        yield "head"
        yield f"head={words.heads[final]}"
        if is_ordinary and final in words.weak_heads:
            yield "weak_head"


def _has_head_of(atoms: tuple[Atom, ...], words: Vocabulary) -> bool:
    """Whether a head-word stands in front of "of" and the like: "School of Economics"."""
    pairs = pairwise(atoms)
    return any(next_.link in _COMPLEMENTS and atom.last_word in words.heads_of for atom, next_ in pairs)


def _is_initial(text: str) -> bool:
    """Whether a word is one letter with a full stop."""
    return len(text) == 2 and text[1] == "."
