"""Heads read line by line: quickly where they are plain enough, leniently where nothing else reads them."""

from __future__ import annotations

from collections.abc import Iterator

from techdep_tui.core.articles.head_model import Field, Value
from techdep_tui.core.articles.offsets import Span

_LONGEST_KEY = 40
_INDICATORS = tuple("[]{}&*!|>%@`#,?\"'-:~=")
"""Signs that a plain YAML scalar does not begin with, or that need a closer look."""
_NULLS = frozenset(("null", "Null", "NULL"))


def folded_key(key: str) -> str:
    """A key in small letters with `_` for blanks and hyphens."""
    return key.strip().lower().replace("-", "_").replace(" ", "_")


def key_of(line: str, mark: str) -> str | None:
    """The folded key of a line `key: value` (or another `mark`); `None` if it is none."""
    key, found, value = line.partition(mark)
    key = key.rstrip()
    if (
        not found
        or not 0 < len(key) <= _LONGEST_KEY
        or not key[0].isalpha()
        or (value and value[0] not in " \t")
    ):
        return None
    return folded_key(key) if all(c.isalnum() or c in "_-. " for c in key) else None


def is_key_line(line: str) -> bool:
    """Whether a line is `key: value` or `key = value`."""
    return key_of(line, ":") is not None or key_of(line, "=") is not None


def simple_fields(head: str) -> list[Field] | None:
    """The fields of a YAML head with nothing but plain or quoted values in one line and lists of such.

    `None` if there is anything else in it: then a real parser must read it. Most heads are so simple, and a
    parser takes longer to be loaded than a hundred of them to be read.
    """
    fields: list[Field] = []
    items: list[str] = []
    takes_items, item_indent = False, -1
    position = 0
    for number, line in enumerate(head.split("\n")):
        start, position = position, position + len(line) + 1
        text = line.rstrip(" ")
        if not text or text[0] == "#":
            continue
        item = text.lstrip(" ")
        if takes_items and item.startswith("- "):
            indent, value = len(text) - len(item), _scalar(item[2:].strip(" "))
            if value is None or item_indent not in (-1, indent):
                return None
            items.append(value)
            item_indent = indent
            continue
        key = key_of(text, ":")
        if key is None or "\t" in text:
            return None
        _close_list(fields, items)
        rest = text[text.index(":") + 1 :].strip(" ")
        field = _field(key, rest, number, start + len(text) - len(rest))
        if field is None:
            return None
        fields.append(field)
        takes_items, items, item_indent = not rest, [], -1
    _close_list(fields, items)
    return fields


def _close_list(fields: list[Field], items: list[str]) -> None:
    """Give the last field the items that stood below it."""
    if items:
        fields[-1] = fields[-1]._replace(value=tuple(items))


def _field(key: str, rest: str, line: int, at: int) -> Field | None:
    """The field of a simple line; `None` if the value is not simple."""
    if rest.startswith("[") and rest.endswith("]"):
        entries = [_scalar(entry.strip(" ")) for entry in rest[1:-1].split(",")] if rest != "[]" else []
        if any(entry is None for entry in entries) or not _is_flat(rest[1:-1]):
            return None
        return Field(key, tuple(entry for entry in entries if entry), line)
    value = _scalar(rest)
    if value is None:
        return None
    quote = 1 if rest[:1] in ("'", '"') else 0
    return Field(key, value, line, Span(at + quote, at + quote + len(value)) if value else None)


def _is_flat(entries: str) -> bool:
    """Whether the entries of a list in brackets are parted by nothing but commas."""
    return not any(sign in entries for sign in "[]{}\"'#:")


def _scalar(text: str) -> str | None:
    """The value of a plain or quoted YAML scalar of one line; `None` if it needs a parser."""
    if text[:1] == '"':
        return (
            text[1:-1] if len(text) > 1 and text.find('"', 1) == len(text) - 1 and "\\" not in text else None
        )
    if text[:1] == "'":
        return text[1:-1] if len(text) > 1 and text.find("'", 1) == len(text) - 1 else None
    if text in _NULLS or not text:
        return ""
    if text.startswith(_INDICATORS) or ": " in text or " #" in text or text.endswith(":"):
        return None
    return text


def line_fields(head: str) -> Iterator[Field]:
    """Every line `key: value` or `key = value`, and the `- item` lines below a key without a value.

    The lenient way, for heads that no parser reads. Never fails.
    """
    key, key_line, items = "", 0, list[str]()
    position = 0
    for number, line in enumerate(head.split("\n")):
        start, position = position, position + len(line) + 1
        stripped = line.strip()
        if key and stripped.startswith("- "):
            items.append(_unquoted(stripped[2:].strip()))
            continue
        if key and items:
            yield Field(key, tuple(items), key_line)
        key, items = "", []
        mark = ":" if key_of(line, ":") else "="
        found = key_of(line, mark)
        if found is None:
            continue
        value = line[line.index(mark) + 1 :].strip()
        if value:
            inner = _unquoted(value)
            at = start + line.rindex(value) + (value.find(inner) if inner else 0)
            yield Field(found, _listed(inner), number, Span(at, at + len(inner)) if inner else None)
        else:
            key, key_line = found, number
    if key and items:
        yield Field(key, tuple(items), key_line)


def _unquoted(value: str) -> str:
    """A value without the quotation marks around it."""
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value


def _listed(value: str) -> Value:
    """`[a, "b"]` as a list, anything else as it is."""
    if value.startswith("[") and value.endswith("]"):
        items = (_unquoted(item.strip()) for item in value[1:-1].split(","))
        return tuple(item for item in items if item)
    return value
