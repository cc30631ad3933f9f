"""One-line bars: what is open, where the reader is, which keys work now."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.app import RenderResult
from textual.reactive import reactive
from textual.widget import Widget

from techdep_tui.ui.shown import content, shown
from techdep_tui.ui.wrap import fit, wrap

_GAP = 2
"""Blanks between left and right, at least."""


class Bar(Widget):
    """A line with something on the left and, where there is room, something on the right."""

    DEFAULT_CSS = """
    Bar { height: 1; width: 1fr; }
    """

    left: reactive[str] = reactive("")
    """Text that has passed the gate."""

    right: reactive[str] = reactive("")
    """Shown at the right end while both fit."""

    shorter: reactive[tuple[str, ...]] = reactive(())
    """What may stand on the left in its place, lest the right has no room: the longest first."""

    brief: reactive[str] = reactive("")
    """What may stand at the right end in its place."""

    _is_whole, _height = False, 1

    def write(self, text: str, *, is_whole: bool = False) -> None:
        """Show a text on the left: cut to the line, or, where it `is_whole`, on as many lines as it needs."""
        self._is_whole = is_whole
        self.left = text
        self._take_lines()

    def on_resize(self) -> None:
        self._take_lines()

    def _take_lines(self) -> None:
        needed = len(self._lines()) if self._is_whole and self.size.width else 1
        if needed != self._height:
            self._height = needed
            self.styles.height = needed

    def _lines(self) -> list[str]:
        return [self.left[a:b] for a, b in wrap(self.left, 0, len(self.left), self.size.width)]

    def render(self) -> RenderResult:
        width = self.size.width
        if self._is_whole:
            return content(*self._lines())
        lefts = [shown(left) for left in (self.left, *self.shorter)]
        for right in filter(None, map(shown, (self.right, self.brief))):
            for left in lefts:
                gap = width - cell_len(left) - cell_len(right)
                if gap >= _GAP:
                    return content(left + " " * gap + right)
        return content(fit(lefts[0], width))


class KeyBar(Widget):
    """The keys that work now; where there is no room some are left out, never the last two."""

    DEFAULT_CSS = """
    KeyBar { height: 1; width: 1fr; }
    """

    keys: reactive[tuple[tuple[str, str], ...]] = reactive(())
    """Pairs of key and word, in order of importance; the last two always show."""

    def render(self) -> RenderResult:
        text = fit(shown("  ".join(self._fitting(self.keys))), self.size.width)
        return content(text + " " * (self.size.width - cell_len(text)))

    def _fitting(self, keys: Sequence[tuple[str, str]]) -> list[str]:
        entries = [f"{key} {word}" for key, word in keys]
        always = entries[-2:]
        room = self.size.width - sum(cell_len(entry) + 2 for entry in always)
        shown = []
        for entry in entries[:-2]:
            room -= cell_len(entry) + 2
            if room < 0:
                break
            shown.append(entry)
        return shown + always
