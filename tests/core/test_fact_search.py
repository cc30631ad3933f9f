"""Articles are found by their facts: names, numbers, amounts, due days and kinds."""

from __future__ import annotations

import pytest

from techdep_tui.core.articles.model import Article
from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.errors import QueryError
from techdep_tui.core.search.fact_terms import FactEntry, words_of_name
from techdep_tui.core.search.index import SearchIndex
from techdep_tui.core.search.model import Order
from techdep_tui.core.search.periods import period_of
from techdep_tui.core.search.query import parse_query
from techdep_tui.core.search.tree import asks_for_facts
from tests.core.search_articles import article, found

TEXT = "Ivan Petrov spoke. Acme wants 60% by 2030. The plan costs $2bn for 14 nm. Nobody else spoke."


def entry(kind: str, words: str, text: str = TEXT, **fields: object) -> FactEntry:
    """A fact at the first place of some words."""
    start = text.index(words)
    return FactEntry(kind, Span(start, start + len(words)), **fields)  # type: ignore[arg-type]


def named(kind: str, words: str, *names: str) -> FactEntry:
    return entry(kind, words, names=tuple(words_of_name(name) for name in names or (words,)))


FACTS = {
    "a": (
        named("person", "Ivan Petrov"),
        named("org", "Acme", "Acme Holding", "Acme"),
        entry("percent", "60%", low=60.0, unit="%"),
        entry("plan", "Acme wants 60% by 2030", due=period_of("2030-12-31")),
        entry("money", "$2bn", low=2e9, unit="USD"),
        entry("measurement", "14 nm", low=14.0, unit="nm"),
        named("quote", "Nobody else spoke", "Ivan Petrov"),
    ),
    "b": (
        entry("quantity", "60", low=1000.0, high=2000.0, unit="chip"),
        entry("money", "$2bn", low=3.0e9, unit="RUB"),
        named("person", "Ivan", "Maria Ivanova"),
    ),
    "c": (),
}


@pytest.fixture
def index() -> SearchIndex:
    articles = {name: article(TEXT, name) for name in FACTS}

    def facts_of(one: Article) -> tuple[FactEntry, ...]:
        return FACTS[one.id]

    made = SearchIndex(articles.__getitem__, facts_of=facts_of)
    made.add(articles.values())
    made.commit()
    for name, entries in FACTS.items():
        made.add_facts(name, entries)
    return made


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("who:petrov", "a"),
        ("who:IVÁN", "a"),
        ("who:ivan*", "ab"),
        ('who:"ivan petrov"', "a"),
        ('who:"petrov ivan"', ""),
        ("org:acme", "a"),
        ('org:"acme holding"', "a"),
        ("said:petrov", "a"),
        ("said:ivanova", ""),
        ("num:>50%", "a"),
        ("num:>60%", ""),
        ("num:>=60%", "a"),
        ("num:>50", "ab"),
        ("num:1500", "b"),
        ("num:1000..1200", "b"),
        ("num:2100..", ""),
        ("num:<=14nm", "a"),
        ("num:<14nm", ""),
        ("money:>1bn", "ab"),
        ("money:>$1bn", "a"),
        ("money:>1bnRUB", "b"),
        ("money:RUB3bn", "b"),
        ("money:1..2bn", "a"),
        ("money:..500m", ""),
        ("due:2030", "a"),
        ("due:..2029", ""),
        ("due:2026..", "a"),
        ("fact:plan", "a"),
        ("fact:money", "ab"),
        ("fact:event", ""),
        ("-fact:money", "c"),
        ("acme -who:petrov", "bc"),
        ("who:petrov OR money:RUB3bn", "ab"),
        ("spoke num:>50% who:petrov", "a"),
        ("num:>50% who:petrov", "a"),
        ("num:>50% who:ivanova", ""),
        ("fact:money spoke fact:person -who:petrov", "b"),
        ("fact:money (spoke OR fact:event)", "ab"),
        ("(who:petrov OR who:ivanova) (spoke OR ships)", "ab"),
        ("who:petrov OR spoke", "abc"),
    ],
)
def test_articles_are_found_by_their_facts(index: SearchIndex, query: str, ids: str) -> None:
    assert "".join(sorted(found(index, query))) == ids


@pytest.mark.parametrize(
    ("query", "position", "expected"),
    [
        ("num:abc", 4, "a number"),
        ("num:>", 5, "a number"),
        ("num:5nm!", 7, "a blank"),
        ("money:5bn..2bn", 11, "5bn or more"),
        ("num:>5..9", 6, "the end"),
        ("fact:colour", 5, "a kind of fact"),
        ("due:2026-13", 10, "a month"),
        ("who:", 4, "a word"),
    ],
)
def test_a_wrong_value_is_shown_at_its_character(query: str, position: int, expected: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse_query(query)
    assert (caught.value.position, caught.value.expected[: len(expected)]) == (position, expected)


@pytest.mark.parametrize("query", ["num:>", "num:5n!", "money:5..2", "fact:zzz", "due:2026-", "who:"])
def test_what_is_being_typed_is_passed_over(query: str) -> None:
    assert parse_query(f"chips {query}", lenient=True).root is not None


def test_a_name_that_is_being_typed_may_go_on(index: SearchIndex) -> None:
    assert [hits.article_id for hits in index.search("who:petr", lenient=True).by_article] == ["a"]


def test_the_facts_that_were_asked_for_are_lit(index: SearchIndex) -> None:
    (hits,) = index.search("num:>50% who:petrov", fuzzy=False).by_article
    assert [TEXT[at.start : at.end] for at in hits.lit] == ["Ivan Petrov", "60%"]
    assert [TEXT[hit.sentence.start : hit.sentence.end] for hit in hits.hits] == [
        "Ivan Petrov spoke.",
        "Acme wants 60% by 2030.",
    ]


def test_a_word_that_matches_within_a_fact_is_lit_once(index: SearchIndex) -> None:
    (hits,) = index.search("petrov who:petrov", fuzzy=False).by_article
    assert [TEXT[at.start : at.end] for at in hits.lit] == ["Petrov"]


def test_queries_tell_whether_they_need_facts() -> None:
    assert asks_for_facts(parse_query("chips (a OR -num:>5)").root)
    assert not asks_for_facts(parse_query("chips date:2025").root)


@pytest.mark.parametrize(
    "query", ["fact:money", "num:>50%", "who:petrov OR money:RUB3bn", "spoke fact:money"]
)
def test_articles_with_facts_are_counted_and_given_by_number(index: SearchIndex, query: str) -> None:
    result = index.search(query, limit=1)
    every = {hits.article_id for hits in index.search(query).by_article}
    assert (result.total, len(result.by_article)) == (len(every), 1)
    assert {"abc"[number] for number in index.matching(query)} == every


def test_articles_with_facts_stand_by_date_if_so_ordered() -> None:
    dated = {name: article(TEXT, name, date=date) for name, date in (("a", "2024"), ("b", "2025"))}
    made = SearchIndex(dated.__getitem__)
    made.add(dated.values())
    made.commit()
    for name in dated:
        made.add_facts(name, FACTS["a"])
    result = made.search("who:petrov", order=Order.DATE)
    assert [hits.article_id for hits in result.by_article] == ["b", "a"]
