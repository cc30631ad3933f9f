"""What can be done with the current article: copy, cite, star, open, look behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from techdep_tui.core.articles.model import Article
from techdep_tui.core.errors import TechdepError
from techdep_tui.ui.labels import plural
from techdep_tui.ui.screens.panes import PanesScreen

if TYPE_CHECKING:
    from techdep_tui.ui.app import ReadingRoom
    from techdep_tui.ui.copier import Copy


class ArticleActions(PanesScreen):
    """The commands of the current article; `current` says which that is."""

    @property
    def room(self) -> ReadingRoom:
        """The app, by its own type."""
        from techdep_tui.ui.app import ReadingRoom  # the app imports its screens

        assert isinstance(self.app, ReadingRoom)
        return self.app

    @property
    def current(self) -> Article | None:
        """The current article: the one that reader and facts show."""
        return self.reader.article

    def open(self, article_id: str, place: int | None = None) -> None:
        """Make an article the current one, at `place` or where it was left."""
        raise NotImplementedError

    def update_top(self) -> None:
        """Write the top line anew."""

    def settled(self) -> Article | None:
        """The current article, when the reader has caught up with a cursor that does not rest yet."""
        under_cursor = self.list.current
        if self.pane == "list" and under_cursor is not None:
            self.open(under_cursor.id)
        return self.current

    def marked_articles(self) -> Sequence[Article]:
        """The articles marked in the list, in its order; else the current one."""
        marked = self.list.chosen()
        if marked:
            return self.collection.pick([self.collection.catalogue.ids[number] for number in marked])
        return [self.current] if self.current is not None else []

    def action_copy(self) -> None:
        from techdep_tui.ui import copying  # citations: not on the way to the first screen

        article = self.settled()
        if article is None:
            return
        room, style = self.room, self.room.citation_style
        if self.pane == "list":
            articles = self.marked_articles()
            what = "citation" if len(articles) == 1 else plural(len(articles), "citation")
            room.copy_text(copying.entries(map(room.reference, articles), style), what)
            return
        row, mention = self.facts.current, self.facts.target
        if self.pane == "facts" and row is not None and mention is not None:
            text = copying.fact(article, row.thing.at(mention), room.reference(article), style)
            room.copy_text(text, "fact with its citation")
            return
        span = self.reader.selected or self.reader.mark
        what = "selection" if self.reader.selected else "sentence"
        text = copying.quotation(article, span, room.reference(article), style)
        room.copy_text(text, f"{what} {copying.with_citation(style)}")

    def action_copy_url(self) -> None:
        article = self.settled()
        if article is None:
            return
        url = article.metadata.url.value or article.metadata.source_url.value
        if url is None:
            self.note("The file names no address of its own. o lists the addresses in the text.")
            return
        kind = "address" if article.metadata.url.value else "address of the original"
        if self.room.settings.strip_tracking:
            from techdep_tui.core.citations.addresses import without_tracking  # needed only here

            url, removed = without_tracking(url)
            kind += " without tracking" if removed else ""
        self.room.copy_text(url, kind)

    def action_cite(self) -> None:
        self.settled()
        articles = self.marked_articles()
        if not articles:
            return
        from techdep_tui.ui.screens.cite import CiteScreen  # opened on demand

        paragraph = None
        if self.current is not None and articles == [self.current] and self.current.blocks:
            paragraph = self.current.block_at(self.reader.mark.start).number
        self.app.push_screen(CiteScreen(articles, self.room, paragraph))

    def action_copies(self) -> None:
        from techdep_tui.ui.screens.copies import CopiesScreen  # opened on demand

        def again(copy: Copy | None) -> None:
            if copy is not None:
                self.room.copy_text(copy.text, copy.what)

        self.app.push_screen(CopiesScreen(self.room.copier.copies, self.room.show_by_hand), again)

    def action_links(self) -> None:
        article = self.settled()
        if article is None:
            return
        from techdep_tui.ui.screens.links import LinksScreen  # opened on demand

        def copied(url: str | None) -> None:
            if url is not None:
                self.room.copy_text(url, "address")

        self.app.push_screen(LinksScreen(article), copied)

    def action_raw(self) -> None:
        article = self.settled()
        if article is None:
            return
        from techdep_tui.ui.screens.raw import RawScreen  # opened on demand

        self.app.push_screen(RawScreen(article, self.reader.mark.start))

    def action_why_date(self) -> None:
        article = self.settled()
        if article is None:
            return
        from techdep_tui.ui.screens.text import parts_screen  # opened on demand

        self.app.push_screen(parts_screen(article, self.collection.date_of(article, infer=True)))

    def action_edit(self) -> None:
        article = self.settled()
        if article is None:
            return
        from techdep_tui.ui.editor import edit  # opened on demand
        from techdep_tui.ui.plain_screen import handed_back

        line = article.raw.count("\n", 0, article.in_file(*self.reader.mark).start) + 1
        try:
            with handed_back(self.room):
                edit(article.path, line)
        except TechdepError as error:
            self.note(str(error))
        else:
            self.note("F5 reads the folder again, if you changed the file.")

    def action_star(self) -> None:
        if (article := self.settled()) is not None:
            digest = article.digest
            is_starred = not self.room.mark(digest).is_starred
            self.room.state.set_starred(digest, is_starred)
            self.show_marks([digest], "Starred." if is_starred else "Star taken away; U puts it back.")

    def action_toggle_read(self) -> None:
        if (article := self.settled()) is not None:
            digest = article.digest
            is_read = not self.room.mark(digest).is_read
            self.room.state.set_read(digest, is_read)
            self.show_marks([digest], "Marked as read." if is_read else "Marked as unread.")

    def action_undo(self) -> None:
        undone = self.room.state.undo_step()
        if undone is None:
            self.note("Nothing to undo.")
        else:
            if undone.is_about_facts:
                self.facts_changed(undone.digests)
            self.show_marks(undone.digests, f"Undone: {undone.words}.")

    def facts_changed(self, digests: Sequence[str]) -> None:
        """Let the facts of these articles be seen and searched as the reader has corrected them now."""
        self.collection.facts_changed(digests)

    def show_marks(self, digests: Sequence[str], note: str = "") -> None:
        """Show what is read and starred now that something was done with these articles, and say what."""
        self.room.refresh_marks(digests)
        self.list.set_marks(self.room.marks)
        self.update_top()
        if note:
            self.note(note)
        self.update_bars()
