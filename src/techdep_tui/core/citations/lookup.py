"""A style or format by the name that someone typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from techdep_tui.core.errors import CitationError

T = TypeVar("T")


def look_up(name: str, table: Mapping[str, T], aliases: Mapping[str, str], kind: str) -> T:
    """The entry that goes by an id or alias, capitals or not.

    Raises CitationError, which names the nearest ids and aliases; `kind` says what was looked for.
    """
    folded = name.strip().lower()
    found = table.get(aliases.get(folded, folded))
    if found is not None:
        return found
    from difflib import get_close_matches  # 2 ms at start-up that only a typing error needs

    near = get_close_matches(folded, [*table, *aliases], n=3, cutoff=0.4) or list(table)
    raise CitationError(f"There is no {kind} “{name}”. Nearest: {', '.join(near)}.")
