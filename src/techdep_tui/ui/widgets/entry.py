"""Textual's own widgets for text, past the gate: a line to type in, a line to read."""

from __future__ import annotations

from textual.widgets import Input, Label

from techdep_tui.ui.shown import content, shown

_LONGEST = 2_000


class Entry(Input):
    """An input of bounded length, for somebody may paste a book into it."""

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        id: str | None = None,  # noqa: A002
        select_on_focus: bool = False,
    ) -> None:
        super().__init__(
            shown(value),
            placeholder=placeholder,
            id=id,
            compact=True,
            select_on_focus=select_on_focus,
            max_length=_LONGEST,
        )


def label(text: str, *, id: str | None = None, classes: str | None = None) -> Label:  # noqa: A002
    """A line to read, never markup."""
    return Label(content(text), id=id, classes=classes)
