"""Copies of a story folded into one row of a list."""

from __future__ import annotations

from array import array

from techdep_tui.core.articles.copies import Group
from techdep_tui.core.stacks import Stacks

STACKS = Stacks([Group((1, 4, 7), 0.8), Group((2, 3), 0.9)], {1: 2, 4: 1, 7: 3, 2: 1, 3: 2}.__getitem__)


def test_a_stack_has_one_row_where_the_first_of_its_copies_stands() -> None:
    folded = STACKS.fold(range(9))

    assert list(folded.rows) == [0, 2, 4, 5, 6, 8]
    assert folded.sizes == {4: 3, 2: 2}
    assert folded.front_of == {1: 4, 7: 4, 3: 2}
    assert folded.folded_away == 3


def test_an_open_stack_has_the_others_below_it_by_rank() -> None:
    folded = STACKS.fold(range(9), opened={7})

    assert list(folded.rows) == [0, 2, 4, 1, 7, 5, 6, 8]
    assert folded.under == {1: 4, 7: 4}
    assert folded.folded_away == 1


def test_the_order_of_the_list_stays() -> None:
    assert list(STACKS.fold(array("I", [8, 7, 4, 0, 3, 2, 1])).rows) == [8, 4, 0, 2]


def test_what_a_filter_leaves_out_stands_for_nothing_and_is_not_counted() -> None:
    folded = STACKS.fold([0, 1, 3, 7])

    assert list(folded.rows) == [0, 1, 3]
    assert folded.sizes == {1: 2}


def test_a_list_without_copies_stays_as_it_is() -> None:
    numbers = array("I", [5, 6, 0])

    assert STACKS.fold(numbers).rows is numbers
    assert Stacks().fold(numbers).rows is numbers
    assert list(STACKS.fold(()).rows) == []


def test_the_copies_of_an_article_are_told_first_ones_first() -> None:
    assert STACKS.copies_of(7) == (4, 1, 7)
    assert STACKS.copies_of(5) == ()
    assert len(STACKS) == 5


def test_every_article_has_a_row_its_own_or_that_of_the_one_that_stands_for_it() -> None:
    shut, opened = STACKS.fold(range(9)), STACKS.fold(range(9), opened={4})

    assert [shut.row_of(number) for number in (0, 4, 7)] == [0, 4, 4]
    assert [opened.row_of(number) for number in (0, 4, 7)] == [0, 4, 7]
