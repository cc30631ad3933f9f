"""What a store holds: the catalogue, the register, the shelf and the index of a folder, changed together.

Articles go onto the shelf at once, into the index with the next commit; catalogue, register and manifest are
written when all is done. Until then the manifest does not agree with the index, so that what was not finished
is made anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from techdep_tui.core.articles.discover import FoundFile
from techdep_tui.core.articles.entry import Entry
from techdep_tui.core.articles.model import Problem
from techdep_tui.core.catalogue import Catalogue, UnreadableCatalogueError
from techdep_tui.core.errors import UnusableIndex
from techdep_tui.core.store.folder import (
    ARTICLES,
    CATALOGUE,
    INDEX,
    REGISTER,
    Folder,
    is_whole,
    read_manifest,
    write_whole,
)
from techdep_tui.core.store.news import Added, Removed
from techdep_tui.core.store.reader import Outcome
from techdep_tui.core.store.register import Known, Register, UnreadableRegisterError
from techdep_tui.core.store.shelf import ShelfError, ShelfWriter
from techdep_tui.core.store.version import store_version

if TYPE_CHECKING:
    from techdep_tui.core.search.writer import IndexWriter

_INDEX_BYTES: Final = 64 * 2**20
"""Memory for what is not yet in the index on disk: the more, the fewer parts have to be merged later."""

_FEW: Final = 512
"""As many new articles are worth a commit of the index; later, as many again as are in it already."""


class Holdings:
    """All that is in a folder; for one thread.

    What cannot be written raises OSError, ShelfError or UnusableIndex.
    """

    def __init__(self, folder: Folder, paths: Sequence[str]) -> None:
        """Take what is in the folder if it is whole, else make it anew."""
        self._folder = folder
        self._paths = paths
        self._index: IndexWriter | None = None
        self._uncommitted = 0
        self._gone: list[int] = []
        self._copies: Counter[str] = Counter()
        self.catalogue = Catalogue()
        self.register = Register()
        self.stamp: str | None = None
        self._is_changed = not self._open()
        self._committed = self.catalogue.end

    @property
    def path(self) -> Path:
        """The folder."""
        return self._folder.path

    def take(self, read: Iterable[tuple[FoundFile, Outcome]]) -> tuple[Removed, Added]:
        """Take in what became of files, in the place of what is known of them."""
        self._is_changed = True
        removed, paths = [], []
        entries: list[tuple[int, Entry]] = []
        problems: list[Problem] = []
        rows: list[tuple[int, bytes]] = []
        for file, outcome in read:
            path = str(file.path)
            number = self.register.number_of(path)
            if not self._is_same(number, outcome.entry):
                if path in self.register:
                    paths.append(path)
                    removed += self._drop(path)
                number = None
                if outcome.entry is not None:
                    number = self._add(outcome.entry, outcome, entries)
                    rows.append((number, outcome.data))
                problems += outcome.problems
            if outcome.is_lasting:
                self.register.put(path, Known(file.size, file.mtime_ns, number), outcome.problems)
        self._shelf.put(rows)
        return Removed(tuple(removed), tuple(paths)), Added(tuple(entries), tuple(problems))

    def drop(self, paths: Iterable[str]) -> Removed:
        """Let files go that are there no longer."""
        self._is_changed = True
        each = tuple(paths)
        return Removed(tuple(number for path in each for number in self._drop(path)), each)

    @property
    def is_commit_due(self) -> bool:
        """Whether so much is new that it is worth a commit."""
        return self._uncommitted >= max(_FEW, self._committed)

    def commit(self) -> bool:
        """Let everything so far be found; `False` if there was nothing new."""
        if not self._uncommitted:
            return False
        self._the_index().commit()
        self._committed += self._uncommitted
        self._uncommitted = 0
        return True

    def save(self) -> str:
        """Leave everything whole on disk; returns the stamp of the manifest."""
        if self._is_changed or self.stamp is None:
            self.commit()
            self._the_index().close()
            self._index = None
            write_whole(self._folder.path / CATALOGUE, self.catalogue.as_bytes())
            write_whole(self._folder.path / REGISTER, self.register.as_bytes())
            self.stamp = self._folder.write_manifest(store_version(), self._paths).stamp
            self._shelf.remove(self._gone)
            self._gone.clear()
            self._is_changed = False
        return self.stamp

    def close(self) -> None:
        """Let go of the files, as they are."""
        if self._index is not None:
            with suppress(UnusableIndex):
                self._index.close()
        self._shelf.close()

    def _open(self) -> bool:
        """Whether what is in the folder could be taken; else everything is empty, and made anew."""
        with suppress(OSError, ShelfError, UnreadableCatalogueError, UnreadableRegisterError):
            path = self._folder.path
            manifest = read_manifest(path, store_version())
            if manifest is not None and (path / ARTICLES).is_file() and is_whole(path, manifest):
                self._shelf = ShelfWriter(path / ARTICLES)
                self.catalogue = Catalogue.from_bytes((path / CATALOGUE).read_bytes())
                self.register = Register.from_bytes((path / REGISTER).read_bytes())
                self._shelf.clear_from(self.catalogue.end)
                self.stamp = manifest.stamp
                return True
        self._folder.clear()
        self.catalogue, self.register = Catalogue(), Register()
        self._shelf = ShelfWriter(self._folder.path / ARTICLES)
        return False

    def _is_same(self, number: int | None, entry: Entry | None) -> bool:
        """Whether a file that was written again became the article that it was."""
        return number is not None and entry is not None and self.catalogue.digests[number] == entry.digest

    def _add(self, entry: Entry, outcome: Outcome, entries: list[tuple[int, Entry]]) -> int:
        entry = self._named(entry)
        number = self.catalogue.add(entry)
        self._the_index().add(number, outcome.fields or [])
        self._uncommitted += 1
        entries.append((number, entry))
        return number

    def _named(self, entry: Entry) -> Entry:
        """The entry with an id that no other has: the second one of a digest is `1d6e…-2`."""
        article_id = entry.id
        while article_id in self.catalogue:
            self._copies[entry.id] += 1
            article_id = f"{entry.id}-{self._copies[entry.id] + 1}"
        return entry if article_id == entry.id else replace(entry, id=article_id)

    def _drop(self, path: str) -> list[int]:
        number = self.register.number_of(path)
        self.register.forget(path)
        if number is None:
            return []
        self.catalogue.remove(number)
        self._the_index().remove([number])
        self._uncommitted += 1
        self._gone.append(number)
        return [number]

    def _the_index(self) -> IndexWriter:
        if self._index is None:
            from techdep_tui.core.search.writer import IndexWriter  # tantivy: not where nothing has changed

            self._index = IndexWriter.at(self._folder.path / INDEX, _INDEX_BYTES)
        return self._index
