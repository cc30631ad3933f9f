"""Which program the files of a store are from."""

from __future__ import annotations

from techdep_tui.core.program_version import program_version


def store_version() -> str:
    """A digest, in hexadecimal digits, of all that the files of a store depend on."""
    return program_version("articles", "catalogue", "safe_json", "search", "store").hex()
