"""Opening a file of the reader's: regular files only, and never waiting for one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TypeVar

from techdep_tui.core.articles.decode import safe_line
from techdep_tui.core.articles.discover import irregular, reason_of
from techdep_tui.core.errors import ArticleError, UnreadableFile

ErrorT = TypeVar("ErrorT", bound=ArticleError)

_OPEN_FLAGS = sum(getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOCTTY"))


@contextmanager
def open_regular(path: Path) -> Iterator[tuple[BinaryIO, int]]:
    """A regular file opened for reading, and its size in bytes; raises UnreadableFile.

    What it is gets decided before it is opened and again on the open handle. Links are followed, as in
    `discover`. It is opened without waiting, lest a named pipe that has taken the file's place blocks.
    """
    try:
        _check(path, path.stat())
        with open(path, "rb", opener=lambda name, flags: os.open(name, flags | _OPEN_FLAGS)) as file:
            status = os.fstat(file.fileno())
            _check(path, status)
            yield file, status.st_size
    except OSError as error:
        raise refusal(UnreadableFile, path, reason_of(error)) from error


def refusal(kind: type[ErrorT], path: Path, reason: str) -> ErrorT:
    """The error that a file is no article, with the reason as a clause."""
    return kind(f"“{safe_line(path.name)}” {reason}.", reason)


def _check(path: Path, status: os.stat_result) -> None:
    if words := irregular(status.st_mode):
        raise refusal(UnreadableFile, path, words)
