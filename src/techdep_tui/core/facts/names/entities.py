"""Names of one article: the same phrase is one name throughout, and short forms belong to the full ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from techdep_tui.core.facts.model import Kind
from techdep_tui.core.facts.names.features import context_features, name_features
from techdep_tui.core.facts.names.judge import judge
from techdep_tui.core.facts.names.phrases import Phrase
from techdep_tui.core.facts.names.vocabulary import vocabulary


@dataclass(slots=True)
class Name:
    """A phrase with all its places in an article; `full` is the longer name that it is short for."""

    text: str
    mentions: list[Phrase] = field(default_factory=list)
    kind: Kind | None = None
    lead: float = 0.0
    full: Name | None = None

    @property
    def whole(self) -> Name:
        """The fullest form."""
        return self.full.whole if self.full is not None else self


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
    for name in names:
        features = set(name_features(name.mentions[0]))
        for mention in name.mentions:
            features.update(context_features(text, mention))
        linked = longer.full_form(name.text)
        if linked is not None:
            features.add("link=acronym" if name.text.isupper() else f"link={linked.kind}")
        name.kind, name.lead = judge(features)
        if linked is not None and linked.kind is name.kind:
            name.full = linked
        if name.kind is not None:
            longer.add(name)
    return names


def _written(phrase: Phrase, by_text: dict[str, Name]) -> str:
    """A phrase as it is written elsewhere where it is in capitals here."""
    text = phrase.text
    if len(text) > 3 and text.isupper():
        usual = text.title()
        if usual in by_text or phrase.atoms[0].known is not None:
            return usual
    return text


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
        yield "".join(part[0] for part in parts if part[0].isupper())
        while parts and parts[-1] in vocabulary().legal_forms:
            parts = parts[:-1]
            yield " ".join(parts)
        if len(parts) > 1 and parts[0].lower() not in vocabulary().ordinary:
            yield parts[0]
        if len(parts) > 2:
            yield " ".join(parts[1:])
            yield " ".join(parts[:-1])
