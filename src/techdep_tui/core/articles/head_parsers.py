"""Heads in YAML, TOML and JSON, read with the parsers that know these languages, within bounds.

The parsers are imported where they are used: together they take 40 milliseconds to load, a quarter of the
program's start, and most heads are plain enough to do without them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from techdep_tui.core.articles.head_lines import folded_key
from techdep_tui.core.articles.head_model import Field, UnreadableHead, Value
from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.articles.patterns import LazyPattern

if TYPE_CHECKING:
    import yaml

MAX_DEPTH: Final = 16
MAX_NODES: Final = 5_000
_MOST_BRACKETS: Final = 64
_NESTING = LazyPattern(r"[\[{\]}]|(?:[-?:][ \t]{1,8}){17}")
_LINE_OF_ERROR = LazyPattern(r"at line (\d{1,9})")
_NULLS = frozenset(("~", "null", "Null", "NULL"))
_TRANSPARENT = frozenset(("extra", "params", "taxonomies", "metadata", "meta", "seo", "article"))
"""Tables whose entries are the article's own; those of any other table carry its name in front of theirs."""


def yaml_fields(head: str) -> Iterator[Field]:
    """Read YAML as a stream of events, all scalars as they are written.

    Raises `UnreadableHead` if it is not YAML, nested too deeply, too long, or uses anchors.
    """
    import yaml

    check_nesting(head)
    reader = _EventReader(head)
    try:
        for event in yaml.parse(head, Loader=yaml.CBaseLoader):
            if isinstance(event, yaml.NodeEvent):
                reader.count(event)
            if isinstance(event, yaml.ScalarEvent):
                yield from reader.scalar(event)
            elif isinstance(event, yaml.CollectionStartEvent):
                reader.begin(isinstance(event, yaml.MappingStartEvent), event)
            elif isinstance(event, yaml.CollectionEndEvent):
                yield from reader.end()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or "it cannot be read"
        raise UnreadableHead(str(reason), mark.line if mark else 0) from error


class _Frame:
    """A mapping or list that is being read."""

    __slots__ = ("is_mapping", "items", "key", "line")

    def __init__(self, is_mapping: bool, line: int) -> None:
        self.is_mapping = is_mapping
        self.line = line
        self.key: str | None = None
        self.items: list[str] = []


class _EventReader:
    """Makes fields of YAML events; `stack` holds the mappings and lists that are open.

    Of a list of mappings only their names are taken (`authors: [{name: …}]`): the rest speaks of others.
    """

    def __init__(self, head: str) -> None:
        self.head = head
        self.nodes = 0
        self.stack: list[_Frame] = []

    def count(self, event: yaml.NodeEvent) -> None:
        """Refuse a node too many, one too deep, and anchors and aliases."""
        self.nodes += 1
        if self.nodes > MAX_NODES or len(self.stack) > MAX_DEPTH:
            raise UnreadableHead("it is nested too deeply or too long", _line_of(event))
        if event.anchor is not None:
            raise UnreadableHead("anchors and aliases are not read", _line_of(event))

    def scalar(self, event: yaml.ScalarEvent) -> Iterator[Field]:
        """A key, an item of a list, or the value of a key."""
        if not self.stack:
            raise UnreadableHead("it is not made of keys and values", _line_of(event))
        frame = self.stack[-1]
        value = str(event.value)
        if not frame.is_mapping:
            frame.items.append(value)
        elif frame.key is None:
            frame.key, frame.line = value, _line_of(event)
        else:
            key, frame.key = frame.key, None
            text = "" if value in _NULLS and event.implicit[0] else value
            lists = [outer for outer in self.stack if not outer.is_mapping]
            if not lists:
                yield Field(self._path(key), text, frame.line, self._span(event, value), len(self.stack) - 1)
            elif folded_key(key) == "name":
                lists[-1].items.append(text)

    def begin(self, is_mapping: bool, event: yaml.Event) -> None:
        """A list or mapping begins."""
        if self.stack and self.stack[-1].is_mapping and self.stack[-1].key is None:
            raise UnreadableHead("a key is not text", _line_of(event))
        self.stack.append(_Frame(is_mapping, _line_of(event)))

    def end(self) -> Iterator[Field]:
        """A list or mapping ends: a list is the value of the key that it stands behind."""
        frame = self.stack.pop()
        if not self.stack:
            if not frame.is_mapping:
                raise UnreadableHead("it is a list, not keys and values", frame.line)
            return
        owner = self.stack[-1]
        if not owner.is_mapping:
            owner.items.extend(frame.items)
        elif owner.key is not None:
            key, owner.key = owner.key, None
            if frame.items and all(outer.is_mapping for outer in self.stack):
                yield Field(self._path(key), tuple(frame.items), owner.line, None, len(self.stack) - 1)

    def _path(self, key: str) -> str:
        """A key behind the names of the tables that it lies in."""
        return _joined([frame.key for frame in self.stack[:-1] if frame.key], key)

    def _span(self, event: yaml.Event, value: str) -> Span | None:
        if not event.start_mark or not event.end_mark:
            return None
        return _span_of(value, self.head, event.start_mark.index, event.end_mark.index)


