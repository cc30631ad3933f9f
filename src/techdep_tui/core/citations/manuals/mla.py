"""MLA: Handbook of the Modern Language Association, 9th edition."""

from __future__ import annotations

from techdep_tui.core.citations.dates import Date, DateForm
from techdep_tui.core.citations.names import Inverted, NameForm
from techdep_tui.core.citations.pages import labelled, ranged
from techdep_tui.core.citations.typeset import AMERICAN as US
from techdep_tui.core.citations.typeset import bracketed, capitalised, italic
from techdep_tui.core.citations.work import Kind, Work, ordinal

_MONTHS = "Jan. Feb. Mar. Apr. May June July Aug. Sept. Oct. Nov. Dec."
_DATE = DateForm(_MONTHS.split(), day_first=True)
_AUTHORS = NameForm(inverted=Inverted.FIRST, serial_comma=True, limit=3, et_al_comma=True)
_SHORT = NameForm(is_short=True, limit=3)


def entry(work: Work, _number: int = 1) -> str:
    """Author. “Title.” Genre. *Container*, edition, date, page, URL. Accessed date. Section."""
    accessed = f"Accessed {_DATE.write(work.accessed)}" if work.accessed and not work.issued else ""
    section = work.in_headline_style(work.section) if work.kind is not Kind.WEB else ""
    text = US.join(
        ". ",
        "———" if work.apart.is_repeated else _AUTHORS.write(work.authors, US),
        _title(work),
        capitalised(work.genre),
        _container(work),
        US.join(", ", accessed, section),
    )
    return US.attach(text, ".")


def citation(work: Work, paragraph: int | None = None, _number: int = 1) -> str:
    """(Author, “Title,” par. 12); the title stands in for an author, and where it tells apart.

    The handbook allows a paragraph number only where the source itself prints one (6.20): callers decide.
    """
    authors = _SHORT.write(work.authors, US, work.apart)
    lead = authors or _title(work) or capitalised(work.genre)
    title = _title(work) if authors and work.apart.by_title else ""
    return bracketed(US.join(", ", lead, title, f"par. {paragraph}" if paragraph else ""))


def _title(work: Work) -> str:
    """In quotation marks what is part of something, in italics what stands alone."""
    return US.quoted(work.headline) if work.container else italic(work.headline)


def _container(work: Work) -> str:
    is_page = work.kind is Kind.WEB
    place = "" if is_page else bracketed(work.place, "[]")
    return US.join(
        ", ",
        US.join(" ", italic(work.masthead), place),
        f"{number} ed." if (number := ordinal(work.edition)) else capitalised(work.edition),
        (work.publisher or work.place) if is_page else "",
        _issued(work.issued),
        labelled(ranged(work.page, 2)),
        work.url,
    )


def _issued(date: Date | None) -> str:
    if not date:
        return ""
    return f"Circa {_DATE.write(date)}" if date.is_circa else _DATE.write(date)
