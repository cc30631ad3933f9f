"""How far found facts agree with those that people marked: by place, by value, by what they are about.

Facts are records as `facts --json` prints them. A pair is matched within a kind, exact ones first, then those
with the most characters in common; of quotations, statements, plans and comparisons half of all characters
must be common. What is marked as optional costs nothing, missed or found; what lies in a zone (`_ignore`) is
not counted. Exact: the same characters, blanks, articles, quotation marks, brackets and a final 's aside (of
the long kinds final stops, too). Value: an overlapping pair whose normalised values agree.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Record = dict[str, Any]

LONG = frozenset({"quote", "statement", "plan", "comparison"})
_HALF = 0.5


@dataclass
class Count:
    """What was marked, found, found exactly, overlapping, with its value; subjects marked and agreed on."""

    marked: int = 0
    found: int = 0
    exact: int = 0
    overlapping: int = 0
    value: int = 0
    subjects: int = 0
    agreed: int = 0
    misses: list[str] = field(default_factory=list)

    def f1(self, right: int) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * right / (self.marked + self.found) if self.marked + self.found else 1.0

    def share(self, right: int) -> float:
        """How many of the overlapping pairs are right."""
        return right / self.overlapping if self.overlapping else 1.0

    def add(self, other: Count) -> None:
        """Count what another has counted, too."""
        for name in ("marked", "found", "exact", "overlapping", "value", "subjects", "agreed"):
            setattr(self, name, getattr(self, name) + getattr(other, name))


def compare(marked: Sequence[Record], found: Sequence[Record], counts: Mapping[str, Count]) -> None:
    """Match the facts of one article one to one, within each kind of `counts` and its alternatives."""
    zones = [(zone["start"], zone["end"]) for zone in marked if zone["type"] == "_ignore"]
    read = [f for f in _each_once(found) if f["type"] in counts and not _lies_in(f, zones)]
    wanted = [m for m in marked if m["type"] in counts]
    pairs = _pairs(wanted, read)
    partners = {id(one) for one, _ in pairs}
    matched = {id(other): one for one, other in pairs}
    for one in wanted:
        if not one.get("optional"):
            counts[one["type"]].marked += 1
            if id(one) not in partners:
                counts[one["type"]].misses.append(f"missed: {one['text']}")
    for one, other in pairs:
        if not one.get("optional"):
            _tally(one, other, counts[one["type"]])
    for other in read:
        one = matched.get(id(other), other)
        if one is other or not one.get("optional"):
            counts[one["type"]].found += 1
        if one is other:
            counts[one["type"]].misses.append(f"false:  {other['text']}")


def _each_once(found: Iterable[Record]) -> list[Record]:
    return list({(f["type"], f["start"], f["end"]): f for f in reversed(list(found))}.values())[::-1]


def _lies_in(record: Record, zones: Iterable[tuple[int, int]]) -> bool:
    return any(start <= record["start"] and record["end"] <= end for start, end in zones)


def _pairs(marked: Sequence[Record], found: Sequence[Record]) -> list[tuple[Record, Record]]:
    """Pairs of one marked and one found fact, the best ones first."""
    ranked = sorted(_candidates(marked, found), key=lambda candidate: candidate[0], reverse=True)
    taken: set[int] = set()
    pairs = []
    for _, one, other in ranked:
        if id(one) not in taken and id(other) not in taken:
            taken |= {id(one), id(other)}
            pairs.append((one, other))
    return pairs


def _candidates(
    marked: Sequence[Record], found: Sequence[Record]
) -> Iterator[tuple[tuple[bool, float, bool, bool, int, int], Record, Record]]:
    places = [trimmed(record) for record in found]
    for i, one in enumerate(marked):
        kinds, place = {one["type"], *one.get("alt", ())}, trimmed(one)
        for j, other in enumerate(found):
            if other["type"] not in kinds:
                continue
            common = _overlap(place, places[j])
            if common > 0 and (one["type"] not in LONG or common >= _HALF):
                is_same_kind = one["type"] == other["type"]
                rank = (place == places[j], common, not one.get("optional"), is_same_kind, -i, -j)
                yield rank, one, other


def _tally(one: Record, other: Record, count: Count) -> None:
    """Count a pair."""
    is_exact = trimmed(one) == trimmed(other)
    is_value = same_value(one["type"], one["norm"], other["norm"])
    count.overlapping += 1
    count.exact += is_exact
    count.value += is_value
    if not (is_exact and is_value):
        count.misses.append(f"differs: {one['text']} {one['norm']} | {other['text']} {other['norm']}")
    if one.get("subject") and one["type"] != "date":
        count.subjects += 1
        count.agreed += same_words(one["subject"], other.get("subject"))


_LEAD = re.compile(r"(?:[\s\"“”‘’'(\[]{1,8}|(?:the|an?)\s{1,4}){0,8}", re.IGNORECASE)
_TAIL = re.compile(r"(?:[\s\"“”‘’')\]]|['’]s){1,8}\Z")
_LONG_TAIL = re.compile(r"(?:[\s\"“”‘’')\].,?!;:]|['’]s){1,8}\Z")


def trimmed(record: Record) -> tuple[int, int]:
    """Where a fact begins and ends without what does not count."""
    text = record["text"]
    lead = _LEAD.match(text)
    tail = (_LONG_TAIL if record["type"] in LONG else _TAIL).search(text)
    start = record["start"] + (lead.end() if lead else 0)
    end = record["end"] - (len(tail[0]) if tail else 0)
    return (start, end) if start < end else (record["start"], record["end"])


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    common = min(one[1], other[1]) - max(one[0], other[0])
    return max(common, 0) / max(max(one[1], other[1]) - min(one[0], other[0]), 1)


def same_value(kind: str, marked: Record, found: Record) -> bool:
    """Whether two norms of a kind say the same."""

    def is_same(name: str) -> bool:
        return bool(marked.get(name) == found.get(name))

    match kind:
        case "money":
            return _is_close(marked, found, "amount") and is_same("currency")
        case "percent" | "quantity":
            return _is_close(marked, found, "value")
        case "measurement":
            return _is_close(marked, found, "value") and is_same("unit")
        case "date":
            is_same_day = marked.get("value") is not None and is_same("value")
            return is_same_day or bool(marked.get("rel") and is_same("rel"))
        case "quote":
            return same_words(marked.get("speaker"), found.get("speaker"))
        case "statement":
            return same_words(marked.get("source"), found.get("source"))
        case "plan":
            return is_same("due") and (marked.get("due") is not None or is_same("rel"))
        case "comparison":
            return is_same("kind") and is_same("dir")
        case "place" if marked.get("kind") == "country" and marked.get("iso3166"):
            return is_same("iso3166") or _same_name(marked, found)
    return _same_name(marked, found)


def _is_close(marked: Record, found: Record, name: str) -> bool:
    one, other = marked.get(name), found.get(name)
    if not isinstance(one, int | float) or not isinstance(other, int | float):
        return False
    return math.isclose(one, other, rel_tol=0.005, abs_tol=1e-9)


def _same_name(marked: Record, found: Record) -> bool:
    names = {_folded(name) for name in (marked.get("name"), *marked.get("aka", ()))}
    return bool(found.get("name")) and _folded(found["name"]) in names


def _folded(name: object) -> str:
    """A name without case, article, possessive and signs."""
    text = re.sub(r"['’]s\b", "", str(name or "").casefold())
    text = re.sub(r"^(?:the|an?)\s+", "", " ".join(text.strip(" \"“”‘’'.,").split()))
    return re.sub(r"[^\w%+<>=~/ -]", "", text)


def same_words(one: object, other: object) -> bool:
    """Whether half of the words of two names are common, or all of one of them."""
    a, b = set(_folded(one).split()), set(_folded(other).split())
    if not a or not b:
        return a == b
    return a <= b or b <= a or len(a & b) / len(a | b) >= _HALF
