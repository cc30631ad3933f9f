"""The family of plans: promises, targets, deadlines and forecasts with a time or a number."""

from __future__ import annotations

from collections.abc import Iterator

from techdep_tui.core.facts.model import Fact
from techdep_tui.core.facts.reading import Reading


def find_plans(reading: Reading) -> Iterator[Fact]:
    """None so far."""
    return iter(())
