"""What a number is about, where the text tells it."""

from __future__ import annotations

from techdep_tui.core.facts.model import Fact
from techdep_tui.core.facts.reading import Reading


def with_subjects(reading: Reading) -> list[Fact]:
    """The facts so far, numbers with their subject."""
    return reading.facts
