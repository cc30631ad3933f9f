"""Whether a word plans something where it stands: "due Monday", but not "due to"."""

from __future__ import annotations

from collections.abc import Callable

from techdep_tui.core.facts import lexicon
from techdep_tui.core.facts.clauses import words_of
from techdep_tui.core.facts.model import Kind
from techdep_tui.core.facts.sentences import NUMBERS, Sentence

_FARTHEST_TO = 6
"""Words between "requires" and the "to" of what somebody must do at most."""


def listed(section: str) -> frozenset[str]:
    """A list of `lexicon/plans.yaml`."""
    return lexicon.listed("plans", section)


def is_plan(sentence: Sentence, index: int, section: str) -> bool:
    """Whether a word of a section of `lexicon/plans.yaml` plans something here."""
    test = _TESTS.get(section)
    if "-" in sentence.lower(index):
        return False
    return sentence.figure_at(index) is None and (test is None or test(sentence, index))


def is_finite(sentence: Sentence, index: int) -> bool:
    """Whether a word belongs to the verb of its clause: "is expected", "has planned"."""
    clause = sentence.clause_at(sentence.tokens[index].start)
    if clause is None or clause.is_relative:
        return clause is not None
    verb = sentence.index(clause.verb.start)
    return verb <= index and all(_is_auxiliary(sentence.lower(at)) for at in range(verb + 1, index))


def _is_auxiliary(word: str) -> bool:
    """Whether a word may stand between a verb and its participle."""
    return word in listed("auxiliaries") or word in words_of("adverbs") or word.endswith("ly")


def _intends(sentence: Sentence, index: int) -> bool:
    """ "plans to", "a promise to", "requires its owner to"."""
    reach = _FARTHEST_TO if sentence.lower(index) in listed("of_others") else 2
    return any(sentence.lower(at) == "to" for at in range(index + 1, index + reach))


def _is_foreseen(sentence: Sentence, index: int) -> bool:
    """ "is expected to", "due Monday", but not "than expected", "due to"."""
    before, following = sentence.lower(index - 1), sentence.lower(index + 1)
    if before in ("than", "as") or (following == "to" and sentence.lower(index) == "due"):
        return False
    figure = sentence.figure_at(index + 1)
    return following in listed("after_foreseen") or (figure is not None and figure.kind is Kind.DATE)


def _foresees(sentence: Sentence, index: int) -> bool:
    """A verb in the active, and no noun: "topped forecasts"."""
    return sentence.lower(index - 1) == "to" or sentence.tokens[index].start in sentence.verbs


def _hedges(sentence: Sentence, index: int) -> bool:
    """ "could rise", but not "could have risen", and nobody of the name of May."""
    is_name = sentence.tokens[index].text == "May"
    return not is_name and sentence.lower(index + 1) not in ("have", "not")


def _is_aim(sentence: Sentence, index: int) -> bool:
    """A noun with what it aims at behind or before it: "a target of 5 percent", "a $41 price target"."""
    if sentence.lower(index - 1) in listed("before_verb"):
        return False
    if sentence.lower(index + 1) in listed("after_aim") or sentence.figure_at(index + 1) is not None:
        return True
    figures = (sentence.figure_at(at) for at in (index - 1, index - 2))
    return any(figure is not None and figure.kind in NUMBERS for figure in figures)


def _begins(sentence: Sentence, index: int) -> bool:
    """ "starts Monday", "takes effect in May", but not "takes five men"."""
    is_light = sentence.lower(index) in listed("light")
    return is_finite(sentence, index) and (not is_light or sentence.lower(index + 1) in listed("begun"))


_TESTS: dict[str, Callable[[Sentence, int], bool]] = {
    "intends": _intends,
    "foreseen": _is_foreseen,
    "foresees": _foresees,
    "hedges": _hedges,
    "aims": _is_aim,
    "begins": _begins,
}
