"""The SQLite file behind the reader's state: made, checked, set aside if it is no good.

One table of values keyed by article and field, and one of the changes that can be undone: a new kind of mark
is a new field and needs no new schema. The file is never trusted, and a file that is not ours is never
written to.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from itertools import count
from pathlib import Path
from types import UnionType
from typing import NamedTuple

from techdep_tui.core.articles.decode import safe_line
from techdep_tui.core.errors import StateError

APPLICATION_ID = 0x54445455
"""Marks the file as ours in its header: "TDTU"."""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE value (digest TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL,"
        " PRIMARY KEY (digest, field)) WITHOUT ROWID",
        "CREATE TABLE change (step INTEGER NOT NULL, digest TEXT NOT NULL, field TEXT NOT NULL,"
        " before TEXT, after TEXT, PRIMARY KEY (step, digest, field)) WITHOUT ROWID",
    ),
)
"""The statements that lead from schema version n, the index, to n + 1."""

BUSY_S = 1.5
"""How long a write waits for another window's; its transactions take about a millisecond."""

ERRORS = (sqlite3.Error, UnicodeDecodeError)
"""What comes of a file that is no good; the latter from SQLite's own message about a name in it."""

_NO_VERSION = 1000
"""A version from here on is a sign of damage."""

_COMPANIONS = ("-wal", "-shm", "-journal")
_WORDS = {
    sqlite3.SQLITE_READONLY: "it is read-only",
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_IOERR: "the disk reports an error",
    sqlite3.SQLITE_BUSY: "another window holds it",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened",
}


class NotOursError(StateError):
    """The file is damaged, or something else than a state of this program."""


class TooNewError(StateError):
    """The file was written by a later version of the program."""


class Opened(NamedTuple):
    """A connection that is ready for use, the word for the reader if there is one, and whether it is kept."""

    connection: sqlite3.Connection
    problem: str | None = None
    is_kept: bool = True


def open_database(path: Path) -> Opened:
    """Open the state at `path`, made new where there is none; whatever is wrong, there is a connection.

    A damaged or foreign file is renamed to `….broken-N` and what can be read of it is taken over. Where
    nothing can be kept the connection is to memory, holding what the file had.
    """
    try:
        try:
            return Opened(connect(path))
        except NotOursError:
            return _begin_again(path)
    except (OSError, StateError, *ERRORS) as error:
        return in_memory(path, reason(error))


def connect(path: Path) -> sqlite3.Connection:
    """A connection to the state at `path`, made if need be, checked and brought up to this version.

    Raises `NotOursError`, `TooNewError`, `OSError`, `sqlite3.Error`.
    """
    _prepare(path)
    database = _connection(path)
    try:
        with _damage_reported():
            _migrate(database)
            _check(database)
            _keep_a_log(database)
    except BaseException:
        database.close()
        raise
    return database


def in_memory(path: Path, why: str) -> Opened:
    """A state that lasts as long as the program, with what can be read from the file at `path`."""
    memory = _connection(":memory:")
    _migrate(memory)
    _copy_from(path, memory)
    return Opened(memory, f"What you read and star is not kept: {why} ({safe_line(str(path))}).", False)


def copy_rows(source: sqlite3.Connection, target: sqlite3.Connection) -> int:
    """Copy what can be read of a state into another, and say how many values that is."""
    values = _readable_rows(source, "value", (str, str, str))
    changes = _readable_rows(source, "change", (int, str, str, str | None, str | None))
    with transaction(target):
        target.executemany("INSERT OR IGNORE INTO value VALUES (?, ?, ?)", values)
        target.executemany("INSERT OR IGNORE INTO change VALUES (?, ?, ?, ?, ?)", changes)
    return len(values)


@contextmanager
def transaction(database: sqlite3.Connection) -> Iterator[None]:
    """All or nothing of what is written inside; waits for other windows."""
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
        database.execute("COMMIT")
    except BaseException:
        with suppress(*ERRORS):
            database.execute("ROLLBACK")
        raise


def is_damage(error: Exception) -> bool:
    """Whether an error says that the file's content is no good, not only that it cannot be had now."""
    damage = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT)
    return isinstance(error, UnicodeDecodeError) or _code(error) in damage


def reason(error: Exception) -> str:
    """Why the file could not be had, in a clause for the reader."""
    if isinstance(error, OSError) and error.strerror:
        return safe_line(error.strerror)
    return _WORDS.get(_code(error)) or safe_line(str(error))


