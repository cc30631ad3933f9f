"""The main screen: one current article and one current place, which list, text and facts show together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.geometry import Size

from techdep_tui.core.articles.decode import safe_line
from techdep_tui.core.articles.model import Article
from techdep_tui.core.collection import Collection
from techdep_tui.core.holding import Changes
from techdep_tui.ui.labels import changes_words, plural
from techdep_tui.ui.messages import (
    ArticleChosen,
    ArticleHighlighted,
    CollectionChanged,
    CollectionGrew,
    CollectionIndexed,
    CopiesFound,
    FactsIndexed,
    Failed,
    PlaceChanged,
)
from techdep_tui.ui.pace import Pace, Words, facts_words, reading_words
from techdep_tui.ui.screens.list_actions import READING, ListActions

if TYPE_CHECKING:
    from techdep_tui.config import Settings
    from techdep_tui.ui.screens.search import Found

_COPIES = Words("looking for copies …", "copies …")

_REST_S = 0.12
"""How long the list's cursor rests on an article before the reader follows."""


class MainScreen(ListActions):
    """Articles, text and facts."""

    def __init__(self, size: Size, collection: Collection, title: str, settings: Settings) -> None:
        super().__init__(size, collection, settings)
        self._folder = title
        self._find = ""
        self._reopen: Article | None = None
        self._has_moved = False
        self._soon = ""
        self._chosen_before: list[str] = []
        self._news = Changes()
        self._pace = Pace()

    def on_mount(self) -> None:
        self.room.load()
        self._show_growth(CollectionGrew(self.collection.progress))

    # What happened

    @on(CollectionGrew)
    def _show_growth(self, event: CollectionGrew) -> None:
        progress = event.progress
        if progress.is_done and self.collection.is_indexed:
            self._loading = Words()
        else:
            self._loading = reading_words(progress, self._pace, has_some=bool(self.collection.catalogue))
        self.list_articles()
        if progress.is_done:
            self._open_again()
        if not self._has_moved and self.list.numbers:
            self._show_first(is_last=progress.is_done)

    def _show_first(self, *, is_last: bool) -> None:
        """Stay on the first article; while there come others before it, none is opened for a moment only."""
        self.list.move_to(0, is_told=False)
        if (first := self.list.current) is not None:
            if is_last:
                self.open(first.id)
            else:
                self._open_soon(first.id)

    @on(CollectionChanged)
    def _show_changes(self, event: CollectionChanged) -> None:
        """The list as it is now; the reader stays where it is, also in a text that has changed."""
        self._news = Changes(*map(sum, zip(self._news, event.changes, strict=True)))
        if self._filter:
            self._run_filter(self._filter)
        self.list_articles()
        current = self.current
        if current is None or current.id in self.collection.catalogue:
            return
        now = self.collection.catalogue.with_path(current.path)
        if now:
            entry = self.collection.catalogue.entry(now[0])
            self.open(entry.id, min(self.reader.mark.start, entry.length))
            self.note(f"{safe_line(current.path.name)} has changed.")
        else:
            self.note(f"{safe_line(current.path.name)} is no longer there; its text stays until you go on.")

    @on(CollectionIndexed)
    def _show_indexed(self) -> None:
        self._loading = Words() if self.collection.is_small else _COPIES
        self.room.follow_changes()
        self.update_top()
        if self._filter:
            self._run_filter(self._filter)

    @on(CopiesFound)
    def _show_copies(self) -> None:
        self._loading = Words()
        self.list_articles()
        if not self._has_moved and self.list.numbers:
            self._show_first(is_last=True)
        elif self.current is not None and self.reveal(self.current.id):
            self.list_articles()
            self.list.go_to(self.current.id, is_told=False)

    @on(FactsIndexed)
    def _show_facts_indexed(self, event: FactsIndexed) -> None:
        self._loading = facts_words(event.articles, len(self.collection.catalogue), self._pace)
        self.update_top()

    @on(Failed)
    def _say_what_failed(self, event: Failed) -> None:
        self._loading = Words()
        self._failure = event.reason
        self.list_articles()
        self.note(event.reason)

    def start_over(self, collection: Collection) -> None:
        """Hold another collection; the current article stays until it is found there again."""
        self.remember_place()
        ids = self.collection.catalogue.ids
        self._chosen_before = [ids[number] for number in self.list.chosen()]
        self.collection = collection
        self._loading, self._pace = READING, Pace()
        self._matching, self._filter, self._found = None, "", ()
        self.forget_opened()
        self._news = Changes()
        self._reopen = self.current
        self._has_moved = self._reopen is not None

    def _open_again(self) -> None:
        """After a reload: the same article, or what its file holds now, at the same place."""
        old, self._reopen = self._reopen, None
        catalogue = self.collection.catalogue
        if self._chosen_before:
            self.list.choose(catalogue.number_of(each) for each in self._chosen_before if each in catalogue)
            self._chosen_before = []
        if old is None:
            return
        new = catalogue.with_digest(old.digest) or catalogue.with_path(old.path)
        place = self.reader.mark.start
        self.reader.close()
        if new:
            entry = catalogue.entry(new[0])
            self.open(entry.id, min(place, entry.length))
        elif self.list.current is not None:
            self.open(self.list.current.id)
            self.note(f"{old.path.name} is no longer there.")

    @on(ArticleHighlighted)
    def _follow_cursor(self, event: ArticleHighlighted) -> None:
        self._has_moved = True
        if any(self._news):
            self._news = Changes()
            self.update_top()
        self._open_soon(event.article_id)
        self.update_titles()

    def _open_soon(self, article_id: str) -> None:
        """Open an article if no other is to be opened in the meantime."""
        if self._soon == article_id and self._rest is not None:
            return
        if self._rest is not None:
            self._rest.stop()
        self._soon = article_id
        self._rest = self.set_timer(_REST_S, lambda: self.open(article_id))

    @on(ArticleChosen)
    def action_read(self) -> None:
        article = self.list.current
        if article is not None:
            self._has_moved = True
            self.open(article.id)
            self.show_pane("reader")
            self.mark_read()

    @on(PlaceChanged)
    def _follow_place(self, event: PlaceChanged) -> None:
        self.facts.set_seen(event.seen)
        self.point_at_lit_fact()
        if self.reader.percent >= 100 and self.pane == "reader":
            self.mark_read()
        self.update_titles()
        self.update_bars()

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
        self.mark_read()
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

    def action_problems(self) -> None:
        from techdep_tui.ui.screens.problems import ProblemsScreen  # opened on demand
        from techdep_tui.ui.screens.raw import PartsScreen

        def chosen(path: Path | None) -> None:
            if path is not None:
                self.app.push_screen(PartsScreen(path))

        self.app.push_screen(ProblemsScreen(self.collection.problems), chosen)

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
        elif self.list.has_chosen:
            self.list.choose()
        elif self._matching is not None:
            self._filter = ""
            self._run_filter("")
        else:
            return False
        self.update_titles()
        self.update_bars()
        return True

    # The bars and titles

    def pane_titles(self) -> dict[str, str]:
        count = self.list.row_count()
        row = self.list.cursor + 1 if count else 0
        order = "found" if self._matching is not None else self._order
        reader = f"Reader {self.reader.percent}%" if self.current else "Reader"
        if self.current and self.is_single:
            reader = f"{self.current.title} · {self.reader.percent}%"
        return {
            "list": f"Articles {row:,}/{count:,} · {order}",
            "reader": reader,
            "facts": self.facts.title_words(),
        }

    def status_text(self) -> str:
        article = self.current
        if article is None:
            return self._loading.full
        if fact := self.fact_words():
            return fact
        words = [f"article {self.list.cursor + 1:,} of {self.list.row_count():,}", *self.copy_words()]
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
        if fact := self.fact_words():
            return fact
        nearest = self.facts.nearest()
        if nearest is None:
            return "FACTS none below" if self.facts.fact_count else "FACTS none"
        number = nearest.nearest(self.reader.seen).paragraph
        where = f"¶{number}" if number is not None else "title"
        return f"FACTS next ] {where} {nearest.kind_word} {nearest.short}"

    def update_top(self) -> None:
        catalogue = self.collection.catalogue
        unread = self.room.marks.unread(catalogue)
        words = [plural(len(catalogue), "article"), f"{unread:,} unread", f"{catalogue.undated:,} undated"]
        if self.collection.problems:
            words.append(plural(len(self.collection.problems), "problem") + " (!)")
        name = f"techdep-tui  {self._folder}   "
        self.top.left = name + " · ".join(words)
        self.top.shorter = tuple(name + " · ".join(words[:count]) for count in range(len(words) - 1, 0, -1))
        news = changes_words(self._news)
        self.top.right = " · ".join(filter(None, (news, self._loading.full or self._failure)))
        self.top.brief = news or self._loading.brief
