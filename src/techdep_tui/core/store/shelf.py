"""Whole articles by number: a SQLite file of encoded articles, never trusted.

The librarian writes it, the program reads from it. What cannot be read is as if it were not there.
"""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock

from techdep_tui.core.articles.model import Article
from techdep_tui.core.store.encoded import UnreadableArticleError, read_article_bytes

_BUSY_S = 5.0
_APPLICATION_ID = 0x54444653
"""Marks the file as a shelf in its header: "TDFS"."""
_CACHE_KB = 8 * 1024

MOST_KEPT = 64
MOST_KEPT_CHARACTERS = 8 * 2**20
"""How many articles that were asked for are kept at hand, and how many characters they may have in all."""


class ShelfError(Exception):
    """The shelf cannot be had, or not be written."""


class ShelfWriter:
    """The shelf as its only writer sees it; for one thread."""

    def __init__(self, path: Path) -> None:
        """Open the shelf at `path`; made if there is none. Raises `ShelfError` if what is there is none."""
        try:
            self._database = _connect(path)
            self._database.execute("PRAGMA journal_mode = WAL")
            self._database.execute("PRAGMA synchronous = OFF")
            self._database.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
            with self._database:
                self._database.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
                self._database.execute(
                    "CREATE TABLE IF NOT EXISTS articles (number INTEGER PRIMARY KEY, data BLOB NOT NULL)"
                )
        except sqlite3.Error as error:
            raise ShelfError(str(error)) from error

    def put(self, articles: Iterable[tuple[int, bytes]]) -> None:
        """Put encoded articles onto the shelf under their numbers, in one step; raises `ShelfError`."""
        self._write("INSERT OR REPLACE INTO articles VALUES (?, ?)", articles)

    def remove(self, numbers: Iterable[int]) -> None:
        """Take articles off the shelf; raises `ShelfError`."""
        self._write("DELETE FROM articles WHERE number = ?", ((number,) for number in numbers))

    def clear_from(self, number: int) -> None:
        """Take off what has this number or a higher one: what was not finished; raises `ShelfError`."""
        self._write("DELETE FROM articles WHERE number >= ?", [(number,)])

    def close(self) -> None:
        """Close the file."""
        with suppress(sqlite3.Error):
            self._database.close()

    def _write(self, statement: str, rows: Iterable[Sequence[object]]) -> None:
        try:
            with self._database:
                self._database.executemany(statement, rows)
        except sqlite3.Error as error:
            raise ShelfError(str(error)) from error


class Shelf:
    """The shelf as the program sees it; safe with several threads."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        self._database: sqlite3.Connection | None = None
        self._kept: OrderedDict[int, Article] = OrderedDict()
        self._characters = 0

    def get(self, number: int, article_id: str, digest: str) -> Article | None:
        """The article with a number, `None` if it cannot be read or has another digest than this."""
        with self._lock:
            article = self._kept.get(number)
            if article is None or article.digest != digest:
                article = self._read(number, article_id)
                if article is None or article.digest != digest:
                    return None
                self._keep(number, article)
            self._kept.move_to_end(number)
            return article

    def each(self, numbers: Iterable[tuple[int, str, str]]) -> Iterator[tuple[int, Article | None]]:
        """Many articles as `get` gives them, by (number, id, digest); none of them is kept at hand."""
        for number, article_id, digest in numbers:
            with self._lock:
                article = self._kept.get(number) or self._read(number, article_id)
            yield number, article if article is not None and article.digest == digest else None

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            if self._database is not None:
                with suppress(sqlite3.Error):
                    self._database.close()
            self._database = None

    def _read(self, number: int, article_id: str) -> Article | None:
        try:
            if self._database is None:
                self._database = _connect(self._path, is_reader=True)
            row = self._database.execute("SELECT data FROM articles WHERE number = ?", (number,)).fetchone()
            return read_article_bytes(row[0], article_id) if row else None
        except (sqlite3.Error, UnreadableArticleError):
            return None

    def _keep(self, number: int, article: Article) -> None:
        """Keep an article at hand, and let go of those that were not asked for the longest."""
        replaced = self._kept.pop(number, None)
        self._kept[number] = article
        self._characters += _size(article) - (_size(replaced) if replaced else 0)
        while len(self._kept) > 1 and (
            len(self._kept) > MOST_KEPT or self._characters > MOST_KEPT_CHARACTERS
        ):
            self._characters -= _size(self._kept.popitem(last=False)[1])


def _size(article: Article) -> int:
    return len(article.raw) + len(article.text)


def _connect(path: Path, *, is_reader: bool = False) -> sqlite3.Connection:
    """A connection to the shelf; raises sqlite3.Error if what is at `path` is none."""
    name = f"{path.absolute().as_uri()}?mode={'rw' if is_reader else 'rwc'}"
    database = sqlite3.connect(name, uri=True, timeout=_BUSY_S, check_same_thread=False)
    try:
        mark = database.execute("PRAGMA application_id").fetchone()[0]
        tables = database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if mark != _APPLICATION_ID and tables:
            raise sqlite3.DatabaseError("not a shelf of articles")
        if is_reader:
            database.execute("PRAGMA query_only = 1")
    except BaseException:
        database.close()
        raise
    return database
