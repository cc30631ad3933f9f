"""APA: Publication Manual of the American Psychological Association, 7th edition."""

from __future__ import annotations

from techdep_tui.core.citations.dates import DateForm
from techdep_tui.core.citations.names import Inverted, NameForm
from techdep_tui.core.citations.pages import ranged
from techdep_tui.core.citations.typeset import AMERICAN as US
from techdep_tui.core.citations.typeset import bracketed, capitalised, italic
from techdep_tui.core.citations.work import Kind, Work

_DATE = DateForm()
_AUTHORS = NameForm(
    inverted=Inverted.ALL,
    has_initials=True,
    conjunction="&",
    serial_comma=True,
    limit=21,
    shown=19,
    shows_last=True,
)
_SHORT = NameForm(is_short=True, conjunction="&", limit=3)


def entry(work: Work, _number: int = 1) -> str:
    """Author. (Date). Title [Genre]. *Source*, page. URL"""
    genre = bracketed(capitalised(work.genre), "[]")
    author, title = _author(work), US.join(" ", _title(work), genre)
    if not author:
        author, title = _title(work), genre
    body = US.join(". ", author, bracketed(_when(work)), title, _source(work))
    return US.join(" ", US.attach(body, "."), _retrieval(work))


def citation(work: Work, paragraph: int | None = None, _number: int = 1) -> str:
    """(Author, year, para. 12); a title stands in for the author."""
    lead = _SHORT.write(work.authors, US, work.apart) or stand_in(work) or _short_title(work)
    locator = f"para. {paragraph}" if paragraph else ""
    return bracketed(US.join(", ", lead, _year(work), locator))


def _author(work: Work) -> str:
    return _AUTHORS.write(work.authors, US) or stand_in(work)


def stand_in(work: Work) -> str:
    """What stands in for a missing author: of a page the publisher, else nothing and the title leads."""
    return work.publisher if work.kind is Kind.WEB else ""


def _title(work: Work) -> str:
    """In italics what stands alone, upright what is part of a paper or blog."""
    return work.title if work.container and work.kind is not Kind.WEB else italic(work.title)


def _short_title(work: Work) -> str:
    is_part = work.container and work.kind is not Kind.WEB
    return US.quoted(work.headline) if is_part else italic(work.headline)


def _source(work: Work) -> str:
    if work.kind is Kind.WEB:
        return US.join(". ", stand_in(work) if work.authors else "", work.masthead)
    return US.join(", ", italic(work.masthead), ranged(work.page))


def _year(work: Work) -> str:
    letter = work.apart.letter
    if not work.issued:
        return f"n.d.-{letter}" if letter else "n.d."
    return f"{'ca. ' if work.issued.is_circa else ''}{work.issued.years}{letter}"


def _when(work: Work) -> str:
    return US.join(", ", _year(work), _DATE.within_year(work.issued) if work.issued else "")


def _retrieval(work: Work) -> str:
    """The address; a day of retrieval only where the source has no date (APA 7, 9.16)."""
    if not work.url or work.issued or not work.accessed:
        return work.url
    return f"Retrieved {_DATE.write(work.accessed)}, from {work.url}"
