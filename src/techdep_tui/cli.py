"""Arguments in; text, JSON Lines or the app out.

Exit codes: 0 found, 1 nothing found, 2 wrong use or unreadable.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from techdep_tui import __version__


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; returns its exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments == ["--version"]:
        print(f"techdep-tui {__version__}")
        return 0
    from techdep_tui.commands import run  # argparse and the core: not for a mere --version

    return run(arguments)
