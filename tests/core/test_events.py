"""Sanctions, wars, laws, policies, meetings and other events in running text."""

from __future__ import annotations

import pytest

from techdep_tui.core.facts import lexicon
from techdep_tui.core.facts.model import Kind
from tests.core.reading_facts import values, words


@pytest.mark.parametrize(
    ("text", "span", "kind"),
    [
        ("Now the sanctions bite.", "sanctions", "sanction"),
        (
            "They want new U.S. financial sanctions on Iran soon.",
            "new U.S. financial sanctions on Iran",
            "sanction",
        ),
        ("The bank is on a sanctions list since then.", "sanctions list", "sanction"),
        ("They put export controls in place.", "export controls", "sanction"),
        ("He fled after Russia's invasion of Ukraine began.", "Russia's invasion of Ukraine", "conflict"),
        ("Nobody wins a trade war with China.", "trade war with China", "conflict"),
        ("The Senate passed the Inflation Reduction Act.", "Inflation Reduction Act", "law"),
        ("It was banned under the Magnitsky Act.", "Magnitsky Act", "law"),
        ("A new law on foreign agents is near.", "new law on foreign agents", "law"),
        ("It left the Iran nuclear deal early.", "Iran nuclear deal", "policy"),
        ("A crackdown on online games is near.", "crackdown on online games", "policy"),
        ("At a joint press conference, they smiled.", "joint press conference", "meeting"),
        ("It was her meeting with Angela Merkel.", "meeting with Angela Merkel", "meeting"),
        ("Polls show the French presidential election is close.", "French presidential election", "other"),
        ("Prices fell in the financial crisis.", "financial crisis", "other"),
        ("Not since World War II have so many fled.", "World War II", "conflict"),
    ],
)
def test_an_event_is_its_head_with_the_words_that_belong_to_it(text: str, span: str, kind: str) -> None:
    assert values(text, Kind.EVENT, ["kind"]) == [(span, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "They want an end to the war.",
        "The talks broke down over a deal.",
        "The court found war crimes in Syria.",
        "A Russian law firm took the case.",
        "The president told Congress to act.",
        "After meeting with Angela Merkel, he left.",
        "She asked Bill Clinton for help.",
        "He would have to deal with China.",
        "She teaches at the Harvard School of Law.",
        "His attack on Nancy Pelosi was rude.",
    ],
)
def test_a_bare_noun_or_a_verb_is_no_event(text: str) -> None:
    assert words(text, Kind.EVENT) == []


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("The 2014 annexation of Crimea shocked them.", "annexation of Crimea"),
        ("Tough sanctions against Russia imposed later failed.", "sanctions against Russia"),
        ("The crippling Western sanctions work.", "Western sanctions"),
        ("Thursday's summit with Japan failed.", "summit with Japan"),
        ("A Monday meeting with Angela Merkel failed.", "meeting with Angela Merkel"),
        ("The United States re-imposed trade sanctions.", "re-imposed trade sanctions"),
        ("The war in Ukraine in 2022 changed that.", "war in Ukraine"),
    ],
)
def test_leading_dates_evaluation_and_participles_stay_outside(text: str, span: str) -> None:
    assert words(text, Kind.EVENT) == [span]


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ('They hold the "phase one" trade deal for dead.', '"phase one" trade deal'),
        ("A U.S.-China trade deal is near.", "U.S.-China trade deal"),
        ("He denies Russian interference in the 2016 election.", "Russian interference in the 2016 election"),
        (
            "Curbs hit Kremlin-backed firms: sanctions on Kremlin-backed media.",
            "sanctions on Kremlin-backed media",
        ),
        ("It is a ban on exports of chips to China.", "ban on exports of chips to China"),
        ("A war between Iran and Israel is near.", "war between Iran and Israel"),
        (
            "They cite the Foreign Trade and Shipping Act of 1978 often.",
            "Foreign Trade and Shipping Act of 1978",
        ),
        ("He joined talks with Mr. Putin's aides.", "talks with Mr. Putin's aides"),
    ],
)
def test_a_phrase_goes_on_over_quotes_hyphens_years_and_links(text: str, span: str) -> None:
    assert words(text, Kind.EVENT) == [span]


def test_in_a_headline_a_capital_makes_no_word_a_part_of_the_event() -> None:
    assert words("Senators Urge Leaders To Tighten Sanctions Against Syria", Kind.EVENT) == [
        "Sanctions Against Syria"
    ]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("The 2008 financial crisis hurt.", "2008"),
        ("The financial crisis of 2008 hurt.", "2008"),
        ("Western sanctions, which were imposed in 2014, hurt.", "2014"),
        ("The financial crisis hurt. He left in 2008.", None),
        ("After two years of Western sanctions it broke.", None),
    ],
)
def test_a_date_right_by_the_event_is_its_date(text: str, date: str | None) -> None:
    ((_, found),) = values(text, Kind.EVENT, ["date"])
    assert found == date


def test_a_named_event_keeps_its_date_through_the_article() -> None:
    text = "The Gulf War of 1991 was short. The Gulf War cost much."
    assert [date for _, date in values(text, Kind.EVENT, ["date"])] == ["1991", "1991"]


@pytest.mark.parametrize("name", ["heads", "names"])
def test_no_event_stands_twice_in_the_lists_and_each_has_a_kind(name: str) -> None:
    entries = list(lexicon.entries(lexicon.read("events")[name]))
    forms = [form for entry in entries for form in entry[0].split(", ")]
    assert sorted(form for form in set(forms) if forms.count(form) > 1) == []
    assert {entry[1] for entry in entries} <= {"sanction", "conflict", "law", "policy", "meeting", "other"}
