"""The plain screen, outside of the app: a text as it is, where the terminal's own selection can take it."""

from __future__ import annotations

import select
import signal
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from typing import TYPE_CHECKING

from techdep_tui.core.articles.decode import safe_text
from techdep_tui.core.errors import TechdepError

if TYPE_CHECKING:
    from types import FrameType

    from textual.app import App

_BEFORE = "── The copied text, to select by hand; any key goes back ──"
_AFTER = "── Any key goes back ──"


@contextmanager
def handed_back(app: App[None]) -> Iterator[None]:
    """The terminal as it was before the app, for a while.

    Textual's own `suspend` does not come back from an exception; this raises it when the app is there again.
    """
    failure: Exception | None = None
    with app.suspend():
        try:
            yield
        except (TechdepError, OSError) as error:
            failure = error
    if failure is not None:
        raise failure


def clear_below() -> None:
    """Erase what stands below the cursor.

    That is the app's last frame where a terminal has no second screen, as GNU screen has none by default;
    where there is one, the cursor is where it was before the app, with nothing below it.
    """
    if sys.platform != "win32":
        print("\x1b[m\x1b[J", end="", flush=True)


def show(text: str) -> None:
    """Print a text and wait for a key; for the time when the app has handed the terminal back.

    Nothing frames the lines and nothing breaks them but the terminal, so that what is selected is the text.
    A long one runs up out of sight, where the terminal's own scrolling finds it.
    """
    with _ended_by_signals(), _any_key():
        clear_below()
        print(f"\n{_BEFORE}\n\n{safe_text(text)}\n\n{_AFTER}", flush=True)


if sys.platform == "win32":

    def _ended_by_signals() -> AbstractContextManager[None]:
        """Signals end the program there by themselves."""
        return nullcontext()

    @contextmanager
    def _any_key() -> Iterator[None]:
        """Wait at the end for any key that was not typed before."""
        import msvcrt

        while msvcrt.kbhit():
            msvcrt.getwch()
        yield
        msvcrt.getwch()

else:
    import termios

    class _Ended(Exception):  # noqa: N818 - no error: the program is told to end
        """A signal asks the program to end."""

    @contextmanager
    def _any_key() -> Iterator[None]:
        """Wait at the end for any key, Ctrl+C and Ctrl+Z among them, or until the program is to end.

        Keys count from the beginning: who sees what is asked for may press one at once.
        """
        terminal = sys.stdin.fileno()
        with _as_typed(terminal):
            yield
            with suppress(OSError):
                select.select([terminal], [], [])

    @contextmanager
    def _as_typed(terminal: int) -> Iterator[None]:
        """Have the terminal give out every key at once, and throw away what was typed before and after.

        One that has gone stays as it is.
        """
        before = None
        with suppress(termios.error):
            before = termios.tcgetattr(terminal)
            modes = termios.tcgetattr(terminal)
            modes[3] &= ~(termios.ICANON | termios.ECHO | termios.ISIG | termios.IEXTEN)
            modes[6][termios.VMIN], modes[6][termios.VTIME] = 1, 0
            termios.tcsetattr(terminal, termios.TCSAFLUSH, modes)
        try:
            yield
        finally:
            if before is not None:
                with suppress(termios.error):
                    termios.tcsetattr(terminal, termios.TCSAFLUSH, before)

    @contextmanager
    def _ended_by_signals() -> Iterator[None]:
        """Break off at a signal that ends the app, which it does as soon as its loop runs again."""

        def end(number: int, frame: FrameType | None) -> None:
            handler = before[signal.Signals(number)]
            if callable(handler):
                handler(number, frame)
            raise _Ended

        numbers = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)
        before = {number: signal.signal(number, end) for number in numbers}
        try:
            with suppress(_Ended):
                yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
