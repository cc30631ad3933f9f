"""A decoded file becomes an Article: head, format, metadata, and the map back to the file."""

from __future__ import annotations

from pathlib import Path

from techdep_tui.core.articles.decode import SHOWN_AS, Decoded
from techdep_tui.core.articles.formats import parse
from techdep_tui.core.articles.frontmatter import read_front_matter
from techdep_tui.core.articles.head_model import FrontMatter
from techdep_tui.core.articles.metadata import Origin, front_matter_title, gather_metadata
from techdep_tui.core.articles.model import Article, Block, Problem
from techdep_tui.core.articles.offsets import Span

ID_LENGTH = 8
"""Characters of the digest that make an article's id."""


def build_article(path: Path, digest: str, decoded: Decoded) -> Article:
    """Make an article of a decoded file.

    `digest` is the SHA-256 of the file's bytes in hexadecimal digits. What is odd about the file is in
    `Article.problems`; no text whatever raises.
    """
    head = read_front_matter(decoded.text)
    parsed = parse(decoded.text, head.body if head else 0, head is not None, front_matter_title(head))
    offsets = parsed.offsets.compose(decoded.offsets)

    def to_file(span: Span) -> Span:
        return decoded.offsets.span(*span)

    def place_of(block: Block) -> Span:
        return offsets.span(block.start, block.end)

    metadata, oddities = gather_metadata(Origin(path, head, parsed, to_file, place_of))
    return Article(
        id=digest[:ID_LENGTH],
        digest=digest,
        path=path,
        format=parsed.format,
        encoding=decoded.encoding,
        raw=decoded.raw,
        text=parsed.text,
        offsets=offsets,
        blocks=parsed.blocks,
        metadata=metadata,
        links=parsed.links,
        sources=parsed.sources,
        problems=(*_removed(path, decoded), *_head_problems(path, head), *oddities),
    )


def _removed(path: Path, decoded: Decoded) -> list[Problem]:
    """What the gate took out of the text, by kind."""
    return [
        Problem(
            path,
            f"{count:,} {kind} in the file",
            f"shown as {SHOWN_AS[kind]}" if kind in SHOWN_AS else "taken out",
        )
        for kind, count in decoded.removed.items()
    ]


def _head_problems(path: Path, head: FrontMatter | None) -> list[Problem]:
    return [Problem(path, p.reason, p.done, p.line) for p in head.problems] if head else []
