"""The verbs that report speech or thought, by every form they take, and the other words of `cues.yaml`."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from techdep_tui.core.facts import lexicon
from techdep_tui.core.facts.words import tree


class Cue(NamedTuple):
    """One form of a verb of speech or thought, or what else leads in a report.

    `form` is BASE, PRESENT, PAST or PROGRESSIVE; `is_noun` tells a form that is a noun as often. The rest
    says what the verb takes: a clause (`reports`), direct speech beside it or fragments of it (`speaks`).
    With a `particle` the verb is one only in front of it ("point out"). `is_plain`: a clause without "that"
    must be plain to see. `is_saying`: whoever has such a verb speaks.
    `is_addressed`, `may_address`: the one spoken to stands between the verb and the clause, or may do so.
    """

    lemma: str
    form: str
    is_noun: bool = False
    reports: bool = False
    speaks: bool = False
    is_saying: bool = False
    is_speech: bool = False
    is_thought: bool = False
    is_finding: bool = False
    is_plain: bool = False
    only_that: bool = False
    is_naming: bool = False
    is_addressed: bool = False
    may_address: bool = False
    takes_infinitive: bool = False
    accuses: bool = False
    particle: str = ""


BASE, PRESENT, PAST, PROGRESSIVE = "base", "present", "past", "progressive"
SIGNED = Cue("", PAST, speaks=True, is_saying=True, is_speech=True)
STANCE = Cue("stance", PAST, reports=True, is_speech=True)
ATTITUDE = Cue("attitude", PAST, reports=True, is_thought=True)
ACCORDING = Cue("according", PROGRESSIVE, reports=True, is_speech=True)


CALLINGS = ("ers", "ors", "ists", "ians")
"""Endings of nouns for people of a calling."""
SPEECH = lexicon.Lists("cues")
"""The words of `lexicon/cues.yaml`."""
GRAMMAR = lexicon.Lists("clauses")
"""The words of `lexicon/clauses.yaml`."""


@cache
def cues() -> dict[str, Cue]:
    """Every form, in lower case, with the verb that it is of."""
    return {
        form: _cue(lemma, name, form)
        for lemma in sorted(set().union(*(getattr(SPEECH, kind) for kind in _KINDS)))
        for form, name in _forms(lemma)
    }


_KINDS = ("speech", "announce", "thought", "finding", "that_only", "naming", "direct", "accuse")


def _cue(lemma: str, name: str, form: str) -> Cue:
    """One form of a verb with what it takes."""
    kinds = frozenset(kind for kind in _KINDS if lemma in getattr(SPEECH, kind))
    reports = not kinds.isdisjoint(("speech", "announce", "thought", "finding", "that_only"))
    is_noun = form in SPEECH.nouns and name != PAST
    return Cue(
        lemma,
        name,
        is_noun=is_noun,
        reports=reports,
        speaks=not kinds.isdisjoint(("speech", "announce", "direct", "naming")),
        is_saying=lemma in SPEECH.saying,
        is_speech="speech" in kinds,
        is_thought="thought" in kinds and kinds.isdisjoint(("speech", "announce")),
        is_finding="finding" in kinds and kinds.isdisjoint(("speech", "announce")),
        is_plain="announce" in kinds or is_noun or kinds.isdisjoint(("speech", "thought")),
        only_that=kinds.isdisjoint(("speech", "announce", "thought", "finding")),
        is_naming="naming" in kinds,
        is_addressed=lemma in SPEECH.addressed,
        may_address=lemma in SPEECH.addressed or lemma in SPEECH.addressing,
        takes_infinitive=lemma in SPEECH.infinitive,
        accuses="accuse" in kinds,
        particle=lexicon.read("cues")["particles"].get(lemma, ""),
    )


@cache
def people() -> frozenset[str]:
    """Words for persons, one or more."""
    return SPEECH.people | {f"{word}s" for word in SPEECH.people}


@cache
def cue_pattern() -> re.Pattern[str]:
    """What may lead in a report, in a text in lower case."""
    verbs = [
        f"{form} {cue.particle}".rstrip()
        for form, cue in cues().items()
        if (cue.reports or cue.accuses) and form not in SPEECH.left_out
    ]
    stances = [f"{word} that" for word in SPEECH.stances | SPEECH.attitudes]
    return re.compile(rf"\b{tree([*verbs, *stances, 'according to'])}\b")


def _forms(lemma: str) -> list[tuple[str, str]]:
    """The forms of a verb, each with its name."""
    past = str(lexicon.read("cues")["irregular"].get(lemma, _with_ending(lemma, "ed"))).split()
    progressive = lemma[:-1] if lemma.endswith("e") and not lemma.endswith(("ee", "oe")) else lemma
    return [
        (lemma, BASE),
        (_with_ending(lemma, "s"), PRESENT),
        (_doubled(progressive) + "ing", PROGRESSIVE),
        *((form, PAST) for form in past),
    ]


def _with_ending(lemma: str, ending: str) -> str:
    """A verb with a regular ending, "s" or "ed"."""
    if lemma.endswith("y") and lemma[-2] not in "aeou":
        return f"{lemma[:-1]}ie{ending[-1]}"
    if ending == "s":
        return f"{lemma}es" if lemma.endswith(("s", "sh", "ch", "x")) else f"{lemma}s"
    return f"{lemma}d" if lemma.endswith("e") else f"{_doubled(lemma)}ed"


def _doubled(lemma: str) -> str:
    """A verb with its last letter twice where an ending asks for it."""
    return lemma + lemma[-1] if lemma in SPEECH.doubling else lemma
