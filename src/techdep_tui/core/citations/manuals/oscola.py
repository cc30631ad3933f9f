"""OSCOLA: The Oxford University Standard for the Citation of Legal Authorities, 4th edition."""

from __future__ import annotations

from techdep_tui.core.citations.dates import DateForm
from techdep_tui.core.citations.names import Inverted, NameForm
from techdep_tui.core.citations.pages import first_page
from techdep_tui.core.citations.typeset import BRITISH as UK
from techdep_tui.core.citations.typeset import bracketed, italic
from techdep_tui.core.citations.work import Kind, Work

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
    return _set(work, _AUTHORS, "")


def note(work: Work, paragraph: int | None = None, _number: int = 1) -> str:
    """Author, ‘Title’ *Newspaper* (date) page para 12 <URL> accessed date."""
    return UK.attach(_set(work, _NOTE, f"para {paragraph}" if paragraph else ""), ".")


def _set(work: Work, authors: NameForm, locator: str) -> str:
    issued, container = _DATE.write(work.issued) if work.issued else "", italic(work.container)
    if work.kind is Kind.NEWS:
        source = UK.join(" ", container, bracketed(UK.join(", ", work.place.replace(".", ""), issued)))
    else:
        edition = work.edition if container or issued else ""
        source = bracketed(UK.join(", ", edition, container, issued))
    head = UK.join(", ", authors.write(work.authors, UK), UK.quoted(work.headline))
    return UK.join(" ", head, source, first_page(work.page), locator, _address(work))


def _address(work: Work) -> str:
    if not work.url:
        return ""
    return f"<{work.url}> accessed {_DATE.write(work.accessed)}" if work.accessed else f"<{work.url}>"
