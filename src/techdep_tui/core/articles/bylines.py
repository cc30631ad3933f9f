"""Lines near the head of a text that speak of the article: who wrote it, when, for whom, at which address.

Only what a line says of the article itself counts; a date in a sentence is somebody else's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from techdep_tui.core.articles.dates import ReadDate, read_date
from techdep_tui.core.articles.publishers import known_publisher

_LONGEST = 240
_BY = re.compile(
    r"(?:written\s|story\s|report\s|text\s|words\s|reported\s)?(?:by|von|par|por|di|автор)\s?:?\s(?=[^\W\da-z_])",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:(?P<own>first\spublished|published|posted|issued|released|date|publication\sdate|publish\sdate|pubdate|created|filed"
    r"|veröffentlicht|publié|publicado|pubblicato|опубликовано|дата)"
    r"|(?P<update>(?:last\s)?(?:updated|modified|revised)|update|aktualisiert|mis\sà\sjour|actualizado|aggiornato|обновлено))"
    r"(?:\s(?:on|at|am|le|el|il))?\s?[:–-]?\s",
    re.IGNORECASE,
)
_AUTHOR_LABEL = re.compile(r"(?:authors?|reporters?|editors?|autor|auteur|автор)\s?:\s?(?=\S)", re.IGNORECASE)
_SOURCE_LABEL = re.compile(
    r"(?:source|publisher|publication|newspaper|quelle|fuente|fonte|источник)\s?:\s?(?=\S)", re.IGNORECASE
)
_URL_LABEL = re.compile(
    r"(?:original\s(?:url|link|article|source)|(?:article\s|source\s|canonical\s)?(?:url|link)|source|permalink|web\saddress)"
    r"\s?:\s?<?(https?://[^\s<>]{4,2000})>?$",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s?[|·•]\s?|\s[–—-]\s|\t")
_NAMES = re.compile(r"\s?(?:,|;|\band\b|&|\bund\b|\bet\b|\by\b|\band\sby\b)\s?(?:and\s)?", re.IGNORECASE)
_NAME = re.compile(r"(?:[^\W\d_][\w.'’-]{0,30}\s?){1,6}$")
_PARTICLES = frozenset(
    ["de", "da", "di", "del", "della", "der", "den", "von", "van", "la", "le", "el", "al", "bin", "ibn", "ben", "dos", "das", "du", "of", "the", "for", "y", "e", "zu"]
)
_DATELINE = re.compile(
    r"(?:(?P<place>[A-Z][A-Z.'’ /,-]{2,50}[A-Z.])(?:,\s[A-Z][a-z.]{1,15}){0,2})?,?\s?"
    r"(?:(?P<date>(?:[A-Z][a-z]{2,8}\.?\s\d{1,2},?\s\d{4}|\d{1,2}\s[A-Z][a-z]{2,8}\.?,?\s\d{4}))\s?)?,?\s?"
    r"(?:\((?P<agency>[A-Z][\w /.&-]{1,30})\)\s?)?(?:--|[–—-]|:)\s?(?=\S)"
)
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]{0,2}$")


@dataclass(frozen=True, slots=True)
class Byline:
    """What a line says of its article.

    `is_update` marks a date of which the line says only that the article was changed then. `named` tells that
    the authors stand behind a word such as "By".
    """

    authors: tuple[str, ...] = ()
    date: ReadDate | None = None
    is_update: bool = False
    publisher: str | None = None
    url: str | None = None

    def __bool__(self) -> bool:
        return bool(self.authors or self.date or self.publisher or self.url)


@dataclass(frozen=True, slots=True)
class Dateline:
    """The beginning of a first paragraph: `LONDON, March 3, 2024 (Reuters) - `."""

    date: ReadDate | None
    agency: str | None


def is_byline(line: str) -> bool:
    """Whether a whole line near the head speaks of the article and not of its matter."""
    return bool(read_byline(line))


def read_byline(line: str) -> Byline:
    """What a whole line near the head says of the article; empty if it is anything else."""
    line = " ".join(line.split()).strip("*_ ")
    if not 3 <= len(line) <= _LONGEST:
        return Byline()
    address = _URL_LABEL.match(line)
    if address:
        return Byline(url=address[1])
    return _as_whole(line) or _in_parts(line) or Byline()


def read_dateline(paragraph: str) -> Dateline | None:
    """The dateline that a paragraph begins with, if it names a date with its year or an agency."""
    match = _DATELINE.match(paragraph[:160])
    if not match or not (match["date"] or match["agency"]) or not (match["place"] or match["agency"]):
        return None
    agency = known_publisher(match["agency"]) if match["agency"] else None
    date = read_date(match["date"]) if match["date"] else None
    return Dateline(date, agency) if date or agency else None


def split_names(text: str) -> tuple[str, ...]:
    """The names in "By A, B and C" or "A; B", in order and each once."""
    by = _BY.match(text)
    text = text[by.end() :] if by else text
    names = (name.strip(" .,;:*_") for name in _NAMES.split(text))
    return tuple(dict.fromkeys(name for name in names if name))


def _as_whole(line: str) -> Byline | None:
    """A line that is one thing: a date, an author, a publisher."""
    date, is_update = _date(line)
    if date:
        return Byline(date=date, is_update=is_update)
    source = _SOURCE_LABEL.match(line)
    if source and len(line) <= 100:
        return Byline(publisher=line[source.end() :].strip())
    publisher = known_publisher(line)
    if publisher:
        return Byline(publisher=publisher)
    label = _AUTHOR_LABEL.match(line) or _BY.match(line)
    if label and (authors := _authors(line[label.end() :])):
        return Byline(authors=authors)
    return None


def _date(line: str) -> tuple[ReadDate | None, bool]:
    label = _LABEL.match(line)
    if label:
        return read_date(line[label.end() :]), label["update"] is not None
    return (read_date(line), False) if len(line) > 4 else (None, False)


def _in_parts(line: str) -> Byline | None:
    """A line of parts: `By A | Reuters`, `The Guardian, 3 March 2024`, `By A - March 3, 2024 - 10:00`."""
    by = _BY.match(line)
    parts = [part for part in _SPLIT.split(line) if part.strip()]
    if len(parts) == 1 and not by:
        publisher, _, rest = line.partition(", ")
        known, date = known_publisher(publisher), read_date(rest)
        return Byline(publisher=known, date=date) if known and date else None
    if len(parts) < 2 or len(parts) > 5:
        return None
    authors, date, is_update, known = _authors(parts[0][by.end() :]) if by else (), None, False, None
    for part in parts[1:] if by else parts:
        found, changed = _date(part.strip())
        if found and (date is None or is_update):
            date, is_update = found, changed
        elif known_publisher(part):
            known = known_publisher(part)
        elif not found and not (by and len(part) <= 40):
            return None
    return Byline(authors, date, is_update, known)


def _authors(text: str) -> tuple[str, ...]:
    """The names if nothing but names stands there, else nothing."""
    if _SENTENCE_END.search(text) and not text.endswith(("Jr.", "Sr.", "M.D.", "Ph.D.")):
        return ()
    names = split_names(text)
    return names if names and all(_is_name(name) for name in names) else ()


def _is_name(text: str) -> bool:
    """Whether a text may be the name of a person or a paper: up to six words, capitalised but for particles."""
    words = text.split()
    if not 1 <= len(words) <= 6 or len(text) > 60 or not _NAME.match(text):
        return False
    return all(word[0].isupper() or word.lower() in _PARTICLES for word in words) and words != ["The"]
