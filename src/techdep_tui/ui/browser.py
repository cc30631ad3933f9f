"""Addresses leave the program only here, on a key press, to the system's own opener."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from urllib.parse import urlsplit

_SCHEMES = frozenset({"http", "https", "mailto"})


def shown_host(url: str) -> str:
    """The host that an address really leads to, in its ASCII form where it is written in other letters."""
    try:
        host = urlsplit(url).hostname or ""
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        return "unclear"


def open_in_browser(url: str) -> str:
    """Hand an address to the system's browser; returns what to tell the reader."""
    try:
        scheme = urlsplit(url).scheme.casefold()
    except ValueError:
        scheme = ""
    if scheme not in _SCHEMES:
        return f"Not opened: only {', '.join(sorted(_SCHEMES))} addresses are. y copies it."
    opener = _opener()
    if opener is None:
        return "No opener found (xdg-open); y copies the address."
    try:
        subprocess.Popen(
            [*opener, url],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        return f"{opener[0]} could not be started ({error.strerror}); y copies the address."
    return f"Handed to {opener[0]}."


def _opener() -> list[str] | None:
    if sys.platform == "win32":
        return ["rundll32", "url.dll,FileProtocolHandler"]
    if sys.platform == "darwin":
        return ["open"]
    if os.environ.get("BROWSER") and shutil.which(os.environ["BROWSER"].split(":")[0]):
        return [os.environ["BROWSER"].split(":")[0]]
    return ["xdg-open"] if shutil.which("xdg-open") else None
