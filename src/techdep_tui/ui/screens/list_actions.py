"""Which articles are listed, in which order, and going from one to the next."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from itertools import compress
from typing import TYPE_CHECKING

from textual import on, work
from textual.geometry import Size
from textual.worker import get_current_worker

from techdep_tui.core.collection import Collection
from techdep_tui.core.errors import QueryError
from techdep_tui.core.listing import SORTS
from techdep_tui.ui.messages import FilterDone, ListArranged
from techdep_tui.ui.pace import Words
from techdep_tui.ui.screens.copy_actions import CopyActions

if TYPE_CHECKING:
    from techdep_tui.config import Settings

READING = Words("reading the folder …", "reading …")


class ListActions(CopyActions):
    """Sorts and filters the list."""

    def __init__(self, size: Size, collection: Collection, settings: Settings) -> None:
        super().__init__(size, collection, settings)
        self._order = SORTS[0]
        self._loading = READING
        self._failure = ""
        self._filter = ""
        self._matching: Sequence[int] | None = None
        self._found: tuple[str, ...] = ()
        self._generation = 0

    def list_articles(self) -> None:
        """Show the articles that match the filter, in the order chosen.

        An order that takes a while is made beside the screen's loop; until then the list stays as it is.
        """
        catalogue = self.collection.catalogue
        if self._matching is not None:
            numbers: Sequence[int] | None = self._matching
            if catalogue.has_gaps:
                numbers = self._matching = catalogue.live(self._matching)
        else:
            numbers = self.collection.listing.at_once(self._order)
            if numbers is None:
                self._arrange(self.collection, self._order)
        if numbers is not None:
            self.list.show(catalogue, self.folded(numbers), self.room.marks, self._empty_lines())
        if self.current is None and self.list.current is not None:
            self.open(self.list.current.id)
        self.update_titles()
        self.update_top()
        self.update_bars()

    def _empty_lines(self) -> tuple[str, ...]:
        if self._loading.full or self._failure:
            return (f" {self._loading.full or self._failure}",)
        if self._filter:
            return (" No article matches the filter.", " f changes it, Esc ends it.")
        return (" No articles here.", "", *(f" {line}" for line in self.room.empty_words()))

    @work(thread=True, exclusive=True, exit_on_error=False, group="arrange", description="arrange")
    def _arrange(self, collection: Collection, order: str) -> None:
        worker = get_current_worker()
        collection.listing.arrange(order, lambda: worker.is_cancelled)
        if not worker.is_cancelled:
            self.post_message(ListArranged())

    @on(ListArranged)
    def _show_arranged(self) -> None:
        self.list_articles()

    def action_sort(self) -> None:
        self._order = SORTS[(SORTS.index(self._order) + 1) % len(SORTS)]
        self.list_articles()
        self.note(f"Sorted by {self._order}.")

    def action_next_article(self, step: int) -> None:
        self.list.action_cursor(step)
        if self.list.current is not None:
            self.open(self.list.current.id)

    def action_next_unread(self, step: int) -> None:
        catalogue, numbers, row_of = self.collection.catalogue, self.list.numbers, self.list.folded.row_of
        found = {row_of(catalogue.number_of(each)) for each in self._found if each in catalogue}
        here = self.list.cursor
        following = numbers[here + 1 :] if step > 0 else numbers[:here][::-1]
        if found:
            at = next((i for i, number in enumerate(following) if number in found), None)
        else:
            at = self.room.marks.first_unread(catalogue, following)
        if at is not None:
            self.list.move_to(here + step * (at + 1))
            return
        self.note("No further article was found by the search." if found else "No further unread article.")

    def action_scroll_reader(self, step: int) -> None:
        self.reader.action_line(step)

    def action_filter(self) -> None:
        def edited(text: str) -> None:
            self._filter = text.strip()
            self._run_filter(self._filter)

        def done(text: str | None) -> None:
            if text is None:
                edited("")

        self.ask(
            "Filter the list: words, title:… date:2025.. is:unread",
            done,
            value=self._filter,
            on_edit=edited,
        )

    def _run_filter(self, text: str) -> None:
        self._generation += 1
        if not text:
            self._matching = None
            self.list_articles()
            return
        self._match(self._generation, text)

    @work(thread=True, exclusive=True, exit_on_error=False, group="filter", description="filter")
    def _match(self, generation: int, text: str) -> None:
        worker = get_current_worker()
        try:
            numbers = self._numbers_that_match(text, self._order, lambda: worker.is_cancelled)
        except QueryError as error:
            self.post_message(FilterDone(generation, None, str(error)))
            return
        if not worker.is_cancelled:
            self.post_message(FilterDone(generation, numbers))

    def _numbers_that_match(self, text: str, order: str, cancelled: Callable[[], bool]) -> Sequence[int]:
        """The best first; of very many, which nobody ranks, in the order of the list."""
        collection, catalogue = self.collection, self.collection.catalogue
        result = collection.search(text, cancelled, lenient=True)
        if result.total <= len(result.by_article):
            ids = (hits.article_id for hits in result.by_article if hits.article_id in catalogue)
            return array("I", map(catalogue.number_of, ids))
        chosen = bytearray(catalogue.end)
        for number in collection.matching(text, cancelled, lenient=True):
            chosen[number] = 1
        every = collection.listing.arrange(order, cancelled) or ()
        return array("I", compress(every, map(chosen.__getitem__, every)))

    @on(FilterDone)
    def _show_filtered(self, event: FilterDone) -> None:
        if event.generation != self._generation:
            return
        if event.numbers is None:
            self.note(event.fault)
            return
        self._matching = event.numbers
        self.list_articles()
