"""Money, percentages, quantities and measurements in running text."""

from __future__ import annotations

import pytest

from techdep_tui.core.facts.model import Kind
from tests.core.reading_facts import found, values, words


@pytest.mark.parametrize(
    ("text", "span", "amount", "currency"),
    [
        ("It will invest only RUB250bn there.", "RUB250bn", 250e9, "RUB"),
        ("It cost $3.26bn.", "$3.26bn", 3.26e9, "USD"),
        ("They paid 250 billion rubles.", "250 billion rubles", 250e9, "RUB"),
        ("A 1.2 mln dlrs loan.", "1.2 mln dlrs", 1.2e6, "USD"),
        ("A 25-mln-dlr loan.", "25-mln-dlr", 25e6, "USD"),
        ("He owes A$2.10 a share.", "A$2.10", 2.1, "AUD"),
        ("The plant cost Rs 500 crore.", "Rs 500 crore", 5e9, "INR"),
        ("A deal of ₹5 lakh crore.", "₹5 lakh crore", 5e12, "INR"),
        ("It sold for 259.7m euros.", "259.7m euros", 259.7e6, "EUR"),
        ("It raised £5m.", "£5m", 5e6, "GBP"),
        ("A $36 m house.", "$36 m", 36e6, "USD"),
        ("It lost ¥30 billion.", "¥30 billion", 30e9, "JPY"),
        ("It borrowed 40 billion Swiss francs.", "40 billion Swiss francs", 40e9, "CHF"),
        ("A gain of 25 cents.", "25 cents", 0.25, "USD"),
        ("It sold half a million dollars' worth.", "half a million dollars", 5e5, "USD"),
        ("A €105\u202fbn loan.", "€105\u202fbn", 105e9, "EUR"),
        ("It has 500 million U.S. dollars.", "500 million U.S. dollars", 5e8, "USD"),
        ("The fund holds 100€.", "100€", 100, "EUR"),
    ],
)
def test_money_is_read_however_it_is_written(text: str, span: str, amount: float, currency: str) -> None:
    ((read, value, code),) = values(text, Kind.MONEY, ["amount", "currency"])
    assert (read, code) == (span, currency)
    assert value == pytest.approx(amount)


@pytest.mark.parametrize(
    "text",
    [
        "The $ sign is bare.",
        "It has 900 dollar-billionaires.",
        "They met at COP26 in 2021.",
        "TOP 10 lists and TRY 3 times.",
        "He has private cash.",
        "They won 5 games and 3 sets.",
    ],
)
def test_what_has_no_currency_is_no_money(text: str) -> None:
    assert words(text, Kind.MONEY) == []


def test_pounds_are_money_only_where_the_text_tells() -> None:
    assert words("It weighs 300 pounds.", Kind.MONEY) == []
    assert words("It weighs 300 pounds.", Kind.MEASUREMENT) == ["300 pounds"]
    assert words("It costs 300 pounds sterling.", Kind.MONEY) == ["300 pounds sterling"]
    assert words("It made £2m, then 300 pounds.", Kind.MONEY) == ["£2m", "300 pounds"]


@pytest.mark.parametrize(
    ("text", "span", "mod"),
    [
        ("It spent almost $14bn there.", "almost $14bn", "~"),
        ("It spent more than $14bn there.", "more than $14bn", ">"),
        ("It spent at least $14bn there.", "at least $14bn", ">="),
        ("It spent less than $14bn there.", "less than $14bn", "<"),
        ("It spent up to $14bn there.", "up to $14bn", "<="),
        ("It spent $14bn or more there.", "$14bn or more", ">="),
        ("It spent only $14bn there.", "$14bn", "="),
    ],
)
def test_a_qualifier_belongs_to_the_amount_and_only_does_not(text: str, span: str, mod: str) -> None:
    assert values(text, Kind.MONEY, ["mod"]) == [(span, mod)]


def test_a_range_is_one_amount_and_a_change_is_two() -> None:
    fields = ["amount", "max"]
    assert values("A bid of $5-6 billion came.", Kind.MONEY, fields) == [("$5-6 billion", 5e9, 6e9)]
    assert values("A bid of $5 million to $6 million came.", Kind.MONEY, fields) == [
        ("$5 million to $6 million", 5e6, 6e6)
    ]
    assert words("The share rose $5 to $38.25 today.", Kind.MONEY) == ["$5", "$38.25"]
    assert words("It fell from $8 to $5 a share.", Kind.MONEY) == ["$8", "$5"]


@pytest.mark.parametrize(
    ("text", "span", "value", "mod"),
    [
        ("It took over 90% of it.", "over 90%", 90, ">"),
        ("A yield of 4-1/2 pct.", "4-1/2 pct", 4.5, "="),
        ("It fell 2.5 per cent.", "2.5 per cent", 2.5, "="),
        ("About one half of them left.", "About one half", 50, "~"),
        ("Some two-thirds of the firms left.", "Some two-thirds", 66.67, "~"),
        ("A quarter of the firms left.", "A quarter", 25, "="),
        ("Hiring fell by a fifth in May.", "a fifth", 20, "="),
        ("More than half the firms left.", "More than half", 50, ">"),
        ("Its 97.3%-owned unit.", "97.3%", 97.3, "="),
    ],
)
def test_percentages_and_fractions_of_a_whole(text: str, span: str, value: float, mod: str) -> None:
    assert values(text, Kind.PERCENT, ["value", "mod"]) == [(span, value, mod)]


