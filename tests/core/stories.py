"""Made texts of any length, of words that hardly ever stand beside each other twice."""

from __future__ import annotations

from random import Random

_WORDS = [
    a + b + c for a in "bdfgk" for b in ("ar", "el", "in", "os") for c in ("am", "et", "il", "on", "us")
]


def story(number: int, words: int) -> str:
    """So many words; a longer text of the same number begins with the shorter one."""
    dice = Random(number)
    return " ".join(dice.choice(_WORDS) for _ in range(words))


def unlike(number: int, words: int) -> str:
    """Another text than the `story` of this number."""
    return story(number + 1_000_000, words)


def edited(text: str, every: int) -> str:
    """The same text with another word in the place of every so manieth."""
    return " ".join("edited" if i % every == 0 else word for i, word in enumerate(text.split(), start=1))
