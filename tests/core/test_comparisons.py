"""Comparisons in running text: changes, one thing set against another, ranks."""

from __future__ import annotations

import pytest

from techdep_tui.core.facts.model import Kind
from tests.core.reading_facts import found, values, words


@pytest.mark.parametrize(
    ("text", "span", "sign"),
    [
        ("Shares of Bolt fell 5.3 percent on Friday.", "Shares of Bolt fell 5.3 percent on Friday", "-"),
        ("Output rose to 30 million tonnes, said Bolt.", "Output rose to 30 million tonnes", "+"),
        (
            "Sales came in at $2 billion, up 24% from May.",
            "Sales came in at $2 billion, up 24% from May",
            "+",
        ),
        ("Bolt said exports dropped by a third.", "exports dropped by a third", "-"),
        ("The toll has doubled since May.", "The toll has doubled since May", "+"),
        (
            "Bolt, which makes cars, lost 4% and Nut, its rival, gained 3%.",
            "Bolt, which makes cars, lost 4%",
            "-",
        ),
        ("Rates are 2 percent higher.", "Rates are 2 percent higher", "+"),
        ("Bolt reported a 5% rise in sales.", "Bolt reported a 5% rise in sales", "+"),
        (
            "Growth slows while imports, from metals to oil, jumped 9%.",
            "imports, from metals to oil, jumped 9%",
            "+",
        ),
        ("It trades well, with exports rising to $3 billion.", "exports rising to $3 billion", "+"),
        ("It asked Bolt to cut its stake to 44% from 70%.", "cut its stake to 44% from 70%", "-"),
        ("The storm wiped $2 billion from its value.", "The storm wiped $2 billion from its value", "-"),
        ("Bolt, Nut, and Gear rose 3%.", "Bolt, Nut, and Gear rose 3%", "+"),
    ],
)
def test_a_change_is_the_clause_with_its_number(text: str, span: str, sign: str) -> None:
    first = values(text, Kind.COMPARISON, ["kind", "dir"])[0]
    assert first == (span, "change", sign)


def test_a_change_tells_its_numbers() -> None:
    text = "Income fell by 7% to $228 million from $245 million."
    ((_, fact),) = found(text, Kind.COMPARISON)
    assert fact.norm["delta"] == "7%"
    assert (fact.norm["to"], fact.norm["from"], fact.norm["unit"]) == (228e6, 245e6, "USD")
    assert fact.norm["left"] == "Income"


@pytest.mark.parametrize(
    "text",
    [
        "He gained control of 15 ministries.",
        "Bolt raised $5 million from a fund.",
        "Small firms make up 41% of the market.",
        "They lined up another $60 billion in tariffs.",
        "Prices are rising.",
        "It faces a shortfall of 27 tonnes.",
        "It set a growth target of 5 percent.",
        "He doubled down on his 5 claims.",
    ],
)
def test_what_moves_by_no_number_is_no_change(text: str) -> None:
    assert words(text, Kind.COMPARISON) == []


@pytest.mark.parametrize(
    ("text", "span", "sign"),
    [
        ("Rents are higher than in Paris.", "Rents are higher than in Paris", "+"),
        (
            "Russian firms were slower compared with others.",
            "Russian firms were slower compared with others",
            "-",
        ),
        (
            "The country was way behind the West in chips — sadly.",
            "The country was way behind the West in chips",
            "-",
        ),
        ("Mir has overtaken Visa as the top card.", "Mir has overtaken Visa as the top card", "+"),
        (
            "Bolt's sales topped analysts' estimates, helped by cars.",
            "Bolt's sales topped analysts' estimates",
            "+",
        ),
        ("It has twice as many plants as Nut.", "It has twice as many plants as Nut", "+"),
        ("Wages do not keep pace with prices.", "Wages do not keep pace with prices", "-"),
        ("Bolt loses to Nut.", "Bolt loses to Nut", "-"),
        (
            "Unlike other states, Dubai does not tax fuel.",
            "Unlike other states, Dubai does not tax fuel",
            "-",
        ),
        (
            "Bolt has 5,000 cars, while Nut has 6,000 cars.",
            "Bolt has 5,000 cars, while Nut has 6,000 cars",
            "-",
        ),
        ("Inflation is at 5%, below many other countries.", "below many other countries", "-"),
        ("It sold 30 cars, more than any other maker.", "more than any other maker", "+"),
    ],
)
def test_one_thing_is_set_against_another(text: str, span: str, sign: str) -> None:
    assert values(text, Kind.COMPARISON, ["kind", "dir"]) == [(span, "versus", sign)]


