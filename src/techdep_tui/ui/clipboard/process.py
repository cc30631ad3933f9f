"""Running a small program within a time limit, such that nothing it leaves behind can hold the caller up."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from techdep_tui.core.articles.decode import safe_line

LIMIT_S = 1.5
"""So long one way to the clipboard may take, with all the programs that it runs."""

_KILLED_S = 0.2
"""So long it is waited for a program that was killed."""


def time_limit() -> float:
    """The end of the time for a way that is begun now, on the monotonic clock."""
    return time.monotonic() + LIMIT_S


@dataclass(frozen=True, slots=True)
class Ended:
    """How a program ended: `fault` is "" if well, else says in a clause what happened."""

    output: bytes = b""
    fault: str = ""


def run(
    command: Sequence[str],
    environ: Mapping[str, str],
    until: float,
    *,
    given: bytes | None = None,
    is_read: bool = False,
) -> Ended:
    """Run a program, give it bytes on standard input, and read its output if asked to.

    Without being asked its output goes nowhere: xclip and wl-copy leave a child behind that keeps what it
    inherits, and a pipe would never end. The program runs in a session of its own, where the closing of the
    terminal does not reach that child, and away from the reader's folder, which it would keep in use. When
    its time is over (`until`, see `time_limit`) it is killed with all its children.
    """
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL if given is None else subprocess.PIPE,
            stdout=subprocess.PIPE if is_read else subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=dict(environ),
            cwd=None if sys.platform == "win32" else "/",
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except (OSError, ValueError) as error:
        return Ended(fault=f"cannot be started: {safe_line(getattr(error, 'strerror', None) or str(error))}")
    allowed = max(until - time.monotonic(), 0)
    try:
        output, _ = process.communicate(given, timeout=allowed)
    except subprocess.TimeoutExpired:
        _kill(process)
        return Ended(fault=f"no answer within {allowed:.1f} s")
    except OSError as error:
        _kill(process)
        return Ended(fault=safe_line(str(error)))
    if process.returncode:
        return Ended(output or b"", _how_it_ended(process.returncode))
    return Ended(output or b"")


def _kill(process: subprocess.Popen[bytes]) -> None:
    with suppress(OSError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    for stream in (process.stdin, process.stdout):
        if stream:
            with suppress(OSError):
                stream.close()
    with suppress(subprocess.TimeoutExpired):
        process.wait(timeout=_KILLED_S)


def _how_it_ended(code: int) -> str:
    return f"ended with code {code}" if code > 0 else f"ended by signal {-code}"
