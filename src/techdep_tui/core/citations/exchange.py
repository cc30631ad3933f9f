"""The exchange formats by name: references for other programs.

What the record does not hold is left out; each format escapes what would break it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from techdep_tui.core.citations.dates import Date, DateForm, iso
from techdep_tui.core.citations.latex import biblatex, bibtex
from techdep_tui.core.citations.links import ENTITY, html_lines, markdown, org, plain_lines
from techdep_tui.core.citations.lookup import look_up
from techdep_tui.core.citations.names import Name
from techdep_tui.core.citations.record import Reference
from techdep_tui.core.citations.typeset import CASED, ITALIC, ROMAN, UNCASED, bare, plain, tagged
from techdep_tui.core.citations.work import Kind, Work, work_of


class ExchangeFormat(NamedTuple):
    """A format: `write` takes the references, `suffix` is that of its files."""

    id: str
    label: str
    help: str
    suffix: str
    write: Callable[[Sequence[Reference]], str]


def csl_json(references: Sequence[Reference]) -> str:
    """The records as CSL-JSON, an array."""
    return json.dumps([dict(reference.csl) for reference in references], ensure_ascii=False, indent=2)


def ris(references: Sequence[Reference]) -> str:
    """The references as RIS, with the line ends that it asks for."""
    return "\r\n\r\n".join(_ris_entry(reference) for reference in references)


def wikipedia(references: Sequence[Reference]) -> str:
    """The references as `{{cite news}}` or `{{cite web}}` templates."""
    return "\n".join(_template(reference) for reference in references)


def _ris_entry(reference: Reference) -> str:
    work, csl = work_of(reference.csl), reference.csl
    first, last = _page_ends(work.page)
    fields = (
        ("TY", {Kind.NEWS: "NEWS", Kind.BLOG: "BLOG", Kind.WEB: "ELEC"}[work.kind]),
        ("TI", bare(csl.get("title"))),
        *(("AU", _ris_name(name)) for name in work.authors),
        ("T2", bare(csl.get("container-title"))),
        ("PB", bare(csl.get("publisher"))),
        ("CY", bare(csl.get("publisher-place"))),
        ("DA", _ris_date(work.issued)),
        ("PY", str(work.issued.year) if work.issued and work.issued.year else ""),
        ("ET", bare(csl.get("edition"))),
        ("SE", bare(csl.get("section"))),
        ("SP", first),
        ("EP", last),
        ("M3", bare(csl.get("genre"))),
        ("LA", bare(csl.get("language"))),
        ("UR", work.url),
        ("Y2", _ris_date(work.accessed)),
    )
    return "\r\n".join([*(f"{tag}  - {value}" for tag, value in fields if value), "ER  - "])


def _ris_name(name: Name) -> str:
    family = plain(
        name.short if name.is_institution else " ".join(filter(None, (name.particle, name.family)))
    )
    given = plain(" ".join(filter(None, (name.given, name.dropping))))
    return ", ".join(filter(None, (family, given, plain(name.suffix))))


def _ris_date(date: Date | None) -> str:
    """Year, month, day with slashes, which stay where a part is not known: "2023/02//"."""
    if not date or not date.year:
        return ""
    month = f"{date.month:02}" if 1 <= date.month <= 12 else ""
    return f"{date.year:04}/{month}/{f'{date.day:02}' if date.day else ''}/"


def _page_ends(page: str) -> tuple[str, str]:
    first, _, last = plain(page).replace("–", "-").partition("-")
    return first.strip(), last.strip()


_WIKI_DAY = DateForm(day_first=True)
_WIKI = {
    "|": "{{!}}",
    "=": "{{=}}",
    "[": "&#91;",
    "]": "&#93;",
    "{": "&#123;",
    "}": "&#125;",
    "<": "&lt;",
    ">": "&gt;",
    "~": "&#126;",
    ITALIC: "''",
    ROMAN: "''",
    CASED: "",
    UNCASED: "",
}
_WIKI_ADDRESS = str.maketrans(
    {"|": "%7C", "[": "%5B", "]": "%5D", "{": "%7B", "}": "%7D", "<": "%3C", ">": "%3E", " ": "%20"}
)


def _template(reference: Reference) -> str:
    work, csl = work_of(reference.csl), reference.csl
    is_news = work.kind is Kind.NEWS
    fields = (
        *_wiki_names(work.authors),
        ("title", _wiki(tagged(csl.get("title")))),
        ("type", _wiki(tagged(csl.get("genre")))),
        ("work" if is_news else "website", _wiki(tagged(csl.get("container-title")))),
        ("publisher", _wiki(tagged(csl.get("publisher")))),
        ("location", _wiki(tagged(csl.get("publisher-place")))),
        ("department", _wiki(tagged(csl.get("section")))),
        ("edition", _wiki(tagged(csl.get("edition")))),
        ("date", _wiki_date(work.issued)),
        ("pages" if _page_ends(work.page)[1] else "page", _wiki(plain(work.page))),
        ("language", _wiki_language(work, csl)),
        ("url", work.url.translate(_WIKI_ADDRESS)),
        ("access-date", _wiki_date(work.accessed) if work.url else ""),
    )
    text = "".join(f" |{name}={value}" for name, value in fields if value)
    return f"{{{{cite {'news' if is_news else 'web'}{text}}}}}"


def _wiki_names(names: Sequence[Name]) -> Iterator[tuple[str, str]]:
    for i, name in enumerate(names, 1):
        number = str(i) if len(names) > 1 else ""
        if name.is_institution:
            yield f"author{number}", _wiki(plain(name.family))
        else:
            family = " ".join(filter(None, (name.particle, name.family)))
            given = ", ".join(
                filter(None, (" ".join(filter(None, (name.given, name.dropping))), name.suffix))
            )
            yield f"last{number}", _wiki(plain(family))
            yield f"first{number}", _wiki(plain(given))


def _wiki(text: str) -> str:
    text = ENTITY.sub("&amp;", text).replace("''", "&#39;&#39;")
    return "".join(_WIKI.get(char, char) for char in text)


def _wiki_date(date: Date | None) -> str:
    """ISO 8601 for a day, in words what is less exact: the template takes "2023-02" for a range of years."""
    if not date:
        return ""
    return iso(date) if date.day and not date.until else _wiki(plain(_WIKI_DAY.write(date)))


def _wiki_language(work: Work, csl: Mapping[str, object]) -> str:
    return "" if work.is_english else _wiki(bare(csl.get("language")).split("-")[0])


_ALL = (
    ExchangeFormat("biblatex", "BibLaTeX", "for LaTeX with biber", ".bib", biblatex),
    ExchangeFormat("bibtex", "BibTeX", "for LaTeX with bibtex", ".bib", bibtex),
    ExchangeFormat("ris", "RIS", "for Zotero, EndNote, Mendeley", ".ris", ris),
    ExchangeFormat("csl-json", "CSL-JSON", "for Zotero and pandoc", ".json", csl_json),
    ExchangeFormat("wikipedia", "Wikipedia", "{{cite news}}", ".txt", wikipedia),
    ExchangeFormat("markdown", "Markdown link", "[title](address)", ".md", markdown),
    ExchangeFormat("org", "Org link", "[[address][title]]", ".org", org),
    ExchangeFormat("html", "HTML", "a paragraph with a link", ".html", html_lines),
    ExchangeFormat("plain", "Plain line", "for a letter or note", ".txt", plain_lines),
)

FORMATS: Mapping[str, ExchangeFormat] = {form.id: form for form in _ALL}
"""The formats by id, in the order in which they are offered; the first is the default."""

ALIASES: Mapping[str, str] = {
    "bib": "biblatex",
    "csl": "csl-json",
    "json": "csl-json",
    "md": "markdown",
    "wiki": "wikipedia",
}
"""Short names for ids."""


def format_of(name: str) -> ExchangeFormat:
    """The format that goes by an id or short name. Raises CitationError with the nearest names."""
    return look_up(name, FORMATS, ALIASES, "exchange format")


def export(references: Sequence[Reference], format_id: str) -> str:
    """The references in a format, no line end at the end. Raises CitationError for an unknown format."""
    return format_of(format_id).write(references)
