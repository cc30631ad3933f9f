"""How an article fills the index: its fields, folded, as plain values that go between processes.

Each block is a value of its own: between two values tantivy leaves a gap, which no phrase can cross.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from techdep_tui.core.articles.model import Article, BlockKind, Part, Source
from techdep_tui.core.search.model import Facet
from techdep_tui.core.search.periods import period_of
from techdep_tui.core.search.sources import host_of, source_words
from techdep_tui.core.search.tree import Field
from techdep_tui.core.search.words import fold, fold_parts, is_written_without_blanks

Fields = list[tuple[str, str | int]]
"""Names of fields with their values; a name may come several times."""

TEXT = "text"
NUMBER = "number"
DIGEST = "digest"
LETTER = "letter"
"""The letters beyond a to z that stand in an article's words, so that its vocabulary can be read in parts."""

TEXT_FIELDS = (TEXT, *(str(f) for f in (Field.TITLE, Field.AUTHOR, Field.TAG, Field.PATH, Field.LANG)))
COUNTED = {Facet.SOURCE: "source_name", Facet.YEAR: "year", Facet.TAG: "tag_name"}


class DayFields(NamedTuple):
    """The days that an article's date may mean: the first one, and once more with the last if it is another.

    Most dates are one day; so those of a period are two small questions instead of one about all articles.
    """

    first: str
    span_first: str
    span_last: str


DAYS = {
    False: DayFields("first_day", "span_first_day", "span_last_day"),
    True: DayFields("first_day_at_all", "span_first_day_at_all", "span_last_day_at_all"),
}
"""By whether inferred dates count."""


def document(article: Article, date: Part[str]) -> Fields:
    """The fields of an article with this date, which need not be the file's own."""
    texts = [(str(field), text) for field, text in _texts(article)]
    fields: Fields = [*texts, (DIGEST, article.digest)]
    fields += ((LETTER, letter) for letter in sorted(_letters(text for _, text in texts)))
    fields += _counted(article)
    fields += _days(date)
    return fields


def _texts(article: Article) -> Iterator[tuple[str, str]]:
    """What goes into which field of the index, folded."""
    seen: set[str] = set()
    blocks = tuple(article.own_blocks())
    texts = fold_parts(article.text, ((block.start, block.end) for block in blocks))
    for block, text in zip(blocks, texts, strict=True):
        yield TEXT, text
        if block.kind is BlockKind.TITLE:
            yield Field.TITLE, text
        if block.kind in {BlockKind.TITLE, BlockKind.STANDFIRST}:
            seen.add(" ".join(text.split()))
    metadata = article.metadata
    for field, value in ((Field.TITLE, metadata.title.value), (None, metadata.standfirst.value)):
        text = fold(value or "")
        if " ".join(text.split()) not in seen:
            yield TEXT, text
            if field:
                yield field, text
    for tag in metadata.tags.value or ():
        yield TEXT, fold(tag)
        yield Field.TAG, fold(tag)
    for author in metadata.authors.value or ():
        yield Field.AUTHOR, fold(author)
    yield Field.PATH, fold(" ".join(article.path.parts))
    yield Field.LANG, fold(metadata.language.value or "")
    yield Field.SOURCE, " ".join(sorted(_source_words(article)))


def _letters(texts: Iterator[str]) -> set[str]:
    letters = set[str]().union(*(text for text in texts if not text.isascii()))
    return {c for c in letters if not c.isascii() and c.isalpha() and not is_written_without_blanks(c)}


def _counted(article: Article) -> Iterator[tuple[str, str]]:
    """The values that articles are counted by, as they are shown."""
    metadata = article.metadata
    hosts = (host_of(part.value) for part in (metadata.source_url, metadata.url) if part.value)
    name = metadata.publisher.value or next(filter(None, hosts), "")
    if name:
        yield COUNTED[Facet.SOURCE], name
    for tag in dict.fromkeys(metadata.tags.value or ()):
        yield COUNTED[Facet.TAG], tag


def _source_words(article: Article) -> frozenset[str]:
    metadata = article.metadata
    hosts = (host_of(part.value) for part in (metadata.url, metadata.source_url) if part.value)
    names = [name for name in (metadata.publisher.value, *hosts) if name]
    return frozenset[str]().union(*map(source_words, names))


def _days(date: Part[str]) -> Iterator[tuple[str, int]]:
    period = period_of(date.value) if date.value else None
    if period is None:
        return
    for with_inferred, fields in DAYS.items():
        if with_inferred or date.source is Source.FILE:
            yield fields.first, period.first
            if period.last > period.first:
                yield fields.span_first, period.first
                yield fields.span_last, period.last
    if date.source is Source.FILE:
        yield COUNTED[Facet.YEAR], period.first // 10_000
