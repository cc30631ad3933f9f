"""What the styles set: the fields of a CSL-JSON record, cleaned and typed."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

from techdep_tui.core.citations.dates import Date, date_of
from techdep_tui.core.citations.names import ALONE, Apart, Name, names_of
from techdep_tui.core.citations.titles import headline
from techdep_tui.core.citations.typeset import bare, clean


class Kind(Enum):
    """The kinds of source that the styles tell apart."""

    NEWS = "news"
    BLOG = "blog"
    WEB = "web"


_KINDS = {
    "article-newspaper": Kind.NEWS,
    "article-magazine": Kind.NEWS,
    "article-journal": Kind.NEWS,
    "article": Kind.NEWS,
    "post-weblog": Kind.BLOG,
}


class Work(NamedTuple):
    """One source. Texts are texts under way (see `typeset`), empty where the record has nothing.

    `apart` is what tells it apart from the other works of a list.
    """

    kind: Kind
    title: str = ""
    container: str = ""
    publisher: str = ""
    place: str = ""
    section: str = ""
    page: str = ""
    edition: str = ""
    genre: str = ""
    url: str = ""
    authors: tuple[Name, ...] = ()
    issued: Date | None = None
    accessed: Date | None = None
    is_english: bool = True
    apart: Apart = ALONE

    @property
    def headline(self) -> str:
        """The title with headline-style capitals, if it is English."""
        return self.in_headline_style(self.title)

    @property
    def masthead(self) -> str:
        """The name of the newspaper, site or blog with headline-style capitals."""
        return self.in_headline_style(self.container)

    def in_headline_style(self, text: str) -> str:
        """`text` with headline-style capitals; other languages than English keep theirs."""
        return headline(text) if self.is_english else text


def work_of(csl: Mapping[str, object]) -> Work:
    """The source that a CSL-JSON record describes; a field of an unknown type counts as missing."""
    language = clean(csl.get("language")).lower()
    return Work(
        kind=_KINDS.get(clean(csl.get("type")), Kind.WEB),
        title=clean(csl.get("title")),
        container=clean(csl.get("container-title")),
        publisher=clean(csl.get("publisher")),
        place=clean(csl.get("publisher-place")),
        section=clean(csl.get("section")),
        page=clean(csl.get("page")),
        edition=clean(csl.get("edition")),
        genre=clean(csl.get("genre")),
        url=bare(csl.get("URL")),
        authors=names_of(csl.get("author")),
        issued=date_of(csl.get("issued")),
        accessed=date_of(csl.get("accessed")),
        is_english=not language or language.startswith("en"),
    )


def ordinal(text: str) -> str:
    """ "2" becomes "2nd"; what is no number stays out: empty."""
    if not (text.isascii() and text.isdigit()):
        return ""
    ending = "th" if text[-2:-1] == "1" else {"1": "st", "2": "nd", "3": "rd"}.get(text[-1], "th")
    return text + ending
