"""References for LaTeX: BibLaTeX and BibTeX."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from techdep_tui.core.articles.patterns import LazyPattern
from techdep_tui.core.citations.dates import FULL, Date, iso
from techdep_tui.core.citations.keys import keys
from techdep_tui.core.citations.names import Name, joined
from techdep_tui.core.citations.record import Reference
from techdep_tui.core.citations.typeset import CASED, ITALIC, ROMAN, UNCASED, bare, plain, tagged
from techdep_tui.core.citations.work import Kind, Work, work_of

_LEFT, _RIGHT = "\\textbraceleft{}", "\\textbraceright{}"
_SPECIAL = {
    "\\": "\\textbackslash{}",
    "{": _LEFT,
    "}": _RIGHT,
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
    "`": "\\`{}",
    ITALIC: "\\emph{",
    ROMAN: "}",
    CASED: "",
    UNCASED: "",
} | {char: f"\\{char}" for char in "$&#%_"}
_LANGUAGES = {
    "ar": "arabic",
    "cs": "czech",
    "de": "ngerman",
    "el": "greek",
    "en": "english",
    "en-gb": "british",
    "en-us": "american",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "he": "hebrew",
    "it": "italian",
    "ja": "japanese",
    "ko": "korean",
    "nl": "dutch",
    "pl": "polish",
    "pt": "portuguese",
    "ru": "russian",
    "sv": "swedish",
    "tr": "turkish",
    "uk": "ukrainian",
    "zh": "chinese",
}
_LIGATURE = LazyPattern("-(?=-)|'(?=')|[?!](?=\\\\`)")
"""LaTeX makes dashes of "--", quotation marks of "''" and Spanish marks of "?`"."""
_CHUNK = LazyPattern(f"{ITALIC}[^{ITALIC}{ROMAN}]*{ROMAN}[^\\s]*|\\S+")
_QUOTES = "\"'“”‘’»)]"
_UNBRACED = ".,;:?!()[]-–—/\"'“”‘’«»"


def biblatex(references: Sequence[Reference]) -> str:
    """The references as BibLaTeX: `@article` for what a newspaper printed, else `@online`."""
    return _entries(references, "online", _biblatex_fields)


def bibtex(references: Sequence[Reference]) -> str:
    """The references as BibTeX: `@article` for what a newspaper printed, else `@misc`."""
    return _entries(references, "misc", _bibtex_fields)


def escaped(text: str) -> str:
    """A text under way with LaTeX's special characters escaped and its italics as `\\emph`."""
    text = "".join(_SPECIAL.get(char, char) for char in text)
    return _LIGATURE.sub(r"\g<0>{}", text)


def protected(title: str, *, is_english: bool = True) -> str:
    """A title under way, escaped, with braces around what no style may put in small letters or capitals.

    That are names and abbreviations, words in italics, and in English the word that begins anew after a
    colon.
    """
    out: list[str] = []
    is_fresh = False
    for match in _CHUNK.finditer(title):
        chunk = match[0]
        core = chunk.strip(_UNBRACED)
        if core and _needs_braces(core, is_first=not out, is_fresh=is_fresh):
            before, after = chunk.split(core, 1)
            out.append(f"{escaped(before)}{{{escaped(core)}}}{escaped(after)}")
        else:
            out.append(escaped(chunk))
        is_fresh = is_english and chunk.rstrip(_QUOTES)[-1:] in (":", "?", "!", ".")
    return " ".join(out)


def _needs_braces(word: str, *, is_first: bool, is_fresh: bool) -> bool:
    if ITALIC in word or is_fresh:
        return True
    return word[1:] != word[1:].lower() or (word[0].islower() if is_first else word[0].isupper())


def _entries(
    references: Sequence[Reference], other: str, fields: Callable[[Reference, Work], dict[str, str]]
) -> str:
    return "\n\n".join(
        _entry("article" if _is_printed(work) else other, key, fields(reference, work))
        for reference, key in zip(references, keys(references), strict=True)
        for work in (work_of(reference.csl),)
    )


