"""What a screen's size means for its layout, as classes that the stylesheet knows."""

from __future__ import annotations

from typing import TypeVar

from textual import events
from textual.geometry import Size
from textual.screen import Screen

ResultT = TypeVar("ResultT")

WIDE, MIDDLE, NARROW, LOW = 140, 100, 60, 16
"""Columns from which on there is much room, room for three panes, room for frames; rows likewise."""


def shape_of(size: Size) -> frozenset[str]:
    """The classes of a size: "-wide", "-single" (one pane at a time), "-bare" (without frames and bars)."""
    width, height = size
    return frozenset(
        name
        for name, holds in (
            ("-wide", width >= WIDE),
            ("-single", width < MIDDLE or height < LOW),
            ("-bare", width < NARROW or height < LOW),
        )
        if holds
    )


class ShapedScreen(Screen[ResultT]):
    """A screen that carries the classes of its size.

    Textual's breakpoints do the same, but only after the first layout, which then is for nothing.
    """

    def __init__(self, size: Size | None = None, *, classes: str = "") -> None:
        """With its `size`, the screen need not be laid out twice at the start."""
        super().__init__(classes=" ".join([classes, *(shape_of(size) if size else ())]))

    def on_resize(self, event: events.Resize) -> None:
        shape = shape_of(event.size)
        classes = {name: name in shape for name in ("-wide", "-single", "-bare")}
        if any(self.has_class(name) != holds for name, holds in classes.items()):
            self.update_classes(classes)
            self.shape_changed()

    def note(self, text: str) -> None:
        """Say something to the reader, where the screen has a line for it."""

    def shape_changed(self) -> None:
        """Called when the screen has other classes than before."""
