"""A screen that can ask for a line of text above its keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from textual.geometry import Size
from textual.widget import Widget

from techdep_tui.ui.screens.shape import ShapedScreen

if TYPE_CHECKING:
    from techdep_tui.ui.widgets.prompt import Prompt

ResultT = TypeVar("ResultT")


class PromptScreen(ShapedScreen[ResultT]):
    """One prompt at a time; focus returns to where it was."""

    def __init__(self, size: Size | None = None, *, classes: str = "") -> None:
        super().__init__(size, classes=classes)
        self._prompt: Prompt | None = None
        self._focus_before: Widget | None = None

    def ask(
        self,
        label: str,
        on_done: Callable[[str | None], None],
        *,
        value: str = "",
        on_edit: Callable[[str], None] | None = None,
        before: str = "#keys",
    ) -> None:
        """Ask for a line; `on_edit` hears every change, `on_done` the line, or `None` after Esc."""
        if self._prompt is not None:
            return
        from techdep_tui.ui.widgets.prompt import Prompt  # Textual's Input costs 25 ms to import

        def done(text: str | None) -> None:
            self._close_prompt()
            on_done(text)

        self._focus_before = self.focused
        self._prompt = Prompt(label=label, value=value, on_edit=on_edit, on_done=done)
        self.mount(self._prompt, before=before)
        self.set_focus(self._prompt)

    def _close_prompt(self) -> None:
        if self._prompt is not None:
            self._prompt.remove()
            self._prompt = None
        self.set_focus(self._focus_before)
        self._focus_before = None