def test_an_aside_sets_a_clause_against_the_number_before() -> None:
    text = "Bolt had 96 million users. Nut, on the other hand, had 48 million users."
    spans = values(text, Kind.COMPARISON, ["kind", "dir"])
    assert spans == [("Nut, on the other hand, had 48 million users", "versus", "-")]
    text = "Bolt spent $3 billion. By comparison, Nut spent $14 billion, and for Gear, that was $50 billion."
    ((words_found, *_),) = values(text, Kind.COMPARISON, ["kind"])
    assert words_found == "By comparison, Nut spent $14 billion, and for Gear, that was $50 billion"


def test_what_is_compared_with_an_earlier_time_is_a_change() -> None:
    text = "Prices are higher than last year."
    assert values(text, Kind.COMPARISON, ["kind", "dir"]) == [(text[:-1], "change", "+")]
    text = "Results were better than expected in July."
    assert values(text, Kind.COMPARISON, ["kind"]) == [(text[:-1], "versus")]


@pytest.mark.parametrize(
    "text",
    [
        "He waited for more than 150 years.",
        "It is no more than a dream.",
        "It was done rather than said.",
        "Police behind bars met ahead of the summit.",
        "A paper trail provides clues.",
        "He told the New York Times that it rained.",
        "While it rained he slept.",
        "These are not the first times that it rained.",
    ],
)
def test_idioms_and_qualifiers_compare_nothing(text: str) -> None:
    assert words(text, Kind.COMPARISON) == []


@pytest.mark.parametrize(
    ("text", "span", "sign"),
    [
        ("It has the largest reserves in the world, he said.", "largest reserves in the world", "+"),
        ("It bought the world's third-largest steel maker.", "world's third-largest steel maker", "+"),
        (
            "Steel has been the fastest growing sector of the economy.",
            "Steel has been the fastest growing sector of the economy",
            "+",
        ),
        (
            "It gains from Bolt being the strongest maker in town.",
            "Bolt being the strongest maker in town",
            "+",
        ),
        ("It opens its largest plant in Ghana on October 1.", "its largest plant in Ghana", "+"),
        ("It fears the weakest pace since 1990.", "weakest pace since 1990", "-"),
        ("Prices fell to a 16-month low.", "Prices fell to a 16-month low", "-"),
        ("Rents hit a record last summer.", "Rents hit a record last summer", "+"),
        ("It moved a record number of passengers.", "record number of passengers", "+"),
        ("It met the leaders of the world's two largest economies.", "world's two largest economies", "+"),
        ("The drop was most pronounced in May.", "The drop was most pronounced in May", "+"),
    ],
)
def test_a_rank_is_the_noun_phrase_and_with_be_the_clause(text: str, span: str, sign: str) -> None:
    assert values(text, Kind.COMPARISON, ["kind", "dir"]) == [(span, "rank", sign)]


@pytest.mark.parametrize(
    "text",
    [
        "It needs the largest room.",
        "Most people left.",
        "It was the latest of many talks.",
        "China's top diplomat left.",
        "This is the worst-case scenario of all.",
        "At least it is the best way to go.",
        "It set a record of sorts.",
    ],
)
def test_a_superlative_without_scope_is_no_rank(text: str) -> None:
    assert words(text, Kind.COMPARISON) == []


def test_a_rank_may_lie_in_a_change_but_not_in_a_contrast() -> None:
    text = "Revenue of Bolt's second-biggest business rose 3 percent."
    assert words(text, Kind.COMPARISON) == [text[:-1], "Bolt's second-biggest business"]
    text = "Bolt has overtaken Nut as the largest maker in the country."
    assert words(text, Kind.COMPARISON) == [text[:-1]]


def test_a_rank_is_about_the_name_that_it_stands_beside() -> None:
    text = "He spoke of Germany, the largest economy in Europe, on Friday."
    ((_, fact),) = found(text, Kind.COMPARISON)
    assert fact.norm["left"] == "Germany"
    assert fact.norm["right"] == "in Europe"


def test_a_title_is_one_clause() -> None:
    text = "Bolt Tops Estimates for Sales, Profit on Car Rebound"
    assert words(text, Kind.COMPARISON) == ["Bolt Tops Estimates for Sales"]
