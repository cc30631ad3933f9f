"""Plans in running text: promises, targets, deadlines, forecasts."""

from __future__ import annotations

import pytest

from techdep_tui.core.facts.model import Kind
from tests.core.reading_facts import found, values, words

DATE = "2020-05-05"


@pytest.mark.parametrize(
    ("text", "span", "kind", "due"),
    [
        (
            "Bolt plans to build a plant by 2025, he said.",
            "Bolt plans to build a plant by 2025",
            "deadline",
            "2025-12-31",
        ),
        ("Bolt said it plans to sell cars next year.", "plans to sell cars next year", "plan", "2021-12-31"),
        (
            "They will start flying next month in Ghana.",
            "They will start flying next month",
            "plan",
            "2020-06-30",
        ),
        (
            "At the end of the year, we will leave.",
            "At the end of the year, we will leave",
            "plan",
            "2020-12-31",
        ),
        (
            "A list is expected to be ready by July 2020.",
            "A list is expected to be ready by July 2020",
            "deadline",
            "2020-07-31",
        ),
        (
            "Under the law, due later this year, taxes rise.",
            "the law, due later this year",
            "deadline",
            "2020-12-31",
        ),
        (
            "The sanctions take effect in June and cover oil.",
            "The sanctions take effect in June",
            "plan",
            "2020-06-30",
        ),
        (
            "Nobody sees growth slowing to 6 percent in 2021.",
            "growth slowing to 6 percent in 2021",
            "forecast",
            "2021-12-31",
        ),
        ("It could end next week.", "It could end next week", "forecast", "2020-05-17"),
        (
            "It may take ten years for them to leave.",
            "It may take ten years for them to leave",
            "forecast",
            "2030-12-31",
        ),
        (
            "He fears a scheduled June 15 rise in duties.",
            "scheduled June 15 rise in duties",
            "plan",
            "2020-06-15",
        ),
        (
            "Its target is to have 70% of its chips by 2023.",
            "target is to have 70% of its chips by 2023",
            "target",
            "2023-12-31",
        ),
        (
            "Is Bolt preparing to leave by the end of the year?",
            "leave by the end of the year",
            "deadline",
            "2020-12-31",
        ),
    ],
)
def test_a_plan_goes_from_its_subject_or_word_to_the_time(text: str, span: str, kind: str, due: str) -> None:
    assert values(text, Kind.PLAN, ["kind", "due"], DATE) == [(span, kind, due)]


@pytest.mark.parametrize(
    ("text", "span", "value", "unit"),
    [
        ("Bolt will spend $5 million there.", "Bolt will spend $5 million there", 5e6, "USD"),
        ("It must pay its target of 5 percent.", "target of 5 percent", 5, "%"),
        ("Bolt vowed to hire 300 workers.", "Bolt vowed to hire 300 workers", 300, "worker"),
        (
            "The deal requires Bolt to cut its stake to 44%.",
            "The deal requires Bolt to cut its stake to 44%",
            44,
            "%",
        ),
    ],
)
def test_a_number_alone_makes_a_plan_of_a_promise(text: str, span: str, value: float, unit: str) -> None:
    assert values(text, Kind.PLAN, ["value", "unit"]) == [(span, value, unit)]


@pytest.mark.parametrize(
    "text",
    [
        "Bolt will win.",
        "It is working on a law.",
        "Bolt would have left in 2021.",
        "It could cost $5 million.",
        "It fell due to strikes in May.",
        "Sales were better than expected in May.",
        "It will lift the 15% tariffs.",
        "It will lift tariffs imposed on Friday.",
        "It said on Wednesday it will leave.",
        "May 15 will be remembered.",
        "It will study the 2021 budget.",
        "A plan to leave was made in 2015.",
        "He takes five men.",
        "Sales topped forecasts in June.",
        "Bolt has sanction-target lists of 5 firms.",
        "Nothing will change, May said in June.",
        "Monday's events will change it.",
        "It will not change its second quarter forecast.",
        "It was estimated to be worth $5 million.",
        "It would target seven officials.",
        "Bolt plans and builds 5 cars.",
    ],
)
def test_what_names_no_time_ahead_and_no_goal_is_no_plan(text: str) -> None:
    assert words(text, Kind.PLAN, DATE) == []


def test_a_plan_in_an_article_without_date_has_an_offset() -> None:
    assert values("It will end within two years.", Kind.PLAN, ["due", "rel"])[0][1:] == (None, "+2Y")
    assert values("It will end next year.", Kind.PLAN, ["due", "rel"])[0][1:] == (None, "+1Y")
    assert values("It will end in June.", Kind.PLAN, ["due", "rel"])[0][1:] == ("XXXX-06-30", None)
    text = "Sales will be $5 million in the current quarter."
    assert values(text, Kind.PLAN, ["rel", "value"])[0][1:] == ("0Q", 5e6)


def test_two_plans_may_be_joined() -> None:
    text = "Output could rise to 5 tonnes within two years and reach 9 tonnes within a decade."
    assert values(text, Kind.PLAN, ["rel", "value"]) == [
        ("Output could rise to 5 tonnes within two years", "+2Y", 5),
        ("reach 9 tonnes within a decade", "+1DE", 9),
    ]


def test_a_task_takes_the_time_of_its_programme() -> None:
    text = "It has a strategy until 2030, which sets tasks: growing, reducing imports from 90% to 5%."
    assert values(text, Kind.PLAN, ["kind", "due", "value"]) == [
        ("reducing imports from 90% to 5%", "target", "2030-12-31", 5)
    ]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Bolt Corp. builds cars. The company plans to build 300 trucks by 2025.", "Bolt Corp."),
        ("The deal requires Germany to cut its stake to 44%.", "Germany"),
        ("Nobody sees growth slowing to 6 percent.", "growth"),
        ("Germany will build 300 trucks.", "Germany"),
    ],
)
def test_a_plan_says_who_must_deliver(text: str, actor: str) -> None:
    ((_, fact),) = found(text, Kind.PLAN)
    assert fact.norm["actor"] == actor


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Bolt will build 300 trucks by 2025.", "plan"),
        ("Sales will be $5 million.", "forecast"),
        ("Sales will rise to $5 million by 2025.", "forecast"),
        ("The list must be ready by 2025.", "deadline"),
    ],
)
def test_what_will_move_is_forecast_and_what_must_be_done_has_a_deadline(text: str, kind: str) -> None:
    assert [value for _, value in values(text, Kind.PLAN, ["kind"])] == [kind]
