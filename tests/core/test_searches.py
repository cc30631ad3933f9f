"""History of queries and saved searches."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest

from techdep_tui.core.state import state as state_module
from techdep_tui.core.state.searches import MOST_QUERIES, Searches
from techdep_tui.core.state.state import State


def test_queries_are_remembered_over_sessions_each_once_the_last_one_last(tmp_path: Path) -> None:
    clock = count()
    with State.open(tmp_path / "state.db") as state:
        searches = Searches(state, now=lambda: float(next(clock)))
        for query in ("chips", 'title:"oil price"', "chips", "gas"):
            searches.remember(query)
    with State.open(tmp_path / "state.db") as state:
        assert Searches(state).history() == ['title:"oil price"', "chips", "gas"]


def test_two_windows_remember_side_by_side(tmp_path: Path) -> None:
    with State.open(tmp_path / "state.db") as one, State.open(tmp_path / "state.db") as other:
        Searches(one, now=lambda: 1).remember("chips")
        Searches(other, now=lambda: 2).remember("gas")
        assert Searches(one).history() == ["chips", "gas"]


def test_only_the_last_queries_are_remembered_and_all_can_be_forgotten(tmp_path: Path) -> None:
    clock = count()
    with State.open(tmp_path / "state.db") as state:
        searches = Searches(state, now=lambda: float(next(clock)))
        for number in range(MOST_QUERIES + 5):
            searches.remember(f"query {number}")
        assert len(searches.history()) == MOST_QUERIES
        assert searches.history()[0] == "query 5"
        searches.save("chips", ["a"])
        searches.forget()
        assert searches.history() == []
        assert list(searches.saved()) == ["chips"]


def test_a_saved_search_knows_what_it_had_found(tmp_path: Path) -> None:
    with State.open(tmp_path / "state.db") as state:
        searches = Searches(state)
        searches.save("chips OR gas", ["a", "b"])
        searches.save("oil", [])
        searches.save("oil", ["c"])
        assert searches.saved() == {"chips OR gas": {"a", "b"}, "oil": {"c"}}
        searches.unsave("oil")
        assert list(searches.saved()) == ["chips OR gas"]
        assert state.undo() is None


def test_articles_that_are_marked_are_found_by_their_mark(tmp_path: Path) -> None:
    with State.open(tmp_path / "state.db") as state:
        state.set_read(["a", "b"], True)
        state.set_starred("b", True)
        state.set_read("a", False)
        Searches(state).remember("read")
        assert state.marked("read") == ["b"]
        assert state.marked("starred") == ["b"]


def test_what_is_marked_is_read_again_only_where_it_changed_here_or_in_another_window(tmp_path: Path) -> None:
    path = tmp_path / "state.db"
    with State.open(path) as state, State.open(path) as other:
        state.set_read("a", True)
        first = state.marked("read")
        state.set_place("a", 7)
        assert state.marked("read") is first
        state.set_read("b", True)
        assert state.marked("read") == ["a", "b"]
        state.undo()
        assert state.marked("read") == ["a"]
        other.set_read("c", True)
        assert state.marked("read") == ["a", "c"]


def test_all_marks_are_those_of_the_articles_that_something_was_done_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(state_module, "_PAGE", 2)
    with State.open(tmp_path / "state.db") as state:
        Searches(state).remember("oil")
        state.set_read([f"{n}" for n in range(5)], True)
        state.set_starred("3", True)
        state.set_place("4", 12)
        state.set_read("0", False)
        state.record_override("9", "publisher", "Herald")
        expected = {digest: state.marks([digest])[digest] for digest in "1234"}
        assert state.all_marks() == expected
        assert state.marked("read") == ["1", "2", "3", "4"]
