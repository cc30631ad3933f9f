"""A line to type in."""

from __future__ import annotations

from textual.widgets import Input

from techdep_tui.ui.shown import shown

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
