"""The articles of a collection as lists need them: entries by number, in columns, a hundred thousand at once.

An entry gets the next number when it is added, and keeps it; one that is removed leaves a gap. So a number is
all that a list, an order or a filter holds of an article, and a row is made only when it is looked at.
"""

from __future__ import annotations

import os
import sys
import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress
from pathlib import Path
from threading import RLock
from typing import Self

from techdep_tui.core.articles.decode import safe_text
from techdep_tui.core.articles.entry import SKETCH_BYTES, Entry
from techdep_tui.core.articles.model import Part, Source
from techdep_tui.core.errors import ArticleNotFound

_SOURCES = tuple(Source)
_FROM_FILE = _SOURCES.index(Source.FILE)
_MISSING = _SOURCES.index(Source.MISSING)

_MAGIC = f"techdep-tui catalogue 2 {sys.byteorder} {array('I').itemsize}\n".encode()
_BETWEEN = "\0"
"""Stands between the texts of a column: no text that has passed the gate holds it, and no path does."""

_UNKNOWN = bytes(SKETCH_BYTES)
"""Stands for a sketch that nobody made: no two hashes of one are the same."""

_SIZE_BYTES, _SUM_BYTES = 8, 4


class UnreadableCatalogueError(ValueError):
    """The bytes are not a catalogue."""


