"""Persons, organisations, places and products, and which mentions are of the same."""

from __future__ import annotations

import pytest

from techdep_tui.core.facts import lexicon
from techdep_tui.core.facts.model import Certainty, Kind
from tests.core.reading_facts import found, values, words

PERSON, ORG, PLACE, PRODUCT = Kind.PERSON, Kind.ORG, Kind.PLACE, Kind.PRODUCT


@pytest.mark.parametrize(
    ("text", "kind", "names"),
    [
        ("The plan of Ingrid Solberg failed.", PERSON, ["Ingrid Solberg"]),
        ("It was Mr. Quandt who left.", PERSON, ["Quandt"]),
        ("They met Senator Tolliver yesterday.", PERSON, ["Tolliver"]),
        ("She saw Ludwig van der Berg there.", PERSON, ["Ludwig van der Berg"]),
        ("The guest, Major General He Ping, left.", PERSON, ["He Ping"]),
        ("It was Liu He who spoke.", PERSON, ["Liu He"]),
        ("They named George W. Mercer as judge.", PERSON, ["George W. Mercer"]),
        ("It sued Mark Christian over it.", PERSON, ["Mark Christian"]),
        ("They fear that Nancy Abbott will go.", PERSON, ["Nancy Abbott"]),
        ("It went to Vardex Inc. last week.", ORG, ["Vardex Inc."]),
        ("It went to Vardex, Inc., last week.", ORG, ["Vardex, Inc."]),
        ("The Ministry of Industry and Trade agreed.", ORG, ["Ministry of Industry and Trade"]),
        ("The commerce ministry agreed.", ORG, ["commerce ministry"]),
        ("The ministry of industry and trade agreed.", ORG, ["ministry of industry and trade"]),
        ("The F.B.I. agreed.", ORG, ["F.B.I."]),
        ("The U.S. Treasury Department agreed.", ORG, ["U.S. Treasury Department"]),
        ("The Chinese Foreign Ministry agreed.", ORG, ["Foreign Ministry"]),
        ("The Harbin School of Economics agreed.", ORG, ["Harbin School of Economics"]),
        ("The Securities and Exchange Commission agreed.", ORG, ["Securities and Exchange Commission"]),
        ("The Center for Rural and Urban Studies agreed.", ORG, ["Center for Rural and Urban Studies"]),
        ("The Center for the Study of Trade agreed.", ORG, ["Center for the Study of Trade"]),
        ("They joined the New Jersey Dental Association.", ORG, ["New Jersey Dental Association"]),
        ("They met in Kyiv and in the West.", PLACE, ["Kyiv", "West"]),
        ("They flew from Springfield, Illinois, home.", PLACE, ["Springfield", "Illinois"]),
        ("They went to St. Petersburg. It rained.", PLACE, ["St. Petersburg"]),
        ("They chose plan B. The North Korean side left New Zealand.", PLACE, ["New Zealand"]),
        ("NEW YORK (AP) - It began.", PLACE, ["NEW YORK"]),
        ("The US-China dispute went on.", PLACE, ["US", "China"]),
        ("The London-based club left.", PLACE, ["London"]),
        ("WASHINGTON (AP) - It began.", PLACE, ["WASHINGTON"]),
        ("They watched it on YouTube.", PRODUCT, ["YouTube"]),
        ("They sank the USS Samuel Quint again.", PRODUCT, ["USS Samuel Quint"]),
        ("They fired a Zx-70 missile.", PRODUCT, ["Zx-70"]),
        ("They sold more iPhones there.", PRODUCT, ["iPhones"]),
        ("They launched Falcon 9 and a Boeing 737 MAX again.", PRODUCT, ["Falcon 9", "Boeing 737 MAX"]),
        ("The iPhone 99 Max cost 5 million.", PRODUCT, ["iPhone 99 Max"]),
    ],
)
def test_names_are_found_without_what_does_not_belong_to_them(
    text: str, kind: Kind, names: list[str]
) -> None:
    assert words(text, kind) == names


@pytest.mark.parametrize(
    "text",
    [
        "Russian officials and Western experts met Muslims.",
        "But investors sold. However, shares rose. Analysts had said so.",
        "On Monday in March the President met the Prime Minister.",
        "The World War and the Clean Air Act are past.",
        "Satellite Communications is a field.",
        "See https://example.org/AbCd12Xy for more.",
    ],
)
def test_capitals_alone_make_no_names(text: str) -> None:
    assert [words(text, kind) for kind in (PERSON, ORG, PLACE, PRODUCT)] == [[], [], [], []]


def test_a_party_and_state_behind_a_name_are_no_name() -> None:
    assert words("Sen. Tolliver (D-Md.) spoke, as did Rep. Gruber, R-Utah, there.", ORG) == []


def test_a_place_within_another_name_is_none() -> None:
    assert words("The Kyiv School of Economics agreed.", PLACE) == []


def test_a_surname_stands_for_the_full_name_wherever_that_is() -> None:
    text = "Solberg paid. Later Ingrid Solberg left, and Solberg's son came."
    assert values(text, PERSON, ["name"]) == [
        ("Solberg", "Ingrid Solberg"),
        ("Ingrid Solberg", "Ingrid Solberg"),
        ("Solberg", "Ingrid Solberg"),
    ]


