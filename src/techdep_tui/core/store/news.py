"""What the librarian tells the program, and what the program asks of it. All of it goes through a pipe."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from techdep_tui.core.articles.entry import Entry
from techdep_tui.core.articles.model import Problem

# From the program


@dataclass(frozen=True, slots=True)
class Order:
    """The first message: of which paths a store is to be kept, and under which cache directory.

    Without one it is in a private folder, which goes with the librarian. `is_anew` distrusts what is there.
    """

    paths: tuple[str, ...]
    cache: str | None
    is_anew: bool = False


@dataclass(frozen=True, slots=True)
class Update:
    """Look at these files and folders again; at all that there are, if there is none."""

    paths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Distrust:
    """Something on the shelf could not be read: make all of it anew the next time."""


@dataclass(frozen=True, slots=True)
class Stop:
    """Keep what there is and end; the end of the input means the same."""


Command = Update | Distrust | Stop

# From the librarian


@dataclass(frozen=True, slots=True)
class Opened:
    """The store is in `folder` from now on; all that was told before is void.

    Its catalogue and index are those of the manifest with this stamp; `None`: nothing is in it yet.
    `problems` are those of all files that are known.
    """

    folder: str
    stamp: str | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Walked:
    """All files have been found: how many, how many bytes, and what was skipped or passed over."""

    files: int
    bytes: int
    skipped: tuple[Problem, ...] = ()
    passed_over: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Added:
    """Articles that are on the shelf now, by number in ascending order, and problems of files."""

    entries: tuple[tuple[int, Entry], ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Removed:
    """These articles are there no longer; problems of the files with these paths are void."""

    numbers: tuple[int, ...]
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """Of the files found so far that have to be read: how many are, and how many bytes of how many."""

    files: int
    files_total: int
    bytes: int
    bytes_total: int


@dataclass(frozen=True, slots=True)
class Indexed:
    """The index on disk was committed: the articles with numbers below `end` can be searched."""

    end: int


@dataclass(frozen=True, slots=True)
class Saved:
    """Everything is as on disk, and the manifest says so: nothing is left to do."""

    stamp: str


@dataclass(frozen=True, slots=True)
class Failed:
    """No store can be had, in words for the reader; nothing more is told."""

    reason: str


News = Opened | Walked | Added | Removed | Progress | Indexed | Saved | Failed
