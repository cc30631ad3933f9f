"""Names that are known beforehand: the lists of places, persons, organisations and products."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from techdep_tui.core.facts import lexicon
from techdep_tui.core.facts.model import Kind


class Known(NamedTuple):
    """A name of the lists: its kind, its usual form, what sort of thing it is, the code of its country.

    An ambiguous one is an ordinary word or a name of something else as well.
    """

    kind: Kind
    name: str
    sort: str
    country: str = ""
    is_ambiguous: bool = False


class Gazetteer(NamedTuple):
    """What each name may stand for, and how many words a name has at most that begins with a certain word."""

    names: dict[str, tuple[Known, ...]]
    longest: dict[str, int]


_PLACES = {"countries": "country", "regions": "region", "seas": "sea", "cities": "city"}
_LISTS = {"organisations": Kind.ORG, "products": Kind.PRODUCT, "persons": Kind.PERSON}
_AMBIGUOUS = "ambiguous_"
"""How the keys of lists begin whose names need evidence from the text around them."""


@lexicon.kept
def gazetteer() -> Gazetteer:
    """All lists, read once; of the things that a name may stand for, the certain ones come first."""
    names: dict[str, tuple[Known, ...]] = {}
    longest: dict[str, int] = {}
    for written, known in sorted(_entries(), key=lambda entry: entry[1].is_ambiguous):
        others = names.get(written, ())
        if all(other.kind is not known.kind for other in others):
            names[written] = (*others, known)
        first, count = written.split(" ", 1)[0], written.count(" ") + 1
        if longest.get(first, 0) < count:
            longest[first] = count
    return Gazetteer(names, longest)


def known_as(written: str, kind: Kind) -> Known | None:
    """What a name stands for as a kind of thing."""
    return next((known for known in gazetteer().names.get(written, ()) if known.kind is kind), None)


@lexicon.kept
def country_names() -> dict[str, str]:
    """The names of countries by their codes."""
    names: dict[str, str] = {}
    for entry in lexicon.entries(lexicon.read("places")["countries"]):
        code, name = entry[0].split(" ", 1)
        names.setdefault(code, name)
    return names


def _entries() -> Iterator[tuple[str, Known]]:
    """Every name as written with what it stands for."""
    for key, sort in _PLACES.items():
        for names in lexicon.entries(lexicon.read("places").get(key, "")):
            code, name = names[0].split(" ", 1)
            place = Known(Kind.PLACE, name, sort, code.strip("-"))
            for written in (name, *names[1:]):
                yield written, place
    for file, kind in _LISTS.items():
        for key, text in lexicon.read(file).items():
            is_ambiguous, sort = key.startswith(_AMBIGUOUS), key.removeprefix(_AMBIGUOUS)
            for names in lexicon.entries(text):
                known = Known(kind, names[0], sort, "", is_ambiguous)
                for written in names:
                    yield written, known
