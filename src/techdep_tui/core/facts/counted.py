"""What counted people and things do or suffer: "30 people were arrested" is about the arrests.

A number in the subject of its clause is about what the clause tells of it, where nothing else is named.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from techdep_tui.core.facts import lexicon
from techdep_tui.core.facts.clauses import Token, words_of
from techdep_tui.core.facts.model import Fact, Kind
from techdep_tui.core.facts.noun_phrases import noun_phrase
from techdep_tui.core.facts.sentences import Sentence, Words
from techdep_tui.core.facts.verbs import is_base

_BE = lexicon.words("is are was were be been being get got")
_AUXILIARIES = _BE | lexicon.words("has have had will would can could may might must should do did not")
_TOWARDS = lexicon.words("in on at to for from against into over with by through")
_TELLING = lexicon.words("say said says told tell think believe know want")
_STATES = lexicon.words(
    "remain remains remained stay stays stayed become became seem seems appear appears look"
)
_WHERE = lexicon.words(
    "home here there packing abroad overseas work part place back decades years months weeks days"
)
"""Words behind a verb that are no object of it: "stayed home"."""
_FARTHEST = 6
_LONGEST_GROUP = 6


def done(before: Words) -> Words | None:
    """What an authority does to those counted: "police arrested 30 people" is about arrests."""
    return _named(before[-1], lexicon.read("clauses")["doings"]) if before else None


def owner_of(fact: Fact, before: Words) -> Words | None:
    """Whose the counted things are: "the council's 15 members"."""
    if fact.kind is not Kind.QUANTITY or not before or not before[-1].lower.endswith(("'s", "s'", "’s")):
        return None
    if before[-1].lower.startswith("world"):
        return None
    begin = len(before) - 1
    while begin and before[begin].text[0].isupper() and before[begin - 1].text[0].isupper():
        begin -= 1
    return before[begin:]


def told_of(sentence: Sentence, fact: Fact) -> Words | None:
    """What the clause tells of a number in its subject."""
    clause = sentence.clause_after(fact.end)
    if clause is None:
        return None
    verb = sentence.index(clause.verb.start)
    main = _main_verb(sentence, verb)
    doing = _named(sentence.tokens[main], _doings())
    if doing is not None:
        return doing
    if sentence.lower(main) in _TELLING or (main > verb and sentence.lower(main - 1) in _TELLING):
        return None
    is_active = not any(sentence.lower(at) in _BE for at in range(verb, main))
    if sentence.lower(main) in _AUXILIARIES or not (is_active or _is_participle(sentence.lower(main))):
        return None
    behind = range(main + 1, min(main + 1 + _FARTHEST * 2, len(sentence.tokens)))
    rest = tuple(sentence.tokens[at] for at in behind if not _is_date(sentence.figure_at(at)))
    return _object(rest, sentence.lower(main) in _STATES)


def _is_date(figure: Fact | None) -> bool:
    return figure is not None and figure.kind is Kind.DATE


def _is_participle(lower: str) -> bool:
    """Whether a word behind "be" is a participle, and not only an adjective."""
    return lower.endswith(("ed", "en")) or lower in words_of("verbs")


def _main_verb(sentence: Sentence, verb: int) -> int:
    """The index of the verb that auxiliaries and adverbs lead to."""
    at = verb
    while at < verb + _LONGEST_GROUP and (
        sentence.lower(at) in _AUXILIARIES
        or sentence.lower(at) in words_of("adverbs")
        or sentence.lower(at).endswith("ly")
    ):
        at += 1
    is_word = at < len(sentence.tokens) and sentence.tokens[at].is_word
    return at if is_word and at < verb + _LONGEST_GROUP else verb


def _object(rest: Words, is_state: bool) -> Words | None:
    """What the verb takes, else what the first preposition behind it leads to; a state is no object."""
    first = noun_phrase(rest) if not is_state else None
    if first is not None and not (len(first) == 1 and first[0].lower in _WHERE):
        return first
    for at, word in enumerate(rest[:_FARTHEST]):
        if not word.is_word:
            return None
        if word.lower in _TOWARDS:
            is_infinitive = word.lower == "to" and _is_infinitive(rest[at + 1 : at + 3])
            found = noun_phrase(rest[at + 1 + is_infinitive :])
            if found is not None:
                return found
    return None


def _is_infinitive(words: Words) -> bool:
    """Whether the words behind "to" begin with a verb and not with a noun."""
    if not words or not words[0].text[0].islower() or words[0].lower in words_of("determiners"):
        return False
    return is_base(words[0]) or (len(words) > 1 and words[1].lower in words_of("determiners"))


def _named(verb: Token, names: Mapping[str, str]) -> Words | None:
    """A verb as the noun that names what it tells."""
    name = names.get(verb.lower)
    return (verb._replace(text=name, lower=name),) if name is not None else None


@cache
def _doings() -> dict[str, str]:
    """Words for what is done to those counted and what they do, with the noun for it."""
    data = lexicon.read("clauses")
    return {**data["doings"], **data["sufferings"]}
