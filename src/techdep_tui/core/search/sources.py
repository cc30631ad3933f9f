"""The names that an article's publisher goes by: its words and its host names, run together in all ways.

`The Moscow Times`, `moscow-times` and `www.themoscowtimes.com` are one publisher; so a name is compared
without blanks, hyphens and dots, and without a leading "the".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from techdep_tui.core.search.words import fold

_HOST = re.compile(r"(?:https?:)?//(?:[^/@\s]{0,200}@)?([^/:?#\s]{1,253})", re.IGNORECASE)
_WWW = re.compile(r"^www\d{0,2}\.")
_MOST_WORDS = 8


def source_word(name: str) -> str:
    """What is looked for when a reader names a source, be it `Moscow Times` or `themoscowtimes.com`."""
    return "".join(_words(host_of(name) or name))


def source_words(name: str) -> frozenset[str]:
    """Everything that a publisher's name, or the host of an address, is found by."""
    words = _words(host_of(name) or name)[:_MOST_WORDS]
    return frozenset(_runs(words)) | frozenset(_runs(_without_article(words)))


def host_of(url: str) -> str:
    """The host name of an address, without "www."; empty if it is none."""
    match = _HOST.match(url.strip())
    return _WWW.sub("", match[1].lower()) if match else ""


def _words(name: str) -> list[str]:
    return fold(name).split()


def _without_article(words: list[str]) -> list[str]:
    return [words[0].removeprefix("the") or words[0], *words[1:]] if words else []


def _runs(words: list[str]) -> Iterator[str]:
    """All runs of neighbouring words, each written as one word."""
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            yield "".join(words[start:end])
