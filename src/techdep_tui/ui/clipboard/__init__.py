"""The ways to the clipboard, and what each of them can promise. Knows nothing of the screen."""

from techdep_tui.ui.clipboard.bring import as_table, check_clipboard, copy
from techdep_tui.ui.clipboard.report import Attempt, CopyReport, Outcome
from techdep_tui.ui.clipboard.terminal import write_to_tty

__all__ = ["Attempt", "CopyReport", "Outcome", "as_table", "check_clipboard", "copy", "write_to_tty"]
