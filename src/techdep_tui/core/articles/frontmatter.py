"""The head of a file that speaks of the article: YAML, TOML, JSON, or bare `Key: value` lines.

Front matter is read as text and never as objects: YAML as a stream of events, all scalars as they are written,
within bounds of size, depth and number, without anchors. What does not parse is read line by line, with a
`HeadProblem` that says so. The body is never lost.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

import yaml

from techdep_tui.core.articles.offsets import Span

MAX_CHARACTERS: Final = 65_536
MAX_DEPTH: Final = 16
MAX_NODES: Final = 5_000

Value = str | tuple[str, ...]


class Field(NamedTuple):
    """One entry of the head.

    `key` is in small letters with `_` for blanks and hyphens, without the tables that it lies in. `value` is
    text, or a tuple of texts for a list. `line` counts from 1 in the file; `span` is where the value stands
    as it is written, if it does so in one piece. `depth` is 0 at the top.
    """

    key: str
    value: Value
    line: int
    span: Span | None = None
    depth: int = 0


class HeadProblem(NamedTuple):
    """What is wrong in the head, what was done about it, and the line where, counted from 1."""

    reason: str
    done: str
    line: int


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A head and where the body begins behind it; `kind` is "YAML", "TOML", "JSON" or "key: value lines"."""

    kind: str
    fields: tuple[Field, ...]
    body: int
    problems: tuple[HeadProblem, ...] = ()

    def get(self, *keys: str) -> Field | None:
        """The first entry with one of the keys that has a value, the order of the keys before that of the file."""
        for key in keys:
            for field in self.fields:
                if field.key == key and field.value:
                    return field
        return None


class _Unreadable(Exception):  # noqa: N818
    """The head is not what its fence says; knows the line (from 0, within the head) where that shows."""

    def __init__(self, reason: str, line: int = 0) -> None:
        super().__init__(reason)
        self.line = line


_FENCE = re.compile(r"\s{0,200}?(?:^|(?<=\n))(---|\+\+\+)[ \t]{0,80}(?:\n|$)")
_KEY_LINE = re.compile(
    r"(?P<key>[^\W\d_][\w .-]{0,40}?)[ \t]{0,8}(?P<colon>[:=])(?:[ \t]{1,80}|$)(?P<value>.*)"
)
_ITEM = re.compile(r"[ \t]{0,16}-[ \t]{1,16}(.*)")
_QUOTED = re.compile(r"([\"'])(.*)\1[ \t]{0,80}(?:#.*)?$")
_KNOWN_HEAD = frozenset(
    ["title", "headline", "author", "authors", "byline", "by", "date", "published", "publisher", "source", "url", "link", "category", "categories", "tags", "keywords", "description", "summary", "standfirst", "subtitle", "site", "website", "section", "language", "lang", "publication", "outlet", "source_url", "updated", "published_date", "publication_date", "newspaper", "subject", "topic"]
)


def read_front_matter(text: str) -> FrontMatter | None:
    """The head of `text`, or `None` if it has none."""
    fence = _FENCE.match(text)
    if fence:
        return _fenced(text, fence)
    start = len(text) - len(text.lstrip())
    if text.startswith("{", start):
        return _json(text, start)
    return _bare(text, start)


def _fenced(text: str, fence: re.Match[str]) -> FrontMatter | None:
    """A head between two lines of `---` or `+++`; `...` may close YAML, too."""
    mark, start = fence[1], fence.end()
    first_line = text.count("\n", 0, start)
    position = start
    while position < len(text) and position - start <= MAX_CHARACTERS:
        end = text.find("\n", position)
        end = len(text) if end < 0 else end
        line = text[position:end].rstrip()
        if line == mark or (line == "..." and mark == "---"):
            head = text[start:position]
            if mark == "---" and not _looks_like_yaml(head):
                return None
            return _parsed(
                head, start, first_line, min(end + 1, len(text)), "YAML" if mark == "---" else "TOML"
            )
        position = end + 1
    return _unclosed(text, start, first_line) if mark == "---" else None


def _looks_like_yaml(head: str) -> bool:
    """Whether it is a head and not a text between two rules: empty, or its first line is a key or a comment."""
    line = next((line for line in head.split("\n") if line.strip()), "#")
    return line.lstrip().startswith(("#", "- ", "{", '"', "'")) or bool(_KEY_LINE.match(line))


def _unclosed(text: str, start: int, first_line: int) -> FrontMatter | None:
    """A head whose closing fence is missing: it goes as far as lines with keys do, up to a blank line."""
    end = text.find("\n\n", start, start + MAX_CHARACTERS)
    end = len(text) if end < 0 else end
    head = text[start:end]
    if not _looks_like_yaml(head) or sum(1 for line in head.split("\n") if _KEY_LINE.match(line)) < 2:
        return None
    found = _parsed(head, start, first_line, end, "YAML")
    missing = HeadProblem(
        "the front matter has no closing ---", "it was taken to end at the first blank line", first_line
    )
    return FrontMatter(found.kind, found.fields, found.body, (missing, *found.problems))


