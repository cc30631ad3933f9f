"""An article becomes a reference: a CSL-JSON record in which nothing is invented.

A part goes into the record if the file says so itself, if the reader filled it in, or, where asked for, if it
was inferred. Nobody is called "Anonymous", and no day of access is given that was not asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from techdep_tui.core.articles.model import Article, Metadata, Part, Source
from techdep_tui.core.articles.publishers import host_of, publisher_of
from techdep_tui.core.citations.addresses import without_tracking
from techdep_tui.core.citations.persons import person, persons

if TYPE_CHECKING:
    from datetime import date

PARTS = ("title", "author", "date", "publisher", "url", "accessed")
"""The parts of a reference that can be known, missing or filled in, in the order in which they are shown."""

FIELDS = {
    "title": "title",
    "author": "author",
    "date": "issued",
    "publisher": "container-title",
    "url": "URL",
    "accessed": "accessed",
}
"""Where CSL-JSON keeps each part."""

ORIGINAL = "original."
"""Begins the name of a part that the reader filled in for the original of a re-post: `original.date`."""


class Origin(NamedTuple):
    """Where a part comes from and why; `value` is what it would be, also where it is not used."""

    source: Source = Source.MISSING
    why: str = ""
    value: str = ""
    is_used: bool = False


@dataclass(frozen=True)
class Reference:
    """A source to cite.

    `csl` is its CSL-JSON record, ready for `json.dumps`. `origins` tells of each of `PARTS` where it
    comes from; it is empty for a record that came as CSL-JSON. `is_read` is false for the original of a
    re-post, which the reader has not seen. `file` and `digest` name the article's file.
    """

    csl: Mapping[str, object]
    origins: Mapping[str, Origin] = field(default_factory=dict)
    is_read: bool = True
    file: str = ""
    digest: str = ""


def article_record(
    article: Article,
    *,
    use_inferred: bool = False,
    overrides: Mapping[str, str] | None = None,
    accessed: date | None = None,
    strip_tracking: bool = False,
) -> Reference:
    """The reference of an article as it was read.

    `overrides` are parts that the reader filled in, by the names in `PARTS`: authors separated by semicolons,
    the date in ISO 8601; an empty text takes a part out. `accessed` is a day of access to put in. With
    `strip_tracking` the address goes without parameters that only follow the reader.
    """
    origins = _origins(article.metadata, use_inferred)
    origins |= _asked_for(origins, overrides or {}, accessed, strip_tracking)
    names = article.metadata.authors.value or ()
    authors = (
        [person(name) for name in names]
        if "author" not in (overrides or {})
        else persons(origins["author"].value)
    )
    csl = _record(article.id, origins, authors, _language(article.metadata))
    if _is_post(article.metadata) and "container-title" not in csl:
        csl |= {"type": "post-weblog", "genre": "Blog post"}
    return Reference(csl, origins, file=article.path.name, digest=article.digest)


def original_record(
    article: Article,
    *,
    overrides: Mapping[str, str] | None = None,
    accessed: date | None = None,
    strip_tracking: bool = False,
) -> Reference | None:
    """The reference of what a re-post was taken from, as not read; `None` if the article is no re-post.

    The publisher is that of the host of `source_url`. Author and date are those of the re-post in the
    file, so they are left out.
    """
    metadata = article.metadata
    url = metadata.source_url.value
    if not url or url == metadata.url.value:
        return None
    publisher = publisher_of(url)
    origins = {name: Origin() for name in PARTS}
    origins["title"] = Origin(metadata.title.source, "the re-post’s", article.title, is_used=True)
    origins["url"] = Origin(Source.FILE, metadata.source_url.why, url, is_used=True)
    if publisher:
        origins["publisher"] = Origin(Source.INFERRED, f"host {host_of(url)}", publisher, is_used=True)
    origins |= _asked_for(origins, overrides or {}, accessed, strip_tracking)
    authors = persons(origins["author"].value)
    csl = _record(f"{article.id}-original", origins, authors, _language(metadata))
    return Reference(csl, origins, is_read=False, file=article.path.name, digest=article.digest)


def filled_in_for_original(overrides: Mapping[str, str]) -> dict[str, str]:
    """Of the parts that the reader filled in those of the original, by the names in `PARTS`."""
    return {
        name.removeprefix(ORIGINAL): value for name, value in overrides.items() if name.startswith(ORIGINAL)
    }


def _origins(metadata: Metadata, use_inferred: bool) -> dict[str, Origin]:
    authors = metadata.authors
    return {
        "title": _origin(metadata.title, True),
        "author": _origin(
            Part("; ".join(authors.value) if authors.value else None, authors.source, authors.why),
            use_inferred,
        ),
        "date": _origin(metadata.date, use_inferred),
        "publisher": _origin(metadata.publisher, use_inferred),
        "url": _origin(metadata.url, use_inferred),
        "accessed": Origin(),
    }


def _origin(part: Part[str], uses_inferred: bool) -> Origin:
    is_used = bool(part.value) and (part.source is Source.FILE or uses_inferred)
    return Origin(part.source, part.why, part.value or "", is_used)


def _asked_for(
    origins: Mapping[str, Origin], overrides: Mapping[str, str], accessed: date | None, strip_tracking: bool
) -> dict[str, Origin]:
    """The parts that are otherwise than the file has them, since the reader wants them so."""
    asked = {}
    if accessed:
        asked["accessed"] = Origin(Source.FILE, "asked for", accessed.isoformat(), is_used=True)
    asked |= {name: _filled_in(value) for name, value in overrides.items() if name in PARTS}
    address = asked.get("url") or origins["url"]
    if strip_tracking and address.value:
        url, removed = without_tracking(address.value)
        if removed:
            why = "; ".join(filter(None, (address.why, f"without {', '.join(removed)}")))
            asked["url"] = address._replace(value=url, why=why)
    return asked


def _filled_in(value: str) -> Origin:
    value = " ".join(value.split())
    return (
        Origin(Source.FILE, "filled in by you", value, is_used=True)
        if value
        else Origin(why="taken out by you")
    )


def _record(
    record_id: str, origins: Mapping[str, Origin], authors: list[dict[str, str]], language: str
) -> dict[str, object]:
    """The CSL-JSON record of the parts that are used."""
    csl: dict[str, object] = {"id": record_id, "type": "article-newspaper"}
    for name in PARTS:
        origin = origins[name]
        if not origin.is_used:
            continue
        if name == "author":
            csl["author"] = authors
        elif name in ("date", "accessed"):
            csl[FIELDS[name]] = csl_date(origin.value)
        else:
            csl[FIELDS[name]] = origin.value
    return csl | ({"language": language} if language else {})


def csl_date(iso: str) -> dict[str, object]:
    """The CSL-JSON date of an ISO 8601 date or interval; what is neither is kept in words."""
    days = [_date_parts(day) for day in iso.split("/", 1)]
    if all(days):
        return {"date-parts": days, "circa": True} if len(days) > 1 else {"date-parts": days}
    return {"literal": iso}


def _date_parts(iso: str) -> list[int]:
    parts = iso.split("T", 1)[0].split("-")
    return [int(part) for part in parts] if all(part.isascii() and part.isdigit() for part in parts) else []


def _language(metadata: Metadata) -> str:
    """The language if the file gives it, or if it is another than English: it decides about capitals."""
    language = metadata.language.value or ""
    return language if metadata.language.source is Source.FILE or not language.startswith("en") else ""


def _is_post(metadata: Metadata) -> bool:
    """Whether an article is a post: it was taken from elsewhere, or its front matter lays it out as one."""
    return bool(metadata.source_url.value) or metadata.extra.get("layout") == "post"
