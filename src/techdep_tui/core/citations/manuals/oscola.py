"""OSCOLA: The Oxford University Standard for the Citation of Legal Authorities, 4th edition."""

from __future__ import annotations

from techdep_tui.core.citations.dates import DateForm
from techdep_tui.core.citations.names import Inverted, NameForm
from techdep_tui.core.citations.pages import first_page
from techdep_tui.core.citations.typeset import BRITISH as UK
from techdep_tui.core.citations.typeset import bracketed, italic, without_stops
from techdep_tui.core.citations.work import Kind, Work, ordinal

_DATE = DateForm(day_first=True)
_AUTHORS = NameForm(
    inverted=Inverted.ALL,
    separator=" ",
    has_initials=True,
    after_initial="",
    strips_periods=True,
    serial_comma=False,
    limit=4,
    et_al="and others",
)
_NOTE = NameForm(after_initial="", strips_periods=True, serial_comma=False, limit=4, et_al="and others")


def entry(work: Work, _number: int = 1) -> str:
    """Author A, ‘Title’ *Newspaper* (date) page <URL> accessed date"""
    return _set(work, "——" if work.apart.is_repeated else _AUTHORS.write(work.authors, UK), "")


def note(work: Work, paragraph: int | None = None, _number: int = 1) -> str:
    """Author, ‘Title’ *Newspaper* (date) page para 12 <URL> accessed date."""
    authors = _NOTE.write(work.authors, UK)
    return UK.attach(_set(work, authors, f"para {paragraph}" if paragraph else ""), ".")


def _set(work: Work, authors: str, locator: str) -> str:
    issued, container = _DATE.write(work.issued) if work.issued else "", italic(work.container)
    if work.kind is Kind.NEWS:
        source = UK.join(" ", container, bracketed(UK.join(", ", without_stops(work.place), issued)))
    else:
        number = ordinal(work.edition)
        edition = (f"{number} edn" if number else work.edition) if container or issued else ""
        source = bracketed(UK.join(", ", edition, container, issued))
    head = UK.join(", ", authors, UK.quoted(work.headline))
    return UK.join(" ", head, source, first_page(work.page), locator, _address(work))


def _address(work: Work) -> str:
    if not work.url:
        return ""
    return f"<{work.url}> accessed {_DATE.write(work.accessed)}" if work.accessed else f"<{work.url}>"
