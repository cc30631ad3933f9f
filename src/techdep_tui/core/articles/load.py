"""Files become articles, one at a time; what is wrong with one file never keeps the others out."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from techdep_tui.core.articles.build import build_article
from techdep_tui.core.articles.decode import NOT_TEXT, Decoded, decode_bytes, odd_bytes
from techdep_tui.core.articles.discover import FoundFile
from techdep_tui.core.articles.model import Article, Problem
from techdep_tui.core.articles.regular import open_regular, refusal
from techdep_tui.core.errors import ArticleError, UnreadableFile

MAX_BYTES = 32 * 2**20
"""A larger file is no article."""

MAX_LINES = 100_000
"""A text of more lines is no article, but a table or a log; it would take minutes to be read as one."""

ID_DIGITS = 10
"""So much of the digest is an article's id: of a hundred thousand articles hardly ever two share one."""

_MISHAPS = (ArithmeticError, AttributeError, LookupError, MemoryError, RecursionError, TypeError, ValueError)
"""What odd text can provoke in code that reads it, even where nobody thought of it."""

_FEW = 40
"""So many odd characters may stand in a short text, as those of a terminal in a note of two lines."""


def _never() -> bool:
    return False


def read_article(path: Path) -> Article:
    """Read one file; its id is the start of the SHA-256 of its bytes.

    Raises UnreadableFile where the file is gone, may not be read, is not a regular file or is too large, and
    ArticleError where it is empty, is not text or cannot be understood.
    """
    try:
        return _article(path, _read(path))
    except _MISHAPS as error:
        raise refusal(ArticleError, path, f"cannot be understood ({_where(error)})") from error


def load(
    files: Iterable[FoundFile], *, cancelled: Callable[[], bool] = _never
) -> Iterator[Article | Problem]:
    """Yield for each file, in order, its article or the problem that there is none; raises for no file.

    Of articles with the same id all but the first have theirs numbered: `1d6e…-2`.
    """
    times_seen: Counter[str] = Counter()
    for file in files:
        if cancelled():
            return
        try:
            article = read_article(file.path)
        except ArticleError as error:
            yield Problem(file.path, error.reason, is_fatal=True)
            continue
        times_seen[article.id] += 1
        times = times_seen[article.id]
        yield article if times == 1 else replace(article, id=f"{article.id}-{times}")


def _article(path: Path, data: bytes) -> Article:
    _check_kind(path, data)
    decoded = decode_bytes(data)
    if not decoded.text.strip():
        raise refusal(ArticleError, path, "holds no text" if data else "is empty")
    if _is_binary(decoded):
        raise refusal(ArticleError, path, "is not text")
    _check_lines(path, decoded.text.count("\n"))
    digest = sha256(data).hexdigest()
    return replace(build_article(path, digest, decoded), id=digest[:ID_DIGITS])


def _read(path: Path) -> bytes:
    """The bytes of a regular file that is not too large; it may be growing or shrinking."""
    with open_regular(path) as (file, size):
        _check_size(path, size)
        data = file.read(size + 1) if size else b""
        if len(data) > size:
            data += file.read(MAX_BYTES)
    _check_size(path, len(data))
    return data


def _check_size(path: Path, size: int) -> None:
    if size > MAX_BYTES:
        raise refusal(UnreadableFile, path, f"is not an article: {math.ceil(size / 2**20)} MB")


def _check_kind(path: Path, data: bytes) -> None:
    """Refuse what is clearly no article before it is decoded, which takes seconds for what is all odd."""
    if not data.strip(b"\0"):
        raise refusal(ArticleError, path, "holds no text" if data else "is empty")
    odd = odd_bytes(data)
    if odd > _FEW and odd * 10 > len(data):
        raise refusal(ArticleError, path, "is not text")
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")) and b"\0" not in data:
        _check_lines(path, data.count(b"\n") + data.count(b"\r") - data.count(b"\r\n"))


def _check_lines(path: Path, lines: int) -> None:
    if lines > MAX_LINES:
        raise refusal(ArticleError, path, f"is not an article: {lines:,} lines")


def _is_binary(decoded: Decoded) -> bool:
    """Whether a good part of it, more than a tenth, is no text: a picture, an archive, a program."""
    odd = sum(decoded.removed.get(kind, 0) for kind in NOT_TEXT)
    return odd > _FEW and odd * 10 > len(decoded.raw)


def _where(error: BaseException) -> str:
    """The error's kind and the line of the program that it came from, for a report of the fault."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f" at {Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
    return type(error).__name__ + place
