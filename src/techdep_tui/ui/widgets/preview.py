"""The paragraphs around a hit, beside the results."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from techdep_tui.core.articles.model import Article
from techdep_tui.core.articles.offsets import Span
from techdep_tui.ui.widgets.reader import Reader


class Preview(Reader):
    """A reader without keys: it shows the place and takes no focus."""

    can_focus = False
    BINDINGS: ClassVar[list] = []  # type: ignore[type-arg]
    DEFAULT_CLASSES = "preview"

    def show(self, article: Article, place: Span, lit: Sequence[Span]) -> None:
        """Show an article around `place`, with the hits lit."""
        if self.article is not article:
            self.open(article, (), place.start)
        self.light(tuple(lit), next((i for i, span in enumerate(lit) if span.start >= place.start), -1))
        self.show_span(place)
