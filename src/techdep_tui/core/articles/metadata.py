"""Title, authors, publisher, date and the other parts of an article, each with where it comes from.

Nothing is invented. What the file says of itself is from the file; what other things in it point to is
inferred, with the reason; all else is missing. The addresses of other articles give no certain date.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, TypeVar

from techdep_tui.core.articles.bylines import Byline, Dateline, read_byline, read_dateline, split_names
from techdep_tui.core.articles.dates import ReadDate, iso_date, read_date
from techdep_tui.core.articles.decode import safe_line
from techdep_tui.core.articles.head_model import Field, FrontMatter
from techdep_tui.core.articles.language import guess_language
from techdep_tui.core.articles.markup import without_markup
from techdep_tui.core.articles.model import Block, BlockKind, Format, Metadata, Part, Problem, Source
from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.articles.patterns import LazyPattern
from techdep_tui.core.articles.publishers import host_of, path_of, publisher_of
from techdep_tui.core.articles.sentences import split_sentences
from techdep_tui.core.articles.shape import Parsed

T = TypeVar("T")


def _keys(names: str) -> tuple[str, ...]:
    """Keys of the front matter, the surest first."""
    return tuple(names.split())


_TITLE = _keys("title headline titel titre titulo og:title")
_STANDFIRST = _keys("standfirst subtitle sub_title subtitel dek deck lede description excerpt abstract")
_AUTHORS = _keys("author authors byline by creator creators writer writers autor auteur")
_PUBLISHER = _keys("publisher publication newspaper outlet source site_name site website source_name media")
_DATE = _keys(
    """
    date published pubdate pub_date publishdate publish_date date_published datepublished published_date
    publisheddate publication_date published_at publishedat published_on published_time posted issued
    created created_at date_created datum
    """
)
_UPDATE = _keys("updated lastmod modified last_modified last_updated updated_at date_updated date_modified")
_URL = _keys("url link canonical canonical_url permalink web_url href")
_SOURCE_URL = _keys(
    "source_url sourceurl original_url originalurl original source_link external_url original_link via source"
)
_TAGS = _keys("tags tag keywords categories category topics topic subjects")
_SUMMARY = _keys("tldr tl;dr summary key_points keypoints highlights takeaways key_takeaways")
_LANGUAGE = _keys("lang language locale og:locale")
_USED = frozenset(
    (
        *_TITLE,
        *_STANDFIRST,
        *_AUTHORS,
        *_PUBLISHER,
        *_DATE,
        *_UPDATE,
        *_URL,
        *_SOURCE_URL,
        *_TAGS,
        *_SUMMARY,
        *_LANGUAGE,
    )
)

_EMAIL = LazyPattern(r"\s?[<(]?[\w.+-]{1,64}@[\w.-]{1,200}[>)]?")
_DAY = LazyPattern(r"(?<!\d)((?:19|20)\d\d)([-_./]?)(\d\d)\2(\d\d)(?!\d)")
_LONGEST_INFERRED_TITLE = 110


class Origin(NamedTuple):
    """What the parts of one article are taken from.

    `to_file` turns characters of the decoded text into those of the file, `place_of` does so for a block.
    """

    path: Path
    head: FrontMatter | None
    parsed: Parsed
    to_file: Callable[[Span], Span]
    place_of: Callable[[Block], Span]


def front_matter_title(head: FrontMatter | None) -> str | None:
    """The title that the front matter gives, if it does."""
    field = head.get(*_TITLE) if head else None
    return (_line(field.value) or None) if field else None


def gather_metadata(origin: Origin) -> tuple[Metadata, tuple[Problem, ...]]:
    """All that is known about an article, and what was odd on the way."""
    gatherer = _Gatherer(origin)
    metadata = Metadata(
        title=gatherer.title(),
        standfirst=gatherer.standfirst(),
        authors=gatherer.authors(),
        publisher=gatherer.publisher(),
        date=gatherer.date(),
        url=gatherer.url(),
        source_url=gatherer.source_url(),
        tags=gatherer.tags(),
        summary=gatherer.summary(),
        language=gatherer.language(),
        extra=gatherer.extra(),
    )
    return metadata, tuple(gatherer.problems)


class _Gatherer:
    """Looks for each part in the places where it may stand, the surest first."""

    def __init__(self, origin: Origin) -> None:
        self.origin = origin
        self.parsed = origin.parsed
        self.problems: list[Problem] = []

    def title(self) -> Part[str]:
        """From the front matter, the title line, or inferred from the text or the file's name."""
        text = front_matter_title(self.origin.head)
        field = self._field(*_TITLE)
        if text and field:
            return self._from_field(field, text)
        block = self.parsed.first(BlockKind.TITLE)
        if block:
            where = "heading" if self.parsed.format is Format.MARKDOWN else "first line"
            return self._from_block(block, self.parsed.text_of(block).replace("\n", " "), where)
        return self._inferred_title()

    def standfirst(self) -> Part[str]:
        """From the front matter, or the line set below the title."""
        field = self._field(*_STANDFIRST)
        if field and (text := _line(field.value)):
            return self._from_field(field, text)
        block = self.parsed.first(BlockKind.STANDFIRST)
        return self._from_block(block, self.parsed.text_of(block), "below the title") if block else Part()

    def authors(self) -> Part[tuple[str, ...]]:
        """From the front matter, or a byline."""
        field = self._field(*_AUTHORS)
        if field:
            values = (field.value,) if isinstance(field.value, str) else field.value
            names = [name for value in values for name in split_names(_EMAIL.without(_line(value)))]
            if names:
                return self._from_field(field, tuple(dict.fromkeys(names)))
        for block, byline in self._bylines:
            if byline.authors:
                return self._from_block(block, byline.authors, "byline")
        return Part()

    def publisher(self) -> Part[str]:
        """From the front matter or a source line; inferred from its own address, an agency, related links."""
        field = self._field_that(lambda value: not _is_address(value), *_PUBLISHER)
        if field:
            return self._from_field(field, _line(field.value))
        for block, byline in self._bylines:
            if byline.publisher:
                return self._from_block(block, byline.publisher, "source line")
        url = self.url().value
        if url and (host := host_of(url)):
            return Part(
                publisher_of(url) or host, Source.INFERRED, f"host {host} of the article's own address"
            )
        if self._dateline and self._dateline.agency:
            return Part(self._dateline.agency, Source.INFERRED, "agency in the dateline")
        return self._publisher_of_related()

    def date(self) -> Part[str]:
        """From the front matter, a date line or dateline; inferred from an update or the file's name."""
        field = self._field(*_DATE)
        if field:
            read = read_date(_line(field.value))
            if read:
                return self._dated(read, self._from_field(field, read.iso))
            self._complain(
                f"“{_line(field.value)[:40]}” in the front matter is not a date",
                "the date counts as missing",
                field.line,
            )
        for block, byline in self._bylines:
            if byline.date and not byline.is_update:
                return self._dated(byline.date, self._from_block(block, byline.date.iso, "date line"))
        if self._dateline and self._dateline.date:
            return self._dated(self._dateline.date, Part(self._dateline.date.iso, Source.FILE, "dateline"))
        return self._inferred_date()

    def url(self) -> Part[str]:
        """The article's own address, from the front matter or a line that names it."""
        field = self._field_that(_is_address, *_URL)
        if field:
            return self._from_field(field, _line(field.value))
        for block, byline in self._bylines:
            if byline.url:
                return self._from_block(block, byline.url, "address line")
        return Part()

    def source_url(self) -> Part[str]:
        """The address of what a re-post was taken from."""
        field = self._field_that(_is_address, *_SOURCE_URL)
        return self._from_field(field, _line(field.value)) if field else Part()

    def tags(self) -> Part[tuple[str, ...]]:
        """Tags, keywords and categories together, each once."""
        fields = [field for key in _TAGS if (field := self._field(key))]
        tags = dict.fromkeys(tag for field in fields for tag in _items(field))
        return self._from_field(fields[0], tuple(tags)) if tags else Part()

    def summary(self) -> Part[tuple[str, ...]]:
        """The summary's points in order."""
        field = self._field(*_SUMMARY)
        if not field:
            return Part()
        values = (field.value,) if isinstance(field.value, str) else field.value
        points = tuple(line for value in values if (line := _line(value)))
        return self._from_field(field, points) if points else Part()

    def language(self) -> Part[str]:
        """From the front matter, or inferred from the commonest words."""
        field = self._field(*_LANGUAGE)
        tag = _language_tag(_line(field.value)) if field else None
        if field and tag:
            return self._from_field(field, tag)
        guessed = guess_language(" ".join(self._opening()))
        return Part(guessed, Source.INFERRED, "commonest words of the text") if guessed else Part()

    def extra(self) -> Mapping[str, str]:
        """The front matter's other values that are text."""
        fields = self.origin.head.fields if self.origin.head else ()
        return {
            f.key: _line(f.value)
            for f in reversed(fields)
            if isinstance(f.value, str) and f.value and f.key not in _USED
        }

    @cached_property
    def _bylines(self) -> list[tuple[Block, Byline]]:
        blocks = (block for block in self.parsed.blocks if block.kind is BlockKind.BYLINE)
        return [(block, byline) for block in blocks if (byline := read_byline(self.parsed.text_of(block)))]

    @cached_property
    def _dateline(self) -> Dateline | None:
        first = self.parsed.first(BlockKind.PARAGRAPH)
        return read_dateline(self.parsed.text_of(first)) if first else None

    def _field(self, *keys: str) -> Field | None:
        return self.origin.head.get(*keys) if self.origin.head else None

    def _field_that(self, holds: Callable[[str], bool], *keys: str) -> Field | None:
        """The first entry under one of the keys whose value is one line for which `holds` is true."""
        fields = (self._field(key) for key in keys)
        return next(
            (f for f in fields if f and isinstance(f.value, str) and (v := _line(f.value)) and holds(v)), None
        )

    def _from_field(self, field: Field, value: T) -> Part[T]:
        span = self.origin.to_file(field.span) if field.span else None
        return Part(value, Source.FILE, f"front matter, line {field.line}", span)

    def _from_block(self, block: Block, value: T, where: str) -> Part[T]:
        return Part(value, Source.FILE, where, self.origin.place_of(block))

    def _dated(self, read: ReadDate, part: Part[str]) -> Part[str]:
        if read.is_certain:
            return part
        return Part(read.iso, Source.INFERRED, f"{part.why}: day and month can be read two ways", part.span)

    def _opening(self) -> Iterator[str]:
        """The first paragraphs of the text."""
        blocks = [block for block in self.parsed.blocks if block.number is not None][:6]
        return (self.parsed.text_of(block) for block in blocks)

    def _inferred_title(self) -> Part[str]:
        heading = self.parsed.first(BlockKind.HEADING)
        first = next((block for block in self.parsed.blocks if block.number is not None), None)
        if heading and first and heading.start < first.start:
            return Part(
                self.parsed.text_of(heading), Source.INFERRED, "first heading", self.origin.place_of(heading)
            )
        if first:
            sentence = split_sentences(self.parsed.text, first.start, first.end)[0]
            text = self.parsed.text[sentence.start : sentence.end].replace("\n", " ").rstrip(".")
            return Part(_shortened(text), Source.INFERRED, "first sentence; the file has no title line")
        name = safe_line(self.origin.path.stem) or safe_line(self.origin.path.name)
        return Part(name, Source.INFERRED, "file name")

    def _inferred_date(self) -> Part[str]:
        field = self._field(*_UPDATE)
        read = read_date(_line(field.value)) if field else None
        if field and read:
            return Part(
                read.iso,
                Source.INFERRED,
                f"front matter, line {field.line}: only the date of a change is given",
            )
        for block, byline in self._bylines:
            if byline.date and byline.is_update:
                why = "date line: only the date of a change is given"
                return Part(byline.date.iso, Source.INFERRED, why, self.origin.place_of(block))
        if day := _day_in(self.origin.path.name):
            return Part(day, Source.INFERRED, "file name")
        url = self.url().value or ""
        if day := _day_in(path_of(url)):
            return Part(day, Source.INFERRED, "the article's own address")
        return self._date_by_others()

    def _date_by_others(self) -> Part[str]:
        """A day that the addresses printed with a text agree on, if there are two or the dateline has it.

        They are addresses of other articles, so that a single one says nothing.
        """
        if self.parsed.format is not Format.PDF_TEXT:
            return Part()
        days = [day for link in self.parsed.links if (day := _day_in(path_of(link.url)))]
        if len(set(days)) != 1:
            return Part()
        if self._dateline and self._dateline.month_day == days[0][5:]:
            why = "day and month of the dateline, year of the addresses printed with the text"
            return Part(days[0], Source.INFERRED, why)
        if len(days) < 2:
            return Part()
        return Part(
            days[0],
            Source.INFERRED,
            f"all {len(days)} addresses of other articles printed with the text have this day",
        )

    def _publisher_of_related(self) -> Part[str]:
        hosts = {host_of(link.url) for link in self.parsed.links if link.rel == "related"}
        host = hosts.pop() if len(hosts) == 1 else ""
        if not host:
            return Part()
        return Part(
            publisher_of(f"https://{host}/") or host, Source.INFERRED, f"all related articles are at {host}"
        )

    def _complain(self, reason: str, done: str, line: int) -> None:
        self.problems.append(Problem(self.origin.path, reason, done, line))


