"""What the reader says of facts: that one is none, or is another; and how that is kept.

A correction is kept by the article's content under the fact's kind and characters of the file, with the text
that stands there, so that it outlasts a newer way of finding facts.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from techdep_tui.core.articles.model import Article
from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.facts.fields import NUMBERS, SUBJECT, defaults
from techdep_tui.core.facts.model import Certainty, Fact, Kind, Norm, Scalar

Entries = Mapping[str, str]
"""An article's corrections as they are kept: a JSON object each, under `kind:start:end` in the file."""


class _Kept(NamedTuple):
    """A correction as it is kept: of which fact, and what it says."""

    kind: Kind
    place: Span
    text: str
    is_rejected: bool
    becomes: Kind | None
    fields: Norm


def rejected(fact: Fact, is_rejected: bool = True) -> Fact:
    """The fact as one that the reader rejects, or takes back."""
    return replace(fact, is_rejected=is_rejected)


def corrected(fact: Fact, kind: Kind, fields: Norm) -> Fact:
    """The fact with another kind or other values; as it was found, where nothing is left of a correction.

    Of another kind it has these fields and no others.
    """
    found = fact.found or fact
    base = fact if kind is fact.kind else found if kind is found.kind else None
    says = {**(_says(base) if base is not None else defaults(kind)), **fields}
    own_subject = found.subject if kind is found.kind else None
    subject = says.pop(SUBJECT, None) if kind in NUMBERS else own_subject
    changed = replace(
        fact,
        kind=kind,
        norm={name: value for name, value in says.items() if value is not None or name in found.norm},
        subject=str(subject) if subject is not None else None,
        certainty=Certainty.CERTAIN,
        why="",
        found=found,
    )
    is_as_found = kind is found.kind and _says(changed) == _says(found)
    return replace(found, is_rejected=fact.is_rejected) if is_as_found else changed


def apply(article: Article, facts: Iterable[Fact], entries: Entries) -> tuple[Fact, ...]:
    """The facts with what the reader said of them; the rejected ones stay, and say so.

    A correction whose fact is now found in other bounds goes to the one fact of its kind that overlaps it.
    What is kept in a form that makes no sense, or of another text, is left alone.
    """
    result = list(facts)
    by_kind: dict[Kind, list[int]] = defaultdict(list)
    for i, fact in enumerate(result if entries else ()):
        by_kind[fact.kind].append(i)
    for kept in (_parsed(key, text) for key, text in entries.items()):
        if kept is None or article.raw[kept.place.start : kept.place.end] != kept.text:
            continue
        place = Span(article.offsets.locate(kept.place.start), article.offsets.locate(kept.place.end))
        at = _found_at(result, by_kind[kept.kind], place)
        if at is not None:
            fact = corrected(result[at], kept.becomes, kept.fields) if kept.becomes else result[at]
            result[at] = rejected(fact, kept.is_rejected)
    return tuple(result)


def _found_at(facts: list[Fact], indexes: Iterable[int], place: Span) -> int | None:
    """Which of some facts stands at a place, or else overlaps it alone."""
    over = [i for i in indexes if facts[i].start < place.end and place.start < facts[i].end]
    exact = [i for i in over if (facts[i].start, facts[i].end) == place]
    return exact[0] if exact else over[0] if len(over) == 1 else None


def entries_of(article: Article, facts: Iterable[Fact]) -> dict[str, str | None]:
    """What is to be kept of these facts; `None` where the reader has nothing against what was found."""
    return dict(_entry(article, fact) for fact in facts)


def _entry(article: Article, fact: Fact) -> tuple[str, str | None]:
    found = fact.found or fact
    place = article.in_file(found.start, found.end)
    key = f"{found.kind.value}:{place.start}:{place.end}"
    if fact.found is None and not fact.is_rejected:
        return key, None
    record: dict[str, object] = {"text": article.raw[place.start : place.end]}
    if fact.is_rejected:
        record["rejected"] = True
    if fact.found is not None:
        record["kind"] = fact.kind.value
        before = _says(found) if fact.kind is found.kind else {}
        record["fields"] = {
            name: value for name, value in _says(fact).items() if name not in before or before[name] != value
        }
    return key, json.dumps(record, ensure_ascii=False)


def _says(fact: Fact) -> dict[str, Scalar]:
    """All that a correction can change within a kind, flat."""
    return {**fact.norm, **({SUBJECT: fact.subject} if fact.kind in NUMBERS else {})}


def _parsed(key: str, text: str) -> _Kept | None:
    """A correction out of what was kept; `None` where that makes no sense."""
    try:
        kind, start, end = key.split(":")
        record = json.loads(text, parse_constant=_no_number)
        becomes = Kind(record["kind"]) if "kind" in record else None
        fields = {str(name): _scalar(value) for name, value in dict(record.get("fields", {})).items()}
        place = Span(int(start), int(end))
        return _Kept(Kind(kind), place, record["text"], record.get("rejected") is True, becomes, fields)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _no_number(constant: str) -> None:
    raise ValueError(constant)


def _scalar(value: object) -> Scalar:
    if isinstance(value, list):
        return tuple(str(each) for each in value)
    if value is None or isinstance(value, str | float | int):
        return value
    raise ValueError(value)
