"""Helpers for tests that read articles out of small texts."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from techdep_tui.core.articles.build import build_article
from techdep_tui.core.articles.decode import decode_bytes
from techdep_tui.core.articles.model import Article, BlockKind

_BLANKS = str.maketrans("\n\t", "  ")


def article_of(text: str, name: str = "article.txt") -> Article:
    """The article that a file with this text becomes."""
    data = text.encode()
    return build_article(Path(name), sha256(data).hexdigest(), decode_bytes(data))


def blocks_of(article: Article) -> list[tuple[str, str]]:
    """Kind and text of every block."""
    return [(block.kind.value, article.text[block.start : block.end]) for block in article.blocks]


def texts_of(article: Article, kind: BlockKind) -> list[str]:
    """The texts of the blocks of one kind."""
    return [article.text[block.start : block.end] for block in article.blocks if block.kind is kind]


def assert_leads_back(article: Article) -> None:
    """Every run that maps character by character is the file's own text, but for line breaks."""
    offsets = article.offsets
    assert offsets.length == len(article.text)
    ends = [*offsets.starts, offsets.length][1:]
    runs = zip(offsets.starts, ends, offsets.source_starts, offsets.source_ends, strict=True)
    for start, end, source_start, source_end in runs:
        assert 0 <= source_start <= source_end <= len(article.raw)
        if end - start == source_end - source_start:
            shown, raw = article.text[start:end], article.raw[source_start:source_end]
            assert shown.translate(_BLANKS) == raw.translate(_BLANKS)
    assert "\n\n".join(text for _, text in blocks_of(article)) == article.text