@pytest.mark.parametrize(
    "text",
    [
        "The third quarter was bad.",
        "In the first half of the game nothing happened.",
        "It took half an hour.",
        "He made a third attempt.",
        "Half a million people came.",
    ],
)
def test_ordinals_and_other_halves_are_no_fractions(text: str) -> None:
    assert words(text, Kind.PERCENT) == []


def test_a_percentage_range_is_one_and_a_change_from_to_is_two() -> None:
    fields = ["value", "max", "elliptic"]
    assert values("Between 5 and 10 percent left.", Kind.PERCENT, fields) == [
        ("5 and 10 percent", 5, 10, None)
    ]
    assert values("It is 25 percent to 30 percent.", Kind.PERCENT, fields) == [
        ("25 percent to 30 percent", 25, 30, None)
    ]
    assert values("It rose from 5 to 10 percent.", Kind.PERCENT, fields) == [
        ("5", 5, None, True),
        ("10 percent", 10, None, None),
    ]


def test_a_year_before_a_percentage_stays_a_year() -> None:
    text = "It was 66.5 pct in 1986 and 77.5 pct in 1985."
    assert words(text, Kind.PERCENT) == ["66.5 pct", "77.5 pct"]
    assert words(text, Kind.DATE) == ["1986", "1985"]


@pytest.mark.parametrize(
    ("text", "span", "value", "unit"),
    [
        ("It had 96mn monthly users.", "96mn monthly users", 96e6, "user"),
        ("It holds more than 50 different foreign-made components, they say.",
         "more than 50 different foreign-made components", 50, "component"),
        ("The top 30 channels on it.", "30 channels", 30, "channel"),
        ("Some 1.4 million people came.", "Some 1.4 million people", 1.4e6, "person"),
        ("They sent 5m letters home.", "5m letters", 5e6, "letter"),
        ("Three Russian and Chinese companies won.", "Three Russian and Chinese companies", 3, "company"),
        ("A dozen countries joined.", "A dozen countries", 12, "country"),
        ("It has a 12-person board.", "12-person", 12, "person"),
        ("A two-bedroom flat.", "two-bedroom", 2, "bedroom"),
        ("It asked 17 intelligence agencies' heads.", "17 intelligence agencies", 17, "agency"),
        ("It met at least six times.", "at least six times", 6, "time"),
        ("They hired 200 or more workers.", "200 or more workers", 200, "worker"),
        ("It has 150 000 employees.", "150 000 employees", 150_000, "employee"),
    ],
)  # fmt: skip
def test_a_quantity_runs_from_its_qualifier_to_the_noun_it_counts(
    text: str, span: str, value: float, unit: str
) -> None:
    assert values(text, Kind.QUANTITY, ["value", "unit"]) == [(span, value, unit)]


@pytest.mark.parametrize(
    "text",
    [
        "One of the firms left.",
        "They won 3-2 on Article 5 and page 7.",
        "The MS-21, the Kh-101 and 1C are products.",
        "He is 45 and she is a 30-year-old.",
        "It grew three times as much.",
        "The Group of Seven met at 9:30 a.m.",
        "See 2.1.3 and 24/7 and #5 and foo_7.",
        "The 2019 earnings were good.",
        "The march to zero continues.",
        "It grounded its 737 Max 8 planes.",
    ],
)
def test_scores_labels_ages_names_and_times_are_no_quantities(text: str) -> None:
    assert words(text, Kind.QUANTITY) == []


@pytest.mark.parametrize(
    ("text", "span", "value", "unit"),
    [
        ("They lost 10 of the companies.", "10", 10, "company"),
        ("They sold 10,000 of their 50,000 H20 GPUs.", "10,000", 10_000, "gpu"),
        ("At least 12 were killed there.", "At least 12", 12, "person"),
        ("It grew from 10 to 15 plants.", "10", 10, "plant"),
        ("The blast killed 48 people and injured 15.", "15", 15, "person"),
        ("Of the 21 banks, 16 are state-owned.", "16", 16, "bank"),
        ("They fired 20 senior generals in 2022, including 6 from the air force.", "6", 6, "general"),
    ],
)
def test_a_number_alone_counts_where_its_noun_is_understood(
    text: str, span: str, value: float, unit: str
) -> None:
    assert (span, value, unit, True) in values(text, Kind.QUANTITY, ["value", "unit", "elliptic"])


def test_a_large_number_shares_the_unit_that_it_is_compared_with() -> None:
    text = "Exports rose to 1.2 billion dlrs from 1.1 billion in 1986."
    assert values(text, Kind.MONEY, ["amount", "currency"]) == [
        ("1.2 billion dlrs", 1.2e9, "USD"),
        ("1.1 billion", 1.1e9, "USD"),
    ]


