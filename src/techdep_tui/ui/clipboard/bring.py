"""Bringing a text to the reader's clipboard, by every way that can lead there."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import mkstemp

from techdep_tui import paths
from techdep_tui.config import CLIPBOARD_WAYS, ClipboardSettings
from techdep_tui.core.articles.decode import safe_line
from techdep_tui.ui.clipboard import terminal
from techdep_tui.ui.clipboard.report import Attempt, CopyReport, Outcome, report
from techdep_tui.ui.clipboard.surroundings import Surroundings
from techdep_tui.ui.clipboard.tmux import Tmux, load
from techdep_tui.ui.clipboard.tools import put_by_command, put_by_tool

FILE_NAME = "last-copy.txt"

Which = Callable[[str], str | None]
Write = Callable[[str], None]


def copy(
    text: str,
    *,
    environ: Mapping[str, str] | None = None,
    which: Which | None = None,
    write_osc52: Write | None = None,
    state_dir: Path | None = None,
    settings: ClipboardSettings | None = None,
) -> CopyReport:
    """Bring a text to the clipboard; blocks for some seconds at worst, so run it off the screen's loop.

    The ways are tried in the order of the settings until a program holds the text. tmux comes on top, since
    its buffer is another place than a clipboard; the terminal is asked only if no program took the text. A
    file in `state_dir` holds it always, for the reader's eyes only. `environ`, `which` (the path of a program
    by its name) and `state_dir` are those of the program if not given; `write_osc52` writes to the terminal.
    """
    environ = os.environ if environ is None else environ
    settings = settings or ClipboardSettings()
    file, file_fault = _save(text, state_dir or paths.state_dir())
    around = Surroundings.of(environ, which)
    attempts: list[Attempt] = []
    for way in settings.order:
        has_tool = any(attempt.has_arrived and attempt.way != "tmux" for attempt in attempts)
        has_any = any(attempt.has_arrived for attempt in attempts)
        if (has_tool and way != "tmux") or (has_any and way == "osc52"):
            continue
        attempts.append(_try(way, text, around, settings, write_osc52))
    return report(attempts, file, file_fault)


def check_clipboard(
    *,
    environ: Mapping[str, str] | None = None,
    which: Which | None = None,
    write_osc52: Write | None = terminal.write_to_tty,
    state_dir: Path | None = None,
    settings: ClipboardSettings | None = None,
) -> tuple[Attempt, ...]:
    """Try every way with a token of its own, the file last; what was in the clipboard is lost."""
    environ = os.environ if environ is None else environ
    settings = settings or ClipboardSettings()
    around = Surroundings.of(environ, which)
    attempts = [_try(way, _token(way), around, settings, write_osc52) for way in CLIPBOARD_WAYS]
    return (*attempts, _try_file(_token("file"), state_dir or paths.state_dir()))


def as_table(attempts: Sequence[Attempt]) -> str:
    """The attempts as lines of columns: way, outcome, time, detail."""
    rows = [("way", "outcome", "ms", "")]
    rows += [(a.way, str(a.outcome), f"{a.seconds * 1000:.0f}", a.detail) for a in attempts]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    return "\n".join(
        f"{way:<{widths[0]}}  {outcome:<{widths[1]}}  {ms:>{widths[2]}}  {detail}".rstrip()
        for way, outcome, ms, detail in rows
    )


def _try(
    way: str, text: str, around: Surroundings, settings: ClipboardSettings, write_osc52: Write | None
) -> Attempt:
    begin = time.monotonic()
    if way == "command":
        attempt = put_by_command(settings.command, text, around)
    elif way == "tmux":
        attempt = _put_in_tmux(text, around)
    elif way == "osc52":
        attempt = _send(text, around, write_osc52)
    else:
        attempt = put_by_tool(way, text, around)
    return replace(attempt, detail=safe_line(attempt.detail), seconds=time.monotonic() - begin)


def _put_in_tmux(text: str, around: Surroundings) -> Attempt:
    if isinstance(around.tmux, Tmux):
        return load(text.encode("utf-8", "replace"), around.tmux, around.environ)
    if around.tmux:
        return Attempt("tmux", Outcome.FAILED, around.tmux)
    return Attempt("tmux", Outcome.ABSENT, "the program does not run inside tmux")


def _send(text: str, around: Surroundings, write: Write | None) -> Attempt:
    data = text.encode("utf-8", "replace")
    obstacle = (
        "there is no terminal to write to" if write is None else terminal.obstacle(data, around.environ)
    )
    if write is None or obstacle:
        return Attempt("osc52", Outcome.ABSENT, obstacle)
    try:
        write(terminal.sequence(data, around.environ))
    except (OSError, RuntimeError) as error:  # the latter from a screen that is being closed
        return Attempt("osc52", Outcome.FAILED, str(error))
    return Attempt("osc52", Outcome.SENT, "paste somewhere to see whether it arrived")


def _try_file(text: str, state_dir: Path) -> Attempt:
    begin = time.monotonic()
    file, fault = _save(text, state_dir)
    outcome = Outcome.FAILED
    with suppress(OSError):
        if file and file.read_bytes() == text.encode():
            outcome = Outcome.CHECKED
    return Attempt("file", outcome, safe_line(str(file)) if file else fault, seconds=time.monotonic() - begin)


def _save(text: str, state_dir: Path) -> tuple[Path | None, str]:
    """Write the file whole, with mode 0600, or say why that was not possible."""
    file = state_dir / FILE_NAME
    try:
        state_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = mkstemp(prefix=f".{FILE_NAME}-", dir=state_dir)
    except OSError as error:
        return None, safe_line(error.strerror or str(error))
    try:
        with os.fdopen(handle, "wb") as new:
            new.write(text.encode("utf-8", "replace"))
            new.flush()
            os.fsync(new.fileno())
        Path(name).replace(file)
    except OSError as error:
        with suppress(OSError):
            Path(name).unlink()
        return None, safe_line(error.strerror or str(error))
    return file, ""


def _token(way: str) -> str:
    return f"techdep-tui, clipboard check, {way}: {os.urandom(4).hex()}"
