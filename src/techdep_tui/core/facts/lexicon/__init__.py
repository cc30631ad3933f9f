"""Word lists as data: one YAML file a subject, each with its source and licence at its head.

A list is read when it is first asked for, with the C loader, and kept for the life of the process. A user's
own lists are files of the same names in a folder of theirs, whose entries are added to ours: `use`.
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
_folders = [_FOLDER]
_made: list[Callable[[], None]] = []

_Made = TypeVar("_Made")


def kept(make: Callable[[], _Made]) -> Callable[[], _Made]:
    """Keep what is made of the lists until other lists are used."""
    cached = cache(make)
    _made.append(cached.cache_clear)
    return cached


def use(*folders: Path) -> None:
    """Read the lists of these folders, too, from now on; none: only those of the program."""
    _folders[1:] = folders
    read.cache_clear()
    for clear in _made:
        clear()


@cache
def read(name: str) -> Mapping[str, Any]:
    """The word list `name`.yaml as written, empty if there is none; the caller must not change it."""
    data: dict[str, Any] = {}
    for folder in _folders:
        path = folder / f"{name}.yaml"
        if path.is_file():
            with path.open(encoding="utf-8") as file:
                _add(data, yaml.load(file, Loader=Loader) or {})
    return data


def _add(data: dict[str, Any], more: Mapping[str, Any]) -> None:
    """Add entries to those that are there: text behind text, lists behind lists, tables into tables."""
    for key, value in more.items():
        there = data.get(key)
        if isinstance(there, str):
            data[key] = f"{there.rstrip()}\n{value}"
        elif isinstance(there, list):
            data[key] = [*there, *value]
        elif isinstance(there, dict):
            data[key] = {**there, **value}
        else:
            data[key] = value


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
