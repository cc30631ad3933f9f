"""A folder that changes while its articles are read."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from pathlib import Path

from textual.pilot import Pilot

from techdep_tui.ui.pace import Words
from tests.ui.conftest import write_articles
from tests.ui.driving import Room, shown

_PATIENCE_S = 10.0
"""The bar is 2 s, which `benchmarks` measures; a busy machine gets more."""


async def until(room: Room, pilot: Pilot[None], is_so: Callable[[], bool]) -> None:
    """Wait until something is so, and the app is at rest."""
    deadline = time.monotonic() + _PATIENCE_S
    while not is_so():
        assert time.monotonic() < deadline
        await asyncio.sleep(0.02)
    await room.rest(pilot)


async def watches(room: Room, pilot: Pilot[None], folder: Path) -> None:
    """Wait until the folder is watched: a first change is told."""
    (folder / "sign.md").write_text("A sign\n\nIt stands here.\n")
    await until(room, pilot, lambda: "sign.md" in " ".join(room.app.collection.catalogue.paths))
    await until(room, pilot, lambda: "new" in room.main.top.right)
    await room.press(pilot, "j", "k")
    await until(room, pilot, lambda: "new" not in room.main.top.right)


async def test_new_files_are_listed_and_counted_while_the_reader_stays(
    folder_room: Room, tmp_path: Path
) -> None:
    folder = tmp_path / "articles"
    async with folder_room.opened() as pilot:
        await watches(folder_room, pilot, folder)
        await folder_room.press(pilot, "enter")
        reading = folder_room.main.current
        write_articles(folder, ("delta", "epsilon", "zeta"))
        await until(folder_room, pilot, lambda: "+3 new" in folder_room.main.top.right)
        assert folder_room.main.current is reading
        assert "7 articles" in folder_room.main.top.left
        folder_room.main._loading = Words("facts of 3 of 7", "facts 42%")
        folder_room.main.update_top()
        assert folder_room.main.top.right == "+3 new · facts of 3 of 7"
        assert "On zeta" in shown(folder_room.main.list)
        await folder_room.press(pilot, "S", *"epsilon")
        results = folder_room.app.screen.query_one("#results")
        await until(folder_room, pilot, lambda: "On epsilon" in shown(results))


async def test_the_text_that_is_read_follows_its_file_at_the_same_place(
    folder_room: Room, tmp_path: Path
) -> None:
    folder = tmp_path / "articles"
    async with folder_room.opened() as pilot:
        await watches(folder_room, pilot, folder)
        await folder_room.press(pilot, "g", "enter")
        current = folder_room.main.current
        assert current is not None
        current.path.write_text(current.raw + "\nA paragraph that came later.\n")
        await until(folder_room, pilot, lambda: "came later" in shown(folder_room.main.reader))
        assert "1 changed" in folder_room.main.top.right
        assert "has changed" in shown(folder_room.main.status)


async def test_the_text_of_a_file_that_goes_stays_until_it_is_left(folder_room: Room, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    async with folder_room.opened() as pilot:
        await watches(folder_room, pilot, folder)
        await folder_room.press(pilot, "g", "enter")
        current = folder_room.main.current
        assert current is not None
        current.path.unlink()
        await until(folder_room, pilot, lambda: "1 gone" in folder_room.main.top.right)
        assert current.title in shown(folder_room.main.reader)
        assert current.title not in shown(folder_room.main.list)
        await folder_room.press(pilot, "J")
        await until(folder_room, pilot, lambda: current.title not in shown(folder_room.main.reader))


async def test_a_filter_takes_in_what_is_new_and_matches(folder_room: Room, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    async with folder_room.opened() as pilot:
        await watches(folder_room, pilot, folder)
        await folder_room.press(pilot, "f", *"words", "enter")
        before = len(folder_room.main.list.numbers)
        write_articles(folder, ("delta",))
        (folder / "other.md").write_text("Another\n\nIt has none of them.\n")
        await until(folder_room, pilot, lambda: len(folder_room.main.list.numbers) == before + 1)
