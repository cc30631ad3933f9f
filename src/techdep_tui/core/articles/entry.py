"""What lists, orders and counts need of an article that is not open: a few short fields, not its text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from techdep_tui.core.articles.model import Article, Metadata, Part, Source

UNKNOWN_SOURCE = "source unknown"
"""The label where the file names neither a publisher nor an address."""

SKETCH_BYTES = 128
"""The length of a sketch."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An article in a catalogue.

    `publisher` is the label that `publisher_label` gives. `length` are the characters of the reading text,
    `problem_count` what is wrong with the file. `sketch` is that of its text, `b""` where nobody made one.
    """

    id: str
    digest: str
    path: Path
    title: str
    date: Part[str]
    publisher: str
    length: int
    problem_count: int
    sketch: bytes = b""


def entry_of(article: Article) -> Entry:
    """The entry of an article."""
    return Entry(
        article.id,
        article.digest,
        article.path,
        article.title,
        article.metadata.date,
        publisher_label(article.metadata),
        len(article.text),
        len(article.problems),
    )


def publisher_label(metadata: Metadata) -> str:
    """`Reuters` from the file, `The Moscow Times?` inferred, `via ft.com` of a re-post, `source unknown`."""
    publisher = metadata.publisher
    if publisher.value:
        return publisher.value if publisher.source is Source.FILE else publisher.value + "?"
    if metadata.source_url.value:
        return "via " + host_of(metadata.source_url.value)
    if metadata.url.value:
        return host_of(metadata.url.value)
    return UNKNOWN_SOURCE


def host_of(url: str) -> str:
    """The host of an address without `www.`; the address itself where it has none."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        host = ""
    return host.removeprefix("www.") or url
