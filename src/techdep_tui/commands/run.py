"""Which command runs, and what its outcome is for the shell."""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from techdep_tui import __version__
from techdep_tui.commands import output
from techdep_tui.commands.output import OutputGoneError
from techdep_tui.core.errors import CitationError, TechdepError

if TYPE_CHECKING:
    from argparse import Namespace

    from techdep_tui.config import Settings
    from techdep_tui.core.state.state import State

FOUND, NOTHING, WRONG, FAULT, INTERRUPTED = 0, 1, 2, 3, 130


def run(arguments: Sequence[str]) -> int:
    """Run one command line; returns the exit code. Raises nothing, whatever happens."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        code = _run(arguments)
        output.finish()
    except TechdepError as error:
        output.complain(f"techdep-tui: {error}")
        return WRONG
    except BrokenPipeError:
        output.give_up()  # whoever read the pipe has gone: there is nobody to tell
        return FOUND
    except KeyboardInterrupt:
        return INTERRUPTED
    except MemoryError:
        output.complain("techdep-tui: There is not enough memory for this.")
        return WRONG
    except Exception as error:  # noqa: BLE001 - the border of the program
        output.complain(f"techdep-tui: {_fault(error)}")
        return FAULT
    return code


def _fault(error: Exception) -> str:
    if isinstance(error, OSError) and error.errno in (errno.EMFILE, errno.ENFILE):
        return "Too few files may be open at once (ulimit -n)."
    try:
        from techdep_tui.commands.faults import report  # nobody hopes to need it

        return report(error)
    except (OSError, ImportError, MemoryError):
        return f"A fault in the program ended it ({type(error).__name__}); no details could be kept."


def _run(arguments: Sequence[str]) -> int:
    if list(arguments) == ["--version"]:
        output.say(f"techdep-tui {__version__}")
        return FOUND
    if not arguments and _is_at_a_terminal() and not _is_dumb():
        return _open_app([], None, keeps_cache=True)
    from techdep_tui.commands.arguments import VERBS, app_parser, parse_verb  # argparse: 4 ms

    try:
        is_verb = bool(arguments) and arguments[0] in VERBS
        options = parse_verb(arguments) if is_verb else app_parser().parse_args(arguments)
    except SystemExit as left:  # argparse has said what there is to say
        return left.code if isinstance(left.code, int) else WRONG
    return _run_verb(options) if is_verb else _run_app(options)


def _run_verb(options: Namespace) -> int:
    from techdep_tui.commands.verbs import run_verb  # not on the way to the first screen

    return run_verb(options)


def _run_app(options: Namespace) -> int:
    if options.version:
        output.say(f"techdep-tui {__version__}")
        return FOUND
    if options.check_clipboard:
        from techdep_tui.commands.clipboard import check  # needed only here

        return check()
    if options.plain:
        return _open_plain(options.paths, keeps_cache=not options.no_cache)
    if not _is_at_a_terminal():
        options.verb, options.json = "list", False
        return _run_verb(options)
    if _is_dumb():
        return _open_plain(options.paths, _DUMB_WORD, keeps_cache=not options.no_cache)
    return _open_app(options.paths, options.theme, keeps_cache=not options.no_cache)


def _is_at_a_terminal() -> bool:
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


_BY_SIGNAL = 128
"""What is added to the number of the signal that ended the program."""

_LEAST_FILES = 24
"""So many files the screen, its workers, the state and a copy may have open at once."""
_DUMB_WORD = "This terminal cannot place its cursor (TERM), so this is a line dialogue, as with --plain."


def _is_dumb() -> bool:
    """Whether the terminal says that it only prints line after line."""
    term = os.environ.get("TERM", "")
    return term in ("dumb", "unknown") or (not term and sys.platform != "win32")


def _open_plain(paths: Sequence[Path], word: str = "", *, keeps_cache: bool) -> int:
    from techdep_tui import config
    from techdep_tui import paths as places
    from techdep_tui.commands.plain import hold_dialogue
    from techdep_tui.commands.verbs import load_collection
    from techdep_tui.core.state.state import State

    settings = _with_known_style(config.load())
    with State.open(places.state_file()) as state:
        hold_dialogue(
            lambda: load_collection(paths, state, keeps_cache=keeps_cache),
            _name_of_folder(paths),
            settings,
            state,
            word=word,
        )
    return FOUND


_SWITCH_S = 0.0005
"""After so long a worker lets the screen's loop have the interpreter: with Python's 5 ms, keys lag."""


def _open_app(paths: Sequence[Path], theme: str | None, *, keeps_cache: bool) -> int:
    from techdep_tui.ui import leaving

    leaving.leave_on_signals()
    if leaving.open_files() < _LEAST_FILES:
        raise TechdepError(f"Only {leaving.open_files()} files may be open at once (ulimit -n), too few.")
    if not leaving.is_memory_enough():
        least = leaving.LEAST_BYTES // 2**20
        raise TechdepError(f"Too little memory may be had (ulimit -v); the screen needs {least} MB.")
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
        keeps_cache=keeps_cache,
    )
    is_done = leaving.run_and_finish(lambda: app.run_async(mouse=settings.mouse), app.failed)
    if (app.return_code or FOUND) < _BY_SIGNAL:  # else the terminal may have gone, or take nothing
        with suppress(OSError):
            clear_below()
    if app.fault is not None:
        raise app.fault
    with suppress(OutputGoneError, BrokenPipeError):
        for copy in app.copier.untold():
            output.say(f"techdep-tui: {copy.message}")
        output.finish()
    code = app.return_code or FOUND
    if not is_done:
        os._exit(code)  # a thread is at a file that takes minutes: nothing more is to come from it
    return code


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
