"""Facts that were extracted before: a SQLite file in the cache directory, never trusted.

A key is made of all that the facts of an article depend on: its reading text, its blocks, its date, and the
program that reads them. What cannot be used is as if it were not there; a file that is no cache is made anew.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from threading import Lock

from techdep_tui.core.articles.model import Article
from techdep_tui.core.facts.model import Fact
from techdep_tui.core.facts.store import UnreadableFactsError, read_facts
from techdep_tui.core.program_version import program_version

_BUSY_S = 1.0
_APPLICATION_ID = 0x54444643
"""Marks the file as a cache of facts in its header: "TDFC"."""


def extractor_version() -> bytes:
    """A digest of the program text and word lists that facts come from, so that none outlives a change."""
    return program_version("articles", "facts")


def key_of(article: Article, version: bytes) -> bytes:
    """The key under which the facts of an article are kept; 16 bytes."""
    digest = sha256(version)
    digest.update(article.text.encode("utf-8", "surrogatepass"))
    digest.update(repr(article.blocks).encode())
    digest.update(repr(article.metadata.date).encode("utf-8", "backslashreplace"))
    return digest.digest()[:16]


class FactCache:
    """Facts by key. Safe with several threads and windows; what fails is as if there were no cache."""

    def __init__(self, path: Path) -> None:
        self._lock = Lock()
        self._database = _open(path)

    def get(self, key: bytes) -> tuple[Fact, ...] | None:
        """The facts kept under a key, `None` if there are none that can be read."""
        with self._lock:
            if self._database is None:
                return None
            try:
                row = self._database.execute("SELECT data FROM facts WHERE key = ?", (key,)).fetchone()
                return read_facts(row[0]) if row else None
            except (sqlite3.Error, UnreadableFactsError, TypeError):
                return None

    def put(self, rows: Iterable[tuple[bytes, bytes]]) -> None:
        """Keep facts, as `facts_as_bytes` made them, under their keys, in one step."""
        with self._lock:
            if self._database is not None:
                with suppress(sqlite3.Error), self._database:
                    self._database.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?)", rows)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            if self._database is not None:
                with suppress(sqlite3.Error):
                    self._database.close()
            self._database = None


def _open(path: Path) -> sqlite3.Connection | None:
    """The database at `path`, made anew if what is there is none of ours; `None` if none can be had."""
    for is_last in (False, True):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            return _connect(path)
        except sqlite3.DatabaseError as error:
            if is_last or isinstance(error, sqlite3.OperationalError):
                return None
            with suppress(OSError):
                path.unlink()
        except OSError:
            return None
    return None


def _connect(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=_BUSY_S, check_same_thread=False)
    try:
        mark = database.execute("PRAGMA application_id").fetchone()[0]
        tables = database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if mark != _APPLICATION_ID and tables:
            raise sqlite3.DatabaseError("not a cache of facts")
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = OFF")
        with database:
            database.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
            database.execute(
                "CREATE TABLE IF NOT EXISTS facts (key BLOB PRIMARY KEY, data BLOB NOT NULL) WITHOUT ROWID"
            )
        database.execute("SELECT key, data FROM facts LIMIT 1").fetchone()
    except BaseException:
        database.close()
        raise
    return database
