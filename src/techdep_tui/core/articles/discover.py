"""Which files are articles to be, and in which order.

Only regular files count: a named pipe blocks whoever opens it, a device never ends. Links are followed, since
people gather clippings by linking; a folder or file that is reached twice is entered once, so that circles
end, and a link to a folder above the one asked for is not followed.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from techdep_tui.core.articles.decode import safe_line
from techdep_tui.core.articles.model import Problem
from techdep_tui.core.errors import CollectionError

SUFFIXES = (".md", ".markdown", ".mdown", ".txt", ".text")
"""What the name of an article in a folder ends in, in small or capital letters.

A file that is asked for by its own name is taken whatever its suffix.
"""

_NEVER_ENTERED = frozenset({"node_modules", "__pycache__", "__macosx", "lost+found"})


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to read: its size in bytes, and when it was last written (nanoseconds since 1970)."""

    path: Path
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Discovery:
    """The files to read, in order, and what was skipped, each with its reason.

    `passed_over` counts by reason what is no problem: all that was seen is in one of the three, but folders
    that were entered.
    """

    files: tuple[FoundFile, ...]
    skipped: tuple[Problem, ...]
    passed_over: Mapping[str, int] = field(default_factory=dict)


def discover(paths: Sequence[Path]) -> Discovery:
    """Find the articles among files and under folders; raises CollectionError where a path does not exist."""
    found = discover_few(paths, sys.maxsize, sys.maxsize)
    assert found is not None
    return found


def discover_few(paths: Sequence[Path], most_files: int, most_bytes: int) -> Discovery | None:
    """The same where there are no more than so many files and bytes, else `None`, without looking further."""
    files: list[FoundFile] = []
    skipped: list[Problem] = []
    size = 0
    search = Walk(paths)
    for outcome in search.all():
        if isinstance(outcome, Problem):
            skipped.append(outcome)
        else:
            files.append(outcome)
            size += outcome.size
        if len(files) + len(skipped) > most_files or size > most_bytes:
            return None
    return Discovery(tuple(files), tuple(skipped), dict(search.passed_over))


def are_few(paths: Sequence[Path], most: int) -> bool:
    """Whether there is no more than so much, of whatever kind, in some folders; told in a moment."""
    pending = [str(path) for path in paths]
    while pending:
        with suppress(OSError), os.scandir(pending.pop()) as entries:
            for entry in entries:
                most -= 1
                if most < 0:
                    return False
                if entry.is_dir(follow_symlinks=False):
                    pending.append(entry.path)
    return True


def find(paths: Sequence[Path]) -> Iterator[FoundFile | Problem]:
    """Yield what `discover` returns, one by one and as soon as it is found.

    The paths keep their order; under a folder files and folders stand in the order of their names, numbers
    by their value. Hidden files and folders are passed over. Every path is looked at before the first answer.
    """
    return Walk(paths).all()


def look_at(path: Path, asked_for: Sequence[Path]) -> FoundFile | Problem | None:
    """What `find` would yield for one path, by its name and its status alone; `None` for nothing."""
    if not _is_named_as_article(path, asked_for):
        return None
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    except OSError as error:
        return Problem(path, reason_of(error), is_fatal=True)
    if words := irregular(status.st_mode):
        return Problem(path, words, is_fatal=True)
    return FoundFile(path, status.st_size, status.st_mtime_ns)


def _is_named_as_article(path: Path, asked_for: Sequence[Path]) -> bool:
    """Whether a path was asked for, or is that of an article under a folder that was."""
    for each in asked_for:
        if path == each:
            return True
        if path.is_relative_to(each):
            *folders, name = (part.lower() for part in path.relative_to(each).parts)
            is_hidden = any(part.startswith(".") for part in (*folders, name))
            return not is_hidden and name.endswith(SUFFIXES) and _NEVER_ENTERED.isdisjoint(folders)
    return False


def may_concern(path: Path, folders: Sequence[Path]) -> bool:
    """Whether something at a path, which may be gone, can matter to what `discover` finds under folders.

    No part of it below the folder is hidden or of a kind that never holds articles, and the last is that of
    an article, or of a folder, or of what could have been one.
    """
    if not path.name.lower().endswith(SUFFIXES) and (path.is_file() or (path.suffix and not path.is_dir())):
        return False
    for folder in folders:
        if path.is_relative_to(folder):
            parts = path.relative_to(folder).parts
            return not any(part.startswith(".") or part.lower() in _NEVER_ENTERED for part in parts)
    return False


def reason_of(error: OSError) -> str:
    """Say in a clause why the system would not give a file or folder, fit to stand after its name."""
    if isinstance(error, FileNotFoundError):
        return "is gone"
    if isinstance(error, PermissionError):
        return "cannot be read: no permission"
    if error.errno == errno.ELOOP:
        return "is a link that leads in a circle"
    return f"cannot be read: {safe_line(error.strerror or type(error).__name__)}"


def irregular(mode: int) -> str | None:
    """Say in a clause what something that is not a regular file is, by its mode; `None` for a regular one."""
    if stat.S_ISREG(mode):
        return None
    return next((words for is_kind, words in _KINDS if is_kind(mode)), "is not a regular file")


