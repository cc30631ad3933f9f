"""What can be done with a search beside opening a place: refine, sort, explain, remember, save."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from techdep_tui.core.collection import Collection
from techdep_tui.core.search.model import Aside, Order, SearchResult
from techdep_tui.ui.actions import BY_ID, Command, Where
from techdep_tui.ui.screens.search_words import REFINING
from techdep_tui.ui.screens.shape import ShapedScreen
from techdep_tui.ui.shown import content
from techdep_tui.ui.widgets.refine import Refine

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from techdep_tui.ui.app import ReadingRoom
    from techdep_tui.ui.screens.search_lists import Saved
    from techdep_tui.ui.widgets.bars import Bar
    from techdep_tui.ui.widgets.entry import Entry
    from techdep_tui.ui.widgets.results import Results


class SearchActions(ShapedScreen[None]):
    """The actions of the search; the screen has the box and the panes."""

    box: Entry
    results: Results
    refine: Refine
    status: Bar

    def __init__(self, collection: Collection, room: ReadingRoom) -> None:
        super().__init__()
        self.collection = collection
        self.room = room
        self.result = SearchResult("")
        self.aside = Aside()
        self.order = Order.RELEVANCE
        self.new: frozenset[str] = frozenset()
        self.new_in = ""
        self._history = room.searches.history()
        self._history_at = len(self._history)

    def search(self) -> None:
        """Search for what stands in the box."""
        raise NotImplementedError

    def command(self, command_id: str) -> Command:
        """A command of the registry."""
        return BY_ID[command_id]

    def put(self, query: str) -> None:
        """Put a query into the box, which searches for it."""
        self.box.value = query
        self.box.cursor_position = len(query)

    # Refine

    def action_refine(self) -> None:
        if self.leave_refine():
            self.set_focus(self.box)
            return
        self.add_class("-refining")
        self.set_focus(self.refine)
        self.status.write(REFINING)

    def leave_refine(self) -> bool:
        """Close the counts where they hide the results; says whether the reader was there."""
        was_there = self.focused is self.refine
        self.remove_class("-refining")
        return was_there

    @on(Refine.Taken)
    def _take_term(self, event: Refine.Taken) -> None:
        if event.term not in self.box.value.split():
            self.put(f"{self.box.value.rstrip()} {event.term}")

    def action_take(self) -> None:
        if self.aside.instead:
            self.put(self.aside.instead)
        else:
            self.status.write("There is nothing to take: the words were found as you typed them.")

    # Sort, explain

    def action_help(self) -> None:
        from techdep_tui.ui.screens.text import help_screen  # opened on demand

        self.app.push_screen(help_screen(Where.SEARCH, self.room.keymap_by_id))

    def action_sort(self) -> None:
        orders = list(Order)
        self.order = orders[(orders.index(self.order) + 1) % len(orders)]
        if self.order is Order.HITS and len(self.result.by_article) > 1:
            self.status.write("Counting the hits of every article …")
        self.results.border_title = content(f"Results by article · sorted: {self.order}")
        self.search()

    def action_why(self) -> None:
        row = self.results.current
        if row is None:
            return
        from techdep_tui.ui.screens.text import TextScreen  # opened on demand

        lines = self.collection.why(self.result, row.hits)
        title = self.collection.catalogue.entry_of(row.hits.article_id).title

        def paragraphs(letters: str) -> Sequence[tuple[str, str]]:
            chosen = [line for line in lines if letters.casefold() in line.casefold()]
            return [(title, "heading"), ("", ""), *((line, "") for line in chosen)]

        self.app.push_screen(TextScreen("Why this article was found", paragraphs))

    # History

    def remember(self) -> None:
        """Keep the query in the history."""
        query = self.box.value.strip()
        if query:
            self.room.searches.remember(query)
        if query and query == self.new_in:
            self.new_in = ""

    def recall(self, step: int) -> bool:
        """Put an earlier query into the empty box, or the one before that; says whether it did."""
        if self.box.value and self._history_at >= len(self._history):
            return False
        at = self._history_at + step
        if 0 <= at < len(self._history):
            self._history_at = at
            self.put(self._history[at])
        return True

    def action_history(self) -> None:
        from techdep_tui.ui.screens.search_lists import HistoryScreen  # opened on demand

        def taken(query: str | None) -> None:
            if query is not None:
                self.put(query)

        def forget() -> None:
            self.room.searches.forget()
            self._history, self._history_at = [], 0

        self.app.push_screen(HistoryScreen(self.room.searches.history(), forget), taken)

    # Saved searches

    def action_save(self) -> None:
        query = self.box.value.strip()
        if not query:
            self.status.write("There is no query in the box to save.")
            return
        self.room.searches.save(query, self._ids(query, lambda: False))
        self.status.write(f"Saved: “{query}”. F7 shows the saved searches, and what is new in them.")

    def action_saved(self) -> None:
        from techdep_tui.ui.screens.search_lists import SavedScreen  # opened on demand

        searches = self.room.searches

        def taken(saved: Saved | None) -> None:
            if saved is not None:
                self.new, self.new_in = saved.new, saved.query
                searches.save(saved.query, self._ids(saved.query, lambda: False))
                if self.box.value == saved.query:
                    self.search()
                else:
                    self.put(saved.query)

        self.app.push_screen(SavedScreen(searches.saved(), self._ids, searches.unsave), taken)

    def _ids(self, query: str, cancelled: Callable[[], bool]) -> list[str]:
        limit = max(len(self.collection.catalogue), 1)
        result = self.collection.search(query, cancelled, lenient=True, limit=limit)
        return [hits.article_id for hits in result.by_article if not hits.is_fuzzy]
