"""A short sketch of an article's own words, by which two copies of one story are known.

The sketch holds the smallest hashes of the runs of four words in the text (a bottom-k sketch: Broder, "On the
resemblance and containment of documents", 1997; Cohen and Kaplan, "Summarizing data using bottom-k sketches",
2007). How many two sketches have in common estimates the share of runs that the two texts have in common
(their Jaccard similarity), whatever the length of the texts, the width of their lines and their paragraphs.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from zlib import crc32

from techdep_tui.core.articles.entry import SKETCH_BYTES
from techdep_tui.core.articles.model import Article, BlockKind

LENGTH = SKETCH_BYTES
"""Bytes of a sketch."""

SIZE = LENGTH // 4
"""Hashes in a sketch; the estimate's standard error is at most 1 / (2 √SIZE)."""

NOTHING = 0xFFFFFFFF
"""Fills a sketch up, after its hashes."""

NO_SKETCH = array("I", [NOTHING] * SIZE).tobytes()
"""The sketch of a text that is no copy of anything."""

_RUN = 4
"""Words; fewer are common phrases, more break at every edited word."""

_LEAST = 12
"""A text with fewer runs is a note that says too little to be a copy of another."""

_SAMPLE = 7
"""Runs that begin with a word whose hash has none of these bits come first. A long text has enough of them,
so that only every eighth of its runs is looked at."""

_MOST_CHARACTERS = 6_000
"""A text is known by its beginning; what a page goes on with are often other stories, the same on many."""

_LATER = 1 << 31
_WITHOUT = frozenset({BlockKind.TITLE, BlockKind.STANDFIRST, BlockKind.HEADING})
_MARKS = "’‘“”„«»—–…，。、"
_WORDS = bytes(
    ord(chr(code).lower()) if chr(code).isalnum() or code > 127 else ord(" ") for code in range(128)
) + bytes(range(128, 256))
"""Small letters for large ones and a blank for every mark, in ASCII."""


def sketch(article: Article) -> bytes:
    """The sketch of an article's paragraphs: `LENGTH` bytes, `NO_SKETCH` where there are too few.

    Title, standfirst and headings are left out: who posts a story again writes them anew.
    """
    return sketch_of(
        article.text[block.start : block.end] for block in article.own_blocks() if block.kind not in _WITHOUT
    )


def sketch_of(texts: Iterable[str]) -> bytes:
    """The same of some paragraphs."""
    text = " ".join(texts)[:_MOST_CHARACTERS]
    for mark in _MARKS:
        text = text.replace(mark, " ")
    words = text.encode("utf-8", "replace").translate(_WORDS).split()
    last = len(words) - _RUN + 1
    if last < _LEAST:
        return NO_SKETCH
    first_hashes = list(map(crc32, words[:last]))
    hashes = {
        crc32(b" ".join(words[i : i + _RUN])) >> 1
        for i, code in enumerate(first_hashes)
        if not code & _SAMPLE
    }
    if len(hashes) < SIZE:
        hashes |= {
            crc32(b" ".join(words[i : i + _RUN])) >> 1 | _LATER
            for i, code in enumerate(first_hashes)
            if code & _SAMPLE
        }
    smallest = sorted(hashes)[:SIZE]
    return array("I", smallest + [NOTHING] * (SIZE - len(smallest))).tobytes()