def _line(value: str | tuple[str, ...]) -> str:
    """A value as one safe line: entities undone, tags out, blanks collapsed."""
    text = value if isinstance(value, str) else ", ".join(value)
    return " ".join(safe_line(without_markup(text)).split())


def _items(field: Field) -> Iterator[str]:
    """The entries of a list, or of a line with commas."""
    values = field.value.split(",") if isinstance(field.value, str) else field.value
    return (item for value in values if (item := _line(value)))


def _is_address(value: str) -> bool:
    return value.startswith(("http://", "https://")) and " " not in value


def _language_tag(value: str) -> str | None:
    """`en`, `en-GB` out of `EN`, `en_gb`; names of languages are not guessed at."""
    language, mark, region = value.replace("_", "-").partition("-")
    if not (language.isalpha() and len(language) in (2, 3)) or (
        mark and not (region.isalpha() and len(region) == 2)
    ):
        return None
    return language.lower() + mark + region.upper()


def _day_in(text: str) -> str | None:
    """The day in a file name or an address: `2026-02-01`, `2026/02/01`, `20260201`."""
    match = _DAY.search(text)
    return iso_date(int(match[1]), int(match[3]), int(match[4])) if match else None


def _shortened(text: str) -> str:
    """The text, or its beginning up to a word's end with an ellipsis."""
    if len(text) <= _LONGEST_INFERRED_TITLE:
        return text
    return text[:_LONGEST_INFERRED_TITLE].rsplit(" ", 1)[0].rstrip(",;:–—-") + " …"
