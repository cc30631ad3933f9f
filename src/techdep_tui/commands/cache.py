"""`cache`: what is kept of large folders so that they open at once, and letting it go."""

from __future__ import annotations

from argparse import Namespace
from contextlib import suppress

from techdep_tui import paths as places
from techdep_tui.commands.output import say, say_json
from techdep_tui.core.articles.decode import safe_line
from techdep_tui.core.collection import FACTS
from techdep_tui.core.store.folder import clear_all, size_of

_MEGABYTE = 2**20


def run_cache(options: Namespace) -> int:
    """Say where the cache is and how large, or clear it; folders that are open somewhere are left."""
    cache = places.cache_dir()
    facts = [path for path in cache.glob(FACTS + "*") if path.is_file()]
    size = size_of(cache) + sum(path.stat().st_size for path in facts)
    if options.what == "clear":
        clear_all(cache)
        for path in facts:
            with suppress(OSError):
                path.unlink()
        left = size_of(cache)
        record: dict[str, object] = {"path": safe_line(str(cache)), "freed": size - left, "bytes": left}
        words = f"Freed {_words(size - left)} in {record['path']}."
        if left:
            words += f" {_words(left)} are of folders that are open, and stay."
    else:
        record = {"path": safe_line(str(cache)), "bytes": size}
        words = f"{_words(size)} in {record['path']}; “techdep-tui cache clear” lets it go."
    if options.json:
        say_json(record)
    else:
        say(words)
    return 0


def _words(size: int) -> str:
    return f"{size / _MEGABYTE:,.1f} MB"
