"""The settings, read from `settings.yaml` in the configuration directory.

    theme: dark
    citation-style: chicago-note
    reader-width: 72
    clipboard-command: my-clipboard --stdin
    keys:
      article.copy: y, ctrl+y

What is absent has its default; what is not understood is a `SettingsError` that names file, line and key.
Which themes, styles and actions there are, and which keys go together, is known where they live: who finds a
fault there reports it with `Settings.fault`.
"""

from __future__ import annotations

import errno
import os
import re
import shlex
import stat
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from techdep_tui.core.articles.decode import decode_bytes, safe_line
from techdep_tui.core.errors import SettingsError
from techdep_tui.core.plain_yaml import Listing, Node, Scalar, Table, YamlFault, read_yaml
from techdep_tui.paths import settings_file

CLIPBOARD_WAYS = ("command", "pbcopy", "clip.exe", "wl-copy", "xclip", "xsel", "tmux", "osc52")
"""The ways to the clipboard, in the order in which they are tried; "command" is the reader's own."""

MAX_BYTES = 65_536
WIDTHS = range(20, 201)


@dataclass(frozen=True)
class ClipboardSettings:
    """Which ways to the clipboard are tried, in which order.

    `command` is a program with its arguments that takes the text on standard input, or empty.
    """

    order: tuple[str, ...] = CLIPBOARD_WAYS
    command: tuple[str, ...] = ()


@dataclass(frozen=True)
class Settings:
    """What the reader can set, each with its default.

    `reader_width` is the measure of the text in columns. `keys` has for an action's id its keys, joined by
    commas as Textual writes them. `path` is the file and `lines` has for each setting in it ("theme",
    "keys.article.copy") the line.
    """

    theme: str = "terminal"
    citation_style: str = "apa"
    reader_width: int = 78
    show_boilerplate: bool = False
    mouse: bool = True
    clipboard: ClipboardSettings = ClipboardSettings()
    keys: Mapping[str, str] = field(default_factory=dict)
    path: Path | None = field(default=None, compare=False)
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)

    def fault(self, name: str, what: str, word: str = "", known: Collection[str] = ()) -> SettingsError:
        """The error for a setting ("theme", "keys.article.copy") whose value is no good.

        `what` says it in a clause ("there is no theme “drak”"); the one of `known` that is most like `word`
        is proposed.
        """
        return _error(self.path, self.lines.get(name), f"{name}: {what}{_nearest(word, known)}")


def load(path: Path | None = None) -> Settings:
    """The settings in the file at `path`, by default the reader's own; the defaults where there is none.

    Raises `SettingsError`.
    """
    path = path or settings_file()
    try:
        data = _read(path)
    except (FileNotFoundError, NotADirectoryError):
        return Settings()
    except OSError as error:
        raise _error(path, None, f"cannot be read: {error.strerror or error}") from error
    return parse(decode_bytes(data).text, path)


def parse(text: str, path: Path | None = None) -> Settings:
    """The settings that `text` holds; `path` is for the errors. Raises `SettingsError`."""
    try:
        node = read_yaml(text)
    except YamlFault as fault:
        raise _error(path, fault.line, str(fault)) from fault
    if node is None:
        return Settings(path=path)
    if not isinstance(node, Table):
        raise _error(path, node.line, "settings are lines of “key: value”")
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
            raise _error(
                path, table.lines[key], f"there is no setting {_quoted(key)}{_nearest(key, _READERS)}"
            )
        if isinstance(node, Scalar) and node.is_null:
            continue
        try:
            values[key] = _READERS[key](node)
        except _Unfit as unfit:
            raise _error(path, unfit.line or table.lines[key], f"{key}: {unfit}") from unfit
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
            raise _Unfit(f"no way to the clipboard is called {_quoted(word)}{_nearest(word, CLIPBOARD_WAYS)}")
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
    "reader-width": _width,
    "show-boilerplate": _truth,
    "mouse": _truth,
    "clipboard-order": _ways,
    "clipboard-command": _command,
    "keys": _keys,
}


def _quoted(word: str) -> str:
    return f"“{word if len(word) <= 60 else word[:60] + '…'}”"


def _nearest(word: str, known: Collection[str]) -> str:
    """A question that proposes the known word most like this one, or "" if none is alike."""
    from difflib import get_close_matches  # 3 ms, for a fault only

    alike = get_close_matches(word.lower().replace("_", "-"), known, n=1)
    return f"; did you mean “{alike[0]}”?" if alike else ""


def _error(path: Path | None, line: int | None, what: str) -> SettingsError:
    place = safe_line(str(path)) if path else "settings"
    return SettingsError(f"{place}{f', line {line}' if line else ''}: {safe_line(what)}")


def _read(path: Path) -> bytes:
    """The bytes of a regular file of bounded size; never waits, as for a named pipe."""
    flags = os.O_RDONLY
    for name in ("O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY"):  # no system has all of them
        flags |= getattr(os, name, 0)
    handle = os.open(path, flags)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "not a regular file")
        with os.fdopen(handle, "rb", closefd=False) as file:
            data = file.read(MAX_BYTES + 1)
    finally:
        os.close(handle)
    if len(data) > MAX_BYTES:
        raise OSError(errno.EFBIG, f"longer than {MAX_BYTES:,} bytes")
    return data
