"""Everything that the program prints goes through here: past the gate, and whether or not anybody listens."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress

from techdep_tui.core.articles.decode import safe_text
from techdep_tui.core.errors import TechdepError


class OutputGoneError(TechdepError):
    """Nothing can be printed any more."""


def say(text: str, end: str = "\n") -> None:
    """Print a text on standard output; raises `OutputGoneError`."""
    with _told():
        if sys.stdout is None:
            raise OSError("it is closed")
        sys.stdout.write(safe_text(text) + end)


def say_json(record: Mapping[str, object]) -> None:
    """Print a record on standard output, as one line of JSON."""
    say(json.dumps(record, ensure_ascii=False))


def complain(text: str) -> None:
    """Print a text on standard error; where that is closed or full, nobody can be told."""
    with suppress(OSError, ValueError):
        if sys.stderr is not None:
            sys.stderr.write(safe_text(text) + "\n")
            sys.stderr.flush()


def finish() -> None:
    """Bring out what is printed; raises `OutputGoneError` where it cannot be written."""
    with _told():
        if sys.stdout is not None:
            sys.stdout.flush()


def give_up() -> None:
    """Drop what cannot be written, lest it is tried again at the end of the program."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


@contextmanager
def _told() -> Iterator[None]:
    """An error of standard output as a sentence; not that of a pipe whose reader has had enough."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        give_up()
        raise OutputGoneError(f"Standard output cannot be written: {error.strerror or error}.") from error
