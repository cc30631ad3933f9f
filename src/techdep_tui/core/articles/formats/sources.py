"""An entry of an article's list of sources: its title, who published it, when, and what is wrong with it."""

from __future__ import annotations

from techdep_tui.core.articles.dates import read_date
from techdep_tui.core.articles.model import SourceItem
from techdep_tui.core.articles.publishers import host_of

_NOT_PUBLISHERS = frozenset(
    ("pdf", "video", "audio", "archived", "html", "link", "in russian", "in english", "in german")
)
_DASHES = (" – ", " — ", " - ")
_LONGEST_NOTE = 120
_LONGEST_PUBLISHER = 80


def read_source(text: str, url: str | None) -> SourceItem:
    """Read an entry such as `Title (Publisher, Feb 2023)`; `url` is the address of its link.

    What stands in brackets at its end is the publisher, the date, or both with a comma between them.
    """
    if text == url:
        return SourceItem(text, url)
    problem = ""
    if url is None and (tail := _broken_tail(text)):
        text = text.removesuffix(tail)
        problem = f"broken link: only the tail “{tail}” of its address is left"
    title, note = _split_note(text)
    publisher, issued = _read_note(note)
    if issued and not publisher:
        title, publisher = _split_dash(title)
    if publisher and url:
        problem = problem or _doubt(publisher, url)
    return SourceItem(title, url, publisher, issued, problem)


def _broken_tail(text: str) -> str | None:
    """What is left of a broken link `(address)` behind a closing bracket: `…)rest-of-address)`."""
    tail = text.rpartition(" ")[2]
    before, bracket, rest = tail.partition(")")
    return rest if bracket and before and len(rest) > 2 and rest.endswith(")") and "(" not in rest else None


def _split_note(text: str) -> tuple[str, str]:
    """A title and what stands in brackets at its end."""
    at = text.rfind("(")
    if not text.endswith(")") or at <= 0 or len(text) - at > _LONGEST_NOTE:
        return text, ""
    return text[:at].strip(), text[at + 1 : -1].strip()


def _read_note(note: str) -> tuple[str | None, str | None]:
    """Publisher and date of `Publisher, Feb 2023`."""
    name, _, last = note.rpartition(", ")
    date = read_date(last)
    if date and date.is_certain:
        note = name
    publisher = note if note and note.lower() not in _NOT_PUBLISHERS else None
    return publisher, date.iso if date and date.is_certain else None


def _split_dash(title: str) -> tuple[str, str | None]:
    """A title and the publisher behind its last dash."""
    at = max(title.rfind(dash) for dash in _DASHES)
    publisher = title[at + 3 :].strip()
    return (
        (title[:at].strip(), publisher) if at > 0 and len(publisher) <= _LONGEST_PUBLISHER else (title, None)
    )


def _doubt(publisher: str, url: str) -> str:
    """Whether a label such as IISS and a domain such as iisd.org are nearly but not quite the same."""
    label, parts = publisher.lower(), host_of(url).split(".")
    if not publisher.isupper() or len(label) < 3 or label in parts:
        return ""
    for part in parts:
        if len(part) == len(label) and sum(a != b for a, b in zip(label, part, strict=True)) == 1:
            return f"the label says {publisher}, the domain is {host_of(url)}"
    return ""
