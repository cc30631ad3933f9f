"""Help for the tests of citations: small articles, records, and the reference engine's strings."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from techdep_tui.core.articles.build import build_article
from techdep_tui.core.articles.decode import decode_bytes
from techdep_tui.core.articles.load import read_article
from techdep_tui.core.articles.model import Article
from techdep_tui.core.citations.record import Reference

SEEDS = Path(__file__).parents[2] / "seeds"
EXPECTED = json.loads(Path(__file__).with_name("citations_expected.json").read_text(encoding="utf-8"))


class Case(NamedTuple):
    """What a record gives in a style: entry, citation, citation with paragraph 12."""

    style: str
    record: str
    strings: list[str]


def article(text: str, name: str = "article.md") -> Article:
    """An article of the given text."""
    data = text.encode()
    return build_article(Path(name), sha256(data).hexdigest(), decode_bytes(data))


def seed(number: str) -> Article:
    """The seed whose file name begins with `number`."""
    (path,) = SEEDS.glob(f"{number}_*")
    return read_article(path)


def reference(**fields: object) -> Reference:
    """A reference of a newspaper article with these CSL-JSON fields; `_` stands for `-` in their names."""
    csl = {name.replace("_", "-"): value for name, value in fields.items()}
    return Reference({"id": "x", "type": "article-newspaper", "title": "A title"} | csl)


def record(record_id: str) -> Reference:
    """The given record."""
    return Reference(next(csl for csl in EXPECTED["records"] if csl["id"] == record_id))


def cases() -> list[Case]:
    """All given records in all styles, with the right string where the engine's is wrong."""
    found = {
        (style, key): list(strings)
        for style, records in EXPECTED["expected"].items()
        for key, strings in records.items()
    }
    for correction in EXPECTED["corrected"]:
        found[correction["style"], correction["record"]][correction["field"]] = correction["text"]
    return [Case(style, key, strings) for (style, key), strings in found.items()]
