"""What an article is: its parts, where each comes from, and its text with the way back to the file.

Two texts are told apart everywhere:

* `raw`: the file's characters, decoded without newline translation (a byte-order mark counts as one);
* `text`: the reading text, clean and unwrapped, whose paragraphs are `Block`s.

Positions in `text` become positions in `raw` by `Article.in_file`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Generic, TypeVar

from techdep_tui.core.articles.decode import safe_line
from techdep_tui.core.articles.offsets import OffsetMap, Span
from techdep_tui.core.articles.sentences import split_sentences

T = TypeVar("T")


class Format(StrEnum):
    """The shape that a file was recognised as, by its content."""

    MARKDOWN = "markdown"
    PLAIN = "plain"
    PDF_TEXT = "pdf-text"


class Source(StrEnum):
    """Where a part of an article comes from."""

    FILE = "file"
    INFERRED = "inferred"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """One part of an article with its origin.

    `value` is `None` exactly when `source` is MISSING. `why` says, for a part from the file, where it stands
    ("front matter, line 5", "first line"), for an inferred one what it was inferred from. `span` are its
    characters in the file, where it stands there in one piece.
    """

    value: T | None = None
    source: Source = Source.MISSING
    why: str = ""
    span: Span | None = None

    @property
    def in_file(self) -> T | None:
        """The value if the file itself says so, else `None`."""
        return self.value if self.source is Source.FILE else None


class BlockKind(StrEnum):
    """What a block of the reading text is."""

    TITLE = "title"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    QUOTATION = "quotation"
    CODE = "code"
    TABLE = "table"
    SOURCE_ITEM = "source-item"
    RELATED = "related"
    BOILERPLATE = "boilerplate"


NUMBERED = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTATION})
"""The kinds that carry a paragraph number."""

_WITHOUT_SENTENCES = frozenset({BlockKind.CODE, BlockKind.TABLE})

ASIDE = frozenset({BlockKind.BYLINE, BlockKind.SOURCE_ITEM, BlockKind.RELATED, BlockKind.BOILERPLATE})
"""The kinds that are not the article's own text: no facts are read and no hits are found in them."""


@dataclass(frozen=True, slots=True)
class Block:
    """`text[start:end]` of an article: one paragraph, heading …

    `number` is the paragraph number, counted from 1, for the kinds in `NUMBERED`, else `None`. `level` is a
    heading's level (1 to 6) or a list item's depth from 1.
    """

    kind: BlockKind
    start: int
    end: int
    number: int | None = None
    level: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """An address in the article: `rel` is "link", "related" or "source"; `start:end` are in the reading text.

    An address that is not shown in the reading text has an empty range where it was taken out.
    """

    text: str
    url: str
    rel: str = "link"
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class SourceItem:
    """An entry of the article's own list of sources; `problem` says in a clause what is wrong with it."""

    title: str
    url: str | None = None
    publisher: str | None = None
    issued: str | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a file, in words for the reader.

    `reason` says what is wrong, `done` what the program did about it. A problem with `is_fatal` means that
    there is no article.
    """

    path: Path
    reason: str
    done: str = ""
    line: int | None = None
    is_fatal: bool = False

    @property
    def place(self) -> str:
        """File and line, safe to show."""
        return safe_line(str(self.path)) + (f", line {self.line}" if self.line else "")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about an article.

    Dates are ISO 8601, as precise as known: `2026`, `2026-02`, `2026-02-01`, `2026-02-01T06:48:05`; an
    inferred one may be an interval `2020-01/2022-12`. `language` is a BCP 47 tag. `extra` holds the front
    matter's other scalar fields as text.
    """

    title: Part[str]
    standfirst: Part[str] = field(default_factory=Part)
    authors: Part[tuple[str, ...]] = field(default_factory=Part)
    publisher: Part[str] = field(default_factory=Part)
    date: Part[str] = field(default_factory=Part)
    url: Part[str] = field(default_factory=Part)
    source_url: Part[str] = field(default_factory=Part)
    tags: Part[tuple[str, ...]] = field(default_factory=Part)
    summary: Part[tuple[str, ...]] = field(default_factory=Part)
    language: Part[str] = field(default_factory=Part)
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Article:
    """One article, read and cleaned; everything in it has passed the gate of `decode`.

    `id` is the start of the SHA-256 of the file's bytes (`digest`), lengthened or numbered where two files of
    a collection share it. `blocks` are in order and do not overlap; between two of them `text` has a blank
    line.
    """

    id: str
    digest: str
    path: Path
    format: Format
    encoding: str
    raw: str
    text: str
    offsets: OffsetMap
    blocks: tuple[Block, ...]
    metadata: Metadata
    links: tuple[Link, ...] = ()
    sources: tuple[SourceItem, ...] = ()
    problems: tuple[Problem, ...] = ()

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences in order, each in one block; of a table or code the whole block is one.

        Found when they are first asked for: nobody needs those of an article that is only listed and indexed.
        """
        sentences: list[Span] = []
        for block in self.blocks:
            if block.kind in _WITHOUT_SENTENCES:
                sentences.append(Span(block.start, block.end))
            else:
                sentences.extend(split_sentences(self.text, block.start, block.end))
        return tuple(sentences)

    @property
    def title(self) -> str:
        """The title; `metadata` always has one, be it inferred."""
        return self.metadata.title.value or self.path.name

    @property
    def word_count(self) -> int:
        """Words in the article's own text, runs of non-blanks."""
        return sum(len(self.text[b.start : b.end].split()) for b in self.blocks if b.kind not in ASIDE)

    @property
    def paragraph_count(self) -> int:
        """How many numbered paragraphs it has."""
        return max((b.number or 0 for b in self.blocks), default=0)

    def in_file(self, start: int, end: int) -> Span:
        """The characters of the file that the reading text's `start:end` came from."""
        return self.offsets.span(start, end)

    def fragments(self, start: int, end: int) -> tuple[Span, ...]:
        """The same without what stands in between in the file only (a page break with its addresses)."""

        def is_cut(run: Span, source: Span) -> bool:
            return self.text[run.start : run.end].isspace() and bool(_WORD.search(self.raw, *source))

        return self.offsets.fragments(start, end, is_cut)

    def block_at(self, position: int) -> Block:
        """The block that holds a position of the reading text, or the last one before it."""
        i = bisect_right(self.blocks, position, key=lambda block: block.start) - 1
        return self.blocks[max(i, 0)]

    def sentence_at(self, position: int) -> Span:
        """The sentence that holds a position of the reading text, or the last one before it."""
        i = bisect_right(self.sentences, position, key=lambda span: span.start) - 1
        return self.sentences[max(i, 0)]

    def own_blocks(self) -> Iterator[Block]:
        """The blocks of the article's own text, in order: everything but what `ASIDE` names."""
        return (block for block in self.blocks if block.kind not in ASIDE)

    def paragraph(self, number: int) -> Block | None:
        """The numbered paragraph, if there is one."""
        return next((block for block in self.blocks if block.number == number), None)


_WORD = re.compile(r"\w")
