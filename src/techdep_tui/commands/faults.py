"""A fault of the program itself: one clear line for the reader, the details in a file.

A traceback on the screen would bury that line, and could hold whatever stood in the files that were read.
"""

from __future__ import annotations

import os
import traceback
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp

from techdep_tui import __version__
from techdep_tui import paths as places
from techdep_tui.core.articles.decode import safe_text

FILE_NAME = "last-fault.txt"
_MOST_CHARACTERS = 100_000


def report(error: BaseException) -> str:
    """Keep the details of an error, readable by the reader alone; returns what to say."""
    what = f"A fault in the program ended it ({type(error).__name__}{_place(error)})."
    try:
        file = _keep(_details(error))
    except OSError as fault:
        return f"{what} The details could not be kept: {fault.strerror or fault}."
    return f"{what} The details are in {file}."


def _place(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "techdep_tui" in frame.filename] or frames
    return f" at {Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else ""


def _details(error: BaseException) -> str:
    lines = traceback.format_exception(error, limit=60)
    return f"techdep-tui {__version__}\n\n{safe_text(''.join(lines))[-_MOST_CHARACTERS:]}"


def _keep(text: str) -> Path:
    directory = places.state_dir()
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = mkstemp(prefix=f".{FILE_NAME}-", dir=directory)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as file:
            file.write(text)
        return Path(name).replace(directory / FILE_NAME)
    except OSError:
        with suppress(OSError):
            Path(name).unlink()
        raise
