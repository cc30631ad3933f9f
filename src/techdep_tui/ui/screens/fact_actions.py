"""What can be done with facts: go to a mention, filter, reject, correct."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from textual import on

from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.facts.model import Fact, Kind, Scalar
from techdep_tui.ui.labels import plural
from techdep_tui.ui.messages import FactChosen, FactHighlighted
from techdep_tui.ui.screens.current_article import CurrentArticle

if TYPE_CHECKING:
    from techdep_tui.ui.fact_rows import FactRow


class FactActions(CurrentArticle):
    """The commands of the sidebar."""

    def fact_words(self) -> str:
        """The fact under the sidebar's cursor, or that is lit in the text, in a line, if there is one."""
        lit = self.reader.lit_fact
        if self.pane == "facts" and self.facts.current is not None:
            return _in_words(self.facts.current.thing)
        thing = self.facts.thing_of(lit) if self.pane == "reader" and lit is not None else None
        if thing is None:
            return ""
        hits = f" · hit {self.reader.hit_index + 1}/{len(self.reader.hits)}" if self.reader.hits else ""
        return _in_words(thing) + hits

    def point_at_lit_fact(self) -> None:
        """Put the sidebar's cursor on the fact that is lit in the text."""
        if self.pane == "reader" and self.reader.lit_fact is not None:
            self.facts.point_at(self.reader.lit_fact)

    @on(FactHighlighted)
    def _say_which_fact(self) -> None:
        self.update_bars()

    @on(FactChosen)
    def action_go_to_fact(self) -> None:
        if self.facts.current is not None:
            self._show_mention(self.facts.current.thing, self.facts.target)
            self.show_pane("reader")

    def action_step_mention(self, step: int) -> None:
        row = self.facts.current
        if row is None:
            return
        mentions = row.thing.mentions
        lit = self.reader.lit_fact
        at = next((i for i, mention in enumerate(mentions) if mention is lit), None)
        mention = self.facts.target if at is None else mentions[(at + step) % len(mentions)]
        self._show_mention(row.thing, mention)
        if self.is_single:
            self.show_pane("reader")
        self.update_bars()

    def _show_mention(self, thing: FactRow, mention: Fact | None) -> None:
        """Show a mention in the text; where there are more, all are lit, and n and N go to them."""
        if mention is None:
            return
        spans = [Span(each.start, each.end) for each in thing.mentions]
        index = next((i for i, each in enumerate(thing.mentions) if each is mention), 0)
        self.reader.light(spans if len(spans) > 1 else (), index if len(spans) > 1 else -1)
        self.reader.show_fact(mention)

    def action_filter_facts(self) -> None:
        def edited(letters: str) -> None:
            self.facts.set_filter(letters)
            self.update_titles()
            self.update_bars()

        def done(letters: str | None) -> None:
            if letters is None:
                edited("")

        label = "Facts that hold … (money, 2025, WhatsApp, likely, yours)"
        self.ask(label, done, value=self.facts.filter, on_edit=edited)

    def action_show_rejected(self) -> None:
        if not self.facts.rejected_count:
            self.note("No fact of this article is rejected. X rejects one.")
            return
        self.facts.show_rejected(not self.facts.shows_rejected)
        self.note("Rejected facts are shown; X takes one back." if self.facts.shows_rejected else "")

    def action_reject(self) -> None:
        row = self.facts.current
        if row is None or self.current is None:
            return
        from techdep_tui.core.facts.corrections import rejected  # few reject

        is_rejected = not row.thing.fact.is_rejected
        self._keep([rejected(fact, is_rejected) for fact in row.mentions])
        what = plural(len(row.mentions), "mention")
        if is_rejected:
            self.note(f"Rejected: {row.thing.short} ({what}). U takes it back; R shows what is rejected.")
        else:
            self.note(f"No longer rejected: {row.thing.short} ({what}).")

    def action_correct(self) -> None:
        row = self.facts.current
        if row is None or self.current is None:
            return
        from techdep_tui.core.facts.corrections import corrected  # few correct
        from techdep_tui.ui.screens.fact_form import FactForm

        mention = self.facts.target
        fact = row.thing.fact if row.which is None else mention
        assert fact is not None

        def done(filled: tuple[Kind, Mapping[str, Scalar]] | None) -> None:
            if filled is not None:
                self._keep([corrected(each, *filled) for each in row.mentions])
                what = plural(len(row.mentions), "mention")
                self.note(f"Corrected: {row.thing.short} ({what}). U takes it back.")

        many = f" · {plural(len(row.mentions), 'mention')}" if len(row.mentions) > 1 else ""
        heading = f"{row.thing.kind_word} {row.thing.short}{many}"
        self.app.push_screen(FactForm(fact, self.current, heading), done)

    def facts_changed(self, digests: Sequence[str]) -> None:
        super().facts_changed(digests)
        article = self.current
        if article is not None and article.digest in digests:
            self.show_facts(article, self.facts_of(article))
            self.update_titles()
            self.update_bars()

    def _keep(self, facts: Iterable[Fact]) -> None:
        """Keep what the reader said of some facts, and show it."""
        if self.current is None:
            return
        from techdep_tui.core.facts.corrections import entries_of  # as above

        self.room.state.record_corrections(self.current.digest, entries_of(self.current, facts))
        self.facts_changed((self.current.digest,))


def _in_words(thing: FactRow) -> str:
    """A thing with all there is to know about it, in one line."""
    words = [f"{thing.kind_word} {thing.short}"]
    if thing.fact.subject:
        words.append(f"of {thing.fact.subject}")
    if len(thing.mentions) > 1:
        words.append(f"{len(thing.mentions)} mentions")
    return " · ".join([*words, *filter(None, [thing.note])])
