"""The search index as the store needs it: fields made by the readers, written by the librarian."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Protocol

from techdep_tui.core.articles.model import Article


class IndexingError(Exception):
    """The index cannot be written."""


class IndexWriter(Protocol):
    """Writes the index in a folder; for one thread. Everything in it raises `IndexingError`."""

    def add(self, number: int, fields: Any) -> None:
        """Take in the fields of the article with a number; it is found after the next commit."""

    def remove(self, numbers: Iterable[int]) -> None:
        """Take articles out; they are found no more after the next commit."""

    def commit(self) -> None:
        """Let readers see what was added and removed."""

    def close(self) -> None:
        """Leave the folder as it is after the last commit, and change nothing in it from then on."""


OpenIndex = Callable[[Path], IndexWriter]


def document(article: Article) -> list[tuple[str, str | int]]:
    """The fields of an article for the index."""
    from techdep_tui.core.search import engine as e

    fields: list[tuple[str, str | int]] = list(e._texts(article))
    fields.append((e._DIGEST, article.digest))
    fields.extend(e._counted(article))
    fields.extend(e._days(article.metadata.date))
    return fields


class TantivyWriter:
    def __init__(self, folder: Path) -> None:
        import tantivy

        from techdep_tui.core.search import engine as e

        self._tantivy = tantivy
        self._engine = e
        self._schema = e._schema()
        try:
            self._index = tantivy.Index(self._schema, str(folder))
            self._index.register_tokenizer(
                e._TOKENIZER, tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
            )
            self._writer: Any = self._index.writer(100_000_000, num_threads=1)
        except (ValueError, OSError) as error:
            raise IndexingError(str(error)) from error

    def add(self, number: int, fields: Any) -> None:
        document = self._tantivy.Document()
        document.add_unsigned(self._engine._NUMBER, number)
        for field, value in fields:
            if isinstance(value, str):
                document.add_text(field, value)
            else:
                document.add_unsigned(field, value)
        try:
            self._writer.add_document(document)
        except (ValueError, OSError) as error:
            raise IndexingError(str(error)) from error

    def remove(self, numbers: Iterable[int]) -> None:
        for number in numbers:
            self._writer.delete_documents_by_query(
                self._tantivy.Query.term_query(self._schema, self._engine._NUMBER, number)
            )

    def commit(self) -> None:
        try:
            self._writer.commit()
        except (ValueError, OSError) as error:
            raise IndexingError(str(error)) from error

    def close(self) -> None:
        try:
            self._writer.wait_merging_threads()
        except (ValueError, OSError) as error:
            raise IndexingError(str(error)) from error


def open_index(folder: Path) -> IndexWriter:
    return TantivyWriter(folder)
