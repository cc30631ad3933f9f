"""IEEE: the IEEE Reference Guide."""

from __future__ import annotations

from techdep_tui.core.citations.dates import DateForm
from techdep_tui.core.citations.names import NameForm
from techdep_tui.core.citations.pages import labelled, ranged
from techdep_tui.core.citations.typeset import AMERICAN as US
from techdep_tui.core.citations.typeset import italic
from techdep_tui.core.citations.work import Kind, Work

_MONTHS = "Jan. Feb. Mar. Apr. May Jun. Jul. Aug. Sep. Oct. Nov. Dec."
_DATE = DateForm(_MONTHS.split(), is_padded=True)
_AUTHORS = NameForm(has_initials=True, limit=7, et_al=italic("et al."))


def entry(work: Work, number: int = 1) -> str:
    """[1] A. Author, “Title,” *Newspaper*, p. 3, date. Accessed: date. [Online]. Available: URL"""
    if work.kind is Kind.NEWS:
        source = US.join(
            ", ",
            italic(work.container),
            work.publisher,
            work.place,
            labelled(ranged(work.page)),
            _issued(work),
        )
    else:
        source = work.container
    text = US.join(", ", _AUTHORS.write(work.authors, US), US.quoted(work.title), source)
    return US.join(" ", f"[{number}]", US.attach(text, "."), _access(work))


def citation(_work: Work, paragraph: int | None = None, number: int = 1) -> str:
    """[1, Para. 12]"""
    return f"[{number}, Para. {paragraph}]" if paragraph else f"[{number}]"


def _issued(work: Work) -> str:
    return _DATE.write(work.issued) if work.issued else ""


def _access(work: Work) -> str:
    if not work.url:
        return ""
    accessed = f"Accessed: {_DATE.write(work.accessed)}. " if work.accessed else ""
    return f"{accessed}[Online]. Available: {work.url}"
