"""Nothing reaches the screen but through the gate."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

import techdep_tui.ui
from techdep_tui.ui.shown import content, segment, shown
from tests.ui.conftest import write_articles
from tests.ui.driving import Room

DRAWN_BY_TEXTUAL = {"border_title", "border_subtitle", "tooltip", "title", "sub_title"}
MODULES = sorted(Path(techdep_tui.ui.__path__[0]).rglob("*.py"))


def assignments(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Attribute):
                    yield target.attr, node.value


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_titles_and_tooltips_are_made_by_the_gate(module: Path) -> None:
    """Textual reads a string there as markup: ruff cannot see that, for it is no import."""
    for name, value in assignments(ast.parse(module.read_text(encoding="utf-8"))):
        if name in DRAWN_BY_TEXTUAL:
            made_by = (
                value.func.id if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) else ""
            )
            made_by = made_by or (value.id if isinstance(value, ast.Name) else "")
            assert made_by in ("content", "new"), f"{module.name}: {name} = {ast.unparse(value)}"


@given(st.text())
def test_what_is_shown_holds_nothing_that_a_terminal_obeys(text: str) -> None:
    line = shown(text)
    assert not {character for character in line if category(character) in ("Cc", "Cs", "Co", "Zl", "Zp")}
    assert not {character for character in line if category(character) == "Cf"} - set("\u200c\u200d")
    assert content(text).plain == line
    assert segment(text, Style()).text == line


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("👨‍👩‍👧", "👨👩👧"),
        ("🇩🇪", "DE"),
        ("1\ufe0f\u20e3", "1"),
        ("❤\ufe0f", "❤"),
        ("👍🏽", "👍"),
        ("[@click=app.quit]x[/]", "[@click=app.quit]x[/]"),
        ("a\tb", "a b"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_pictures_are_drawn_with_the_same_width_everywhere(text: str, drawn: str) -> None:
    assert shown(text) == drawn
    assert cell_len(shown(text)) == sum(map(cell_len, shown(text)))


async def test_a_title_that_is_markup_is_shown_as_it_is_written(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    write_articles(folder, ("[@click=app.quit]x", "[red]", "$name["))
    room = Room([folder])
    async with room.opened(40, 24) as pilot:
        await room.press(pilot, "enter")
        assert "On $name[" in str(room.main.reader.border_title)
        await room.press(pilot, "c")
        assert room.app.is_running


async def test_messages_of_textual_are_no_markup(room: Room) -> None:
    async with room.opened() as pilot:
        room.app.notify("[/] \x1b]0;x\x07")
        await room.rest(pilot)
        assert room.app.fault is None
