"""Facts extracted in another process, so that a large collection does not hold up the screen.

The process is a Python of its own that takes articles from its standard input and gives their facts on its
standard output, both with their length in front. It ends when its input does: also when this program is
killed. `multiprocessing` would hand it both ends of the pipes, so that it would outlive its parent.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import IO, Final

from techdep_tui.core.articles.model import Article
from techdep_tui.core.articles.offsets import OffsetMap

LENGTH_BYTES: Final = 8
_PROGRAM = "from techdep_tui.core.facts.elsewhere import serve; serve()"
_NICE = 10
_PATIENCE_S = 1.0
_NO_OFFSETS = OffsetMap.identity(0)


class ProcessGoneError(Exception):
    """The other process cannot be had, or is there no longer."""


class Extractor:
    """Another process that extracts facts, one article after the other; for one thread at a time."""

    def __init__(self, word_lists: Path | None = None) -> None:
        """Start it, with the reader's own word lists; raises `ProcessGoneError` where that cannot be."""
        environment = dict(os.environ, PYTHONPATH=os.pathsep.join(filter(None, sys.path)))
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _PROGRAM, *([str(word_lists)] if word_lists is not None else [])],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment,
                start_new_session=True,
            )
        except (OSError, ValueError) as error:
            raise ProcessGoneError(str(error)) from error

    def extract(self, article: Article) -> bytes:
        """The facts of an article as `facts_as_bytes` makes them; raises `ProcessGoneError`.

        Nothing at all for an article that the extractor cannot work through.
        """
        lean = replace(article, raw="", offsets=_NO_OFFSETS, links=(), sources=(), problems=())
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            _write(self._process.stdin, pickle.dumps(lean, pickle.HIGHEST_PROTOCOL))
            return _read(self._process.stdout)
        except (OSError, ValueError, EOFError) as error:
            raise ProcessGoneError(str(error)) from error

    def close(self) -> None:
        """End the process; it may be in the middle of an article."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_PATIENCE_S)


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
            article: Article = pickle.loads(_read(sys.stdin.buffer))
            try:
                facts = facts_as_bytes(extract(article))
            except Exception:  # noqa: BLE001 - the border of a process: one article must not end the rest
                facts = b""
            _write(sys.stdout.buffer, facts)


def _write(pipe: IO[bytes], data: bytes) -> None:
    pipe.write(len(data).to_bytes(LENGTH_BYTES, "big") + data)
    pipe.flush()


def _read(pipe: IO[bytes]) -> bytes:
    return _exactly(pipe, int.from_bytes(_exactly(pipe, LENGTH_BYTES), "big"))


def _exactly(pipe: IO[bytes], length: int) -> bytes:
    data = b"".join(_pieces(pipe, length))
    if len(data) < length:
        raise EOFError
    return data


def _pieces(pipe: IO[bytes], length: int) -> Iterator[bytes]:
    while length > 0 and (piece := pipe.read(length)):
        length -= len(piece)
        yield piece
