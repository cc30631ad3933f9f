"""Copies as the reader asks for them and sees what became of them."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from techdep_tui.ui.clipboard import Attempt, CopyReport, Outcome
from techdep_tui.ui.copier import Copier, Copy
from tests.ui.conftest import write_articles
from tests.ui.driving import Room, shown

SAVED = "No clipboard reached: saved to "


@pytest.fixture(autouse=True)
def _no_clipboard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "linux")


async def test_the_key_is_answered_before_the_copy_has_arrived(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_go_on = threading.Event()
    monkeypatch.setattr("techdep_tui.ui.clipboard.copy", lambda *_, **__: may_go_on.wait() and arrived())
    async with room.opened() as pilot:
        await pilot.press("y")
        await pilot.pause()
        assert room.main.status.left == "Copying: citation …"
        await pilot.press("C")
        await pilot.pause()
        assert "on its way …" in shown(room.app.screen.query_one("#choices"))
        may_go_on.set()
        await room.rest(pilot)
        assert "Copied (test, checked)" in shown(room.app.screen.query_one("#choices"))
        assert room.main.status.left == "Copied (test, checked) · citation"


async def test_where_no_clipboard_was_reached_the_file_and_the_key_are_named(room: Room) -> None:
    async with room.opened() as pilot:
        await room.press(pilot, "y")
        file = Path(room.app.copier.copies[0].message.removeprefix(SAVED))
        assert room.main.status.left == f"{SAVED}{file} · P shows it to select by hand"
        assert file.read_text(encoding="utf-8") == room.app.copier.copies[0].text


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (40, 10)])
async def test_a_message_is_shown_whole_at_every_size(room: Room, size: tuple[int, int]) -> None:
    async with room.opened(*size) as pilot:
        await room.press(pilot, "enter", "y")
        assert room.main.status.display
        text = room.main.status.render()
        assert "".join(str(text).split()) == "".join(room.main.status.left.split())
        assert room.main.status.size.height == str(text).count("\n") + 1
        assert room.main.status.region.bottom == room.main.keys.region.y


async def test_a_copy_from_the_search_says_on_that_screen_where_it_went(room: Room) -> None:
    async with room.opened() as pilot:
        await room.press(pilot, "slash")
        await room.type(pilot, "Zelenograd")
        await room.press(pilot, "tab", "y")
        assert SAVED in shown(room.app.screen.query_one("#status"))
        assert "Zelenograd" in room.last_copy()


async def test_ctrl_c_copies_the_sentences_selected_in_the_reader(room: Room) -> None:
    async with room.opened() as pilot:
        await room.press(pilot, "enter", "v", "j", "ctrl+c")
        article, selected = room.main.current, room.main.reader.selected
        assert article is not None
        assert selected is not None
        assert room.last_copy() == article.text[selected.start : selected.end]
        assert room.app.copier.copies[-1].what == "selection"


async def test_ctrl_c_copies_what_is_selected_in_a_box_and_ctrl_v_puts_it_back(room: Room) -> None:
    async with room.opened() as pilot:
        await room.press(pilot, "slash")
        await room.type(pilot, "chips")
        await room.press(pilot, "shift+home", "ctrl+c")
        assert room.last_copy() == "chips"
        await room.press(pilot, "end", "ctrl+v")
        assert room.app.screen.query_one("#query").value == "chipschips"  # type: ignore[attr-defined]


async def test_the_list_shows_the_last_copy_first_and_copies_one_again(folder_room: Room) -> None:
    async with folder_room.opened() as pilot:
        await folder_room.press(pilot, "y", "enter", "y", "C")
        text = shown(folder_room.app.screen.query_one("#choices"))
        assert text.index("sentence with its citation") < text.index("On gamma.")
        await folder_room.press(pilot, "j", "enter")
        first, _, again = folder_room.app.copier.copies
        assert (again.what, again.text) == (first.what, first.text)
        assert folder_room.last_copy() == first.text


async def test_the_list_shows_the_beginning_of_a_long_copy(room: Room) -> None:
    async with room.opened() as pilot:
        room.app.copy_text("\n".join(f"line {n}" for n in range(1, 5001)), "5,000 lines")
        await room.press(pilot, "C")
        text = shown(room.app.screen.query_one("#choices"))
        assert "line 6 … (of 48,892 characters)" in text
        assert "line 7" not in text


async def test_before_the_first_copy_the_keys_say_that_there_is_none(room: Room) -> None:
    async with room.opened() as pilot:
        await room.press(pilot, "P")
        assert room.main.status.left == "Nothing was copied yet."
        await room.press(pilot, "C", "y", "P", "enter")
        assert room.app.copier.copies == []


async def test_a_screen_that_cannot_be_left_says_so(room: Room) -> None:
    async with room.opened() as pilot:
        await room.press(pilot, "y", "P")  # without a terminal
        assert room.main.status.left == "There is no plain screen here."


async def test_what_a_terminal_would_obey_is_never_copied(folder_room: Room) -> None:
    folder = folder_room.folders[0]
    write_articles(folder, ("delta",))
    hostile = (
        "---\ntitle: Red \x1b[31m\x07alert\u202e\ndate: 2030-01-01\n---\n\nA \x1b]52;c;AA\x07b\u0085c.\n"
    )
    (folder / "hostile.md").write_text(hostile, encoding="utf-8")
    async with folder_room.opened() as pilot:
        await folder_room.press(pilot, "y", "enter", "V", "y", "ctrl+c")
        copied = "".join(copy.text for copy in folder_room.app.copier.copies)
        assert "alert" in copied
        assert len(folder_room.app.copier.copies) == 3
        assert all(character.isprintable() or character == "\n" for character in copied)


async def test_wide_characters_and_the_last_line_break_are_kept(room: Room) -> None:
    async with room.opened() as pilot:
        room.app.copy_text("価格 👩‍🔬 – naïve\n", "test")
        await room.rest(pilot)
        assert room.last_copy() == "価格 👩‍🔬 – naïve\n"


async def test_keys_pressed_before_the_reader_follows_are_for_the_article_under_the_cursor(
    folder_room: Room,
) -> None:
    async with folder_room.opened() as pilot:
        await pilot.press("j", "y", "j", "asterisk")
        await folder_room.rest(pilot)
        assert "On beta." in folder_room.last_copy()
        mark, articles = folder_room.app.mark, list(folder_room.main.list.entries())
        assert [each.title for each in articles if mark(each.digest).is_starred] == ["On alpha"]


# One after the other


def arrived() -> CopyReport:
    attempts = (Attempt("test", Outcome.CHECKED),)
    return CopyReport("test", is_checked=True, file=None, message="Copied (test, checked)", attempts=attempts)


def test_copies_are_brought_one_after_the_other_in_the_order_asked_for() -> None:
    first_may_end = threading.Event()
    brought: list[str] = []

    def bring(text: str) -> CopyReport:
        if text == "first":
            first_may_end.wait()
        brought.append(text)
        return arrived()

    copier = Copier(bring, lambda _: None)
    copier.copy("first", "one")
    copier.copy("second", "two")
    assert brought == []
    first_may_end.set()
    copier.wait()
    assert brought == ["first", "second"]
    assert [copy.what for copy in copier.copies] == ["one", "two"]


def test_a_failure_is_told_and_the_next_copy_is_made() -> None:
    def bring(text: str) -> CopyReport:
        if text == "bad":
            raise ValueError("no \x1b way")
        return arrived()

    ended: list[Copy] = []
    copier = Copier(bring, ended.append)
    copier.copy("bad", "one")
    copier.copy("good", "two")
    copier.wait()
    assert ended == copier.copies
    assert ended[0].message.startswith("Not copied: ValueError")
    assert "\x1b" not in ended[0].message
    assert ended[1].message == "Copied (test, checked)"
