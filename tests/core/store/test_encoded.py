"""Articles as bytes: the same article comes back, and nothing else passes for one."""

from __future__ import annotations

import zlib
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from techdep_tui.core.articles.build import build_article
from techdep_tui.core.articles.decode import decode_bytes
from techdep_tui.core.articles.load import read_article
from techdep_tui.core.articles.model import Article, Format, Problem
from techdep_tui.core.store.encoded import UnreadableArticleError, article_as_bytes, read_article_bytes

MARKDOWN = """---
title: A plant opens
date: 2024-05-01
author: [Ann Lee, Bo Chen]
tags: [chips, export]
publisher: The Daily
note: one more field
---
# A plant opens

By Ann Lee

The plant & its owner [said so](https://example.org/a) in *May*.
They “agreed”.

- one thing
- another one

> A quotation.

```
code  with   blanks
```

## Sources

1. [A report](https://example.org/report), The Daily, 2023
2. Nothing known
"""
PLAIN = (
    "A plant opens\n\nBy Ann Lee, 3 May 2024\n\nThe plant opened.\tIt makes\nchips.\n\nRead also: Another\n"
)
WRAPPED = "\n".join(
    [
        "A plant that is to make chips for cars opens in the",
        "north of the country",
        "",
        *(
            "The owner of the plant said on Tuesday that the con-",
            "struction took three years and that it would make",
        )
        * 9,
        "https://example.org/1 1/2",
        "\f",
    ]
)
ODD = "\ufeffTitle \x1b[2J \u202e\r\n\r\n" + "\xad\\u0041 \\b odd\x00 \U0001f469\u200d\U0001f52c \ue000.\r\n"
TEXTS = {"markdown": MARKDOWN, "plain": PLAIN, "wrapped": WRAPPED, "odd": ODD}

LINES = [line for text in (MARKDOWN, PLAIN, WRAPPED[:300]) for line in text.splitlines(keepends=True)]
ODDITIES = [
    "\n",
    "\r\n",
    "\t",
    "  ",
    "\\u",
    "\\",
    '"',
    "\0",
    "\u200d",
    "\ufe0f",
    "é",
    "\U0001f469",
    "\f",
    "\x1b",
    "a\u0301",
]
PIECES = st.sampled_from(LINES + ODDITIES)


def article_of(text: str) -> Article:
    data = text.encode("utf-8", "surrogatepass")
    return build_article(Path("folder/a file.txt"), "0" * 64, decode_bytes(data))


def sealed(data: bytes) -> bytes:
    """Bytes with the checksum that belongs to them."""
    return zlib.crc32(data[4:]).to_bytes(4, "little") + data[4:]


@pytest.mark.parametrize("name", TEXTS)
def test_an_article_comes_back_from_its_bytes_as_it_was(name: str) -> None:
    article = article_of(TEXTS[name])
    assert read_article_bytes(article_as_bytes(article), article.id) == article


def test_each_format_is_among_the_examples() -> None:
    assert {article_of(text).format for text in TEXTS.values()} == set(Format)


@given(st.lists(PIECES, max_size=40))
@settings(max_examples=150, deadline=None)
def test_whatever_was_read_comes_back(pieces: list[str]) -> None:
    article = article_of("".join(pieces))
    assert read_article_bytes(article_as_bytes(article), article.id) == article


def test_a_path_that_is_no_text_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "caf\udce9.txt"
    try:
        path.write_text(PLAIN)
    except OSError:
        pytest.skip("this system has no such names")
    article = read_article(path)
    assert read_article_bytes(article_as_bytes(article), article.id) == article


def test_the_id_is_given_anew() -> None:
    article = article_of(PLAIN)
    assert read_article_bytes(article_as_bytes(article), "1-2") == replace(article, id="1-2")


def test_a_byte_that_was_changed_is_seen() -> None:
    data = article_as_bytes(article_of(PLAIN))
    for at in range(len(data)):
        with pytest.raises(UnreadableArticleError):
            read_article_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :], "x")


def test_bytes_that_were_cut_off_are_no_article() -> None:
    data = article_as_bytes(article_of(MARKDOWN))
    for end in range(0, len(data), 7):
        for piece in (data[:end], sealed(data[:end])):
            with pytest.raises(UnreadableArticleError):
                read_article_bytes(piece, "x")


@pytest.mark.parametrize("unsafe", ["\x1b[2J", "\u202e", "\x07", "\r", "\x08", "\x0c", "a" + "\u0301" * 9])
def test_no_text_passes_that_a_terminal_would_obey(unsafe: str) -> None:
    article = article_of(PLAIN)
    in_text = replace(article, text=article.text[: -len(unsafe)] + unsafe)
    in_problem = replace(article, problems=(Problem(article.path, unsafe),))
    in_encoding = replace(article, encoding=unsafe)
    for hostile in (in_text, in_problem, in_encoding):
        with pytest.raises(UnreadableArticleError):
            read_article_bytes(article_as_bytes(hostile), "x")


@given(st.binary(max_size=400))
@settings(max_examples=100, deadline=None)
def test_other_bytes_are_no_article(junk: bytes) -> None:
    with pytest.raises(UnreadableArticleError):
        read_article_bytes(sealed(b"0000" + junk), "x")


@given(st.integers(28, 2000), st.binary(min_size=1, max_size=8))
@settings(max_examples=200, deadline=None)
def test_bytes_that_somebody_forged_are_an_article_or_an_error(at: int, junk: bytes) -> None:
    data = article_as_bytes(article_of(MARKDOWN))
    with suppress(UnreadableArticleError):
        read_article_bytes(sealed(data[:at] + junk + data[at + len(junk) :]), "x")
