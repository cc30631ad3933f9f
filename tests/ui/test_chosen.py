"""Articles marked for copying."""

from __future__ import annotations

from array import array

from techdep_tui.ui.chosen import Chosen


def test_an_article_is_marked_and_its_mark_taken_away_again() -> None:
    chosen = Chosen(9)
    assert not chosen
    assert 3 not in chosen
    chosen.turn(3)
    assert (3 in chosen, 2 in chosen, bool(chosen)) == (True, False, True)
    chosen.turn(3)
    assert not chosen


def test_the_marked_ones_stand_in_the_order_of_the_list() -> None:
    chosen = Chosen(21)
    for number in (1, 9, 4):
        chosen.turn(number)
    assert list(chosen.of([9, 3, 1, 20])) == [9, 1]
    assert list(chosen.of(range(0))) == []


def test_all_are_marked_unless_they_all_are_and_others_stay_as_they_were() -> None:
    chosen = Chosen()
    chosen.make_room(9)
    chosen.turn(7)
    chosen.turn(1)
    chosen.turn_all(array("I", [1, 2]))
    assert list(chosen.of(range(9))) == [1, 2, 7]
    chosen.turn_all(array("I", [2, 1]))
    assert list(chosen.of(range(9))) == [7]
