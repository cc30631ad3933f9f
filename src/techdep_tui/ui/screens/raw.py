"""The file as it is: of an article, or of any file in parts, also of one that is too large for an article."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message

from techdep_tui.core.articles.decode import safe_line
from techdep_tui.core.articles.model import Article
from techdep_tui.core.articles.parts import Part, read_part
from techdep_tui.core.errors import ArticleError
from techdep_tui.ui.screens.overlay import Overlay
from techdep_tui.ui.widgets.raw_view import RawView

_HEADING = "The file as it is: "
_KEYS = (("j/k", "scroll"), ("Space", "page"), ("/", "filter"), ("Esc", "close"))


class RawScreen(Overlay[None]):
    """An article's file, at some character of it; `/` shows only the lines that hold some letters."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "back", "Close", show=False),
        Binding("slash", "filter", "Filter", show=False),
    ]

    def __init__(self, article: Article, position: int) -> None:
        words = f"{safe_line(str(article.path))} · {article.encoding} · {article.format.value}"
        super().__init__(_HEADING + words, _KEYS)
        self._raw = article.raw
        self._position = article.in_file(position, position + 1).start
        self._view = RawView(id="text")

    def body(self) -> ComposeResult:
        yield self._view

    def on_mount(self) -> None:
        super().on_mount()
        self._view.show(self._raw)
        self.set_focus(self._view)
        if self._position:
            self.call_after_refresh(self._view.show_position, self._position)

    def action_filter(self) -> None:
        ask_for_letters(self, self._view)


class PartsScreen(Overlay[None]):
    """A file in parts: `]` and `[` go from one to the next."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *RawScreen.BINDINGS,
        Binding("right_square_bracket,n", "part(1)", "Next part", show=False),
        Binding("left_square_bracket,N,p", "part(-1)", "Previous part", show=False),
    ]

    class Read(Message):
        """A part has been read, or cannot be."""

        def __init__(self, part: Part | str) -> None:
            super().__init__()
            self.part = part

    def __init__(self, path: Path) -> None:
        super().__init__(_HEADING + safe_line(str(path)), (("[ ]", "parts"), *_KEYS))
        self._path = path
        self._part: Part | None = None
        self._before: list[tuple[int, int]] = []
        self._view = RawView(id="text")

    def body(self) -> ComposeResult:
        yield self._view

    def on_mount(self) -> None:
        super().on_mount()
        self.set_focus(self._view)
        self._read(0, 1)

    def action_filter(self) -> None:
        ask_for_letters(self, self._view)

    def action_part(self, step: int) -> None:
        """Read the next part, or the one before again; not while one is being read."""
        part = self._part
        if part is None:
            return
        if step < 0 and self._before:
            begin = self._before.pop()
        elif step > 0 and part.end < part.total:
            self._before.append((part.start, part.first_line))
            begin = (part.end, part.line_after)
        else:
            self.note("There is no further part.")
            return
        self._part = None
        self._read(*begin)

    @work(thread=True, exclusive=True, exit_on_error=False, group="part", description="part")
    def _read(self, start: int, first_line: int) -> None:
        try:
            part: Part | str = read_part(self._path, start, first_line)
        except ArticleError as error:
            part = str(error)
        self.post_message(self.Read(part))

    @on(Read)
    def _show_part(self, event: Read) -> None:
        part = event.part
        if isinstance(part, str):
            self.note(part)
            return
        self._view.show(part.text, part.first_line)
        self._part = part
        self.note(f"bytes {part.start:,} to {part.end:,} of {part.total:,} · {part.encoding}")


def ask_for_letters(screen: Overlay[None], view: RawView) -> None:
    """Ask for letters, and show only the lines that hold them; Esc shows all again."""

    def done(text: str | None) -> None:
        if text is None:
            view.choose("")

    screen.ask("Letters to look for", done, on_edit=view.choose)
