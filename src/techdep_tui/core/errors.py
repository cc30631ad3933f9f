"""Every error that crosses a room's border.

TechdepError                 something the reader can act on; its text is one whole sentence
├── ArticleError             one file cannot be read as an article
│   └── UnreadableFile       it is gone, no permission, not a regular file, too large
├── CollectionError          the folder as a whole cannot be opened
├── NoStoreError             a large folder's articles cannot be kept: no process, or no room
├── ArticleNotFound          no article, or more than one, goes by that name
├── QueryError               the query is not one; knows the character where
├── UnusableIndex            the search index is damaged, cannot be written or is not there
├── CitationError            no such style or format
├── CorrectionError          what the reader fills in for a fact is not what the field holds; knows the field
├── SettingsError            a settings file has a fault; names file, line and key
└── StateError               what the reader did cannot be kept or read back
"""

from __future__ import annotations


class TechdepError(Exception):
    """Base of all errors that the program reports instead of failing on them."""


class ArticleError(TechdepError):
    """One file cannot be read as an article; `reason` says why in a clause to stand after the file's name."""

    def __init__(self, message: str, reason: str = "") -> None:
        super().__init__(message)
        self.reason = reason or message


class UnreadableFile(ArticleError):  # noqa: N818 - reads as what it says: "unreadable file: no permission"
    """The file is gone, may not be read, is not a regular file or is too large."""


class CollectionError(TechdepError):
    """The folder as a whole cannot be opened."""


class NoStoreError(TechdepError):
    """No store of a large folder's articles can be had: no process, or no room on any disk."""


class ArticleNotFound(TechdepError):  # noqa: N818
    """No article, or more than one, goes by the given name."""


class QueryError(TechdepError):
    """A query cannot be understood.

    `position` is the index of the first character that does not fit; `expected` says what would.
    """

    def __init__(self, message: str, position: int, expected: str = "") -> None:
        super().__init__(message)
        self.position = position
        self.expected = expected


class UnusableIndex(TechdepError):  # noqa: N818
    """The search index is damaged, cannot be written or is not there: it has to be made anew."""


class CitationError(TechdepError):
    """No such citation style or exchange format."""


class CorrectionError(TechdepError):
    """What the reader fills in for a fact is not what the field holds; `field` is its name."""

    def __init__(self, message: str, field: str) -> None:
        super().__init__(message)
        self.field = field


class SettingsError(TechdepError):
    """A settings file has a fault; the message names file, line and key."""


class StateError(TechdepError):
    """The reader's state cannot be kept or read back."""
