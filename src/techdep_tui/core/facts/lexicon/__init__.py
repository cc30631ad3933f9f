"""Word lists as data: one YAML file a subject, each with its source and licence at its head.

A list is read when it is first asked for, with the C loader, and kept for the life of the process. The
reader's own lists (`own`) go by the same names; their entries are added to ours: `use`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import yaml

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # PyYAML built without libyaml
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

_FOLDER = Path(__file__).parent
_own: dict[str, Mapping[str, str]] = {}
_made: list[Callable[[], None]] = []

_Made = TypeVar("_Made")


def kept(make: Callable[[], _Made]) -> Callable[[], _Made]:
    """Keep what is made of the lists until other lists are used."""
    cached = cache(make)
    _made.append(cached.cache_clear)
    return cached


def use(lists: Mapping[str, Mapping[str, str]]) -> None:
    """Add the entries of these lists, by name and section, to ours from now on, instead of those before."""
    if lists == _own:
        return
    _own.clear()
    _own.update(lists)
    read.cache_clear()
    for clear in _made:
        clear()


@cache
def read(name: str) -> Mapping[str, Any]:
    """The word list `name`.yaml with the reader's own entries; the caller must not change it."""
    with (_FOLDER / f"{name}.yaml").open(encoding="utf-8") as file:
        data: dict[str, Any] = yaml.load(file, Loader=Loader)
    for section, entries_ in _own.get(name, {}).items():
        data[section] = f"{data[section].rstrip()}\n{entries_}"
    return data


def sections(name: str) -> frozenset[str]:
    """The sections of a list that are text, to which entries can be added."""
    return frozenset(section for section, value in read(name).items() if isinstance(value, str))


def names() -> frozenset[str]:
    """The names of the lists that there are."""
    return frozenset(path.stem for path in _FOLDER.glob("*.yaml"))


def words(text: str) -> frozenset[str]:
    """The words of a list that is written as one block of text."""
    return frozenset(text.split())


@cache
def listed(name: str, section: str) -> frozenset[str]:
    """The words of one section of a list, in any order."""
    return words(read(name)[section])


class Role(NamedTuple):
    """What a word of a list can be: the list's section, and within that "up" or "down" where it has such."""

    section: str
    direction: str = ""


@cache
def roles(name: str) -> Mapping[str, tuple[Role, ...]]:
    """The words of the sections under `words` in a list, each with all that it can be there."""
    found: dict[str, list[Role]] = {}
    for section, members in read(name)["words"].items():
        parts = members if isinstance(members, dict) else {"": members}
        for direction, text in parts.items():
            for word in text.split():
                found.setdefault(word, []).append(Role(section, direction))
    return {word: tuple(some) for word, some in found.items()}


def entries(text: str) -> Iterator[list[str]]:
    """The lines of a list that is written one entry a line, each as its name and its other names."""
    for line in text.splitlines():
        if line.strip():
            yield [name.strip() for name in line.split("|")]


class Lists:
    """The lists of words in one file, by attribute: `Lists("clauses").determiners`.

    Each is read when it is first asked for. An attribute is found in a fraction of the time of a call.
    """

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> frozenset[str]:
        if name.startswith("_"):
            raise AttributeError(name)
        found = words(read(self._name)[name])
        setattr(self, name, found)
        return found
