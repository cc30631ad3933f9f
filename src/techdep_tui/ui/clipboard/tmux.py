"""tmux: its buffer, and the terminal around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from techdep_tui.ui.clipboard.process import run, time_limit
from techdep_tui.ui.clipboard.report import Attempt, Outcome

_PART = "-- part"


@dataclass(frozen=True, slots=True)
class Tmux:
    """What the tmux server around the program says.

    `session_environ` are the variables of the session, renewed when somebody attaches, while a pane's own are
    those of the day when it was made; a value is `None` where the variable has gone. `client` is the name of
    the terminal that was used last, if tmux would set its clipboard.
    """

    program: str
    session_environ: Mapping[str, str | None]
    client: str | None


def ask(program: str, environ: Mapping[str, str]) -> Tmux | str:
    """Ask the server around the program, or say in a clause why that is no use."""
    pane = environ.get("TMUX_PANE")
    here = ["-t", pane] if pane else []
    questions = (
        ["show-options", "-sv", "set-clipboard"],
        ["show-environment", *here],
        ["list-clients", *here, "-F", "#{client_activity} #{client_control_mode} #{client_name}"],
        ["show-messages", "-T"],  # last: without any client it is an error, and ends the command
    )
    command = [program]
    for question in questions:
        command += [*question, ";", "display-message", "-p", "--", _PART, ";"]
    answer = run(command[:-1], environ, time_limit(), is_read=True)
    parts = answer.output.decode("utf-8", "replace").split(f"{_PART}\n")
    if len(parts) == 1:
        return answer.fault or "does not answer as expected"
    parts += [""] * len(questions)
    option, variables, clients, terminals = (part.splitlines() for part in parts[: len(questions)])
    client = None if option == ["off"] else _client(clients, terminals)
    return Tmux(program, _variables(variables), client)


def load(text: bytes, tmux: Tmux, environ: Mapping[str, str]) -> Attempt:
    """Load the text into a new buffer, pass it on to the terminal if that is wanted, and read it back.

    `-w` is left out where it would do nothing, or, in some versions, ignore that set-clipboard is off.
    """
    until = time_limit()
    passing = ["-w", "-t", tmux.client] if tmux.client else []
    done = run([tmux.program, "load-buffer", *passing, "-"], environ, until, given=text)
    if done.fault and passing:  # before tmux 3.2 there is no -w, and the terminal may have gone since
        passing = []
        done = run([tmux.program, "load-buffer", "-"], environ, until, given=text)
    if done.fault:
        return Attempt("tmux", Outcome.FAILED, done.fault)
    back = run([tmux.program, "show-buffer"], environ, until, is_read=True)
    if not back.fault and back.output != text:
        return Attempt("tmux", Outcome.FAILED, "its buffer holds another text")
    outcome = Outcome.TAKEN if back.fault else Outcome.CHECKED
    detail = "passed on to your terminal" if passing else "prefix ] pastes"
    return Attempt("tmux", outcome, detail, is_passed_on=bool(passing))


def _variables(lines: Sequence[str]) -> dict[str, str | None]:
    """`NAME=value` lines, and `-NAME` for one that has gone."""
    variables: dict[str, str | None] = {}
    for line in lines:
        name, mark, value = line.partition("=")
        if mark:
            variables[name] = value
        elif line.startswith("-"):
            variables[line[1:]] = None
    return variables


def _client(clients: Sequence[str], terminals: Sequence[str]) -> str | None:
    """The terminal used last of those attached to the session, if it is known to have a clipboard."""
    attached = []
    for line in clients:
        activity, is_control, name = [*line.split(" ", 2), "", ""][:3]
        if activity.isdecimal() and is_control == "0":
            attached.append((int(activity), name))
    if not attached:
        return None
    name = max(attached)[1]
    return name if _can_set_clipboard(name, terminals) else None


def _can_set_clipboard(client: str, terminals: Sequence[str]) -> bool:
    """Whether the list of all terminals' capabilities has `Ms`, "set the selection", for this client's."""
    is_it = False
    for line in terminals:
        if line.startswith("Terminal "):
            is_it = f" for {client}, flags=" in line
        elif is_it and " Ms: " in line:
            return "[missing]" not in line
    return False