def _line_of(event: yaml.Event) -> int:
    return event.start_mark.line if event.start_mark else 0


def _span_of(value: str, head: str, start: int, end: int) -> Span | None:
    """Where the value stands letter for letter between `start` and `end`, inside quotes if there are any."""
    at = head.find(value, start, end) if value else -1
    return Span(at, at + len(value)) if at >= 0 else None


def check_nesting(head: str) -> None:
    """Refuse what is nested so deeply that parsers overflow, before any of them sees it."""
    depth = 0
    for match in _NESTING.finditer(head):
        sign = match[0]
        depth += 1 if sign in "[{" else -1 if sign in "]}" else _MOST_BRACKETS
        if depth >= _MOST_BRACKETS:
            raise UnreadableHead("it is nested too deeply", head.count("\n", 0, match.start()))


def toml_fields(head: str) -> Iterator[Field]:
    """Read TOML. Raises `UnreadableHead` if it is none or nested too deeply."""
    import tomllib

    check_nesting(head)
    try:
        table = tomllib.loads(head, parse_float=str)
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits is no TOMLDecodeError
        line = _LINE_OF_ERROR.search(str(error))
        raise UnreadableHead(str(error), int(line[1]) - 1 if line else 0) from error
    yield from _table_fields(table, head, ())


def json_fields(text: str) -> tuple[list[Field], int]:
    """The fields of the JSON object that `text` begins with, and how many characters it has.

    Raises `UnreadableHead` if it begins with none.
    """
    import json

    end = text.find("\n}")
    check_nesting(text[: end + 2] if end >= 0 else text.partition("\n")[0])
    try:
        table, length = json.JSONDecoder(parse_int=str, parse_float=str).raw_decode(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableHead("it is not JSON") from error
    return list(_table_fields(table, text[:length], ())) if isinstance(table, dict) else [], length


def _joined(tables: Sequence[str], key: str) -> str:
    """A folded key with the names of the tables in front of it that are not transparent."""
    return ".".join(
        [*(name for name in map(folded_key, tables) if name not in _TRANSPARENT), folded_key(key)]
    )


def _table_fields(table: Mapping[str, object], head: str, outer: tuple[str, ...]) -> Iterator[Field]:
    """The entries of a parsed table and its sub-tables, each with the place where its key stands."""
    for key, value in table.items():
        if isinstance(value, Mapping):
            if len(outer) < MAX_DEPTH:
                yield from _table_fields(value, head, (*outer, key))
            continue
        begins = re.search(rf'(?:^|[{{,])[ \t]*"?{re.escape(key)}"?[ \t]*[=:]', head, re.MULTILINE)
        at = begins.end() if begins else 0
        end = head.find("\n", at)
        text: Value = tuple(filter(None, map(_plain, value))) if isinstance(value, list) else _plain(value)
        is_placed = isinstance(text, str) and begins is not None
        span = _span_of(str(text), head, at, len(head) if end < 0 else end) if is_placed else None
        yield Field(_joined(outer, key), text, head.count("\n", 0, at), span, len(outer))


def _plain(value: object) -> str:
    """A value of TOML or JSON as text; a table has its name, if it has one."""
    if isinstance(value, Mapping):
        return _plain(value.get("name"))
    if value is None or isinstance(value, list):
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