def test_an_ordinary_word_is_a_name_where_the_article_makes_it_one() -> None:
    assert words("Susan Rice left. Rice said so.", PERSON) == ["Susan Rice", "Rice"]
    assert words("Rice is cheap.", PERSON) == []


def test_short_forms_and_abbreviations_share_the_fullest_name_of_an_organisation() -> None:
    text = "The Office of Harbour Safety Control (OHSC) agreed. OHSC paid Vardex Group Ltd. Vardex left."
    assert values(text, ORG, ["name"]) == [
        ("Office of Harbour Safety Control", "Office of Harbour Safety Control"),
        ("OHSC", "Office of Harbour Safety Control"),
        ("OHSC", "Office of Harbour Safety Control"),
        ("Vardex Group Ltd.", "Vardex Group Ltd."),
        ("Vardex", "Vardex Group Ltd."),
    ]


def test_the_other_names_of_an_organisation_are_kept() -> None:
    ((_, full), *_) = found("The Office of Harbour Safety Control (OHSC) agreed.", ORG)
    assert full.norm["aka"] == ("OHSC",)


def test_names_of_countries_have_one_form_and_a_code() -> None:
    text = "The U.S., the US and America agreed with Britain."
    assert values(text, PLACE, ["name", "kind", "iso3166"]) == [
        ("U.S.", "United States", "country", "US"),
        ("US", "United States", "country", "US"),
        ("America", "United States", "country", "US"),
        ("Britain", "United Kingdom", "country", "GB"),
    ]


@pytest.mark.parametrize(
    ("text", "role", "org"),
    [
        ("It was Ana Petrova, CEO of Vardex Inc., who left.", "CEO", "Vardex Inc."),
        ("It was Ana Petrova, an analyst at Vardex Inc., who left.", "analyst", "Vardex Inc."),
        ("It was Ana Petrova, Vardex Inc.'s chief executive, who left.", "chief executive", "Vardex Inc."),
        ("They asked Rosatom head Ana Petrova about it.", "head", "Rosatom"),
        ("They asked Russia's President Ana Petrova about it.", "President", "Russia"),
        ("They asked Russian President Ana Petrova about it.", "President", "Russia"),
        ("They asked Russian singer Ana Petrova about it.", "singer", None),
        ("They asked Sen. Ana Petrova about it.", "Sen.", None),
        ("They asked Mrs. Ana Petrova about it.", None, None),
        ("Vardex Inc. fell. The company's boss Ana Petrova left.", "boss", "Vardex Inc."),
        ("They asked the chairman of Vardex Inc. Ana Petrova.", "chairman", "Vardex Inc."),
        ("They asked Vardex Inc.'s Ana Petrova about it.", None, "Vardex Inc."),
        ("It was Ana Petrova, who heads Vardex Inc., that left.", None, "Vardex Inc."),
        ("They praised Ana Petrova, saying she was a good boss.", None, None),
        ("They asked Trade Secretary Ana Petrova about it.", "Trade Secretary", None),
        ("They asked former deputy minister of trade Ana Petrova.", "former deputy minister of trade", None),
        ("They asked Ana Petrova of Vardex Inc. about it.", None, "Vardex Inc."),
        ("They asked Ana Petrova about it.", None, None),
    ],
)
def test_a_person_has_the_role_that_is_written_at_the_name(
    text: str, role: str | None, org: str | None
) -> None:
    assert values(text, PERSON, ["role", "org"]) == [("Ana Petrova", role, org)]


def test_a_headline_is_read_by_the_light_of_the_body() -> None:
    text = "# Solberg Slams Plans For More Farms\n\nIngrid Solberg, 61, said no to it."
    assert [written for written, _ in found(text, PERSON)] == ["Solberg", "Ingrid Solberg"]


def test_the_readers_own_names_are_known_too() -> None:
    text = "They bought Quorble and QBL there."
    assert words(text, PRODUCT) == []
    try:
        lexicon.use({"products": {"software": "Quorble | QBL\n"}})
        assert words(text, PRODUCT) == ["Quorble", "QBL"]
    finally:
        lexicon.use({})
    assert words(text, PRODUCT) == []


@pytest.mark.parametrize(
    "text", ["Tehran said no.", "They accused Tehran of it.", "Tehran's refusal was clear."]
)
def test_a_capital_that_acts_is_its_government(text: str) -> None:
    assert values(text, ORG, ["name", "kind"]) == [("Tehran", "Tehran", "government")]


@pytest.mark.parametrize(
    "text", ["They met in Tehran.", "Tehran's streets are full.", "She left Tehran again."]
)
def test_a_capital_where_something_is_or_happens_is_a_place(text: str) -> None:
    assert words(text, PLACE) == ["Tehran"]


def test_a_name_whose_kind_is_not_plain_is_not_certain() -> None:
    ((_, known), (_, guessed)) = found("They met Vladimir Putin. It was Zorin Quallo.", PERSON)
    assert (known.certainty, guessed.certainty) == (Certainty.CERTAIN, Certainty.DOUBTFUL)
