"""What differs between an article and its copies, one copy after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from techdep_tui.core.articles.differences import MOST_WORDS, Comparison, Difference, Kind, compare
from techdep_tui.core.articles.entry import publisher_label
from techdep_tui.core.articles.model import Article
from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.errors import ArticleNotFound
from techdep_tui.ui.labels import date_label, plural
from techdep_tui.ui.screens.overlay import Overlay
from techdep_tui.ui.widgets.text_view import Paragraph, TextView

_HERE, _THERE = "−", "+"
_AROUND = 40
"""Characters of the sentence that are shown before and after the words that differ."""


class DifferencesScreen(Overlay[None]):
    """Differences in order; n and N go to the next and the previous copy."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,equals_sign", "back", "Close", show=False),
        Binding("n", "step(1)", "Next copy", show=False),
        Binding("N", "step(-1)", "Previous copy", show=False),
    ]

    def __init__(self, article: Article, others: Sequence[str], get: Callable[[str], Article]) -> None:
        """`others` are the ids of the copies, one at least; `get` gives an article by its id."""
        more = (("n", "next copy"),) if len(others) > 1 else ()
        super().__init__("What differs", (("j/k", "scroll"), ("Space", "page"), *more, ("Esc", "close")))
        self._article = article
        self._others = others
        self._get = get
        self._at = 0
        self._view = TextView(id="text")

    def body(self) -> ComposeResult:
        yield self._view

    def on_mount(self) -> None:
        super().on_mount()
        self._compare()
        self.set_focus(self._view)

    def action_step(self, step: int) -> None:
        self._at = (self._at + step) % len(self._others)
        self._compare()

    def _compare(self) -> None:
        which = f", copy {self._at + 1} of {len(self._others)}" if len(self._others) > 1 else ""
        self.heading = f"What differs: this article ({_HERE}) and its copy ({_THERE}){which}"
        self.set_heading(self.heading)
        try:
            other = self._get(self._others[self._at])
        except ArticleNotFound as error:
            self._view.show([(str(error), "")])
            return
        self._view.show(list(paragraphs(self._article, other, compare(self._article, other))))


def paragraphs(here: Article, there: Article, comparison: Comparison) -> Iterator[Paragraph]:
    """Both articles, how much they have in common, then every difference."""
    yield f"{_HERE} {_named(here, comparison.words_here)}", "strong"
    yield f"{_THERE} {_named(there, comparison.words_there)}", "strong"
    yield "", ""
    yield _in_common(comparison), ""
    for difference in comparison.differences:
        yield "", ""
        yield _place(here, there, difference), "dim"
        if difference.kind is not Kind.THERE:
            yield f"{_HERE} {_words(here, difference, difference.here)}", "warning"
        if difference.kind is not Kind.HERE:
            yield f"{_THERE} {_words(there, difference, difference.there)}", "sign"


def _named(article: Article, words: int) -> str:
    metadata = article.metadata
    parts = (article.title, publisher_label(metadata), date_label(metadata.date), plural(words, "word"))
    return " · ".join(parts)


def _in_common(comparison: Comparison) -> str:
    beginning = f" (of the first {MOST_WORDS:,})" if comparison.is_cut else ""
    if not comparison.differences:
        return f"Both have the same words{beginning}."
    longer = max(comparison.words_here, comparison.words_there, 1)
    share = f"{100 * comparison.common // longer}% of the longer one"
    count = plural(len(comparison.differences), "difference")
    return f"{plural(comparison.common, 'word')} in common{beginning}, {share}; {count}:"


def _place(here: Article, there: Article, difference: Difference) -> str:
    """`¶4, changed`: the paragraph that the words stand in."""
    article, span = (there, difference.there) if difference.kind is Kind.THERE else (here, difference.here)
    block = article.block_at(span.start)
    place = block.kind.value if block.number is None else f"¶{block.number}"
    return f"{place}, {_kind_words(difference.kind)}"


def _kind_words(kind: Kind) -> str:
    return {Kind.HERE: "not in the copy", Kind.THERE: "in the copy only", Kind.CHANGED: "changed"}[kind]


def _words(article: Article, difference: Difference, span: Span) -> str:
    """The words that differ; changed ones in their surroundings, within ‹›."""
    words = article.text[span.start : span.end]
    if difference.kind is not Kind.CHANGED:
        return words
    block = article.block_at(span.start)
    before = article.text[max(block.start, span.start - _AROUND) : span.start]
    after = article.text[span.end : min(block.end, span.end + _AROUND)]
    if span.start - _AROUND > block.start:
        before = "…" + before[before.find(" ") + 1 :]
    if span.end + _AROUND < block.end:
        after = after[: after.rfind(" ") + 1].rstrip() + " …"
    return f"{before}‹{words}›{after}"
