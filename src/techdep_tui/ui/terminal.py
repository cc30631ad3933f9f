"""The terminal as it is: it may stall, vanish, send rubbish, or be stopped and continued at any moment.

Textual's own driver draws on standard error, ends at a byte that is not UTF-8, works without rest when the
terminal has gone, and takes a SIGCONT that no SIGTSTP came before for a second start.
"""

from __future__ import annotations

import codecs
import os
import re
import select
import signal
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any, Final, cast

from textual import events
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from techdep_tui.core.articles.decode import safe_text
from techdep_tui.ui.leaving import SIGNALS
from techdep_tui.ui.placing import placed

_PATIENCE_S: Final = 1.0
"""So long a terminal that takes nothing is waited for, once the program is to end."""

_TICK_S: Final = 0.1
_LARGEST: Final = 2000
"""No terminal has more columns or rows; an answer that says so is none."""

_LONGEST_PASTE: Final = 20_000
"""Characters of a paste that are taken; there is nothing to write long texts into."""

_ANSWER: Final = re.compile(
    r"\x1b[P\]X^_][^\x1b\x07]{0,65536}(?:\x1b\\|\x07)|\x1b\[[0-?]{33,65536}[ -/]?[@-~]?"
)
_ANSWER_BEGINS: Final = re.compile(r"\x1b[P\]X^_][^\x1b\x07]{1,65536}\x1b?\Z")
_PASTE_BEGINS, _PASTE_ENDS = "\x1b[200~", "\x1b[201~"


class Output:
    """Standard output as Textual's writer wants it; what cannot be written is dropped.

    It is opened anew where that is possible: the handle can then be written without waiting, and the shell's
    own stays as it is.
    """

    def __init__(self, lost: Callable[[], None]) -> None:
        """`lost` is called, from any thread, when the terminal has gone."""
        self._lost = lost
        self._handle = _open_terminal(1)
        self._waiting: list[bytes] = []
        self._gives_up_at: float | None = None
        self._is_gone = False

    def give_up_soon(self) -> None:
        """Wait no longer for a terminal that takes nothing: the program is to end."""
        self._gives_up_at = time.monotonic() + _PATIENCE_S

    def write(self, text: str) -> None:
        self._waiting.append(text.encode("utf-8", "replace"))

    def flush(self) -> None:
        data = b"".join(self._waiting)
        self._waiting.clear()
        while data and not self._is_gone:
            try:
                data = data[self._some(data) :]
            except OSError:
                self._is_gone = True
                self._lost()

    def fileno(self) -> int:
        return self._handle

    def _some(self, data: bytes) -> int:
        """How many bytes the terminal took; all of them where nobody will wait for it."""
        is_over = self._gives_up_at is not None and time.monotonic() > self._gives_up_at
        if not select.select([], [self._handle], [], 0 if is_over else _TICK_S)[1]:
            return len(data) if is_over else 0
        try:
            return os.write(self._handle, data)
        except BlockingIOError:
            return 0


class Arriving:
    """What comes from the terminal as text, without answers to questions that nobody asked here.

    An answer is a string between ESC and one of `P ] X ^ _` and ESC `\\` or BEL: taken for keys, it would be
    commands.
    """

    def __init__(self) -> None:
        self._text_of = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._begun = ""
        self._is_pasting = False

    def keys(self, data: bytes) -> str:
        """The keys in what has come; with nothing, what waited for more is taken as it is."""
        text = _ANSWER.sub("", self._begun + self._text_of(data))
        begun = _ANSWER_BEGINS.search(text)
        self._begun = text[begun.start() :] if begun and data else ""
        if begun:
            text = text[: begun.start()]
        if self._is_pasting and not data:
            text += _PASTE_ENDS  # its end got lost: all keys would be taken for more of it
        begins, ends = text.rfind(_PASTE_BEGINS), text.rfind(_PASTE_ENDS)
        self._is_pasting = begins > ends or (self._is_pasting and ends < 0)
        return text


class Terminal(LinuxDriver):
    """Textual's driver for all that can happen to a terminal."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._output = Output(self._terminal_lost)
        self._file = cast(Any, self._output)
        self._is_up = False
        signal.signal(signal.SIGTSTP, self._stop)
        signal.signal(signal.SIGCONT, self._go_on)
        for number in (*SIGNALS, signal.SIGINT):
            signal.signal(number, self._leave)

    def start_application_mode(self) -> None:
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self._is_up = True

    def stop_application_mode(self) -> None:
        if self._is_up:
            self._is_up = False
            super().stop_application_mode()

    def write(self, data: str) -> None:
        super().write(placed(data))

    def run_input_thread(self) -> None:
        """Read keys until the end of the program or of the terminal; what makes no sense is passed over."""
        arriving = Arriving()
        parser = XTermParser(self._debug)
        while not self.exit_event.is_set():
            data = self._read()
            if data is None:
                self._terminal_lost()
                return
            text = arriving.keys(data)
            try:
                self._hand_on(parser.feed(text) if text else parser.tick())
            except Exception:  # noqa: BLE001 - whatever a terminal sends, the keys after it count
                parser = XTermParser(self._debug)

    def process_message(self, message: Message) -> None:
        if isinstance(message, events.Resize):
            width, height = message.size
            if not (0 < width <= _LARGEST and 0 < height <= _LARGEST):
                return
        if isinstance(message, events.Paste):
            message = events.Paste(safe_text(message.text[:_LONGEST_PASTE]))
        super().process_message(message)

    def _read(self) -> bytes | None:
        """What was typed, nothing after a moment without keys, `None` when there will never be any."""
        try:
            if not select.select([self.fileno], [], [], _TICK_S)[0]:
                return b""
            return os.read(self.fileno, 4096) or None
        except (BlockingIOError, InterruptedError):
            return b""
        except (OSError, ValueError):
            return None

    def _hand_on(self, messages: Iterable[Message | None]) -> None:
        for message in messages:
            if message is not None:  # a mouse report of the oldest kind becomes none
                self.process_message(message)

    def _terminal_lost(self) -> None:
        self._end(128 + signal.SIGHUP)

    def _leave(self, number: int, _frame: object) -> None:
        """End the app, which restores the terminal; not later, even if the terminal stalls."""
        self._output.give_up_soon()
        self._end(128 + number)

    def _end(self, code: int) -> None:
        self._call_soon(lambda: self._app.exit(return_code=code))

    def _call_soon(self, act: Callable[[], object]) -> None:
        with suppress(RuntimeError):  # the loop has ended: so does the program
            self._loop.call_soon_threadsafe(act)

    def _stop(self, *_: object) -> None:
        """Give the terminal back and stop, as Ctrl+Z asks; at once where it is somebody else's already.

        Not within the handler: it may have come between two steps of a write, and would wait for itself.
        """
        if self._auto_restart:
            self._call_soon(self._give_back_and_stop)
        else:
            os.kill(os.getpid(), signal.SIGSTOP)

    def _give_back_and_stop(self) -> None:
        if self._is_up:
            self.suspend_application_mode()
            self._must_signal_resume = True
        os.kill(os.getpid(), signal.SIGSTOP)

    def _go_on(self, *_: object) -> None:
        if self._auto_restart:
            self._call_soon(self._take_again)

    def _take_again(self) -> None:
        """Take the terminal; it may be in any state, for others had it in the meantime."""
        if self._is_up:
            self.suspend_application_mode()
        self.resume_application_mode()
        self._app.refresh(layout=True)


def _open_terminal(number: int) -> int:
    """A handle of our own for the terminal at a descriptor, else the descriptor itself."""
    try:
        return os.open(os.ttyname(number), os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    except OSError:
        return number
