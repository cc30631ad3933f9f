"""The main screen: one current article and one current place, which list, text and facts show together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on, work
from textual.geometry import Size
from textual.timer import Timer
from textual.worker import get_current_worker

from techdep_tui.core.articles.model import Article
from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.collection import Collection
from techdep_tui.core.errors import QueryError
from techdep_tui.ui.fact_rows import fact_rows
from techdep_tui.ui.labels import origin_line, plural
from techdep_tui.ui.listing import SORTS, sort_articles
from techdep_tui.ui.messages import (
    ArticleChosen,
    ArticleHighlighted,
    CollectionGrew,
    CollectionIndexed,
    CopyDone,
    FactChosen,
    FactsReady,
    Failed,
    FilterDone,
    PlaceChanged,
)
from techdep_tui.ui.screens.article_actions import ArticleActions

if TYPE_CHECKING:
    from techdep_tui.config import Settings
    from techdep_tui.ui.screens.search import Found

_REST_S = 0.12
"""How long the list's cursor rests on an article before the reader follows."""


class MainScreen(ArticleActions):
    """Articles, text and facts."""

    def __init__(self, size: Size, collection: Collection, title: str, settings: Settings) -> None:
        super().__init__(size, collection, settings)
        self._folder = title
        self._order = SORTS[0]
        self._rest: Timer | None = None
        self._loading = "reading the folder …"
        self._filter = ""
        self._matching: tuple[str, ...] | None = None
        self._found: tuple[str, ...] = ()
        self._generation = 0
        self._find = ""
        self._reopen: Article | None = None
        self._has_moved = False
        self._failure = ""

    def on_mount(self) -> None:
        self.room.load()
        self._show_growth(CollectionGrew(self.collection.progress))

    # What happened

    @on(CollectionGrew)
    def _show_growth(self, event: CollectionGrew) -> None:
        progress = event.progress
        self._loading = ""
        if not progress.is_done:
            percent = 100 * progress.bytes_done // max(progress.bytes_total, 1)
            self._loading = (
                f"reading {progress.files_done:,} of {plural(progress.files_total, 'file')}, {percent}%"
            )
        elif not self.collection.is_indexed:
            self._loading = "making the index …"
        self.list_articles()
        if progress.is_done:
            self._open_again()
        if not self._has_moved and self.list.articles:
            self.list.move_to(0, is_told=False)
            self.open(self.list.articles[0].id)

    @on(CollectionIndexed)
    def _show_indexed(self) -> None:
        self._loading = ""
        self._update_top()
        if self._filter:
            self._run_filter(self._filter)

    @on(CopyDone)
    def _say_where_the_copy_went(self, event: CopyDone) -> None:
        self.note(f"{event.what.capitalize()}: {event.report.message}")

    @on(Failed)
    def _say_what_failed(self, event: Failed) -> None:
        self._loading = ""
        self._failure = event.reason
        self.list_articles()
        self.note(event.reason)

    def start_over(self, collection: Collection) -> None:
        """Hold another collection; the current article stays until it is found there again."""
        self.remember_place()
        self.collection = collection
        self._loading = "reading the folder …"
        self._matching, self._filter, self._found = None, "", ()
        self._reopen = self.current
        self._has_moved = self._reopen is not None

    def _open_again(self) -> None:
        """After a reload: the same article, or what its file holds now, at the same place."""
        old, self._reopen = self._reopen, None
        if old is None:
            return
        same = [article for article in self.collection.articles if article.digest == old.digest]
        new = same or [article for article in self.collection.articles if article.path == old.path]
        place = self.reader.mark.start
        self.reader.close()
        if new:
            self.open(new[0].id, min(place, len(new[0].text)))
        elif self.list.current is not None:
            self.open(self.list.current.id)
            self.note(f"{old.path.name} is no longer there.")

    @on(ArticleHighlighted)
    def _follow_cursor(self, event: ArticleHighlighted) -> None:
        self._has_moved = True
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(_REST_S, lambda: self.open(event.article_id))
        self.update_titles()

    @on(ArticleChosen)
    def action_read(self) -> None:
        article = self.list.current
        if article is not None:
            self._has_moved = True
            self.open(article.id)
            self.show_pane("reader")
            self._mark_read()

    @on(PlaceChanged)
    def _follow_place(self, event: PlaceChanged) -> None:
        self.facts.set_seen(event.seen)
        if self.reader.percent >= 100 and self.pane == "reader":
            self._mark_read()
        self.update_titles()
        self.update_bars()

    @on(FactChosen)
    def action_go_to_fact(self) -> None:
        fact = self.facts.current
        if fact is not None:
            self.show_pane("reader")
            self.reader.show_span(Span(fact.start, fact.end))

    @on(FactsReady)
    def _show_facts(self, event: FactsReady) -> None:
        article = self.current
        if article is None or event.article_id != article.id:
            return
        self.reader.set_facts([row.fact for row in event.rows])
        self.reader.set_head(self._head(article))
        self.facts.show(
            event.rows, "No facts of the kinds that are read: amounts, shares, counts, sizes, dates."
        )
        self.facts.set_seen(self.reader.seen)
        self.list.refresh_article(article.id)
        self.update_titles()
        self.update_bars()

    # The current article

    def open(self, article_id: str, place: int | None = None) -> None:
        """Make an article the current one, at `place` or where it was left."""
        if self._rest is not None:
            self._rest.stop()
        article = self.collection.get(article_id)
        if article is self.current and place is None:
            return
        if article is not self.current:
            self.remember_place()
            if place is None:
                kept = self.room.mark(article.digest).place
                place = article.offsets.locate(kept) if kept else 0
            self.reader.open(article, self._head(article), place)
            self.facts.show((), "Looking for facts …")
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

    def _mark_read(self) -> None:
        if self.current is not None and not self.room.mark(self.current.digest).is_read:
            self.room.state.set_read(self.current.digest, True, is_undoable=False)
            self.show_marks([self.current.digest])
            self._update_top()

    @work(thread=True, exclusive=True, exit_on_error=False, group="facts", description="facts")
    def _extract(self, article: Article) -> None:
        worker = get_current_worker()
        rows = fact_rows(article, self.collection.facts(article))
        self.collection.date_of(article, infer=True)
        if not worker.is_cancelled:
            self.post_message(FactsReady(article.id, rows))

    def _head(self, article: Article) -> tuple[str, ...]:
        """What stands between an article's title and its text: its origin, its summary points."""
        summary = tuple(f"· {point}" for point in article.metadata.summary.value or ())
        return (origin_line(article.metadata, self.collection.date_of(article)), *summary)

    # The list

    def list_articles(self) -> None:
        """Show the articles that match the filter, in the order chosen."""
        articles = self.collection.articles
        if self._matching is not None:
            chosen = [self.collection.get(article_id) for article_id in self._matching]
        else:
            chosen = sort_articles(articles, self._order, self.collection.date_of)
        self.list.show(chosen, self.room.marks(), self._empty_lines())
        if self.current is None and self.list.current is not None:
            self.open(self.list.current.id)
        self.update_titles()
        self._update_top()
        self.update_bars()

    def _empty_lines(self) -> tuple[str, ...]:
        if self._loading or self._failure:
            return (f" {self._loading or self._failure}",)
        if self._filter:
            return (" No article matches the filter.", " f changes it, Esc ends it.")
        return (" No articles here.", "", *(f" {line}" for line in self.room.empty_words()))

    def action_sort(self) -> None:
        self._order = SORTS[(SORTS.index(self._order) + 1) % len(SORTS)]
        self.list_articles()
        self.note(f"Sorted by {self._order}.")

    def action_next_article(self, step: int) -> None:
        self.list.action_cursor(step)
        if self.list.current is not None:
            self.open(self.list.current.id)

    def action_next_unread(self, step: int) -> None:
        articles = self.list.articles
        marks = self.room.marks()
        found = set(self._found)
        for row in range(self.list.cursor + step, len(articles) if step > 0 else -1, step):
            article = articles[row]
            mark = marks.get(article.digest)
            if article.id in found if found else mark is None or not mark.is_read:
                self.list.move_to(row)
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
            "Filter the list: words, title:… date:2025.. source:…", done, value=self._filter, on_edit=edited
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
            limit = len(self.collection.articles)
            result = self.collection.search(text, lambda: worker.is_cancelled, lenient=True, limit=limit)
        except QueryError as error:
            self.post_message(FilterDone(generation, None, str(error)))
            return
        if not worker.is_cancelled:
            self.post_message(FilterDone(generation, tuple(hits.article_id for hits in result.by_article)))

    @on(FilterDone)
    def _show_filtered(self, event: FilterDone) -> None:
        if event.generation != self._generation:
            return
        if event.article_ids is None:
            self.note(event.fault)
            return
        self._matching = event.article_ids
        self.list_articles()

    # Search, find, back

    def action_search(self) -> None:
        from techdep_tui.ui.screens.search import SearchScreen  # opened on demand

        self.app.push_screen(SearchScreen(self.collection, self.room, self._open_found))

    def _open_found(self, found: Found) -> None:
        self._has_moved = True
        self._found = found.article_ids
        self.open(found.article_id, found.spans[found.index].start if found.spans else 0)
        self.show_pane("reader")
        self.reader.light(found.spans, found.index)
        self._mark_read()
        self.update_bars()

    def action_find(self) -> None:
        article = self.current
        if article is None:
            return
        from techdep_tui.core.search.snippets import (
            find_in,
        )  # tantivy's room: not on the way to the first screen

        start = self.reader.mark.start

        def edited(text: str) -> None:
            self._find = text
            spans = find_in(article, text) if text.strip() else []
            following = next((i for i, span in enumerate(spans) if span.start >= start), 0)
            self.reader.light(spans, following if spans else -1)
            self.update_bars()

        def done(text: str | None) -> None:
            if text is None:
                self._find = ""
                self.reader.light((), -1)
            self.update_bars()

        self.ask("Find in the text", done, on_edit=edited)

    def action_filter_facts(self) -> None:
        def done(text: str | None) -> None:
            if text is None:
                self.facts.set_filter("")

        self.ask(
            "Facts that hold … (money, 2025, WhatsApp)",
            done,
            value=self.facts.filter,
            on_edit=self.facts.set_filter,
        )

    def action_problems(self) -> None:
        from techdep_tui.ui.screens.text import problems_screen  # opened on demand

        self.app.push_screen(problems_screen(self.collection.problems))

    def action_reload(self) -> None:
        self.room.reload()

    def action_back(self) -> None:
        """One step back: selection, lights, filter, marks, zoom, pane; says whether there was one."""
        self._step_back()

    def action_leave(self) -> None:
        if not self._step_back():
            self.app.exit()

    def _step_back(self) -> bool:
        if self.reader.clear_lights():
            self._find, self._found = "", ()
        elif self.is_zoomed:
            self.action_zoom()
        elif self.facts.filter:
            self.facts.set_filter("")
        elif self.pane != "list":
            self.show_pane("list")
        elif self.list.chosen:
            self.list.set_chosen(frozenset())
        elif self._matching is not None:
            self._filter = ""
            self._run_filter("")
        else:
            return False
        self.update_bars()
        return True

    # The bars and titles

    def pane_titles(self) -> dict[str, str]:
        count = len(self.list.articles)
        row = self.list.cursor + 1 if count else 0
        order = "found" if self._matching is not None else self._order
        reader = f"Reader {self.reader.percent}%" if self.current else "Reader"
        if self.current and self.is_single:
            reader = f"{self.current.title} · {self.reader.percent}%"
        return {
            "list": f"Articles {row:,}/{count:,} · {order}",
            "reader": reader,
            "facts": f"Facts {self.facts.fact_count} · {self.facts.order}",
        }

    def status_text(self) -> str:
        article = self.current
        if article is None:
            return self._loading
        words = [f"article {self.list.cursor + 1:,} of {len(self.list.articles):,}"]
        if article.blocks:
            block = article.block_at(self.reader.mark.start)
            place = f"¶{block.number}" if block.number is not None else block.kind.value
            words.append(f"{place} of {plural(article.paragraph_count, 'paragraph')}")
        if self.reader.hits:
            words.append(f"hit {self.reader.hit_index + 1}/{len(self.reader.hits)}")
        elif self._find:
            words.append(f"“{self._find}” is not in the text")
        if self.reader.hidden_count:
            words.append(f"boilerplate {self.reader.hidden_count} hidden (. shows)")
        if self._filter:
            words.append(f"filter: {self._filter}")
        if article.problems:
            words.append(f"{plural(len(article.problems), 'problem')} in this file (!)")
        return " · ".join(words)

    def near_text(self) -> str:
        nearest = self.facts.nearest()
        if nearest is None:
            return "FACTS none below" if self.facts.fact_count else "FACTS none"
        where = f"¶{nearest.fact.paragraph}" if nearest.fact.paragraph is not None else "title"
        return f"FACTS next ] {where} {nearest.short}"

    def _update_top(self) -> None:
        articles = self.collection.articles
        marks = self.room.marks()
        unread = sum(1 for article in articles if not (mark := marks.get(article.digest)) or not mark.is_read)
        undated = sum(1 for article in articles if self.collection.date_of(article).in_file is None)
        words = [plural(len(articles), "article"), f"{unread:,} unread", f"{undated:,} undated"]
        if self.collection.problems:
            words.append(plural(len(self.collection.problems), "problem") + " (!)")
        self.top.left = f"techdep-tui  {self._folder}   " + " · ".join(words)
        self.top.right = self._loading or self._failure
