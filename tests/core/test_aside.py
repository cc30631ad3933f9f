"""What goes with a result: its order, counts, what was perhaps meant, why an article was found."""

from __future__ import annotations

import pytest

from techdep_tui.core.articles.model import Article
from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.search.fact_terms import FactEntry
from techdep_tui.core.search.index import SearchIndex
from techdep_tui.core.search.model import Facet, How, Order
from techdep_tui.core.search.why import why
from tests.core.search_articles import article

FIRST = article(
    "# Chips in Zelenograd\n\nChips again. The chips are dear, say the chips people of Zelenograd.",
    "first",
    publisher="The Harbour Post",
    date="2025-03-09",
    tags=("industry", "chips"),
)
SECOND = article(
    "# Baikal\n\nA chips plant.", "second", publisher="The Harbour Post", date="2026-01", tags=("industry",)
)
THIRD = article("# Wafers\n\nThe chips came late, by sea.", "third", url="https://www.moor.example/a")
ALL = (FIRST, SECOND, THIRD)


@pytest.fixture(scope="module")
def index() -> SearchIndex:
    by_id = {one.id: one for one in ALL}
    index = SearchIndex(by_id.__getitem__, titles=lambda: ((one.id, one.title) for one in ALL))
    index.add(ALL)
    index.commit()
    index.add_facts("first", [FactEntry("money", Span(0, 1)), FactEntry("money", Span(2, 3))])
    index.add_facts("second", [FactEntry("money", Span(0, 1)), FactEntry("plan", Span(0, 1))])
    return index


def ids(index: SearchIndex, query: str, order: Order) -> list[str]:
    return [hits.article_id for hits in index.search(query, order=order).by_article]


def test_results_stand_by_relevance_date_or_number_of_hits(index: SearchIndex) -> None:
    assert ids(index, "chips", Order.DATE) == ["second", "first", "third"]
    assert ids(index, "chips", Order.HITS)[0] == "first"
    assert ids(index, "chips OR sea", Order.HITS)[:2] == ["first", "third"]


def test_in_every_order_exact_hits_go_before_forgiven_ones(index: SearchIndex) -> None:
    for order in Order:
        assert ids(index, "sea OR Baikla", order) == ["third", "second"]


def test_counts_follow_the_query(index: SearchIndex) -> None:
    counts = index.aside(index.search("chips")).counts
    assert counts[Facet.SOURCE] == (("The Harbour Post", 2), ("moor.example", 1))
    assert dict(counts[Facet.YEAR]) == {"2025": 1, "2026": 1}
    assert counts[Facet.TAG] == (("industry", 2), ("chips", 1))
    assert counts[Facet.FACT] == (("money", 2), ("plan", 1))
    assert index.aside(index.search("sea")).counts[Facet.FACT] == ()


@pytest.mark.parametrize("facet", list(Facet))
def test_taking_a_count_finds_as_many(index: SearchIndex, facet: Facet) -> None:
    field = "date" if facet is Facet.YEAR else facet
    for value, count in index.aside(index.search("chips")).counts[facet]:
        assert index.search(f'chips {field}:"{value}"').total == count


def test_corrected_facts_are_counted_as_they_are_now(index: SearchIndex) -> None:
    index.replace_facts("third", [FactEntry("quote", Span(0, 1))])
    assert dict(index.aside(index.search("sea")).counts[Facet.FACT]) == {"quote": 1}
    index.replace_facts("third", [])


def test_what_was_perhaps_meant_is_said_as_a_query_to_take(index: SearchIndex) -> None:
    aside = index.aside(index.search('Zelenogrd -baikal "chips agian"'))
    assert aside.nearest == {"Zelenogrd": ("zelenograd",), "agian": ("again",)}
    assert aside.instead == 'zelenograd -baikal "chips again"'


def test_a_short_word_is_said_but_not_searched_instead(index: SearchIndex) -> None:
    result = index.search("sae")
    assert result.total == 0
    assert index.aside(result).instead == "sea"


def test_nothing_is_suggested_where_enough_is_found() -> None:
    many = [article(f"# {i}\n\nA chip and a chop.", f"n{i}") for i in range(9)]
    index = SearchIndex({one.id: one for one in many}.__getitem__)
    index.add(many)
    index.commit()
    assert not index.aside(index.search("chip")).nearest


def test_titles_with_the_letters_of_the_query_follow_and_say_so(index: SearchIndex) -> None:
    result = index.search("chpzel")
    assert result.total == 0
    (hits,) = index.aside(result).titles
    assert (hits.article_id, hits.how, hits.is_fuzzy) == ("first", How.TITLE, True)
    assert "".join(FIRST.text[start:end] for start, end in hits.lit) == "ChpZel"
    assert not index.aside(index.search("title:chpzel")).titles


def explained(index: SearchIndex, given: Article, query: str) -> str:
    result = index.search(query)
    (hits,) = [hits for hits in result.by_article if hits.article_id == given.id]
    return "\n".join(why(result, hits, given, lambda each: each.metadata.date, index.matcher_of))


def test_why_an_article_was_found_is_told_part_by_part(index: SearchIndex) -> None:
    told = explained(index, FIRST, 'Zelenograd chips source:"harbour post" tag:industry after:2024 -sea')
    assert "Found: exact" in told
    assert "Zelenograd: “Zelenograd” ×2, 1 in the title" in told
    assert "chips: " in told
    assert 'source:"harbour post": source is The Harbour Post' in told
    assert "tag:industry: tag is industry, chips" in told
    assert "after:2024: its date is 2025-03-09 (in the file)" in told
    assert "sea" not in told.replace("-sea", "")
    assert "BM25" in told


def test_why_says_what_was_forgiven(index: SearchIndex) -> None:
    told = explained(index, FIRST, "Zelenogrd")
    assert "a typing error was forgiven" in told
    assert "Zelenogrd: “Zelenograd” ×2" in told


def test_terms_that_are_known_and_do_not_go_together_are_told_from_unknown_ones(index: SearchIndex) -> None:
    assert not index.search("sea qqqq").are_killers_known
    assert index.search("sea plant chips").are_killers_known
