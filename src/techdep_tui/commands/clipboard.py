"""`--check-clipboard`: every way to the clipboard tried, and what came of it."""

from __future__ import annotations

from techdep_tui import config
from techdep_tui.commands.output import say
from techdep_tui.ui.clipboard import as_table, check_clipboard


def check() -> int:
    """Try every way with a token, print the table; 0 if a program took it, 1 if only terminal or file did."""
    attempts = check_clipboard(settings=config.load().clipboard)
    say(as_table(attempts))
    return 0 if any(attempt.has_arrived for attempt in attempts if attempt.way != "file") else 1
