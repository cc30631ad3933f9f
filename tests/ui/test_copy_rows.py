"""Copies of a story in the list: one row for them, which opens, and what differs between them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.core.stories import edited, story
from tests.ui.driving import Room, lines, shown

WIRE = story(1, 200)
FILES = {
    "agency": ("Ministry opens plant", "2025-03-02", "Agency", WIRE),
    "herald": ("Plant opens at last", "2025-03-03", "Herald", " ".join(WIRE.split()[:170])),
    "mirror": ("Ministry opens plant, sources say", "2025-03-04", "Mirror", edited(WIRE, 90)),
    "other": ("Prices fall", "2025-03-05", "Herald", story(2, 200)),
    "early": ("Prices rise", "2025-03-01", "Herald", story(3, 200)),
}


@pytest.fixture
def copies_room(tmp_path: Path) -> Room:
    """Three copies of one story, the agency's first, between two other articles."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, (title, date, publisher, text) in FILES.items():
        head = f"---\ntitle: {title}\ndate: {date}\npublisher: {publisher}\n---\n\n"
        (folder / f"{name}.md").write_text(head + text + "\n", encoding="utf-8")
    return Room([folder])


def titles(room: Room) -> list[str]:
    return [article.title for article in room.main.list.entries()]


async def test_copies_of_a_story_have_one_row_that_says_how_many_they_are(copies_room: Room) -> None:
    async with copies_room.opened():
        assert titles(copies_room) == ["Prices fall", "Ministry opens plant", "Prices rise"]
        assert "×3 · 2025-03-02 · Agency" in shown(copies_room.main.list)
        assert "2 copies in rows of others" in copies_room.main.status.left


async def test_the_counts_are_of_all_articles_whatever_is_folded(copies_room: Room) -> None:
    async with copies_room.opened():
        assert "5 articles · 5 unread" in copies_room.main.top.left


async def test_the_row_opens_to_the_copies_and_closes_again(copies_room: Room) -> None:
    async with copies_room.opened() as pilot:
        await copies_room.press(pilot, "j", "right")
        assert titles(copies_room)[1:4] == [FILES[name][0] for name in ("agency", "herald", "mirror")]
        assert sum("└ " in line for line in lines(copies_room.main.list)) == 2
        await copies_room.press(pilot, "j", "j")
        await pilot.pause(0.2)
        await copies_room.rest(pilot)
        assert copies_room.main.current is not None
        assert copies_room.main.current.title == FILES["mirror"][0]
        await copies_room.press(pilot, "left")
        assert len(titles(copies_room)) == 3
        assert copies_room.main.list.cursor == 1


async def test_a_row_of_one_article_does_not_open(copies_room: Room) -> None:
    async with copies_room.opened() as pilot:
        await copies_room.press(pilot, "right")
        assert "one article" in copies_room.main.status.left
        await copies_room.press(pilot, "left")
        assert len(titles(copies_room)) == 3


async def test_marks_are_those_of_each_article(copies_room: Room) -> None:
    async with copies_room.opened() as pilot:
        await copies_room.press(pilot, "j", "*", "r")
        room = copies_room.app
        stars = {
            entry.title: room.mark(entry.digest).is_starred for entry in room.collection.catalogue.entries()
        }
        assert [title for title, is_starred in stars.items() if is_starred] == ["Ministry opens plant"]
        assert "4 unread" in copies_room.main.top.left


async def test_a_filter_folds_only_what_it_finds(copies_room: Room) -> None:
    async with copies_room.opened() as pilot:
        await copies_room.press(pilot, "f")
        await copies_room.type(pilot, "source:mirror")
        await copies_room.press(pilot, "enter")
        assert titles(copies_room) == [FILES["mirror"][0]]
        assert "×" not in shown(copies_room.main.list)


async def test_sorting_keeps_an_open_row_together(copies_room: Room) -> None:
    async with copies_room.opened() as pilot:
        await copies_room.press(pilot, "j", "right", "s")
        assert titles(copies_room) == [
            *(FILES[name][0] for name in ("agency", "herald", "mirror", "other", "early"))
        ]


async def test_a_copy_that_is_folded_away_gets_its_row_when_it_is_opened(copies_room: Room) -> None:
    async with copies_room.opened() as pilot:
        catalogue = copies_room.app.collection.catalogue
        mirror = next(entry for entry in catalogue.entries() if entry.publisher == "Mirror")
        copies_room.main.open(mirror.id, 0)
        await copies_room.rest(pilot)
        assert copies_room.main.list.current is not None
        assert copies_room.main.list.current.id == mirror.id


async def test_what_differs_from_the_copies_is_shown_one_after_the_other(copies_room: Room) -> None:
    async with copies_room.opened() as pilot:
        await copies_room.press(pilot, "j", "=")
        box = copies_room.app.screen
        text = shown(box.query_one("#text"))
        assert "+ Plant opens at last · Herald · 2025-03-03 · 170 words" in text
        assert "170 words in common, 85% of the longer one; 1 difference" in text
        assert "copy 1 of 2" in str(box.query_one("#frame").border_title)
        await copies_room.press(pilot, "n")
        assert "copy 2 of 2" in str(box.query_one("#frame").border_title)
        text = shown(box.query_one("#text"))
        assert "+ Ministry opens plant, sources say · Mirror" in text
        assert "‹edited›" in text
        await copies_room.press(pilot, "=")
        assert copies_room.app.screen is copies_room.main


async def test_an_article_without_copies_has_nothing_to_differ_from(copies_room: Room) -> None:
    async with copies_room.opened() as pilot:
        await copies_room.press(pilot, "=")
        assert "No other copy" in copies_room.main.status.left


async def test_after_reading_the_folder_again_the_copies_are_found_again(
    copies_room: Room, tmp_path: Path
) -> None:
    async with copies_room.opened() as pilot:
        await copies_room.press(pilot, "j", "right")
        (tmp_path / "articles" / "mirror.md").unlink()
        await copies_room.press(pilot, "f5")
        assert "×2" in shown(copies_room.main.list)
        assert len(titles(copies_room)) == 3


async def test_a_narrow_screen_shows_copies_below_their_row(copies_room: Room) -> None:
    async with copies_room.opened(80, 24) as pilot:
        await copies_room.press(pilot, "j", "right")
        assert "×3 · 2025-03-02" in shown(copies_room.main.list)
        await copies_room.press(pilot, "j")
        assert copies_room.main.list.current is not None
        assert copies_room.main.list.current.publisher == "Herald"


async def test_an_article_that_the_search_found_is_gone_to_in_the_row_that_it_is_folded_into(
    copies_room: Room,
) -> None:
    async with copies_room.opened() as pilot:
        await copies_room.press(pilot, "S", *"edited")
        await copies_room.press(pilot, "enter", "h", "left", "g", "n")
        assert copies_room.main.list.cursor == 1
