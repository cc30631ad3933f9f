"""What puts articles into the index and takes them out, in memory or in a folder."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Self

import tantivy

from techdep_tui.core.errors import UnusableIndex
from techdep_tui.core.search.documents import NUMBER, Fields
from techdep_tui.core.search.schema import index_to_write, unless_damaged

HEAP_BYTES = 30_000_000


class IndexWriter:
    """Writes an index; for one thread, and the only one that writes it. All of it raises UnusableIndex."""

    @unless_damaged
    def __init__(self, index: tantivy.Index, heap_bytes: int = HEAP_BYTES, threads: int = 1) -> None:
        """`heap_bytes` are shared by the threads, each of which writes a part when its share is full."""
        self._schema = index.schema
        self._writer: tantivy.IndexWriter | None = index.writer(heap_bytes, num_threads=threads)

    @classmethod
    def at(cls, folder: Path, heap_bytes: int = HEAP_BYTES, threads: int = 1) -> Self:
        """The writer of the index in a folder, which is made if it is not there."""
        return cls(index_to_write(folder), heap_bytes, threads)

    @unless_damaged
    def add(self, number: int, fields: Fields) -> None:
        """Take in the fields of the article with a number; it is found after the next commit."""
        document = tantivy.Document()
        document.add_unsigned(NUMBER, number)
        for field, value in fields:
            if isinstance(value, str):
                document.add_text(field, value)
            else:
                document.add_unsigned(field, value)
        self._open.add_document(document)

    @unless_damaged
    def remove(self, numbers: Iterable[int]) -> None:
        """Take articles out, also such as were added since the last commit."""
        for number in numbers:
            self._open.delete_documents_by_query(tantivy.Query.term_query(self._schema, NUMBER, number))

    @unless_damaged
    def commit(self) -> None:
        """Let readers see what was added and removed."""
        self._open.commit()

    @unless_damaged
    def close(self) -> None:
        """Forget what was not committed, and change nothing in the index from then on."""
        if self._writer is not None:
            writer, self._writer = self._writer, None
            writer.rollback()
            writer.wait_merging_threads()

    @property
    def _open(self) -> tantivy.IndexWriter:
        if self._writer is None:
            raise UnusableIndex("The search index is closed.")
        return self._writer