def _parsed(head: str, start: int, first_line: int, body: int, kind: str) -> FrontMatter:
    try:
        fields = list(_yaml_fields(head) if kind == "YAML" else _toml_fields(head))
        problems: list[HeadProblem] = []
    except _Unreadable as error:
        fields = list(_line_fields(head))
        problem = HeadProblem(
            f"the front matter is not valid {kind}: {error}",
            "its lines were read one by one as “key: value”",
            first_line + error.line + 1,
        )
        problems = [problem]
    placed = [_placed(field, start, first_line) for field in fields]
    problems.extend(_duplicates(placed))
    return FrontMatter(kind, tuple(placed), body, tuple(problems))


def _placed(field: Field, start: int, first_line: int) -> Field:
    span = Span(field.span.start + start, field.span.end + start) if field.span else None
    return field._replace(line=field.line + first_line + 1, span=span)


def _duplicates(fields: list[Field]) -> Iterator[HeadProblem]:
    seen: dict[tuple[str, int], int] = {}
    for field in fields:
        first = seen.setdefault((field.key, field.depth), field.line)
        if first != field.line and field.depth == 0:
            reason = f"the key “{field.key}” stands in lines {first} and {field.line} of the front matter"
            yield HeadProblem(reason, "the first one was taken", field.line)


def _folded_key(key: str) -> str:
    return key.strip().lower().replace("-", "_").replace(" ", "_")


def _yaml_fields(head: str) -> Iterator[Field]:
    """Read YAML events; `_Unreadable` if they are none, too deep, too many, or use anchors."""
    _check_nesting(head)
    depth = nodes = 0
    stack: list[_Frame] = []
    try:
        for event in yaml.parse(head, Loader=yaml.CBaseLoader):
            if isinstance(event, yaml.NodeEvent):
                nodes += 1
                if nodes > MAX_NODES or depth > MAX_DEPTH:
                    raise _Unreadable("it is nested too deeply or too long", _line_of(event))
                if event.anchor is not None:
                    raise _Unreadable("anchors and aliases are not read", _line_of(event))
            if isinstance(event, yaml.ScalarEvent):
                yield from _scalar(stack, event, head)
            elif isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                stack.append(_Frame(isinstance(event, yaml.MappingStartEvent), _line_of(event)))
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
                yield from _closed(stack)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or "it cannot be read"
        raise _Unreadable(str(reason), mark.line if mark else 0) from error


def _line_of(event: yaml.Event) -> int:
    """The line of the head, from 0, that an event begins in."""
    return event.start_mark.line if event.start_mark else 0


class _Frame:
    """A mapping or list that is being read."""

    __slots__ = ("is_mapping", "items", "key", "line")

    def __init__(self, is_mapping: bool, line: int) -> None:
        self.is_mapping = is_mapping
        self.line = line
        self.key: str | None = None
        self.items: list[str] = []


def _scalar(stack: list[_Frame], event: yaml.ScalarEvent, head: str) -> Iterator[Field]:
    if not stack:
        raise _Unreadable("it is not made of keys and values", _line_of(event))
    frame = stack[-1]
    value = str(event.value)
    if not frame.is_mapping:
        frame.items.append(value)
    elif frame.key is None:
        frame.key, frame.line = value, _line_of(event)
    else:
        span = _span_of(value, head, *_stretch(event))
        text = "" if value in ("~", "null", "Null", "NULL") and event.implicit[0] else value
        yield Field(_folded_key(frame.key), text, frame.line, span, len(stack) - 1)
        frame.key = None


def _stretch(event: yaml.Event) -> tuple[int, int]:
    """Where an event begins and ends in the head."""
    return (event.start_mark.index, event.end_mark.index) if event.start_mark and event.end_mark else (0, 0)


def _closed(stack: list[_Frame]) -> Iterator[Field]:
    """The end of a list or mapping: a list is the value of the key that it stands behind."""
    frame = stack.pop()
    if not stack:
        if not frame.is_mapping:
            raise _Unreadable("it is a list, not keys and values", frame.line)
        return
    owner = stack[-1]
    if not owner.is_mapping:
        owner.items.extend(frame.items)
    elif owner.key is not None:
        if not frame.is_mapping:
            yield Field(_folded_key(owner.key), tuple(frame.items), owner.line, None, len(stack) - 1)
        owner.key = None
    else:
        raise _Unreadable("a key is not text", frame.line)


def _span_of(value: str, head: str, start: int, end: int) -> Span | None:
    """Where the value stands letter for letter between `start` and `end`, inside quotes if there are any."""
    at = head.find(value, start, end) if value else -1
    return Span(at, at + len(value)) if at >= 0 else None