def _entry(kind: str, key: str, fields: dict[str, str]) -> str:
    written = {n: v if n == "month" else f"{{{_simplified(v)}}}" for n, v in fields.items() if v}
    lines = "".join(f"  {name} = {value},\n" for name, value in written.items())
    return f"@{kind}{{{key},\n{lines}}}"


def _simplified(value: str) -> str:
    """A value with the short form of braces if they balance: BibTeX counts them, escaped or not."""
    opened, closed = value.find(_LEFT), value.find(_RIGHT)
    if value.count(_LEFT) != value.count(_RIGHT) or closed < opened:
        return value
    return value.replace(_LEFT, "\\{").replace(_RIGHT, "\\}")


def _is_printed(work: Work) -> bool:
    return work.kind is Kind.NEWS and bool(work.container)


def _biblatex_fields(reference: Reference, work: Work) -> dict[str, str]:
    csl, is_printed = reference.csl, _is_printed(work)
    return {
        "author": _authors(work.authors),
        "title": protected(tagged(csl.get("title")), is_english=work.is_english),
        "journaltitle" if is_printed else "organization": escaped(tagged(csl.get("container-title"))),
        "note": escaped(tagged(csl.get("genre"))),
        "publisher": escaped(tagged(csl.get("publisher"))),
        "location": escaped(tagged(csl.get("publisher-place"))),
        "edition": escaped(tagged(csl.get("edition"))),
        "date": _date(work.issued),
        "pages": _pages(work.page),
        "url": _address(work.url),
        "urldate": _date(work.accessed),
        "entrysubtype": "newspaper" if is_printed else "",
        "langid": _language(csl.get("language")),
    }


def _bibtex_fields(reference: Reference, work: Work) -> dict[str, str]:
    csl, is_printed = reference.csl, _is_printed(work)
    date = work.issued
    return {
        "author": _authors(work.authors),
        "title": protected(tagged(csl.get("title"))),
        "journal" if is_printed else "howpublished": escaped(tagged(csl.get("container-title"))),
        "type": escaped(tagged(csl.get("genre"))),
        "publisher": escaped(tagged(csl.get("publisher"))),
        "address": escaped(tagged(csl.get("publisher-place"))),
        "edition": escaped(tagged(csl.get("edition"))),
        "year": str(date.year) if date and date.year else "",
        "month": FULL[date.month - 1][:3].lower() if date and 1 <= date.month <= 12 else "",
        "day": str(date.day) if date and date.day else "",
        "pages": _pages(work.page),
        "url": _address(work.url),
        "urldate": _date(work.accessed),
    }


def _authors(names: Sequence[Name]) -> str:
    return " and ".join(_author(name) for name in names)


def _author(name: Name) -> str:
    """ "van der Veen, Anna", "Smith, Jr., John"; an institution in braces of its own."""
    if name.is_institution:
        return f"{{{escaped(plain(name.family))}}}"
    family = joined(_part(name.dropping), _part(name.particle), _part(name.family))
    return ", ".join(filter(None, (family, _part(name.suffix), _part(name.given))))


def _part(text: str) -> str:
    text = escaped(plain(text))
    return f"{{{text}}}" if "," in text or " and " in text else text


def _date(date: Date | None) -> str:
    """ISO 8601; a tilde marks a date that is not certain."""
    return f"{iso(date)}~" if date and date.year and date.is_circa and not date.until else iso(date)


def _pages(page: str) -> str:
    return escaped(plain(page).replace("-", "–")).replace("–", "--")


def _address(url: str) -> str:
    """An address is read as it stands; only what would end the field is percent-encoded."""
    return url.replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D").replace(" ", "%20")


def _language(value: object) -> str:
    tag = bare(value).lower()
    return _LANGUAGES.get(tag) or _LANGUAGES.get(tag.split("-", 1)[0], "")
