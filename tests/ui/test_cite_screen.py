"""The citation overlay: what is cited, where it comes from, what is filled in, where it goes."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from techdep_tui.ui.screens.cite import CiteScreen
from tests.core.test_pandoc_styles import STYLE
from tests.core.test_reading_back import pandoc as installed
from tests.ui.driving import Room, shown

TRACKED = """---
title: {title}
author: Polina Ivanova
publisher: Wafer
date: 2026-0{month}-01
url: https://example.org/{title}?utm_source=x
---

First words.

More of it.
"""


@pytest.fixture
def wafers(tmp_path: Path) -> Room:
    """A room over two articles of one author and year, and one of which only the title is known."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for title, month in (("Zebra", 2), ("Apple", 3)):
        (folder / f"{title}.md").write_text(TRACKED.format(title=title, month=month), encoding="utf-8")
    (folder / "other.txt").write_text("Other\n\nNothing but words in it.\n", encoding="utf-8")
    return Room([folder])


def screen(room: Room) -> CiteScreen:
    assert isinstance(room.app.screen, CiteScreen)
    return room.app.screen


async def cite_other(room: Room, pilot: Pilot[None]) -> CiteScreen:
    """Open the overlay for the article that has no date: the last one."""
    await room.press(pilot, "G", "enter", "c")
    assert room.main.current is not None
    assert room.main.current.title == "Other"
    return screen(room)


async def test_all_marked_articles_become_a_bibliography(wafers: Room) -> None:
    async with wafers.opened() as pilot:
        await wafers.press(pilot, "a", "c")
        text = screen(wafers).text
        assert text.splitlines() == [
            "Ivanova, P. (2026a, February 1). Zebra. Wafer. https://example.org/Zebra?utm_source=x",
            "Ivanova, P. (2026b, March 1). Apple. Wafer. https://example.org/Apple?utm_source=x",
            "Other. (n.d.).",
        ]
        assert "author missing in 1 of 3" in shown(screen(wafers)._preview)
        await wafers.press(pilot, "6", "f", "y")
        assert wafers.last_copy() == "[1]\n[2]\n[3]"


async def test_what_a_search_finds_becomes_a_bibliography(wafers: Room) -> None:
    async with wafers.opened() as pilot:
        await wafers.press(pilot, "slash")
        await wafers.type(pilot, "first")
        await wafers.press(pilot, "tab", "c")
        assert len(screen(wafers).text.splitlines()) == 2


async def test_a_part_is_filled_in_kept_beside_the_article_and_taken_back(wafers: Room) -> None:
    async with wafers.opened() as pilot:
        overlay = await cite_other(wafers, pilot)
        assert overlay.text == "Other. (n.d.)."
        await wafers.press(pilot, "e")
        await wafers.type(pilot, "Hall, Ben")
        await wafers.press(pilot, "enter")
        assert overlay.text == "Hall, B. (n.d.). Other."
        assert "Hall, Ben (filled in by you)" in shown(overlay._preview)
        assert (wafers.folders[0] / "other.txt").read_text(encoding="utf-8").startswith("Other\n")
        await wafers.press(pilot, "U")
        assert overlay.text == "Other. (n.d.)."
        assert "author no longer filled in" in shown(overlay.status)


async def test_a_part_of_the_original_is_filled_in_for_the_original_alone(room: Room) -> None:
    async with room.opened() as pilot:
        await room.press(pilot, "c")
        read = screen(room).text
        await room.press(pilot, "tab")
        assert "You have not read it here." in shown(screen(room)._preview)
        assert "Financial Times (inferred: host ft.com)" in shown(screen(room)._preview)
        await room.press(pilot, "e", "ctrl+u")
        await room.type(pilot, "date: 2026-01-31")
        await room.press(pilot, "enter")
        assert "(2026, January 31)" in screen(room).text
        await room.press(pilot, "tab")
        assert screen(room).text == read


async def test_the_address_goes_without_tracking_by_one_key_and_by_the_settings(wafers: Room) -> None:
    async with wafers.opened() as pilot:
        await wafers.press(pilot, "c")
        assert "t: strip tracking" in shown(screen(wafers).status)
        await wafers.press(pilot, "t")
        assert screen(wafers).text.endswith("https://example.org/Apple")
        assert "without utm_source" in shown(screen(wafers)._preview)


