"""One entry of an article's list of sources: what it is called, who published it, when, and what is wrong with it."""

from __future__ import annotations

import re

from techdep_tui.core.articles.dates import read_date
from techdep_tui.core.articles.model import SourceItem
from techdep_tui.core.articles.publishers import host_of

_NOTE = re.compile(r"\s?\(([^()]{2,120})\)$")
_BROKEN_TAIL = re.compile(r"(?<=\))([^\s()]{2,200}\))$")
_DASHED = re.compile(r"\s[–—-]\s([^–—]{2,80})$")
_NOT_PUBLISHERS = frozenset(
    {"pdf", "video", "audio", "archived", "in russian", "in english", "in german", "html", "link"}
)


def read_source(text: str, url: str | None) -> SourceItem:
    """Read an entry such as `Title (Publisher, Feb 2023)`; `url` is the address of its link.

    What stands in brackets at its end is the publisher, the date, or both with a comma between them.
    """
    problem = ""
    tail = _BROKEN_TAIL.search(text) if url is None else None
    if tail:
        text = text[: tail.start()]
        problem = f"broken link: only the tail “{tail[1]}” of its address is left"
    if url and text == url:
        return SourceItem(text, url)
    title, publisher, issued = text, None, None
    note = _NOTE.search(text)
    if note:
        name, _, last = note[1].rpartition(", ")
        date = read_date(last)
        issued = date.iso if date and date.is_certain else None
        publisher = (name if issued else note[1]) or None
        if publisher and publisher.lower() in _NOT_PUBLISHERS:
            publisher = None
        title = text[: note.start()]
        if issued and not publisher and (dashed := _DASHED.search(title)):
            publisher, title = dashed[1], title[: dashed.start()]
    if publisher and url and not problem:
        problem = _doubt(publisher, url)
    return SourceItem(title.strip(), url, publisher, issued, problem)


def _doubt(publisher: str, url: str) -> str:
    """Whether a label such as IISS and a domain such as iisd.org are nearly but not quite the same."""
    label = publisher.lower()
    for part in host_of(url).split("."):
        if part == label:
            return ""
    for part in host_of(url).split(".")[:-1]:
        if (
            len(label) == len(part) >= 3
            and publisher.isupper()
            and sum(a != b for a, b in zip(label, part, strict=True)) == 1
        ):
            return f"the label says {publisher}, the domain is {host_of(url)}"
    return ""
