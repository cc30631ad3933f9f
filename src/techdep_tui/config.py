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
import stat
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from techdep_tui.core.articles.decode import decode_bytes, safe_line
from techdep_tui.core.errors import SettingsError
from techdep_tui.paths import settings_file

CLIPBOARD_WAYS = ("command", "pbcopy", "clip.exe", "wl-copy", "xclip", "xsel", "tmux", "osc52")
"""The ways to the clipboard, in the order in which they are tried; "command" is the reader's own."""

MAX_BYTES = 65_536


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

    With `strip_tracking` addresses are cited without the parameters that only follow the reader.
    `reader_width` is the measure of the text in columns. `keys` has for an action's id its keys, joined by
    commas as Textual writes them. `path` is the file and `lines` has for each setting in it ("theme",
    "keys.article.copy") the line.
    """

    theme: str = "terminal"
    citation_style: str = "apa"
    strip_tracking: bool = False
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
        return fault_at(self.path, self.lines.get(name), f"{name}: {what}{nearest(word, known)}")


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
        raise fault_at(path, None, f"cannot be read: {error.strerror or error}") from error
    from techdep_tui.settings_text import parse  # PyYAML: 20 ms, for those who have settings

    return parse(decode_bytes(data).text, path)


def nearest(word: str, known: Collection[str]) -> str:
    """A question that proposes the known word most like this one, or "" if none is alike."""
    from difflib import get_close_matches  # 3 ms, for a fault only

    alike = get_close_matches(word.lower().replace("_", "-"), known, n=1)
    return f"; did you mean “{alike[0]}”?" if alike else ""


def fault_at(path: Path | None, line: int | None, what: str) -> SettingsError:
    """The error for a line of a settings file."""
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
