"""The family of comparisons: changes, one thing set against another, and ranks."""

from __future__ import annotations

from collections.abc import Iterator

from techdep_tui.core.facts.model import Fact
from techdep_tui.core.facts.reading import Reading


def find_comparisons(reading: Reading) -> Iterator[Fact]:
    """None so far."""
    return iter(())
