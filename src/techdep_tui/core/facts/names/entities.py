"""Names of one article: the same phrase is one name throughout, and short forms belong to the full ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from techdep_tui.core.facts.model import Kind, Scalar
from techdep_tui.core.facts.names.context import context_features
from techdep_tui.core.facts.names.features import name_features
from techdep_tui.core.facts.names.gazetteer import gazetteer, known_as
from techdep_tui.core.facts.names.judge import judge
from techdep_tui.core.facts.names.phrases import Phrase
from techdep_tui.core.facts.names.vocabulary import vocabulary


@dataclass
class Name:
    """A phrase with all its places in an article.

    `full` is the longer name that it is short for, `others` are the short forms of the fullest name.
    """

    text: str
    mentions: list[Phrase] = field(default_factory=list)
    kind: Kind | None = None
    lead: float = 0.0
    full: Name | None = None
    others: set[str] = field(default_factory=set)

    @property
    def whole(self) -> Name:
        """The fullest form."""
        return self.full.whole if self.full is not None else self

    @cached_property
    def fields(self) -> dict[str, Scalar]:
        """The norm that all its mentions have in common."""
        assert self.kind is not None
        whole = self.whole
        known = known_as(self.text, self.kind) or known_as(whole.text, self.kind)
        if self.kind is Kind.PLACE:
            sort = vocabulary().places.get(whole.text.rsplit(" ", 1)[-1], "city")
            name, sort = (known.name, known.sort) if known is not None else (whole.text, sort)
            country = {"iso3166": known.country} if known is not None and known.country else {}
            return {"name": name, "kind": sort, **country}
        fields: dict[str, Scalar] = {"name": whole.text}
        if self.kind is Kind.ORG:
            fields["kind"] = known.sort if known is not None else head_kind(whole.text)
            if whole.others:
                fields["aka"] = tuple(sorted(whole.others))
        elif known is not None and self.kind is Kind.PRODUCT:
            fields["kind"] = known.sort
        return fields


_SETTLED = 6.0
"""By how much a kind must lead by the name's own words for what stands around it not to matter."""
_TELLING = 12
"""How many mentions of a name are asked what kind it is; more tell nothing new."""


def names_of(text: str, phrases: Iterable[Phrase]) -> list[Name]:
    """The names of an article, longer ones first, each with its kind (`None`: it is no name)."""
    by_text: dict[str, Name] = {}
    for phrase in phrases:
        written = _written(phrase, by_text)
        name = by_text.get(written)
        if name is None:
            name = by_text[written] = Name(written)
        name.mentions.append(phrase)
    names = sorted(by_text.values(), key=lambda name: -len(name.text.split()))
    longer = _Longer()
    in_brackets = _bracketed(text, by_text)
    for name in names:
        linked = in_brackets.get(name.text) or longer.full_form(name.text)
        name.kind, name.lead = _kind(text, name, linked)
        if linked is not None and linked.kind is name.kind:
            name.full = linked
            linked.whole.others.add(name.text)
        if name.kind is not None:
            longer.add(name)
    return names


def _kind(text: str, name: Name, linked: Name | None) -> tuple[Kind | None, float]:
    """What kind of name it is and by how much that leads; `linked` is the name that it may be short for."""
    if linked is None and _is_plain_word(name):
        return None, _SETTLED
    features = set(name_features(name.mentions[0], name.text))
    kind, lead = judge(features)
    if kind is not None and lead >= _SETTLED:
        return kind, lead
    for mention in name.mentions[:_TELLING]:
        features.update(context_features(text, mention))
    if linked is not None:
        is_acronym = name.text.isupper() and linked.kind is not None
        features.add("link=acronym" if is_acronym else f"link={linked.kind}")
    return judge(features)


def _is_plain_word(name: Name) -> bool:
    """Whether it is an ordinary word with a capital only where sentences begin, and known as nothing else."""
    text = name.text
    if text.lower() not in vocabulary().ordinary or text in gazetteer().names:
        return False
    return all(mention.atoms[0].opens and mention.role_start is None for mention in name.mentions)


def _bracketed(text: str, by_text: dict[str, Name]) -> dict[str, Name]:
    """Abbreviations with the names that they stand in brackets behind: "… International Corp (SMIC)"."""
    ends = {mention.end: name for name in by_text.values() for mention in name.mentions if " " in name.text}
    found: dict[str, Name] = {}
    for name in by_text.values():
        if " " in name.text or not name.text.isupper() or len(name.text) < 2:
            continue
        for mention in name.mentions:
            full = ends.get(mention.start - 2)
            if full is not None and text[mention.start - 2 : mention.end + 1] == f" ({name.text})":
                found.setdefault(name.text, full)
    return found


def _written(phrase: Phrase, by_text: dict[str, Name]) -> str:
    """A phrase as it is written elsewhere where it is in capitals here."""
    text = phrase.text
    if len(text) > 3 and text.isupper() and text not in gazetteer().names:
        usual = text.title()
        if usual in by_text or phrase.atoms[0].known is not None:
            return usual
    return text


def head_kind(name: str) -> str:
    """What kind of organisation the last head-word in a name makes it; a company if there is none."""
    heads = vocabulary().heads
    words = name.split()
    for word in (words[0], *reversed(words)) if " of " in name or " for " in name else reversed(words):
        if word in heads:
            return heads[word]
    return "company"


class _Longer:
    """The names found so far, by what they may be shortened to."""

    def __init__(self) -> None:
        self._by_short: dict[str, Name] = {}

    def full_form(self, text: str) -> Name | None:
        """The name that a text is short for."""
        return self._by_short.get(text)

    def add(self, name: Name) -> None:
        """Note the short forms of a name."""
        for short in _short_forms(name):
            if name.kind is Kind.ORG:
                self._by_short[short] = name
            else:
                self._by_short.setdefault(short, name)


def _short_forms(name: Name) -> Iterable[str]:
    """What a name may be shortened to."""
    parts = name.text.split()
    if len(parts) < 2:
        return
    if name.kind is Kind.PERSON:
        yield parts[-1]
        yield " ".join(parts[1:])
        yield parts[0]
        yield f"{parts[0]} {parts[-1]}"
    elif name.kind is Kind.ORG:
        yield from (short for short in _short_forms_of_org(parts) if _may_be_org(short))


def _short_forms_of_org(parts: list[str]) -> Iterable[str]:
    """What an organisation's name may be shortened to: initials, all but the legal form, its ends."""
    words = vocabulary()
    yield "".join(part[0] for part in parts if part[0].isupper())
    while len(parts) > 1 and parts[-1] in words.legal_forms:
        parts = parts[:-1]
        yield " ".join(parts)
    is_body = words.heads.get(parts[-1], "company") != "company" and known_as(parts[0], Kind.ORG) is not None
    if len(parts) > 1 and parts[0].lower() not in words.ordinary and not is_body:
        yield parts[0]
    if len(parts) > 1 and parts[-1] in words.heads:
        yield parts[-1]
    if len(parts) > 2:
        yield " ".join(parts[1:])
        yield " ".join(parts[:-1])


def _may_be_org(text: str) -> bool:
    """Whether the lists do not know a name as something else than an organisation."""
    entries = gazetteer().names.get(text, ())
    return not entries or any(known.kind is Kind.ORG for known in entries)
