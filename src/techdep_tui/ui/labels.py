"""Short forms of an article's parts for lists and lines: the date with its precision, the publisher …"""

from __future__ import annotations

from typing import TYPE_CHECKING

from techdep_tui.core.articles.entry import publisher_label
from techdep_tui.core.articles.model import Metadata, Part, Source

if TYPE_CHECKING:
    from techdep_tui.core.holding import Changes


def date_label(date: Part[str]) -> str:
    """`2026-02-01` from the file, `~2026-01..06` inferred, `undated`."""
    if date.value is None:
        return "undated"
    if date.source is Source.FILE:
        return date.value[:10]
    return "~" + _interval(date.value)


def _interval(value: str) -> str:
    first, slash, last = value.partition("/")
    if not slash:
        return value
    if first[:4] == last[:4]:
        return f"{first}..{last[5:]}" if len(last) > 4 else first
    return f"{first[:4]}..{last[:4]}"


def origin_line(metadata: Metadata, date: Part[str], *, hint: str = "D: why") -> str:
    """One line on what the file says of itself and what not: "no publisher, byline or date in file".

    `hint` stands in brackets after an inferred date.
    """
    known = []
    if metadata.authors.value:
        known.append("by " + ", ".join(metadata.authors.value))
    if metadata.publisher.value or metadata.source_url.value or metadata.url.value:
        known.append(publisher_label(metadata))
    if date.source is Source.FILE and date.value:
        known.append(date.value.replace("T", " "))
    missing = [
        word
        for word, part in (
            ("publisher", metadata.publisher),
            ("byline", metadata.authors),
            ("date", date),
        )
        if part.source is not Source.FILE
    ]
    if missing:
        names = missing[0] if len(missing) == 1 else ", ".join(missing[:-1]) + " or " + missing[-1]
        known.append(f"no {names} in file")
    if date.source is Source.INFERRED and date.value:
        known.append(f"date inferred {date_label(date).removeprefix('~')} ({hint})")
    return " · ".join(known)


def plural(count: int, noun: str, several: str = "") -> str:
    """`1 hit`, `2 hits`, `2,000 articles`; `several` is the plural of a noun that takes more than an s."""
    return f"{count:,} {noun if count == 1 else several or noun + 's'}"


def changes_words(changes: Changes) -> str:
    """`+3 new · 1 changed · 2 gone`, empty where nothing is."""
    counted = (
        (f"+{changes.new:,} new", changes.new),
        (f"{changes.changed:,} changed", changes.changed),
        (f"{changes.gone:,} gone", changes.gone),
    )
    return " · ".join(words for words, count in counted if count)
