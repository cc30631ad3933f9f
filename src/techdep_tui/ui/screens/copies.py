"""What was copied in this session, to see it, to copy it again, or to select it by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from techdep_tui.ui.labels import plural
from techdep_tui.ui.screens.overlay import Overlay
from techdep_tui.ui.widgets.text_view import ChoiceView

if TYPE_CHECKING:
    from techdep_tui.ui.copier import Copy

SHOWN_LINES = 6
"""So many lines of a copy are shown."""

_SHOWN_CHARACTERS = 1200


class CopiesScreen(Overlay["Copy | None"]):
    """The session's copies, the last one first; Enter copies one again, P shows one on the plain screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "back", "Close", show=False),
        Binding("y", "again", "Copy again", show=False),
        Binding("P", "by_hand", "Select by hand", show=False),
    ]

    def __init__(self, copies: Sequence[Copy], show_by_hand: Callable[[str], None]) -> None:
        super().__init__(
            f"Copied in this session: {len(copies)}",
            (("Enter", "copy again"), ("P", "select by hand"), ("Esc", "close")),
        )
        self._copies = list(reversed(copies))
        self._show_by_hand = show_by_hand
        self._view = ChoiceView(id="choices")

    def body(self) -> ComposeResult:
        yield self._view

    def on_mount(self) -> None:
        super().on_mount()
        self._show_copies()
        if not self._copies:
            self.note("Nothing yet: y copies a sentence with its citation, c a citation.")
        self.set_focus(self._view)

    def note(self, text: str) -> None:
        """Said as well when a copy comes to its end: the rows tell where it went."""
        super().note(text)
        self._show_copies()

    def _show_copies(self) -> None:
        rows = [(copy.what, _beginning(copy.text), copy.message) for copy in self._copies]
        self._view.show(rows, self._view.cursor)

    @on(ChoiceView.Chosen)
    def action_again(self) -> None:
        if self._copies:
            self.dismiss(self._copies[self._view.cursor])

    def action_by_hand(self) -> None:
        if self._copies:
            self._show_by_hand(self._copies[self._view.cursor].text)


def _beginning(text: str) -> str:
    """The first lines of a text, and how long the whole is."""
    shown = "\n".join(text.split("\n", SHOWN_LINES)[:SHOWN_LINES])[:_SHOWN_CHARACTERS]
    return text if shown == text else f"{shown} … (of {plural(len(text), 'character')})"
