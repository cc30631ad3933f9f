"""Search over all articles: what is typed filters at once; the place is shown beside the results."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.worker import get_current_worker

from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.collection import Collection
from techdep_tui.core.errors import QueryError
from techdep_tui.core.search.model import SearchResult
from techdep_tui.ui.actions import Where, bindings, commands, shown_keys
from techdep_tui.ui.labels import plural
from techdep_tui.ui.messages import SearchDone, SearchFailed
from techdep_tui.ui.screens.shape import ShapedScreen
from techdep_tui.ui.shown import content
from techdep_tui.ui.widgets.bars import Bar, KeyBar
from techdep_tui.ui.widgets.entry import Entry
from techdep_tui.ui.widgets.preview import Preview
from techdep_tui.ui.widgets.results import SHOWN_ARTICLES, ResultRow, Results

if TYPE_CHECKING:
    from techdep_tui.ui.app import ReadingRoom


_INDEX_S, _LOOK_AGAIN_S = 2.0, 0.02
"""So long Enter waits for an index that is still being made, and so often it looks."""


@dataclass(frozen=True, slots=True)
class Found:
    """A place to open: the article, its lit stretches, which of them it is, and all articles found."""

    article_id: str
    spans: tuple[Span, ...]
    index: int
    article_ids: tuple[str, ...]


class SearchBox(Entry):
    """The query; the arrows move among the results while it has the focus."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "screen.move(1)", "Next hit", show=False),
        Binding("up", "screen.move(-1)", "Previous hit", show=False),
        Binding("pagedown", "screen.article(1)", "Next article", show=False),
        Binding("pageup", "screen.article(-1)", "Previous article", show=False),
        Binding("ctrl+u", "screen.clear", "Clear", show=False),
        Binding("enter", "screen.open", "Open", show=False),
    ]


