"""Marks at the end of a line: what closes a sentence, and what may stand behind that."""

from __future__ import annotations

CLOSING = "\"'”’»)]*"
"""What may stand behind the last mark of a sentence."""


def last_mark(text: str) -> str:
    """The last character of a text before closing quotation marks and brackets; empty if there is none."""
    return text.rstrip(CLOSING)[-1:]


def ends_sentence(text: str) -> bool:
    """Whether a line ends as a sentence does."""
    return last_mark(text) in tuple(".!?…:")
