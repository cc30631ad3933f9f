"""What was copied in this session, to see it and to copy it again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from techdep_tui.ui.screens.overlay import Overlay
from techdep_tui.ui.widgets.text_view import ChoiceView

if TYPE_CHECKING:
    from techdep_tui.ui.app import Copy


class CopiesScreen(Overlay["Copy | None"]):
    """The session's copies, the last one first; Enter copies one again."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "back", "Close", show=False)]

    def __init__(self, copies: Sequence[Copy]) -> None:
        super().__init__(
            f"Copied in this session: {len(copies)}", (("Enter", "copy again"), ("Esc", "close"))
        )
        self._copies = list(reversed(copies))
        self._view = ChoiceView(id="choices")

    def body(self) -> ComposeResult:
        yield self._view

    def on_mount(self) -> None:
        super().on_mount()
        if self._copies:
            self._view.show([(copy.what, copy.text, copy.message) for copy in self._copies])
        else:
            self.note("Nothing yet: y copies a sentence with its citation, c a citation.")
        self.set_focus(self._view)

    @on(ChoiceView.Chosen)
    def _copy_again(self, event: ChoiceView.Chosen) -> None:
        self.dismiss(self._copies[event.row])
