"""The dialogue itself: a line is read, its command is run, until the end."""

from __future__ import annotations

import sys
from collections.abc import Callable
from io import TextIOWrapper
from typing import TYPE_CHECKING

from techdep_tui.commands.plain.commands import COMMANDS, Command, Quit, command_of
from techdep_tui.commands.plain.desk import Desk
from techdep_tui.commands.plain.voice import EnoughError, Voice
from techdep_tui.core.collection import Collection
from techdep_tui.core.errors import TechdepError

if TYPE_CHECKING:
    from techdep_tui.config import Settings
    from techdep_tui.core.state.state import State


def hold_dialogue(
    load: Callable[[], Collection],
    folder: str,
    settings: Settings,
    state: State,
    *,
    word: str = "",
) -> None:
    """Hold the dialogue over what `load` reads until `quit` or the end of the input.

    `folder` names the collection in the prompt; `word` is said first.
    """
    given = sys.stdin
    if isinstance(given, TextIOWrapper):
        given.reconfigure(errors="replace")
    if sys.stdout is None:
        raise TechdepError("There is no output to write to.")
    voice = Voice(given, sys.stdout)
    if word:
        voice.say(word)
    voice.say(f"Reading {folder} …")
    collection = load()
    desk = Desk(collection, folder, settings, state)
    desk.number_all("date")
    try:
        voice.say(f"{desk.greeting} Type {_FIRST_WORDS}.")
        _say_news(desk, voice)
        while (line := voice.ask(desk.prompt)) is not None:
            if not answer_line(desk, voice, line.strip()):
                return
    except KeyboardInterrupt:
        voice.end_line()
        raise


_FIRST_WORDS = "list, search and words, open and a number, help, or quit"


def answer_line(desk: Desk, voice: Voice, line: str) -> bool:
    """Answer one line; says whether the dialogue goes on."""
    name, _, rest = line.partition(" ")
    try:
        command: Command = command_of(name) if line else COMMANDS["next"]
        command.run(desk, voice, rest.strip())
        _say_news(desk, voice)
    except Quit:
        return False
    except EnoughError:
        pass
    except TechdepError as error:
        voice.say(" ".join(str(error).split()))
    except KeyboardInterrupt:
        voice.end_line()
        voice.say("Broken off.")
    return True


def _say_news(desk: Desk, voice: Voice) -> None:
    if news := desk.news():
        voice.say(news)
