"""The reader's state behind one small interface."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from functools import lru_cache, partial
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Any, NamedTuple, Self, TypeVar

from techdep_tui.core.articles.decode import safe_text
from techdep_tui.core.errors import StateError
from techdep_tui.core.state.database import (
    ERRORS,
    Opened,
    connect,
    in_memory,
    is_damage,
    open_database,
    reason,
    transaction,
)
from techdep_tui.core.state.model import (
    FACT,
    OVERRIDE,
    PLACE,
    READ,
    SET,
    STARRED,
    Change,
    Mark,
    Undone,
    undone,
)

T = TypeVar("T")

UNDO_LIMIT = 100
"""So many steps can be taken back."""

_MAX_PLACE_DIGITS = 15
_NO_ARTICLE = ""
"""Stands where an article's digest would."""

_PAGE = 4_000
"""Articles read in one go: who wants to write waits while that lasts, some milliseconds."""

_FEW = 500
"""Up to so many articles are looked up one by one; beyond, to read all values is quicker."""


class _Step(NamedTuple):
    """Changes of this session that the file has taken."""

    changes: list[Change]
    is_undoable: bool


class State:
    """What the reader did with each article, by the digest of its content.

    Safe with several windows and threads; nothing in it is lost if the program is killed. When the file
    cannot be used, everything works in memory and `problem` says so. Every method raises `StateError` only if
    even that fails.
    """

    def __init__(self, path: Path, opened: Opened) -> None:
        self._path = path
        self._database, self._problem, self._is_kept = opened
        self._lock = RLock()
        self._unkept: list[Change] = []
        self._session: list[_Step] = []
        self._marked: dict[str, tuple[tuple[int, ...], list[str]]] = {}
        self._changes: Counter[str] = Counter()

    @classmethod
    def open(cls, path: Path) -> Self:
        """The state kept in the file at `path`, which is made with its directory if need be; never fails."""
        return cls(path, open_database(path))

    @property
    def problem(self) -> str | None:
        """What is wrong with keeping the state, in a sentence for the reader; may come at any change."""
        return self._problem

    @property
    def is_kept(self) -> bool:
        """Whether changes outlast the program."""
        return self._is_kept

    def marks(self, digests: Iterable[str]) -> Mapping[str, Mark]:
        """The mark of each digest, a blank one for an article never touched."""
        wanted = list(digests)
        rows = self._do(lambda database: _values(database, wanted))
        fields: dict[str, dict[str, str]] = {}
        for digest, field, value in rows:
            fields.setdefault(digest, {})[field] = value
        blank = Mark()
        return {digest: _mark(fields[digest]) if digest in fields else blank for digest in wanted}

    def all_marks(self) -> Mapping[str, Mark]:
        """The marks of all articles that were ever read, starred or left at a place, by digest."""
        rows = self._pages(
            "SELECT digest, max(field = ? AND value = ?), max(field = ? AND value = ?),"
            " max(CASE field WHEN ? THEN value END) FROM value WHERE digest > ? AND field IN (?, ?, ?)"
            " GROUP BY digest ORDER BY digest LIMIT ?",
            (READ, SET, STARRED, SET, PLACE),
            (READ, STARRED, PLACE),
        )
        return {digest: _made(bool(read), bool(star), place or "") for digest, read, star, place in rows}

    def set_read(self, digests: str | Collection[str], is_read: bool, *, is_undoable: bool = True) -> None:
        """Mark an article, or several in one step, as read or unread.

        Not undoable is what the program marks by itself, lest `undo` takes that back instead of what the
        reader did.
        """
        self._set(digests, READ, SET if is_read else None, is_undoable=is_undoable)

    def set_starred(self, digests: str | Collection[str], is_starred: bool) -> None:
        """Put a star to an article, or to several in one step, or take it off."""
        self._set(digests, STARRED, SET if is_starred else None)

    def set_place(self, digest: str, position: int) -> None:
        """Keep the place in an article; no step to undo.

        A character of the file serves best: unlike one of the reading text, it stays when the program learns
        to clean better.
        """
        self._set(digest, PLACE, str(max(position, 0)), is_undoable=False)

    def record_override(self, digest: str, field: str, value: str | None) -> None:
        """Keep a part of an article ("publisher") that the reader filled in; `None` removes it."""
        self._set(digest, OVERRIDE + field, None if value is None else safe_text(value))

    def overrides(self, digest: str) -> Mapping[str, str]:
        """The parts of an article that the reader filled in, by name."""
        return self._fields(digest, OVERRIDE)

    def record_corrections(self, digest: str, entries: Mapping[str, str | None]) -> None:
        """Keep what the reader said of an article's facts, in one step; `None` removes an entry."""
        self._change(
            Change(digest, FACT + key, None, None if entry is None else safe_text(entry))
            for key, entry in entries.items()
        )

    def corrections(self, digest: str) -> Mapping[str, str]:
        """What the reader said of an article's facts, by the fact's key."""
        return self._fields(digest, FACT)

    def corrected(self) -> Iterator[str]:
        """The digests of all articles of whose facts the reader said something."""
        query = (
            "SELECT DISTINCT digest FROM value WHERE digest > ? AND substr(field, 1, length(?)) = ?"
            " ORDER BY digest LIMIT ?"
        )
        return (row[0] for row in self._pages(query, (), (FACT, FACT)))

    def marked(self, field: str) -> Sequence[str]:
        """The digests of all articles marked so, `READ` or `STARRED`; the same object until that changes."""
        version = self._do(lambda database: self._version(database, field))
        held = self._marked.get(field)
        if held is None or held[0] != version:
            query = (
                "SELECT digest FROM value WHERE digest > ? AND field = ? AND value = ?"
                " ORDER BY digest LIMIT ?"
            )
            held = self._marked[field] = version, [row[0] for row in self._pages(query, (), (field, SET))]
        return held[1]

    def keep(self, field: str, value: str | None) -> None:
        """Keep a value that belongs to no article; `None` removes it; no step to undo."""
        self._set(_NO_ARTICLE, field, value, is_undoable=False)

    def kept(self, prefix: str) -> Mapping[str, str]:
        """The values that belong to no article and whose fields begin so, by the rest of the field."""
        return self._fields(_NO_ARTICLE, prefix)

    def undo(self) -> str | None:
        """Take the last step back, and say in words what that was; `None` if there is none."""
        step = self.undo_step()
        return step.words if step else None

    def undo_step(self) -> Undone | None:
        """The same, with the articles that it concerned."""
        changes = self._do(_take_back)
        if not changes:
            return None
        reverse = [Change(c.digest, c.field, c.after, c.before) for c in changes]
        self._remember(_Step(reverse, is_undoable=False), is_undo=True)
        return undone(changes)

    def close(self) -> None:
        """Close the file; what could not be kept before is tried once more."""
        with self._lock:
            if self._unkept:
                with suppress(OSError, StateError, *ERRORS), closing(connect(self._path)) as database:
                    _write(database, self._unkept, is_undoable=False)
            self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _set(
        self, digests: str | Collection[str], field: str, value: str | None, *, is_undoable: bool = True
    ) -> None:
        each = [digests] if isinstance(digests, str) else digests
        self._change((Change(digest, field, None, value) for digest in each), is_undoable=is_undoable)

    def _change(self, each: Iterable[Change], *, is_undoable: bool = True) -> None:
        """Make changes in one step."""
        changes = list(each)
        self._do(lambda database: _write(database, changes, is_undoable=is_undoable))
        self._remember(_Step(changes, is_undoable))

    def _remember(self, step: _Step, *, is_undo: bool = False) -> None:
        """Note what was changed: for the file where it could not be kept, else for a file that is lost."""
        self._changes.update({change.field for change in step.changes})
        if not self._is_kept:
            self._unkept.extend(step.changes)
            return
        undoable = [i for i, earlier in enumerate(self._session) if earlier.is_undoable] if is_undo else []
        if undoable:
            del self._session[undoable[-1]]
        else:
            self._session.append(step)

    def _fields(self, digest: str, prefix: str) -> dict[str, str]:
        """An article's values whose fields begin so, by the rest of the field."""
        rows = self._do(lambda database: _values(database, [digest]))
        return {field.removeprefix(prefix): value for _, field, value in rows if field.startswith(prefix)}

    def _version(self, database: sqlite3.Connection, field: str) -> tuple[int, ...]:
        """Another one whenever a field may have changed: here, by another window, or with the file."""
        return id(database), self._changes[field], database.execute("PRAGMA data_version").fetchone()[0]

    def _pages(
        self, query: str, before: tuple[str, ...], after: tuple[str, ...]
    ) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, page by page in order of digest: who wants to write waits for one at most."""
        last = _NO_ARTICLE
        while True:
            values: tuple[str | int, ...] = (*before, last, *after, _PAGE)
            rows = self._do(partial(_rows, query=query, values=values))
            yield from rows
            if len(rows) < _PAGE:
                return
            last = rows[-1][0]

    def _do(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Run one whole piece of work; if the file fails it, once more on what can be had instead."""
        with self._lock:
            try:
                return work(self._database)
            except ERRORS as error:
                if not self._is_kept:
                    raise StateError(f"What you did cannot be kept: {reason(error)}.") from error
                self._fall_back(error)
            return self._do(work)

    def _fall_back(self, error: Exception) -> None:
        """Go on with a new file if this one is damaged, else in memory, with what the file held."""
        with suppress(*ERRORS):
            self._database.close()
        opened = open_database(self._path) if is_damage(error) else in_memory(self._path, reason(error))
        self._database, self._problem, self._is_kept = opened
        if not self._is_kept and not self._database.execute("SELECT 1 FROM value").fetchone():
            for step in self._session:  # the disk gives nothing back
                _write(self._database, step.changes, is_undoable=step.is_undoable)