_KINDS = (
    (stat.S_ISDIR, "is a folder"),
    (stat.S_ISFIFO, "is a named pipe, not a file"),
    (stat.S_ISSOCK, "is a socket, not a file"),
    (stat.S_ISCHR, "is a device, not a file"),
    (stat.S_ISBLK, "is a device, not a file"),
)


def _status(path: Path) -> os.stat_result:
    try:
        return path.stat()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise CollectionError(
            f"There is no file or folder “{safe_line(str(path))}”: "
            "name one that exists, as in “techdep-tui FOLDER”."
        ) from error
    except OSError as error:
        raise CollectionError(f"“{safe_line(str(path))}” {reason_of(error)}.") from error
    except ValueError as error:
        raise CollectionError(f"“{safe_line(str(path))}” cannot be the name of a file or folder.") from error


class Walk:
    """One walk over files and folders, which remembers where it has been, and what it passed over.

    Every path is looked at when it is made: raises CollectionError where one does not exist.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        self.passed_over: Counter[str] = Counter()
        self._asked_for = [(path, _status(path)) for path in paths]
        self._seen = _above(paths) - {_identity(status) for _, status in self._asked_for}
        self._system_devices = _system_devices()

    def all(self) -> Iterator[FoundFile | Problem]:
        """Everything, in order."""
        for path, status in self._asked_for:
            if stat.S_ISDIR(status.st_mode):
                yield from self.under(path)
            elif outcome := self.file(path, status):
                yield outcome

    def under(self, folder: Path) -> Iterator[FoundFile | Problem]:
        pending: list[str | FoundFile | Problem] = [str(folder)]
        while pending:
            item = pending.pop()
            if isinstance(item, str):
                pending.extend(reversed(self._contents(item)))
            else:
                yield item

    def file(self, path: Path, status: os.stat_result) -> FoundFile | Problem | None:
        """The file or what is wrong with it; `None` if it has been seen under another name."""
        if words := irregular(status.st_mode):
            return Problem(path, words, is_fatal=True)
        if not self._is_new(status):
            self.passed_over["seen already, under another name"] += 1
            return None
        return FoundFile(path, status.st_size, status.st_mtime_ns)

    def _contents(self, folder: str) -> list[str | FoundFile | Problem]:
        """What is in a folder, in order: files, problems and, as strings, further folders."""
        try:
            status = os.stat(folder)  # noqa: PTH116 - a hundred thousand `Path`s would double the time
            if status.st_dev in self._system_devices:
                return [Problem(Path(folder), "is a folder of the system", is_fatal=True)]
            if not self._is_new(status):
                self.passed_over["folders seen already"] += 1
                return []
            with os.scandir(folder) as entries:
                wanted = [entry for entry in entries if self._is_wanted(entry)]
        except OSError as error:
            return [Problem(Path(folder), reason_of(error), is_fatal=True)]
        outcomes = map(self._outcome, sorted(wanted, key=_natural_order))
        return [outcome for outcome in outcomes if outcome is not None]

    def _outcome(self, entry: os.DirEntry[str]) -> str | FoundFile | Problem | None:
        if _is_folder(entry):
            return entry.path
        try:
            status = entry.stat()
        except FileNotFoundError as error:
            reason = "is a link that leads nowhere" if entry.is_symlink() else reason_of(error)
            return Problem(Path(entry.path), reason, is_fatal=True)
        except OSError as error:
            return Problem(Path(entry.path), reason_of(error), is_fatal=True)
        return self.file(Path(entry.path), status)

    def _is_wanted(self, entry: os.DirEntry[str]) -> bool:
        name = entry.name.lower()
        if name.startswith("."):
            reason = "hidden"
        elif name.endswith(SUFFIXES):
            return True
        elif not _is_folder(entry):
            reason = "other kinds of file"
        elif name not in _NEVER_ENTERED:
            return True
        else:
            reason = "folders that never hold articles"
        self.passed_over[reason] += 1
        return False

    def _is_new(self, status: os.stat_result) -> bool:
        """Whether a file or folder is met for the first time; always, where the system has no inodes."""
        identity = _identity(status)
        if identity in self._seen:
            return False
        if status.st_ino:
            self._seen.add(identity)
        return True


def _identity(status: os.stat_result) -> tuple[int, int]:
    return status.st_dev, status.st_ino


def _above(paths: Sequence[Path]) -> set[tuple[int, int]]:
    """The folders above the given paths: a link to one of them would lead out of what was asked for."""
    above: set[tuple[int, int]] = set()
    for path in paths:
        with suppress(OSError):
            above.update(_identity(folder.stat()) for folder in path.resolve().parents)
    return above


def _system_devices() -> frozenset[int]:
    """The devices whose files are windows into the kernel; reading some of them never ends."""
    devices = {place: _device(place) for place in ("/", "/proc", "/sys")}
    return frozenset(device for device in devices.values() if device is not None and device != devices["/"])


def _device(place: str) -> int | None:
    try:
        return Path(place).stat().st_dev
    except OSError:
        return None


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


_NUMBER = re.compile(r"(\d+)")


def _natural_order(entry: os.DirEntry[str]) -> tuple[list[str | int], str]:
    """A key that sorts `part 2` before `part 10`, and small and capital letters together."""
    parts: list[str | int] = list(_NUMBER.split(entry.name.casefold()))
    parts[1::2] = map(int, parts[1::2])
    return parts, entry.name
