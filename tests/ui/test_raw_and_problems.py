"""The file as it is, and the files with problems."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from techdep_tui.core.articles.parts import PART_BYTES
from techdep_tui.ui.screens.overlay import Overlay
from techdep_tui.ui.screens.problems import ProblemList
from techdep_tui.ui.widgets.raw_view import RawView
from tests.ui.driving import Room, lines, shown


def room_over(folder: Path, text: str) -> Room:
    """A room over a folder with one article."""
    folder.mkdir()
    (folder / "one.txt").write_bytes(text.encode())
    return Room([folder])


async def raw_of(room: Room, pilot: Pilot[None]) -> RawView:
    """The article's file as it is."""
    await room.press(pilot, "enter", "M")
    return room.app.screen.query_one(RawView)


async def test_the_raw_file_shows_numbers_and_escapes_what_a_terminal_obeys(tmp_path: Path) -> None:
    room = room_over(tmp_path / "articles", "Chips\n\nThey\tcame \x1b[31mby \u202esea.\n")
    async with room.opened() as pilot:
        view = await raw_of(room, pilot)
        assert "    3  They\\tcame \\x1b[31mby \\u202esea." in lines(view)


async def test_a_long_line_goes_on_below_without_losing_a_character(tmp_path: Path) -> None:
    letters = "".join(chr(ord("a") + i % 26) for i in range(1000))
    wide = "".join(chr(0x4E00 + i) for i in range(300))
    room = room_over(tmp_path / "articles", f"Chips.\n\n{letters}\n{wide}\n")
    async with room.opened(80, 45) as pilot:
        view = await raw_of(room, pilot)
        joined = "".join(line.removeprefix("    3").removeprefix("    4").strip() for line in lines(view))
        assert letters in joined
        assert wide in joined


async def test_the_raw_file_opens_at_the_place_that_was_read_and_keeps_it_through_a_resize(
    tmp_path: Path,
) -> None:
    paragraphs = "\n\n".join(f"Paragraph {i} of this text is here to be read." for i in range(200))
    room = room_over(tmp_path / "articles", f"Chips\n\n{paragraphs}\n")
    async with room.opened() as pilot:
        await room.press(pilot, "enter", "G", "escape")
        view = await raw_of(room, pilot)
        assert "Paragraph 199 " in shown(view)
        await pilot.resize_terminal(60, 20)
        await room.rest(pilot)
        assert "Paragraph 19" in shown(view)


async def test_only_lines_with_some_letters_are_shown_with_their_numbers(tmp_path: Path) -> None:
    room = room_over(tmp_path / "articles", "Chips\n\nThey came by sea.\n\nNobody SAW them.\n")
    async with room.opened() as pilot:
        view = await raw_of(room, pilot)
        await room.press(pilot, "slash", *"saw")
        assert [line.strip() for line in lines(view) if line.strip()] == ["5  Nobody SAW them."]
        await room.press(pilot, "escape")
        assert "They came" in shown(view)


async def test_a_text_too_large_for_an_article_is_listed_and_opens_in_parts(tmp_path: Path) -> None:
    room = room_over(tmp_path / "articles", "Chips\n\nThey came by sea.\n")
    line = "a line of a log that is no article\n"
    (tmp_path / "articles" / "large.txt").write_text(line * 120_000)
    async with room.opened() as pilot:
        await room.press(pilot, "exclamation_mark")
        problems = room.app.screen.query_one(ProblemList)
        assert "large.txt" in shown(problems)
        assert "120,000 lines" in shown(problems)
        await room.press(pilot, "enter")
        await room.rest(pilot)
        view = room.app.screen.query_one(RawView)
        assert shown(view).startswith("1 a line of a log")
        await room.press(pilot, "right_square_bracket")
        await room.rest(pilot)
        first = PART_BYTES // len(line) + 1
        assert shown(view).startswith(f"{first} a line of a log")
        await room.press(pilot, "left_square_bracket")
        await room.rest(pilot)
        assert shown(view).startswith("1 a line of a log")
        await room.press(pilot, "left_square_bracket")
        await room.rest(pilot)
        assert isinstance(room.app.screen, Overlay)
        assert "no further part" in room.app.screen.status.left
