"""What the reader says of facts is kept, and applied wherever facts are shown."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from techdep_tui.core.articles.load import read_article
from techdep_tui.core.collection import Collection
from techdep_tui.core.facts.corrections import apply, corrected, entries_of, rejected
from techdep_tui.core.facts.extract import extract
from techdep_tui.core.facts.model import Certainty, Fact, Kind
from techdep_tui.core.facts.record import to_record
from tests.core.all_kinds import TEXT, facts_of
from tests.core.factory import make_article, make_fact

SEEDS = Path(__file__).parents[2] / "seeds"
ARTICLE = make_article(TEXT)
FACTS = facts_of(ARTICLE)


def the(kind: Kind) -> Fact:
    return next(fact for fact in FACTS if fact.kind is kind)


def kept(*facts: Fact) -> dict[str, str]:
    return {key: text for key, text in entries_of(ARTICLE, facts).items() if text is not None}


def test_without_corrections_facts_are_what_they_were() -> None:
    assert apply(ARTICLE, FACTS, {}) == FACTS


def test_a_rejected_fact_stays_and_says_so() -> None:
    facts = apply(ARTICLE, FACTS, kept(rejected(the(Kind.MONEY))))
    assert [fact for fact in facts if fact.is_rejected] == [rejected(the(Kind.MONEY))]
    assert len(facts) == len(FACTS)


@pytest.mark.parametrize("kind", Kind)
def test_what_is_kept_of_a_correction_gives_the_corrected_fact_again(kind: Kind) -> None:
    fact = the(kind)
    for mine in (
        corrected(fact, kind, {"mod": "~", "name": "Another", "via": None}),
        corrected(fact, Kind.EVENT, {"name": "Another", "date": "2020"}),
        rejected(corrected(fact, Kind.QUOTE, {"speaker": "Another"})),
    ):
        assert mine in apply(ARTICLE, FACTS, kept(mine))


def test_a_corrected_fact_is_sure_and_knows_what_it_was() -> None:
    fact = replace(the(Kind.MONEY), certainty=Certainty.LIKELY, why="so it seems")
    mine = corrected(fact, Kind.MONEY, {"amount": 6e9, "subject": "Acme"})
    assert mine.norm == {**fact.norm, "amount": 6e9}
    assert (mine.certainty, mine.why, mine.subject) == (Certainty.CERTAIN, "", "Acme")
    assert mine.found == fact


def test_a_second_correction_adds_to_the_first_and_knows_what_was_found() -> None:
    first = corrected(the(Kind.PERSON), Kind.PERSON, {"name": "A. Berg"})
    second = corrected(first, Kind.PERSON, {"role": "director"})
    assert second.norm == {"name": "A. Berg", "role": "director", "org": "Northern Chips"}
    assert second.found == the(Kind.PERSON)
    back = corrected(corrected(first, Kind.ORG, {"name": "Berg"}), Kind.PERSON, {"name": "Berg"})
    assert back.norm["role"] == "head", "of its own kind it has again what was found"


def test_of_another_kind_a_fact_has_the_fields_filled_in_and_no_others() -> None:
    mine = corrected(the(Kind.MONEY), Kind.PERCENT, {"value": 5})
    assert mine.norm == {"value": 5, "unit": "%"}
    assert mine.subject is None
    assert corrected(the(Kind.MONEY), Kind.ORG, {"name": "Five"}).subject is None


def test_a_correction_back_to_what_was_found_is_none() -> None:
    mine = corrected(the(Kind.MONEY), Kind.MONEY, {"amount": 6e9})
    back = corrected(mine, Kind.MONEY, {"amount": 5e9})
    assert back == the(Kind.MONEY)
    assert list(entries_of(ARTICLE, [back]).values()) == [None]


def test_what_is_kept_names_the_kind_the_characters_of_the_file_and_their_text() -> None:
    ((key, text),) = kept(corrected(the(Kind.MONEY), Kind.MONEY, {"amount": 6e9})).items()
    start = TEXT.index("$5bn")
    assert key == f"money:{start}:{start + 4}"
    assert json.loads(text) == {"text": "$5bn", "kind": "money", "fields": {"amount": 6e9}}


def test_a_correction_finds_its_fact_in_bounds_that_have_changed() -> None:
    entries = kept(rejected(the(Kind.QUANTITY)))
    wider = make_fact(ARTICLE, Kind.QUANTITY, "had 40 plants", {"value": 40})
    assert apply(ARTICLE, [wider], entries)[0].is_rejected
    halves = [make_fact(ARTICLE, Kind.QUANTITY, words, {}) for words in ("40", "plants")]
    assert not any(fact.is_rejected for fact in apply(ARTICLE, halves, entries)), "which of the two is open"
    other = make_fact(ARTICLE, Kind.ORG, "40 plants", {"name": "40"})
    assert not apply(ARTICLE, [other], entries)[0].is_rejected


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("money:1:2", "not JSON"),
        ("money:1", "{}"),
        ("gold:1:2", '{"text": "n"}'),
        ("money:a:b", '{"text": "n"}'),
        ("money:1:2", "[]"),
        ("money:1:2", '{"text": "n", "kind": "gold"}'),
        ("money:1:2", '{"text": "n", "kind": "money", "fields": {"amount": NaN}}'),
        ("money:1:2", '{"text": "n", "kind": "money", "fields": {"amount": {}}}'),
        ("money:1:2", "[" * 100_000),
    ],
)
def test_what_makes_no_sense_is_left_alone(key: str, text: str) -> None:
    assert apply(ARTICLE, FACTS, {key: text}) == FACTS


def test_a_correction_of_another_text_is_left_alone() -> None:
    ((key, text),) = kept(rejected(the(Kind.MONEY))).items()
    assert apply(ARTICLE, FACTS, {key: text.replace("$5bn", "$6bn")}) == FACTS


def test_the_characters_are_those_of_the_file_also_where_the_text_was_cleaned() -> None:
    (path,) = SEEDS.glob("003_*")
    article = read_article(path)
    facts = extract(article)
    entries = {key: text or "" for key, text in entries_of(article, map(rejected, facts)).items()}
    for (key, text), fact in zip(entries.items(), facts, strict=True):
        kind, start, end = key.split(":")
        assert kind == fact.kind
        assert article.raw[int(start) : int(end)] == json.loads(text)["text"]
    assert all(fact.is_rejected for fact in apply(article, facts, entries))


def test_a_collection_leaves_out_what_is_rejected_unless_asked(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("One\n\nIt cost $5 million and $6 million.\n", encoding="utf-8")
    entries: dict[str, str] = {}
    collection = Collection([tmp_path], corrections_of=lambda _digest: entries)
    collection.load()
    (article,) = collection.each_article()
    first, second = collection.facts(article)
    entries |= {key: text or "" for key, text in entries_of(article, [rejected(first)]).items()}
    assert collection.facts(article) == (second,)
    assert collection.facts(article, with_rejected=True) == (rejected(first), second)
    entries.clear()
    assert collection.facts(article) == (first, second)


def test_a_record_says_what_is_the_readers() -> None:
    record = to_record(ARTICLE, rejected(corrected(the(Kind.MONEY), Kind.MONEY, {"amount": 6e9})))
    assert record["by"] == "reader"
    assert record["rejected"] is True
    assert record["norm"]["amount"] == 6e9
    assert not {"by", "rejected"} & set(to_record(ARTICLE, the(Kind.MONEY)))


@pytest.mark.parametrize("is_before", [True, False], ids=["corrected before", "corrected while it is open"])
def test_a_search_finds_what_is_corrected_and_not_what_was_rejected(tmp_path: Path, is_before: bool) -> None:
    (tmp_path / "one.txt").write_text("One\n\nIt cost $5 million and $6 million.\n", encoding="utf-8")
    (tmp_path / "two.txt").write_text("Two\n\nIt cost $5 million, too.\n", encoding="utf-8")
    entries: dict[str, str] = {}
    collection = Collection([tmp_path], corrections_of=lambda digest: entries if digest == one.digest else {})
    collection.load()
    one = collection.find("one.txt")
    collection.index()
    if not is_before:
        collection.index_facts()
    first, second = collection.facts(one)
    mine = [rejected(first), corrected(second, Kind.MONEY, {"amount": 7e6})]
    entries |= {key: text or "" for key, text in entries_of(one, mine).items()}
    if is_before:
        collection.index_facts()
    else:
        collection.facts_changed([one.digest])

    def found(query: str) -> list[str]:
        return [collection.get(hits.article_id).path.name for hits in collection.search(query).by_article]

    assert found("money:5mn") == ["two.txt"]
    assert found("money:6mn") == []
    assert found("money:7mn") == ["one.txt"]
    entries.clear()
    collection.facts_changed([one.digest])
    assert sorted(found("money:5mn")) == ["one.txt", "two.txt"]
    assert found("money:7mn") == []
