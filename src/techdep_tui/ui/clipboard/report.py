"""What came of a copy, and the words for it, which claim no more than is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from techdep_tui.core.articles.decode import safe_line


class Outcome(StrEnum):
    """What is known about one way."""

    CHECKED = "checked"
    """It was read back and is the text."""
    TAKEN = "taken, not checked"
    """The program took it without complaint."""
    SENT = "sent, cannot be checked"
    """It was written to the terminal, which does not answer."""
    FAILED = "failed"
    ABSENT = "not here"
    """It was not tried, since it cannot lead to the reader's clipboard."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One way, what came of it, and in a clause why or how.

    `is_passed_on` says that tmux handed the text on to the terminal around it. `seconds` is how long it took.
    """

    way: str
    outcome: Outcome
    detail: str = ""
    is_passed_on: bool = False
    seconds: float = 0.0

    @property
    def has_arrived(self) -> bool:
        """Whether a program holds the text now."""
        return self.outcome in (Outcome.CHECKED, Outcome.TAKEN)


@dataclass(frozen=True, slots=True)
class CopyReport:
    """Where a copy went: the best way that worked, "file" if none but the file did, "none" if not even that.

    `is_checked` means that the text was read back from `way`. `file` holds the text as well, `None` if it
    could not be written. `message` says all this in one line.
    """

    way: str
    is_checked: bool
    file: Path | None
    message: str
    attempts: tuple[Attempt, ...]

    @property
    def is_certain(self) -> bool:
        """Whether a program holds the text; if not, show it for selection by hand."""
        return any(attempt.has_arrived for attempt in self.attempts)


def report(attempts: Sequence[Attempt], file: Path | None, file_fault: str) -> CopyReport:
    """The report on attempts and the file; `file_fault` says why there is none."""
    tool = next((a for a in attempts if a.has_arrived and a.way != "tmux"), None)
    tmux = next((a for a in attempts if a.has_arrived and a.way == "tmux"), None)
    sent = next((a for a in attempts if a.outcome is Outcome.SENT), None)
    best = tool or tmux or sent
    return CopyReport(
        way=best.way if best else "file" if file else "none",
        is_checked=best is not None and best.outcome is Outcome.CHECKED,
        file=file,
        message=_of_programs(tool, tmux) or _of_file(sent is not None, file, file_fault),
        attempts=tuple(attempts),
    )


def _of_programs(tool: Attempt | None, tmux: Attempt | None) -> str:
    if tool:
        how = "checked" if tool.outcome is Outcome.CHECKED else "not checked"
        return f"Copied ({tool.way}, {how}){f'; also in {_buffer(tmux)}' if tmux else ''}"
    return f"Copied to {_buffer(tmux)}" if tmux else ""


def _of_file(is_sent: bool, file: Path | None, fault: str) -> str:
    place = safe_line(str(file)) if file else f"no file could be written ({fault})"
    if is_sent:
        return f"Sent to the terminal, which cannot confirm; {'also in ' if file else ''}{place}"
    return f"No clipboard reached: saved to {place}" if file else f"No clipboard reached, and {place}"


def _buffer(tmux: Attempt) -> str:
    is_checked = tmux.outcome is Outcome.CHECKED
    if tmux.is_passed_on:
        return f"the tmux buffer and passed on to your terminal{'' if is_checked else ' (not checked)'}"
    return f"the tmux buffer ({'' if is_checked else 'not checked; '}prefix ] pastes)"
