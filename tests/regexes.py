"""Every regular expression of the project, and texts that ordinary patterns do not come back from."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping

import techdep_tui
from techdep_tui.core.articles.patterns import LazyPattern

HOSTILE: Mapping[str, str] = {
    "letters": "a",
    "capitals": "Word ",
    "capital-pairs": "Aa Bb-Cc ",
    "blanks": " ",
    "blank-lines": " \n",
    "newlines": "\n",
    "digits": "1",
    "grouped": "1,000,",
    "decimals": "1.1.",
    "quotes": '"',
    "half-quotes": "“He said ",
    "said": '"x" said ',
    "dots": ".",
    "abbreviations": "U.S. Mr. ",
    "brackets": "[",
    "links": "[a](",
    "brackets-round": "(",
    "stars": "*",
    "backticks": "`a",
    "hyphens": "a-",
    "dashes": "– ",
    "commas": "a, and ",
    "at": "a@b.",
    "addresses": "http://a/",
    "dates": "1 January 2025-",
    "money": "$1 ",
    "percent": "1% ",
    "angle": "<a ",
    "pipes": "|-",
    "colons": "key: ",
    "hashes": "# ",
    "backslashes": "\\",
    "escapes": "\x1b[1;",
    "marks": "e\u0301",
    "wide": "漢",
    "apostrophes": "it's ’",
}


def regexes() -> Iterator[tuple[str, re.Pattern[str] | LazyPattern]]:
    """Each pattern that a module holds, by its name; those in tables, too."""
    for module in pkgutil.walk_packages(techdep_tui.__path__, "techdep_tui."):
        if module.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            for number, pattern in enumerate(_in(value)):
                yield (
                    f"{module.name.removeprefix('techdep_tui.')}.{name}{f'[{number}]' if number else ''}",
                    pattern,
                )


def _in(value: object) -> Iterator[re.Pattern[str] | LazyPattern]:
    if isinstance(value, LazyPattern) or (isinstance(value, re.Pattern) and isinstance(value.pattern, str)):
        yield value
    elif isinstance(value, (tuple, list)):
        for each in value:
            yield from _in(each)
    elif isinstance(value, dict):
        for each in value.values():
            yield from _in(each)
