"""The addresses in an article: shown in full, opened by the system's browser on a key press only."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from techdep_tui.core.articles.model import Article
from techdep_tui.ui.browser import open_in_browser, shown_host
from techdep_tui.ui.screens.overlay import Overlay
from techdep_tui.ui.widgets.text_view import ChoiceView


class LinksScreen(Overlay[str | None]):
    """Addresses with what they are; Enter opens one, y copies it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "back", "Close", show=False),
        Binding("y", "copy", "Copy", show=False),
    ]

    def __init__(self, article: Article) -> None:
        super().__init__(
            "Addresses in this article", (("Enter", "open in the browser"), ("y", "copy"), ("Esc", "close"))
        )
        self._rows = _addresses(article)
        self._view = ChoiceView(id="choices")

    def body(self) -> ComposeResult:
        yield self._view

    def on_mount(self) -> None:
        super().on_mount()
        self._view.show([(url, f"{what} · host {shown_host(url)}") for url, what in self._rows])
        if not self._rows:
            self.note("The file names no address.")
        self.set_focus(self._view)

    @on(ChoiceView.Chosen)
    def _open(self, event: ChoiceView.Chosen) -> None:
        self.note(open_in_browser(self._rows[event.row][0]))

    def action_copy(self) -> None:
        if self._rows:
            self.dismiss(self._rows[self._view.cursor][0])


def _addresses(article: Article) -> list[tuple[str, str]]:
    """Every address once, with what it is: the article's own first."""
    metadata = article.metadata
    rows: dict[str, str] = {}
    if metadata.url.value:
        rows[metadata.url.value] = "this article"
    if metadata.source_url.value:
        rows.setdefault(metadata.source_url.value, "the original")
    for link in article.links:
        rows.setdefault(link.url, f"{link.rel}: {link.text}" if link.text else link.rel)
    for source in article.sources:
        if source.url:
            rows.setdefault(source.url, f"source: {source.title}")
    return list(rows.items())