def _check_nesting(head: str) -> None:
    """Refuse what is nested so deeply that parsers overflow, before any of them sees it."""
    depth = 0
    for match in re.finditer(r"[\[{\]}]|(?:[-?:][ \t]+){17}", head):
        sign = match[0]
        depth += 1 if sign in "[{" else -1 if sign in "]}" else 4 * MAX_DEPTH
        if depth >= 4 * MAX_DEPTH:
            raise _Unreadable("it is nested too deeply", head.count("\n", 0, match.start()))


def _toml_fields(head: str) -> Iterator[Field]:
    _check_nesting(head)
    try:
        table = tomllib.loads(head, parse_float=str)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        line = re.search(r"at line (\d{1,9})", str(error))
        raise _Unreadable(str(error), int(line[1]) - 1 if line else 0) from error
    yield from _table_fields(table, head, 0)


def _table_fields(table: Mapping[str, object], head: str, depth: int) -> Iterator[Field]:
    """The entries of a parsed table and its sub-tables, each with the line where its key first begins a line."""
    for key, value in table.items():
        if isinstance(value, Mapping):
            if depth < MAX_DEPTH:
                yield from _table_fields(value, head, depth + 1)
            continue
        begins = re.search(rf'^[ \t]*"?{re.escape(key)}"?[ \t]*[=:]', head, re.MULTILINE)
        at = begins.end() if begins else 0
        line = head.count("\n", 0, at)
        end = head.find("\n", at)
        text: Value = tuple(_plain(v) for v in value) if isinstance(value, list) else _plain(value)
        span = (
            _span_of(text, head, at, end if end >= 0 else len(head))
            if isinstance(text, str) and begins
            else None
        )
        yield Field(_folded_key(key), text, line, span, depth)


def _plain(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _json(text: str, start: int) -> FrontMatter | None:
    """A JSON object at the very beginning that is followed by a line break."""
    head = text[start : start + MAX_CHARACTERS]
    try:
        _check_nesting(head[: head.find("\n}") + 2] if "\n}" in head else head.partition("\n")[0])
        table, length = json.JSONDecoder(parse_int=str, parse_float=str).raw_decode(head)
    except (_Unreadable, ValueError, RecursionError):
        return None
    end = start + length
    if not isinstance(table, dict) or not table or text[end : end + 1].strip():
        return None
    head, first_line = text[start:end], text.count("\n", 0, start)
    fields = tuple(_placed(field, start, first_line) for field in _table_fields(_spread(table), head, 0))
    return FrontMatter("JSON", fields, end)


def _spread(table: Mapping[str, object]) -> Mapping[str, object]:
    """The same without values that are lists of tables."""
    return {
        k: v
        for k, v in table.items()
        if not (isinstance(v, list) and any(isinstance(i, dict | list) for i in v))
    }


def _bare(text: str, start: int) -> FrontMatter | None:
    """`Key: value` lines at the very beginning: at least two, all with known keys, up to a blank line."""
    end = text.find("\n\n", start, start + 4_096)
    if end < 0:
        return None
    lines = text[start:end].split("\n")
    matches = [_KEY_LINE.match(line) for line in lines]
    if len(lines) < 2 or any(
        m is None or m["colon"] != ":" or _folded_key(m["key"]) not in _KNOWN_HEAD for m in matches
    ):
        return None
    first_line = text.count("\n", 0, start)
    fields = [_placed(field, start, first_line) for field in _line_fields(text[start:end])]
    if len({field.key for field in fields}) < 2:
        return None
    return FrontMatter("key: value lines", tuple(fields), end, tuple(_duplicates(fields)))


def _line_fields(head: str) -> Iterator[Field]:
    """Every line `key: value` or `key = value`, and the `- item` lines below a key without a value."""
    starts = [0, *(m.end() for m in re.finditer("\n", head)), len(head) + 1]
    key, key_line, items = "", 0, list[str]()
    for number, (start, end) in enumerate(pairwise(starts)):
        line = head[start : end - 1].rstrip()
        item = _ITEM.match(line) if key else None
        if item:
            items.append(_unquoted(item[1])[0])
            continue
        if key and items:
            yield Field(key, tuple(items), key_line)
        key, items = "", []
        match = _KEY_LINE.match(line)
        if match and match["value"]:
            value, offset = _unquoted(match["value"])
            at = start + match.start("value") + offset
            yield Field(
                _folded_key(match["key"]),
                _listed(value),
                number,
                Span(at, at + len(value)) if value else None,
            )
        elif match:
            key, key_line = _folded_key(match["key"]), number
    if key and items:
        yield Field(key, tuple(items), key_line)


def _unquoted(value: str) -> tuple[str, int]:
    """A value without the quotation marks around it, and how many characters went in front of it."""
    match = _QUOTED.match(value.strip())
    if match:
        return match[2], 1 + len(value) - len(value.lstrip())
    return value.strip(), len(value) - len(value.lstrip())


def _listed(value: str) -> Value:
    """`[a, "b"]` as a list, anything else as it is."""
    if value.startswith("[") and value.endswith("]"):
        items = (_unquoted(item)[0] for item in value[1:-1].split(","))
        return tuple(item for item in items if item)
    return value
