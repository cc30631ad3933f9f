"""The verbs that report speech or thought, by every form they take, and the other words of `cues.yaml`."""

from __future__ import annotations

import re
from enum import Flag, auto
from functools import cache
from typing import NamedTuple

from techdep_tui.core.facts import lexicon
from techdep_tui.core.facts.words import tree


class Takes(Flag):
    """What a verb may take."""

    SPEECH = auto()
    SAYING = auto()
    ANNOUNCE = auto()
    THOUGHT = auto()
    FINDING = auto()
    DIRECT = auto()
    NAMING = auto()
    ADDRESSED = auto()
    INFINITIVE = auto()
    ACCUSE = auto()
    CLAUSE = SPEECH | ANNOUNCE | THOUGHT
    BESIDE_SPEECH = SPEECH | ANNOUNCE | DIRECT | NAMING


class Shape(Flag):
    """A form of a verb."""

    BASE = auto()
    PRESENT = auto()
    PAST = auto()
    PROGRESSIVE = auto()


class Cue(NamedTuple):
    """One form of a verb of speech or thought; `is_noun` tells that it is a noun as often."""

    lemma: str
    shape: Shape
    takes: Takes
    is_noun: bool


@cache
def words_of(name: str) -> frozenset[str]:
    """One word list of `lexicon/cues.yaml`."""
    return lexicon.words(lexicon.read("cues")[name])


@cache
def cues() -> dict[str, Cue]:
    """Every form, in lower case, with the verb that it is of."""
    takes: dict[str, Takes] = {}
    for kind in Takes:
        for lemma in words_of((kind.name or "").lower()):
            takes[lemma] = takes.get(lemma, Takes(0)) | kind
    found: dict[str, Cue] = {}
    for lemma, kinds in takes.items():
        for form, shape in _forms(lemma).items():
            found[form] = Cue(lemma, shape, kinds, form in words_of("nouns"))
    return found


@cache
def cue_pattern() -> re.Pattern[str]:
    """One of the forms in a text in lower case, or "according"."""
    return re.compile(rf"\b{tree([*cues(), 'according'])}\b")


def _forms(lemma: str) -> dict[str, Shape]:
    """The forms of a verb, each with what it may be."""
    past = str(lexicon.read("cues")["irregular"].get(lemma, _regular(lemma, "ed"))).split()
    progressive = lemma[:-1] if lemma.endswith("e") and not lemma.endswith(("ee", "oe")) else lemma
    forms = {
        lemma: Shape.BASE,
        _regular(lemma, "s"): Shape.PRESENT,
        _doubled(progressive) + "ing": Shape.PROGRESSIVE,
    }
    for form in past:
        forms[form] = forms.get(form, Shape(0)) | Shape.PAST
    return forms


def _regular(lemma: str, ending: str) -> str:
    """A verb with a regular ending."""
    if lemma.endswith("y") and lemma[-2] not in "aeou":
        return f"{lemma[:-1]}ie{ending[-1]}"
    if ending == "s":
        return f"{lemma}es" if lemma.endswith(("s", "sh", "ch", "x", "go", "do")) else f"{lemma}s"
    return f"{lemma}d" if lemma.endswith("e") else f"{_doubled(lemma)}ed"


def _doubled(lemma: str) -> str:
    """A verb with its last letter twice where an ending asks for it."""
    return lemma + lemma[-1] if lemma in _DOUBLING else lemma


_DOUBLING = frozenset(["quip", "admit", "begin", "commit", "slam", "sum", "plan", "fret", "dub", "brag", "refer"])