class Catalogue:
    """Entries by number. One thread may add, remove and date them while others read."""

    def __init__(self) -> None:
        self.lock = RLock()
        """Held while entries are removed or dated, and while an order, which rests on that, follows."""
        self._ids: list[str] = []
        self._digests: list[str] = []
        self._paths: list[str] = []
        self._titles: list[str] = []
        self._dates: list[str] = []
        self._whys: list[str] = []
        self._publishers: list[str] = []
        self._sources = array("B")
        self._lengths = array("I")
        self._problem_counts = array("I")
        self._sketches = bytearray()  # of numbers up to the last that has one
        self._lives = bytearray()
        self._number_of: dict[str, int] = {}
        self._numbers_of: dict[str, int | list[int]] = {}
        self._same: dict[str, str] = {}
        self._moved = array("I")
        self._undated = 0

    def __len__(self) -> int:
        """How many entries are live."""
        return len(self._number_of)

    def __contains__(self, article_id: object) -> bool:
        return article_id in self._number_of

    @property
    def end(self) -> int:
        """The number that comes next; every number below it has been given."""
        return len(self._lives)

    @property
    def undated(self) -> int:
        """Live entries whose file has no date."""
        return self._undated

    # Changes

    def add(self, entry: Entry) -> int:
        """Take in an entry, in the place of a live one with the same id; returns its number."""
        if entry.id in self._number_of:
            self.remove(self._number_of[entry.id])
        number = len(self._lives)
        source = _SOURCES.index(entry.date.source)
        self._ids.append(entry.id)
        self._digests.append(entry.digest)
        self._paths.append(str(entry.path))
        self._titles.append(entry.title)
        self._dates.append(self._shared(entry.date.value or ""))
        self._whys.append(self._shared(entry.date.why))
        self._publishers.append(self._shared(entry.publisher))
        self._sources.append(source)
        self._lengths.append(entry.length)
        self._problem_counts.append(entry.problem_count)
        if entry.sketch:
            self._set_sketch(number, entry.sketch)
        self._undated += source != _FROM_FILE
        self._lives.append(1)  # after the columns: who reads meanwhile goes by `end`
        self._number_of[entry.id] = number
        self._note_digest(entry.digest, number)
        return number

    def remove(self, number: int) -> None:
        """Take an entry out; raises ArticleNotFound where it is not live."""
        with self.lock:
            if not self.is_live(number):
                raise ArticleNotFound(f"No article has the number {number}.")
            self._lives[number] = 0
            self._moved.append(number)
            if self.sketch(number):
                self._set_sketch(number, _UNKNOWN)
            self._undated -= self._sources[number] != _FROM_FILE
            del self._number_of[self._ids[number]]
            self._forget_digest(self._digests[number], number)

    def set_date(self, number: int, date: Part[str]) -> None:
        """Give an entry another date, unless it was removed: one that its text tells has become known."""
        with self.lock:
            if not self.is_live(number):
                return
            source = _SOURCES.index(date.source)
            self._undated += (source != _FROM_FILE) - (self._sources[number] != _FROM_FILE)
            self._dates[number] = self._shared(date.value or "")
            self._whys[number] = self._shared(date.why)
            self._sources[number] = source
            self._moved.append(number)

    # One entry

    def is_live(self, number: int) -> bool:
        """Whether a number is that of an entry which was not removed."""
        return 0 <= number < len(self._lives) and self._lives[number] == 1

    def entry(self, number: int) -> Entry:
        """The entry with a number, also if it has been removed; raises ArticleNotFound for one never given.

        Its date has no span, and it no sketch.
        """
        if not 0 <= number < len(self._lives):
            raise ArticleNotFound(f"No article has the number {number}.")
        return Entry(
            self._ids[number],
            self._digests[number],
            Path(self._paths[number]),
            self._titles[number],
            self.date(number),
            self._publishers[number],
            self._lengths[number],
            self._problem_counts[number],
        )

    def date(self, number: int) -> Part[str]:
        """The date of an entry."""
        source = self._sources[number]
        value = None if source == _MISSING else self._dates[number]
        return Part(value, _SOURCES[source], self._whys[number])

    def sketch(self, number: int) -> bytes:
        """The sketch of a live entry's text, `b""` where nobody made one."""
        sketch = bytes(self._sketches[number * SKETCH_BYTES : (number + 1) * SKETCH_BYTES])
        return b"" if sketch == _UNKNOWN else sketch

    def number_of(self, article_id: str) -> int:
        """The number of the live entry with an id; raises ArticleNotFound."""
        try:
            return self._number_of[article_id]
        except KeyError:
            raise ArticleNotFound(f"No article has the id {article_id}.") from None

    def entry_of(self, article_id: str) -> Entry:
        """The live entry with an id; raises ArticleNotFound."""
        return self.entry(self.number_of(article_id))

    # Columns, by number; they also hold what was removed

    @property
    def ids(self) -> Sequence[str]:
        return self._ids

    @property
    def digests(self) -> Sequence[str]:
        return self._digests

    @property
    def paths(self) -> Sequence[str]:
        return self._paths

    @property
    def titles(self) -> Sequence[str]:
        return self._titles

    @property
    def dates(self) -> Sequence[str]:
        """Dates as in `Part.value`, "" where none is known."""
        return self._dates

    @property
    def publishers(self) -> Sequence[str]:
        return self._publishers

    @property
    def lengths(self) -> Sequence[int]:
        return self._lengths

    # Many entries

    @property
    def moved(self) -> Sequence[int]:
        """Numbers that were removed or dated anew, in the order in which it happened: only grows."""
        return self._moved

    @property
    def has_gaps(self) -> bool:
        """Whether an entry was removed."""
        return len(self._number_of) < len(self._lives)

    def numbers(self, start: int = 0) -> Sequence[int]:
        """The numbers of the live entries from `start`, in order."""
        every = range(start, len(self._lives))
        return array("I", compress(every, self._lives[start:])) if self.has_gaps else every

    def live_below(self, end: int) -> int:
        """How many live entries have a number below `end`."""
        return self._lives.count(1, 0, end)

    def titles_by_id(self) -> Iterator[tuple[str, str]]:
        """Pairs of id and title of the live entries."""
        return ((self._ids[number], self._titles[number]) for number in self.numbers())

    def live(self, numbers: Iterable[int]) -> Sequence[int]:
        """Those of these numbers whose entries were not removed, in the same order."""
        each = array("I", numbers)
        return array("I", compress(each, map(self._lives.__getitem__, each)))

    def with_digest(self, digest: str) -> Sequence[int]:
        """The numbers of the live entries with this digest: copies of one file, mostly one."""
        numbers = self._numbers_of.get(digest, [])
        return [numbers] if isinstance(numbers, int) else tuple(numbers)

    def with_path(self, path: Path) -> Sequence[int]:
        """The numbers of the live entries of the file at this path; looks at all of them."""
        return self.live(compress(range(self.end), map(str(path).__eq__, self._paths)))

    def under(self, paths: Iterable[Path]) -> Sequence[int]:
        """The numbers of the live entries of files at these paths or in these folders; looks at all."""
        names = set(map(str, paths))
        folders = tuple("" if name == "." else os.path.join(name, "") for name in names)  # noqa: PTH118
        is_there = (path in names or path.startswith(folders) for path in self._paths)
        return self.live(compress(range(self.end), is_there))

    def entries(self, numbers: Iterable[int] | None = None) -> Iterator[Entry]:
        """The entries with these numbers, else the live ones in order."""
        return map(self.entry, self.numbers() if numbers is None else numbers)

    # As bytes

    def as_bytes(self) -> bytes:
        """All of it, gaps included, in which nothing is left of what was removed."""
        end = self.end
        columns = [_as_bytes(self._of_live(column, end)) for column in self._text_columns]
        columns += [column[:end].tobytes() for column in self._number_columns]
        columns += [bytes(self._sketches[: end * SKETCH_BYTES]), bytes(self._lives[:end])]
        sized = b"".join(part for each in columns for part in (len(each).to_bytes(_SIZE_BYTES, "big"), each))
        return b"".join((_MAGIC, sized, zlib.crc32(sized).to_bytes(_SUM_BYTES, "big")))

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """The catalogue that `as_bytes` wrote; raises UnreadableCatalogueError for anything else."""
        catalogue = cls()
        try:
            catalogue._read(_columns(data))
        except (ValueError, LookupError, OverflowError) as error:
            raise UnreadableCatalogueError("not a catalogue") from error
        return catalogue

    @property
    def _text_columns(self) -> tuple[list[str], ...]:
        """Paths first: they alone need not be safe to show."""
        safe = (self._ids, self._digests, self._titles, self._dates, self._whys, self._publishers)
        return (self._paths, *safe)

    @property
    def _number_columns(self) -> tuple[array[int], ...]:
        return self._sources, self._lengths, self._problem_counts

    def _of_live(self, column: list[str], end: int) -> list[str]:
        if not self.has_gaps:
            return column[:end]
        return [text if is_live else "" for text, is_live in zip(column[:end], self._lives, strict=False)]

    def _read(self, columns: list[bytes]) -> None:
        lives, sketches = columns.pop(), columns.pop()
        numbers = [columns.pop() for _ in self._number_columns]
        for column, data in zip(reversed(self._number_columns), numbers, strict=True):
            column.frombytes(data)
        for texts, data in zip(self._text_columns, columns, strict=True):
            texts.extend(_texts(data, len(lives), is_path=texts is self._paths))
        if {len(lives)} != {*map(len, self._text_columns), *map(len, self._number_columns)}:
            raise UnreadableCatalogueError("columns of different lengths")
        if lives.translate(None, b"\0\1") or max(self._sources, default=0) >= len(_SOURCES):
            raise UnreadableCatalogueError("a number that stands for nothing")
        if len(sketches) % SKETCH_BYTES or len(sketches) > len(lives) * SKETCH_BYTES:
            raise UnreadableCatalogueError("sketches of nothing")
        self._sketches += sketches
        self._lives.extend(lives)
        for shared in (self._dates, self._whys, self._publishers):
            shared[:] = map(self._same.setdefault, shared, shared)
        self._number_of.update(compress(zip(self._ids, range(len(lives)), strict=True), lives))
        if len(self._number_of) != lives.count(1):
            raise UnreadableCatalogueError("an id that two have")
        self._note_digests(lives)
        self._undated = len(self) - sum(compress(map(_FROM_FILE.__eq__, self._sources), lives))

    def _set_sketch(self, number: int, sketch: bytes) -> None:
        start = number * SKETCH_BYTES
        self._sketches.extend(bytes(max(start - len(self._sketches), 0)))
        self._sketches[start : start + SKETCH_BYTES] = sketch

    def _note_digest(self, digest: str, number: int) -> None:
        """Nearly every digest has one number: a list for each would take more room than all the rest."""
        numbers = self._numbers_of.setdefault(digest, number)
        if isinstance(numbers, list):
            numbers.append(number)
        elif numbers != number:
            self._numbers_of[digest] = [numbers, number]

    def _note_digests(self, lives: bytes) -> None:
        """The same for all live entries of a catalogue that has been read."""
        live = list(compress(zip(self._digests, range(len(lives)), strict=True), lives))
        self._numbers_of.update(live)
        if len(self._numbers_of) < len(live):
            self._numbers_of.clear()
            for digest, number in live:
                self._note_digest(digest, number)

    def _forget_digest(self, digest: str, number: int) -> None:
        numbers = self._numbers_of.pop(digest)
        if isinstance(numbers, list):
            others = [other for other in numbers if other != number]
            self._numbers_of[digest] = others if len(others) > 1 else others[0]

    def _shared(self, text: str) -> str:
        """The same text as one object: publishers and dates come again and again."""
        return self._same.setdefault(text, text)


