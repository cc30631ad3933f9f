"""The orders of lists: what comes first, what last, and how they follow a catalogue that changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from techdep_tui.core import listing
from techdep_tui.core.articles.entry import UNKNOWN_SOURCE, Entry
from techdep_tui.core.articles.model import Part, Source
from techdep_tui.core.catalogue import Catalogue
from techdep_tui.core.listing import SORTS, Listing


def add(
    catalogue: Catalogue, path: str, title: str = "", date: str = "", publisher: str = "", length: int = 1
) -> int:
    """Add an entry that has these parts."""
    part: Part[str] = Part(date, Source.FILE) if date else Part()
    name = f"{catalogue.end}"
    return catalogue.add(
        Entry(name, name, Path(path), title or path, part, publisher or UNKNOWN_SOURCE, length, 0)
    )


def paths(catalogue: Catalogue, order: str) -> list[str]:
    """The paths in an order."""
    numbers = Listing(catalogue).at_once(order)
    assert numbers is not None
    return [catalogue.paths[number] for number in numbers]


def test_the_newest_comes_first_and_the_undated_last_by_path() -> None:
    catalogue = Catalogue()
    add(catalogue, "b")
    add(catalogue, "a")
    for path, date in (("c", "2025"), ("d", "2025-02"), ("e", "2025-02-01T10:00"), ("f", "2026-01-01")):
        add(catalogue, path, date=date)
    add(catalogue, "g", date="2025-02-01")
    add(catalogue, "bb", date="2025-02")
    assert paths(catalogue, "date") == ["f", "e", "g", "bb", "d", "c", "a", "b"]


def test_titles_and_publishers_stand_by_their_letters_and_unknown_sources_last() -> None:
    catalogue = Catalogue()
    for path, title, publisher in (("a", "Zebra", ""), ("b", "apple", "reuters?"), ("c", "Bread", "Reuters")):
        add(catalogue, path, title, publisher=publisher)
    add(catalogue, "d", "bread", publisher="Herald")
    assert paths(catalogue, "title") == ["b", "c", "d", "a"]
    assert paths(catalogue, "publisher") == ["d", "b", "c", "a"]


def test_the_longest_comes_first_and_files_stand_by_path() -> None:
    catalogue = Catalogue()
    for path, length in (("b", 5), ("c", 9), ("a", 5)):
        add(catalogue, path, length=length)
    assert paths(catalogue, "length") == ["c", "a", "b"]
    assert paths(catalogue, "file") == ["a", "b", "c"]


WORDS = st.text("abA", max_size=3)
DATES = st.sampled_from(["", "2024", "2024-05", "2024-05-06", "2025-01"])
ADDED = st.tuples(st.just("add"), WORDS, DATES, WORDS, st.integers(0, 3))
CHANGES = st.lists(
    st.one_of(
        ADDED,
        st.tuples(st.just("remove"), st.integers(0, 20)),
        st.tuples(st.just("date"), st.integers(0, 20), DATES),
        st.tuples(st.just("look"), st.sampled_from(SORTS)),
    ),
    max_size=40,
)


@settings(deadline=None)
@given(CHANGES)
def test_an_order_that_follows_changes_is_the_one_made_anew(changes: list[tuple[object, ...]]) -> None:
    catalogue = Catalogue()
    followed = Listing(catalogue)
    for what, *rest in changes:
        if what == "add":
            title, date, publisher, length = rest
            assert isinstance(length, int)
            add(catalogue, f"{title}/{publisher}", str(title), str(date), str(publisher), length)
        elif what == "look":
            followed.at_once(str(rest[0]))
        elif isinstance(rest[0], int) and catalogue.is_live(rest[0]):
            if what == "remove":
                catalogue.remove(rest[0])
            else:
                part: Part[str] = Part(str(rest[1]), Source.INFERRED) if rest[1] else Part()
                catalogue.set_date(rest[0], part)
    for order in SORTS:
        numbers = followed.at_once(order)
        assert numbers is not None
        assert list(numbers) == list(Listing(catalogue).at_once(order) or ())
        assert sorted(numbers) == list(catalogue.numbers())


def test_what_was_given_is_never_changed() -> None:
    catalogue = Catalogue()
    followed = Listing(catalogue)
    add(catalogue, "b")
    before = followed.at_once("file")
    add(catalogue, "a")
    after = followed.at_once("file")
    assert (list(before or ()), list(after or ())) == ([0], [1, 0])


def test_who_adds_brings_the_orders_up_to_date_that_lists_wait_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "_FEW", 10)
    catalogue = Catalogue()
    followed = Listing(catalogue)
    followed.at_once("title")
    for i in range(20):
        add(catalogue, f"{i:02}")
    followed.follow()
    assert list(followed.at_once("date") or ()) == list(range(20))
    assert list(followed.at_once("title") or ()) == list(range(20))
    assert followed.at_once("file") is None


def test_very_many_are_sorted_in_slices_and_not_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "_FEW", 10)
    monkeypatch.setattr(listing, "_SLICE", 7)
    catalogue = Catalogue()
    for i in range(100):
        add(catalogue, f"{i * 37 % 100:02}", date=f"20{i % 10:02}", publisher="abc"[i % 3], length=i % 4)
    followed = Listing(catalogue)
    for order in SORTS:
        assert followed.at_once(order) is None
        arranged = followed.arrange(order)
        assert arranged is not None
        key = followed._key(order)
        assert list(arranged) == sorted(range(100), key=key)
        assert followed.at_once(order) == arranged
    assert Listing(catalogue).arrange("date", lambda: True) is None
