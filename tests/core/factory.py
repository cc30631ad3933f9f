"""Small articles for tests, made without the readers of files."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

from techdep_tui.core.articles.model import Article, Block, BlockKind, Format, Metadata, Part, Source
from techdep_tui.core.articles.offsets import OffsetMap
from techdep_tui.core.facts.model import Certainty, Fact, Kind, Scalar


def make_article(text: str, date: str | None = None) -> Article:
    """An article whose file is its reading text: one paragraph a block, blank lines between them.

    `date` is the article's own, as if the file had it.
    """
    blocks = tuple(
        Block(BlockKind.PARAGRAPH, match.start(), match.end(), number)
        for number, match in enumerate(re.finditer(r"[^\n]+(?:\n[^\n]+)*", text), start=1)
    )
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    own_date: Part[str] = Part(date, Source.FILE, "front matter") if date is not None else Part()
    return Article(
        id=digest[:8],
        digest=digest,
        path=Path("made.txt"),
        format=Format.PLAIN,
        encoding="utf-8",
        raw=text,
        text=text,
        offsets=OffsetMap.identity(len(text)),
        blocks=blocks,
        metadata=Metadata(title=Part("Made", Source.FILE, "first line"), date=own_date),
    )


def make_fact(
    article: Article,
    kind: Kind,
    words: str,
    norm: dict[str, Scalar],
    *,
    nth: int = 0,
    subject: str | None = None,
    why: str = "",
    certainty: Certainty = Certainty.CERTAIN,
) -> Fact:
    """A fact where `words` stand in the article for the `nth` time."""
    start = [match.start() for match in re.finditer(re.escape(words), article.text)][nth]
    sentence, number = article.sentence_at(start), article.block_at(start).number
    return Fact(kind, start, start + len(words), norm, sentence, number, subject, why, certainty)
