"""What is known about a reference, part by part and in words: what the overlay shows beside a citation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from techdep_tui.core.articles.model import Article, Source
from techdep_tui.core.citations.dates import DateForm, date_of, iso
from techdep_tui.core.citations.names import NameForm, names_of
from techdep_tui.core.citations.record import FIELDS, PARTS, Origin, Reference, article_record
from techdep_tui.core.citations.typeset import AMERICAN, bare, plain

_MISSING = {
    "title": "e to fill in",
    "author": "left out, never “Anonymous”",
    "date": "“n.d.” or left out, as the style says",
    "publisher": "e to fill in",
    "url": "e to fill in",
    "accessed": "left out; A puts today in",
}
"""What becomes of a missing part."""


class PartLine(NamedTuple):
    """A part of a reference: name, value, where it comes from and why, whether the citation uses it.

    `note` says in words what becomes of a part that is missing or not used.
    """

    name: str
    value: str
    source: Source
    why: str = ""
    note: str = ""
    is_used: bool = True

    @property
    def text(self) -> str:
        """The line in words: "MISSING → e to fill in"."""
        if not self.value:
            return f"MISSING → {self.note}"
        if not self.is_used:
            return f"MISSING → {self.note}  (inferred {self.value}: {self.why}; not used, D uses it)"
        how = "inferred" if self.source is Source.INFERRED else ""
        why = ": ".join(filter(None, (how, self.why)))
        return f"{self.value}  ({why})" if why else self.value


def parts(source: Reference | Article) -> tuple[PartLine, ...]:
    """A line for each of title, author, date, publisher, url, accessed and file, in this order."""
    reference = article_record(source) if isinstance(source, Article) else source
    lines = [_line(name, reference.origins.get(name) or _from_csl(reference.csl, name)) for name in PARTS]
    if reference.file:
        digest = f"sha256 {reference.digest[:8]}…" if reference.digest else ""
        lines.append(PartLine("file", reference.file, Source.FILE, digest))
    else:
        lines.append(PartLine("file", "", Source.MISSING, note="a record without an article", is_used=False))
    return tuple(lines)


def missing(reference: Reference) -> tuple[str, ...]:
    """The names of the parts that the citation goes without; a day of access is never missed."""
    return tuple(name for name in PARTS if name != "accessed" and not _is_held(reference, name))


def _is_held(reference: Reference, name: str) -> bool:
    return bool(_from_csl(reference.csl, name).value)


def _line(name: str, origin: Origin) -> PartLine:
    if origin.source is Source.MISSING or not origin.value:
        return PartLine(name, "", Source.MISSING, origin.why, _MISSING[name], is_used=False)
    note = "" if origin.is_used else _MISSING[name]
    return PartLine(name, origin.value, origin.source, origin.why, note, origin.is_used)


def _from_csl(csl: Mapping[str, object], name: str) -> Origin:
    """The part as the record holds it."""
    value = csl.get(FIELDS[name])
    if name == "author":
        text = plain(NameForm().write(names_of(value), AMERICAN))
    elif name in ("date", "accessed"):
        date = date_of(value)
        text = iso(date) or (plain(DateForm().write(date)) if date else "")
    else:
        text = bare(value)
    return Origin(Source.FILE, "in the record", text, is_used=True) if text else Origin()
