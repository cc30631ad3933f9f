"""JSON that our caches are written in: read back, it holds no text that a terminal would obey."""

from __future__ import annotations

import json
from typing import Any

from techdep_tui.core.articles.decode import is_clean
from techdep_tui.core.articles.patterns import LazyPattern

_UNUSUAL_ESCAPE = LazyPattern(r"\\[^\"\\/nt]")
"""An escape that text which has passed the gate never needs, once escaped backslashes are out of the way."""


def dump(value: object) -> str:
    """A value as JSON without blanks, its characters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def load(text: str) -> Any:
    """What `dump` wrote; raises ValueError (or RecursionError) for anything else."""
    if not is_clean(text) or _UNUSUAL_ESCAPE.search(text.replace("\\\\", "")):
        raise ValueError("a character that no text has that passed the gate")
    return json.loads(text)
