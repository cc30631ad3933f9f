"""What stands around the screen's loop: signals, open files, threads that have to come to an end.

Light, for it is needed before all else.
"""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, Final

SIGNALS: Final[tuple[int, ...]] = tuple(
    getattr(signal, name)
    for name in ("SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2", "SIGALRM", "SIGXCPU")
    if hasattr(signal, name)
)
"""What would end a program that does not care for it; SIGINT is Python's own."""

_ENOUGH_FILES: Final = 256

LEAST_BYTES: Final = 300 * 2**20
_PLENTY_BYTES: Final = 4 * 2**30
_SMALL_STACK: Final = 2**19
_M_ARENA_MAX: Final = -8
"""Of `mallopt` in the GNU library; others take no notice."""

_A_MOMENT_S: Final = 0.05
"""So long a thread that has nothing to do takes to end."""


def leave_on_signals() -> None:
    """Until the screen takes over, a signal ends the program at once: nothing is written or held yet.

    An exception would be lost where the signal meets a callback that nobody waits for.
    """
    for number in SIGNALS:
        signal.signal(number, _leave)


def _leave(number: int, _frame: object) -> None:
    os._exit(128 + number)


def open_files() -> int:
    """How many files may be open at once, after the limit has been raised as far as that is allowed."""
    try:
        import resource  # not everywhere
    except ImportError:
        return _ENOUGH_FILES
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _ENOUGH_FILES if hard == resource.RLIM_INFINITY else min(_ENOUGH_FILES, hard)
    if soft == resource.RLIM_INFINITY or soft >= wanted:
        return _ENOUGH_FILES if soft == resource.RLIM_INFINITY else soft
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0]


def is_memory_enough() -> bool:
    """Whether the memory that may be had (ulimit -v) is enough; where it is bounded, threads take less of it.

    Each thread has 8 MB for its stack and an arena of 64 MB of addresses. The search index ends the program
    at once where an allocation fails: too little is to be found out before.
    """
    try:
        import resource  # not everywhere
    except ImportError:
        return True
    limit = resource.getrlimit(resource.RLIMIT_AS)[0]
    if limit == resource.RLIM_INFINITY or limit > _PLENTY_BYTES:
        return True
    threading.stack_size(_SMALL_STACK)
    with suppress(OSError, AttributeError):
        import ctypes  # only where memory is bounded

        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)
    return limit >= LEAST_BYTES


def run_and_finish(
    work: Callable[[], Coroutine[Any, Any, object]],
    failed: Callable[[BaseException], None],
) -> bool:
    """Run a coroutine with worker threads; returns whether all of them have ended.

    `asyncio.run` would wait for ever for a thread that is at a file of endless lines: such a thread is
    not waited for. `failed` is told of an exception that nobody waited for.
    """
    executor = ThreadPoolExecutor(thread_name_prefix="worker")
    loop = asyncio.new_event_loop()
    loop.set_default_executor(executor)
    loop.set_exception_handler(lambda _loop, context: _tell(context, failed))
    try:
        loop.run_until_complete(work())
    finally:
        executor.shutdown(wait=False, cancel_futures=True)
        threads = [each for each in threading.enumerate() if each.name.startswith("worker")]
        for thread in threads:
            thread.join(_A_MOMENT_S)
        asyncio.set_event_loop(None)
    if any(thread.is_alive() for thread in threads):
        return False
    loop.close()
    return True


def _tell(context: dict[str, Any], failed: Callable[[BaseException], None]) -> None:
    error = context.get("exception")
    if isinstance(error, BaseException):
        failed(error)
