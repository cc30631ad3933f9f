"""The facts' columns in a file: nothing in it can be run, and what is not as it was written is not read.

A first line; then blocks, each with its length and its checksum: a head of JSON in lists, and the columns
that it names, in their order. Blocks are read a piece at a time, so that other threads have their turn.
"""

from __future__ import annotations

import json
import sys
import zlib
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Any, BinaryIO, TypeVar

from techdep_tui.core.search.fact_columns import FLOATS, INTS, Names, Values
from techdep_tui.core.search.fact_part import FactPart

_MAGIC = f"techdep-tui facts 1 {sys.byteorder} {array(INTS).itemsize} {array('Q').itemsize}\n".encode()
_LENGTH_BYTES, _SUM_BYTES = 8, 4
_PIECE_BYTES = 1 << 20
_MOST_KINDS = 63

_Number = TypeVar("_Number", int, float)
Dropped = set[int]


class UnreadableFactsFileError(ValueError):
    """The file does not hold the facts' columns."""


def write_columns(
    file: BinaryIO, kinds: Sequence[str], masks: array[int], parts: Sequence[tuple[FactPart, Dropped]]
) -> None:
    """Write everything that an index of facts knows; raises OSError."""
    file.write(_MAGIC)
    shapes = [
        [part.size, sorted(dropped), list(part.names), [list(unit) for unit in part.values]]
        for part, dropped in parts
    ]
    write_block(file, json.dumps([list(kinds), shapes]).encode())
    write_block(file, masks)
    for part, _ in parts:
        columns: list[Names | Values] = [*part.names.values(), *part.values.values()]
        for column in columns:
            for each in fields(column):
                write_block(file, getattr(column, each.name))


def read_columns(file: BinaryIO) -> tuple[list[str], array[int], tuple[FactPart, ...]]:
    """What `write_columns` wrote: kinds, masks and parts; raises UnreadableFactsFileError, and OSError."""
    if file.read(len(_MAGIC)) != _MAGIC:
        raise UnreadableFactsFileError("another kind of file")
    try:
        kinds, shapes = json.loads(b"".join(_block(file)))
        kinds = [_text(kind) for kind in kinds]
        if len(kinds) > _MOST_KINDS:
            raise UnreadableFactsFileError("too many kinds")
        masks = read_array(file, array("Q"))
        parts = tuple(_read_part(file, *shape) for shape in shapes)
    except (ValueError, TypeError, OverflowError, RecursionError) as error:
        raise UnreadableFactsFileError("damaged") from error
    if file.read(1):
        raise UnreadableFactsFileError("more than was written")
    return kinds, masks, parts


def write_block(file: BinaryIO, column: bytes | array[int] | array[float]) -> None:
    """Write the bytes of a column, which are not copied; raises OSError."""
    data = memoryview(column).cast("B") if column else memoryview(b"")
    file.write(len(data).to_bytes(_LENGTH_BYTES, "little"))
    for start in range(0, len(data), _PIECE_BYTES):
        file.write(data[start : start + _PIECE_BYTES])
    file.write(zlib.crc32(data).to_bytes(_SUM_BYTES, "little"))


def read_array(file: BinaryIO, into: array[_Number]) -> array[_Number]:
    """What `write_block` wrote of an array; raises UnreadableFactsFileError, and OSError."""
    try:
        for piece in _block(file):
            into.frombytes(piece)
    except ValueError as error:
        raise UnreadableFactsFileError("half a number") from error
    return into


def _read_part(
    file: BinaryIO, size: int, dropped: list[int], kinds: list[str], units: list[list[str]]
) -> FactPart:
    names = {_text(kind): _read_names(file) for kind in kinds}
    values = {(_text(kind), _text(unit)): _read_values(file) for kind, unit in units}
    return FactPart(int(size), names, values, {int(number) for number in dropped})


def _read_names(file: BinaryIO) -> Names:
    text = b"".join(_block(file))
    starts, ends, numbers = _ints(file), _ints(file), _ints(file)
    lines = text.count(b"\n") if text.endswith(b"\n") else -len(text)
    if not lines == len(starts) == len(ends):
        raise UnreadableFactsFileError("names without their articles")
    return Names(text, starts, ends, numbers)


def _read_values(file: BinaryIO) -> Values:
    return Values(_floats(file), _ints(file), _floats(file), _floats(file), _ints(file))


def _ints(file: BinaryIO) -> array[int]:
    return read_array(file, array(INTS))


def _floats(file: BinaryIO) -> array[float]:
    return read_array(file, array(FLOATS))


def _block(file: BinaryIO) -> Iterator[bytes]:
    """A block in pieces; what it says of its own length is not believed before that much is there."""
    left, checksum = int.from_bytes(file.read(_LENGTH_BYTES), "little"), 0
    while left:
        piece = file.read(min(left, _PIECE_BYTES))
        if not piece:
            raise UnreadableFactsFileError("cut off")
        checksum = zlib.crc32(piece, checksum)
        left -= len(piece)
        yield piece
    if file.read(_SUM_BYTES) != checksum.to_bytes(_SUM_BYTES, "little"):
        raise UnreadableFactsFileError("damaged")


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise UnreadableFactsFileError("not a text")
    return value
