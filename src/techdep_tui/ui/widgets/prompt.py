"""A line to type in, above the keys: find in the text, filter a pane, name a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType

from techdep_tui.ui.widgets.entry import Entry


class Prompt(Entry):
    """An input that tells every change, and how it ended: Enter with its text, Esc with `None`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Cancel", show=False),
        Binding("ctrl+u", "clear_all", "Clear", show=False),
    ]

    def __init__(
        self,
        *,
        label: str,
        on_done: Callable[[str | None], None],
        value: str = "",
        on_edit: Callable[[str], None] | None = None,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(value, placeholder=label, id=id)
        self._on_edit = on_edit
        self._on_done = on_done

    def action_cancel(self) -> None:
        self._on_done(None)

    def action_clear_all(self) -> None:
        self.value = ""

    async def action_submit(self) -> None:
        self._on_done(self.value)

    def on_input_changed(self, event: Entry.Changed) -> None:
        event.stop()
        if self._on_edit is not None:
            self._on_edit(event.value)
