"""A lock on a file that the system lets go of when its process ends, however it ends."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import IO

if sys.platform == "win32":
    import msvcrt

    def lock(file: IO[bytes]) -> bool:
        """Lock an open file for this process; `False` if another has it."""
        try:
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def unlock(file: IO[bytes]) -> None:
        """Let another process have it."""
        with suppress(OSError):
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def lock(file: IO[bytes]) -> bool:
        """Lock an open file for this process; `False` if another has it."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def unlock(file: IO[bytes]) -> None:
        """Let another process have it."""
        with suppress(OSError):
            fcntl.flock(file, fcntl.LOCK_UN)
