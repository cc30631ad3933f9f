"""Compare our citations with the reference engine's strings, and time them.

    python benchmarks/citations.py EXPECTED.json RANDOM.json

EXPECTED.json: `records`, `expected[style][record][field].text` (`pandoc_text` where another engine differs)
and `quirks`, where the engine is wrong. RANDOM.json: `records`, `expected[style][record]`, three strings
each. White space is folded. Prints every string that differs with its cause, then the figures.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from techdep_tui.core.citations.bibliography import bibliography
from techdep_tui.core.citations.record import Reference
from techdep_tui.core.citations.styles import STYLES, render

FIELDS = ("bibliography", "citation", "citation_para_12")
IMPORTS = tuple(f"techdep_tui.core.citations.{name}" for name in ("styles", "bibliography", "exchange"))


KNOWN_FAULTS = (
    (
        "harvard-cite-them-right",
        re.compile(r"\((?:[Nn]o date|\d{4})"),
        "without author and newspaper the engine begins with the date; ours with the title, like a page",
    ),
    (
        "apa",
        re.compile(r".{1,400} Retrieved https?://"),
        "without a day of access the engine leaves “Retrieved” before the address",
    ),
)
"""Faults of the engine that the quirks show on one record and that come again: style, string, cause."""


class Line(NamedTuple):
    """One string to compare: where it is from, what is expected, what we make."""

    style: str
    record: str
    field: str
    expected: str
    ours: str


class Tally:
    """What has been compared so far; strings that differ are printed as they come."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.total = self.explained = self.unexplained = 0

    def count(self, line: Line, accepted: Mapping[str, str]) -> None:
        """Count a line; `accepted` are other strings that are right, with the reason."""
        self.total += 1
        if line.ours == line.expected:
            return
        cause = accepted.get(line.ours) or known_fault(line)
        self.explained += bool(cause)
        self.unexplained += not cause
        print(f"{line.style} {line.record} {line.field}")
        print(f"  engine: {line.expected}\n  ours:   {line.ours}\n  cause:  {cause or 'UNEXPLAINED'}")

    def report(self) -> None:
        """Print the figures."""
        equal = self.total - self.explained - self.unexplained
        right = equal + self.explained
        print(
            f"{self.name}: {right} of {self.total} strings right: {equal} equal to the engine's "
            f"({100 * equal / max(self.total, 1):.2f} %), {self.explained} exceptions (above) where it is "
            f"wrong; {self.unexplained} unexplained"
        )


def known_fault(line: Line) -> str:
    """The cause if the engine's string shows one of its known faults, else nothing."""
    faults = (
        cause for style, fault, cause in KNOWN_FAULTS if style == line.style and fault.match(line.expected)
    )
    return next(faults, "")


def fold(text: str) -> str:
    """`text` with every run of white space, no-break spaces included, as one blank."""
    return " ".join(text.split())


def ours(records: list[dict[str, Any]]) -> Iterator[tuple[str, str, tuple[str, str, str]]]:
    """Style, record and the three strings that we make."""
    for csl in records:
        for style in STYLES:
            bare, located = render(Reference(csl), style), render(Reference(csl), style, paragraph=12)
            yield style, csl["id"], (fold(bare.bibliography), fold(bare.citation), fold(located.citation))


def compare_given(path: Path) -> Tally:
    """The records with their quirks and other engines' strings."""
    data, tally = json.loads(path.read_text(encoding="utf-8")), Tally(path.name)
    better: dict[tuple[str, str, str], dict[str, str]] = {}
    for quirk in data["quirks"]:
        if quirk["better"]:
            place = (quirk["style"], quirk["record"], quirk["field"])
            better.setdefault(place, {})[fold(quirk["better"])] = quirk["why"]
    for style, record, strings in ours(data["records"]):
        for field, text in zip(FIELDS, strings, strict=True):
            given = data["expected"][style][record][field]
            accepted = dict(better.get((style, record, field), {}))
            if given.get("pandoc_text"):
                accepted.setdefault(
                    fold(given["pandoc_text"]), "the engines differ; this is the other's string"
                )
            tally.count(Line(style, record, field, fold(given["text"]), text), accepted)
    return tally


def compare_random(path: Path) -> Tally:
    """The random records, text only."""
    data, tally = json.loads(path.read_text(encoding="utf-8")), Tally(path.name)
    for style, record, strings in ours(data["records"]):
        for field, expected, text in zip(FIELDS, data["expected"][style][record], strings, strict=True):
            tally.count(Line(style, record, field, fold(expected), text), {})
    return tally


def citation_ms(records: list[dict[str, Any]]) -> float:
    """Processor time in ms for one reference in one style, entry and citation, on average."""
    references = [Reference(csl) for csl in records]
    start = time.process_time()
    for reference in references:
        for style in STYLES:
            render(reference, style, paragraph=12)
    return 1000 * (time.process_time() - start) / (len(references) * len(STYLES))


def list_ms(records: list[dict[str, Any]]) -> float:
    """Processor time in ms for all records as one bibliography, sorted and told apart, on average."""
    references = [Reference(csl) for csl in records]
    start = time.process_time()
    for style in STYLES:
        bibliography(references, style)
    return 1000 * (time.process_time() - start) / len(STYLES)


def import_ms(module: str) -> float:
    """Processor time in ms for importing a module after the article model, compiled, best of nine."""
    code = (
        "import time, techdep_tui.core.articles.model; start = time.process_time(); "
        f"import {module}; print(1000 * (time.process_time() - start))"
    )
    with TemporaryDirectory() as cache:
        environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPYCACHEPREFIX"] = cache
        command = [sys.executable, "-c", code]
        runs = [
            subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
            for _ in range(9)
        ]
    return min(float(run.stdout) for run in runs)


def main() -> None:
    """Compare, time, print."""
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    given, random = Path(sys.argv[1]), Path(sys.argv[2])
    tallies = compare_given(given), compare_random(random)
    for tally in tallies:
        tally.report()
    records = json.loads(random.read_text(encoding="utf-8"))["records"]
    print(f"one citation: {citation_ms(records):.3f} ms")
    print(f"a bibliography of {len(records)}: {list_ms(records):.1f} ms")
    for module in IMPORTS:
        print(f"import {module}: {import_ms(module):.1f} ms")


if __name__ == "__main__":
    main()
