"""Drives the app as a reader does, and reads the screen as a reader does."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot
from textual.widget import Widget

from techdep_tui import config, paths
from techdep_tui.core.state.state import State
from techdep_tui.ui.app import ReadingRoom
from techdep_tui.ui.screens.main import MainScreen


class Room:
    """An app to be opened at some size."""

    def __init__(self, folders: Sequence[Path], *, theme: str | None = None) -> None:
        self.folders = list(folders)
        self.app = ReadingRoom(
            self.folders,
            config.load(),
            open_state=lambda: State.open(paths.state_file()),
            name_of_folder="folder",
            theme=theme,
        )

    @asynccontextmanager
    async def opened(self, width: int = 120, height: int = 36) -> AsyncIterator[Pilot[None]]:
        """Run the app until everything is loaded and at rest."""
        async with self.app.run_test(size=(width, height)) as pilot:
            await self.rest(pilot)
            yield pilot

    async def press(self, pilot: Pilot[None], *keys: str) -> None:
        """Press keys, one after the other, each when the last one's work is done."""
        for key in keys:
            await pilot.press(key)
            await self.rest(pilot)

    async def type(self, pilot: Pilot[None], text: str) -> None:
        """Type letters into whatever has the focus."""
        await self.press(pilot, *("space" if letter == " " else letter for letter in text))

    async def rest(self, pilot: Pilot[None]) -> None:
        """Wait until no worker runs and no message is on its way; who watches the folder runs for ever."""
        await pilot.pause()
        if working := [worker for worker in self.app.workers if worker.group != "watch"]:
            await self.app.workers.wait_for_complete(working)
        await asyncio.to_thread(self.app.copier.wait)
        await pilot.pause()

    @property
    def main(self) -> MainScreen:
        """The main screen."""
        assert self.app.main_screen is not None
        return self.app.main_screen

    def last_copy(self) -> str:
        """The text of the file that every copy goes to."""
        return (paths.state_dir() / "last-copy.txt").read_text(encoding="utf-8")


def lines(widget: Widget) -> list[str]:
    """What a pane shows, line by line."""
    return [widget.render_line(y).text.rstrip() for y in range(widget.size.height)]


def shown(widget: Widget) -> str:
    """What a pane shows, in one string with single blanks."""
    return " ".join(" ".join(lines(widget)).split())
