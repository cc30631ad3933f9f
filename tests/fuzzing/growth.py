"""Whether the time that an input takes grows with its length and no faster."""

from __future__ import annotations

import time
from collections.abc import Callable

LENGTH = 3_000
"""Bytes of a case made long; they stand for some ten times as many characters."""

MOST_GROWTH = 3.0
SLACK_S = 0.05
ATTEMPTS = 3

NOT_LONG = frozenset({"state", "dialogue", "search", "kept_facts"})
"""Targets that take short inputs only, or the first part of a long one."""


def too_fast_a_growth(run: Callable[[bytes], object], data: bytes) -> str:
    """How long an input made long and then twice as long takes, if that is too much, else "".

    Measured again where it seems so: other programs are at work, too.
    """
    once = twice = 0.0
    for _ in range(ATTEMPTS):
        once, twice = (_seconds(run, _repeated(data, length)) for length in (LENGTH, 2 * LENGTH))
        if twice <= MOST_GROWTH * once + SLACK_S:
            return ""
    return f"made long takes {once:.3f} s, twice as long {twice:.3f} s"


def _repeated(data: bytes, length: int) -> bytes:
    body = data[1:]
    return data[:1] + (body * (length // len(body) + 1))[:length]


def _seconds(run: Callable[[bytes], object], data: bytes) -> float:
    begin = time.process_time()
    run(data)
    return time.process_time() - begin
