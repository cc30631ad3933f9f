"""The facts of many articles: the same is found however they have been put away."""

from __future__ import annotations

import io
import random
import threading
from collections.abc import Iterator

import pytest

from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.search.fact_file import UnreadableFactsFileError
from techdep_tui.core.search.fact_index import FactIndex
from techdep_tui.core.search.fact_terms import FactEntry, FactTerm
from techdep_tui.core.search.periods import Period
from techdep_tui.core.search.query import parse_query

MANY = 700
"""More articles than are held as they are, and enough for parts to be merged more than once."""

AT = Span(0, 1)
QUERIES = (
    "who:ann",
    "who:an*",
    'who:"ann lee"',
    'who:"lee ann"',
    "said:bo",
    "org:ГАЗ",
    "num:>50%",
    "num:<5%",
    "num:10..12",
    "num:11",
    "money:>1bn",
    "money:>$1bn",
    "due:2026",
    "due:..2027",
    "fact:plan",
    "fact:person",
    "fact:event",
)


def term_of(query: str) -> FactTerm:
    root = parse_query(query).root
    assert isinstance(root, FactTerm)
    return root


def some_entries(seed: int) -> tuple[FactEntry, ...]:
    return tuple(_entries(random.Random(seed)))


def _entries(dice: random.Random) -> Iterator[FactEntry]:
    for _ in range(dice.randrange(6)):
        words = dice.choices(["ann", "anna", "lee", "bo", "газ", "cy"], k=dice.randrange(1, 4))
        kind = dice.choice(["person", "org", "quote", "place"])
        yield FactEntry(kind, AT, (tuple(words), (words[0],)))
    for kind, unit in (("percent", "%"), ("money", "USD"), ("money", "RUB"), ("quantity", "")):
        if dice.random() < 0.3:
            low = dice.choice([1.0, 10.0, 11.5, 60.0, 2e9])
            yield FactEntry(kind, AT, low=low, high=dice.choice([None, low, low * 10]), unit=unit)
    if dice.random() < 0.2:
        first = dice.randrange(2024, 2029) * 10_000 + 101
        yield FactEntry("plan", AT, due=Period(first, first + dice.choice([0, 1130])))


def asked(index: FactIndex) -> dict[str, list[int]]:
    return {query: sorted(index.numbers(term_of(query))) for query in QUERIES}


def expected(facts: dict[int, tuple[FactEntry, ...]]) -> dict[str, list[int]]:
    """What each query means, fact by fact."""
    terms = {query: term_of(query) for query in QUERIES}
    return {
        query: sorted(n for n, entries in facts.items() if any(map(term.fits, entries)))
        for query, term in terms.items()
    }


def filled(count: int = MANY) -> tuple[FactIndex, dict[int, tuple[FactEntry, ...]]]:
    index, facts = FactIndex(), {number: some_entries(number) for number in range(count)}
    for number, entries in facts.items():
        index.add(number, entries)
    return index, facts


def again(index: FactIndex) -> FactIndex:
    file = io.BytesIO()
    index.write_to(file)
    return FactIndex.read_from(io.BytesIO(file.getvalue()))


@pytest.mark.parametrize("count", [1, 31, 32, 300, MANY])
def test_every_fact_is_found_however_many_there_are(count: int) -> None:
    index, facts = filled(count)
    assert asked(index) == expected(facts)


def test_the_queries_of_these_tests_find_something() -> None:
    assert all(found for query, found in expected(filled()[1]).items() if query not in ("fact:event",))


def test_replaced_and_removed_facts_are_not_found_any_more() -> None:
    index, facts = filled()
    for number in range(0, MANY, 7):
        facts[number] = some_entries(number + MANY)
        index.replace(number, facts[number])
    index.remove(range(3, MANY, 5))
    facts = {number: entries for number, entries in facts.items() if number % 5 != 3}
    assert asked(index) == expected(facts)
    for number in range(MANY, 2 * MANY):  # so that parts with something dropped are merged
        facts[number] = some_entries(number)
        index.add(number, facts[number])
    assert asked(index) == expected(facts)
    assert asked(again(index)) == expected(facts)


def test_removed_facts_may_come_back() -> None:
    index, facts = filled()
    index.remove([5, 650])
    for number in (5, 650):
        index.add(number, facts[number])
    assert asked(index) == expected(facts)


def test_what_the_reader_corrected_is_not_undone_by_facts_that_come_late() -> None:
    index = FactIndex()
    index.replace(3, [FactEntry("person", AT, (("ann",),))])
    index.add(3, [FactEntry("person", AT, (("bo",),))])
    assert (list(index.numbers(term_of("who:ann"))), list(index.numbers(term_of("who:bo")))) == ([3], [])


def test_it_is_known_which_articles_facts_have_been_taken_in() -> None:
    index = FactIndex()
    index.add(3, [])
    assert [number for number in range(6) if number in index] == [3]
    index.remove([3])
    assert 3 not in index


def test_it_is_counted_of_how_many_articles_facts_are_known() -> None:
    index, _ = filled()
    index.add(5, [])
    index.replace(6, [])
    index.replace(MANY, [])
    assert len(index) == MANY + 1 == len(list(index.known())) == len(again(index))
    changes = index.changes
    index.remove([5, 5, MANY + 7])
    assert len(index) == MANY == len(list(index.known()))
    assert index.changes == changes + 1


def test_articles_are_counted_by_kind_as_their_facts_are_now() -> None:
    index, facts = filled()
    index.replace(0, [])
    facts[0] = ()
    counts = index.counts(range(MANY + 10))
    for kind in ("person", "plan", "money"):
        assert counts[kind] == sum(any(e.kind == kind for e in entries) for entries in facts.values())


@pytest.mark.parametrize("count", [0, 5, MANY])
def test_what_is_written_is_read_again(count: int) -> None:
    index, facts = filled(count)
    read = again(index)
    assert asked(read) == expected(facts)
    assert read.counts(range(count)) == index.counts(range(count))
    facts[count] = some_entries(3)
    read.add(count, facts[count])
    assert asked(read) == expected(facts)


def test_a_damaged_file_is_one_error() -> None:
    file = io.BytesIO()
    filled(100)[0].write_to(file)
    data = file.getvalue()
    dice = random.Random(1)
    damaged = [data[:length] for length in (0, 10, 50, len(data) // 2, len(data) - 1)] + [data + b"x"]
    for _ in range(300):
        at = dice.randrange(len(data))
        damaged.append(data[:at] + bytes([data[at] ^ (1 << dice.randrange(8))]) + data[at + 1 :])
    for each in damaged:
        with pytest.raises(UnreadableFactsFileError):
            FactIndex.read_from(io.BytesIO(each))


def test_facts_are_found_while_others_are_added() -> None:
    index = FactIndex()
    term = term_of("who:ann*")
    sizes = [0]

    def ask() -> None:
        while sizes[-1] < MANY:
            sizes.append(len(index.numbers(term)))

    asking = threading.Thread(target=ask)
    asking.start()
    for number in range(MANY):
        index.add(number, [FactEntry("person", AT, (("anna", str(number)),))])
    asking.join(timeout=20)
    assert sizes[-1] == MANY
    assert sizes == sorted(sizes)
