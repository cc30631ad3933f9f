"""The registry's commands in Textual's command palette."""

from __future__ import annotations

from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider

from techdep_tui.ui.actions import COMMANDS, Command, shown_keys
from techdep_tui.ui.app import ReadingRoom


class RoomCommands(Provider):
    """Every command that is more than a movement, by its name."""

    async def discover(self) -> Hits:
        for command in COMMANDS:
            if command.palette:
                yield DiscoveryHit(command.name, partial(self._run, command), help=_help(command))

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for command in COMMANDS:
            score = matcher.match(command.name)
            if command.palette and score > 0:
                yield Hit(
                    score,
                    matcher.highlight(command.name),
                    partial(self._run, command),
                    help=_help(command),
                )

    async def _run(self, command: Command) -> None:
        assert isinstance(self.app, ReadingRoom)
        await self.app.run_command(command)


def _help(command: Command) -> str:
    return f"{shown_keys(command)} · {command.where.value}"
