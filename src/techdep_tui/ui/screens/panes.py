"""Three panes side by side or one at a time, the bars around them, and which pane has the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.geometry import Size
from textual.timer import Timer
from textual.widget import Widget

from techdep_tui.core.collection import Collection
from techdep_tui.ui.actions import Where, bindings, commands, shown_keys
from techdep_tui.ui.screens.prompts import PromptScreen
from techdep_tui.ui.shown import content
from techdep_tui.ui.widgets.article_list import ArticleList
from techdep_tui.ui.widgets.bars import Bar, KeyBar
from techdep_tui.ui.widgets.facts_pane import FactsPane
from techdep_tui.ui.widgets.reader import Reader

if TYPE_CHECKING:
    from techdep_tui.config import Settings

PANES = ("list", "reader", "facts")
_PANE_OF_WHERE = {"list": Where.LIST, "reader": Where.READER, "facts": Where.FACTS}
_NAMES = {"list": "Articles", "reader": "Reader", "facts": "Facts"}
_NOTE_S = 12.0


class PanesScreen(PromptScreen[None]):
    """The panes and bars of the main screen, without what they hold."""

    AUTO_FOCUS = "#list"
    BINDINGS = bindings(Where.EVERYWHERE, Where.ARTICLE)

    def __init__(self, size: Size, collection: Collection, settings: Settings) -> None:
        super().__init__(size)
        self.collection = collection
        self.list = ArticleList(collection.catalogue, id="list")
        self.reader = Reader(
            id="reader", measure=settings.reader_width, shows_boilerplate=settings.show_boilerplate
        )
        self.facts = FactsPane(id="facts")
        self.top = Bar(id="top")
        self.crumbs = Bar(id="crumbs")
        self.near = Bar(id="near")
        self.status = Bar(id="status")
        self.keys = KeyBar(id="keys")
        self._pane = "list"
        self._is_zoomed = False
        self._hides_facts = False
        self._keys_of_pane: dict[str, tuple[tuple[str, str], ...]] = {}
        self._note = ""
        self._note_timer: Timer | None = None

    def compose(self) -> ComposeResult:
        self.arrange_panes()
        yield self.top
        yield self.crumbs
        with Horizontal(id="panes"):
            yield self.list
            yield self.reader
            yield self.facts
        yield self.near
        yield self.status
        yield self.keys

    @property
    def pane(self) -> str:
        """The pane with the focus: "list", "reader" or "facts"."""
        return self._pane

    @property
    def is_single(self) -> bool:
        """Whether one pane at a time is shown."""
        return self._is_zoomed or self.has_class("-single")

    @property
    def is_zoomed(self) -> bool:
        """Whether the focused pane was given the whole screen."""
        return self._is_zoomed

    def show_pane(self, name: str) -> None:
        """Give a pane the focus, and the screen where only one is shown."""
        self._hides_facts = self._hides_facts and name != "facts"
        self._pane = name
        self.arrange_panes()
        self.set_focus(self._pane_widget(name))

    def arrange_panes(self) -> None:
        """Show the panes and bars for which there is room.

        Not left to the stylesheet: a class of the screen that changes has every widget styled anew.
        """
        is_single, is_bare = self.is_single, self.has_class("-bare")
        for name in PANES:
            is_wanted = name == self._pane if is_single else name != "facts" or not self._hides_facts
            pane = self._pane_widget(name)
            pane.display = is_wanted
        self.top.display = not is_bare
        self.crumbs.display = is_single and not self._is_zoomed and not is_bare
        self._arrange_notes()

    def _arrange_notes(self) -> None:
        """A note has the status line, also where that has no room otherwise."""
        is_near = self.crumbs.display and self._pane == "reader"
        self.near.display = is_near and not self._note
        self.status.display = bool(self._note) or not (is_near or self.has_class("-bare"))

    def shape_changed(self) -> None:
        self.arrange_panes()

    def note(self, text: str) -> None:
        """Say something in the status line, for some seconds; it takes more lines where it needs them."""
        self._note = text
        self._arrange_notes()
        if self._note_timer is not None:
            self._note_timer.stop()
        self._note_timer = self.set_timer(_NOTE_S, self._drop_note)
        self.update_bars()

    def status_text(self) -> str:
        """What the status line says while there is nothing to note."""
        return ""

    def near_text(self) -> str:
        """What the line under the text says, where the facts have no room beside it."""
        return ""

    def update_bars(self) -> None:
        """Write the bars anew."""
        self.status.write(self._note or self.status_text(), is_whole=bool(self._note))
        self.near.write(self.near_text())
        self.keys.keys = self._keys()
        count = f" {self.facts.fact_count}" if self.facts.fact_count else ""
        names = {**_NAMES, "facts": "Facts" + count}
        self.crumbs.left = " ▸ ".join(f"[{names[p]}]" if p == self._pane else names[p] for p in PANES)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        if event.widget.id in PANES and event.widget.id != self._pane:
            self._pane = event.widget.id
            self.arrange_panes()
        self.update_titles()
        self.update_bars()

    def update_titles(self) -> None:
        """Write the panes' titles anew; the focused one is marked."""
        for pane, title in self.pane_titles().items():
            self.set_title(self._pane_widget(pane), title, is_focused=pane == self._pane)

    @staticmethod
    def set_title(widget: Widget, title: str, *, is_focused: bool) -> None:
        """Write a pane's title, which may come from a file, if it is another than before."""
        new = content(("▶ " if is_focused else "") + title)
        if widget.border_title != new.markup:
            widget.border_title = new

    def pane_titles(self) -> dict[str, str]:
        """The panes' titles."""
        return dict(_NAMES)

    def action_focus_pane(self, step: int) -> None:
        panes = [p for p in PANES if p != "facts" or self.is_single or not self._hides_facts]
        self.show_pane(panes[(panes.index(self._pane) + step) % len(panes)])

    def action_zoom(self) -> None:
        self._is_zoomed = not self._is_zoomed
        for name in PANES:
            self._pane_widget(name).styles.width = "1fr" if self._is_zoomed else None
        self.arrange_panes()

    def action_toggle_facts(self) -> None:
        if self.is_single:
            self.show_pane("reader" if self._pane == "facts" else "facts")
            return
        if self._pane == "facts":
            self.show_pane("reader")
        self._hides_facts = not self._hides_facts
        self.arrange_panes()

    def _pane_widget(self, name: str) -> Widget:
        return {"list": self.list, "reader": self.reader, "facts": self.facts}[name]

    def _drop_note(self) -> None:
        self._note = ""
        self._arrange_notes()
        self.update_bars()

    def _keys(self) -> tuple[tuple[str, str], ...]:
        if self._pane not in self._keys_of_pane:
            self._keys_of_pane[self._pane] = self._make_keys()
        return self._keys_of_pane[self._pane]

    def _make_keys(self) -> tuple[tuple[str, str], ...]:
        keymap = getattr(self.app, "keymap_by_id", {})
        shown = [
            (shown_keys(command, keymap).split(" ")[0], command.hint)
            for where in (_PANE_OF_WHERE[self._pane], Where.ARTICLE, Where.EVERYWHERE)
            for command in commands(where)
            if command.hint
        ]
        always = [pair for pair in shown if pair[1] in ("help", "cmd")]
        return (*(pair for pair in shown if pair not in always), *always)
