"""What the store knows of every file: its size, when it was written, and which article it became.

So a file is read again only if it has changed. The register is written as a whole, as the catalogue is.
"""

from __future__ import annotations

import os
import zlib
from array import array
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, Self

from techdep_tui.core import safe_json
from techdep_tui.core.articles.discover import FoundFile
from techdep_tui.core.articles.model import Problem
from techdep_tui.core.store.encoded import problem_row, read_problem

_BETWEEN = b"\0"
_SUM_BYTES, _SIZE_BYTES = 4, 8
_NONE = -1


class UnreadableRegisterError(ValueError):
    """The bytes are not a register."""


class Known(NamedTuple):
    """A file as it was when it was read; `number` is that of its article, `None` if it is none."""

    size: int
    mtime_ns: int
    number: int | None


class Register:
    """The known files by path; and the problems of those few that have any."""

    def __init__(self) -> None:
        self._files: dict[str, Known] = {}
        self._problems: dict[str, tuple[Problem, ...]] = {}

    def __len__(self) -> int:
        return len(self._files)

    def __contains__(self, path: object) -> bool:
        return path in self._files

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def is_current(self, file: FoundFile) -> bool:
        """Whether a file is as it was when it was read."""
        known = self._files.get(str(file.path))
        return known is not None and known.size == file.size and known.mtime_ns == file.mtime_ns

    def number_of(self, path: str) -> int | None:
        """The number of the article that a file became, if it did."""
        known = self._files.get(path)
        return known.number if known else None

    def put(self, path: str, known: Known, problems: tuple[Problem, ...]) -> None:
        """Remember a file."""
        self._files[path] = known
        if problems:
            self._problems[path] = problems
        else:
            self._problems.pop(path, None)

    def forget(self, path: str) -> None:
        """Know nothing of a file any more."""
        self._files.pop(path, None)
        self._problems.pop(path, None)

    def problems(self) -> Iterator[Problem]:
        """All problems, in the order in which their files were read."""
        for path in self._files:
            yield from self._problems.get(path, ())

    def as_bytes(self) -> bytes:
        """All of it."""
        files = self._files.values()
        columns = (
            _BETWEEN.join(map(os.fsencode, self._files)),
            array("q", (known.size for known in files)).tobytes(),
            array("q", (known.mtime_ns for known in files)).tobytes(),
            array("q", (_NONE if known.number is None else known.number for known in files)).tobytes(),
            safe_json.dump(self._problem_rows()).encode(),
        )
        data = b"".join(part for each in columns for part in (len(each).to_bytes(_SIZE_BYTES, "big"), each))
        return zlib.crc32(data).to_bytes(_SUM_BYTES, "big") + data

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """The register that `as_bytes` wrote; raises `UnreadableRegisterError` for anything else."""
        register = cls()
        try:
            paths_data, *numbers, problems = _columns(data)
            paths = list(map(os.fsdecode, paths_data.split(_BETWEEN))) if paths_data else []
            sizes, times, articles = map(_numbers, numbers)
            known = map(Known, sizes, times, (None if number < 0 else number for number in articles))
            register._files = dict(zip(paths, known, strict=True))
            if not len(register._files) == len(sizes) == len(times) == len(articles):
                raise UnreadableRegisterError("columns of different lengths")
            register._problems = {
                paths[at]: tuple(read_problem(Path(paths[at]), row) for row in rows)
                for at, rows in safe_json.load(problems.decode())
            }
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
            raise UnreadableRegisterError("not a register") from error
        return register

    def _problem_rows(self) -> list[object]:
        """The problems of files by the files' places."""
        return [
            [at, [problem_row(problem) for problem in self._problems[path]]]
            for at, path in enumerate(self._files)
            if path in self._problems
        ]


def _columns(data: bytes) -> Iterable[bytes]:
    if zlib.crc32(memoryview(data)[_SUM_BYTES:]) != int.from_bytes(data[:_SUM_BYTES], "big"):
        raise UnreadableRegisterError("damaged")
    at, columns = _SUM_BYTES, []
    while at < len(data):
        start = at + _SIZE_BYTES
        at = start + int.from_bytes(data[at:start], "big")
        columns.append(data[start:at])
    return columns


def _numbers(data: bytes) -> array[int]:
    numbers = array("q")
    numbers.frombytes(data)
    return numbers
