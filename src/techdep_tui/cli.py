"""Arguments in; text, JSON Lines or the app out.

Exit codes: 0 found, 1 nothing found, 2 wrong use or unreadable, 3 a fault of the program.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence

signal.signal(signal.SIGINT, signal.SIG_DFL)  # while modules are read, Ctrl+C needs no traceback

from techdep_tui.commands import run  # noqa: E402


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; returns its exit code."""
    return run(list(sys.argv[1:] if argv is None else argv))