def _as_bytes(texts: list[str]) -> bytes:
    return _BETWEEN.join(texts).encode("utf-8", "surrogatepass")


def _texts(data: bytes, count: int, *, is_path: bool) -> list[str]:
    """The texts of a column."""
    text = data.decode("utf-8", "surrogatepass" if is_path else "strict")
    if not is_path:
        lines = text.replace(_BETWEEN, "\n")
        if safe_text(lines) != lines:
            raise UnreadableCatalogueError("a character that no text has that passed the gate")
    return text.split(_BETWEEN) if count else []


def _columns(data: bytes) -> list[bytes]:
    """The columns, each with its size before it."""
    if not data.startswith(_MAGIC) or len(data) < len(_MAGIC) + _SUM_BYTES:
        raise UnreadableCatalogueError("no catalogue of this version")
    sized = data[len(_MAGIC) : -_SUM_BYTES]
    if zlib.crc32(sized).to_bytes(_SUM_BYTES, "big") != data[-_SUM_BYTES:]:
        raise UnreadableCatalogueError("damaged")
    columns, at = [], 0
    while at < len(sized):
        start = at + _SIZE_BYTES
        at = start + int.from_bytes(sized[at:start], "big")
        columns.append(sized[start:at])
    if at != len(sized):
        raise UnreadableCatalogueError("cut off")
    return columns