async def test_today_becomes_the_day_of_access_by_one_key_only(wafers: Room) -> None:
    async with wafers.opened() as pilot:
        await wafers.press(pilot, "c", "5")
        assert "Accessed" not in screen(wafers).text
        await wafers.press(pilot, "A")
        assert "(Accessed: " in screen(wafers).text


async def test_entry_note_and_paragraph_follow_each_other_and_mla_says_why_not(wafers: Room) -> None:
    async with wafers.opened() as pilot:
        await wafers.press(pilot, "enter", "right_curly_bracket", "c", "f")
        assert screen(wafers).text == "(Ivanova, 2026)"
        await wafers.press(pilot, "f")
        assert screen(wafers).text == "(Ivanova, 2026, para. 2)"
        await wafers.press(pilot, "2")
        assert screen(wafers).text == "(Ivanova)"
        assert "MLA 9 cites no counted paragraphs" in shown(screen(wafers)._preview)
        await wafers.press(pilot, "f")
        assert screen(wafers).text.startswith("Ivanova, Polina. “Apple.”")


async def test_a_file_that_is_there_is_written_over_only_after_a_yes(wafers: Room, tmp_path: Path) -> None:
    target = tmp_path / "list.txt"
    target.write_text("mine", encoding="utf-8")
    async with wafers.opened() as pilot:
        await wafers.press(pilot, "c")
        for answer, text in (("no", "mine"), ("yes", screen(wafers).text + "\n")):
            await wafers.press(pilot, "x")
            await wafers.type(pilot, str(target))
            await wafers.press(pilot, "enter")
            await wafers.type(pilot, answer)
            await wafers.press(pilot, "enter")
            assert target.read_text(encoding="utf-8") == text
        await wafers.press(pilot, "x")
        await wafers.type(pilot, str(tmp_path / "new.txt"))
        await wafers.press(pilot, "enter")
        assert (tmp_path / "new.txt").read_text(encoding="utf-8") == screen(wafers).text + "\n"


async def test_a_style_in_a_csl_file_says_what_it_needs(wafers: Room, tmp_path: Path) -> None:
    style = tmp_path / "mine.csl"
    style.write_text("<style><title>Mine</title></style>", encoding="utf-8")
    async with wafers.opened() as pilot:
        await wafers.press(pilot, "c", "p")
        await wafers.type(pilot, str(style))
        await wafers.press(pilot, "enter")
        assert screen(wafers).text == ""
        assert "need pandoc 3 or newer on the path" in shown(screen(wafers)._preview)
        await wafers.press(pilot, "y")
        assert screen(wafers).text == "", "what is not there is not copied"
        await wafers.press(pilot, "p")
        await wafers.type(pilot, "nowhere.csl")
        await wafers.press(pilot, "enter")
        assert "no CSL file" in shown(screen(wafers).status)


async def test_a_style_in_a_csl_file_goes_through_pandoc(
    wafers: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(Path(installed()).parent))
    style = tmp_path / "mine.csl"
    style.write_text(STYLE.format(kind="in-text"), encoding="utf-8")
    async with wafers.opened() as pilot:
        await wafers.press(pilot, "a", "c", "p")
        await wafers.type(pilot, str(style))
        await wafers.press(pilot, "enter")
        assert screen(wafers).text.splitlines()[0] == "Apple by Polina Ivanova!"
        await wafers.press(pilot, "y")
        assert wafers.last_copy().startswith("Apple by Polina Ivanova!")
        assert wafers.app.citation_style == "apa", "a quotation needs a style of the program's own"


async def test_styles_kept_beside_the_settings_are_offered(wafers: Room, tmp_path: Path) -> None:
    kept = tmp_path / "config" / "styles"
    kept.mkdir(parents=True)
    (kept / "house.csl").write_text("<style><title>House</title></style>", encoding="utf-8")
    async with wafers.opened() as pilot:
        await wafers.press(pilot, "c")
        assert "house (pandoc)" in shown(screen(wafers)._list)


async def test_a_long_bibliography_is_made_beside_the_screen(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for i in range(60):
        text = f"---\ntitle: Title {i:02}\nauthor: Li Wang\ndate: 2026-02-01\n---\n\nSome words.\n"
        (folder / f"{i:02}.md").write_text(text, encoding="utf-8")
    room = Room([folder])
    async with room.opened() as pilot:
        await room.press(pilot, "a", "c")
        lines = screen(room).text.splitlines()
        assert len(lines) == 60
        assert lines[0] == "Wang, L. (2026a, February 1). Title 00."
        assert lines[-1].startswith("Wang, L. (2026bh, February 1).")
