"""The family of statements: what somebody is reported to have said, without quotation marks around it."""

from __future__ import annotations

from collections.abc import Iterator

from techdep_tui.core.facts.model import Fact
from techdep_tui.core.facts.reading import Reading


def find_statements(reading: Reading) -> Iterator[Fact]:
    """None so far."""
    return iter(())
