"""A whole article as bytes: what goes between processes and onto the shelf.

A checksum, the sizes of the parts, then the parts: the path; the file's characters; what of the reading text
is not the same as there; the numbers as an array; the rest as JSON in lists. Nothing in it can be run, and
`read_article_bytes` takes nothing that is not of this shape, and no text that a terminal would obey (but in
`raw` and `path`, which nobody shows as they are). The id is not in it: it depends on the other articles.
"""

from __future__ import annotations

import os
import struct
import zlib
from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from techdep_tui.core import safe_json
from techdep_tui.core.articles.decode import is_clean
from techdep_tui.core.articles.model import (
    Article,
    Block,
    BlockKind,
    Format,
    Link,
    Metadata,
    Part,
    Problem,
    Source,
    SourceItem,
)
from techdep_tui.core.articles.offsets import OffsetMap, Span

_HEAD = struct.Struct("<I6I")
"""The checksum of all that follows it; the sizes of the parts."""
_SUM_BYTES = 4

_KINDS = tuple(BlockKind)
_SOURCES = tuple(Source)
_KIND_NUMBERS = {kind: number for number, kind in enumerate(_KINDS)}
_SOURCE_NUMBERS = {source: number for number, source in enumerate(_SOURCES)}
_PARTS = (
    "title",
    "standfirst",
    "authors",
    "publisher",
    "date",
    "url",
    "source_url",
    "tags",
    "summary",
    "language",
)
_LISTS = frozenset({"authors", "tags", "summary"})


class UnreadableArticleError(ValueError):
    """The bytes are not an article."""


def article_as_bytes(article: Article) -> bytes:
    """An article, all but its id."""
    ways, own = _differences(article)
    numbers = _numbers(article)
    parts = (
        os.fsencode(article.path),
        article.raw.encode("utf-8", "surrogatepass"),
        own.encode("utf-8", "surrogatepass"),
        ways,
        numbers.tobytes(),
        safe_json.dump(_rest(article)).encode("utf-8", "surrogatepass"),
    )
    data = _HEAD.pack(0, *map(len, parts))[_SUM_BYTES:] + b"".join(parts)
    return zlib.crc32(data).to_bytes(_SUM_BYTES, "little") + data


def read_article_bytes(data: bytes, article_id: str) -> Article:
    """The article that `article_as_bytes` wrote; raises `UnreadableArticleError` for anything else."""
    try:
        path, raw, own, ways, numbers, rest = _parts(data)
        return _article(
            article_id,
            Path(os.fsdecode(path)),
            raw.decode("utf-8", "surrogatepass"),
            own.decode(),
            ways,
            _Numbers(numbers),
            safe_json.load(rest.decode()),
        )
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError, struct.error) as error:
        raise UnreadableArticleError("not an article") from error


def _parts(data: bytes) -> Iterator[bytes]:
    checksum, *sizes = _HEAD.unpack_from(data)
    if zlib.crc32(memoryview(data)[_SUM_BYTES:]) != checksum or _HEAD.size + sum(sizes) != len(data):
        raise UnreadableArticleError("damaged")
    at = _HEAD.size
    for size in sizes:
        yield data[at : at + size]
        at += size


def _article(
    article_id: str, path: Path, raw: str, own: str, ways: bytes, numbers: _Numbers, rest: list[Any]
) -> Article:
    digest, form, encoding, parts, extra, links, sources, problems = rest
    offsets = numbers.offsets()
    blocks = numbers.blocks()
    text = _text(raw, own, ways, offsets)
    numbers.check_within(max(len(raw), len(text)))
    if not is_clean(text):
        raise UnreadableArticleError("a character that no reading text has")
    return Article(
        id=article_id,
        digest=_text_of(digest),
        path=path,
        format=Format(form),
        encoding=_text_of(encoding),
        raw=raw,
        text=text,
        offsets=offsets,
        blocks=blocks,
        metadata=_metadata(parts, extra),
        links=tuple(_link(*row) for row in links),
        sources=tuple(SourceItem(*map(_text_or_none, row)) for row in sources),  # type: ignore[arg-type]
        problems=tuple(read_problem(path, row) for row in problems),
    )


# The reading text: mostly stretches of the file's characters

_OWN, _AS_IN_FILE, _UNWRAPPED = range(3)
"""How a run reads: in its own way, as in the file, or so with the lines of each paragraph joined."""


def _unwrapped(source: str) -> str:
    return source.replace("\n\n", "\0").replace("\n", " ").replace("\0", "\n\n")


def _runs(offsets: OffsetMap) -> Iterator[tuple[int, int, int, int]]:
    """Where each run begins and ends in the text and in the source."""
    ends = [*offsets.starts[1:], offsets.length] if offsets.starts else []
    return zip(offsets.starts, ends, offsets.source_starts, offsets.source_ends, strict=True)


def _differences(article: Article) -> tuple[bytes, str]:
    """How each run reads, and the text of those that read in their own way."""
    text, raw = article.text, article.raw
    ways = bytearray()
    own: list[str] = []
    for start, end, source_start, source_end in _runs(article.offsets):
        shown, source = text[start:end], raw[source_start:source_end]
        if shown == source:
            ways.append(_AS_IN_FILE)
        elif shown == _unwrapped(source):
            ways.append(_UNWRAPPED)
        else:
            ways.append(_OWN)
            own.append(shown)
    return bytes(ways), "".join(own)