def _code(error: Exception) -> int:
    """SQLite's primary result code; 0 for an error that is not from SQLite."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def _connection(where: Path | str) -> sqlite3.Connection:
    database = sqlite3.connect(
        where,
        timeout=BUSY_S,
        isolation_level=None,
        check_same_thread=False,
        uri=isinstance(where, str) and where.startswith("file:"),
    )
    database.text_factory = lambda data: str(data, "utf-8", "replace")
    return database


def _prepare(path: Path) -> None:
    """Make the directory and the file, for nobody else's eyes; look at the header of what is there."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if path.exists() and not path.is_file():
        raise NotOursError("not a regular file")
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    with path.open("rb") as file:
        versions = file.read(20)[18:]
    if not set(versions) <= {1, 2}:  # SQLite would only read a file whose format is newer than it knows
        raise NotOursError("its header is damaged")


@contextmanager
def _damage_reported() -> Iterator[None]:
    try:
        yield
    except ERRORS as error:
        if is_damage(error) or _code(error) == sqlite3.SQLITE_ERROR:  # the latter from a schema that is none
            raise NotOursError(str(error)) from error
        raise


def _migrate(database: sqlite3.Connection) -> None:
    if _version(database) == len(MIGRATIONS):
        return
    with transaction(database):
        version = _version(database)
        for statements in MIGRATIONS[version:]:
            for statement in statements:
                database.execute(statement)
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        database.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")


def _version(database: sqlite3.Connection) -> int:
    """The schema's version; 0 for a file without any content."""
    version = int(database.execute("PRAGMA user_version").fetchone()[0])
    application = database.execute("PRAGMA application_id").fetchone()[0]
    if not (version or application or _schema(database)):
        return 0
    if application != APPLICATION_ID or not 0 < version < _NO_VERSION:
        raise NotOursError("it is damaged, or the database of another program")
    if version > len(MIGRATIONS):
        raise TooNewError("it was written by a later version of techdep-tui")
    return version


def _check(database: sqlite3.Connection) -> None:
    if _version(database) != len(MIGRATIONS):
        raise StateError("it was written by an earlier version of techdep-tui")
    with closing(_connection(":memory:")) as model:
        _migrate(model)
        if _schema(database) != _schema(model):
            raise NotOursError("its tables are not those of this program")
    if database.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise NotOursError("it is damaged")


def _schema(database: sqlite3.Connection) -> set[tuple[str, str]]:
    return set(database.execute("SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"))


def _keep_a_log(database: sqlite3.Connection) -> None:
    """Write ahead, so that windows do not wait for each other's reading and a kill costs one action at most.

    The mode stays with the file: where another window is at work it need not, and cannot, be set.
    """
    try:
        database.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        if _code(error) != sqlite3.SQLITE_BUSY:
            raise
    database.execute("PRAGMA synchronous = NORMAL")


def _begin_again(path: Path) -> Opened:
    """Set the file aside and make a new one, one window at a time; the other then finds it made."""
    lock_file = path.with_name(f"{path.name}.lock")
    try:
        with closing(_connection(lock_file)) as lock, transaction(lock):
            try:
                return Opened(connect(path))
            except NotOursError:
                aside = _set_aside(path)
            fresh = connect(path)
            taken_over = _copy_from(aside, fresh)
    finally:
        with suppress(OSError):
            lock_file.unlink()
    words = f"The record of what you read could not be used; it is set aside as {safe_line(str(aside))}"
    if taken_over:
        return Opened(fresh, f"{words}, and {taken_over} entries of it were taken over into a new one.")
    return Opened(fresh, f"{words}, and a new one was begun.")


def _set_aside(path: Path) -> Path:
    """Rename the companions, then the file: a log left behind would be taken for the new file's."""
    names = (path.with_name(f"{path.name}.broken-{n}") for n in count(1))
    aside = next(name for name in names if not os.path.lexists(name))
    for companion in _COMPANIONS:
        with suppress(FileNotFoundError):
            path.with_name(path.name + companion).rename(aside.with_name(aside.name + companion))
    return path.rename(aside)


def _copy_from(path: Path, target: sqlite3.Connection) -> int:
    """Copy what can be read of the file at `path`, and say how many values that is."""
    ways = ["mode=ro&immutable=1"]  # needs and makes no other file, but does not see the log
    if os.path.exists(f"{path}-wal"):  # noqa: PTH110 - does not raise where the directory is closed
        ways.insert(0, "mode=ro")
    for way in ways:
        with (
            suppress(OSError, StateError, *ERRORS),
            closing(_connection(f"{path.absolute().as_uri()}?{way}")) as source,
        ):
            if path.is_file():
                return copy_rows(source, target)
    return 0


def _readable_rows(
    source: sqlite3.Connection, table: str, types: Sequence[type | UnionType]
) -> list[tuple[object, ...]]:
    """The rows of the right shape, up to where the file is damaged."""
    rows: list[tuple[object, ...]] = []
    with suppress(*ERRORS):
        for row in source.execute(f"SELECT * FROM {table}"):
            if len(row) == len(types) and all(map(isinstance, row, types)):
                rows.append(row)  # noqa: PERF401 - what was read before the damage counts
    return rows
