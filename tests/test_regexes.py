"""No regular expression of the project hangs, whatever the text."""

from __future__ import annotations

import pytest

from tests.regexes import HOSTILE, regexes

SIZE = 30_000
"""A pattern that is not linear would be at such a text for minutes; `benchmarks/hostile.py` takes 1 MB."""


@pytest.mark.parametrize("name", HOSTILE)
def test_every_pattern_comes_back_from_a_hostile_text(name: str) -> None:
    piece = HOSTILE[name]
    text = piece * (SIZE // len(piece)) + "!"
    counts = {where: sum(1 for _ in pattern.finditer(text)) for where, pattern in regexes()}
    assert len(counts) > 150
    assert max(counts.values()) <= len(text) + 1
