"""The full text of the current article."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual import events

from techdep_tui.core.articles.model import Article, BlockKind
from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.facts.model import Fact, Kind
from techdep_tui.ui.actions import Where, bindings
from techdep_tui.ui.fact_marks import FactMarks, by_extent, spans_of
from techdep_tui.ui.layout import Layout, lay_out
from techdep_tui.ui.messages import PlaceChanged
from techdep_tui.ui.widgets.lines import LineView, Piece

MEASURES = (66, 72, 80, 0)
"""Widths of the text in columns that `w` steps through; 0 is the whole pane."""

_BLOCK_STYLES = {
    BlockKind.TITLE: "title",
    BlockKind.STANDFIRST: "quiet",
    BlockKind.HEADING: "heading",
    BlockKind.QUOTATION: "quiet",
    BlockKind.CODE: "dim",
    BlockKind.BYLINE: "aside",
    BlockKind.SOURCE_ITEM: "aside",
    BlockKind.RELATED: "aside",
    BlockKind.BOILERPLATE: "aside",
}


@dataclass(frozen=True, slots=True)
class Selection:
    """Sentences or paragraphs from the one where it began to the one where it is now, both included."""

    unit: str
    anchor: Span
    head: Span

    @property
    def span(self) -> Span:
        """The characters selected."""
        return Span(min(self.anchor.start, self.head.start), max(self.anchor.end, self.head.end))


class Reader(LineView):
    """The clean text, with a mark on one sentence, facts marked discreetly, hits and one place lit."""

    BINDINGS = bindings(Where.READER)

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002
        measure: int = 80,
        shows_boilerplate: bool = False,
    ) -> None:
        super().__init__(id=id)
        self.article: Article | None = None
        self._head: tuple[str, ...] = ()
        self._layout = Layout((), (), 0)
        self._measure = measure
        self._shows_boilerplate = shows_boilerplate
        self._mark = Span(0, 0)
        self._facts: Sequence[Fact] = ()
        self._marks = FactMarks()
        self._hits: Sequence[Span] = ()
        self._hit = -1
        self._lit: tuple[Span, ...] = ()
        self._lit_fact: Fact | None = None
        self._selection: Selection | None = None
        self._told: tuple[Span, Span, Fact | None] | None = None

    # What the screen asks and tells

    def open(self, article: Article, head: tuple[str, ...], place: int = 0) -> None:
        """Show an article, with the sentence at `place` in view and marked."""
        self.article = article
        self._told = None
        self._head = head
        self._clear()
        self._mark = article.sentence_at(place) if article.sentences else Span(0, 0)
        self._lay_out()
        self._show_mark(is_at_top=place == 0)
        self._tell_place()

    def close(self) -> None:
        """Show nothing."""
        self.article = None
        self._layout = Layout((), (), 0)
        self._clear()
        self.set_line_count(0)

    def set_head(self, head: tuple[str, ...]) -> None:
        """Change the lines on the article under its title, keeping the place."""
        if head != self._head:
            self._head = head
            self._keep_place()

    def set_facts(self, facts: Sequence[Fact]) -> None:
        """Mark these facts, which may overlap, in the text."""
        self._facts = sorted(facts, key=by_extent)
        self._marks = FactMarks.of(facts)
        if self._lit_fact is not None:
            self._lit_fact = self._fact_at(self._lit_fact, self._lit_fact.kind)
        self.redraw()

    def light(self, hits: Sequence[Span], current: int = -1) -> None:
        """Light hits, in order; `current` is shown and marked."""
        self._hits, self._hit = hits, -1
        self._lit, self._lit_fact = (), None
        if 0 <= current < len(hits):
            self.go_to_hit(current)
        self.redraw()

    def go_to_hit(self, index: int) -> None:
        """Show the hit with this index and put the mark on its sentence."""
        self._hit = index
        self.show_span(self._hits[index])

    def show_span(self, span: Span) -> None:
        """Light a stretch of the text, show it, and put the mark on its sentence."""
        self._show((span,), self._fact_at(span))

    def show_fact(self, fact: Fact) -> None:
        """Light a fact without what stands between its parts, show it, and put the mark on its sentence."""
        self._show(spans_of(fact), fact)

    def clear_lights(self) -> bool:
        """Put out selection, or else hits and lit place; false where nothing was lit."""
        if self._selection is not None:
            self._selection = None
        elif self._hits or self._lit:
            self._hits, self._hit = (), -1
            self._lit, self._lit_fact = (), None
        else:
            return False
        self.redraw()
        return True

    @property
    def mark(self) -> Span:
        """The sentence at the mark."""
        return self._mark

    @property
    def selected(self) -> Span | None:
        """The characters selected by `v` or `V`."""
        return self._selection.span if self._selection else None

    @property
    def selected_text(self) -> str:
        """The text selected by `v` or `V`, empty where there is none."""
        return self.article.text[slice(*self.selected)] if self.article and self.selected else ""

    @property
    def lit_fact(self) -> Fact | None:
        """The fact that is lit."""
        return self._lit_fact

    @property
    def hits(self) -> Sequence[Span]:
        """The hits that are lit."""
        return self._hits

    @property
    def hit_index(self) -> int:
        """Which of the hits was shown last, -1 for none."""
        return self._hit

    @property
    def hidden_count(self) -> int:
        """Blocks of boilerplate and related lines that are not shown."""
        return self._layout.hidden

    @property
    def percent(self) -> int:
        """How far down the last line in view is."""
        if not self._line_count:
            return 100
        return min(round(100 * (self.scroll_offset.y + self.page_height) / self._line_count), 100)

    @property
    def seen(self) -> Span:
        """The characters of the reading text in view, or last in view while the pane is hidden."""
        if not self.display and self._told is not None:
            return self._told[1]
        top = self.scroll_offset.y
        return Span(*self._layout.span_of_lines(top, top + self.page_height - 1))

    # How a line is drawn

    def line_pieces(self, y: int, width: int) -> Iterable[Piece]:
        if y >= len(self._layout.lines):
            return
        line = self._layout.lines[y]
        if line.kind is None:
            yield " ", ""
            yield line.literal, "title" if line.is_title else "dim"
            return
        is_marked = line.start < self._mark.end and self._mark.start < line.end
        if is_marked:
            yield "▌", "mark"
        else:
            yield ("┆" if self._marks.clauses.touches(line.start, line.end) else " "), "dim"
        yield line.prefix, "sign"
        yield from self._text_pieces(line.start, line.end, _BLOCK_STYLES.get(line.kind, ""))

    def _text_pieces(self, start: int, end: int, base: str) -> Iterable[Piece]:
        assert self.article is not None
        layers = list(self._layers(start, end))
        cuts = sorted({start, end, *(min(max(p, start), end) for a, b, _ in layers for p in (a, b))})
        for a, b in itertools.pairwise(cuts):
            names = [name for first, last, name in layers if first <= a and b <= last]
            yield self.article.text[a:b], " ".join([base, *names]).strip()

    def _layers(self, start: int, end: int) -> Iterable[tuple[int, int, str]]:
        """Stretches over the text's `start:end` with their styles, the upper ones last."""
        for speech in self._marks.speech.within(start, end):
            yield *speech, "speech"
        for words in self._marks.words.within(start, end):
            yield *words, "fact"
        for hit in self._hits[max(bisect_right(self._hits, start, key=lambda span: span.start) - 1, 0) :]:
            if hit.start >= end:
                break
            if hit.end > start:
                yield hit.start, hit.end, "hit"
        for span in self._lit:
            yield *span, "lit"
        if self._selection is not None:
            yield *self._selection.span, "selected"

    # Events

    def on_resize(self, event: events.Resize) -> None:
        self.size_changed()
        self._keep_place()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self._tell_place()

    # Actions

    def action_line(self, step: int) -> None:
        if self._selection is not None:
            self._extend(step)
            return
        top = self.scroll_offset.y
        self.scroll_lines(step)
        if self.scroll_offset.y == top:
            self.action_sentence(step)
        else:
            self._bring_mark_into_view()

    def action_page(self, pages: float) -> None:
        top = self.scroll_offset.y
        lines = max(int(abs(pages) * self.page_height) - (1 if abs(pages) == 1 else 0), 1)
        self.scroll_lines(lines if pages > 0 else -lines)
        if self.scroll_offset.y != top:
            self._bring_mark_into_view()
        elif pages > 0:
            self._mark_last_in_view()
        else:
            self.action_top()

    def action_top(self) -> None:
        self.scroll_to(y=0, animate=False, force=True, immediate=True)
        if self.article is not None and self.article.sentences:
            self._set_mark(self.article.sentences[0])

    def action_bottom(self) -> None:
        self.scroll_lines(self._line_count)
        self._mark_last_in_view()

    def action_sentence(self, step: int) -> None:
        self._step_unit("sentence", step)

    def action_paragraph(self, step: int) -> None:
        self._step_unit("paragraph", step)

    def action_select(self, unit: str) -> None:
        if self.article is None or not self.article.sentences:
            return
        if self._selection is not None and self._selection.unit == unit:
            self._selection = None
        else:
            span = self._unit_at(unit, self._mark.start)
            self._selection = Selection(unit, span, span)
        self.redraw()
        self._tell_place()

    def action_fact(self, step: int) -> None:
        keys = [by_extent(fact) for fact in self._facts]
        if self._lit:
            here = (self._lit[0].start, -self._lit[-1].end)
            index = bisect_right(keys, here) if step > 0 else bisect_left(keys, here) - 1
        else:  # whatever begins with the marked sentence comes next, however long it is
            index = bisect_left(keys, (self._mark.start,)) - (step < 0)
        if 0 <= index < len(self._facts):
            self.show_fact(self._facts[index])

    def action_hit(self, step: int) -> None:
        if self._hits:
            self.go_to_hit((self._hit + step) % len(self._hits))

    def action_width(self) -> None:
        index = MEASURES.index(self._measure) if self._measure in MEASURES else -1
        self._measure = MEASURES[(index + 1) % len(MEASURES)]
        self._keep_place()

    def action_boilerplate(self) -> None:
        self._shows_boilerplate = not self._shows_boilerplate
        self._keep_place()

    # Inner workings

    def _clear(self) -> None:
        """Mark, light and select nothing."""
        self._facts, self._marks = (), FactMarks()
        self._hits, self._hit = (), -1
        self._lit, self._lit_fact = (), None
        self._selection = None

    def _show(self, lit: tuple[Span, ...], fact: Fact | None) -> None:
        self._lit, self._lit_fact = lit, fact
        self._selection = None
        start, end = lit[0].start, lit[-1].end
        if self.article is not None and self.article.sentences:
            self._mark = self.article.sentence_at(start)
        first, last = self._layout.line_of(start), self._layout.line_of(max(end - 1, start))
        self.show_lines(first, last, margin=min(3, max((self.page_height - 1) // 2, 0)))
        self.redraw()
        self._tell_place()

    def _fact_at(self, place: Span | Fact, kind: Kind | None = None) -> Fact | None:
        """The fact with just these characters; where there are more, that of a kind."""
        key = (place.start, -place.end)
        first = bisect_left(self._facts, key, key=by_extent)
        last = bisect_right(self._facts, key, key=by_extent)
        there = self._facts[first:last]
        return next((fact for fact in there if fact.kind is kind), there[0] if there else None)

    def _lay_out(self) -> None:
        """Lay the article out for the width there is; nothing while the pane is hidden."""
        if self.article is None or not self.size.width:
            self._layout = Layout((), (), 0)
            return
        width = self.line_width - 1
        if self._measure:
            width = min(width, self._measure)
        self._layout = lay_out(
            self.article, max(width, 1), self._head, shows_boilerplate=self._shows_boilerplate
        )
        self.set_line_count(len(self._layout.lines))

    def _keep_place(self) -> None:
        """Lay out anew with the marked sentence on the same line of the screen."""
        if self.article is None:
            return
        if not self._layout.lines:
            self._lay_out()
            self._show_mark(is_at_top=self._mark.start == 0)
            self._tell_place()
            return
        row = self._layout.line_of(self._mark.start) - self.scroll_offset.y
        self._lay_out()
        first = self._layout.line_of(self._mark.start)
        row = min(max(row, 0), self.page_height - 1)
        top = 0 if self.scroll_offset.y == 0 and first < self.page_height else max(first - row, 0)
        self.scroll_to(y=top, animate=False, force=True, immediate=True)
        self._tell_place()

    def _show_mark(self, *, is_at_top: bool) -> None:
        """Scroll to the mark, or to the very top."""
        first = self._layout.line_of(self._mark.start)
        self.scroll_to(y=0 if is_at_top else max(first - 2, 0), animate=False, force=True, immediate=True)

    def _set_mark(self, mark: Span) -> None:
        if mark == self._mark:
            return
        old, self._mark = self._mark, mark
        for span in (old, mark):
            last = self._layout.line_of(max(span.end - 1, span.start))
            self.redraw_lines(self._layout.line_of(span.start), last)
        self._tell_place()

    def _bring_mark_into_view(self) -> None:
        """Move the mark to the nearest sentence that begins in view, if its own has left it."""
        if self.article is None or not self.article.sentences:
            return
        seen = self.seen
        if seen.start <= self._mark.start < seen.end:
            return
        sentences = self.article.sentences
        if self._mark.start < seen.start:
            index = bisect_left(sentences, seen.start, key=lambda span: span.start)
        else:
            index = bisect_left(sentences, seen.end, key=lambda span: span.start) - 1
        index = min(max(index, 0), len(sentences) - 1)
        if sentences[index].start < seen.end:
            self._set_mark(sentences[index])

    def _mark_last_in_view(self) -> None:
        if self.article is not None and self.article.sentences:
            self._set_mark(self.article.sentence_at(max(self.seen.end - 1, 0)))

    def _step_unit(self, unit: str, step: int) -> None:
        if self._selection is not None:
            self._extend(step)
            return
        span = self._neighbour(unit, self._mark.start, step)
        if span is None or self.article is None:
            return
        self._lit, self._lit_fact = (), None
        self._set_mark(self.article.sentence_at(span.start))
        first, last = self._layout.line_of(span.start), self._layout.line_of(max(span.end - 1, span.start))
        if step < 0 and span.start == self.article.sentences[0].start:
            first = 0
        self.show_lines(first, min(last, first + self.page_height - 1))

    def _extend(self, step: int) -> None:
        selection = self._selection
        if selection is None:
            return
        head = self._neighbour(selection.unit, selection.head.start, step)
        if head is None or self.article is None:
            return
        self._selection = Selection(selection.unit, selection.anchor, head)
        self._mark = self.article.sentence_at(head.start)
        last = self._layout.line_of(max(head.end - 1, head.start))
        self.show_lines(self._layout.line_of(head.start), last)
        self.redraw()
        self._tell_place()

    def _units(self, unit: str) -> Sequence[Span]:
        if self.article is None:
            return ()
        if unit == "sentence":
            return self.article.sentences
        return [Span(block.start, block.end) for block in self.article.own_blocks()]

    def _unit_at(self, unit: str, position: int) -> Span:
        units = self._units(unit)
        return units[max(bisect_right(units, position, key=lambda span: span.start) - 1, 0)]

    def _neighbour(self, unit: str, position: int, step: int) -> Span | None:
        """The next or previous unit that is shown."""
        units = self._units(unit)
        index = bisect_right(units, position, key=lambda span: span.start) - 1 + step
        while 0 <= index < len(units):
            line = self._layout.lines[self._layout.line_of(units[index].start)]
            if line.start <= units[index].start <= line.end:
                return units[index]
            index += step
        return None

    def _tell_place(self) -> None:
        place = (self._mark, self.seen, self._lit_fact)
        if self.article is not None and place != self._told:
            self._told = place
            self.post_message(PlaceChanged(self._mark, self.seen))
