"""Where the program runs: at the reader's own machine or over ssh, inside tmux, on which displays."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from techdep_tui.ui.clipboard.tmux import Tmux, ask

_SSH = ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT")


@dataclass(frozen=True)
class Surroundings:
    """What the ways to the clipboard need to know.

    `displays` are the X displays that may be the reader's, the likeliest first, each as the variables that
    lead to it. `tmux` is the server around the program, or in a clause why it is of no use, "" outside of
    tmux. `find` gives the absolute path of a program, or `None`.
    """

    environ: Mapping[str, str]
    find: Callable[[str], str | None]
    tmux: Tmux | str
    is_remote: bool
    displays: tuple[Mapping[str, str], ...]

    @classmethod
    def of(cls, environ: Mapping[str, str], which: Callable[[str], str | None] | None = None) -> Surroundings:
        """Look around; asks tmux, if the program runs inside it.

        Remote is what any sign says is: a pane of tmux outlives the connection that it was made from, and to
        promise too little is better than too much.
        """
        find = _finder(environ, which)
        tmux = _tmux(environ, find)
        session = tmux.session_environ if isinstance(tmux, Tmux) else {}
        is_remote = any(environ.get(name) for name in _SSH) or bool(session.get("SSH_CONNECTION"))
        displays = [
            {name: value for name in ("DISPLAY", "XAUTHORITY") if (value := variables.get(name))}
            for variables in (environ, session)
        ]
        ours = (d for d in displays if "DISPLAY" in d and (not is_remote or _is_forwarded(d["DISPLAY"])))
        return cls(environ, find, tmux, is_remote, tuple({d["DISPLAY"]: d for d in ours}.values()))


def _tmux(environ: Mapping[str, str], find: Callable[[str], str | None]) -> Tmux | str:
    if not environ.get("TMUX"):
        return ""
    program = find("tmux")
    return ask(program, environ) if program else "not installed"


def _finder(
    environ: Mapping[str, str], which: Callable[[str], str | None] | None
) -> Callable[[str], str | None]:
    """Finds programs, but not by a relative path: the working directory may be full of others' files."""

    def find(name: str) -> str | None:
        path = which(name) if which else shutil.which(name, path=environ.get("PATH"))
        return path if path and Path(path).is_absolute() else None

    return find


def _is_forwarded(display: str) -> bool:
    """Whether a display is reached by the network: `localhost:10.0`, as ssh names those that it forwards."""
    host = display.rpartition(":")[0]
    return bool(host) and not host.startswith(("/", "unix"))
