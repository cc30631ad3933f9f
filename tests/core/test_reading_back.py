"""What the exchange formats write, other programs read back: title, authors, date and address."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from typing import Any

import pytest
import rispy
from markdown_it import MarkdownIt

from techdep_tui.core.citations.exchange import export
from techdep_tui.core.citations.keys import keys
from techdep_tui.core.citations.record import Reference
from tests.core.citing import EXPECTED, reference

NASTY = [
    reference(
        id="n1",
        title="50% of R&D: {x} | y = [z] <b_1> ~ #2 ^ \\ $5",
        author=[{"family": "O’Brien, and Sons", "given": "Kate"}, {"literal": "Chips and Co."}],
        issued={"date-parts": [[2024, 3]]},
        URL="https://example.org/a_(b)?c=d&e=%20",
    ),
    reference(id="n5", title="A -- dash --- and ``quotes''", URL="https://example.org/a--b"),
    reference(id="n2", title="# Not *a* heading `or` code", URL="https://example.org/#a"),
    reference(id="n3", title="Who <i>knows</i>?", issued={"date-parts": [[2019, 1, 30], [2019, 2, 2]]}),
    reference(
        title="1. Not a list", author=[{"family": "de la Cruz", "given": "José Luis", "suffix": "Jr."}]
    ),
]
ALL = [*(Reference(csl) for csl in EXPECTED["records"]), *NASTY]
_QUOTES = str.maketrans("‘’“”'\"", "''''''")


def pandoc() -> str:
    """The pandoc that comes with the development tools, or the system's."""
    try:
        import pypandoc

        return str(pypandoc.get_pandoc_path())
    except (ImportError, OSError):
        found = shutil.which("pandoc")
    if found is None:
        assert "CI" not in os.environ, "the checks must have pandoc: pip install pypandoc_binary"
        pytest.skip("pandoc is missing: pip install pypandoc_binary")
    return found


def read_by_pandoc(text: str, form: str) -> list[dict[str, Any]]:
    command = [pandoc(), "-f", form, "-t", "csljson"]
    done = subprocess.run(command, input=text.encode(), capture_output=True, check=True)
    read: list[dict[str, Any]] = json.loads(done.stdout)
    return read


def plain(title: object) -> str:
    """A title without markup; pandoc sets quotation marks by its own lights."""
    return re.sub("</?i>", "", str(title)).translate(_QUOTES)


def names(authors: Any) -> list[tuple[str, ...]]:
    """Particle with the family name, wherever it is kept."""
    fields = ("dropping-particle", "non-dropping-particle", "family", "given", "suffix", "literal")
    parts = [[str(author.get(field, "")) for field in fields] for author in authors or []]
    return [(" ".join(filter(None, each[:3])), *each[3:]) for each in parts]


@pytest.mark.parametrize("form", ["biblatex", "csl-json"])
def test_pandoc_reads_back_title_authors_date_and_address(form: str) -> None:
    read = {each["id"]: each for each in read_by_pandoc(export(ALL, form), form.replace("-", ""))}
    ids = keys(ALL) if form == "biblatex" else [str(source.csl["id"]) for source in ALL]
    for key, source in zip(ids, ALL, strict=True):
        back, csl = read[key], source.csl
        assert plain(back["title"]) == plain(csl["title"])
        assert names(back.get("author")) == names(csl.get("author"))
        assert back.get("issued") == csl.get("issued")
        assert back.get("URL") == csl.get("URL")


def test_rispy_reads_back_title_authors_date_and_address() -> None:
    read = rispy.loads(export(ALL, "ris"))
    assert len(read) == len(ALL)
    for back, source in zip(read, ALL, strict=True):
        csl = source.csl
        assert back["title"] == csl["title"]
        assert back.get("urls", [None])[0] == csl.get("URL")
        assert [_ris_name(name) for name in back.get("authors", [])] == names(csl.get("author"))
        parts = _first_day(csl)
        assert [int(part) for part in back.get("date", "").split("/") if part.strip()] == parts
        assert back.get("year", "") == (str(parts[0]) if parts else "")


def _ris_name(text: str) -> tuple[str, ...]:
    """A name out of RIS: family, given, suffix; without a comma an institution."""
    if ", " not in text:
        return "", "", "", text
    family, given, *suffix = text.rsplit(", ", 2) if text.count(", ") > 1 else text.split(", ")
    if text.count(", ") > 1 and not re.fullmatch(r"Jr\.?|Sr\.?|II+", suffix[0]):
        family, given, suffix = ", ".join((family, given)), suffix[0], []
    return family, given, suffix[0] if suffix else "", ""


def _first_day(csl: Any) -> list[int]:
    ranges = csl.get("issued", {}).get("date-parts", [[]])
    return list(ranges[0])


def test_markdown_it_reads_back_title_authors_date_and_address() -> None:
    for source in ALL:
        csl = source.csl
        inline = [
            token for token in MarkdownIt().parse(export([source], "markdown")) if token.type == "inline"
        ]
        assert len(inline) == 1
        children = inline[0].children or []
        shown = "".join(child.content for child in children)
        assert re.sub("</?i>", "", str(csl["title"])) in shown
        links = [child.attrs["href"] for child in children if child.type == "link_open"]
        assert links == ([csl["URL"]] if csl.get("URL") else [])
        day = "-".join(f"{part:02}" for part in _first_day(csl))
        assert day in shown
        for author in csl.get("author") or []:  # type: ignore[attr-defined]
            assert author.get("literal") or author["family"] in shown
