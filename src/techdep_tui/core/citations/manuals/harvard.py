"""Harvard: Cite Them Right, 12th edition."""

from __future__ import annotations

from techdep_tui.core.citations.dates import DateForm
from techdep_tui.core.citations.names import Inverted, NameForm
from techdep_tui.core.citations.pages import labelled, ranged
from techdep_tui.core.citations.typeset import BRITISH as UK
from techdep_tui.core.citations.typeset import bracketed, italic
from techdep_tui.core.citations.work import Kind, Work, ordinal

_DATE = DateForm(day_first=True)
_AUTHORS = NameForm(
    inverted=Inverted.ALL,
    has_initials=True,
    after_initial=".",
    serial_comma=False,
    limit=4,
    et_al=italic("et al."),
)
_SHORT = NameForm(is_short=True, serial_comma=False, limit=4, et_al=italic("et al."))


def entry(work: Work, _number: int = 1) -> str:
    """Author (year) ‘Title’, *Newspaper*. edition, day, p. 3. Available at: URL (Accessed: date)."""
    lead, title, container = _AUTHORS.write(work.authors, UK), _title(work), italic(work.container)
    if not lead and _is_newspaper(work):
        lead, container = stand_in(work), ""
    elif not lead:
        lead, title = title, ""
    number = ordinal(work.edition)
    edition = (f"{number} edn" if number else work.edition) if work.container else ""
    source = UK.join(", ", title, UK.join(". ", container, edition) if container else edition)
    head = UK.join(". ", UK.join(" ", lead, bracketed(_year(work)), source), _publisher(work))
    return UK.attach(UK.join(". ", UK.join(", ", head, _day(work), _pages(work)), _access(work)), ".")


def citation(work: Work, paragraph: int | None = None, _number: int = 1) -> str:
    """(Author, year, para. 12); newspaper or title stand in for the author."""
    lead = _SHORT.write(work.authors, UK, work.apart) or stand_in(work) or _title(work)
    return bracketed(UK.join(", ", lead, _year(work), f"para. {paragraph}" if paragraph else ""))


def stand_in(work: Work) -> str:
    """What stands in for a missing author: the newspaper, else nothing and the title leads."""
    return italic(work.masthead) if _is_newspaper(work) else ""


def _is_newspaper(work: Work) -> bool:
    return work.kind is Kind.NEWS and bool(work.container)


def _title(work: Work) -> str:
    """In quotation marks what is part of a paper or blog, in italics what stands alone.

    So does a news item of which nothing but the title is known: there the title must lead the entry.
    """
    stands_alone = work.kind is Kind.WEB or (
        work.kind is Kind.NEWS and not work.container and not work.authors
    )
    return italic(work.title) if stands_alone else UK.quoted(work.title)


def _year(work: Work) -> str:
    letter = work.apart.letter
    if not work.issued:
        return f"no date {letter}" if letter else "no date"
    return work.issued.years + letter


def _publisher(work: Work) -> str:
    return "" if work.kind is Kind.NEWS else UK.join(": ", work.place, work.publisher)


def _day(work: Work) -> str:
    return _DATE.within_year(work.issued) if work.issued and work.kind is not Kind.WEB else ""


def _pages(work: Work) -> str:
    return labelled(ranged(work.page)) if work.kind is Kind.NEWS else ""


def _access(work: Work) -> str:
    if not work.url:
        return ""
    accessed = f" (Accessed: {_DATE.write(work.accessed)})" if work.accessed else ""
    return f"Available at: {work.url}{accessed}"
