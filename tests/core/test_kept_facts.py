"""Facts as bytes, in the cache, and out of another process: the same facts come back, damage is no harm."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from techdep_tui.core import collected_facts
from techdep_tui.core.articles.model import Article
from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.collected_facts import CollectedFacts
from techdep_tui.core.collection import Collection
from techdep_tui.core.fact_entries import fact_entries
from techdep_tui.core.facts.cache import FactCache, key_of
from techdep_tui.core.facts.elsewhere import Extractor, ProcessGoneError
from techdep_tui.core.facts.extract import extract
from techdep_tui.core.facts.model import Certainty, Fact, Kind
from techdep_tui.core.facts.store import UnreadableFactsError, facts_as_bytes, read_facts
from techdep_tui.core.search.fact_terms import KINDS
from tests.core.factory import make_article

TEXT = "The plant cost $2bn in 2020. It makes 40,000 wafers a month, 12% more than before."
VERSION = b"some program"

FULL = Fact(
    Kind.STATEMENT,
    3,
    9,
    {"source": "Acme", "aka": ("A", "B"), "value": 1.5, "is": None, "so": True},
    Span(0, 20),
    None,
    "Acme",
    "the file's date",
    Certainty.LIKELY,
    (Span(3, 5), Span(7, 9)),
)


@pytest.fixture
def article() -> Article:
    return make_article(TEXT, "2021-05-01")


@pytest.fixture
def cache_file(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "facts.sqlite"


@pytest.fixture
def fact_cache(cache_file: Path) -> Iterator[FactCache]:
    with closing(FactCache(cache_file)) as opened:
        yield opened


def test_facts_come_back_from_their_bytes_as_they_were(article: Article) -> None:
    facts = (*extract(article), FULL)
    assert len(facts) > 3
    assert read_facts(facts_as_bytes(facts)) == facts


@pytest.mark.parametrize(
    "rows",
    [
        None,
        {"a": 1},
        [1],
        [["money", 1, 2]],
        [["colour", 1, 2, {}, 0, 3, None, None, "", "certain", []]],
        [["money", "1", 2, {}, 0, 3, None, None, "", "certain", []]],
        [["money", 1, 2, [], 0, 3, None, None, "", "certain", []]],
        [["money", 1, 2, {}, 0, 3, None, None, "", "certain", [[1]]]],
        [["money", 1, 2, {}, 0, 3, 1.5, None, "", "certain", []]],
        [["money", 1, 2, {}, 0, 3, None, "\x1b[2J", "", "certain", []]],
        [["money", 1, 2, {}, 0, 3, None, "\u202e", "", "certain", []]],
        [["money", 1, 2, {}, 0, 3, None, "\b", "", "certain", []]],
    ],
)
def test_other_bytes_are_no_facts(rows: object) -> None:
    with pytest.raises(UnreadableFactsError):
        read_facts(zlib.compress(json.dumps(rows).encode()))


@pytest.mark.parametrize("data", [b"", b"no zlib", zlib.compress(b"[" * 100_000), zlib.compress(b"\xff")])
def test_bytes_that_are_no_json_are_no_facts(data: bytes) -> None:
    with pytest.raises(UnreadableFactsError):
        read_facts(data)


def test_a_backslash_in_a_fact_is_no_harm() -> None:
    fact = replace(FULL, norm={"path": "C:\\users\\b"})
    assert read_facts(facts_as_bytes((fact,))) == (fact,)


def test_the_cache_gives_back_what_it_was_given(fact_cache: FactCache, article: Article) -> None:
    key = key_of(article, VERSION)
    assert fact_cache.get(key) is None
    fact_cache.put([(key, facts_as_bytes((FULL,)))])
    assert fact_cache.get(key) == (FULL,)


def test_the_key_changes_with_all_that_facts_depend_on(article: Article) -> None:
    keys = {
        key_of(article, VERSION),
        key_of(article, b"a later program"),
        key_of(make_article(TEXT + " More.", "2021-05-01"), VERSION),
        key_of(make_article(TEXT, "2021-05-02"), VERSION),
        key_of(replace(article, blocks=()), VERSION),
    }
    assert len(keys) == 5
    assert key_of(make_article(TEXT, "2021-05-01"), VERSION) in keys


@pytest.mark.parametrize("content", [b"no database at all" * 100, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_broken_cache_is_made_anew(cache_file: Path, content: bytes) -> None:
    cache_file.parent.mkdir()
    cache_file.write_bytes(content)
    with closing(FactCache(cache_file)) as opened:
        opened.put([(b"k" * 16, facts_as_bytes((FULL,)))])
        assert opened.get(b"k" * 16) == (FULL,)


def test_a_database_of_somebody_else_gives_no_facts(cache_file: Path) -> None:
    cache_file.parent.mkdir()
    with closing(sqlite3.connect(cache_file)) as other, other:
        other.execute("CREATE TABLE facts (key, data)")
        other.execute("INSERT INTO facts VALUES (?, ?)", (b"k" * 16, b"theirs"))
    with closing(FactCache(cache_file)) as opened:
        assert opened.get(b"k" * 16) is None


def test_rows_that_are_no_facts_are_as_if_they_were_not_there(fact_cache: FactCache) -> None:
    fact_cache.put([(b"k" * 16, b"broken")])
    assert fact_cache.get(b"k" * 16) is None


def test_without_a_place_for_the_cache_there_is_none(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with closing(FactCache(tmp_path / "file" / "facts.sqlite")) as opened:
        opened.put([(b"k" * 16, b"")])
        assert opened.get(b"k" * 16) is None


def test_another_process_finds_the_same_facts(article: Article) -> None:
    with closing(Extractor()) as extractor:
        assert read_facts(extractor.extract(article)) == extract(article)
        assert read_facts(extractor.extract(make_article("Nothing."))) == ()


def test_an_article_that_cannot_be_worked_through_does_not_end_the_process(article: Article) -> None:
    with closing(Extractor()) as extractor:
        assert extractor.extract(replace(article, blocks=(None,))) == b""  # type: ignore[arg-type]
        assert extractor.extract(article)


def test_a_process_that_has_ended_says_so(article: Article) -> None:
    extractor = Extractor()
    extractor.close()
    with pytest.raises(ProcessGoneError):
        extractor.extract(article)


def test_facts_of_many_are_kept_for_the_next_time(cache_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = [replace(make_article(f"{TEXT} It is plant {n} of 9."), id=str(n)) for n in range(1, 4)]
    first = dict(_by_id(CollectedFacts(lambda: cache_file), articles))
    assert first == {article.id: extract(article) for article in articles}

    def fail(*_: object) -> None:
        raise AssertionError("extracted twice")

    monkeypatch.setattr(Extractor, "__init__", fail)
    assert dict(_by_id(CollectedFacts(lambda: cache_file), articles)) == first


def test_where_no_process_can_be_had_facts_are_extracted_here(
    article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ProcessGoneError

    monkeypatch.setattr(Extractor, "__init__", fail)
    assert dict(_by_id(CollectedFacts(), [article])) == {article.id: extract(article)}


def test_a_long_text_is_read_in_another_process_and_only_once(monkeypatch: pytest.MonkeyPatch) -> None:
    long = make_article(" ".join(f"Plant {n} cost ${n}bn in 2020." for n in range(2000)), "2021-05-01")
    expected = extract(long)
    collected = CollectedFacts()

    def fail(_article: Article) -> tuple[Fact, ...]:
        raise AssertionError("extracted here")

    monkeypatch.setattr(collected_facts, "extract", fail)
    assert collected.of(long) == expected
    monkeypatch.setattr(Extractor, "__init__", fail)
    assert collected.of(long) == expected


def test_only_so_many_facts_are_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collected_facts, "_MOST_HELD", 10)
    articles = [replace(make_article(TEXT), id=str(n)) for n in range(20)]
    collected = CollectedFacts()
    for article in articles * 2:
        assert len(collected.of(article)) > 3
    assert 0 < sum(map(len, collected._held.values())) <= 10


def _by_id(facts: CollectedFacts, articles: list[Article]) -> Iterator[tuple[str, tuple[Fact, ...]]]:
    return ((article.id, found) for article, found in facts.of_all(articles, lambda: False))


def test_a_collection_is_searched_by_its_facts(tmp_path: Path) -> None:
    for n in range(20):
        (tmp_path / f"{n}.txt").write_text(f"Plant {n} opens\n\nThe plant cost ${n + 1}bn, they said.\n")
    collection = Collection([tmp_path])
    collection.load()
    collection.index()
    assert not collection.search("money:>=20bn").by_article
    told: list[int] = []
    collection.index_facts(told.append)
    assert told[-1] == collection.articles_with_facts == 20
    (hits,) = collection.search("money:>=20bn").by_article
    assert [hit.matched for hit in hits.hits] == [("$20bn",)]


def test_the_search_knows_the_kinds_that_there_are() -> None:
    assert set(KINDS) == {kind.value for kind in Kind}


def test_a_fact_is_searched_by_all_its_names_and_its_values() -> None:
    text = "Rosneft owes €5m by June 2027"
    org = Fact(Kind.ORG, 0, 7, {"name": "PAO Rosneft", "aka": ("RN",)}, Span(0, 29))
    money = Fact(Kind.MONEY, 13, 16, {"amount": 5e6, "max": 6e6, "currency": "EUR"}, Span(0, 29))
    plan = Fact(Kind.PLAN, 0, 29, {"actor": "PAO Rosneft", "due": "2027-06-30", "value": 5e6}, Span(0, 29))
    quantity = Fact(Kind.QUANTITY, 0, 1, {"value": 3, "unit": "ship"}, Span(0, 29))
    entries = list(fact_entries(text, [org, money, plan, quantity]))
    assert entries[0].names == (("pao", "rosneft"), ("rosneft",), ("rn",))
    assert (entries[1].low, entries[1].high, entries[1].unit) == (5e6, 6e6, "EUR")
    assert entries[2].due is not None
    assert entries[2].due.last == 20270630
    assert entries[2].low is None
    assert (entries[3].low, entries[3].unit) == (3.0, "")
