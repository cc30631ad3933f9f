"""Where the program keeps its own things, and where the built-in articles are.

Nothing is created here: who keeps something makes its directory, and lives without it where that fails.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from techdep_tui.core.errors import CollectionError

APP_NAME = "techdep-tui"

NOWHERE = Path(os.devnull) / APP_NAME
"""Stands for a directory that cannot be had: making it and opening files in it fail with an `OSError`."""


def state_dir() -> Path:
    """The directory of what the reader did; `TECHDEP_TUI_STATE_DIR` overrides the system's place."""
    return _directory("state")


def cache_dir() -> Path:
    """The directory of what can be made again; `TECHDEP_TUI_CACHE_DIR` overrides the system's place."""
    return _directory("cache")


def config_dir() -> Path:
    """The directory of the settings; `TECHDEP_TUI_CONFIG_DIR` overrides the system's place."""
    return _directory("config")


def state_file() -> Path:
    """The database of what the reader did."""
    return state_dir() / "state.sqlite"


def word_lists_dir() -> Path:
    """The directory of the reader's own word lists."""
    return config_dir() / "lists"


def settings_file() -> Path:
    """The reader's settings."""
    return config_dir() / "settings.yaml"


def builtin_articles() -> Path:
    """The directory of the built-in articles: inside the package, in a source checkout at its top.

    Raises `CollectionError` if the installation lacks them.
    """
    package = Path(__file__).resolve().parent
    for directory in (package / "seeds", package.parent.parent / "seeds"):
        if directory.is_dir():
            return directory
    raise CollectionError(f"The built-in articles are missing from this installation ({package / 'seeds'}).")


def _directory(kind: Literal["state", "cache", "config"]) -> Path:
    """The override as an absolute path, else the system's place; `NOWHERE` if that cannot be absolute.

    Where there is no home, a place would be relative: used as it stands, it would lie in the working
    directory, which may be the reader's folder.
    """
    override = os.environ.get(f"TECHDEP_TUI_{kind.upper()}_DIR")
    if override:
        return _absolute(override)
    import platformdirs  # 12 to 19 ms, which `--version` and a redirected program need not pay

    place = Path(getattr(platformdirs, f"user_{kind}_dir")(APP_NAME, appauthor=False))
    return place if place.is_absolute() else NOWHERE


def _absolute(directory: str) -> Path:
    try:
        path = Path(directory).expanduser()
        return path if path.is_absolute() else Path.cwd() / path
    except (OSError, RuntimeError):  # no working directory any more, or no home
        return NOWHERE
