"""Facts extracted in another process, so that a large collection does not hold up the screen."""

from __future__ import annotations

import os
import pickle
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from techdep_tui.core.articles.model import Article
from techdep_tui.core.articles.offsets import OffsetMap
from techdep_tui.core.pipes import Child, ProcessGoneError, read_message, write_message

__all__ = ["Extractor", "ProcessGoneError", "serve"]

_PROGRAM = "from techdep_tui.core.facts.elsewhere import serve; serve()"
_NICE = 10
_NO_OFFSETS = OffsetMap.identity(0)


class Extractor:
    """Another process that extracts facts, one article after the other; for one thread at a time."""

    def __init__(self, word_lists: Path | None = None) -> None:
        """Start it, with the reader's own word lists; raises `ProcessGoneError` where that cannot be."""
        self._child = Child(_PROGRAM, [str(word_lists)] if word_lists is not None else [])

    def extract(self, article: Article) -> bytes:
        """The facts of an article as `facts_as_bytes` makes them; raises `ProcessGoneError`.

        Nothing at all for an article that the extractor cannot work through.
        """
        lean = replace(article, raw="", offsets=_NO_OFFSETS, links=(), sources=(), problems=())
        self._child.send(pickle.dumps(lean, pickle.HIGHEST_PROTOCOL))
        return self._child.receive()

    def close(self) -> None:
        """End the process; it may be in the middle of an article."""
        self._child.close()


def serve() -> None:
    """What the other process does: articles in, facts out, until there are no more."""
    from techdep_tui.core.facts import lexicon  # only there
    from techdep_tui.core.facts.extract import extract
    from techdep_tui.core.facts.lexicon.own import read_own
    from techdep_tui.core.facts.store import facts_as_bytes

    for folder in sys.argv[1:]:
        lexicon.use(read_own(Path(folder))[0])
    if hasattr(os, "nice"):
        os.nice(_NICE)
    with suppress(EOFError, OSError):
        while True:
            article: Article = pickle.loads(read_message(sys.stdin.buffer))
            try:
                facts = facts_as_bytes(extract(article))
            except Exception:  # noqa: BLE001 - the border of a process: one article must not end the rest
                facts = b""
            write_message(sys.stdout.buffer, facts)
