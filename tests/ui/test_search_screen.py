"""What the reader sees and does in the search."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from techdep_tui.ui.screens.search import SearchScreen
from techdep_tui.ui.screens.search_lists import HistoryScreen, SavedScreen
from techdep_tui.ui.widgets.text_view import TextView
from tests.ui.conftest import write_articles
from tests.ui.driving import Room, lines, shown


async def search(room: Room, pilot: Pilot[None], query: str) -> SearchScreen:
    """Open the search and put a query into its box."""
    await room.press(pilot, "S")
    screen = room.app.screen
    assert isinstance(screen, SearchScreen)
    screen.put(query)
    await room.rest(pilot)
    return screen


async def test_results_show_the_sentence_the_paragraph_and_how_many_there_are(room: Room) -> None:
    async with room.opened(120, 36) as pilot:
        screen = await search(room, pilot, "zelenograd")
        text = shown(screen.results)
        assert "a chip plant in" in text
        assert "¶11" in text
        assert "The Moscow Times?" in text
        assert "1 of 3 articles" in screen.tally.right
        assert screen.tally.right.endswith("exact")


async def test_a_forgiven_typing_error_is_said_and_one_key_takes_the_right_word(room: Room) -> None:
    async with room.opened(120, 36) as pilot:
        screen = await search(room, pilot, "zelenogrd plant")
        assert "typing error forgiven" in shown(screen.results)
        assert "“zelenogrd” is in no article; searched instead: zelenograd" in shown(screen.results)
        assert screen.status.left == "Did you mean “zelenograd plant”? Ctrl+Y takes it."
        await room.press(pilot, "ctrl+y")
        assert screen.box.value == "zelenograd plant"
        assert screen.tally.right.endswith("exact")


async def test_where_nothing_matches_the_term_to_blame_is_named(room: Room) -> None:
    async with room.opened(120, 36) as pilot:
        screen = await search(room, pilot, "russia qqqqqqq")
        assert "“qqqqqqq” finds nothing." in shown(screen.results)
        screen.put("zelenograd source:ft.com ")
        await room.rest(pilot)
        assert "Without “zelenograd” something would be found." in shown(screen.results)


async def test_a_wrong_character_is_pointed_at_with_what_was_expected(room: Room) -> None:
    async with room.opened(120, 36) as pilot:
        screen = await search(room, pilot, "date:20x5 russia")
        first, second, *_ = lines(screen.results)
        assert first.index("x5") == second.index("^")
        assert "expected: a year of four digits" in second
        assert screen.status.left.startswith("At character 8: This is not a date. Expected: a year")


async def test_titles_with_the_letters_of_the_query_follow(room: Room) -> None:
    async with room.opened(120, 36) as pilot:
        screen = await search(room, pilot, "rusdriv")
        assert "letters of the title" in shown(screen.results)
        await room.press(pilot, "enter")
        assert room.main.current is not None
        assert room.main.current.title.startswith("Russia’s Drive")


@pytest.mark.parametrize("width", [120, 80])
async def test_a_count_is_taken_into_the_query_or_excluded(room: Room, width: int) -> None:
    async with room.opened(width, 24) as pilot:
        screen = await search(room, pilot, "russia")
        await room.press(pilot, "f4")
        assert "source The Moscow Times 1" in shown(screen.refine).replace("▌", "")
        await room.press(pilot, "enter")
        assert screen.box.value == 'russia source:"The Moscow Times"'
        assert screen.result.total == 1
        await room.press(pilot, "escape")
        assert screen.focused is screen.box
        screen.put("russia")
        await room.rest(pilot)
        await room.press(pilot, "f4", "minus")
        assert screen.box.value == 'russia -source:"The Moscow Times"'
        assert screen.result.total == 2


async def test_results_are_sorted_by_relevance_date_or_hits(room: Room) -> None:
    async with room.opened(120, 36) as pilot:
        screen = await search(room, pilot, "russia")
        await room.press(pilot, "f3")
        assert "sorted: date" in str(screen.results.border_title)
        assert room.app.collection.get(screen.result.by_article[0].article_id).metadata.date.value
        await room.press(pilot, "f3")
        counts = [hits.hit_count for hits in screen.result.by_article]
        assert "sorted: hits" in str(screen.results.border_title)
        assert counts == sorted(counts, reverse=True)


async def test_why_an_article_was_found_is_told(room: Room) -> None:
    async with room.opened(120, 36) as pilot:
        await search(room, pilot, "zelenograd fact:event")
        await room.press(pilot, "f2")
        text = shown(room.app.screen.query_one(TextView))
        assert "Found: exact" in text
        assert "zelenograd: “Zelenograd” ×2" in text


async def test_queries_are_remembered_over_sessions_until_they_are_forgotten(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    write_articles(folder, ("alpha", "beta"))
    room = Room([folder])
    async with room.opened() as pilot:
        await search(room, pilot, "alpha")
        await room.press(pilot, "escape")
    room = Room([folder])
    async with room.opened() as pilot:
        screen = await search(room, pilot, "")
        await room.press(pilot, "up")
        assert screen.box.value == "alpha"
        await room.press(pilot, "ctrl+r")
        assert isinstance(room.app.screen, HistoryScreen)
        await room.press(pilot, "X", "escape", "ctrl+u")
        assert room.app.searches.history() == []
        await room.press(pilot, "up")
        assert screen.box.value == ""


async def test_a_saved_search_tells_what_is_new_since_last_time(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    write_articles(folder, ("alpha", "beta"))
    room = Room([folder])
    async with room.opened() as pilot:
        await search(room, pilot, "title:alpha OR title:gamma")
        await room.press(pilot, "f6")
    write_articles(folder, ("gamma",))
    room = Room([folder])
    async with room.opened() as pilot:
        screen = await search(room, pilot, "")
        await room.press(pilot, "f7")
        assert isinstance(room.app.screen, SavedScreen)
        assert "2 articles · 1 new since last time" in shown(room.app.screen.query_one("#choices"))
        await room.press(pilot, "enter")
        assert screen.box.value == "title:alpha OR title:gamma"
        assert shown(screen.results).count("new ·") == 1
        await room.press(pilot, "f7")
        assert "nothing new" in shown(room.app.screen.query_one("#choices"))
        await room.press(pilot, "X")
        assert not room.app.searches.saved()


async def test_what_was_read_and_starred_is_searched_as_it_is_now(room: Room) -> None:
    async with room.opened(120, 36) as pilot:
        await room.press(pilot, "asterisk")
        screen = await search(room, pilot, "is:starred")
        assert screen.result.total == 1
        screen.put("is:unread -is:starred")
        await room.rest(pilot)
        assert screen.result.total == 2


async def test_the_help_begins_with_what_can_be_searched_for(room: Room) -> None:
    async with room.opened(120, 36) as pilot:
        await search(room, pilot, "")
        await room.press(pilot, "f1")
        text = shown(room.app.screen.query_one(TextView))
        assert text.startswith("WHAT CAN BE SEARCHED FOR")
        assert "near:5" in text


@pytest.mark.parametrize(("width", "height"), [(160, 45), (80, 24), (40, 10), (10, 3), (1, 1)])
async def test_every_size_can_be_searched(room: Room, width: int, height: int) -> None:
    async with room.opened(width, height) as pilot:
        screen = await search(room, pilot, "zelenograd")
        await room.press(pilot, "f4", "f4", "f3")
        assert screen.result.total == 1
