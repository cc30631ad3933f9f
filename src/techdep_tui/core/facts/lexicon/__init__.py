"""Word lists as data: one YAML file a subject, each with its source and licence at its head.

A list is read when it is first asked for, with the C loader, and kept for the life of the process.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # PyYAML built without libyaml
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

_FOLDER = Path(__file__).parent


@cache
def read(name: str) -> Mapping[str, Any]:
    """The word list `name`.yaml as written; the caller knows its shape and must not change it."""
    with (_FOLDER / f"{name}.yaml").open(encoding="utf-8") as file:
        data: Mapping[str, Any] = yaml.load(file, Loader=Loader)
    return data


def words(text: str) -> frozenset[str]:
    """The words of a list that is written as one block of text."""
    return frozenset(text.split())


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
