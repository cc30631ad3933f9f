"""The family of names: persons, organisations, places and products, each one entity through an article."""

from __future__ import annotations

from collections.abc import Iterator

from techdep_tui.core.facts.model import Fact
from techdep_tui.core.facts.reading import Reading


def find_names(reading: Reading) -> Iterator[Fact]:
    """None so far."""
    return iter(())
