"""Small articles and indexes for the tests of the search."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from techdep_tui.core.articles.model import (
    NUMBERED,
    Article,
    Block,
    BlockKind,
    Format,
    Metadata,
    Part,
    Source,
)
from techdep_tui.core.articles.offsets import OffsetMap
from techdep_tui.core.search.index import SearchIndex

_MARKS = {
    "# ": BlockKind.TITLE,
    "> ": BlockKind.STANDFIRST,
    "## ": BlockKind.HEADING,
    "By ": BlockKind.BYLINE,
    "Related: ": BlockKind.RELATED,
    "Unlock ": BlockKind.BOILERPLATE,
}


def article(
    text: str,
    article_id: str = "a",
    *,
    title: str = "",
    publisher: str = "",
    inferred_publisher: str = "",
    url: str = "",
    source_url: str = "",
    date: str = "",
    inferred_date: str = "",
    tags: tuple[str, ...] = (),
    authors: tuple[str, ...] = (),
) -> Article:
    """An article of blocks with blank lines between them; a mark at its start says what kind one is.

    Without `title` its title is the first block of that kind.
    """
    blocks: list[Block] = []
    written, number = "", 0
    for piece in text.split("\n\n"):
        mark = next((mark for mark in _MARKS if piece.startswith(mark)), "")
        kind = _MARKS.get(mark, BlockKind.PARAGRAPH)
        shown = piece.removeprefix(mark) if mark.endswith("# ") or mark == "> " else piece
        number += kind in NUMBERED
        start = len(written) + 2 if written else 0
        written = f"{written}\n\n{shown}" if written else shown
        blocks.append(Block(kind, start, len(written), number if kind in NUMBERED else None))
    titles = [written[block.start : block.end] for block in blocks if block.kind is BlockKind.TITLE]
    metadata = Metadata(
        title=_part(title or (titles[0] if titles else "")),
        publisher=_part(publisher, inferred_publisher),
        date=_part(date, inferred_date),
        url=_part(url),
        source_url=_part(source_url),
        tags=Part(tags, Source.FILE) if tags else Part(),
        authors=Part(authors, Source.FILE) if authors else Part(),
    )
    return Article(
        id=article_id,
        digest=article_id,
        path=Path(f"{article_id}.txt"),
        format=Format.PLAIN,
        encoding="utf-8",
        raw=written,
        text=written,
        offsets=OffsetMap.identity(len(written)),
        blocks=tuple(blocks),
        metadata=metadata,
    )


def index_of(articles: Iterable[Article]) -> SearchIndex:
    """An index of some articles, ready to be searched."""
    by_id = {one.id: one for one in articles}
    index = SearchIndex(by_id.__getitem__)
    index.add(by_id.values())
    index.commit()
    return index


def found(index: SearchIndex, query: str) -> set[str]:
    """The ids of the articles that a query matches exactly."""
    return {hits.article_id for hits in index.search(query, fuzzy=False).by_article}


def _part(value: str, inferred: str = "") -> Part[str]:
    if value:
        return Part(value, Source.FILE)
    return Part(inferred, Source.INFERRED, "its text") if inferred else Part()
