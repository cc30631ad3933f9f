"""Mentions of one thing as one: a name in all its forms, an amount said twice, a clause that is repeated.

Two mentions are one where their kind and key are the same. A number's subject or an event's date keeps apart
what has another one; a mention without any belongs to the others where they agree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from techdep_tui.core.articles.model import Article
from techdep_tui.core.facts.fields import NUMBERS
from techdep_tui.core.facts.model import Certainty, Fact, Kind, Scalar
from techdep_tui.core.facts.wording import is_vague

NAMED = frozenset([Kind.PERSON, Kind.ORG, Kind.PLACE, Kind.PRODUCT, Kind.EVENT])
"""The kinds that are known by their name."""


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing and all its mentions, in order of place, at least one.

    `fact` stands for all of them: the first, with the fullest name and what any of them tells.
    """

    fact: Fact
    mentions: tuple[Fact, ...]


class _Key(NamedTuple):
    """What two mentions of one thing have in common, and the detail that keeps them apart."""

    kind: Kind
    is_rejected: bool
    value: tuple[Scalar, ...]
    detail: str | None = None


_VALUES: Mapping[Kind, tuple[str, ...]] = {
    Kind.MONEY: ("amount", "currency", "max", "mod", "per"),
    Kind.PERCENT: ("value", "max", "mod"),
    Kind.QUANTITY: ("value", "unit", "max", "mod"),
    Kind.MEASUREMENT: ("value", "unit", "max", "mod"),
    Kind.DATE: ("timex", "value", "mod", "fiscal"),
    Kind.PLAN: ("actor", "due", "rel", "value", "unit"),
    Kind.COMPARISON: ("kind", "left", "right", "dir", "delta", "from", "to", "unit"),
}
"""The fields by which facts of a kind are the same."""

_FIGURES: Mapping[Kind, tuple[str, ...]] = {
    Kind.PLAN: ("value",),
    Kind.COMPARISON: ("delta", "from", "to"),
}
"""Without one of these a clause is the same only where its words are."""


def merge(article: Article, facts: Iterable[Fact]) -> tuple[Entity, ...]:
    """The facts, mentions of one thing together, in the order of first mentions."""
    facts = tuple(facts)
    aliases = _aliases(facts)
    keys = [_key(article, fact, aliases) for fact in facts]
    details: dict[_Key, set[str]] = defaultdict(set)
    for key in keys:
        if key.detail is not None:
            details[key._replace(detail=None)].add(key.detail)
    mentions: dict[_Key, list[Fact]] = defaultdict(list)
    for key, fact in zip(keys, facts, strict=True):
        agreed = details[key] if key.detail is None else ()
        mentions[key._replace(detail=next(iter(agreed))) if len(agreed) == 1 else key].append(fact)
    return tuple(Entity(_whole(each), tuple(each)) for each in mentions.values())


def folded(words: str) -> str:
    """Words as they are compared: without case, article, marks around them and kinds of blanks."""
    plain = " ".join(words.casefold().replace("’", "'").split()).strip("\"'“”‘«».,;: ")
    return plain.removeprefix("the ")


def _key(article: Article, fact: Fact, aliases: Mapping[tuple[Kind, str], str]) -> _Key:
    norm, kind = fact.norm, fact.kind
    name = norm.get("name")
    if kind in NAMED and isinstance(name, str):
        called = folded(name)
        called = aliases.get((kind, called), called)
        date = norm.get("date") if kind is Kind.EVENT else None
        return _Key(kind, fact.is_rejected, (called,), str(date) if date is not None else None)
    if kind is Kind.DATE and is_vague(norm.get("value")):
        return _Key(kind, fact.is_rejected, (norm.get("rel"), norm.get("mod"), _words(article, fact)))
    figures = _FIGURES.get(kind)
    if kind in _VALUES and (figures is None or any(norm.get(field) is not None for field in figures)):
        value = tuple(norm.get(field) for field in _VALUES[kind])
        subject = folded(fact.subject) if fact.subject and kind in NUMBERS else None
        return _Key(kind, fact.is_rejected, value, subject)
    who = norm.get("speaker") or norm.get("source") or norm.get("actor") or norm.get("left")
    return _Key(kind, fact.is_rejected, (folded(str(who or "")), _words(article, fact)))


def _words(article: Article, fact: Fact) -> str:
    return folded(article.text[fact.start : fact.end])


def _aliases(facts: Iterable[Fact]) -> dict[tuple[Kind, str], str]:
    """The other names of things, by kind and name, that are those of one thing only."""
    found: dict[tuple[Kind, str], set[str]] = defaultdict(set)
    for fact in facts:
        name, others = fact.norm.get("name"), fact.norm.get("aka")
        if fact.kind in NAMED and isinstance(name, str) and others:
            for other in others if isinstance(others, tuple) else (str(others),):
                found[fact.kind, folded(other)].add(folded(name))
    return {key: next(iter(names)) for key, names in found.items() if len(names) == 1}


def _whole(mentions: list[Fact]) -> Fact:
    """One fact that tells all that any of its mentions tells."""
    first = mentions[0]
    if len(mentions) == 1:
        return first
    norm: dict[str, Scalar] = {}
    for mention in mentions:
        for field, value in mention.norm.items():
            if norm.get(field) is None:
                norm[field] = value
    names = [name for mention in mentions if isinstance(name := mention.norm.get("name"), str)]
    if names:
        norm["name"] = max(names, key=len)
    surest = min(mentions, key=lambda mention: _SURENESS[mention.certainty])
    return replace(
        first,
        norm=norm,
        subject=next((mention.subject for mention in mentions if mention.subject), None),
        certainty=surest.certainty,
        why=surest.why,
        found=next((mention.found for mention in mentions if mention.found is not None), None),
    )


_SURENESS = {certainty: i for i, certainty in enumerate(Certainty)}
