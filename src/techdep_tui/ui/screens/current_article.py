"""One current article: opened where it was left, its facts looked for beside the screen's loop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on, work
from textual.geometry import Size
from textual.timer import Timer
from textual.worker import get_current_worker

from techdep_tui.core.articles.model import Article
from techdep_tui.core.collection import Collection
from techdep_tui.core.errors import ArticleNotFound
from techdep_tui.ui.fact_rows import fact_rows
from techdep_tui.ui.labels import origin_line
from techdep_tui.ui.messages import FactsReady
from techdep_tui.ui.screens.article_actions import ArticleActions

if TYPE_CHECKING:
    from techdep_tui.config import Settings


class CurrentArticle(ArticleActions):
    """Opens articles, remembers the place in them, shows their facts."""

    def __init__(self, size: Size, collection: Collection, settings: Settings) -> None:
        super().__init__(size, collection, settings)
        self._rest: Timer | None = None

    def open(self, article_id: str, place: int | None = None) -> None:
        """Make an article the current one, at `place` or where it was left."""
        if self._rest is not None:
            self._rest.stop()
            self._rest = None
        is_current = self.current is not None and self.current.id == article_id
        if is_current and place is None:
            return
        if not is_current:
            try:
                article = self.collection.get(article_id)
            except ArticleNotFound as error:
                self.note(str(error))
                return
            self.remember_place()
            if place is None:
                kept = self.room.mark(article.digest).place
                place = article.offsets.locate(kept) if kept else 0
            self.reader.open(article, self._head(article), place)
            self.facts.show(article, (), "Looking for facts …")
            self.call_after_refresh(self._extract, article)
        self.list.go_to(article_id, is_told=False)
        self.update_titles()
        self.update_bars()

    def on_unmount(self) -> None:
        self.remember_place()

    def remember_place(self) -> None:
        """Keep the place in the current article for the next time."""
        if self.current is not None:
            at = self.reader.mark.start if self.reader.scroll_offset.y else 0
            self.room.state.set_place(
                self.current.digest, self.current.in_file(at, at + 1).start if at else 0
            )

    def mark_read(self) -> None:
        """Mark the current article as read."""
        if self.current is not None and not self.room.mark(self.current.digest).is_read:
            self.room.state.set_read(self.current.digest, True, is_undoable=False)
            self.show_marks([self.current.digest])

    @work(thread=True, exclusive=True, exit_on_error=False, group="facts", description="facts")
    def _extract(self, article: Article) -> None:
        worker = get_current_worker()
        ready = self.facts_of(article)
        self.facts.prepare(ready.rows)
        self.collection.date_of(article, infer=True)
        if not worker.is_cancelled:
            self.post_message(ready)

    def facts_of(self, article: Article) -> FactsReady:
        """The facts of an article as they are shown."""
        facts = self.collection.facts(article, with_rejected=True)
        kept = tuple(fact for fact in facts if not fact.is_rejected)
        return FactsReady(article.id, kept, fact_rows(article, facts))

    def _head(self, article: Article) -> tuple[str, ...]:
        """What stands between an article's title and its text: its origin, its summary points."""
        summary = tuple(f"· {point}" for point in article.metadata.summary.value or ())
        return (origin_line(article.metadata, self.collection.date_of(article)), *summary)

    @on(FactsReady)
    def _show_facts(self, event: FactsReady) -> None:
        article = self.current
        if article is None or event.article_id != article.id:
            return
        self.reader.set_head(self._head(article))
        self.show_facts(article, event)
        self.list.refresh_article(article.id)
        self.update_titles()
        self.update_bars()

    def show_facts(self, article: Article, ready: FactsReady) -> None:
        """Show the facts of the current article in the text and beside it."""
        self.reader.set_facts(ready.facts)
        self.facts.show(article, ready.rows, "No facts were found in this text.")
        self.facts.set_seen(self.reader.seen)
