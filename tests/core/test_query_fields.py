"""Searching by nearness, other forms, path, language, marks, and days before and after."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from techdep_tui.core.articles.model import Article, Part, Source
from techdep_tui.core.search.index import SearchIndex
from techdep_tui.core.search.model import How
from tests.core.search_articles import article, found, index_of


def with_path(given: Article, path: str, language: str) -> Article:
    metadata = replace(given.metadata, language=Part(language, Source.INFERRED, "its words"))
    return replace(given, path=Path(path), metadata=metadata)


PLANT = with_path(
    article(
        "# A plant\n\nThe company makes small chips and sells them.\n\nDuties came later, the owner said.",
        "plant",
        date="2025-03-09",
    ),
    "/news/2025/harbour post/plant.md",
    "en-GB",
)
FIRMS = with_path(
    article("# Firms\n\nTwo companies sold chips. Their running costs rose. Sanctions hit one.", "firms"),
    "/news/2024/firms.txt",
    "en",
)
RUSSIAN = with_path(
    article("# Чипы\n\nЗавод выпускает чипы в Зеленограде; санкции бьют по ёлкам.", "russian", date="2026"),
    "/news/2026/чипы.txt",
    "ru",
)
JAPANESE = with_path(article("# 半導体\n\n日本は半導体の輸出を規制した。", "japanese"), "/news/jp.txt", "ja")
ALL = (PLANT, FIRMS, RUSSIAN, JAPANESE)


@pytest.fixture(scope="module")
def index() -> SearchIndex:
    return index_of(ALL)


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("chips near:2 makes", "plant"),
        ("makes near:1 chips", "plant"),
        ("makes near:1 sells", ""),
        ("sells near:3 makes", "plant"),
        ("company near:1 sma*", "plant"),
        ('"small chips" near:1 sells', "plant"),
        ('sells near:1 "small chips"', "plant"),
        ('sells near:1 "chips small"', ""),
        ("them near:1 duties", "plant"),
        ("chips -(makes near:1 chips)", "firms"),
        ("path:2025", "plant"),
        ('path:"harbour post/plant"', "plant"),
        ("path:fir*", "firms"),
        ("path:чипы", "russian"),
        ("lang:en", "plant firms"),
        ("lang:EN-gb", "plant"),
        ("lang:ru", "russian"),
        ("after:2025", "russian"),
        ("after:2025-02", "plant russian"),
        ("after:2025-03", "russian"),
        ("before:2026", "plant"),
        ("before:2025-03-09", ""),
        ("зеленограде", "russian"),
        ("ЕЛКАМ", "russian"),
        ("半導体 輸出", "japanese"),
        ('"導体の輸出"', "japanese"),
        ('"体導"', ""),
    ],
)
def test_a_query_finds_its_articles(index: SearchIndex, query: str, ids: str) -> None:
    assert found(index, query) == set(ids.split())


@pytest.mark.parametrize(
    "written",
    ["import-substitution", "import\u2011substitution", "import\u202fsubstitution", "IMPORT substitution"],
)
def test_a_phrase_is_found_however_its_words_are_joined(written: str) -> None:
    index = index_of([article(f"# One\n\nThe {written} drive went on.", "one")])
    for query in ('"import substitution"', "import-substitution", "import\u2011substitution"):
        assert found(index, query) == {"one"}


def test_other_forms_come_after_the_form_that_was_typed_and_say_so(index: SearchIndex) -> None:
    result = index.search("~company")
    assert [(hits.article_id, hits.how) for hits in result.by_article] == [
        ("plant", How.EXACT),
        ("firms", How.FORM),
    ]
    assert (result.exact, result.total) == (1, 2)
    assert [hit.matched for hit in result.by_article[1].hits] == [("companies",)]
    assert [hits.article_id for hits in index.search("company").by_article] == ["plant"]


def test_an_exact_form_stays_first_where_another_stands_far_more_often() -> None:
    often = article("# Chips, chips\n\nChips and chips and chips.", "often")
    once = article("# Once\n\nOn a long walk by the sea somebody found one chip in a box of nails.", "once")
    result = index_of([often, once]).search("~chip")
    assert [hits.article_id for hits in result.by_article] == ["once", "often"]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ('~"company makes"', "plant"),
        ('~"company sold chip"', "firms"),
        ("~run", "firms"),
        ("title:~firm", "firms"),
        ("chips -~company", ""),
        ("~duty", "plant"),
        ("~qqqq", ""),
    ],
)
def test_forms_of_phrases_fields_and_excluded_words(index: SearchIndex, query: str, ids: str) -> None:
    assert found(index, query) == set(ids.split())


def test_only_words_that_stand_near_each_other_are_lit(index: SearchIndex) -> None:
    text = "# Far\n\nChips first. Then came a long story of ships and sails. Plants make chips."
    far = article(text, "far")
    (hits,) = index_of([far]).search("chips near:1 plants").by_article
    assert [hit.matched for hit in hits.hits] == [("Plants",), ("chips",)]
    assert [far.text[start:end] for start, end in hits.lit] == ["Plants", "chips"]
    assert hits.lit[0].start > 20


def test_what_the_reader_marked_is_asked_for_at_every_search() -> None:
    marks = {"read": ["plant"], "starred": list[str]()}
    by_id = {one.id: one for one in ALL}
    index = SearchIndex(by_id.__getitem__, marked=marks.__getitem__)
    index.add(ALL)
    index.commit()
    assert found(index, "is:read") == {"plant"}
    assert found(index, "lang:en is:unread") == {"firms"}
    assert found(index, "is:starred") == set()
    marks["starred"] = ["firms"]
    assert found(index, "is:starred chips") == {"firms"}
    assert found(index, "chips -is:starred") == {"plant"}
