"""Words of the reader's: numbers, and names that are not known."""

from __future__ import annotations

from collections.abc import Collection

from techdep_tui.config import nearest
from techdep_tui.core.errors import TechdepError


def is_number(word: str) -> bool:
    """Whether a word is the number of an answer or a paragraph; `003` is the beginning of a name."""
    return word.isascii() and word.isdigit() and len(word) < 10 and not word.startswith("0")


def unknown(kind: str, word: str, known: Collection[str], hint: str) -> TechdepError:
    """The error for a name that is none: the likeliest one is proposed, and `hint` says what to type."""
    near = nearest(word, known)
    return TechdepError(f"There is no {kind} “{word}”{near or '.'} {hint}")