def _text(raw: str, own: str, ways: bytes, offsets: OffsetMap) -> str:
    pieces: list[str] = []
    at = 0
    for way, (start, end, source_start, source_end) in zip(ways, _runs(offsets), strict=True):
        if way == _OWN:
            pieces.append(own[at : at + end - start])
            at += end - start
        else:
            source = raw[source_start:source_end]
            pieces.append(source if way == _AS_IN_FILE else _unwrapped(source))
    text = "".join(pieces)
    if len(text) != offsets.length:
        raise UnreadableArticleError("a reading text of another length")
    return text


# Numbers


def _numbers(article: Article) -> array[int]:
    """How many runs and blocks, the length of the text; then each column of runs and blocks."""
    offsets, blocks = article.offsets, article.blocks
    numbers = array("I", (len(offsets.starts), len(blocks), offsets.length))
    for column in (offsets.starts, offsets.source_starts, offsets.source_ends):
        numbers.extend(column.tolist())
    numbers.extend([_KIND_NUMBERS[block.kind] for block in blocks])
    numbers.extend([block.start for block in blocks])
    numbers.extend([block.end for block in blocks])
    numbers.extend([block.number or 0 for block in blocks])
    numbers.extend([block.level for block in blocks])
    return numbers


class _Numbers:
    """The columns that `_numbers` wrote, in its order."""

    def __init__(self, data: bytes) -> None:
        self._all = array("I")
        self._all.frombytes(data)
        self._runs, self._blocks, self._length = self._all[:3]
        self._at = 3
        if len(self._all) != 3 + 3 * self._runs + 5 * self._blocks:
            raise UnreadableArticleError("too few numbers, or too many")

    def offsets(self) -> OffsetMap:
        starts, source_starts, source_ends = (array("q", self._column(self._runs)) for _ in range(3))
        return OffsetMap(starts, source_starts, source_ends, self._length)

    def blocks(self) -> tuple[Block, ...]:
        kinds, starts, ends, numbers, levels = (self._column(self._blocks) for _ in range(5))
        named = [_KINDS[kind] for kind in kinds]
        return tuple(map(Block, named, starts, ends, [number or None for number in numbers], levels))

    def check_within(self, length: int) -> None:
        """Whether every number, a position or smaller, is within the longer of the two texts."""
        if max(self._all) > max(length, len(self._all), len(_KINDS)):
            raise UnreadableArticleError("a place outside of the text")

    def _column(self, length: int) -> list[int]:
        column = self._all[self._at : self._at + length].tolist()
        self._at += length
        return column


# The rest


def _rest(article: Article) -> list[object]:
    metadata = article.metadata
    return [
        article.digest,
        article.format.value,
        article.encoding,
        [_part_row(getattr(metadata, name)) for name in _PARTS],
        dict(metadata.extra),
        [[link.text, link.url, link.rel, link.start, link.end] for link in article.links],
        [[item.title, item.url, item.publisher, item.issued, item.problem] for item in article.sources],
        [problem_row(problem) for problem in article.problems],
    ]


def _part_row(part: Part[Any]) -> list[object]:
    if part.source is Source.MISSING and not part.why and part.span is None:
        return []
    return [part.value, _SOURCE_NUMBERS[part.source], part.why, part.span]


def _metadata(rows: list[list[Any]], extra: dict[str, str]) -> Metadata:
    parts = {name: _part(name, row) for name, row in zip(_PARTS, rows, strict=True)}
    return Metadata(
        **parts, extra=dict(zip(map(_text_of, extra), map(_text_of, extra.values()), strict=True))
    )


def _part(name: str, row: list[Any]) -> Part[Any]:
    if not row:
        return Part()
    value, source, why, span = row
    if value is not None:
        value = _texts(*value) if name in _LISTS else _text_of(value)
    return Part(value, _SOURCES[source], _text_of(why), None if span is None else Span(*_whole(*span)))


def problem_row(problem: Problem) -> list[object]:
    """A problem without its path, for JSON."""
    return [problem.reason, problem.done, problem.line, problem.is_fatal]


def read_problem(path: Path, row: Sequence[object]) -> Problem:
    """The problem that `problem_row` wrote; raises TypeError or ValueError for anything else."""
    reason, done, line, is_fatal = row
    number = None if line is None else _whole(line)[0]
    return Problem(path, _text_of(reason), _text_of(done), number, is_fatal is True)


def _link(text: object, url: object, rel: object, start: object, end: object) -> Link:
    return Link(_text_of(text), _text_of(url), _text_of(rel), *_whole(start, end))


def _texts(*values: object) -> tuple[str, ...]:
    return tuple(map(_text_of, values))


def _text_of(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _text_or_none(value: object) -> str | None:
    return None if value is None else _text_of(value)


def _whole(*values: object) -> tuple[int, ...]:
    """Numbers that are whole and not negative."""
    for value in values:
        if type(value) is not int or value < 0:
            raise TypeError("not a place")
    return values  # type: ignore[return-value]
