"""A large folder on the screen: how its load is told, and looking for changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from techdep_tui.core import collection as collections
from tests.ui.conftest import write_articles
from tests.ui.driving import Room
from tests.ui.test_watching import until


@pytest.fixture(autouse=True)
def _everything_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collections, "_FEW_FILES", 0)
    monkeypatch.setattr(collections, "_MOST_FILES", 2)


async def test_a_reload_reads_only_what_has_changed_and_says_what_it_found(
    folder_room: Room, tmp_path: Path
) -> None:
    async with folder_room.opened() as pilot:
        room = folder_room
        collection, current = room.app.collection, room.main.current
        assert collection.is_stored
        await room.press(pilot, "f5")
        await until(room, pilot, lambda: "Nothing has changed" in room.main.status.left)
        room.app._stop_watching.set()
        await until(room, pilot, lambda: all(w.is_finished for w in room.app.workers if w.group == "watch"))
        write_articles(tmp_path / "articles", ("alpha", "beta", "gamma", "delta"))
        await room.press(pilot, "f5")
        await until(room, pilot, lambda: "+1 new" in room.main.status.left)
        assert room.app.collection is collection
        assert room.main.list.row_count() == 4
        assert room.main.current is current


async def test_all_is_quiet_on_the_top_line_once_everything_is_done(folder_room: Room) -> None:
    async with folder_room.opened() as pilot:
        await until(folder_room, pilot, lambda: not folder_room.main.top.right)
        assert folder_room.app.collection.has_all_facts
        assert folder_room.app.collection.knows_copies
