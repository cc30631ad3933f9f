"""Where quotations begin and end: every sort of mark, marks that are broken, alone or nested."""

from __future__ import annotations

import pytest

from techdep_tui.core.facts.reading import Reading
from tests.core.factory import make_article


def quoted(text: str) -> list[str]:
    """The quotations of a text, as the reading finds them."""
    return [text[start:end] for start, end in Reading(make_article(text)).quotations]


@pytest.mark.parametrize(
    ("text", "quotation"),
    [
        ('He said "yes" twice.', '"yes"'),
        ("He said “yes” twice.", "“yes”"),
        ("He said «yes» twice.", "«yes»"),
        ("He said „yes“ twice.", "„yes“"),
        ("He said ''yes'' twice.", "''yes''"),
        ("He said ``yes'' twice.", "``yes''"),
        ("He said ‘yes’ twice.", "‘yes’"),
        ("He said 'yes' twice.", "'yes'"),
        ('He said “yes" twice.', '“yes"'),
    ],
)
def test_every_sort_of_mark_opens_and_closes(text: str, quotation: str) -> None:
    assert quoted(text) == [quotation]


def test_apostrophes_are_no_marks() -> None:
    assert quoted("It isn't the makers' fault, it's the '90s, and that's that.") == []


def test_an_owner_s_mark_within_single_marks_does_not_close() -> None:
    assert quoted("He called it 'the makers' own fault' again.") == ["'the makers' own fault'"]


def test_marks_within_marks_belong_to_the_outer_quotation() -> None:
    text = "“She said ‘no’ to me,” he said. “And ‘never’ to you.”"
    assert quoted(text) == ["“She said ‘no’ to me,”", "“And ‘never’ to you.”"]


def test_a_lone_mark_swallows_nothing() -> None:
    assert quoted('A lone " mark. He said "yes" twice.\n\nMore "text" here.') == ['"yes"', '"text"']
    assert quoted("A lone “mark. He said “yes” twice.") == ["“yes”"]


def test_speech_left_open_at_a_paragraph_s_end_is_taken_up_in_the_next() -> None:
    text = "“One thing is sure.\n\n“Another is not,” he said. He added: “Well.\n\n“Well.”"
    assert quoted(text) == ["“One thing is sure.", "“Another is not,”", "“Well.", "“Well.”"]


def test_a_quotation_that_breaks_off_with_an_ellipsis_counts() -> None:
    assert quoted("She said it “left them all eager to...") == ["“left them all eager to..."]
