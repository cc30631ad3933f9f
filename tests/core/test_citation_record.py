"""An article becomes a reference, and its parts are told where they come from."""

from __future__ import annotations

import json
from datetime import date

from techdep_tui.core.articles.model import Source
from techdep_tui.core.citations.parts import missing, parts
from techdep_tui.core.citations.persons import person
from techdep_tui.core.citations.record import article_record, csl_date, original_record
from techdep_tui.core.citations.styles import render
from tests.core.citing import article, record, reference, seed

FULL = """---
title: Chips and their makers
author: Ada Lovelace and Grace Hopper
publisher: The Daily Wafer
date: 2024-05-06
url: https://example.org/chips
---
A first paragraph of the text.
"""


def test_a_file_that_says_everything_gives_a_full_record() -> None:
    made = article_record(article(FULL))
    assert made.csl == {
        "id": made.csl["id"],
        "type": "article-newspaper",
        "title": "Chips and their makers",
        "author": [{"family": "Lovelace", "given": "Ada"}, {"family": "Hopper", "given": "Grace"}],
        "issued": {"date-parts": [[2024, 5, 6]]},
        "container-title": "The Daily Wafer",
        "URL": "https://example.org/chips",
    }
    assert missing(made) == ()
    assert json.loads(json.dumps(made.csl)) == made.csl


def test_seed_000_has_a_title_and_nothing_else() -> None:
    made = article_record(seed("000"))
    assert {**made.csl, "id": "r03_title_only"} == record("r03_title_only").csl
    assert missing(made) == ("author", "date", "publisher", "url")


def test_seed_001_is_a_blog_post_with_the_date_of_the_repost() -> None:
    made = article_record(seed("001"))
    assert {**made.csl, "id": "r15_blog_repost"} == record("r15_blog_repost").csl
    assert made.is_read


def test_the_original_of_seed_001_is_of_the_financial_times_unread_and_without_the_repost_s_date() -> None:
    made = original_record(seed("001"))
    assert made is not None
    assert not made.is_read
    expected = {key: value for key, value in record("r02_no_author").csl.items() if key != "issued"}
    assert {**made.csl, "id": "r02_no_author"} == expected
    publisher = next(line for line in parts(made) if line.name == "publisher")
    assert (publisher.source, publisher.why) == (Source.INFERRED, "host ft.com")


def test_an_article_that_is_no_repost_has_no_original() -> None:
    assert original_record(seed("000")) is None
    assert original_record(article(FULL)) is None


def test_an_inferred_publisher_is_used_only_when_asked_for() -> None:
    plain, inferred = article_record(seed("003")), article_record(seed("003"), use_inferred=True)
    assert "container-title" not in plain.csl
    assert {**inferred.csl, "id": "r04_publisher_no_date"} == record("r04_publisher_no_date").csl
    line = next(line for line in parts(plain) if line.name == "publisher")
    assert (line.value, line.source, line.is_used) == ("The Moscow Times", Source.INFERRED, False)
    assert line.text == (
        "MISSING → e to fill in  "
        "(inferred The Moscow Times: all related articles are at themoscowtimes.com; not used, D uses it)"
    )


def test_parts_say_what_is_missing_and_what_becomes_of_it() -> None:
    lines = {line.name: line for line in parts(seed("000"))}
    assert list(lines) == ["title", "author", "date", "publisher", "url", "accessed", "file"]
    assert lines["title"].text == "Russia fails to lower dependency on tech imports  (first line)"
    assert lines["publisher"].text == "MISSING → e to fill in"
    assert lines["file"].value.startswith("000_")


def test_the_parts_of_a_bare_record_are_those_that_it_holds() -> None:
    lines = {line.name: line for line in parts(record("r05_two_authors"))}
    assert lines["author"].value == "Andrei Soldatov and Irina Borogan"
    assert lines["date"].value == "2019-11-15"
    assert lines["file"].source is Source.MISSING


def test_what_the_reader_fills_in_wins_and_an_empty_text_takes_a_part_out() -> None:
    made = article_record(
        article(FULL), overrides={"author": "Turing, Alan; The Wafer Staff", "date": "2023", "url": ""}
    )
    assert made.csl["author"] == [{"family": "Turing", "given": "Alan"}, {"literal": "The Wafer Staff"}]
    assert made.csl["issued"] == {"date-parts": [[2023]]}
    assert "URL" not in made.csl
    assert missing(made) == ("url",)


def test_a_day_of_access_stands_in_the_record_only_when_asked_for() -> None:
    assert "accessed" not in article_record(article(FULL)).csl
    made = article_record(article(FULL), accessed=date(2026, 11, 22))
    assert made.csl["accessed"] == {"date-parts": [[2026, 11, 22]]}
    assert "(Accessed: 22 November 2026)" in render(made, "harvard").bibliography


def test_a_language_other_than_english_goes_into_the_record_for_its_capitals() -> None:
    words = "Это статья о том, как страна делает свои чипы и что из этого вышло за последние годы. " * 5
    made = article_record(article(f"Импорт чипов вырос\n\n{words}\n", "a.txt"))
    assert made.csl.get("language") == "ru"


def test_an_inferred_interval_is_a_range_that_is_not_certain() -> None:
    assert csl_date("2020-01/2022-12") == {"date-parts": [[2020, 1], [2022, 12]], "circa": True}
    assert csl_date("some time ago") == {"literal": "some time ago"}
    assert "(ca. 2020–2022" in render(reference(issued=csl_date("2020-01/2022-12")), "apa").bibliography


def test_names_as_printed_become_names_in_parts() -> None:
    assert person("Anna Maria van der Veen") == {"family": "van der Veen", "given": "Anna Maria"}
    assert person("John Smith Jr.") == {"family": "Smith", "given": "John", "suffix": "Jr."}
    assert person("Ivanova, Polina") == {"family": "Ivanova", "given": "Polina"}
    assert person("Reuters Staff") == {"literal": "Reuters Staff"}
    assert person("European Commission") == {"literal": "European Commission"}
    assert person("Madonna") == {"literal": "Madonna"}
    assert person("王小明") == {"family": "王", "given": "小明"}
    assert person("欧阳小明") == {"family": "欧阳", "given": "小明"}
    assert person("新华社记者团") == {"literal": "新华社记者团"}
    assert person("") == {"literal": ""}
