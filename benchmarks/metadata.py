"""How often title, date and format of a folder's articles are what a table says that they are.

    python benchmarks/metadata.py FOLDER TSV [--misses N]

The table has a header line and the columns `file`, `format` (md, txt or pdf), `title`, `title_in_file` (yes
or no), `date` (ISO) and `date_in_file` (yes, no, or name: only the file's name shows it). Prints the shares
and the time per file, and lists what missed.
"""

from __future__ import annotations

import argparse
import csv
import re
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from techdep_tui.core.articles.build import build_article
from techdep_tui.core.articles.decode import decode_bytes
from techdep_tui.core.articles.model import Article, Format, Source

_FORMATS = {"md": Format.MARKDOWN, "txt": Format.PLAIN, "pdf": Format.PDF_TEXT}
_FOLDED = str.maketrans(
    {"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " ", "\u2011": "-"}
)


class Share(NamedTuple):
    """So many of so many were right; the lines tell of the others."""

    right: int
    of: int
    misses: list[str]

    def __str__(self) -> str:
        return f"{self.right:,} of {self.of:,} = {self.right / max(self.of, 1):.2%}"


class Read(NamedTuple):
    """One file as the program reads it, beside its line of the table."""

    truth: dict[str, str]
    article: Article


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("table", type=Path)
    parser.add_argument("--misses", type=int, default=20, help="list at most so many of each kind")
    options = parser.parse_args()
    with options.table.open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE, escapechar="\\"))
    began = time.perf_counter()
    files = [_read(options.folder / row["file"], row) for row in rows]
    took = time.perf_counter() - began
    size = sum(len(read.article.raw) for read in files)
    for name, share in (
        ("title right, where the file has it", _titles(files)),
        ("date right and certain, Markdown and PDF texts that have it", _dates(files, _certain_date)),
        ("  of those that show it outside of addresses", _dates(_shown(files), _certain_date)),
        ("  inferred ones counted, too", _dates(files, _any_date)),
        ("no wrong date given as certain", _certain(files)),
    ):
        print(f"{name}: {share}")
        for miss in share.misses[: options.misses]:
            print(f"    {miss}")
    _print_formats(files)
    print(
        f"{took / len(files) * 1000:.2f} ms a file; {len(files):,} files, {size / 1e6:.1f} million characters"
    )


def _read(path: Path, row: dict[str, str]) -> Read:
    data = path.read_bytes()
    return Read(row, build_article(path, sha256(data).hexdigest(), decode_bytes(data)))


def _folded(title: str) -> str:
    """A title without what does not tell titles apart: case, kinds of quotation marks and dashes, blanks."""
    return re.sub(r"\s+", " ", title.translate(_FOLDED)).strip(" .").casefold()


def _titles(files: list[Read]) -> Share:
    counted = [read for read in files if read.truth["title_in_file"] == "yes"]
    misses = [
        f"{read.truth['file']} [{read.article.format}]: {read.article.title!r} is {read.truth['title']!r}"
        for read in counted
        if _folded(read.article.title) != _folded(read.truth["title"])
    ]
    return Share(len(counted) - len(misses), len(counted), misses)


def _certain_date(article: Article) -> str:
    return article.metadata.date.in_file or ""


def _any_date(article: Article) -> str:
    return article.metadata.date.value or ""


def _shown(files: list[Read]) -> list[Read]:
    """The files that have the day written out somewhere but in an address, which may be another article's."""
    shown = []
    for read in files:
        day = date.fromisoformat(read.truth["date"])
        month = f"{day:%B}|{day:%b}" + r"\.?|Sept\.?" * (day.month == 9)
        forms = (
            rf"(?:{month}) 0?{day.day},? {day.year}|\b0?{day.day} (?:{month}),? {day.year}|{day.isoformat()}"
        )
        if re.search(forms, re.sub(r"\S*://\S*", "", read.article.raw), re.IGNORECASE):
            shown.append(read)
    return shown


def _dates(files: list[Read], date_of: Callable[[Article], str]) -> Share:
    counted = [r for r in files if r.truth["date_in_file"] == "yes" and r.truth["format"] in ("md", "pdf")]
    misses = [
        f"{read.truth['file']}: {read.article.metadata.date.value}"
        f" ({read.article.metadata.date.source}) is {read.truth['date']}"
        for read in counted
        if date_of(read.article)[:10] != read.truth["date"]
    ]
    return Share(len(counted) - len(misses), len(counted), misses)


def _certain(files: list[Read]) -> Share:
    misses = [
        f"{read.truth['file']} [{read.truth['format']}]: {read.article.metadata.date.value}"
        f" ({read.article.metadata.date.why}) is {read.truth['date']}"
        for read in files
        if read.article.metadata.date.source is Source.FILE
        and (read.article.metadata.date.value or "")[:10] != read.truth["date"]
    ]
    return Share(len(files) - len(misses), len(files), misses)


def _print_formats(files: list[Read]) -> None:
    """The table of formats: what it is, what it was recognised as."""
    counts = Counter((read.truth["format"], read.article.format) for read in files)
    right = sum(count for (truth, found), count in counts.items() if _FORMATS[truth] is found)
    print(f"format recognised: {right:,} of {len(files):,}")
    for (truth, found), count in sorted(counts.items()):
        print(f"    {truth:4} as {found:9} {count:6,}")


if __name__ == "__main__":
    main()
