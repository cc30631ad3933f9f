"""Where in an article a query matches."""

from __future__ import annotations

import pytest

from techdep_tui.core.articles.model import Article
from techdep_tui.core.search.model import MOST_HITS, Hit, Places
from techdep_tui.core.search.query import parse_query
from techdep_tui.core.search.snippets import Matcher, find_in
from tests.core.search_articles import article

ONE = article(
    "# A plant for chips\n\n> Chips at last\n\nBy Ann Chips\n\nThe plant makes chips."
    " It opened late; chips were dear!\n\n## Chips and costs"
    "\n\nImport-substitution, says the owner, is import\u202fsubstitution.\n\nUnlock more chips"
)


def places(query: str, of: Article = ONE, *, is_fuzzy: bool = False) -> Places:
    root = parse_query(query).root
    assert root
    return Matcher(root, is_fuzzy=is_fuzzy).places(of)


def hits(query: str, of: Article = ONE) -> tuple[Hit, ...]:
    return places(query, of).hits


def text_of(hit: Hit, of: Article = ONE) -> str:
    return of.text[hit.start : hit.end]


def test_a_hit_knows_its_paragraph_its_sentence_and_its_characters() -> None:
    found = hits("chips")
    assert [(text_of(hit), hit.paragraph) for hit in found] == [
        ("chips", None),
        ("Chips", None),
        ("chips", 1),
        ("chips", 1),
        ("Chips", None),
    ]
    assert [ONE.text[slice(*hit.sentence)] for hit in found] == [
        "A plant for chips",
        "Chips at last",
        "The plant makes chips.",
        "It opened late; chips were dear!",
        "Chips and costs",
    ]
    assert [hit.matched for hit in found[1:3]] == [("Chips",), ("chips",)]


def test_every_place_is_lit() -> None:
    found = places("chips plant")
    assert [ONE.text[slice(*span)] for span in found.lit] == [
        "plant", "chips", "Chips", "plant", "chips", "chips", "Chips",
    ]  # fmt: skip
    assert found.count == len(found.lit)


def test_a_phrase_is_one_hit_whatever_stands_between_its_words() -> None:
    found = hits('"import substitution"')
    assert [text_of(hit) for hit in found] == ["Import-substitution", "import\u202fsubstitution"]
    assert [hit.matched for hit in found] == [("Import", "substitution"), ("import", "substitution")]


def test_neighbouring_words_of_a_query_are_one_hit() -> None:
    assert [text_of(hit) for hit in hits("substitution import")] == [
        "Import-substitution",
        "import\u202fsubstitution",
    ]
    assert [text_of(hit) for hit in hits('owner "the owner"')] == ["the owner"]


def test_a_phrase_does_not_cross_two_blocks_and_does_not_hide_one_that_stands_in_one() -> None:
    of = article("# Title\n\nAgain and again\n\nagain and again, again")
    assert [(text_of(hit, of), hit.paragraph) for hit in hits('"again again"', of)] == [("again, again", 2)]


def test_words_that_only_begin_so_are_lit_whole() -> None:
    assert [text_of(hit) for hit in hits("subst*")] == ["substitution", "substitution"]
    assert [text_of(hit) for hit in hits('"plant mak*"')] == ["plant makes"]


def test_parts_of_words_are_no_hits() -> None:
    assert [text_of(hit) for hit in hits("chip")] == ["A plant for chips"]


def test_a_term_for_the_title_is_lit_in_the_title_alone() -> None:
    assert [text_of(hit) for hit in hits("title:chips plant")] == ["plant", "chips", "plant"]


def test_excluded_terms_are_not_lit() -> None:
    assert [text_of(hit) for hit in hits("makes -chips")] == ["makes"]


def test_an_article_that_matches_by_its_metadata_has_one_hit_at_its_title() -> None:
    found = places("date:2025 source:post")
    assert [(text_of(hit), hit.matched, hit.paragraph) for hit in found.hits] == [
        ("A plant for chips", (), None)
    ]
    assert found.lit == ()
    assert found.count == 1


def test_an_article_without_a_title_in_its_text_has_that_hit_at_its_start() -> None:
    (hit,) = hits("date:2025", article("One line."))
    assert (hit.start, hit.end, hit.sentence) == (0, 0, (0, 0))


def test_hits_are_capped_and_counted_and_all_lit() -> None:
    found = places("chip", article("# Many\n\n" + "One chip more. " * (MOST_HITS + 50)))
    assert len(found.hits) == MOST_HITS
    assert found.count == len(found.lit) == MOST_HITS + 50


def test_hits_of_a_forgiven_typing_error_say_so() -> None:
    assert all(hit.is_fuzzy for hit in places("chips", is_fuzzy=True).hits)
    assert not any(hit.is_fuzzy for hit in hits("chips"))


def test_places_are_right_behind_letters_that_fold_to_two() -> None:
    of = article(
        "# Die Straße\n\nDie große Straße nach Łódź, ein Cafe\u0301 und 半導体工場. Noch eine Straße."
    )
    assert [text_of(hit, of) for hit in hits("strasse", of)] == ["Straße", "Straße", "Straße"]
    assert [text_of(hit, of) for hit in hits("café", of)] == ["Cafe\u0301"]
    (hit,) = hits("半導体", of)
    assert (text_of(hit, of), hit.matched) == ("半導体", ("半", "導", "体"))


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("HIP", ["hip", "hip"]),
        ("micro-chip", ["micro‑chip"]),
        ('"chips"', ["“Chips”"]),
        ("owner's", ["owner’s"]),
        ("10 000", ["10\u202f000"]),
        ("cafe", ["Café", "Cafe\u0301"]),
        ("two lines", ["two\nlines"]),
        ("70%", ["70%"]),
        ("%.", ["%."]),
        ("b OR c", []),
        ("", []),
        (" ", []),
    ],
)
def test_a_plain_string_is_found_wherever_it_stands(wanted: str, found: list[str]) -> None:
    of = article(
        "# On micro‑chip work\n\n“Chips” were the owner’s: 10\u202f000 in all."
        "\n\nCafé, Cafe\u0301\n\ntwo\nlines 70%."
    )
    assert [of.text[slice(*span)] for span in find_in(of, wanted)] == found


def test_a_plain_string_is_found_in_boilerplate_too() -> None:
    assert len(find_in(ONE, "chips")) == 7
