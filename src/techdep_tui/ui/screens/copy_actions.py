"""Rows that stand for several copies of a story: opened, closed, and what differs between the copies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.geometry import Size

from techdep_tui.core.collection import Collection
from techdep_tui.core.errors import ArticleNotFound
from techdep_tui.core.stacks import Folded, Stacks
from techdep_tui.ui.labels import plural
from techdep_tui.ui.screens.fact_actions import FactActions

if TYPE_CHECKING:
    from techdep_tui.config import Settings


class CopyActions(FactActions):
    """The commands for copies of a story."""

    def __init__(self, size: Size, collection: Collection, settings: Settings) -> None:
        super().__init__(size, collection, settings)
        self._opened: set[int] = set()
        self._folded: tuple[Sequence[int], Stacks, frozenset[int], Folded] | None = None

    def list_articles(self) -> None:
        """Show the list anew."""
        raise NotImplementedError

    def folded(self, numbers: Sequence[int]) -> Folded:
        """The rows for these articles: the copies of a story in one, but for those that were opened.

        Kept while nothing changes: of a hundred thousand articles it takes some milliseconds.
        """
        stacks, opened = self.collection.stacks, frozenset(self._opened)
        if self._folded is not None:
            of_numbers, of_stacks, of_opened, folded = self._folded
            if of_numbers is numbers and of_stacks is stacks and of_opened == opened:
                return folded
        folded = stacks.fold(numbers, opened)
        self._folded = (numbers, stacks, opened, folded)
        return folded

    def forget_opened(self) -> None:
        """Close all rows: the numbers of another collection are others."""
        self._opened.clear()

    def open(self, article_id: str, place: int | None = None) -> None:
        if self.reveal(article_id):
            self.list_articles()
        super().open(article_id, place)

    def reveal(self, article_id: str) -> bool:
        """See to it that an article has a row of its own; says whether the list must be shown anew for it."""
        try:
            number = self.collection.catalogue.number_of(article_id)
        except ArticleNotFound:
            return False
        is_hidden = self.list.folded.row_of(number) != number
        if is_hidden:
            self._opened.update(self.collection.stacks.copies_of(number))
        return is_hidden

    def copy_words(self) -> tuple[str, ...]:
        """What the status line says of copies: of the row under the cursor, else of all."""
        folded = self.list.folded
        if self.list.numbers and (size := folded.sizes.get(self.list.numbers[self.list.cursor])):
            return (f"{size} copies of one story (→ shows them, = what differs)",)
        away = folded.folded_away
        return (plural(away, "copy", "copies") + " in rows of others",) if away else ()

    def action_open_copies(self) -> None:
        numbers, cursor = self.list.numbers, self.list.cursor
        if not numbers or numbers[cursor] not in self.list.folded.sizes:
            self.note("This row stands for one article.")
            return
        self._opened.update(self.collection.stacks.copies_of(numbers[cursor]))
        self.list_articles()

    def action_shut_copies(self) -> None:
        numbers, folded = self.list.numbers, self.list.folded
        if not numbers:
            return
        number = numbers[self.list.cursor]
        front = folded.under.get(number, number)
        self._opened.difference_update(self.collection.stacks.copies_of(front))
        self.list.move_to(numbers.index(front))
        self.list_articles()

    def action_differences(self) -> None:
        article = self.settled()
        if article is None:
            return
        catalogue = self.collection.catalogue
        number = catalogue.number_of(article.id)
        others = [n for n in catalogue.live(self.collection.stacks.copies_of(number)) if n != number]
        if not others:
            is_known = self.collection.knows_copies
            self.note("No other copy of this story." if is_known else "Copies are still being looked for.")
            return
        from techdep_tui.ui.screens.differences import DifferencesScreen  # opened on demand

        ids = [catalogue.ids[each] for each in others]
        self.app.push_screen(DifferencesScreen(article, ids, self.collection.get))
