"""Writing a file whole: afterwards all of the new text is there, or things are as they were.

The text is written beside the file, to the disk, and then takes its name in one step.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex

_WITHOUT_LINKS = frozenset(
    {errno.EPERM, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK, errno.EXDEV}
)
"""What a file system says that has no hard links."""


def write_new(path: Path, text: str) -> None:
    """Write a new file; raises FileExistsError where there is one of that name, or another OSError."""
    _refuse_if_there(path)  # before anything is written
    with _written_beside(path, text) as temporary:
        try:
            os.link(temporary, path)
        except OSError as error:
            if error.errno not in _WITHOUT_LINKS:
                raise
            _refuse_if_there(path)
            temporary.rename(path)


def write_over(path: Path, text: str) -> None:
    """Write a file, in the place of one of that name if there is one; raises OSError."""
    with _written_beside(path, text) as temporary:
        temporary.replace(path)


def _refuse_if_there(path: Path) -> None:
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))


@contextmanager
def _written_beside(path: Path, text: str) -> Iterator[Path]:
    """A file with the text in the same folder, which is gone afterwards if nobody has moved it."""
    temporary = path.with_name(f".techdep-tui-{token_hex(8)}")
    try:
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8", "replace"))
            file.flush()
            os.fsync(file.fileno())
        yield temporary
    finally:
        with suppress(OSError):
            temporary.unlink()
