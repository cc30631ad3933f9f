"""Lines near the head of a text that speak of the article: who wrote it, when, for whom, at which address.

Only what a line says of the article itself counts; a date in a sentence is somebody else's.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from techdep_tui.core.articles.boilerplate import address_of
from techdep_tui.core.articles.dates import ReadDate, read_date
from techdep_tui.core.articles.marks import last_mark
from techdep_tui.core.articles.publishers import known_publisher
from techdep_tui.core.articles.wordlists import phrases, words


class Byline(NamedTuple):
    """What a line says of its article.

    `is_update` marks a date of which the line says only that the article was changed then.
    """

    authors: tuple[str, ...] = ()
    date: ReadDate | None = None
    is_update: bool = False
    publisher: str | None = None
    url: str | None = None

    def __bool__(self) -> bool:
        return bool(self.authors or self.date or self.publisher or self.url)


class Dateline(NamedTuple):
    """The beginning of a first paragraph: `LONDON, March 3, 2024 (Reuters) - `.

    `month_day` is the end of an ISO date (`03-31`) where the dateline names no year.
    """

    date: ReadDate | None = None
    agency: str | None = None
    month_day: str | None = None


_LABELS = {
    label: kind
    for kind, labels in {
        "date": """
            published | first published | published on | posted | posted on | issued | released | date
            filed | created | publication date | publish date | pubdate | veröffentlicht | publié
            publié le | publicado | pubblicato | опубликовано | дата
            """,
        "update": """
            updated | last updated | update | last modified | modified | revised | updated on | aktualisiert
            mis à jour | actualizado | aggiornato | обновлено
            """,
        "author": """
            by | by: | written by | story by | report by | text by | words by | reported by | author
            authors | reporter | reporters | von | par | por | autor | autorin | auteur | автор
            """,
        "publisher": "source | publisher | publication | newspaper | quelle | fuente | fonte | источник",
        "url": """
            original url | original link | original article | original source | url | link | article url
            source url | canonical url | permalink | web address | source link | source | original
            """,
    }.items()
    for label in phrases(labels)
}
_LABEL_WORDS = frozenset(label.split()[0].rstrip(":") for label in _LABELS)
_PREPOSITIONS = words("on at am le el il")
_PART_MARKS = (" – ", " — ", " - ", "·", "•", "\t")
_NAME_MARKS = (" and ", " AND ", " And ", " und ", " et ", " & ", ";", ",")
_NAME_ENDINGS = words("jr sr md m.d phd ph.d ii iii iv")
_PARTICLES = words("al bin da das de del della den der di dos du el for ibn in la le of the van von y zu")
_AROUND_NAMES = ' .,;:*_"“”'
_DATELINE_MARKS = (" - ", " -- ", " – ", " — ", " —", "—", "--")
_SHORTEST, _LONGEST = 3, 240
_LONGEST_DATELINE = 90
_LONGEST_UNKNOWN = 40
"""Characters of a part behind a name that is neither a date nor a publisher (a role, a town)."""
_MOST_PARTS = 5


def is_byline(line: str) -> bool:
    """Whether a whole line near the head speaks of the article and not of its matter."""
    return bool(read_byline(line))


def read_byline(line: str) -> Byline:
    """What a whole line near the head says of the article; empty if it is anything else."""
    if not _SHORTEST <= len(line) <= _LONGEST:
        return Byline()
    line = " ".join(line.strip("*_ ").split())
    kind, rest = _label(line)
    if kind:
        found = _labelled(kind, rest)
        if found:
            return found
    if publisher := known_publisher(line):
        return Byline(publisher=publisher)
    if not kind and not any(map(str.isdecimal, line)):
        return Byline()
    if date := (read_date(line) if len(line) > 4 else None):
        return Byline(date=date)
    return _in_parts(line, kind, rest)


def are_names(line: str) -> bool:
    """Whether a line may be nothing but one or more names."""
    return bool(_authors(line))


def split_names(text: str) -> tuple[str, ...]:
    """The names in "By A, B and C" or "A; B", in order and each once."""
    kind, rest = _label(text)
    text = rest if kind == "author" else text
    for mark in _NAME_MARKS:
        text = text.replace(mark, "\n")
    names: list[str] = []
    for part in text.split("\n"):
        name = part.strip(_AROUND_NAMES).removeprefix("and ")
        if names and name.lower() in _NAME_ENDINGS:
            names[-1] += f", {name}"
        elif name:
            names.append(name)
    return tuple(dict.fromkeys(names))


def read_dateline(paragraph: str) -> Dateline | None:
    """The dateline that a paragraph begins with, if it names an agency or a day."""
    opening = paragraph[:_LONGEST_DATELINE]
    ends = [at for mark in _DATELINE_MARKS if (at := opening.find(mark)) > 0]
    if not ends:
        return None
    place, bracket, agency = opening[: min(ends)].partition("(")
    parts = [part.strip() for part in place.strip(" ,").split(",")]
    if bracket and not agency.rstrip().endswith(")"):
        return None
    if not (parts[0].isupper() and len(parts[0]) > 2) and not (bracket and not place):
        return None
    found = Dateline(agency=known_publisher(agency.strip(" )")) if bracket else None)
    for first in range(1, len(parts)):
        written = ", ".join(parts[first:])
        if date := read_date(written):
            return found._replace(date=date)
        if in_leap_year := read_date(f"{written} 2000"):
            found = found._replace(month_day=in_leap_year.iso[5:] if len(in_leap_year.iso) == 10 else None)
    return found if any(found) else None


def _label(line: str) -> tuple[str, str]:
    """What kind of label a line begins with ("" if none), and what stands behind it."""
    parts = line.split(None, 3)
    if not parts or parts[0].lower().rstrip(":") not in _LABEL_WORDS:
        return "", line
    for count in (3, 2, 1):
        head = " ".join(parts[:count])
        kind = _LABELS.get(head.lower().rstrip(":")) if len(parts) > count else None
        has_colon = head.endswith(":")
        if kind and (has_colon or kind not in ("publisher", "url")):
            return kind, line[len(head) :].lstrip(" :-–")
    return "", line


def _labelled(kind: str, rest: str) -> Byline | None:
    """What stands behind a label, if it is what the label says."""
    address = address_of(rest)
    if address and address.startswith("http"):
        return Byline(url=address) if kind in ("publisher", "url") else None
    if kind in ("date", "update"):
        first, _, behind = rest.partition(" ")
        date = read_date(behind if first.lower() in _PREPOSITIONS else rest)
        return Byline(date=date, is_update=kind == "update") if date else None
    if kind == "author":
        authors = _authors(rest)
        return Byline(authors=authors) if authors else None
    if kind in ("publisher", "url") and len(rest) <= 60 and last_mark(rest) not in tuple(".!?"):
        return Byline(publisher=rest)
    return None


def _in_parts(line: str, kind: str, rest: str) -> Byline:
    """A line of parts: `By A | Reuters`, `The Guardian, 3 March 2024`, `March 3, 2024 by A`."""
    before, _, behind = line.replace(" By ", " by ").partition(" by ")
    if (date := read_date(before)) and (authors := _authors(behind.strip(" -–—|"))):
        return Byline(authors, date)
    publisher, _, behind = line.partition(", ")
    if (known := known_publisher(publisher)) and (date := read_date(behind)):
        return Byline(publisher=known, date=date)
    parts = _parts(rest if kind == "author" else line)
    if not 2 <= len(parts) <= _MOST_PARTS:
        return Byline()
    if kind == "author":
        return _with_parts(Byline(authors=_authors(parts[0])), parts[1:], _LONGEST_UNKNOWN)
    return _with_parts(Byline(), parts, 0)


def _with_parts(found: Byline, parts: Sequence[str], longest_unknown: int) -> Byline:
    """`found` with the dates and publishers among `parts`; nothing if one is neither and not short."""
    for part in parts:
        label, behind = _label(part)
        dated = _labelled(label, behind) if label in ("date", "update") else None
        dated = dated or Byline(date=read_date(part))
        if dated.date:
            if found.date is None or found.is_update:
                found = found._replace(date=dated.date, is_update=dated.is_update)
        elif known := known_publisher(part):
            found = found._replace(publisher=known)
        elif len(part) > longest_unknown:
            return Byline()
    return found


def _parts(line: str) -> list[str]:
    for mark in _PART_MARKS:
        line = line.replace(mark, "|")
    return [part.strip() for part in line.split("|") if part.strip()]


def _authors(text: str) -> tuple[str, ...]:
    """The names if nothing but names stands there, else nothing."""
    if len(text) > _LONGEST or last_mark(text) in tuple("!?:"):
        return ()
    if text.endswith(".") and text.rsplit(None, 1)[-1].strip(".,").lower() not in _NAME_ENDINGS:
        return ()
    names = split_names(text)
    return names if all(_is_name(name) for name in names) else ()


def _is_name(text: str) -> bool:
    """Whether a text may be the name of a person or a paper: up to seven words, only particles small."""
    words = text.split()
    if not 1 <= len(words) <= 7 or len(text) > 60 or not all(c.isalpha() or c in " .'’-," for c in text):
        return False
    return words != ["The"] and all(word[0].isupper() or word.lower() in _PARTICLES for word in words)
