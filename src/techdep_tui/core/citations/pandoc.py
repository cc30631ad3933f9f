"""Any other CSL style, through the reader's own pandoc: an extra that nothing else needs.

pandoc 3 or newer must be on the path. It runs in its sandbox, sees the records and the style and nothing
else, and gets no address to fetch: a style that only points to another one is refused.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from functools import cache
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from techdep_tui.core.articles.decode import decode_bytes, safe_line
from techdep_tui.core.articles.patterns import LazyPattern
from techdep_tui.core.citations import typeset
from techdep_tui.core.citations.bibliography import Entry
from techdep_tui.core.citations.record import Reference
from techdep_tui.core.citations.styles import Rendered
from techdep_tui.core.citations.typeset import ITALIC, ROMAN
from techdep_tui.core.errors import CitationError

OLDEST = 3
"""The first major version that knows the sandbox and today's CSL."""

_MOST_BYTES = 4_000_000
_PATIENCE_S = 30.0
_VERSION = LazyPattern(r"pandoc(?:\.exe)? (\d{1,4})\.")
_STYLE = LazyPattern(r"<style\b")
_TITLE = LazyPattern(r"<title>([^<]{1,300})</title>")
_PARENT = LazyPattern(r'rel="independent-parent"')
_ENTRY = "ref-"


class CslStyle(NamedTuple):
    """A style in a CSL file."""

    path: Path
    title: str


def csl_style(path: Path) -> CslStyle:
    """The style in a file. Raises CitationError if it is none, or needs another style that is elsewhere."""
    try:
        with path.open("rb") as file:
            text = decode_bytes(file.read(_MOST_BYTES)).text
    except OSError as error:
        raise CitationError(f"{_shown(path)} cannot be read: {error.strerror}.") from error
    title = _TITLE.search(text)
    if not _STYLE.search(text) or title is None:
        raise CitationError(f"{_shown(path)} is no CSL style.")
    if _PARENT.search(text):
        raise CitationError(f"{_shown(path)} only points to another style; take that one’s file.")
    return CslStyle(path, safe_line(" ".join(unescape(title[1]).split())))


def pandoc() -> str:
    """The pandoc to run. Raises CitationError where there is none on the path, or an old one."""
    program = shutil.which("pandoc")
    if program is None:
        raise CitationError("Styles in CSL files need pandoc 3 or newer on the path; there is none.")
    if _major_version(program) < OLDEST:
        raise CitationError("Styles in CSL files need pandoc 3 or newer; the one on the path is older.")
    return program


@cache
def _major_version(program: str) -> int:
    version = _VERSION.match(_run([program, "--version"]))
    return int(version[1]) if version else 0


def bibliography(
    references: Sequence[Reference], style: CslStyle, *, paragraph: int | None = None
) -> list[Entry]:
    """The references as a list in a style of the reader's, as pandoc sorts and tells apart.

    Raises CitationError if pandoc is missing or cannot do it.
    """
    records = [{**reference.csl, "id": f"r{i}"} for i, reference in enumerate(references)]
    locator = f", para. {paragraph}" if paragraph is not None else ""
    cited = "\n\n".join(f"[@r{i}{locator}]" for i in range(len(records)))
    program = pandoc()
    with TemporaryDirectory(prefix="techdep-tui-") as folder:
        file = Path(folder) / "records.json"
        file.write_text(json.dumps(records), encoding="utf-8")
        command = [program, "--sandbox", "--citeproc", "-f", "markdown", "-t", "json"]
        command += ["--csl", str(style.path.absolute()), "--bibliography", str(file)]
        document = json.loads(_run(command, f"{cited}\n\n::: {{#refs}}\n:::\n"))
    return _entries(document["blocks"], len(records))


def _run(command: list[str], text: str = "") -> str:
    """What a run of pandoc prints. Raises CitationError if it fails."""
    try:
        done = subprocess.run(
            command, input=text.encode(), capture_output=True, timeout=_PATIENCE_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise CitationError(f"pandoc did not run: {safe_line(str(error))}") from error
    if done.returncode:
        said = " ".join(decode_bytes(done.stderr).text.split())
        raise CitationError(f"pandoc could not format it: {safe_line(said)[:300]}")
    return done.stdout.decode(errors="replace")


def _entries(blocks: list[dict[str, Any]], count: int) -> list[Entry]:
    """The citations, one paragraph each, and the entries of the list in its order."""
    cited = [_text(block["c"]) for block in blocks[:count]]
    listed = [
        (int(entry["c"][0][0].removeprefix(f"{_ENTRY}r")), " ".join(_text_of_blocks(entry["c"][1]).split()))
        for block in blocks[count:]
        if block["t"] == "Div"
        for entry in block["c"][1]
    ]
    listed = listed or list(enumerate(cited))  # a style of notes alone
    return [
        Entry(place, number, _rendered(entry, cited[place]))
        for number, (place, entry) in enumerate(listed, start=1)
    ]


def _rendered(entry: str, citation: str) -> Rendered:
    return Rendered(
        typeset.plain(entry), typeset.plain(citation), typeset.html(entry), typeset.html(citation)
    )


def _text_of_blocks(blocks: list[dict[str, Any]]) -> str:
    return " ".join(
        _text_of_blocks(block["c"][1]) if block["t"] == "Div" else _text(block["c"]) for block in blocks
    )


def _text(inlines: list[dict[str, Any]]) -> str:
    """Inline elements of pandoc's document as a text under way (see `typeset`)."""
    return "".join(piece for inline in inlines for piece in _pieces(inline))


def _pieces(inline: dict[str, Any]) -> Iterator[str]:
    kind: str = inline["t"]
    content: Any = inline.get("c")
    if kind == "Str":
        yield content
    elif kind in ("Space", "SoftBreak", "LineBreak"):
        yield " "
    elif kind == "Emph":
        yield from (ITALIC, _text(content), ROMAN)
    elif kind == "Quoted":
        marks = "“”" if content[0]["t"] == "DoubleQuote" else "‘’"
        yield from (marks[0], _text(content[1]), marks[1])
    elif kind == "Note":
        yield _text_of_blocks(content)
    elif kind in ("Span", "Link", "Cite"):
        yield _text(content[1])
    elif isinstance(content, list) and kind not in ("Code", "Math", "RawInline", "Image"):
        yield _text(content)


def _shown(path: Path) -> str:
    return safe_line(str(path))
