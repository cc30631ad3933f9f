"""Word lists as data: one YAML file a subject, each with its source and licence at its head.

A list is read when it is first asked for, with the C loader, and kept for the life of the process.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

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
