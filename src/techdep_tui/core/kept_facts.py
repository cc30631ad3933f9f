"""The facts that are searched, in a file for the next time: what an article had is had if it is the same.

A first line, the version of all that made them, for each number a key of the article that it was, and the
facts as `search.fact_file` writes them. What cannot be used is as if it were not there.
"""

from __future__ import annotations

import os
import time
from array import array
from collections.abc import Iterable
from contextlib import suppress
from hashlib import blake2b, sha256
from pathlib import Path

from techdep_tui.core.catalogue import Catalogue
from techdep_tui.core.program_version import program_version
from techdep_tui.core.search.fact_file import UnreadableFactsFileError, read_array, write_block
from techdep_tui.core.search.fact_index import FactIndex

_MAGIC = b"techdep-tui searched facts 1\n"
_KEY_BYTES = 8
_NO_KEY = 0

_PAUSE_S = 60.0
_PAUSES = 50
"""The file is written for no more than one part of so many of the time."""

_MANY = 20
"""One change to so many articles is worth writing the file, once no more will come soon."""


class KeptFacts:
    """The file of what is known of the articles in a catalogue; for one thread at a time."""

    def __init__(self, path: Path, version: bytes, catalogue: Catalogue, facts: FactIndex) -> None:
        """`version` is that of the program and the word lists that facts come from."""
        self._path = path
        self._head = _MAGIC + sha256(version + program_version("fact_entries", "search")).digest()
        self._catalogue = catalogue
        self._facts = facts
        self._written = facts.changes
        self._due_at = time.monotonic() + _PAUSE_S

    def recall(self) -> None:
        """Know what was kept, before anything is added."""
        with suppress(OSError, UnreadableFactsFileError), self._path.open("rb") as file:
            if file.read(len(self._head)) == self._head:
                keys = read_array(file, array("Q"))
                self._begin_with(FactIndex.read_from(file), keys)

    def is_due(self, *, is_all: bool) -> bool:
        """Whether what is known is worth writing now; `is_all` if no more will come soon."""
        new = self._facts.changes - self._written
        is_much = is_all and new * _MANY >= len(self._facts)
        return new > 0 and (is_much or time.monotonic() >= self._due_at)

    def keep(self, but: Iterable[int]) -> None:
        """Write what is known now, but of some articles; where that cannot be, nothing is lost but time."""
        began, self._written = time.monotonic(), self._facts.changes
        new = self._path.with_name(f"{self._path.name}.new")
        try:
            with new.open("wb") as file:
                file.write(self._head)
                write_block(file, self._keys())
                self._facts.write_to(file, but)
                file.flush()
                os.fsync(file.fileno())
            new.replace(self._path)
        except OSError:
            with suppress(OSError):
                new.unlink()
        now = time.monotonic()
        self._due_at = now + max(_PAUSE_S, (now - began) * _PAUSES)

    def _begin_with(self, kept: FactIndex, before: array[int]) -> None:
        """Know what was kept of articles whose keys are what they were before."""
        pairs = enumerate(zip(self._keys(), before, strict=False))
        same = {number for number, (key, other) in pairs if key == other != _NO_KEY}
        others = [number for number in kept.known() if number not in same]
        kept.remove(others)
        self._facts.begin_with(kept)
        self._written = self._facts.changes - len(others)
        self._facts.remove([number for number in same if not self._catalogue.is_live(number)])

    def _keys(self) -> array[int]:
        """For each number what tells its article from others: its bytes, and the file that it is in."""
        catalogue = self._catalogue
        keys = array("Q", [_NO_KEY]) * catalogue.end
        for number in catalogue.live(range(len(keys))):
            what = f"{catalogue.digests[number]}\0{catalogue.paths[number]}".encode("utf-8", "surrogatepass")
            keys[number] = int.from_bytes(blake2b(what, digest_size=_KEY_BYTES).digest(), "big")
        return keys
