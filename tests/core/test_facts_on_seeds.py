"""The facts of the built-in articles are those that people marked in them, character for character."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from techdep_tui.core.articles.load import read_article
from techdep_tui.core.articles.model import Article, Source
from techdep_tui.core.facts.extract import extract
from techdep_tui.core.facts.record import to_record
from techdep_tui.core.facts.reference import infer_date

SEEDS = Path(__file__).parents[2] / "seeds"
GOLD = Path(__file__).with_name("gold")
NAMES = ("000_74a49b3fc2e4f310", "001_8e1c1ed0a848573d", "003_9ef054378424ee64")
FIELDS = {
    "money": ("amount", "currency", "mod"),
    "percent": ("value", "unit", "mod", "form"),
    "quantity": ("value", "unit", "noun", "mod"),
    "measurement": ("value", "unit", "kind", "mod", "elliptic"),
    "date": ("timex", "value", "mod", "start", "end", "rel", "basis"),
}
SAID = {"quote": ("speaker", "mode", "partial"), "statement": ("source", "mode")}
NAMED = {"person", "org", "place", "product"}
NAMES_LIKE = 0.96
"""The least F1 over all kinds of names together."""
LIKE = 0.75
"""The share of subjects that must agree."""


def article(name: str) -> Article:
    return read_article(SEEDS / f"{name}.txt")


def gold(name: str) -> list[dict[str, Any]]:
    """What people marked, of the kinds that are read."""
    lines = (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [record for record in map(json.loads, lines) if record["type"] in FIELDS]


def named(name: str) -> list[dict[str, Any]]:
    """The names that people marked."""
    lines = (GOLD / f"{name}.names.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def records(name: str) -> list[dict[str, Any]]:
    """What is found."""
    made = article(name)
    return [record for fact in extract(made) if (record := to_record(made, fact))["type"] in FIELDS]


def said(name: str) -> list[dict[str, Any]]:
    """The quotations and statements that people marked."""
    path = GOLD / f"{name}.speech.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [json.loads(line) for line in lines]


def place(record: dict[str, Any]) -> tuple[str, int, int]:
    return record["type"], record["start"], record["end"]


@pytest.mark.parametrize("name", NAMES)
def test_every_marked_fact_is_found_and_nothing_else(name: str) -> None:
    marked = gold(name)
    required = {place(record) for record in marked if not record.get("optional")}
    optional = {place(record) for record in marked if record.get("optional")}
    assert {place(record) for record in records(name)} - optional == required


@pytest.mark.parametrize("name", NAMES)
def test_the_values_are_those_that_were_marked(name: str) -> None:
    read = {place(record): record for record in records(name)}
    for marked in gold(name):
        if marked.get("optional"):
            continue
        record = read[place(marked)]
        for field in FIELDS[marked["type"]]:
            assert record["norm"].get(field) == marked["norm"].get(field), (marked["text"], field)


def test_the_article_without_figures_has_none() -> None:
    assert records(NAMES[1]) == []


def test_names_are_those_that_were_marked_but_for_a_few() -> None:
    right = marked = read = 0
    for name in NAMES:
        required = {place(record) for record in named(name) if not record.get("optional")}
        accepted = {
            (kind, record["start"], record["end"])
            for record in named(name)
            for kind in (record["type"], *record.get("alt", ()))
        }
        optional = {place(record) for record in named(name) if record.get("optional")}
        made = article(name)
        found = {
            place(to_record(made, fact)) for fact in extract(made) if fact.kind.value in NAMED
        } - optional
        right, marked, read = right + len(found & accepted), marked + len(required), read + len(found)
    assert 2 * right / (marked + read) >= NAMES_LIKE


def test_the_article_that_names_only_places_has_no_other_names() -> None:
    kinds = {fact.kind.value for fact in extract(article(NAMES[1]))} & NAMED
    assert kinds == {"place"}


CLAUSES = {"plan": ("due", "rel"), "comparison": ("kind", "dir")}
_ARTICLE = re.compile(r"(?:the|a|an) ", re.IGNORECASE)


def clause(record: dict[str, Any]) -> tuple[str, int, int]:
    """The place of a plan or comparison, without the article in front of it."""
    article_before = _ARTICLE.match(record["text"])
    start = record["start"] + (article_before.end() if article_before is not None else 0)
    return record["type"], start, record["end"]


@pytest.mark.parametrize("name", NAMES)
def test_plans_and_comparisons_are_those_that_were_marked(name: str) -> None:
    made = article(name)
    lines = (GOLD / f"{name}.clauses.jsonl").read_text(encoding="utf-8").splitlines()
    marked = [json.loads(line) for line in lines]
    read = {clause(r): r["norm"] for f in extract(made) if (r := to_record(made, f))["type"] in CLAUSES}
    required = {clause(record): record["norm"] for record in marked if not record.get("optional")}
    assert read.keys() - {clause(record) for record in marked if record.get("optional")} == required.keys()
    for key, norm in required.items():
        assert all(norm.get(field) == read[key].get(field) for field in CLAUSES[key[0]]), key


def test_most_subjects_are_those_that_were_marked() -> None:
    agreed: list[bool] = []
    for name in NAMES:
        read = {place(record): record.get("subject") for record in records(name)}
        with_subject = [m for m in gold(name) if m.get("subject") and m["type"] != "date"]
        agreed.extend(are_alike(marked["subject"], read[place(marked)] or "") for marked in with_subject)
    assert sum(agreed) >= LIKE * len(agreed)


def are_alike(one: str, other: str) -> bool:
    """Whether the words of one name hold those of the other."""
    first, second = ({word.removesuffix("'s") for word in name.lower().split()} for name in (one, other))
    return bool(first and second) and (first <= second or second <= first)


@pytest.mark.parametrize("name", NAMES)
def test_who_says_what_is_as_it_was_marked(name: str) -> None:
    made = article(name)
    read = {place(r): r for fact in extract(made) if (r := to_record(made, fact))["type"] in SAID}
    marked = {bare(record): record for record in said(name)}
    assert {bare(record) for record in read.values()} == set(marked)
    for record in read.values():
        for field in SAID[record["type"]]:
            assert record["norm"].get(field) == marked[bare(record)]["norm"][field]


def bare(record: dict[str, Any]) -> tuple[str, str]:
    """The kind and words of a record, without marks around them."""
    return record["type"], " ".join(record["text"].split()).strip(' .,“”"')


def test_inferred_dates_of_the_seeds_are_intervals_with_a_reason() -> None:
    plain, markdown, pdf = (infer_date(article(name)) for name in NAMES)
    assert (plain.value, plain.source) == ("2026-01/2026-06", Source.INFERRED)
    assert "July 2026" in plain.why
    assert markdown.source is Source.MISSING
    assert pdf.value is not None
    assert pdf.value.endswith("/2022-12")


@pytest.mark.parametrize("name", NAMES)
def test_sentences_are_those_that_were_marked(name: str) -> None:
    made = article(name)
    lines = (GOLD / f"{name}.sents.jsonl").read_text(encoding="utf-8").splitlines()
    marked = [(record["start"], record["end"]) for record in map(json.loads, lines)]
    read = {tuple(made.in_file(*sentence)) for sentence in made.sentences if is_own(made, sentence.start)}
    cut = {span for span in read if span not in marked and any(is_within(part, span) for part in marked)}
    assert all(part in read or any(is_within(part, span) for span in cut) for part in marked)
    assert len(cut) == (1 if name == NAMES[2] else 0), (
        "only the sentence that a page break cuts is whole again"
    )


def is_within(part: tuple[int, ...], whole: tuple[int, ...]) -> bool:
    return whole[0] <= part[0] and part[1] <= whole[1]


def is_own(made: Article, position: int) -> bool:
    """Whether a character is in the article's own text."""
    return any(block.start <= position < block.end for block in made.own_blocks())
