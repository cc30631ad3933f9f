"""Names that are known beforehand: the lists of places, persons, organisations and products."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from techdep_tui.core.facts import lexicon
from techdep_tui.core.facts.model import Kind


class Known(NamedTuple):
    """A name of the lists: its kind, its usual form, what sort of thing it is, the code of its country."""

    kind: Kind
    name: str
    sort: str
    country: str = ""


_PLACES = {"countries": "country", "regions": "region", "cities": "city"}
_LISTS = {"organisations": Kind.ORG, "products": Kind.PRODUCT}


class Gazetteer(NamedTuple):
    """The known names, and the most words that a name with a certain first word has."""

    names: dict[str, Known]
    longest: dict[str, int]


@lexicon.kept
def gazetteer() -> Gazetteer:
    """All lists, read once; where a name stands on two, the first one has it."""
    names: dict[str, Known] = {}
    longest: dict[str, int] = {}
    for written, known in _entries():
        if written not in names:
            names[written] = known
            first, count = written.split(" ", 1)[0], written.count(" ") + 1
            if longest.get(first, 0) < count:
                longest[first] = count
    return Gazetteer(names, longest)


def _entries() -> Iterator[tuple[str, Known]]:
    """Every name as written with what it stands for."""
    places = lexicon.read("places")
    for key, sort in _PLACES.items():
        for names in lexicon.entries(places[key]):
            code, name = names[0].split(" ", 1)
            known = Known(Kind.PLACE, name, sort, code.strip("-"))
            for written in (name, *names[1:]):
                yield written, known
    for file, kind in _LISTS.items():
        for sort, text in lexicon.read(file).items():
            for names in lexicon.entries(text):
                known = Known(kind, names[0], sort)
                for written in names:
                    yield written, known
    for names in lexicon.entries(lexicon.read("persons").get("people", "")):
        known = Known(Kind.PERSON, names[0], "")
        for written in names:
            yield written, known
