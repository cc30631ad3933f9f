"""What the reader sees and does on the main screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widget import Widget

from tests.ui.conftest import write_articles
from tests.ui.driving import Room, lines, shown

TITLES = (
    "Russia fails to lower dependency on tech imports",
    "Russia struggles to shake reliance on foreign technology imports",
    "Russia’s Drive to Replace Foreign Technology Is Slowly Working",
)


async def test_the_list_shows_every_title_whole_with_date_and_publisher(room: Room) -> None:
    async with room.opened(120, 36):
        text = shown(room.main.list).replace("▌", "")
        text = " ".join(text.split())
        for title in TITLES:
            assert title in text
        assert "2026-02-01 · via ft.com" in text
        assert "The Moscow" in text


async def test_the_newest_article_is_open_at_the_start(room: Room) -> None:
    async with room.opened():
        assert room.main.current is not None
        assert room.main.current.title == TITLES[1]
        assert room.main.pane == "list"


async def test_the_reader_follows_the_cursor_of_the_list(room: Room) -> None:
    async with room.opened() as pilot:
        await room.press(pilot, "j")
        await pilot.pause(0.2)
        await room.rest(pilot)
        assert room.main.current is not None
        assert room.main.list.current is not None
        assert room.main.current.id == room.main.list.current.id
        assert room.main.current.title in shown(room.main.reader)


async def test_enter_reads_the_article_and_marks_it_as_read(room: Room) -> None:
    async with room.opened() as pilot:
        await room.press(pilot, "enter")
        assert room.main.pane == "reader"
        assert room.main.current is not None
        assert room.app.mark(room.main.current.digest).is_read
        assert "2 unread" in room.main.top.left


async def test_find_in_the_text_lights_all_hits_and_counts_them(room: Room) -> None:
    async with room.opened() as pilot:
        await open_article(room, pilot, TITLES[0])
        await room.press(pilot, "slash")
        await room.type(pilot, "chip")
        await room.press(pilot, "enter")
        hits = room.main.reader.hits
        assert hits
        assert f"hit 1/{len(hits)}" in room.main.status.left
        await room.press(pilot, "n")
        assert f"hit 2/{len(hits)}" in room.main.status.left
        first = room.main.reader.hits[1]
        assert room.main.reader.seen.start <= first.start < room.main.reader.seen.end
        await room.press(pilot, "escape")
        assert not room.main.reader.hits


async def test_find_says_when_nothing_is_found(room: Room) -> None:
    async with room.opened() as pilot:
        await room.press(pilot, "enter", "slash")
        await room.type(pilot, "xyzzy")
        assert "“xyzzy” is not in the text" in room.main.status.left


async def test_a_resize_keeps_the_marked_sentence_on_the_screen(room: Room) -> None:
    async with room.opened(160, 45) as pilot:
        await open_article(room, pilot, TITLES[0])
        await room.press(pilot, "space", "space", "j")
        mark = room.main.reader.mark
        for size in ((80, 24), (40, 10), (120, 36)):
            await pilot.resize_terminal(*size)
            await room.rest(pilot)
            assert room.main.reader.mark == mark
            assert room.main.reader.seen.start <= mark.start < room.main.reader.seen.end


@pytest.mark.parametrize("size", [(160, 45), (120, 36)])
async def test_three_panes_stand_side_by_side_where_there_is_room(room: Room, size: tuple[int, int]) -> None:
    async with room.opened(*size):
        assert all(pane.display and pane.size.width for pane in panes(room))


async def test_one_pane_at_a_time_is_shown_in_a_narrow_terminal(room: Room) -> None:
    async with room.opened(80, 24) as pilot:
        assert [pane.display for pane in panes(room)] == [True, False, False]
        await room.press(pilot, "enter")
        assert [pane.display for pane in panes(room)] == [False, True, False]
        assert "[Reader]" in room.main.crumbs.left
        assert room.main.near.display
        await room.press(pilot, "tab")
        assert [pane.display for pane in panes(room)] == [False, False, True]


async def test_forty_columns_and_ten_rows_can_still_be_read(room: Room) -> None:
    async with room.opened(40, 10) as pilot:
        await room.press(pilot, "enter", "space")
        rows = [row for row in lines(room.main.reader) if row]
        assert len(rows) >= 5
        assert max(map(len, rows)) <= 40


@pytest.mark.parametrize("size", [(1, 1), (2, 1), (3, 10), (10, 3), (80, 1), (1, 24)])
async def test_the_smallest_terminals_do_no_harm(room: Room, size: tuple[int, int]) -> None:
    async with room.opened() as pilot:
        await room.press(pilot, "enter")
        await pilot.resize_terminal(*size)
        await room.press(pilot, "j", "tab", "tab", "question_mark", "escape")
        await pilot.resize_terminal(120, 36)
        await room.rest(pilot)
        assert room.main.current is not None


async def test_selecting_by_sentence_and_extending_copies_the_sentences_between(room: Room) -> None:
    async with room.opened() as pilot:
        await open_article(room, pilot, TITLES[0])
        await room.press(pilot, "right_parenthesis", "v", "j")
        selected = room.main.reader.selected
        assert selected is not None
        article = room.main.current
        assert article is not None
        text = article.text[selected.start : selected.end]
        assert text.startswith("For many years")
        assert "key areas" in text
        await room.press(pilot, "escape")
        assert room.main.reader.selected is None


async def test_i_hides_the_facts_and_gives_the_text_their_room(room: Room) -> None:
    async with room.opened(120, 36) as pilot:
        before = room.main.reader.size.width
        await room.press(pilot, "i")
        assert not room.main.facts.display
        assert room.main.reader.size.width > before + 20
        await room.press(pilot, "i")
        assert room.main.facts.display


async def test_zoom_gives_one_pane_the_screen_and_q_takes_it_back(room: Room) -> None:
    async with room.opened(120, 36) as pilot:
        await room.press(pilot, "enter", "z")
        assert [pane.display for pane in panes(room)] == [False, True, False]
        await room.press(pilot, "q")
        assert all(pane.display for pane in panes(room))


async def test_q_steps_back_and_quits_only_at_the_end(room: Room) -> None:
    async with room.opened() as pilot:
        await room.press(pilot, "enter", "q")
        assert room.main.pane == "list"
        assert room.app.is_running
        await pilot.press("q")
        await pilot.pause()
        assert room.app._exit


async def test_a_star_is_kept_and_undone(room: Room) -> None:
    async with room.opened() as pilot:
        digest = room.main.current.digest if room.main.current else ""
        await room.press(pilot, "asterisk")
        assert room.app.mark(digest).is_starred
        assert "*" in lines(room.main.list)[0]
        await room.press(pilot, "U")
        assert not room.app.mark(digest).is_starred


async def test_what_was_read_and_where_is_remembered_by_the_next_window(room: Room) -> None:
    async with room.opened() as pilot:
        await open_article(room, pilot, TITLES[0])
        await room.press(pilot, "space", "space")
        mark = room.main.reader.mark
        digest = room.main.current.digest if room.main.current else ""
    later = Room(room.folders)
    async with later.opened() as pilot:
        assert later.app.mark(digest).is_read
        await open_article(later, pilot, TITLES[0])
        assert later.main.reader.mark == mark


async def test_filtering_the_list_shows_only_what_matches(folder_room: Room) -> None:
    async with folder_room.opened() as pilot:
        await folder_room.press(pilot, "f")
        await folder_room.type(pilot, "beta")
        await folder_room.press(pilot, "enter")
        assert [article.title for article in folder_room.main.list.entries()] == ["On beta"]
        await folder_room.press(pilot, "escape")
        assert folder_room.main.list.row_count() == 3


async def test_sorting_goes_through_the_orders(folder_room: Room) -> None:
    async with folder_room.opened() as pilot:
        titles = [article.title for article in folder_room.main.list.entries()]
        assert titles == ["On gamma", "On beta", "On alpha"]
        await folder_room.press(pilot, "s")
        titles = [article.title for article in folder_room.main.list.entries()]
        assert titles == ["On alpha", "On beta", "On gamma"]
        assert "Sorted by title" in folder_room.main.status.left


async def test_a_reload_shows_new_files_and_keeps_the_article(folder_room: Room) -> None:
    async with folder_room.opened() as pilot:
        before = folder_room.main.current
        assert before is not None
        write_articles(folder_room.folders[0], ("alpha", "beta", "gamma", "delta"))
        await folder_room.press(pilot, "f5")
        assert folder_room.main.list.row_count() == 4
        assert folder_room.main.current is not None
        assert folder_room.main.current.digest == before.digest


async def test_an_empty_folder_says_which_files_were_looked_for(tmp_path: Path) -> None:
    room = Room([tmp_path])
    async with room.opened() as pilot:
        assert ".md" in shown(room.main.list)
        await room.press(pilot, "enter", "y", "c", "slash", "escape", "j", "tab", "j", "D", "o", "M")
        assert room.app.is_running


async def test_a_bad_file_is_a_problem_and_the_others_are_listed(folder_room: Room) -> None:
    (folder_room.folders[0] / "empty.md").write_bytes(b"")
    async with folder_room.opened() as pilot:
        assert folder_room.main.list.row_count() == 3
        assert "1 problem" in folder_room.main.top.left
        await folder_room.press(pilot, "exclamation_mark")
        assert "empty.md" in shown(folder_room.app.screen.query_one("#choices"))


async def test_a_title_that_looks_like_markup_is_shown_as_it_stands(folder_room: Room) -> None:
    title = "[@click=app.quit]x[/] [bold]y[/bold] [/]"
    path = folder_room.folders[0] / "markup.md"
    path.write_text(f"---\ntitle: '{title}'\ndate: 2026-01-01\n---\n\nText.\n", encoding="utf-8")
    for size in ((120, 36), (80, 24)):
        async with Room(folder_room.folders).opened(*size) as pilot:
            room = pilot.app
            main = room.screen
            assert "[@click=app.quit]x[/]" in shown(main.query_one("#list"))
            await pilot.press("enter")
            await pilot.pause()
            await pilot.press("c")
            await pilot.pause()
            assert room.is_running


async def open_article(room: Room, pilot: Pilot[None], title: str) -> None:
    """Open an article by its title and give the reader the focus."""
    article = next(each for each in room.app.collection.catalogue.entries() if each.title == title)
    room.main.open(article.id)
    room.main.show_pane("reader")
    room.main.mark_read()
    await room.rest(pilot)


def panes(room: Room) -> tuple[Widget, ...]:
    return room.main.list, room.main.reader, room.main.facts
