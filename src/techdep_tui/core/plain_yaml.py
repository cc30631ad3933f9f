"""YAML as plain text, lists and tables, each with its line, within bounds.

The safe loaders of PyYAML expand aliases without end, recurse as deep as the file does, and turn `NO` into
false and `1:20` into 80. Here a file is a stream of events, every scalar stays as it is written, and types
are the business of who reads it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import yaml

MAX_CHARACTERS: Final = 65_536
MAX_DEPTH: Final = 16
MAX_NODES: Final = 5_000

_TOO_DEEP = "nested too deeply"

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""The loader in C, which not every build of PyYAML has."""


class YamlFault(Exception):  # noqa: N818 - reads as what it says: "YAML fault: aliases are not read"
    """The text is not YAML, or more than this module reads; `line` counts from 1."""

    def __init__(self, reason: str, line: int) -> None:
        super().__init__(reason)
        self.line = line


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text as written, without its quotation marks; one without any that says nothing or `null` is null."""

    text: str
    line: int
    is_null: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A list and the line where it begins."""

    items: tuple[Node, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Table:
    """Keys with their values, in the order of the file; `lines` has the line of each key."""

    entries: dict[str, Node]
    lines: dict[str, int]
    line: int


Node = Scalar | Listing | Table


def read_yaml(text: str, *, most: int = MAX_CHARACTERS) -> Node | None:
    """The one document in `text`, `None` if there is nothing but blanks and comments.

    `most` are the characters that it may have. Raises `YamlFault` for what is not YAML, too long, too deep,
    has anchors or tags, or a key twice.
    """
    if len(text) > most:
        raise YamlFault(f"longer than {most:,} characters", 1)
    try:
        events = _bounded(yaml.parse(text, Loader=_LOADER))
        node: Node | None = None
        for event in events:
            if isinstance(event, yaml.NodeEvent):
                if node is not None:
                    raise YamlFault("a second document begins", _line(event))
                node = _node(event, events)
        return node
    except yaml.MarkedYAMLError as error:
        raise YamlFault(_reason(error), _line_of(error.problem_mark)) from error
    except (yaml.YAMLError, ValueError) as error:
        raise YamlFault("a character that YAML does not allow", 1) from error


def _reason(error: yaml.MarkedYAMLError) -> str:
    """What is wrong; libyaml has a bound of its own on depth, in some releases, and tells it otherwise."""
    problem = error.problem or "not YAML"
    return _TOO_DEEP if "nesting depth" in problem else problem


def _bounded(events: Iterator[yaml.Event]) -> Iterator[yaml.Event]:
    """The events, up to a `YamlFault` where they are too many, too deep, or more than plain text."""
    depth = nodes = 0
    for event in events:
        if isinstance(event, yaml.NodeEvent):
            nodes += 1
            if event.anchor is not None:
                raise YamlFault("anchors and aliases are not read", _line(event))
            if getattr(event, "tag", None) is not None:
                raise YamlFault("tags are not read", _line(event))
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH or nodes > MAX_NODES:
            raise YamlFault(_TOO_DEEP if depth > MAX_DEPTH else "too many entries", _line(event))
        yield event


def _node(event: yaml.Event, events: Iterator[yaml.Event]) -> Node:
    """The node that begins with `event`; recursion is no deeper than `MAX_DEPTH`."""
    if isinstance(event, yaml.SequenceStartEvent):
        return Listing(tuple(_until_end(events)), _line(event))
    if isinstance(event, yaml.MappingStartEvent):
        return _table(event, events)
    if not isinstance(event, yaml.ScalarEvent):
        raise YamlFault("neither text nor list nor table", _line(event))
    text = str(event.value)
    is_null = event.implicit[0] and text in ("", "~", "null", "Null", "NULL")
    return Scalar(text, _line(event), is_null)


def _until_end(events: Iterator[yaml.Event]) -> Iterator[Node]:
    for event in events:
        if isinstance(event, yaml.CollectionEndEvent):
            return
        yield _node(event, events)


def _table(start: yaml.Event, events: Iterator[yaml.Event]) -> Table:
    entries: dict[str, Node] = {}
    lines: dict[str, int] = {}
    nodes = _until_end(events)
    for key in nodes:
        if not isinstance(key, Scalar):
            raise YamlFault("a key is not a word", key.line)
        if key.text in entries:
            raise YamlFault(f"“{key.text}” stands in lines {lines[key.text]} and {key.line}", key.line)
        entries[key.text] = next(nodes)
        lines[key.text] = key.line
    return Table(entries, lines, _line(start))


def _line(event: yaml.Event) -> int:
    return _line_of(event.start_mark)


def _line_of(mark: yaml.error.Mark | yaml._yaml.Mark | None) -> int:
    return int(mark.line) + 1 if mark else 1