class SearchScreen(ShapedScreen[None]):
    """A box, the results by article, and the place of the hit under the cursor."""

    BINDINGS = bindings(Where.SEARCH)

    def __init__(
        self, collection: Collection, room: ReadingRoom, open_found: Callable[[Found], None]
    ) -> None:
        """`open_found` is called at once, lest keys typed ahead meet a screen that has not heard of it."""
        super().__init__()
        self._collection = collection
        self._room = room
        self._open_found = open_found
        self._generation = 0
        self._history_at = len(room.queries)
        self._is_growing = not collection.is_indexed
        self.result = SearchResult("")
        self.box = SearchBox(
            placeholder='words  "a phrase"  -word  word*  title:  source:  date:2025..',
            id="query",
            select_on_focus=True,
        )
        self.results = Results(collection.get, collection.date_of, id="results")
        self.preview = Preview(id="preview-pane")
        self.status = Bar(id="status")
        self.keys = KeyBar(id="keys")

    def compose(self) -> ComposeResult:
        with Horizontal(id="box") as box:
            box.border_title = content("▶ Search all articles")
            yield self.box
        with Horizontal(id="found"):
            yield self.results
            yield self.preview
        yield self.status
        yield self.keys

    def on_mount(self) -> None:
        self.results.border_title = content("Results by article · relevance")
        self.preview.border_title = content("The place")
        self.status.left = "Typing searches at once; Enter opens the hit in the reader with all hits lit."
        self.keys.keys = self._key_words()
        self.set_focus(self.box)
        if self._is_growing:
            self.set_interval(0.2, self._search_again)

    def note(self, text: str) -> None:
        self.status.write(text, is_whole=True)

    # Searching

    @on(Entry.Changed)
    def _typed(self, event: Entry.Changed) -> None:
        event.stop()
        self._generation += 1
        if event.value.strip():
            self._search(self._generation, event.value)
        else:
            self._show(SearchResult(""))

    @work(thread=True, exclusive=True, exit_on_error=False, group="search", description="search")
    def _search(self, generation: int, text: str) -> None:
        worker = get_current_worker()
        try:
            result = self._collection.search(text, lambda: worker.is_cancelled, lenient=True)
        except QueryError as error:
            self.post_message(SearchFailed(generation, str(error), error.position))
            return
        for hits in result.by_article[:SHOWN_ARTICLES]:
            if worker.is_cancelled:
                return
            _ = hits.places  # found here, off the screen's loop
        self.post_message(SearchDone(generation, result))

    def _search_now(self) -> None:
        """Search for what stands in the box without waiting for the worker: Enter came before it."""
        self._generation += 1
        try:
            self._show(self._collection.search(self.box.value, lenient=True))
        except QueryError as error:
            self._say_fault(str(error), error.position)

    def _say_fault(self, reason: str, position: int) -> None:
        self.status.write(f"At character {position + 1}: {reason}")

    def _search_again(self) -> None:
        """The index has grown since."""
        if self._is_growing and self._collection.is_indexed:
            self._is_growing = False
            if self.box.value.strip() and self.focused is self.box:
                self._search_now()

    @on(SearchDone)
    def _searched(self, event: SearchDone) -> None:
        if event.generation == self._generation:
            self._show(event.result)

    @on(SearchFailed)
    def _not_searched(self, event: SearchFailed) -> None:
        if event.generation == self._generation:
            self._say_fault(event.reason, event.position)

    def _show(self, result: SearchResult) -> None:
        self.result = result
        self.results.show(result, self._notes(result))
        self._show_place(self.results.current)
        self.status.write(self._tally(result))

    def _tally(self, result: SearchResult) -> str:
        if not result.query:
            return "Typing searches at once; Enter opens the hit in the reader with all hits lit."
        how = "typing errors forgiven" if result.is_fuzzy else "exact"
        hits = f"{plural(result.hit_count, 'hit')} · " if len(result.by_article) <= SHOWN_ARTICLES else ""
        return (
            f"{hits}{result.total:,} of "
            f"{plural(len(self._collection.articles), 'article')} · {result.elapsed_s * 1000:.0f} ms · {how}"
            + ("" if self._collection.is_indexed else " · the index is still being made")
        )

    def _notes(self, result: SearchResult) -> tuple[str, ...]:
        notes = [
            f"“{typed}” is in no article; searched instead: {', '.join(words)}"
            for typed, words in result.corrections.items()
        ]
        if result.query and not result.by_article:
            notes.append("Nothing found.")
            notes += [f"Nothing matches because of “{term}”." for term in result.killers]
        return tuple(notes)

    # The place beside the results

    @on(Results.Moved)
    def _moved(self, event: Results.Moved) -> None:
        self._show_place(event.row)

    def _show_place(self, row: ResultRow | None) -> None:
        if row is None:
            self.preview.close()
            return
        hit = row.hit or row.hits.hits[-1]
        self.preview.show(self._collection.get(hit.article_id), Span(hit.start, hit.end), row.hits.lit)

    # Actions

    def action_move(self, step: int) -> None:
        if (
            step < 0
            and self.focused is self.box
            and (not self.box.value or self._history_at < len(self._room.queries))
        ):
            self._recall(step)
        elif step < 0 and self.focused is self.results and self.results.cursor == 0:
            self.set_focus(self.box)
        else:
            self.results.action_cursor(step)

    def action_article(self, step: int) -> None:
        self.results.go_to_article(step)

    def action_switch(self) -> None:
        self.set_focus(self.results if self.focused is self.box else self.box)

    def action_clear(self) -> None:
        self.box.value = ""
        self.set_focus(self.box)

    async def action_open(self) -> None:
        """Open the hit under the cursor; of a query typed before the index was made, when it is made."""
        for _ in range(round(_INDEX_S / _LOOK_AGAIN_S)):
            if self._collection.is_indexed:
                break
            await asyncio.sleep(_LOOK_AGAIN_S)
        if self.result.query != self.box.value or self._is_growing:
            self._search_now()
        row = self.results.current
        if row is None:
            return
        if row.hit is None:
            self.results.action_expand()
            return
        self._remember()
        lit = row.hits.lit or (Span(row.hit.start, row.hit.end),)
        index = next((i for i, span in enumerate(lit) if span.start >= row.hit.start), 0)
        found = tuple(hits.article_id for hits in self.result.by_article)
        self._open_found(Found(row.hits.article_id, tuple(lit), index, found))
        self.dismiss(None)

    def action_copy(self) -> None:
        row = self.results.current
        if row is None or row.hit is None:
            return
        from techdep_tui.ui import copying  # citations: needed only here

        article = self._collection.get(row.hit.article_id)
        reference = self._room.reference(article)
        text = copying.quotation(article, row.hit.sentence, reference, self._room.citation_style)
        self._room.copy_text(text, f"sentence {copying.with_citation(self._room.citation_style)}")

    def action_cite(self) -> None:
        found = [self._collection.get(hits.article_id) for hits in self.result.by_article]
        if found and self.focused is self.results:
            from techdep_tui.ui.screens.cite import CiteScreen  # opened on demand

            self.app.push_screen(CiteScreen(found, self._room))

    def action_back(self) -> None:
        self._remember()
        self.dismiss(None)

    def _remember(self) -> None:
        query = self.box.value.strip()
        if query and query not in self._room.queries[-1:]:
            self._room.queries.append(query)

    def _recall(self, step: int) -> None:
        """Put an earlier query of this session into the box."""
        at = self._history_at + step
        if 0 <= at < len(self._room.queries):
            self._history_at = at
            self.box.value = self._room.queries[at]
            self.box.cursor_position = len(self.box.value)

    def _key_words(self) -> tuple[tuple[str, str], ...]:
        return tuple(
            (shown_keys(command), command.hint) for command in commands(Where.SEARCH) if command.hint
        )
