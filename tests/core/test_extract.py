"""The order of the families, overlaps, what is not read, and texts that would hold a careless reader up."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest

import techdep_tui.core.facts
from techdep_tui.core.articles.model import BlockKind
from techdep_tui.core.articles.patterns import LazyPattern
from techdep_tui.core.facts.extract import extract
from techdep_tui.core.facts.model import Kind
from tests.core.factory import make_article

SIZE = 30_000
"""Characters of a hostile text: what takes time with the square of them does not come back."""

HOSTILE = (
    "1,1,1,1",
    "1 000 ",
    "1.1.1.",
    "1/1/",
    "9",
    '"',
    "“",
    " ",
    "A",
    "A ",
    "Aa ",
    "a-",
    "from 1 to 1 to 1 ",
    "between one and one hundred and ",
    "$",
    "$1-",
    "20 ",
    "2020-",
    "May ",
    "last year the last ",
    "half of half ",
    "two and ",
    "Q1 1Q ",
    "'90s",
    "% ",
    "said ",
    ", which ",
    "A of A is 5% and ",
    "©2",
    "it will rise 5% than ",
    "the most largest of the ",
    "will be 5% by 2030 and ",
    "1 car, while ",
    "reducing 5% up to ",
    "He gained 5% in his Acme, ",
    'said A, "b" ',
    '"A b c d," said E. ',
    "according to A, ",
    "A, who said B, ",
    "and said that ",
    "'a' ",
)


def test_facts_come_in_order_and_figures_do_not_overlap() -> None:
    text = "In 2024 it paid $5-6 billion for 20% of 30 plants, 14 nm chips and 3 years of work by July 2026."
    facts = extract(make_article(text))
    assert [fact.kind for fact in facts] == [
        Kind.DATE,
        Kind.MONEY,
        Kind.PERCENT,
        Kind.QUANTITY,
        Kind.MEASUREMENT,
        Kind.DATE,
        Kind.DATE,
    ]
    assert all(one.end <= other.start for one, other in pairwise(facts))


def test_a_fact_knows_its_sentence_and_paragraph() -> None:
    text = "Nothing here.\n\nIt grew. It sold 30 cars. It fell."
    (fact,) = extract(make_article(text))
    assert text[fact.sentence.start : fact.sentence.end] == "It sold 30 cars."
    assert fact.paragraph == 2


@pytest.mark.parametrize(
    "kind",
    [
        BlockKind.BOILERPLATE,
        BlockKind.RELATED,
        BlockKind.SOURCE_ITEM,
        BlockKind.BYLINE,
        BlockKind.CODE,
    ],
)
def test_what_is_not_the_articles_own_text_has_no_facts(kind: BlockKind) -> None:
    article = make_article("It sold 30 cars for $5 in 2024.")
    assert extract(replace(article, blocks=(replace(article.blocks[0], kind=kind, number=None),))) == ()


def test_a_block_without_sentences_is_its_own_sentence() -> None:
    article = make_article("Cars | 30 cars | $5")
    table = replace(article.blocks[0], kind=BlockKind.TABLE, number=None)
    facts = extract(replace(article, blocks=(table,)))
    assert {fact.sentence for fact in facts} == {(0, len(article.text))}


@pytest.mark.parametrize("text", ["", " ", "\n\n", "No numbers at all.", "İ" * 50 + " 5% İ"])
def test_odd_texts_are_read(text: str) -> None:
    article = make_article(text)
    assert all(article.text[fact.start : fact.end] for fact in extract(article))


def patterns() -> Iterator[tuple[str, re.Pattern[str] | LazyPattern]]:
    """Every pattern of the facts by its name."""
    for module in pkgutil.walk_packages(techdep_tui.core.facts.__path__, "techdep_tui.core.facts."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, (re.Pattern, LazyPattern)):
                yield f"{module.name.rpartition('.')[2]}.{name}", value


@pytest.mark.parametrize("piece", HOSTILE)
def test_every_pattern_comes_back_from_a_hostile_text(piece: str) -> None:
    text = piece * (SIZE // len(piece))
    counts = {name: sum(1 for _ in pattern.finditer(text)) for name, pattern in patterns()}
    assert len(counts) > 40
    assert max(counts.values()) <= len(text) + 1


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_hostile_article_comes_back_with_facts_in_bounds(piece: str) -> None:
    text = piece * (SIZE // len(piece))
    facts = extract(make_article(text))
    assert all(0 <= fact.start < fact.end <= len(text) for fact in facts)
