"""OSC 52: asking the terminal itself to set its clipboard."""

from __future__ import annotations

import os
import sys
from base64 import b64encode
from collections.abc import Mapping

LONGEST = 1_000_000
"""Characters of base64 that are sent at most; tmux throws longer sequences away."""

SCREEN_PIECE = 240
"""Bytes that GNU screen is given at once to pass on; it drops strings of 768 and more."""

_WITHOUT_CLIPBOARD = frozenset({"dumb", "linux", "vt100", "vt220"})


def obstacle(text: bytes, environ: Mapping[str, str]) -> str:
    """Why the terminal cannot be asked, "" if it can."""
    term = environ.get("TERM", "")
    if term in _WITHOUT_CLIPBOARD:
        return f"a terminal of the kind {term} has no clipboard"
    if len(text) > LONGEST // 4 * 3:
        return f"{len(text):,} bytes are more than terminals take"
    return ""


def sequence(text: bytes, environ: Mapping[str, str]) -> str:
    """What to write to the terminal, in pieces if GNU screen stands in between."""
    whole = osc52(text)
    return in_screen_pieces(whole) if _is_in_screen(environ) else whole


def osc52(text: bytes) -> str:
    """The sequence that sets the clipboard.

    It ends with BEL, which all terminals take that take ST, and which can stand inside a DCS.
    Source: xterm's "ctlseqs", Operating System Commands, Ps = 52.
    """
    return f"\x1b]52;c;{b64encode(text).decode()}\a"


def in_screen_pieces(whole: str) -> str:
    """A sequence cut up into device control strings, which GNU screen passes on as they are."""
    pieces = (whole[at : at + SCREEN_PIECE] for at in range(0, len(whole), SCREEN_PIECE))
    return "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)


def write_to_tty(data: str) -> None:
    """Write to the terminal that the program runs in, wherever its output goes; raises `OSError`."""
    handle = os.open("CONOUT$" if sys.platform == "win32" else "/dev/tty", os.O_WRONLY)
    with os.fdopen(handle, "w", encoding="ascii") as terminal:
        terminal.write(data)


def _is_in_screen(environ: Mapping[str, str]) -> bool:
    """Whether GNU screen stands in between: by its variable, over ssh by the name that it gives terminals.

    To it a plain sequence of more than about 700 characters would be text to show. Where tmux calls itself
    "screen-256color" it understands the plain sequence.
    """
    if "TMUX" in environ:
        return False
    term = environ.get("TERM", "")
    return "STY" in environ or term == "screen" or term.startswith("screen.")
