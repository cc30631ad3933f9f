"""What changes in the reader's folders while the program is open, told by the system (watchfiles)."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from threading import Event

from techdep_tui.core.articles.decode import safe_line
from techdep_tui.core.articles.discover import may_concern
from techdep_tui.core.errors import TechdepError

_GATHER_MS, _QUIET_MS = 600, 50
"""Changes are told together after so long at most, or when there was none for a while."""

_LOOK_MS = 250
"""How often it is looked whether to stop."""


class NotWatchedError(TechdepError):
    """The system does not tell what changes."""


def watch(paths: Sequence[Path], stop: Event) -> Iterator[tuple[Path, ...]]:
    """Yield files and folders that have come, gone or changed under some paths, until `stop` is set.

    Empty, where nothing has for a while; so the first answer comes once the system is listening. What is told
    may be gone again when it is looked at, and a folder stands for all that is in it. Of files that were
    asked for by their names the folders are watched, since many programs write another file in the place of
    one; beside folders, which are watched to the depths, only the files themselves. Raises NotWatchedError
    where the system cannot tell.
    """
    absolute = [Path(os.path.abspath(path)) for path in paths]  # noqa: PTH100 - links stay as they are
    names = dict(zip(map(Path.resolve, absolute), paths, strict=True))  # some systems tell where links lead
    names.update(zip(absolute, paths, strict=True))
    folders = [path for path in names if path.is_dir()]
    files = names.keys() - set(folders)
    is_deep = any(path.is_dir() for path in absolute)
    watched = absolute if is_deep else sorted({file.parent for file in absolute})
    for changed in _changes(watched, stop, is_deep=is_deep):
        concerned = {path for path in changed if path in files or may_concern(path, folders)}
        if concerned or not changed:
            yield tuple(sorted(_as_asked_for(path, names) for path in concerned))


def _as_asked_for(path: Path, names: Mapping[Path, Path]) -> Path:
    """A path below one that was asked for, in the same words: those may be relative."""
    above = next(each for each in (path, *path.parents) if each in names)
    return names[above] / path.relative_to(above)


def _changes(paths: Sequence[Path], stop: Event, *, is_deep: bool) -> Iterator[set[Path]]:
    from watchfiles import watch as changes  # 50 ms, once everything is loaded

    try:
        for path in paths:
            path.stat()  # one that is not there would be watched for nothing
        for changed in changes(
            *paths,
            watch_filter=None,
            debounce=_GATHER_MS,
            step=_QUIET_MS,
            stop_event=stop,
            rust_timeout=_LOOK_MS,
            yield_on_timeout=True,
            raise_interrupt=False,
            recursive=is_deep,
            ignore_permission_denied=True,
        ):
            yield {Path(path) for _, path in changed}
    except (OSError, RuntimeError, ValueError) as error:
        reason = safe_line(str(error))
        raise NotWatchedError(f"Changes are not noticed ({reason}): F5 reads again.") from error