def test_a_share_by_two_numbers_is_a_fraction() -> None:
    fields = ["value", "form"]
    assert values("Nearly one in five people left.", Kind.PERCENT, fields) == [
        ("Nearly one in five", 20, "fraction")
    ]
    assert words("Nearly one in five people left.", Kind.QUANTITY) == []


def test_a_range_of_things_is_one_quantity() -> None:
    fields = ["value", "max", "unit"]
    assert values("It has 10 to 15 plants.", Kind.QUANTITY, fields) == [("10 to 15 plants", 10, 15, "plant")]
    assert values("They have two or three children.", Kind.QUANTITY, fields) == [
        ("two or three children", 2, 3, "child")
    ]


@pytest.mark.parametrize(
    ("text", "span", "value", "unit", "kind"),
    [
        ("It makes 90-nanometre (nm) chips.", "90-nanometre", 90, "nm", "process_node"),
        ("It is in the sub-10nm range of chips.", "sub-10nm", 10, "nm", "process_node"),
        ("The wave is 400 nm long.", "400 nm", 400, "nm", "length"),
        ("A town 25 miles from it.", "25 miles", 25, "[mi_i]", "length"),
        (
            "It pumps 1.4 million barrels per day.",
            "1.4 million barrels per day",
            1.4e6,
            "[bbl_us]/d",
            "volume_rate",
        ),
        ("A 100MW plant.", "100MW", 100, "MW", "power"),
        ("It used 1,500 GWh last year.", "1,500 GWh", 1500, "GW.h", "energy"),
        ("It holds 64GB of data.", "64GB", 64, "GBy", "data"),
        ("About 3 mln tonnes of grain.", "About 3 mln tonnes", 3e6, "t", "mass"),
        ("It sold 3 tonnes a month.", "3 tonnes a month", 3, "t/mo", "mass_rate"),
        ("It sold 3 tonnes a month ago.", "3 tonnes", 3, "t", "mass"),
        ("It sends 55 bcm of gas.", "55 bcm", 55e9, "m3", "volume"),
        ("A field 10m wide.", "10m", 10, "m", "length"),
    ],
)
def test_measurements_carry_ucum_units(text: str, span: str, value: float, unit: str, kind: str) -> None:
    ((read, number, code, sort),) = values(text, Kind.MEASUREMENT, ["value", "unit", "kind"])
    assert (read, code, sort) == (span, unit, kind)
    assert number == pytest.approx(value)


def test_a_number_may_borrow_the_unit_of_the_next() -> None:
    fields = ["value", "unit", "elliptic"]
    assert values("Chips shrink from 90 to 14 nm now.", Kind.MEASUREMENT, fields) == [
        ("90", 90, "nm", True),
        ("14 nm", 14, "nm", None),
    ]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("WhatsApp is popular. According to the data, it had 96mn monthly users.", "WhatsApp"),
        ("Max, on the other hand, had 48mn monthly users.", "Max"),
        ("In 2024, the US invested almost $14bn in plants.", "United States"),
        ("Over 70% of all phone stations were replaced.", "phone stations"),
        ("It wants to drop the 15% tariffs on steel.", "tariffs"),
        ("They plan to cut their stake in Acme to 44.95%.", "stake in Acme"),
        ("Analysts had expected earnings of $1.14 a share.", "earnings"),
        ("They agreed to buy Acme, a chip maker, for $35 billion.", "Acme"),
        ("The town of Zelenograd, 25 miles from Moscow, makes chips.", "Zelenograd"),
        ("Acme shares rose 6%, while those of Bolt fell 7%.", "Bolt"),
        ("Revenue, as expected, climbed 3.3%.", "Revenue"),
    ],
)
def test_the_subject_of_the_last_number_is_found_where_the_text_tells_it(text: str, subject: str) -> None:
    kinds = (Kind.MONEY, Kind.PERCENT, Kind.QUANTITY, Kind.MEASUREMENT)
    facts = [fact for kind in kinds for _, fact in found(text, kind)]
    assert max(facts, key=lambda fact: fact.start).subject == subject


def test_a_number_without_a_clause_has_no_subject() -> None:
    ((_, fact),) = found("5% more", Kind.PERCENT)
    assert fact.subject is None


def test_a_slogan_counts_nothing() -> None:
    assert words('The "one country, two systems" formula holds.', Kind.QUANTITY) == []


def test_a_number_of_a_city_is_that_of_its_people() -> None:
    assert values("A city of 12.6 million.", Kind.QUANTITY, ("unit",)) == [("12.6 million", "person")]


def test_the_newswires_short_form_of_dollars_is_money() -> None:
    assert values("They pay 100 mln dls.", Kind.MONEY, ("currency",)) == [("100 mln dls", "USD")]


def test_as_much_as_is_an_upper_bound_and_a_little_over_a_lower_one() -> None:
    assert values("It takes as much as 50% of it.", Kind.PERCENT, ("mod",)) == [("as much as 50%", "<=")]
    assert values("It has a little over $230.", Kind.MONEY, ("mod",)) == [("a little over $230", ">")]