def _values(database: sqlite3.Connection, digests: list[str]) -> list[tuple[str, str, str]]:
    """The values of the given articles, as rows of digest, field and value; for very many, of all."""
    query = "SELECT digest, field, value FROM value"
    if len(digests) > _FEW:
        return database.execute(query).fetchall()
    query += " WHERE digest IN (SELECT value FROM json_each(?))"
    return database.execute(query, (json.dumps(digests),)).fetchall()


def _rows(database: sqlite3.Connection, query: str, values: tuple[str | int, ...]) -> list[tuple[Any, ...]]:
    return database.execute(query, values).fetchall()


def _mark(fields: Mapping[str, str]) -> Mark:
    return _made(fields.get(READ) == SET, fields.get(STARRED) == SET, fields.get(PLACE, ""))


@lru_cache(maxsize=64)
def _made(is_read: bool, is_starred: bool, place: str) -> Mark:
    is_number = place.isdecimal() and len(place) <= _MAX_PLACE_DIGITS
    return Mark(is_read, is_starred, int(place) if is_number else None)


def _write(database: sqlite3.Connection, changes: Iterable[Change], *, is_undoable: bool) -> None:
    """Give the fields their new values; what changes nothing is left out of the log.

    `before` of the changes is not looked at: the file has the last word on what was there.
    """
    with transaction(database):
        step = database.execute("SELECT coalesce(max(step), 0) + 1 FROM change").fetchone()[0]
        for digest, field, _, after in changes:
            before = _value(database, digest, field)
            if before == after:
                continue
            _put(database, digest, field, after)
            if is_undoable:
                row = (step, digest, field, before, after)
                database.execute("INSERT INTO change VALUES (?, ?, ?, ?, ?)", row)
        database.execute("DELETE FROM change WHERE step <= ?", (step - UNDO_LIMIT,))


def _take_back(database: sqlite3.Connection) -> list[Change]:
    with transaction(database):
        query = "SELECT digest, field, before, after FROM change WHERE step = (SELECT max(step) FROM change)"
        changes = [Change(*row) for row in database.execute(query)]
        for change in changes:
            _put(database, change.digest, change.field, change.before)
        database.execute("DELETE FROM change WHERE step = (SELECT max(step) FROM change)")
    return changes


def _value(database: sqlite3.Connection, digest: str, field: str) -> str | None:
    row = database.execute(
        "SELECT value FROM value WHERE digest = ? AND field = ?", (digest, field)
    ).fetchone()
    return row[0] if row else None


def _put(database: sqlite3.Connection, digest: str, field: str, value: str | None) -> None:
    if value is None:
        database.execute("DELETE FROM value WHERE digest = ? AND field = ?", (digest, field))
    else:
        database.execute("INSERT OR REPLACE INTO value VALUES (?, ?, ?)", (digest, field, value))
