"""What a head holds: fields with their places, and what was wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from techdep_tui.core.articles.offsets import Span

Value = str | tuple[str, ...]


class Field(NamedTuple):
    """One entry of the head.

    `key` is in small letters with `_` for blanks and hyphens, behind the names of the tables that it lies in
    (`image.title`). `value` is text, or a tuple of texts for a list. `line` counts from 1 in the file; `span`
    is where the value stands as it is written, if it does so in one piece. `depth` is 0 at the top.
    """

    key: str
    value: Value
    line: int
    span: Span | None = None
    depth: int = 0

    def moved(self, characters: int, lines: int) -> Field:
        """The same field so many characters and lines further on."""
        span = Span(self.span.start + characters, self.span.end + characters) if self.span else None
        return Field(self.key, self.value, self.line + lines, span, self.depth)


class HeadProblem(NamedTuple):
    """What is wrong in the head, what was done about it, and the line where, counted from 1."""

    reason: str
    done: str
    line: int


class FrontMatter:
    """A head; `body` is where the text behind it begins.

    `kind` is "YAML", "TOML", "JSON" or "key: value lines".
    """

    __slots__ = ("_by_key", "body", "fields", "kind", "problems")

    def __init__(
        self, kind: str, fields: Sequence[Field], body: int, problems: Sequence[HeadProblem] = ()
    ) -> None:
        self.kind = kind
        self.fields = tuple(fields)
        self.body = body
        self.problems = tuple(problems)
        self._by_key = {field.key: field for field in reversed(self.fields) if field.value}

    def get(self, *keys: str) -> Field | None:
        """The first entry with one of the keys that has a value, the keys' order before the file's."""
        return next((self._by_key[key] for key in keys if key in self._by_key), None)


class UnreadableHead(Exception):  # noqa: N818
    """The head is not what its fence says; `line` is the one where that shows, from 0 within the head."""

    def __init__(self, reason: str, line: int = 0) -> None:
        super().__init__(reason)
        self.line = line
