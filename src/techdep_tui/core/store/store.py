"""The store as the program sees it: news of what is in it, and whole articles by number."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from threading import Lock

from techdep_tui.core.articles.decode import safe_line
from techdep_tui.core.articles.entry import Entry
from techdep_tui.core.articles.load import read_article
from techdep_tui.core.articles.model import Article
from techdep_tui.core.catalogue import Catalogue, UnreadableCatalogueError
from techdep_tui.core.errors import ArticleError, ArticleNotFound
from techdep_tui.core.pipes import Child, ProcessGoneError
from techdep_tui.core.store.folder import ARTICLES, CATALOGUE, FACTS, INDEX, folder_of, read_manifest
from techdep_tui.core.store.news import Command, Distrust, Failed, News, Opened, Order, Update
from techdep_tui.core.store.shelf import Shelf
from techdep_tui.core.store.version import store_version

_PROGRAM = "from techdep_tui.core.store.librarian import serve; serve()"
_RESTARTS = 1
_PATIENCE_S = 1.0


class Store:
    """The articles of some paths. One thread listens to `news`; all else is safe with several threads."""

    def __init__(self, paths: Sequence[Path], cache: Path | None, program: str = _PROGRAM) -> None:
        """Start the librarian, for a store under a cache directory or (`None`) in a private folder.

        Raises ProcessGoneError where no process can be had.
        """
        self._paths = tuple(paths)
        self._cache = cache
        self._program = program
        self._lock = Lock()
        self._is_closed = False
        self._folder: Path | None = None
        self._shelf: Shelf | None = None
        self._child = self._start(is_anew=False)

    @property
    def pid(self) -> int:
        """The number of the librarian's process."""
        return self._child.pid

    @property
    def index_folder(self) -> Path | None:
        """Where the index is, once the store is open and the index has been committed."""
        return self._folder / INDEX if self._folder is not None else None

    @property
    def facts_file(self) -> Path | None:
        """Where facts can be kept until the next time; `None` if the folder is not known yet, or goes."""
        is_kept = self._cache is not None and self._folder == folder_of(self._cache, self._paths)
        return self._folder / FACTS if self._folder is not None and is_kept else None

    def kept_catalogue(self) -> tuple[str, Catalogue] | None:
        """The catalogue as it was left the last time, with its stamp, if there is one.

        It counts if the librarian opens the store with the same stamp; until then it can be shown.
        """
        if self._cache is None:
            return None
        folder = folder_of(self._cache, self._paths)
        manifest = read_manifest(folder, store_version())
        if manifest is not None:
            with suppress(OSError, UnreadableCatalogueError):
                return manifest.stamp, Catalogue.from_bytes((folder / CATALOGUE).read_bytes())
        return None

    def news(self) -> Iterator[News]:
        """What the librarian tells, as it comes, until the store is closed.

        A librarian that is killed is replaced once, and makes everything anew; after that it has failed.
        """
        restarts = _RESTARTS
        while True:
            try:
                news: News = pickle.loads(self._child.receive())
            except ProcessGoneError:
                restarts -= 1
                if restarts < 0 or not self._restart():
                    break
                continue
            if isinstance(news, Opened):
                self._open(Path(news.folder))
            yield news
        self._child.close()
        if not self._is_closed and not isinstance(news, Failed):
            yield Failed("the process that keeps the articles has ended")

    def get(self, number: int, entry: Entry) -> Article:
        """The whole article that has a number and an entry; raises ArticleNotFound.

        What cannot be had from the shelf is read from its file, if that is as it was.
        """
        shelf = self._shelf
        if shelf is not None:  # it is open
            if (article := shelf.get(number, entry.id, entry.digest)) is not None:
                return article
            self.distrust()
        return self._from_file(entry)

    def update(self, paths: Sequence[Path] = ()) -> None:
        """Have these files and folders looked at again, or all; they are named as under the store's paths."""
        self._send(Update(tuple(map(str, paths))))

    def distrust(self) -> None:
        """Say that something of it cannot be read: all of it is made anew the next time."""
        self._send(Distrust())

    def close(self, patience_s: float = _PATIENCE_S) -> None:
        """Let the librarian save what there is and end; it is not waited for any longer than that."""
        with self._lock:
            self._is_closed = True
            if self._shelf is not None:
                self._shelf.close()
                self._shelf = None
        self._child.end(patience_s)

    def _start(self, *, is_anew: bool) -> Child:
        child = Child(self._program)
        cache = str(self._cache) if self._cache is not None else None
        child.send(pickle.dumps(Order(tuple(map(str, self._paths)), cache, is_anew)))
        return child

    def _restart(self) -> bool:
        with self._lock, suppress(ProcessGoneError):
            if not self._is_closed:
                self._child.close()
                self._child = self._start(is_anew=True)
                return True
        return False

    def _open(self, folder: Path) -> None:
        with self._lock:
            if self._shelf is not None:
                self._shelf.close()
            self._folder = folder
            self._shelf = None if self._is_closed else Shelf(folder / ARTICLES)

    def _from_file(self, entry: Entry) -> Article:
        with suppress(ArticleError):
            article = read_article(entry.path)
            if article.digest == entry.digest:
                return replace(article, id=entry.id)
        raise ArticleNotFound(f"“{safe_line(entry.path.name)}” is not there any more as it was.")

    def _send(self, command: Command) -> None:
        with self._lock, suppress(ProcessGoneError):
            if not self._is_closed:
                self._child.send(pickle.dumps(command))
