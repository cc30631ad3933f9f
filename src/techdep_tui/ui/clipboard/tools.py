"""The programs that set a clipboard, and how they are asked what is in it."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from techdep_tui.ui.clipboard.process import Ended, run, time_limit
from techdep_tui.ui.clipboard.report import Attempt, Outcome
from techdep_tui.ui.clipboard.surroundings import Surroundings

SETTLING_S, READING_S = 0.8, 0.6
"""So long a clipboard may take to hold what it was given, and so long it is waited for one answer."""

_UTF8 = MappingProxyType({"LC_ALL": "en_US.UTF-8"})


@dataclass(frozen=True)
class Tool:
    """A program that takes the text on standard input (`put`) and one that gives it back (`get`).

    `screen` is the variable of the display server that it needs. `extra` are variables that it is run with:
    in another locale pbcopy takes UTF-8 for Mac Roman. clip.exe takes UTF-8 for the code page of the console;
    UTF-16 it recognises, and a byte-order mark would stay in the text.
    """

    put: tuple[str, ...]
    get: tuple[str, ...] = ()
    screen: str = ""
    encoding: str = "utf-8"
    extra: Mapping[str, str] = field(default_factory=dict)


TOOLS: Mapping[str, Tool] = MappingProxyType(
    {
        "pbcopy": Tool(("pbcopy",), ("pbpaste",), extra=_UTF8),
        "clip.exe": Tool(("clip.exe",), encoding="utf-16-le"),
        "wl-copy": Tool(
            ("wl-copy", "--type", "text/plain"), ("wl-paste", "--no-newline"), screen="WAYLAND_DISPLAY"
        ),
        "xclip": Tool(
            ("xclip", "-selection", "clipboard", "-in"),
            ("xclip", "-selection", "clipboard", "-out"),
            "DISPLAY",
        ),
        "xsel": Tool(("xsel", "--clipboard", "--input"), ("xsel", "--clipboard", "--output"), "DISPLAY"),
    }
)


def put_by_tool(name: str, text: str, around: Surroundings) -> Attempt:
    """Give the text to one of `TOOLS` on the first display where it works, and read it back if possible."""
    tool = TOOLS[name]
    program = around.find(tool.put[0])
    if program is None:
        return Attempt(name, Outcome.ABSENT, "not installed")
    places = _places(tool, around)
    if not places:
        return Attempt(name, Outcome.ABSENT, _why_nowhere(tool, around))
    attempt = Attempt(name, Outcome.FAILED)
    until = time_limit()
    for place in places:
        environ = {**around.environ, **tool.extra, **place}
        attempt = _put(tool, program, text.encode(tool.encoding, "replace"), around, environ, until)
        if attempt.has_arrived:
            break
    return attempt


def put_by_command(command: Sequence[str], text: str, around: Surroundings) -> Attempt:
    """Give the text to the reader's own command; what it does with it cannot be known."""
    if not command:
        return Attempt("command", Outcome.ABSENT, "none in the settings")
    program = around.find(command[0])
    if program is None:
        return Attempt("command", Outcome.FAILED, f"{command[0]} is not installed")
    done = run([program, *command[1:]], around.environ, time_limit(), given=text.encode("utf-8", "replace"))
    if done.fault:
        return Attempt("command", Outcome.FAILED, f"{command[0]} {done.fault}")
    return Attempt("command", Outcome.TAKEN, command[0])


def _put(
    tool: Tool,
    program: str,
    text: bytes,
    around: Surroundings,
    environ: Mapping[str, str],
    until: float,
) -> Attempt:
    where = f" (display {environ[tool.screen]})" if tool.screen else ""
    done = run([program, *tool.put[1:]], environ, until, given=text)
    if done.fault:
        return Attempt(tool.put[0], Outcome.FAILED, done.fault + where)
    reader = around.find(tool.get[0]) if tool.get else None
    if reader is None:
        return Attempt(tool.put[0], Outcome.TAKEN, "there is no program to read it back")
    back = _read_back([reader, *tool.get[1:]], text, environ, until)
    if back.fault:
        return Attempt(tool.put[0], Outcome.TAKEN, f"{tool.get[0]} {back.fault}{where}")
    if back.output != text:
        return Attempt(tool.put[0], Outcome.FAILED, f"it gives back another text{where}")
    return Attempt(tool.put[0], Outcome.CHECKED, where.strip(" ()"))


def _read_back(command: Sequence[str], text: bytes, environ: Mapping[str, str], until: float) -> Ended:
    """Read until it is the text, for a little while: xclip ends before the server knows of the new owner.

    A reader that asked the old owner waits for an answer that never comes, and is started again.
    """
    deadline = min(time.monotonic() + SETTLING_S, until)
    while True:
        back = run(command, environ, min(time.monotonic() + READING_S, until), is_read=True)
        if (not back.fault and back.output == text) or time.monotonic() > deadline:
            return back
        time.sleep(0.02)


def _places(tool: Tool, around: Surroundings) -> tuple[Mapping[str, str], ...]:
    """The variables that lead to the reader's own screen, for each that may do so."""
    if tool.screen == "DISPLAY":
        return around.displays
    if around.is_remote or (tool.screen and not around.environ.get(tool.screen)):
        return ()
    return ({},)


def _why_nowhere(tool: Tool, around: Surroundings) -> str:
    if around.is_remote:
        return "over ssh it would set the clipboard of the machine at the other end"
    return f"{tool.screen} is not set"
