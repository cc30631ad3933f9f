"""What can be typed in the dialogue: each command once, with its forms, its help and its work."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from techdep_tui.commands.plain import answers, taking
from techdep_tui.commands.plain.desk import Desk
from techdep_tui.commands.plain.voice import Voice
from techdep_tui.commands.plain.words import unknown
from techdep_tui.core.errors import TechdepError


class Quit(Exception):  # noqa: N818 - no error: the reader wants to leave
    """The reader wants to leave."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its name, short names, the forms it can be typed in, help in a clause, and its work."""

    name: str
    short: tuple[str, ...]
    form: str
    help: str
    run: Callable[[Desk, Voice, str], None]


def command_of(word: str) -> Command:
    """The command that goes by a name, a short name, or the start of one only; raises `TechdepError`."""
    word = word.casefold()
    known = {name: command for command in COMMANDS.values() for name in (command.name, *command.short)}
    if word in known:
        return known[word]
    begun = [command for command in COMMANDS.values() if word and command.name.startswith(word)]
    if len(begun) == 1:
        return begun[0]
    if begun:
        raise TechdepError(f"“{word}” could be {' or '.join(c.name for c in begun)}: type more of it.")
    raise unknown("command", word, COMMANDS, "Type help to see them all.")


def _help(desk: Desk, voice: Voice, rest: str) -> None:
    wanted = [command_of(rest)] if rest else list(COMMANDS.values())
    for command in wanted:
        voice.say(f"{command.form:<28} {command.help}")
    if COMMANDS["search"] not in wanted:
        return
    voice.say("A query can be:")
    for form, words in answers.SEARCHING:
        voice.say(f"{form:<28} {words}")


def _quit(desk: Desk, voice: Voice, rest: str) -> None:
    raise Quit


_ALL = (
    Command("list", ("l", "ls"), "list [ORDER]", f"the articles, by {answers.ORDER_WORDS}", answers.list_),
    Command(
        "open", ("o",), "open NUMBER or NAME", "open what the last answer gave this number", answers.open_
    ),
    Command("read", ("r",), "read [N, N-M, all]", "read a paragraph, several, or all of them", answers.read),
    Command("next", ("n",), "next, or an empty line", "read the next paragraph", answers.next_),
    Command("back", ("b",), "back", "read the paragraph before", answers.back),
    Command("search", ("s", "/"), "search QUERY", "search all articles; open goes to a hit", answers.search),
    Command("facts", ("f",), "facts [KIND …]", "the facts of the article; open goes to one", answers.facts),
    Command("cite", ("c",), "cite [STYLE or FORMAT]", "the citation of the article", taking.cite),
    Command("styles", (), "styles", "the citation styles and formats there are", taking.styles),
    Command(
        "copy", ("y",), "copy [N, cite, address]", "copy what was read last, with its citation", taking.copy
    ),
    Command("problems", ("!",), "problems", "files with problems, and what was done", answers.problems),
    Command("help", ("h", "?"), "help [COMMAND]", "what can be typed", _help),
    Command("quit", ("q", "exit"), "quit", "leave; so does the end of the input", _quit),
)

COMMANDS: Mapping[str, Command] = {command.name: command for command in _ALL}
"""The commands by name, in the order of the help."""
