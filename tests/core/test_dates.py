"""Dates, durations and sets with TIMEX3 values."""

from __future__ import annotations

from datetime import date

import pytest

from techdep_tui.core.articles.model import Source
from techdep_tui.core.facts.model import Kind
from techdep_tui.core.facts.reference import infer_date
from techdep_tui.core.facts.timex import days, shift
from tests.core.factory import make_article
from tests.core.reading_facts import found, values, words


@pytest.mark.parametrize(
    ("text", "span", "value", "mod"),
    [
        ("It began on April 14, 2026.", "April 14, 2026", "2026-04-14", None),
        ("It began on 14 April 2026.", "14 April 2026", "2026-04-14", None),
        ("It began on Tuesday, Feb. 10, 2026.", "Tuesday, Feb. 10, 2026", "2026-02-10", None),
        ("It began on 2026-04-14 there.", "2026-04-14", "2026-04-14", None),
        ("It began on 4/14/2026 there.", "4/14/2026", "2026-04-14", None),
        ("It began in February 2022.", "February 2022", "2022-02", None),
        ("It began in 2014.", "2014", "2014", None),
        ("It lasts until the end of 2026.", "end of 2026", "2026", "END"),
        ("It began at the beginning of the 2010.", "beginning of the 2010", "2010", "START"),
        ("It began in the mid-1990s.", "mid-1990s", "199", "MID"),
        ("It began in the early 1990s.", "early 1990s", "199", "START"),
        ("It began in the '90s there.", "'90s", "199", None),
        ("It began in late 2025.", "late 2025", "2025", "END"),
        ("It began in the summer of 2016.", "summer of 2016", "2016-SU", None),
        ("It began in the third quarter of 2025.", "third quarter of 2025", "2025-Q3", None),
        ("It began in Q3 2025.", "Q3 2025", "2025-Q3", None),
        ("It began in the first half of 2025.", "first half of 2025", "2025-H1", None),
        ("It began in the 21st century.", "21st century", "20", None),
        ("It plans so from 2026 through 2028.", "2026 through 2028", "2026/2028", None),
        ("It plans so between 2023 and 2030.", "2023 and 2030", "2023/2030", None),
        ("It lasted 2014-16 there.", "2014-16", "2014/2016", None),
        ("It lasts until at least 2047.", "at least 2047", "2047", "EQUAL_OR_MORE"),
        ("It was from January to March 2025.", "January to March 2025", "2025-01/2025-03", None),
    ],
)
def test_a_date_with_its_year_is_explicit(text: str, span: str, value: str, mod: str | None) -> None:
    assert values(text, Kind.DATE, ["value", "mod", "basis"]) == [(span, value, mod, "explicit")]


