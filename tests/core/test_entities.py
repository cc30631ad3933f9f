"""Mentions of one thing are one."""

from __future__ import annotations

import pytest

from techdep_tui.core.articles.model import Article
from techdep_tui.core.facts.corrections import rejected
from techdep_tui.core.facts.entities import Entity, merge
from techdep_tui.core.facts.model import Certainty, Fact, Kind, Scalar
from tests.core.all_kinds import TEXT, facts_of
from tests.core.factory import make_article, make_fact

SAID_TWICE = "Acme paid $50bn. Then Acme and Acme Corp paid $50bn again, and over $50bn to the Bolt."
ARTICLE = make_article(SAID_TWICE)
USD: dict[str, Scalar] = {"amount": 50e9, "currency": "USD", "mod": "="}


def merged(*facts: Fact, article: Article = ARTICLE) -> list[Entity]:
    return list(merge(article, facts))


def money(nth: int, subject: str | None = None, **more: Scalar) -> Fact:
    return make_fact(ARTICLE, Kind.MONEY, "$50bn", USD | more, nth=nth, subject=subject)


def org(words: str, nth: int = 0, **norm: Scalar) -> Fact:
    return make_fact(ARTICLE, Kind.ORG, words, norm, nth=nth)


def test_an_amount_said_twice_is_one_with_two_mentions() -> None:
    (entity,) = merged(money(0), money(1))
    assert [mention.start for mention in entity.mentions] == [
        SAID_TWICE.index("$50bn"),
        SAID_TWICE.index("$50bn again"),
    ]
    assert entity.fact.start == entity.mentions[0].start


def test_another_qualifier_currency_or_range_is_another_amount() -> None:
    assert len(merged(money(0), money(1, mod=">"))) == 2
    assert len(merged(money(0), money(1, currency="EUR"))) == 2
    assert len(merged(money(0), money(1, max=60e9))) == 2


def test_the_same_number_of_another_subject_is_another_fact() -> None:
    assert len(merged(money(0, "Acme"), money(1, "Bolt"))) == 2
    assert len(merged(money(0, "Acme"), money(1, "the ACME"))) == 1


def test_a_number_without_a_subject_belongs_to_the_others_only_where_they_agree() -> None:
    (entity,) = merged(money(0), money(1, "Acme"))
    assert entity.fact.subject == "Acme"
    assert len(merged(money(0), money(1, "Acme"), money(2, "Bolt"))) == 3


def test_a_name_has_its_fullest_form_and_what_any_mention_tells() -> None:
    first = make_fact(ARTICLE, Kind.PERSON, "Acme", {"name": "acme  corp", "role": None})
    second = make_fact(ARTICLE, Kind.PERSON, "Acme Corp", {"name": "The Acme Corp", "role": "head"})
    (entity,) = merged(first, second)
    assert entity.fact.norm == {"name": "The Acme Corp", "role": "head"}


def test_another_name_that_belongs_to_one_thing_leads_to_it() -> None:
    short, long = org("Acme", name="Acme"), org("Acme Corp", name="Acme Corp", aka=("Acme",))
    (entity,) = merged(short, long)
    assert entity.fact.norm["name"] == "Acme Corp"
    other = org("Bolt", name="Bolt", aka=("Acme",))
    assert len(merged(short, long, other)) == 3, "a name that two things have leads to neither"


def test_a_name_is_not_that_of_a_thing_of_another_kind() -> None:
    product = make_fact(ARTICLE, Kind.PRODUCT, "Acme", {"name": "Acme"})
    assert len(merged(org("Acme", name="Acme"), product)) == 2


def test_events_of_one_name_are_told_apart_by_their_dates() -> None:
    def event(nth: int, date: str | None) -> Fact:
        return make_fact(ARTICLE, Kind.EVENT, "Acme", {"name": "Western sanctions", "date": date}, nth=nth)

    assert len(merged(event(0, "2014"), event(1, "2022"))) == 2
    (entity,) = merged(event(0, None), event(1, "2022"))
    assert entity.fact.norm["date"] == "2022"


def test_dates_are_one_by_their_value_and_vague_ones_by_their_words() -> None:
    article = make_article("In 2025, last year, for many years, in recent years and for many years.")

    def date(words: str, nth: int = 0, **norm: Scalar) -> Fact:
        return make_fact(article, Kind.DATE, words, {"timex": "DATE", "mod": None, **norm}, nth=nth)

    explicit, relative = date("2025", value="2025"), date("last year", value="2025", rel="-1Y")
    assert len(merged(explicit, relative, article=article)) == 1
    vague = [
        date("many years", value="PXY"),
        date("recent years", value="PXY"),
        date("many years", 1, value="PXY"),
    ]
    assert [len(entity.mentions) for entity in merged(*vague, article=article)] == [2, 1]


def test_clauses_are_one_where_who_and_words_are_the_same() -> None:
    article = make_article('Ann said "It works." Later Ann said “it works” again; Bob said "It works."')

    def quote(words: str, speaker: str, nth: int = 0) -> Fact:
        return make_fact(article, Kind.QUOTE, words, {"speaker": speaker}, nth=nth)

    facts = [quote('"It works."', "Ann"), quote("“it works”", "Ann"), quote('"It works."', "Bob", 1)]
    assert [len(entity.mentions) for entity in merged(*facts, article=article)] == [2, 1]


def test_plans_without_a_number_are_told_apart_by_their_words() -> None:
    article = make_article("By 2030 Acme will sell cars and Acme will build ships.")
    norm: dict[str, Scalar] = {"actor": "Acme", "due": "2030-12-31"}
    facts = [
        make_fact(article, Kind.PLAN, words, norm)
        for words in ("Acme will sell cars", "Acme will build ships")
    ]
    assert len(merged(*facts, article=article)) == 2
    with_target = [
        make_fact(article, Kind.PLAN, fact_words, norm | {"value": 7}) for fact_words in ("sell", "build")
    ]
    assert len(merged(*with_target, article=article)) == 1


def test_a_rejected_mention_stands_apart() -> None:
    facts = merged(money(0), rejected(money(1)))
    assert [entity.fact.is_rejected for entity in facts] == [False, True]


def test_one_thing_is_as_sure_as_its_surest_mention() -> None:
    doubtful = make_fact(
        ARTICLE, Kind.ORG, "Acme", {"name": "Acme"}, certainty=Certainty.DOUBTFUL, why="stands alone"
    )
    (entity,) = merged(doubtful, org("Acme", 1, name="Acme"))
    assert entity.fact.certainty is Certainty.CERTAIN
    assert not entity.fact.why


def test_the_kinds_and_mentions_of_a_whole_text() -> None:
    article = make_article(TEXT)
    facts = facts_of(article)
    assert {fact.kind for fact in facts} == set(Kind)
    entities = merge(article, facts)
    assert sum(len(entity.mentions) for entity in entities) == len(facts)
    assert [entity.mentions[0].start for entity in entities] == sorted(e.mentions[0].start for e in entities)
    counts = {str(e.fact.norm.get("name")): len(e.mentions) for e in entities if e.fact.norm.get("name")}
    assert counts["Northern Chips"] == 4
    assert counts["Anna Berg"] == 3


@pytest.mark.parametrize("kind", Kind)
def test_a_fact_without_any_value_is_still_one_thing(kind: Kind) -> None:
    assert len(merged(make_fact(ARTICLE, kind, "Acme", {}))) == 1
