"""A file of any size in parts, as it stands: for texts that are too large to be read as articles."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from techdep_tui.core.articles.decode import decode_characters, utf16_codec
from techdep_tui.core.articles.regular import open_regular

PART_BYTES = 2**20
"""So much of a file is a part, up to the line that it ends in."""

_SAMPLE = 4096
_LONGEST_LINE = 2**16
"""A part ends with a line if that is not longer, else anywhere between two characters."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some of a file: `text` are its characters, none taken out.

    It begins at the byte `start`, in the line `first_line` (from 1), and ends before the byte `end`. `total`
    is the file's size in bytes; `start` may lie behind it where the file has become shorter.
    """

    text: str
    encoding: str
    start: int
    end: int
    total: int
    first_line: int

    @property
    def line_after(self) -> int:
        """The line in which the next part begins."""
        return self.first_line + self.text.count("\n")


def read_part(path: Path, start: int = 0, first_line: int = 1) -> Part:
    """The part of a file that begins at a byte, where an earlier one ended; raises UnreadableFile."""
    with open_regular(path) as (file, total):
        codec = utf16_codec(file.read(_SAMPLE))
        file.seek(start)
        data = file.read(PART_BYTES)
    if start + len(data) < total:
        data = data[: _end_of_part(data, "\n".encode(codec or "ascii"))]
    text, encoding = (data.decode(codec, "replace"), "utf-16") if codec else decode_characters(data)[:2]
    return Part(text, encoding, start, start + len(data), total, first_line)


def _end_of_part(data: bytes, line_end: bytes) -> int:
    """Where a part ends: behind its last line, or else before a character that is not whole."""
    width = len(line_end)
    at = data.rfind(line_end, max(len(data) - _LONGEST_LINE, 0))
    if at >= 0 and at % width == 0:
        return at + width
    if width > 1:
        return len(data) - len(data) % width
    back = 1
    while back < min(4, len(data)) and data[-back] & 0xC0 == 0x80:
        back += 1
    return len(data) - back if data[-back] >= 0xC0 else len(data)
