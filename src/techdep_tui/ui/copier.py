"""One copy after the other: beside the screen's loop, in the order in which they were asked for."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from techdep_tui.core.articles.decode import safe_line

if TYPE_CHECKING:
    from techdep_tui.ui.clipboard import CopyReport


@dataclass(slots=True)
class Copy:
    """A copy of this session: what it was, its text, and where it went.

    `is_certain` says that a program holds the text; `is_told`, that the reader was told where it went.
    """

    what: str
    text: str
    message: str = "on its way …"
    is_certain: bool = False
    is_told: bool = False

    def words(self, keys: str) -> str:
        """Where the copy went, in a line; the first of `keys` shows it on the plain screen."""
        key = keys.split(" ", 1)[0]
        return f"{self.message} · {self.what if self.is_certain else f'{key} shows it to select by hand'}"


class Copier:
    """Brings texts to the clipboard; the last one asked for is the one that stays there.

    `bring` may take seconds and runs in a thread of its own, as does `on_done`, which hears of every end.
    """

    def __init__(self, bring: Callable[[str], CopyReport], on_done: Callable[[Copy], object]) -> None:
        self.copies: list[Copy] = []
        self._bring = bring
        self._on_done = on_done
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="copy")
        self._last: Future[None] | None = None

    def copy(self, text: str, what: str) -> None:
        """Bring a text to the clipboard after all those before it; returns at once."""
        copy = Copy(what, text)
        self.copies.append(copy)
        self._last = self._thread.submit(self._carry_out, copy)

    def wait(self) -> None:
        """Wait until every copy has come to its end."""
        if self._last is not None:
            self._last.result()

    def untold(self) -> list[Copy]:
        """The copies of which the reader was not told where they went."""
        return [copy for copy in self.copies if not copy.is_told]

    def _carry_out(self, copy: Copy) -> None:
        try:
            report = self._bring(copy.text)
        except Exception as error:  # noqa: BLE001 - nobody but the reader hears what fails in this thread
            copy.message = f"Not copied: {safe_line(repr(error))}"
        else:
            copy.message, copy.is_certain = report.message, report.is_certain
        self._on_done(copy)
