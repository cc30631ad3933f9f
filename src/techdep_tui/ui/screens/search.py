"""Search over all articles: what is typed filters at once; place and counts are shown beside the results."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.worker import Worker, get_current_worker

from techdep_tui.core.articles.model import Article
from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.collection import Collection
from techdep_tui.core.errors import ArticleNotFound, QueryError
from techdep_tui.core.search.model import Aside, Order, SearchResult
from techdep_tui.ui.actions import Where, bindings, commands, shown_keys
from techdep_tui.ui.messages import SearchAside, SearchDone, SearchFailed
from techdep_tui.ui.screens import search_words
from techdep_tui.ui.screens.search_actions import SearchActions
from techdep_tui.ui.shown import content
from techdep_tui.ui.widgets.bars import Bar, KeyBar
from techdep_tui.ui.widgets.entry import Entry
from techdep_tui.ui.widgets.preview import Preview
from techdep_tui.ui.widgets.refine import Refine
from techdep_tui.ui.widgets.results import SHOWN_ARTICLES, ResultRow, Results

if TYPE_CHECKING:
    from techdep_tui.ui.app import ReadingRoom

_COUNTED_ARTICLES = 40
"""Articles found up to which the hits of all are counted, and whose places are looked for ahead."""

_REST_S = 0.12
"""How long no key must be pressed until what goes beside the results is found out and drawn."""


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


class SearchScreen(SearchActions):
    """A box, the results by article, the place of the hit under the cursor, and counts to refine by."""

    BINDINGS = bindings(Where.SEARCH)

    def __init__(
        self, collection: Collection, room: ReadingRoom, open_found: Callable[[Found], None]
    ) -> None:
        """`open_found` is called at once, lest keys typed ahead meet a screen that has not heard of it."""
        super().__init__(collection, room)
        self._open_found = open_found
        self._generation = 0
        self._is_growing = not collection.is_indexed
        self.box = SearchBox(
            placeholder='words  "a phrase"  -word  near:5  title:  source:  date:2025..  who:  num:>50%',
            id="query",
            select_on_focus=True,
        )
        self.results = Results(collection.get, collection.catalogue, id="results")
        self.preview = Preview(id="preview-pane")
        self.refine = Refine(id="refine")
        self.tally = Bar(id="tally")
        self.status = Bar(id="status")
        self.keys = KeyBar(id="keys")

    def compose(self) -> ComposeResult:
        with Horizontal(id="box") as box:
            box.border_title = content("▶ Search all articles")
            yield self.box
            yield self.tally
        with Horizontal(id="found"):
            yield self.results
            with Vertical(id="beside"):
                yield self.preview
                yield self.refine
        yield self.status
        yield self.keys

    def on_mount(self) -> None:
        self.preview.border_title = content("The place")
        self.refine.border_title = content("Refine")
        self.keys.keys = tuple(
            (shown_keys(command).split()[0], command.hint)
            for command in commands(Where.SEARCH)
            if command.hint
        )
        self._show(SearchResult(""))
        self.set_focus(self.box)
        if self._is_growing:
            self.set_interval(0.2, self._search_again)

    def note(self, text: str) -> None:
        self.status.write(text, is_whole=True)

    # Searching

    @on(Entry.Changed)
    def _typed(self, event: Entry.Changed) -> None:
        event.stop()
        if event.value.strip() != self.new_in:
            self.new_in, self.new = "", frozenset()
        self.search()

    def search(self) -> None:
        """Search for what stands in the box, off the screen's loop."""
        self._generation += 1
        if self.box.value.strip():
            self._search(self._generation, self.box.value, self.order)
        else:
            self._show(SearchResult(""))

    @work(thread=True, exclusive=True, exit_on_error=False, group="search", description="search")
    def _search(self, generation: int, text: str, order: Order) -> None:
        worker = get_current_worker()
        try:
            result = self.collection.search(text, lambda: worker.is_cancelled, lenient=True, order=order)
        except QueryError as error:
            self.post_message(SearchFailed(generation, error))
            return
        if not _has_places(result, SHOWN_ARTICLES, worker):
            return
        self.post_message(SearchDone(generation, result))
        if _rests(worker) and _has_places(result, _COUNTED_ARTICLES, worker):
            aside = self.collection.search_aside(result, lambda: worker.is_cancelled)
            if not worker.is_cancelled:
                self.post_message(SearchAside(generation, aside))

    def _search_now(self) -> None:
        """Search for what stands in the box without waiting for the worker: Enter came before it."""
        self._generation += 1
        try:
            self._show(self.collection.search(self.box.value, lenient=True, order=self.order))
        except QueryError as error:
            self.status.write(search_words.fault(error))

    def _search_again(self) -> None:
        """The index has grown since."""
        if self._is_growing and self.collection.is_indexed:
            self._is_growing = False
            if self.box.value.strip() and self.focused is self.box:
                self._search_now()

    @on(SearchDone)
    def _searched(self, event: SearchDone) -> None:
        if event.generation == self._generation:
            self._show(event.result)

    @on(SearchAside)
    def _found_aside(self, event: SearchAside) -> None:
        if event.generation == self._generation:
            self.aside = event.aside
            if event.aside.titles:
                self.result = replace(self.result, by_article=(*self.result.by_article, *event.aside.titles))
            self.refine.show(event.aside.counts)
            notes = search_words.notes_below(self.result, event.aside)
            if notes or event.aside.titles:
                self.results.add(self.result, search_words.notes_above(self.result), notes)
            self._say_what_was_found()
            if event.aside.titles:
                self._show_place(self.results.current)

    @on(SearchFailed)
    def _not_searched(self, event: SearchFailed) -> None:
        if event.generation == self._generation:
            self.status.write(search_words.fault(event.error))

    def _show(self, result: SearchResult) -> None:
        self.result, self.aside = result, Aside()
        if not result.query:
            self.refine.show({})
        self.results.border_title = content(f"Results by article · sorted: {self.order}")
        self.results.show(result, search_words.notes_above(result), new=self.new)
        self._show_place(self.results.current)
        self._say_what_was_found()

    def _say_what_was_found(self) -> None:
        result = self.result
        are_counted = len(result.by_article) <= SHOWN_ARTICLES or (
            len(result.by_article) <= _COUNTED_ARTICLES and self.aside.counts
        )
        hits = result.hit_count if are_counted else None
        room = max(self.tally.size.width - 2, 38)
        words = search_words.tally(result, len(self.collection.catalogue), hits, room)
        self.tally.right = words
        self.status.write(self._hint(result))

    def _hint(self, result: SearchResult) -> str:
        if self.focused is self.refine:
            return search_words.REFINING
        if result.problem:
            return search_words.fault(result.problem)
        if said := search_words.hint(self.aside, shown_keys(self.command("search.take"))):
            return said
        if not self.collection.is_indexed:
            return "The index is still being made; more may be found in a moment."
        if self.new_in:
            return f"{len(self.new):,} new since this saved search was last looked at."
        if self.has_class("-bare"):
            return self.tally.right
        return "Typing searches at once; Enter opens the hit in the reader with all hits lit."

    # The place beside the results

    @on(Results.Moved)
    def _moved(self, event: Results.Moved) -> None:
        self._show_place(event.row)

    def _show_place(self, row: ResultRow | None) -> None:
        if row is None:
            self.preview.close()
            self.preview.border_title = content("The place")
            return
        hit = row.hit or row.hits.hits[-1]
        article = self._article(hit.article_id)
        if article is None:
            return
        self.preview.show(article, Span(hit.start, hit.end), row.hits.lit)
        at = "title or heading" if hit.paragraph is None else f"¶{hit.paragraph} of {article.paragraph_count}"
        self.preview.border_title = content(f"The place · {at}")

    def _article(self, article_id: str) -> Article | None:
        """The article, unless it has gone since it was found; then that is said."""
        try:
            return self.collection.get(article_id)
        except ArticleNotFound as error:
            self.note(str(error))
            return None

    # Moving and opening

    def action_move(self, step: int) -> None:
        if step < 0 and self.focused is self.box and self.recall(step):
            return
        if step < 0 and self.focused is self.results and self.results.cursor == 0:
            self.set_focus(self.box)
        else:
            self.results.action_cursor(step)

    def action_article(self, step: int) -> None:
        self.results.go_to_article(step)

    def action_switch(self) -> None:
        self.leave_refine()
        self.set_focus(self.results if self.focused is self.box else self.box)

    def action_clear(self) -> None:
        self.box.value = ""
        self.set_focus(self.box)

    async def action_open(self) -> None:
        """Open the hit under the cursor; of a query typed before the index was made, when it is made."""
        for _ in range(round(_INDEX_S / _LOOK_AGAIN_S)):
            if self.collection.is_indexed:
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
        self.remember()
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

        article = self._article(row.hit.article_id)
        if article is None:
            return
        reference = self.room.reference(article)
        text = copying.quotation(article, row.hit.sentence, reference, self.room.citation_style)
        self.room.copy_text(text, f"sentence {copying.with_citation(self.room.citation_style)}")

    def action_cite(self) -> None:
        found = self.collection.pick([hits.article_id for hits in self.result.by_article])
        if found and self.focused is self.results:
            from techdep_tui.ui.screens.cite import CiteScreen  # opened on demand

            self.app.push_screen(CiteScreen(found, self.room))

    def action_back(self) -> None:
        if self.leave_refine():
            self.set_focus(self.box)
            return
        self.remember()
        self.dismiss(None)


def _rests(worker: Worker[None]) -> bool:
    """Whether the reader stops typing for a moment."""
    until = time.monotonic() + _REST_S
    while not worker.is_cancelled and time.monotonic() < until:
        time.sleep(_LOOK_AGAIN_S)
    return not worker.is_cancelled


def _has_places(result: SearchResult, most: int, worker: Worker[None]) -> bool:
    """Find the places of the first articles here, off the screen's loop; not if the search is out of date."""
    for hits in result.by_article[:most]:
        if worker.is_cancelled:
            return False
        _ = hits.places
    return not worker.is_cancelled
