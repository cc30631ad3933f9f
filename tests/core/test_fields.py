"""What a reader types for the fields of a fact."""

from __future__ import annotations

import pytest

from techdep_tui.core.errors import CorrectionError
from techdep_tui.core.facts.fields import FIELDS, as_typed, fill_in, parse_kind
from techdep_tui.core.facts.model import Fact, Kind, Scalar
from tests.core.all_kinds import TEXT, facts_of
from tests.core.factory import make_article, make_fact

ARTICLE = make_article(TEXT)
FACTS = facts_of(ARTICLE)


def the(kind: Kind) -> Fact:
    return next(fact for fact in FACTS if fact.kind is kind)


def filled(of: Kind, /, **typed: str) -> dict[str, Scalar]:
    fact = the(of)
    return fill_in(fact, of, as_typed(fact) | typed)


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: f"{fact.kind}-{fact.start}")
def test_what_is_left_as_it_was_changes_nothing(fact: Fact) -> None:
    assert fill_in(fact, fact.kind, as_typed(fact)) == {}


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("14bn", 14e9),
        ("3.5 million", 3.5e6),
        ("1,200", 1200),
        ("250000000000", 250e9),
        ("-7", -7),
        ("0.1", 0.1),
    ],
)
def test_numbers_may_be_written_as_a_reader_writes_them(typed: str, number: float) -> None:
    assert filled(Kind.MONEY, amount=typed) == {"amount": number}


@pytest.mark.parametrize(
    ("kind", "field", "typed", "expected"),
    [
        (Kind.MONEY, "amount", "a lot", "1200, 3.5 or 14bn"),
        (Kind.MONEY, "amount", "9" * 400, "1200, 3.5 or 14bn"),
        (Kind.MONEY, "currency", "dollars", "USD"),
        (Kind.MONEY, "mod", "circa", "=, ~"),
        (Kind.DATE, "value", "soon", "2026-07-15"),
        (Kind.DATE, "value", "2026-13", "2026-07-15"),
        (Kind.DATE, "value", "2026/2027/2028", "2026-07-15"),
        (Kind.PLAN, "due", "P3Y", "2026-12-31"),
        (Kind.PLACE, "iso3166", "Norway", "RU"),
        (Kind.ORG, "kind", "firm", "company"),
        (Kind.COMPARISON, "dir", "up", "+, -"),
        (Kind.PERSON, "name", "  ", "any words"),
        (Kind.QUANTITY, "unit", "", "any words"),
    ],
)
def test_a_wrong_field_says_what_is_expected(kind: Kind, field: str, typed: str, expected: str) -> None:
    with pytest.raises(CorrectionError) as caught:
        filled(kind, **{field: typed})
    assert caught.value.field == field
    assert expected in str(caught.value)
    assert str(caught.value).endswith(".")


def test_a_kind_is_told_by_its_name() -> None:
    assert parse_kind(" Person ") is Kind.PERSON
    with pytest.raises(CorrectionError, match="person, org, place"):
        parse_kind("human")


def test_a_date_brings_its_days_and_a_plan_the_last_day_of_its_period() -> None:
    assert filled(Kind.DATE, value="2026-02") == {
        "value": "2026-02",
        "timex": "DATE",
        "start": "2026-02-01",
        "end": "2026-02-28",
    }
    assert filled(Kind.DATE, value="p3y") == {"value": "P3Y", "timex": "DURATION", "start": None, "end": None}
    assert filled(Kind.DATE, value="xxxx-wxx-4taf")["value"] == "XXXX-WXX-4TAF"
    assert filled(Kind.DATE, value="P5Y/P10Y")["value"] == "P5Y/P10Y"
    assert filled(Kind.PLAN, due="XXXX-WXX-4") == {"due": "XXXX-WXX-4"}
    assert filled(Kind.PLAN, due="2031-06") == {"due": "2031-06-30"}


def test_a_field_can_be_emptied() -> None:
    date = next(fact for fact in FACTS if fact.norm.get("value") == "2021-05")
    assert fill_in(date, Kind.DATE, {"value": ""}) == {"value": None, "start": None, "end": None}
    assert filled(Kind.PERSON, role="") == {"role": None}


def test_a_number_has_a_subject_beside_its_value() -> None:
    assert as_typed(the(Kind.QUANTITY))["subject"] == "Northern Chips"
    assert filled(Kind.QUANTITY, subject="Southern Chips") == {"subject": "Southern Chips"}


def test_for_another_kind_all_fields_that_get_a_value_count() -> None:
    assert fill_in(the(Kind.PERSON), Kind.ORG, {"name": "Berg", "kind": ""}) == {"name": "Berg"}


def test_what_was_found_in_an_unknown_form_can_stay_while_another_field_changes() -> None:
    odd = make_fact(ARTICLE, Kind.DATE, "May 2021", {"value": "2021-05-03T14:30", "mod": "ODD"})
    with pytest.raises(CorrectionError):
        fill_in(odd, Kind.DATE, as_typed(odd) | {"value": "May"})
    assert fill_in(odd, Kind.DATE, as_typed(odd) | {"mod": "end"})["mod"] == "END"


def test_control_characters_in_what_is_typed_go() -> None:
    assert str(filled(Kind.PERSON, name="Ann\x1b[2J Lee")["name"]).isprintable()


def test_every_kind_can_be_filled_in() -> None:
    assert set(FIELDS) == set(Kind)
