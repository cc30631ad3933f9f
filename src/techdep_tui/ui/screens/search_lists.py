"""Earlier queries and saved searches, to take one again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.worker import get_current_worker

from techdep_tui.ui.labels import plural
from techdep_tui.ui.screens.overlay import Overlay
from techdep_tui.ui.widgets.text_view import ChoiceView


class HistoryScreen(Overlay[str | None]):
    """The queries of this and earlier sessions, the last one first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "back", "Close", show=False),
        Binding("X", "forget", "Forget all", show=False),
    ]

    def __init__(self, queries: Sequence[str], forget: Callable[[], None]) -> None:
        super().__init__(
            "Earlier queries", (("Enter", "take"), ("X", "forget all, for good"), ("Esc", "close"))
        )
        self._queries = list(reversed(queries))
        self._forget = forget
        self._view = ChoiceView(id="choices")

    def body(self) -> ComposeResult:
        yield self._view

    def on_mount(self) -> None:
        super().on_mount()
        self._view.show([(query,) for query in self._queries])
        if not self._queries:
            self.note("None yet: a query is remembered when a place is opened or the search is left.")
        self.set_focus(self._view)

    @on(ChoiceView.Chosen)
    def _take(self, event: ChoiceView.Chosen) -> None:
        self.dismiss(self._queries[event.row])

    def action_forget(self) -> None:
        self._forget()
        self._queries = []
        self._view.show([])
        self.note("Forgotten. Saved searches stay.")


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved search with what it finds now, and which of these articles it had not found before."""

    query: str
    articles: int
    new: frozenset[str]


class SavedScreen(Overlay["Saved | None"]):
    """The saved searches with the number of articles that are new since they were last looked at."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "back", "Close", show=False),
        Binding("X,delete", "remove", "Remove", show=False),
    ]

    @dataclass
    class Counted(Message):
        """A saved search has been run."""

        saved: Saved

    def __init__(
        self,
        searches: Mapping[str, frozenset[str]],
        find: Callable[[str, Callable[[], bool]], Sequence[str]],
        remove: Callable[[str], None],
    ) -> None:
        """`find` gives the ids of the articles that a query finds, unless it is cancelled."""
        super().__init__("Saved searches", (("Enter", "search"), ("X", "remove"), ("Esc", "close")))
        self._seen = dict(sorted(searches.items()))
        self._found: dict[str, Saved] = {}
        self._find = find
        self._remove = remove
        self._view = ChoiceView(id="choices")

    def body(self) -> ComposeResult:
        yield self._view

    def on_mount(self) -> None:
        super().on_mount()
        self._show()
        if not self._seen:
            self.note("None yet: F6 in the search saves the query in the box.")
        self.set_focus(self._view)
        self._count()

    @work(thread=True, exclusive=True, exit_on_error=False, group="saved", description="saved searches")
    def _count(self) -> None:
        worker = get_current_worker()
        for query, seen in list(self._seen.items()):
            ids = self._find(query, lambda: worker.is_cancelled)
            if worker.is_cancelled:
                return
            self.post_message(self.Counted(Saved(query, len(ids), frozenset(ids) - seen)))

    @on(Counted)
    def _counted(self, event: Counted) -> None:
        self._found[event.saved.query] = event.saved
        self._show()

    @on(ChoiceView.Chosen)
    def _take(self, event: ChoiceView.Chosen) -> None:
        query = list(self._seen)[event.row]
        self.dismiss(self._found.get(query) or Saved(query, 0, frozenset()))

    def action_remove(self) -> None:
        if self._seen:
            query = list(self._seen)[self._view.cursor]
            self._remove(query)
            del self._seen[query]
            self._show()
            self.note(f"“{query}” is no longer saved.")

    def _show(self) -> None:
        rows = [(query, self._words(query)) for query in self._seen]
        self._view.show(rows, self._view.cursor)

    def _words(self, query: str) -> str:
        found = self._found.get(query)
        if found is None:
            return "searching …"
        new = f"{len(found.new):,} new since last time" if found.new else "nothing new"
        return f"{plural(found.articles, 'article')} · {new}"
