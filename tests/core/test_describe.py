"""Facts of every kind in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.facts.corrections import corrected, rejected
from techdep_tui.core.facts.describe import introduction, remark, short, words_of
from techdep_tui.core.facts.model import Certainty, Fact, Kind, Scalar
from tests.core.all_kinds import TEXT, facts_of
from tests.core.factory import make_article, make_fact

ARTICLE = make_article(TEXT)
FACTS = facts_of(ARTICLE)
RANK: dict[str, Scalar] = {"kind": "rank", "left": "NC-7", "right": "chips", "dir": "+"}
CHANGE: dict[str, Scalar] = {"kind": "change", "left": "node", "dir": "-", "from": 90, "to": 14, "unit": "nm"}


def the(kind: Kind, words: str = "") -> Fact:
    return next(fact for fact in FACTS if fact.kind is kind and words in words_of(fact, ARTICLE))


@pytest.mark.parametrize(
    ("kind", "words", "told"),
    [
        (Kind.PERSON, "Anna", "Anna Berg, head, Northern Chips"),
        (Kind.ORG, "Fjord", "Fjord Times (media)"),
        (Kind.ORG, "Harbour", "Harbour Institute"),
        (Kind.PLACE, "Norway", "Norway (NO)"),
        (Kind.PRODUCT, "NC-7", "NC-7 (processor)"),
        (Kind.MONEY, "", "$5bn"),
        (Kind.DATE, "next", "next year"),
        (Kind.DATE, "May", "May 2021"),
        (Kind.EVENT, "", "Oslo Accord (law, 2021)"),
        (Kind.QUOTE, "", "Anna Berg, via Fjord Times: “We will double output next year”"),
        (Kind.STATEMENT, "", "Anna Berg said: the firm had 40 plants in Norway"),
        (
            Kind.PLAN,
            "",
            "by 2030-12-31 · Northern Chips · plans to ship the NC-7 processor by 2030",
        ),
        (Kind.COMPARISON, "imports", "imports: down by 7% · imports fell by 7%"),
        (Kind.COMPARISON, "faster", "NC-7: more than NC-5 · It is faster than the older NC-5"),
    ],
)
def test_every_kind_has_a_short_form(kind: Kind, words: str, told: str) -> None:
    assert short(the(kind, words), ARTICLE) == told


@pytest.mark.parametrize(
    ("kind", "norm", "told"),
    [
        (Kind.STATEMENT, {"source": "Mediascope", "cue": "according to"}, "according to Mediascope: Anna"),
        (Kind.STATEMENT, {"source": None, "cue": None}, "Anna"),
        (Kind.QUOTE, {"speaker": None}, "“Anna”"),
        (Kind.PLAN, {"rel": "+2Y", "value": 70, "unit": "%"}, "due 2 years later · 70% · Anna"),
        (Kind.PLAN, {"rel": "0Y", "value": 250e9, "unit": "RUB"}, "due in the same year · 250bn RUB · Anna"),
        (Kind.COMPARISON, RANK, "NC-7: ranks first among chips · Anna"),
        (Kind.COMPARISON, CHANGE, "node: down from 90 to 14 nm · Anna"),
        (Kind.PLACE, {"name": "Geneva", "kind": "city", "iso3166": "CH"}, "Geneva (city, CH)"),
        (Kind.PERSON, {"name": "Ann Lee", "role": "head of Acme", "org": "Acme"}, "Ann Lee, head of Acme"),
        (Kind.EVENT, {"name": "reforms", "kind": "other", "date": "199"}, "reforms (1990s)"),
        (Kind.PLAN, {"due": "XXXX-WXX-4TAF"}, "by Thursday afternoon · Anna"),
        (Kind.PLAN, {"due": "XXXX-04-30"}, "by 30 April · Anna"),
        (Kind.EVENT, {"name": "talks", "date": "XXXX-05"}, "talks (May)"),
        (Kind.COMPARISON, {"kind": "versus", "left": "NC-7", "dir": "-"}, "NC-7: less · Anna"),
        (Kind.COMPARISON, {"left": "NC-7", "right": "NC-5"}, "NC-7: compared with NC-5 · Anna"),
        (Kind.DATE, {"value": "PXY", "rel": "-PXY"}, "Anna"),
        (Kind.DATE, {"value": "2025", "rel": "-1Y", "mod": "END"}, "Anna (late 2025)"),
    ],
)  # fmt: skip
def test_what_is_missing_or_unusual_is_told_in_words(kind: Kind, norm: dict[str, Scalar], told: str) -> None:
    assert short(make_fact(ARTICLE, kind, "Anna", norm), ARTICLE) == told


def test_what_stands_between_the_parts_of_a_fact_is_left_out() -> None:
    fact = the(Kind.STATEMENT)
    cut = replace(fact, parts=(Span(fact.start, fact.start + 8), Span(fact.end - 9, fact.end)))
    assert short(cut, ARTICLE) == "Anna Berg said: the firm … in Norway"


def test_the_worth_of_a_fact_is_said_in_words() -> None:
    fact = the(Kind.MONEY)
    assert remark(fact) == ""
    assert (
        remark(replace(fact, why="counted from the article's date"))
        == "inferred: counted from the article's date"
    )
    assert remark(replace(fact, certainty=Certainty.LIKELY)) == "likely"
    assert remark(the(Kind.PRODUCT, "NC-5")) == "doubtful: named only once"
    mine = corrected(fact, Kind.MONEY, {"amount": 6e9})
    assert remark(mine) == "yours"
    assert remark(rejected(mine)) == "rejected by you"


def test_a_corrected_number_shows_its_value_instead_of_the_words() -> None:
    mine = corrected(the(Kind.MONEY), Kind.MONEY, {"amount": 6.5e9, "max": 7e9, "mod": "~"})
    assert short(mine, ARTICLE) == "about 6.5bn to 7bn USD"
    assert introduction(mine) == "about 6.5bn to 7bn USD"


@pytest.mark.parametrize(
    ("kind", "words", "told"),
    [
        (Kind.PERSON, "Anna", "Anna Berg, head, Northern Chips"),
        (Kind.ORG, "Fjord", "Fjord Times"),
        (Kind.EVENT, "", "Oslo Accord (law, 2021)"),
        (Kind.QUOTE, "", "Anna Berg, quoted by Fjord Times"),
        (Kind.STATEMENT, "", "Anna Berg"),
        (Kind.PLAN, "", "Northern Chips, by 2030-12-31"),
        (Kind.COMPARISON, "imports", "imports: down by 7%"),
        (Kind.MONEY, "", ""),
        (Kind.DATE, "May", ""),
    ],
)
def test_a_sentence_is_introduced_by_who_says_or_does_what(kind: Kind, words: str, told: str) -> None:
    assert introduction(the(kind, words)) == told


@pytest.mark.parametrize("kind", Kind)
def test_a_fact_without_any_value_is_still_told(kind: Kind) -> None:
    fact = make_fact(ARTICLE, kind, "Anna Berg", {})
    assert "Anna Berg" in short(fact, ARTICLE)
    introduction(fact)
