"""Facts as records and in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from techdep_tui.core.articles.load import read_article
from techdep_tui.core.articles.model import Article
from techdep_tui.core.facts.describe import as_sentence, short
from techdep_tui.core.facts.extract import extract
from techdep_tui.core.facts.model import Fact, Kind
from techdep_tui.core.facts.record import to_record
from tests.core.factory import make_article

SEEDS = Path(__file__).parents[2] / "seeds"


def first(article: Article, kind: Kind) -> Fact:
    return next(fact for fact in extract(article) if fact.kind is kind)


@pytest.mark.parametrize("path", sorted(SEEDS.iterdir()), ids=lambda path: path.stem)
def test_the_text_of_a_record_is_the_files_own(path: Path) -> None:
    article = read_article(path)
    for fact in extract(article):
        record = to_record(article, fact)
        assert record["text"] == article.raw[record["start"] : record["end"]]
        assert record["sentence_start"] <= record["start"] < record["end"] <= record["sentence_end"]
        assert record["sentence"] == " ".join(record["sentence"].split())
        assert record["article"] == path.stem


def test_a_sentence_over_a_page_break_is_whole_in_the_record() -> None:
    (path,) = SEEDS.glob("003_*")
    article = read_article(path)
    record = next(r for r in (to_record(article, fact) for fact in extract(article)) if r["text"] == "70%")
    assert record["sentence"].startswith("The government")
    assert record["sentence"].endswith("by 2023.")
    assert "http" not in record["sentence"]


def test_a_record_has_the_fields_of_the_guideline() -> None:
    article = make_article("It grew.\nAcme  sold 30 cars.")
    record = to_record(article, first(article, Kind.QUANTITY))
    assert record == {
        "type": "quantity",
        "text": "30 cars",
        "start": 20,
        "end": 27,
        "norm": {"value": 30, "unit": "car", "noun": "cars", "mod": "="},
        "subject": "Acme",
        "sentence": "Acme sold 30 cars.",
        "sentence_start": 9,
        "sentence_end": 28,
        "paragraph": 1,
        "article": "made",
    }


@pytest.mark.parametrize(
    ("text", "kind", "date", "words"),
    [
        ("It spent RUB250bn ($3.26bn) on it.", Kind.MONEY, None, "RUB250bn ($3.26bn)"),
        ("Chips of 90 nm came.", Kind.MEASUREMENT, None, "90 nm"),
        ("Chips shrink from 90 to 14 nm.", Kind.MEASUREMENT, None, "90 nm"),
        ("By the end of 2026 it ends.", Kind.DATE, None, "end of 2026"),
        ("It ended last year.", Kind.DATE, "2026-02-01", "last year (2025)"),
        ("It ended last year.", Kind.DATE, None, "last year"),
    ],
)
def test_the_short_form_says_it_in_one_line(text: str, kind: Kind, date: str | None, words: str) -> None:
    article = make_article(text, date)
    assert short(first(article, kind), article) == words


def test_a_long_short_form_is_cut() -> None:
    article = make_article("It has 5 " + "very-long-and-foreign-made " * 5 + "components.")
    words = short(first(article, Kind.QUANTITY), article)
    assert len(words) <= 72
    assert words.endswith("…")


def test_as_a_sentence_a_fact_is_quoted_with_single_marks_inside() -> None:
    article = make_article("He said: “It sold 30 cars.” Then he left.")
    assert as_sentence(first(article, Kind.QUANTITY), article) == "“He said: ‘It sold 30 cars.’”"
