"""The shape of the lists of known names."""

from __future__ import annotations

from itertools import pairwise

import pytest

from techdep_tui.core.facts import lexicon

LISTS = ["organisations", "products", "persons"]


def entries(name: str) -> list[tuple[str, list[str]]]:
    """Each entry of a list with its kind: the usual name first."""
    kinds = lexicon.read(name).items()
    return [(kind, line.split(" | ")) for kind, block in kinds for line in block.splitlines()]


@pytest.mark.parametrize("name", LISTS)
def test_no_name_is_empty_or_has_blanks_or_curly_marks_around_it(name: str) -> None:
    names = [each for _, entry in entries(name) for each in entry]
    assert [each for each in names if not each or each != " ".join(each.split()) or "’" in each] == []


@pytest.mark.parametrize("name", LISTS)
def test_no_name_stands_twice_in_a_list(name: str) -> None:
    names = [each for _, entry in entries(name) for each in entry]
    assert sorted(each for each in set(names) if names.count(each) > 1) == []


@pytest.mark.parametrize("name", LISTS)
def test_entries_of_a_kind_are_in_alphabetical_order(name: str) -> None:
    pairs = pairwise((kind, entry[0].casefold()) for kind, entry in entries(name))
    assert [two for (kind, one), (other, two) in pairs if kind == other and two < one] == []


@pytest.mark.parametrize("name", LISTS)
def test_ambiguous_names_stand_alone_under_a_kind_of_the_list(name: str) -> None:
    kinds = set(lexicon.read(name))
    for kind, entry in entries(name):
        if kind.startswith("ambiguous_"):
            assert kind.removeprefix("ambiguous_") in kinds
            assert len(entry) == 1


@pytest.mark.parametrize(("name", "least"), [("organisations", 1500), ("products", 800), ("persons", 800)])
def test_the_lists_are_broad(name: str, least: int) -> None:
    assert len(entries(name)) >= least
