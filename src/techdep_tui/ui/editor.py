"""A file in the reader's own editor, at a line."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path

from techdep_tui.core.errors import TechdepError

_PLUS_LINE = frozenset(
    {"vi", "vim", "nvim", "nano", "emacs", "micro", "kak", "joe", "jed", "ne", "emacsclient"}
)


def edit(path: Path, line: int) -> None:
    """Open `path` in $VISUAL or $EDITOR and wait; raises TechdepError where that cannot be done."""
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor:
        raise TechdepError("No editor is set: export EDITOR=… before you start the program.")
    try:
        command = shlex.split(editor)
        target = str(path.absolute())
    except (ValueError, OSError) as error:
        raise TechdepError(f"The editor “{editor}” cannot be started: {error}.") from error
    if not command:
        raise TechdepError("No editor is set: export EDITOR=… before you start the program.")
    at = [f"+{line}"] if Path(command[0]).name in _PLUS_LINE else []
    try:
        subprocess.run([*command, *at, target], check=False)
    except OSError as error:
        raise TechdepError(f"{command[0]} could not be started: {error.strerror}.") from error
