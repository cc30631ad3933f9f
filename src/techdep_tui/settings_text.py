"""The text of the settings becomes `Settings`: one small reader for each setting."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from techdep_tui.config import CLIPBOARD_WAYS, ClipboardSettings, Settings, fault_at, nearest
from techdep_tui.core.plain_yaml import Listing, Node, Scalar, Table, YamlFault, read_yaml

WIDTHS = range(20, 201)


def parse(text: str, path: Path | None = None) -> Settings:
    """The settings that `text` holds; `path` is for the errors. Raises `SettingsError`."""
    try:
        node = read_yaml(text)
    except YamlFault as fault:
        raise fault_at(path, fault.line, str(fault)) from fault
    if node is None:
        return Settings(path=path)
    if not isinstance(node, Table):
        raise fault_at(path, node.line, "settings are lines of “key: value”")
    return _settings(node, path)


class _Unfit(Exception):  # noqa: N818
    """A value is not what its setting takes; the text says what it takes."""

    def __init__(self, what: str, line: int | None = None) -> None:
        super().__init__(what)
        self.line = line


def _settings(table: Table, path: Path | None) -> Settings:
    values: dict[str, Any] = {}
    lines = dict(table.lines)
    for key, node in table.entries.items():
        if key not in _READERS:
            raise fault_at(
                path, table.lines[key], f"there is no setting {_quoted(key)}{nearest(key, _READERS)}"
            )
        if isinstance(node, Scalar) and node.is_null:
            continue
        try:
            values[key] = _READERS[key](node)
        except _Unfit as unfit:
            raise fault_at(path, unfit.line or table.lines[key], f"{key}: {unfit}") from unfit
        if isinstance(node, Table):
            lines.update({f"{key}.{name}": line for name, line in node.lines.items()})
    clipboard = {key: values.pop(f"clipboard-{key}") for key in _CLIPBOARD if f"clipboard-{key}" in values}
    fields = {key.replace("-", "_"): value for key, value in values.items()}
    return Settings(
        **fields, clipboard=ClipboardSettings(**clipboard), path=path, lines=MappingProxyType(lines)
    )


def _word(node: Node) -> str:
    text = node.text.strip() if isinstance(node, Scalar) else ""
    if not text:
        raise _Unfit("takes one word")
    return text


def _truth(node: Node) -> bool:
    word = _word(node).lower()
    if word not in _TRUTHS:
        raise _Unfit(f"takes yes or no, not {_quoted(word)}")
    return _TRUTHS[word]


def _width(node: Node) -> int:
    word = _word(node)
    if not re.fullmatch(r"[0-9]{1,4}", word) or int(word) not in WIDTHS:
        raise _Unfit(f"takes a number of columns from {WIDTHS[0]} to {WIDTHS[-1]}, not {_quoted(word)}")
    return int(word)


def _words(node: Node) -> tuple[str, ...]:
    """A list, or one line of words between commas."""
    given = [_word(item) for item in node.items] if isinstance(node, Listing) else _word(node).split(",")
    words = tuple(dict.fromkeys(word.strip() for word in given if word.strip()))
    if not words:
        raise _Unfit("takes one word at least")
    return words


def _ways(node: Node) -> tuple[str, ...]:
    words = _words(node)
    for word in words:
        if word not in CLIPBOARD_WAYS:
            raise _Unfit(f"no way to the clipboard is called {_quoted(word)}{nearest(word, CLIPBOARD_WAYS)}")
    return words


def _command(node: Node) -> tuple[str, ...]:
    """A list of arguments as they are, or a line as a shell would part it; no shell ever sees it."""
    if isinstance(node, Listing):
        return tuple(_word(item) for item in node.items)
    parts = shlex.shlex(_word(node), posix=True)
    parts.whitespace_split = True
    parts.commenters = ""
    if os.name == "nt":  # where a backslash parts directories
        parts.escape = ""
    try:
        return tuple(parts)
    except ValueError as error:
        raise _Unfit("takes a program with its arguments; a quotation mark in it is not closed") from error


def _keys(node: Node) -> Mapping[str, str]:
    if not isinstance(node, Table):
        raise _Unfit("takes lines of “action: key”")
    keys: dict[str, str] = {}
    for action, value in node.entries.items():
        try:
            keys[action] = ",".join(_words(value))
        except _Unfit as unfit:
            what = f"{_quoted(action)} takes a key, or several between commas"
            raise _Unfit(what, node.lines[action]) from unfit
    return MappingProxyType(keys)


_CLIPBOARD = ("order", "command")
_TRUTHS = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}
_READERS: Mapping[str, Callable[[Node], object]] = {
    "theme": _word,
    "citation-style": _word,
    "strip-tracking": _truth,
    "reader-width": _width,
    "show-boilerplate": _truth,
    "mouse": _truth,
    "clipboard-order": _ways,
    "clipboard-command": _command,
    "keys": _keys,
}


def _quoted(word: str) -> str:
    return f"“{word if len(word) <= 60 else word[:60] + '…'}”"
