"""Regular expressions that are compiled when they are first used.

Compiling the patterns of all formats takes longer than reading a hundred articles with them, and most files
need few: measured, 35 of the 120 milliseconds that the readers' imports took.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property


class LazyPattern:
    """A pattern with the methods of `re.Pattern` that are used here."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = pattern
        self.flags = flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, self.flags)

    def match(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """As `re.Pattern.match`."""
        return self._compiled.match(text, start, len(text) if end is None else end)

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        return self._compiled.search(text, start, len(text) if end is None else end)

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """As `re.Pattern.finditer`."""
        return self._compiled.finditer(text, start, len(text) if end is None else end)

    def words(self, text: str) -> list[str]:
        """All matches as text, for a pattern without groups."""
        return [match[0] for match in self._compiled.finditer(text)]

    def without(self, text: str) -> str:
        """The text with all matches taken out."""
        return self._compiled.sub("", text)

    def split(self, text: str) -> list[str]:
        """As `re.Pattern.split`: what lies between, and the matches of a group around it all."""
        return self._compiled.split(text)

    def sub(self, by: str | Callable[[re.Match[str]], str], text: str, count: int = 0) -> str:
        """As `re.Pattern.sub`."""
        return self._compiled.sub(by, text, count)
