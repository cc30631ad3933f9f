"""Which program this is: what one version of it keeps, another one must not take for its own."""

from __future__ import annotations

import sys
import unicodedata
from functools import cache
from hashlib import sha256
from pathlib import Path

_CORE = Path(__file__).parent


@cache
def program_version(*rooms: str) -> bytes:
    """A digest of the program text and word lists of some rooms of the core, and of the Python beneath."""
    digest = sha256(f"{sys.version_info} {unicodedata.unidata_version} {sys.byteorder}".encode())
    for room in rooms:
        folder = _CORE / room
        for path in sorted(folder.rglob("*")) if folder.is_dir() else [folder.with_suffix(".py")]:
            if path.suffix in {".py", ".yaml", ".tsv", ".json"}:
                digest.update(path.read_bytes())
    return digest.digest()
