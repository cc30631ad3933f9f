"""Lists of words and phrases as they are written in the modules that need them."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """Words parted by blanks."""
    return frozenset(text.split())


def phrases(text: str) -> tuple[str, ...]:
    """Phrases parted by ` | ` or line breaks."""
    return tuple(phrase for line in text.strip().split("\n") for phrase in line.strip().split(" | "))
