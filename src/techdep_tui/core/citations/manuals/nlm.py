"""Vancouver: Citing Medicine, the guide of the U.S. National Library of Medicine, in citation sequence."""

from __future__ import annotations

from collections.abc import Sequence

from techdep_tui.core.citations.dates import DateForm
from techdep_tui.core.citations.names import Inverted, NameForm
from techdep_tui.core.citations.pages import ranged
from techdep_tui.core.citations.typeset import AMERICAN as US
from techdep_tui.core.citations.typeset import bracketed
from techdep_tui.core.citations.work import Kind, Work, ordinal

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
_DATE = DateForm(_MONTHS.split(), year_first=True)
_AUTHORS = NameForm(
    inverted=Inverted.ALL,
    separator=" ",
    has_initials=True,
    after_initial="",
    keeps_hyphens=False,
    strips_periods=True,
    conjunction="",
    limit=7,
    shown=6,
)


def entry(work: Work, number: int = 1) -> str:
    """1. Author A. Title [Genre]. Newspaper [Internet]. Edition. Date [cited date]:page. Available from: …"""
    text = US.join(". ", _AUTHORS.write(work.authors, US), *_elements(work))
    return US.join(" ", f"{number}.", US.attach(text, "."), f"Available from: {work.url}" if work.url else "")


def _elements(work: Work) -> Sequence[str]:
    """What follows the authors; a page with a site comes after the site, as a part of it."""
    genre, medium = bracketed(work.genre, "[]"), "[Internet]" if work.url else ""
    if work.kind is Kind.WEB:
        site, part = (work.container, work.title) if work.container else (work.title, "")
        page = f"p. {ranged(work.page, 1)}" if work.page else ""
        return US.join(" ", site, genre, medium), _edition(work), _imprint(work), page, part
    if work.container:
        titles = (US.join(" ", work.title, genre), US.join(" ", work.container, medium))
    else:
        titles = (US.join(" ", work.title, genre, medium), "")
    return *titles, _edition(work), _date(work)


def citation(_work: Work, _paragraph: int | None = None, number: int = 1) -> str:
    """(1): the style has no place for a paragraph."""
    return f"({number})"


def _date(work: Work) -> str:
    issued = _DATE.write(work.issued) if work.issued else ""
    return US.join(
        ":" if work.kind is Kind.NEWS else ";", US.join(" ", issued, _cited(work)), ranged(work.page, 1)
    )


def _edition(work: Work) -> str:
    number = ordinal(work.edition)
    return f"{number} ed." if number else work.edition


def _imprint(work: Work) -> str:
    """Place, publisher and year of a page."""
    publisher = US.join(": ", work.place, work.publisher)
    return US.join("; ", publisher, US.join(" ", work.issued.years if work.issued else "", _cited(work)))


def _cited(work: Work) -> str:
    return f"[cited {_DATE.write(work.accessed)}]" if work.accessed and work.url else ""
