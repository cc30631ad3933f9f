"""Chicago: The Chicago Manual of Style, 18th and 17th edition, with notes and with author and date."""

from __future__ import annotations

from typing import NamedTuple

from techdep_tui.core.citations.dates import DateForm
from techdep_tui.core.citations.names import Inverted, NameForm
from techdep_tui.core.citations.pages import ranged_as_in_chicago
from techdep_tui.core.citations.typeset import AMERICAN as US
from techdep_tui.core.citations.typeset import bracketed, capitalised, italic
from techdep_tui.core.citations.work import Kind, Work, ordinal

_DATE = DateForm()


class Edition(NamedTuple):
    """What the editions do differently: how many authors they name, years and pages.

    Authors in a list: from `limit` on, `shown` of them; in notes and citations from `note_limit` on the
    first. `repeats_year` is for author-date entries, `gives_page_of_sites` for notes.
    """

    limit: int
    shown: int
    note_limit: int
    repeats_year: bool
    gives_page_of_sites: bool

    def notes_entry(self, work: Work, _number: int = 1) -> str:
        """Author. “Title.” Section. *Newspaper* (Place), date. Late Edition. URL."""
        source = US.join(", ", *_sources(work), _date(work), _page(work))
        lead = self._lead(work)
        text = US.join(". ", lead, _title(work), *map(capitalised, _description(work)), source, *_tail(work))
        return US.attach(text, ".")

    def note(self, work: Work, paragraph: int | None = None, _number: int = 1) -> str:
        """Author, “Title,” section, *Newspaper* (Place), date, Late Edition, para. 12, URL."""
        text = US.join(
            ", ",
            NameForm(limit=self.note_limit).write(work.authors, US),
            _title(work),
            *_description(work),
            _container(work),
            _publisher(work),
            _date(work),
            _edition(work),
            f"para. {paragraph}" if paragraph else self._page_in_note(work),
            _accessed(work, "accessed"),
            work.url,
        )
        return US.attach(text, ".")

    def author_date_entry(self, work: Work, _number: int = 1) -> str:
        """Author. Year. “Title.” Section. *Newspaper* (Place), month and day. Late Edition. URL."""
        lead, title = self._lead(work), _title(work)
        if not lead:
            lead, title = title, ""
        source = US.join(", ", *_sources(work), self._day(work), _page(work))
        text = US.join(
            ". ", lead, _year(work), title, *map(capitalised, _description(work)), source, *_tail(work)
        )
        return US.attach(text, ".")

    def author_date_citation(self, work: Work, paragraph: int | None = None, _number: int = 1) -> str:
        """(Author year, para. 12); newspaper, publisher or title stand in for the author."""
        authors = NameForm(is_short=True, limit=self.note_limit).write(work.authors, US, work.apart)
        lead = authors or stand_in(work, has_place=False) or _title(work)
        text = US.join(" " if work.issued else ", ", lead, _year(work))
        return bracketed(US.join(", ", text, f"para. {paragraph}" if paragraph else ""))

    def _lead(self, work: Work) -> str:
        """Who the entry begins with: the authors or who stands in for them; a dash if the last one's are."""
        if work.apart.is_repeated:
            return "———"
        form = NameForm(
            inverted=Inverted.FIRST,
            demotes_particle=True,
            serial_comma=True,
            limit=self.limit,
            shown=self.shown,
        )
        return form.write(work.authors, US) or stand_in(work)

    def _page_in_note(self, work: Work) -> str:
        """The page; of a part of a site only the 17th edition gives one."""
        is_given = work.kind is Kind.WEB and (self.gives_page_of_sites or not work.container)
        return ranged_as_in_chicago(work.page) if is_given else _page(work)

    def _day(self, work: Work) -> str:
        if not work.issued:
            return ""
        repeats_year = self.repeats_year and work.kind is not Kind.WEB
        return _date(work) if repeats_year else _DATE.within_year(work.issued)


EDITION_18 = Edition(limit=7, shown=3, note_limit=3, repeats_year=False, gives_page_of_sites=False)
EDITION_17 = Edition(limit=11, shown=7, note_limit=4, repeats_year=True, gives_page_of_sites=True)


def stand_in(work: Work, *, has_place: bool = True) -> str:
    """Who stands in for the author: the newspaper, or of a page the publisher or site; of a blog nobody."""
    if work.kind is Kind.NEWS and work.container:
        return _container(work) if has_place else italic(work.masthead)
    return (work.publisher or work.masthead) if work.kind is Kind.WEB else ""


def _sources(work: Work) -> tuple[str, str]:
    """Container and publisher without the one that stands in for the author."""
    container, publisher = _container(work), _publisher(work)
    if not work.authors and work.kind is Kind.NEWS:
        container = ""
    elif not work.authors and work.kind is Kind.WEB:
        container, publisher = (container, "") if work.publisher else ("", publisher)
    return container, publisher


def _title(work: Work) -> str:
    """In quotation marks what is part of something and every page, in italics what stands alone."""
    return US.quoted(work.headline) if work.container or work.kind is Kind.WEB else italic(work.headline)


def _container(work: Work) -> str:
    if work.kind is Kind.WEB:
        return work.masthead
    return US.join(" ", italic(work.masthead), bracketed(work.place) if work.container else "")


def _publisher(work: Work) -> str:
    if work.kind is Kind.WEB:
        return work.publisher or work.place
    return work.publisher if work.kind is Kind.BLOG else ""


def _description(work: Work) -> tuple[str, str]:
    """Genre and section of an article; genre and edition of a page."""
    if work.kind is not Kind.WEB:
        return work.genre, work.in_headline_style(work.section)
    return work.genre, _numbered_edition(work) or work.edition


def _numbered_edition(work: Work) -> str:
    number = ordinal(work.edition)
    return f"{number} ed." if number else ""


def _edition(work: Work) -> str:
    """ "Late Edition" of a newspaper."""
    if work.kind is not Kind.NEWS or not work.edition:
        return ""
    if number := _numbered_edition(work):
        return number
    edition = capitalised(work.in_headline_style(work.edition))
    return edition if "edition" in edition.lower() else f"{edition} Edition"


def _uncertain(text: str, work: Work) -> str:
    """A date in brackets with a question mark if it is not certain (CMOS 14.44)."""
    return f"[{text}?]" if text and work.issued and work.issued.is_circa else text


def _date(work: Work) -> str:
    if work.issued:
        return _uncertain(_DATE.write(work.issued), work)
    return "" if work.kind is Kind.WEB else "n.d."


def _year(work: Work) -> str:
    letter = work.apart.letter
    if not work.issued:
        return f"n.d.-{letter}" if letter else "n.d."
    return _uncertain(work.issued.years + letter, work)


def _page(work: Work) -> str:
    """Pages of a blog's issue; of newspapers, whose editions differ, none is given (CMOS 14.191)."""
    return ranged_as_in_chicago(work.page) if work.kind is Kind.BLOG else ""


def _accessed(work: Work, word: str) -> str:
    """The day of access, only for what has an address and no date of its own (CMOS 13.15)."""
    if not work.accessed or not work.url or work.issued:
        return ""
    return f"{word} {_DATE.write(work.accessed)}"


def _tail(work: Work) -> tuple[str, str, str]:
    return _edition(work), _accessed(work, "Accessed"), work.url
