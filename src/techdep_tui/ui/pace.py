"""How far something is that takes a while, and how long it will take yet."""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from techdep_tui.ui.labels import plural

if TYPE_CHECKING:
    from techdep_tui.core.holding import Progress

_AFTER_S = 3.0
"""Nothing is foretold before it has been seen for so long, and the end has stood still for so long."""

_WINDOW_S = 20.0
"""The pace is that of the last so many seconds."""

_SAMPLE_S = 0.5
_MINUTE_S, _HOUR_S = 60, 3600
_FEW_S = 5
"""Seconds are told in steps of so many."""


class Words(NamedTuple):
    """Something said at length, and in brief where there is little room."""

    full: str = ""
    brief: str = ""


class Pace:
    """Foretells the end of something from how it went lately."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._seen: deque[tuple[float, int]] = deque()
        self._total = 0
        self._total_since = 0.0

    def seconds_left(self, done: int, total: int) -> float | None:
        """How long it will take yet; `None` where that cannot be told (yet)."""
        now = self._clock()
        if self._seen and done < self._seen[-1][1]:
            self._seen.clear()
        if total != self._total:
            self._total, self._total_since = total, now
        if not self._seen or now - self._seen[-1][0] >= _SAMPLE_S:
            self._seen.append((now, done))
        while now - self._seen[0][0] > _WINDOW_S and len(self._seen) > 2:
            self._seen.popleft()
        began, done_then = self._seen[0]
        if now - began < _AFTER_S or now - self._total_since < _AFTER_S or done <= done_then:
            return None
        return (total - done) * (now - began) / (done - done_then)


def left_words(seconds: float | None) -> str:
    """`about 40 s left`, `about 3 min left`, `about 2 h left`; empty where it is not known."""
    if seconds is None:
        return ""
    if seconds < 2 * _MINUTE_S - _FEW_S:
        return f"about {max(math.ceil(seconds / _FEW_S), 1) * _FEW_S} s left"
    if seconds < 2 * _HOUR_S:
        return f"about {round(seconds / _MINUTE_S)} min left"
    return f"about {round(seconds / _HOUR_S)} h left"


def reading_words(progress: Progress, pace: Pace, *, has_some: bool) -> Words:
    """How far a load is; `has_some` says that articles are known from the last time."""
    if not progress.files_total:
        looking = "looking for changes …" if has_some else "looking for files …"
        return Words(looking, looking)
    if progress.files_done >= progress.files_total:
        return Words("making the index …", "making the index …")
    percent = 100 * progress.bytes_done // max(progress.bytes_total, 1)
    left = left_words(pace.seconds_left(progress.bytes_done, progress.bytes_total))
    files = f"reading {progress.files_done:,} of {plural(progress.files_total, 'file')}, {percent}%"
    return Words(_joined(files, left), _joined(f"reading {percent}%", left))


def facts_words(done: int, total: int, pace: Pace) -> Words:
    """Of how many articles the facts are known; nothing once it is all."""
    if done >= total:
        return Words()
    left = left_words(pace.seconds_left(done, total))
    percent = 100 * done // max(total, 1)
    return Words(_joined(f"facts of {done:,} of {total:,}", left), _joined(f"facts {percent}%", left))


def _joined(*words: str) -> str:
    return ", ".join(filter(None, words))
