"""The family of quotations: direct speech with its speaker, cue and reporter."""

from __future__ import annotations

from collections.abc import Iterator

from techdep_tui.core.facts.model import Fact
from techdep_tui.core.facts.reading import Reading


def find_quotes(reading: Reading) -> Iterator[Fact]:
    """None so far."""
    return iter(())