@pytest.mark.parametrize(
    "text",
    [
        "He ran 2000 km and paid 2025 dollars.",
        "It is Resolution 2020 and page 1999.",
        "The Vision 2030 failed.",
        "See example.org/2024/05 or a1999 or 1999x.",
        "It may march on, said Theresa May.",
        "It sold 2,024 cars at $2025.",
        "Now and recently they are previously known.",
        "It is Black Friday at the Sunday Times.",
        "She is a 20-year-old.",
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert words(text, Kind.DATE) == []


def test_a_full_stop_ends_a_sentence_and_no_month() -> None:
    assert words("It fell in June. 5 people left.", Kind.DATE) == ["June"]
    assert words("It fell on Jan. 5 there.", Kind.DATE) == ["Jan. 5"]


def test_two_years_joined_by_and_are_two_dates() -> None:
    assert words("It fell in 2026 and 2027.", Kind.DATE) == ["2026", "2027"]


@pytest.mark.parametrize(
    ("text", "span", "timex", "value", "mod"),
    [
        ("It took three years there.", "three years", "DURATION", "P3Y", None),
        ("It lags by 20-25 years.", "20-25 years", "DURATION", "P20Y/P25Y", None),
        ("Then, for almost two decades, it grew.", "almost two decades", "DURATION", "P2DE", "LESS_THAN"),
        ("It took about three months.", "about three months", "DURATION", "P3M", "APPROX"),
        ("A three-year deal.", "three-year", "DURATION", "P3Y", None),
        ("It took 24 hours.", "24 hours", "DURATION", "PT24H", None),
        ("It took a year and a half for it; it took for a year and a half.",
         "a year and a half", "DURATION", "P1.5Y", None),
        ("It shrank for three straight quarters.", "three straight quarters", "DURATION", "P3Q", None),
        ("It meets every year there.", "every year", "SET", "P1Y", None),
        ("It meets every two weeks there.", "every two weeks", "SET", "P2W", None),
        ("It meets every Monday there.", "every Monday", "SET", "XXXX-WXX-1", None),
        ("It rose in the year to February.", "year to February", "DURATION", "P1Y", None),
        ("It rose over the past year or so.", "past year or so", "DURATION", "P1Y", "APPROX"),
    ],
)  # fmt: skip
def test_lengths_and_sets(text: str, span: str, timex: str, value: str, mod: str | None) -> None:
    assert values(text, Kind.DATE, ["timex", "value", "mod"])[-1] == (span, timex, value, mod)


def test_a_rate_is_no_length() -> None:
    assert words("It makes 5 million cars a year, twice a day, at $5 a week.", Kind.DATE) == []


@pytest.mark.parametrize(
    ("text", "span", "rel", "value", "basis"),
    [
        ("It ended last year.", "last year", "-1Y", "2024", "dct"),
        ("It ended late last year.", "late last year", "-1Y", "2024", "dct"),
        ("It ended earlier this month.", "earlier this month", "0M", "2025-03", "dct"),
        ("It will end at the end of the year.", "end of the year", "0Y", "2025", "dct"),
        ("It ended three years ago.", "three years ago", "-3Y", "2022", "dct"),
        ("It ended last week.", "Last week".lower(), "-1W", "2025-W10", "dct"),
        ("It ended yesterday.", "yesterday", "-1D", "2025-03-11", "dct"),
        ("It will end in 30 days.", "30 days", "+30D", "2025-04-11", "dct"),
        ("It ended a decade ago.", "a decade ago", "-1DE", "201", "dct"),
        ("It ended last weekend.", "last weekend", "-1WE", "2025-W10-WE", "dct"),
        ("It ended on Monday night.", "Monday night", None, "2025-03-10TNI", "dct"),
        ("It ended late on Monday.", "late on Monday", None, "2025-03-10", "dct"),
        ("It ended last night.", "last night", "-1D", "2025-03-11TNI", "dct"),
        ("It began yesterday morning.", "yesterday morning", "-1D", "2025-03-11TMO", "dct"),
        ("It rose from this time last year.", "this time last year", "-1Y", "2024", "dct"),
        ("It rose last summer.", "last summer", "-1Y", "2024-SU", "dct"),
        ("It rose in the December quarter.", "December quarter", None, "2024-Q4", "dct"),
        ("His comment from the day before was wrong.", "day before", "-1D", None, "text"),
        ("In 2019 it rose, and fell the same year.", "same year", None, "2019", "text"),
        ("In 2019 it rose from a year earlier.", "a year earlier", "-1Y", "2018", "text"),
        ("“We end it next year,” she said.", "next year", "+1Y", None, "speech-time"),
    ],
)
def test_what_counts_from_the_articles_date_is_resolved_where_that_is_known(
    text: str, span: str, rel: str | None, value: str | None, basis: str
) -> None:
    read = values(text, Kind.DATE, ["rel", "value", "basis"], date="2025-03-12")
    assert read[-1] == (span, rel, value, basis)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("She said on Monday it failed.", "2025-03-10"),
        ("She said on Wednesday it failed.", "2025-03-12"),
        ("It will meet on Friday.", "2025-03-14"),
        ("It met last Thursday.", "2025-03-06"),
        ("It met in November.", "2024-11"),
        ("It will meet in November.", "2025-11"),
        ("A summit on April 2 is near.", "2025-04-02"),
        ("It rose in the third quarter.", "2024-Q3"),
        ("It fell in the third quarter of last year.", "2024-Q3"),
        ("It was in the works in May last year.", "2024-05"),
        ("A rise scheduled for June 2 is feared.", "2025-06-02"),
        ("It met September 29th to October 6th.", "2024-09-29/2024-10-06"),
    ],
)
def test_a_date_without_a_year_is_the_one_that_its_tense_makes_likely(text: str, value: str) -> None:
    assert [read[1] for read in values(text, Kind.DATE, ["value"], date="2025-03-12")] == [value]


