"""Which command runs, and what its outcome is for the shell."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from techdep_tui import __version__
from techdep_tui.core.errors import CitationError, TechdepError

if TYPE_CHECKING:
    from argparse import Namespace

    from techdep_tui.config import Settings
    from techdep_tui.core.state.state import State

FOUND, NOTHING, WRONG, INTERRUPTED = 0, 1, 2, 130


def run(arguments: Sequence[str]) -> int:
    """Run one command line; returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        if not arguments and _is_at_a_terminal() and not _is_dumb():
            return _open_app([], None)
        from techdep_tui.commands.arguments import VERBS, app_parser, parse_verb  # argparse: 4 ms

        if arguments and arguments[0] in VERBS:
            return _run_verb(parse_verb(arguments))
        return _run_app(app_parser().parse_args(arguments))
    except TechdepError as error:
        print(f"techdep-tui: {error}", file=sys.stderr)
        return WRONG
    except BrokenPipeError:
        os.dup2(
            os.open(os.devnull, os.O_WRONLY), 1
        )  # whoever read the pipe has gone: there is nobody to tell
        return FOUND
    except KeyboardInterrupt:
        return INTERRUPTED


def _run_verb(options: Namespace) -> int:
    from techdep_tui.commands.verbs import run_verb  # not on the way to the first screen

    code = run_verb(options)
    sys.stdout.flush()
    return code


def _run_app(options: Namespace) -> int:
    if options.version:
        print(f"techdep-tui {__version__}")
        return FOUND
    if options.check_clipboard:
        from techdep_tui.commands.clipboard import check  # needed only here

        return check()
    if options.plain:
        return _open_plain(options.paths)
    if not _is_at_a_terminal():
        options.verb, options.json = "list", False
        return _run_verb(options)
    if _is_dumb():
        return _open_plain(options.paths, _DUMB_WORD)
    return _open_app(options.paths, options.theme)


def _is_at_a_terminal() -> bool:
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()


_DUMB_WORD = "This terminal cannot place its cursor (TERM), so this is a line dialogue, as with --plain."


def _is_dumb() -> bool:
    """Whether the terminal says that it only prints line after line."""
    term = os.environ.get("TERM", "")
    return term in ("dumb", "unknown") or (not term and sys.platform != "win32")


def _open_plain(paths: Sequence[Path], word: str = "") -> int:
    from techdep_tui import config
    from techdep_tui import paths as places
    from techdep_tui.commands.plain import hold_dialogue
    from techdep_tui.commands.verbs import load_collection
    from techdep_tui.core.state.state import State

    settings = _with_known_style(config.load())
    with State.open(places.state_file()) as state:
        hold_dialogue(
            lambda: load_collection(paths, state.corrections),
            _name_of_folder(paths),
            settings,
            state,
            word=word,
        )
    return FOUND


_SWITCH_S = 0.0005
"""After so long a worker lets the screen's loop have the interpreter: with Python's 5 ms, keys lag."""


def _open_app(paths: Sequence[Path], theme: str | None) -> int:
    os.environ.setdefault(
        "TEXTUAL_FPS", "240"
    )  # a quarter of the wait for the next frame; read at Textual's import
    from techdep_tui import config
    from techdep_tui import paths as places
    from techdep_tui.ui.app import ReadingRoom
    from techdep_tui.ui.plain_screen import clear_below
    from techdep_tui.ui.themes import NAMES

    if theme is not None and theme not in NAMES:
        raise TechdepError(f"There is no theme “{theme}”; there are {', '.join(NAMES)}.")
    for path in paths:
        if not path.exists():
            raise TechdepError(f"{path} is not there; say which folder or file to open: techdep-tui FOLDER")

    settings = config.load()
    if settings.theme not in NAMES:
        raise settings.fault("theme", f"there is no theme “{settings.theme}”", settings.theme, NAMES)
    _check_keys(settings)
    settings = _with_known_style(settings)

    def open_state() -> State:
        from techdep_tui.core.state.state import State  # SQLite: after the first screen

        return State.open(places.state_file())

    for name in ("COLUMNS", "LINES"):  # an exported size is that of another window, or of another time
        os.environ.pop(name, None)
    sys.setswitchinterval(_SWITCH_S)
    app = ReadingRoom(
        paths or [places.builtin_articles()],
        settings,
        open_state=open_state,
        name_of_folder=_name_of_folder(paths),
        theme=theme,
    )
    app.run(mouse=settings.mouse)
    with suppress(OSError):  # the terminal may have gone
        clear_below()
        for copy in app.copier.untold():
            print(f"techdep-tui: {copy.message}", flush=True)
    return app.return_code or FOUND


def _check_keys(settings: Settings) -> None:
    """Raise SettingsError for an unknown command, and for a key that would mean two things in one place."""
    from techdep_tui.ui.actions import BY_ID, doubled_key

    for name in settings.keys:
        if name not in BY_ID:
            raise settings.fault(f"keys.{name}", "there is no such command", name, BY_ID)
        if other := doubled_key(name, settings.keys):
            raise settings.fault(f"keys.{name}", f"the key is that of {other.id} ({other.name}), too")


def _with_known_style(settings: Settings) -> Settings:
    """The settings with the citation style by its id; raises SettingsError where there is no such style."""
    from techdep_tui.config import Settings as Defaults

    if settings.citation_style == Defaults.citation_style:  # its module need not be asked
        return settings
    from techdep_tui.core.citations.styles import ALIASES, STYLES, style_of

    try:
        return replace(settings, citation_style=style_of(settings.citation_style).id)
    except CitationError as error:
        known = [*STYLES, *ALIASES]
        what = f"there is no style “{settings.citation_style}”"
        raise settings.fault("citation-style", what, settings.citation_style, known) from error


def _name_of_folder(paths: Sequence[Path]) -> str:
    return ", ".join(map(_short, paths)) if paths else "built-in articles"


def _short(path: Path) -> str:
    """A path as the reader would write it: `~/articles`."""
    text, home = str(path), str(Path.home())
    return "~" + text.removeprefix(home) if text.startswith(home + os.sep) else text
