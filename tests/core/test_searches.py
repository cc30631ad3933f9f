"""History of queries and saved searches."""

from __future__ import annotations

from itertools import count
from pathlib import Path

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
