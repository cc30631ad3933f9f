"""The family of events: sanctions, wars, laws, policies, meetings."""

from __future__ import annotations

from collections.abc import Iterator

from techdep_tui.core.facts.model import Fact
from techdep_tui.core.facts.reading import Reading


def find_events(reading: Reading) -> Iterator[Fact]:
    """None so far."""
    return iter(())
