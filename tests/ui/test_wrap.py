"""Breaking text into lines that know their characters."""

from __future__ import annotations

from hypothesis import given, strategies
from rich.cells import cell_len

from techdep_tui.ui.wrap import fit, wrap

TEXTS = strategies.text(alphabet="ab c\n漢字é-", max_size=80)


@given(TEXTS, strategies.integers(2, 20), strategies.integers(0, 6))
def test_no_line_is_wider_than_asked_and_no_visible_character_is_lost(
    text: str, width: int, indent: int
) -> None:
    lines = list(wrap(text, 0, len(text), width, indent))
    for i, (start, end) in enumerate(lines):
        room = max(width - indent, 1) if i == 0 else width
        assert cell_len(text[start:end]) <= max(room, 2)
    shown = "".join(text[start:end] for start, end in lines)
    assert shown.replace(" ", "") == text.replace(" ", "").replace("\n", "")
    assert lines == sorted(lines)


def test_lines_break_at_blanks() -> None:
    text = "the quick brown fox"
    assert [text[a:b] for a, b in wrap(text, 0, len(text), 10)] == ["the quick", "brown fox"]


def test_a_word_longer_than_a_line_is_broken() -> None:
    assert [b - a for a, b in wrap("x" * 25, 0, 25, 10)] == [10, 10, 5]


def test_the_first_line_leaves_room_for_its_indent() -> None:
    text = "one two three"
    assert [text[a:b] for a, b in wrap(text, 0, len(text), 8, 5)] == ["one", "two", "three"]


def test_line_breaks_in_the_text_are_kept() -> None:
    text = "a\n\nb"
    assert [text[a:b] for a, b in wrap(text, 0, len(text), 8)] == ["a", "", "b"]


def test_wide_characters_count_two_cells() -> None:
    text = "漢字漢字"
    assert [text[a:b] for a, b in wrap(text, 0, len(text), 5)] == ["漢字", "漢字"]


@given(strategies.text(alphabet="ab 漢é", max_size=30), strategies.integers(0, 20))
def test_a_fitted_text_fits(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) <= width


def test_what_is_cut_off_shows_as_an_ellipsis() -> None:
    assert fit("abcdef", 4) == "abc…"
    assert fit("abcd", 4) == "abcd"
