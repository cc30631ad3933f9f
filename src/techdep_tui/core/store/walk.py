"""Which files are to be looked at: all of them, found in a thread, or a few that somebody has named."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Final

from techdep_tui.core.articles.discover import FoundFile, Walk, look_at
from techdep_tui.core.articles.model import Problem
from techdep_tui.core.errors import CollectionError

_CHUNK: Final = 256


@dataclass(frozen=True, slots=True)
class Found:
    """Files that were found, and what is wrong with others."""

    files: tuple[FoundFile, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class WalkEnded:
    """There is no more to be found. `is_whole` says that what was not found is not there."""

    is_whole: bool
    passed_over: dict[str, int] = field(default_factory=dict)
    problem: Problem | None = None


Tell = Callable[[Found | WalkEnded], None]


def walk_all(paths: Sequence[Path], tell: Tell) -> None:
    """Find everything, in a thread of its own."""
    Thread(target=_walk, args=(paths, tell), daemon=True, name="walk").start()


def look_at_some(names: Iterable[str], paths: Sequence[Path], known: Collection[str]) -> Found | None:
    """The files among some paths that are articles; `None` if it takes a walk to know, as for a folder."""
    outcomes = []
    for name in names:
        path = Path(name)
        outcome = look_at(path, paths)
        if name not in known and (outcome is None or isinstance(outcome, Problem)):
            return None
        outcomes.append(outcome)
    files = tuple(outcome for outcome in outcomes if isinstance(outcome, FoundFile))
    return Found(files, tuple(outcome for outcome in outcomes if isinstance(outcome, Problem)))


def _walk(paths: Sequence[Path], tell: Tell) -> None:
    try:
        search = Walk(paths)
        files: list[FoundFile] = []
        problems: list[Problem] = []
        for outcome in search.all():
            if isinstance(outcome, Problem):
                problems.append(outcome)
            else:
                files.append(outcome)
            if len(files) + len(problems) >= _CHUNK:
                tell(Found(tuple(files), tuple(problems)))
                files, problems = [], []
        tell(Found(tuple(files), tuple(problems)))
        tell(WalkEnded(True, dict(search.passed_over)))
    except (CollectionError, OSError) as error:
        tell(WalkEnded(False, problem=Problem(paths[0], str(error), is_fatal=True)))
