"""What a reading process does: paths in; articles as bytes, their entries and fields for the index out."""

from __future__ import annotations

import gc
import os
import pickle
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final, NamedTuple

from techdep_tui.core.articles.entry import Entry, entry_of
from techdep_tui.core.articles.load import read_article
from techdep_tui.core.articles.model import Problem
from techdep_tui.core.articles.sketch import sketch
from techdep_tui.core.errors import ArticleError, UnreadableFile
from techdep_tui.core.pipes import read_message, write_message
from techdep_tui.core.search.documents import Fields, document
from techdep_tui.core.store.encoded import article_as_bytes

PROGRAM: Final = "from techdep_tui.core.store.reader import serve; serve()"

_NICE = 10
_SELDOM = 20_000
"""Objects made between two searches for circles, of which articles have none."""


class Outcome(NamedTuple):
    """What became of a file: an article, or problems only.

    `is_lasting` says that it will be the same as long as the file does not change.
    """

    problems: tuple[Problem, ...]
    entry: Entry | None = None
    data: bytes = b""
    fields: Fields | None = None
    is_lasting: bool = True


def failed(path: Path, reason: str, *, is_lasting: bool = True) -> Outcome:
    """The outcome of a file that is no article."""
    return Outcome((Problem(path, reason, is_fatal=True),), is_lasting=is_lasting)


def read(path: Path) -> Outcome:
    """Read a file; raises for none."""
    try:
        article = read_article(path)
    except ArticleError as error:
        return failed(path, error.reason, is_lasting=not isinstance(error, UnreadableFile))
    return Outcome(
        article.problems,
        replace(entry_of(article), sketch=sketch(article)),
        article_as_bytes(article),
        document(article, article.metadata.date),
    )


def serve() -> None:
    """Read what is asked for, a batch of paths at a time, until there are no more."""
    gc.set_threshold(_SELDOM)
    if hasattr(os, "nice"):
        os.nice(_NICE)
    with suppress(EOFError, OSError):
        while True:
            paths: list[str] = pickle.loads(read_message(sys.stdin.buffer))
            outcomes = [read(Path(path)) for path in paths]
            write_message(sys.stdout.buffer, pickle.dumps(outcomes, pickle.HIGHEST_PROTOCOL))
