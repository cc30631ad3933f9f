"""The frame of every overlay: one level deep, a title, its own line of keys; Esc closes it."""

from __future__ import annotations

from typing import TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from techdep_tui.ui.screens.prompts import PromptScreen
from techdep_tui.ui.shown import content
from techdep_tui.ui.widgets.bars import Bar, KeyBar

ResultT = TypeVar("ResultT")


class Overlay(PromptScreen[ResultT], ModalScreen[ResultT]):
    """A box over the main screen; `body` fills it.

    `heading` may hold text from files: it is never read as markup.
    """

    def __init__(self, heading: str, keys: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self.heading = heading
        self.frame = Vertical(id="frame")
        self.status = Bar(id="overlay-status")
        self.keys = KeyBar(id="keys")
        self._shown_keys = keys

    def compose(self) -> ComposeResult:
        with self.frame:
            yield from self.body()
            yield self.status
            yield self.keys

    def body(self) -> ComposeResult:
        """The widgets inside the box."""
        raise NotImplementedError

    def on_mount(self) -> None:
        self.set_heading(self.heading)
        self.keys.keys = self._shown_keys

    def set_heading(self, heading: str) -> None:
        """Write the title of the box."""
        self.frame.border_title = content(f"▶ {heading}")

    def note(self, text: str) -> None:
        """Say something in the box's status line."""
        self.status.write(text, is_whole=True)

    def action_back(self) -> None:
        self.dismiss(None)
