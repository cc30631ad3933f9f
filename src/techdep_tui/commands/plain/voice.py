"""Lines in and out of the dialogue: through the gate, and in pieces where somebody sits at a terminal."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import TextIO
from unicodedata import combining, east_asian_width

from techdep_tui.core.articles.decode import safe_line, safe_text
from techdep_tui.core.errors import TechdepError

LONGEST = 10_000
"""Characters that a typed line may have."""

_TAB = 4
_MORE = "(Enter for more, q to stop) "


class EnoughError(Exception):
    """The reader wants no more of a long answer."""


class Voice:
    """Says lines and asks for lines.

    At a terminal long lines break at blanks, and a long answer comes in pieces of the terminal's height. From
    a pipe a line is said again after its prompt, so that what comes out reads as the dialogue that it was.
    """

    def __init__(self, given: TextIO | None, out: TextIO) -> None:
        """`given` is where lines come from, `None` where there is nothing to read from."""
        self._given = given
        self._out = out
        self._is_heard = given is not None and given.isatty()
        self._is_seen = out.isatty()
        self._said = 0

    def ask(self, prompt: str) -> str | None:
        """The next line, without its end; `None` at the end of the input. Too long a line is passed over."""
        self._said = 0
        self._write(safe_line(prompt))
        line = self._next_line()
        while line is not None and len(line) >= LONGEST:
            self._drain(line)
            self._write("\n")
            self.say(f"That line is longer than {LONGEST:,} characters; type a shorter one.")
            self._write(safe_line(prompt))
            line = self._next_line()
        if not line:
            self._write("\n")
            return None
        if not self._is_heard:
            self._write(safe_line(line.rstrip("\r\n")) + "\n")
        return line.rstrip("\r\n")

    def say(self, text: str = "") -> None:
        """Say one line or several; raises `EnoughError` where the reader wants no more."""
        for line in safe_text(text).expandtabs(_TAB).split("\n"):
            for row in _rows(line, self._width()) if self._is_seen else (line,):
                self._pause_if_full()
                self._write(row + "\n")
                self._said += 1

    def end_line(self) -> None:
        """Begin a new line after one that was broken off."""
        self._write("\n")

    def _next_line(self) -> str | None:
        """The next line with its end, no more than `LONGEST` of it; nothing at the end of the input."""
        try:
            return self._given.readline(LONGEST) if self._given is not None else None
        except OSError:
            return None  # the terminal has gone

    def _drain(self, line: str | None) -> None:
        """Read the rest of a line that is too long."""
        while line and not line.endswith("\n"):
            line = self._next_line()

    def _pause_if_full(self) -> None:
        if not (self._is_heard and self._is_seen) or self._said < max(_size()[1] - 1, 4):
            return
        answer = self.ask(_MORE)
        if answer is None or answer.strip().lower() in ("q", "quit"):
            raise EnoughError

    def _width(self) -> int:
        return max(_size()[0] - 1, 10)

    def _write(self, text: str) -> None:
        try:
            self._out.write(text)
            self._out.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise TechdepError(f"The output cannot be written: {error.strerror or error}.") from error


def _size() -> tuple[int, int]:
    return shutil.get_terminal_size()


def _rows(line: str, width: int) -> Iterator[str]:
    """The line in rows of at most `width` cells; only a word that is longer than a row sticks out."""
    row, used = "", 0
    for word in line.split(" "):
        cells = _cells(word)
        if row and used + 1 + cells > width:
            yield row.rstrip()
            row, used = word, cells
        else:
            row, used = (f"{row} {word}", used + 1 + cells) if row else (word, cells)
    yield row.rstrip()


def _cells(word: str) -> int:
    if word.isascii():
        return len(word)
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in word)