@pytest.mark.parametrize(
    ("text", "value", "rel"),
    [
        ("It ended last year.", None, "-1Y"),
        ("It ended on Wednesday.", "XXXX-WXX-3", None),
        ("It ended on November 18.", "XXXX-11-18", None),
        ("It ended in April.", "XXXX-04", None),
        ("It ended today.", None, "0D"),
        ("It ended last summer.", None, "-1SU"),
    ],
)
def test_without_the_articles_date_nothing_is_made_up(text: str, value: str | None, rel: str | None) -> None:
    (read,) = values(text, Kind.DATE, ["value", "rel", "start", "end"])
    assert read[1:] == (value, rel, None, None)


def test_a_fiscal_quarter_has_no_days() -> None:
    fields = ["value", "fiscal", "start"]
    (read,) = values("Sales in its fiscal third quarter rose.", Kind.DATE, fields, date="2025-11-03")
    assert read[1:] == ("2025-Q3", True, None)


def test_a_copyright_line_names_the_year_of_the_text() -> None:
    text = "It ended last year, on November 18.\n\n© 2020 Example Press"
    read = values(text, Kind.DATE, ["value", "basis"])
    assert read[0] == ("last year", "2019", "inferred-dct")
    assert read[1] == ("November 18", "2020-11-18", "inferred-dct")


def test_the_text_may_fix_its_year_and_says_by_what() -> None:
    text = "It opened in December 2025. Work began last year. It is expected to close by July 2026."
    ((_, fact),) = [each for each in found(text, Kind.DATE) if each[0] == "last year"]
    assert (fact.norm["value"], fact.norm["basis"]) == ("2025", "inferred-dct")
    assert "December 2025" in fact.why
    part = infer_date(make_article(text))
    assert (part.value, part.source) == ("2026-01/2026-06", Source.INFERRED)
    assert part.why == "December 2025 is told in the past, July 2026 lies ahead"


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("It opened in December 2025.", None),
        ("It will open in 2031. It was built in 1961.", None),
        ("The 2016 election was held. The 2020 election will be held.", None),
        ("It opened in December 2025 and is to close by July 2026.", "2026-03-01"),
    ],
)
def test_no_date_is_inferred_where_the_text_does_not_tell_or_the_file_does(
    text: str, own: str | None
) -> None:
    assert infer_date(make_article(text, own)).source is Source.MISSING


@pytest.mark.parametrize(
    ("value", "mod", "first", "last"),
    [
        ("2022-02", None, "2022-02-01", "2022-02-28"),
        ("2025", "START", "2025-01-01", "2025-04-30"),
        ("2025", "MID", "2025-05-01", "2025-08-31"),
        ("2025", "END", "2025-09-01", "2025-12-31"),
        ("199", "START", "1990-01-01", "1993-12-31"),
        ("199", "END", "1997-01-01", "1999-12-31"),
        ("2025-Q3", "END", "2025-09-01", "2025-09-30"),
        ("2025-03", "MID", "2025-03-11", "2025-03-20"),
        ("2025-W10-WE", None, "2025-03-08", "2025-03-09"),
        ("2025-WI", None, "2025-12-01", "2026-02-28"),
        ("2026/2028", None, "2026-01-01", "2028-12-31"),
    ],
)
def test_a_value_spans_days_and_a_part_of_it_a_third(
    value: str, mod: str | None, first: str, last: str
) -> None:
    assert days(value, mod) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "value", ["P3Y", "XXXX-04", "2025-13", "2025-02-30", "0000", "9999-WI", "2028/2026", "x"]
)
def test_what_is_no_value_has_no_days(value: str) -> None:
    assert days(value) is None


@pytest.mark.parametrize(
    ("reference", "rel", "value"),
    [
        ("2026", "-1Y", "2025"),
        ("2026", "-1M", None),
        ("2026-01", "-1M", "2025-12"),
        ("2026-01-05", "-1W", "2026-W01"),
        ("2026-01-05", "+1Q", "2026-Q2"),
        ("9999-12-31", "+1D", None),
        ("2026", "P3Y", None),
    ],
)
def test_an_offset_is_taken_as_far_as_the_reference_is_precise(
    reference: str, rel: str, value: str | None
) -> None:
    assert shift(reference, rel) == value


def test_words_around_a_day_or_a_length_belong_to_it() -> None:
    assert words("He said so earlier Wednesday.", Kind.DATE) == ["earlier Wednesday"]
    assert words("A four-year-long war goes on.", Kind.DATE) == ["four-year-long"]
    fields = ("value", "rel")
    assert values("Duties go up over the next six to 12 months.", Kind.DATE, fields) == [
        ("next six to 12 months", "P6M/P12M", "+6M/+12M")
    ]
