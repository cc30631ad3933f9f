"""The facts that are searched, from one time to the next: of the same articles only, and never damaged."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from techdep_tui.core import kept_facts
from techdep_tui.core.articles.entry import Entry
from techdep_tui.core.articles.model import Part
from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.catalogue import Catalogue
from techdep_tui.core.kept_facts import KeptFacts
from techdep_tui.core.search.fact_index import FactIndex
from techdep_tui.core.search.fact_terms import FactEntry, FactTerm
from techdep_tui.core.search.query import parse_query

COUNT = 40
"""So many that some are in columns and some are not."""


def entry(number: int, *, digest: str = "", path: str = "") -> Entry:
    name = digest or f"{number:064}"
    return Entry(f"id{number}", name, Path(path or f"{number}.md"), "Title", Part(), "Herald", 9, 0)


def catalogue_of(*entries: Entry) -> Catalogue:
    catalogue = Catalogue()
    for each in entries:
        catalogue.add(each)
    return catalogue


CATALOGUE = catalogue_of(*map(entry, range(COUNT)))


def fact(number: int) -> FactEntry:
    return FactEntry("person", Span(0, 1), (("ann", f"n{number}"),))


def filled() -> FactIndex:
    facts = FactIndex()
    for number in range(COUNT):
        facts.add(number, [fact(number)])
    return facts


def keep(path: Path, version: bytes = b"1", but: tuple[int, ...] = ()) -> None:
    KeptFacts(path, version, CATALOGUE, filled()).keep(but)


def recalled(path: Path, catalogue: Catalogue = CATALOGUE, version: bytes = b"1") -> FactIndex:
    facts = FactIndex()
    KeptFacts(path, version, catalogue, facts).recall()
    return facts


def found(facts: FactIndex, query: str) -> list[int]:
    term = parse_query(query).root
    assert isinstance(term, FactTerm)
    return sorted(facts.numbers(term))


def test_what_was_kept_is_found_again(tmp_path: Path) -> None:
    keep(tmp_path / "facts")
    facts = recalled(tmp_path / "facts")
    assert found(facts, "who:ann") == list(range(COUNT)) == list(facts.known())
    assert found(facts, "who:n7") == [7]
    assert len(facts) == COUNT
    facts.add(COUNT, [fact(COUNT)])
    assert found(facts, "who:ann") == list(range(COUNT + 1))


def test_facts_are_those_of_the_article_that_has_the_number_now(tmp_path: Path) -> None:
    keep(tmp_path / "facts")
    entries = [entry(number) for number in range(COUNT - 1)]
    entries[3] = entry(3, digest="another text")
    entries[4] = entry(4, path="another name.md")
    catalogue = catalogue_of(*entries)
    catalogue.remove(5)
    facts = recalled(tmp_path / "facts", catalogue)
    assert found(facts, "who:ann") == [0, 1, 2, *range(6, COUNT - 1)]
    assert len(facts) == COUNT - 4


def test_what_is_not_to_be_kept_is_not(tmp_path: Path) -> None:
    keep(tmp_path / "facts", but=(2, COUNT - 1, COUNT + 9))
    facts = recalled(tmp_path / "facts")
    assert [number for number in range(COUNT) if number not in facts] == [2, COUNT - 1]
    assert found(facts, "who:ann") == [number for number in range(COUNT - 1) if number != 2]


def test_what_the_reader_corrected_before_the_rest_was_recalled_stays(tmp_path: Path) -> None:
    keep(tmp_path / "facts")
    facts = FactIndex()
    facts.replace(3, [FactEntry("org", Span(0, 1), (("bo",),))])
    KeptFacts(tmp_path / "facts", b"1", CATALOGUE, facts).recall()
    assert (found(facts, "org:bo"), found(facts, "who:n3"), found(facts, "who:n4")) == ([3], [], [4])
    assert len(facts) == COUNT


def test_facts_of_another_version_or_of_nothing_are_not_recalled(tmp_path: Path) -> None:
    assert len(recalled(tmp_path / "facts")) == 0
    keep(tmp_path / "facts", b"0")
    assert len(recalled(tmp_path / "facts")) == 0


def test_a_damaged_file_is_as_none_and_is_written_anew(tmp_path: Path) -> None:
    path = tmp_path / "facts"
    keep(path)
    data = path.read_bytes()
    dice = random.Random(1)
    damaged = [data[:length] for length in (0, 1, 40, 80, len(data) // 2, len(data) - 1)] + [data + b"x"]
    for _ in range(200):
        at = dice.randrange(len(data))
        damaged.append(data[:at] + bytes([data[at] ^ (1 << dice.randrange(8))]) + data[at + 1 :])
    for each in damaged:
        path.write_bytes(each)
        assert len(recalled(path)) == 0
    keep(path)
    assert path.read_bytes() == data


def test_where_nothing_can_be_written_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "facts" / "in the way").mkdir(parents=True)
    keep(tmp_path / "facts")
    keep(tmp_path / "nowhere" / "facts")
    assert [path.name for path in tmp_path.iterdir()] == ["facts"]
    assert len(recalled(tmp_path / "facts")) == 0


def test_the_file_is_written_when_much_is_new_or_a_while_has_passed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = filled()
    kept = KeptFacts(tmp_path / "facts", b"1", CATALOGUE, facts)
    assert not kept.is_due(is_all=True)  # nothing is new
    facts.replace(1, [])
    facts.remove([2])
    assert not kept.is_due(is_all=False)
    assert kept.is_due(is_all=True)
    kept.keep(())
    facts.remove([3])
    assert not kept.is_due(is_all=True)  # one of 38
    monkeypatch.setattr(kept_facts, "_PAUSE_S", 0.0)
    monkeypatch.setattr(kept_facts, "_PAUSES", 0)
    kept.keep(())
    assert not kept.is_due(is_all=False)
    facts.remove([4])
    assert kept.is_due(is_all=False)


def test_what_was_forgotten_on_recalling_counts_as_new(tmp_path: Path) -> None:
    keep(tmp_path / "facts")
    facts = FactIndex()
    kept = KeptFacts(tmp_path / "facts", b"1", catalogue_of(*map(entry, range(COUNT // 2))), facts)
    kept.recall()
    assert kept.is_due(is_all=True)
