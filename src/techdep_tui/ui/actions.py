"""Every command once: id, keys, name, place.

Bindings, palette, help screen and the README's table come from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from textual.binding import Binding, BindingType


class Where(StrEnum):
    """Where a command works, in the words of the help."""

    EVERYWHERE = "everywhere"
    ARTICLE = "the current article"
    LIST = "list"
    READER = "reader"
    FACTS = "facts"
    SEARCH = "search"
    CITE = "cite"


class Group(StrEnum):
    """Under which heading the help shows a command."""

    MOVE = "Move"
    FIND = "Find"
    COPY = "Copy and cite"
    KEEP = "Keep"
    LOOK = "Look"
    APP = "App"


@dataclass(frozen=True, slots=True)
class Command:
    """One command.

    `id` names it in the key settings; `action` is the Textual action that runs it. `hint` is its word in the
    line of keys, empty where it is not shown there. `palette` is false for mere movements.
    """

    id: str
    keys: tuple[str, ...]
    name: str
    where: Where
    group: Group
    action: str
    hint: str = ""
    palette: bool = True


def _commands(where: Where, rows: Iterable[tuple[str, str, str, Group, str, str]]) -> Iterable[Command]:
    prefix = {Where.EVERYWHERE: "app", Where.ARTICLE: "article"}.get(where, where.value)
    for name, keys, action, group, hint, title in rows:
        yield Command(
            id=f"{prefix}.{name}",
            keys=tuple(keys.split()),
            name=title,
            where=where,
            group=group,
            action=action,
            hint=hint,
            palette=group is not Group.MOVE and where not in (Where.SEARCH, Where.CITE),
        )


_EVERYWHERE = (
    ("help", "? f1", "app.help", Group.APP, "help", "Help for the keys that work here"),
    ("commands", ": ctrl+p", "app.command_palette", Group.APP, "cmd", "Commands by name"),
    ("next-pane", "tab l", "screen.focus_pane(1)", Group.MOVE, "pane", "Next pane"),
    ("previous-pane", "shift+tab h", "screen.focus_pane(-1)", Group.MOVE, "", "Previous pane"),
    ("search", "S", "screen.search", Group.FIND, "", "Search all articles"),
    ("filter", "f", "screen.filter", Group.FIND, "", "Show only the articles that match a query"),
    ("zoom", "z", "screen.zoom", Group.LOOK, "", "Give the focused pane the whole screen, or take it back"),
    ("facts", "i", "screen.toggle_facts", Group.LOOK, "", "Show or hide the facts"),
    ("theme", "T", "app.next_theme", Group.LOOK, "", "Next theme"),
    ("problems", "!", "screen.problems", Group.APP, "", "Files with problems, and what was done"),
    ("reload", "f5", "screen.reload", Group.APP, "", "Read the folder again"),
    (
        "undo",
        "U",
        "screen.undo",
        Group.KEEP,
        "",
        "Undo the last star, read mark, correction or filled-in part",
    ),
    ("back", "escape", "screen.back", Group.MOVE, "", "Back: put out hits and selection, end the filter"),
    ("quit", "q", "screen.leave", Group.APP, "", "Back one step, then quit"),
    ("quit-now", "Q", "app.quit", Group.APP, "", "Quit at once"),
    ("interrupt", "ctrl+c", "app.interrupt", Group.COPY, "", "Copy the selection; twice: quit"),
    ("suspend", "ctrl+z", "app.suspend_process", Group.APP, "", "Suspend; fg brings it back"),
)

_ARTICLE = (
    (
        "copy",
        "y",
        "screen.copy",
        Group.COPY,
        "copy",
        "Copy with citation: selection or sentence; in the list the entry",
    ),
    ("copy-url", "Y", "screen.copy_url", Group.COPY, "", "Copy the address"),
    ("cite", "c", "screen.cite", Group.COPY, "cite", "Citation styles, and where each part comes from"),
    ("copies", "C", "screen.copies", Group.COPY, "", "What was copied in this session, to copy it again"),
    (
        "show-copy",
        "P",
        "app.show_copy",
        Group.COPY,
        "",
        "The last copy on the plain screen, to select by hand",
    ),
    ("open", "o", "screen.links", Group.APP, "", "Addresses in the article; open one in the browser"),
    ("edit", "e", "screen.edit", Group.APP, "", "Open the file in $EDITOR at the line"),
    ("star", "*", "screen.star", Group.KEEP, "", "Star, or take the star away"),
    ("read", "r", "screen.toggle_read", Group.KEEP, "", "Mark as read or unread"),
    (
        "differences",
        "=",
        "screen.differences",
        Group.LOOK,
        "",
        "What differs from the other copies of the story",
    ),
    ("date", "D", "screen.why_date", Group.LOOK, "", "Where the date and the other parts come from"),
)

_LIST = (
    ("down", "j down", "cursor(1)", Group.MOVE, "", "Next article"),
    ("up", "k up", "cursor(-1)", Group.MOVE, "", "Previous article"),
    ("top", "g home", "top", Group.MOVE, "", "First article"),
    ("bottom", "G end", "bottom", Group.MOVE, "", "Last article"),
    ("half-down", "d", "page(0.5)", Group.MOVE, "", "Half a page down"),
    ("half-up", "u", "page(-0.5)", Group.MOVE, "", "Half a page up"),
    ("page-down", "pagedown", "page(1.0)", Group.MOVE, "", "Page down"),
    ("page-up", "pageup", "page(-1.0)", Group.MOVE, "", "Page up"),
    ("read", "enter", "screen.read", Group.MOVE, "read", "Read the article"),
    ("mark", "space", "mark", Group.KEEP, "mark", "Mark the article and go down; y and c take all marked"),
    ("mark-all", "a", "mark_all", Group.KEEP, "", "Mark all articles listed, or none"),
    ("open", "right", "screen.open_copies", Group.MOVE, "", "Open the row: the copies of the story (×3)"),
    ("shut", "left", "screen.shut_copies", Group.MOVE, "", "Close the row again"),
    ("sort", "s", "screen.sort", Group.LOOK, "sort", "Sort by date, title, publisher, length or file"),
    ("search", "/", "screen.search", Group.FIND, "search", "Search all articles"),
    ("next", "n", "screen.next_unread(1)", Group.MOVE, "", "Next unread article, or next one found"),
    (
        "previous",
        "N",
        "screen.next_unread(-1)",
        Group.MOVE,
        "",
        "Previous unread article, or previous one found",
    ),
    ("scroll-down", "J", "screen.scroll_reader(1)", Group.MOVE, "", "Scroll the text down"),
    ("scroll-up", "K", "screen.scroll_reader(-1)", Group.MOVE, "", "Scroll the text up"),
)

_READER = (
    ("down", "j down", "line(1)", Group.MOVE, "", "Line down; with a selection: extend it"),
    ("up", "k up", "line(-1)", Group.MOVE, "", "Line up; with a selection: shorten it"),
    ("page-down", "space pagedown", "page(1.0)", Group.MOVE, "page", "Page down"),
    ("page-up", "b pageup", "page(-1.0)", Group.MOVE, "", "Page up"),
    ("half-down", "d", "page(0.5)", Group.MOVE, "", "Half a page down"),
    ("half-up", "u", "page(-0.5)", Group.MOVE, "", "Half a page up"),
    ("top", "g home", "top", Group.MOVE, "", "Beginning of the text"),
    ("bottom", "G end", "bottom", Group.MOVE, "", "End of the text"),
    ("next-paragraph", "}", "paragraph(1)", Group.MOVE, "", "Next paragraph"),
    ("previous-paragraph", "{", "paragraph(-1)", Group.MOVE, "", "Previous paragraph"),
    ("next-sentence", ")", "sentence(1)", Group.MOVE, "", "Next sentence"),
    ("previous-sentence", "(", "sentence(-1)", Group.MOVE, "", "Previous sentence"),
    ("next-fact", "]", "fact(1)", Group.MOVE, "", "Next fact"),
    ("previous-fact", "[", "fact(-1)", Group.MOVE, "", "Previous fact"),
    ("next-article", "J", "screen.next_article(1)", Group.MOVE, "next", "Next article"),
    ("previous-article", "K", "screen.next_article(-1)", Group.MOVE, "", "Previous article"),
    ("find", "/", "screen.find", Group.FIND, "find", "Find in the text"),
    ("next-hit", "n", "hit(1)", Group.FIND, "", "Next hit"),
    ("previous-hit", "N", "hit(-1)", Group.FIND, "", "Previous hit"),
    (
        "select",
        "v",
        "select('sentence')",
        Group.COPY,
        "select",
        "Select by sentence; j and k extend, y copies",
    ),
    (
        "select-paragraph",
        "V",
        "select('paragraph')",
        Group.COPY,
        "",
        "Select by paragraph; j and k extend, y copies",
    ),
    ("width", "w", "width", Group.LOOK, "", "Measure of the text: 66, 72, 80 columns or the whole pane"),
    ("boilerplate", ".", "boilerplate", Group.LOOK, "", "Show or hide boilerplate"),
    ("raw", "M", "screen.raw", Group.LOOK, "", "The file as it is"),
)

_FACTS = (
    ("down", "j down", "cursor(1)", Group.MOVE, "", "Next fact"),
    ("up", "k up", "cursor(-1)", Group.MOVE, "", "Previous fact"),
    ("top", "g home", "top", Group.MOVE, "", "First fact"),
    ("bottom", "G end", "bottom", Group.MOVE, "", "Last fact"),
    ("page-down", "d pagedown", "page(1.0)", Group.MOVE, "", "Page down"),
    ("page-up", "u pageup", "page(-1.0)", Group.MOVE, "", "Page up"),
    (
        "go",
        "enter",
        "screen.go_to_fact",
        Group.MOVE,
        "go there",
        "Go to the nearest mention, with all mentions lit; n and N go on",
    ),
    ("next-mention", "n", "screen.step_mention(1)", Group.MOVE, "", "Show the next mention in the text"),
    (
        "previous-mention",
        "N",
        "screen.step_mention(-1)",
        Group.MOVE,
        "",
        "Show the previous mention in the text",
    ),
    ("open", "right", "open", Group.MOVE, "mentions", "Open the row: every mention of the name or value"),
    ("shut", "left", "shut", Group.MOVE, "", "Close the row again"),
    (
        "filter",
        "/",
        "screen.filter_facts",
        Group.FIND,
        "filter",
        "Show only the facts that hold some letters",
    ),
    ("sort", "s", "sort", Group.LOOK, "sort", "In view first, by place, or by kind"),
    (
        "reject",
        "X delete",
        "screen.reject",
        Group.KEEP,
        "reject",
        "Reject the fact with all its mentions, or take it back; on an open row's mention only that",
    ),
    (
        "correct",
        "E",
        "screen.correct",
        Group.KEEP,
        "correct",
        "Correct the kind, name or value of all mentions; on an open row's mention only that",
    ),
    ("rejected", "R", "screen.show_rejected", Group.LOOK, "", "Show what you rejected, or hide it"),
)

_SEARCH = (
    ("down", "down", "move(1)", Group.MOVE, "hit", "Next hit"),
    ("up", "up", "move(-1)", Group.MOVE, "", "Previous hit; in the empty box: the last query"),
    ("next-article", "pagedown", "article(1)", Group.MOVE, "", "Next article"),
    ("previous-article", "pageup", "article(-1)", Group.MOVE, "", "Previous article"),
    ("open", "enter", "open", Group.MOVE, "open", "Open the place; the hits stay lit"),
    ("results", "tab", "switch", Group.MOVE, "results", "From the box to the results and back"),
    ("take", "ctrl+y", "take", Group.FIND, "", "Take what was perhaps meant (“did you mean”)"),
    (
        "refine",
        "f4 r",
        "refine",
        Group.FIND,
        "refine",
        "Counts to refine by; Enter takes one into the query",
    ),
    ("sort", "f3 s", "sort", Group.LOOK, "sort", "Sort by relevance, date or number of hits"),
    ("why", "f2 w", "why", Group.LOOK, "why", "Why the article under the cursor was found"),
    (
        "history",
        "ctrl+r",
        "history",
        Group.FIND,
        "history",
        "Earlier queries, to take again or forget",
    ),
    ("save", "f6", "save", Group.KEEP, "save", "Save the search, to see later what is new"),
    ("saved", "f7", "saved", Group.FIND, "saved", "Saved searches, and what is new since last time"),
    ("clear", "ctrl+u", "clear", Group.FIND, "", "Clear the box"),
    ("help", "f1", "help", Group.APP, "help", "What can be searched for, and the keys"),
    ("copy", "y", "copy", Group.COPY, "copy", "In the results: copy the sentence with its citation"),
    ("cite", "c", "cite", Group.COPY, "cite all", "In the results: a bibliography of all articles found"),
    ("back", "escape", "back", Group.APP, "back", "Back to where you were"),
)

_CITE = (
    ("down", "down j", "cursor(1)", Group.MOVE, "", "Next style"),
    ("up", "up k", "cursor(-1)", Group.MOVE, "", "Previous style"),
    ("copy", "enter y", "copy", Group.COPY, "copy", "Copy the citation and close"),
    ("filter", "/", "filter", Group.FIND, "filter", "Show only the styles that hold some letters"),
    ("inferred", "D", "inferred", Group.LOOK, "inferred parts", "Use the inferred parts, or leave them out"),
    (
        "accessed",
        "A",
        "accessed",
        Group.LOOK,
        "access date",
        "Add today as the day of access, or leave it out",
    ),
    ("fill", "e", "fill", Group.KEEP, "fill in", "Fill in a missing part, kept beside the article"),
    (
        "original",
        "tab",
        "original",
        Group.LOOK,
        "original",
        "The copy that was read, or the original it names",
    ),
    ("undo", "U", "undo", Group.KEEP, "", "Take back what was filled in last"),
    (
        "form",
        "f",
        "form",
        Group.LOOK,
        "note or entry",
        "Entry for the bibliography, note in the text, or that of the paragraph at the mark",
    ),
    ("tracking", "t", "tracking", Group.LOOK, "", "The address without utm_*, fbclid, gclid, or as it is"),
    ("pandoc", "p", "csl_file", Group.FIND, "CSL file", "Another style, from a CSL file through your pandoc"),
    ("export", "x", "export", Group.COPY, "to a file", "Write the citation to a file"),
    ("back", "escape q", "back", Group.APP, "back", "Close"),
)

COMMANDS: tuple[Command, ...] = (
    *_commands(Where.EVERYWHERE, _EVERYWHERE),
    *_commands(Where.ARTICLE, _ARTICLE),
    *_commands(Where.LIST, _LIST),
    *_commands(Where.READER, _READER),
    *_commands(Where.FACTS, _FACTS),
    *_commands(Where.SEARCH, _SEARCH),
    *_commands(Where.CITE, _CITE),
)

_APP_WIDE = ("app.interrupt", "app.suspend")

BY_ID: Mapping[str, Command] = {command.id: command for command in COMMANDS}


def commands(*where: Where) -> tuple[Command, ...]:
    """The commands that work in the given places, in the registry's order."""
    return tuple(command for command in COMMANDS if command.where in where)


def bindings(*where: Where) -> list[BindingType]:
    """Textual's bindings for those places; each carries its command's id, so that keys can be remapped."""
    return [
        Binding(
            ",".join(_key_name(key) for key in command.keys),
            command.action,
            command.name,
            show=False,
            id=command.id,
        )
        for command in commands(*where)
        if command.id not in _APP_WIDE
    ]


def doubled_key(command_id: str, keymap: Mapping[str, str]) -> Command | None:
    """Another command that works in the same place and has one of this command's keys after a remapping."""
    mine = BY_ID[command_id]
    keys = set(_keys_of(mine, keymap))
    for other in COMMANDS:
        is_same_place = other.where is mine.where or {Where.EVERYWHERE, Where.ARTICLE} & {
            other.where,
            mine.where,
        }
        is_overlay = {Where.SEARCH, Where.CITE} & {other.where, mine.where}
        if other is mine or not is_same_place or (is_overlay and other.where is not mine.where):
            continue
        if keys & set(_keys_of(other, keymap)):
            return other
    return None


def _keys_of(command: Command, keymap: Mapping[str, str]) -> list[str]:
    if command.id in keymap:
        return [_CHARACTERS.get(key.strip(), key.strip()) for key in keymap[command.id].split(",")]
    return list(command.keys)


def app_bindings() -> list[BindingType]:
    """The keys that work in every overlay, too, and before any widget sees them."""
    return [
        Binding(
            ",".join(command.keys), command.action, command.name, show=False, id=command.id, priority=True
        )
        for command in (BY_ID[each] for each in _APP_WIDE)
    ]


def shown_keys(command: Command, keymap: Mapping[str, str] | None = None) -> str:
    """The keys of a command as the reader presses them, after a remapping: `j ↓`."""
    return " ".join(_SHOWN.get(key, _readable(key)) for key in _keys_of(command, keymap or {}))


_CHARACTERS = {
    "slash": "/",
    "question_mark": "?",
    "exclamation_mark": "!",
    "colon": ":",
    "full_stop": ".",
    "asterisk": "*",
    "plus": "+",
    "minus": "-",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "left_parenthesis": "(",
    "right_parenthesis": ")",
}
"""Textual's names of characters that settings may use for keys."""

_SHOWN = {
    "down": "↓",
    "up": "↑",
    "right": "→",
    "left": "←",
    "delete": "Del",
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "tab": "Tab",
    "shift+tab": "⇧Tab",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
}


def _readable(key: str) -> str:
    if key.startswith("ctrl+"):
        return "Ctrl+" + key.removeprefix("ctrl+").upper()
    if len(key) > 1 and key[0] == "f" and key[1:].isdigit():
        return key.upper()
    return key


def _key_name(key: str) -> str:
    """Textual splits bindings at commas and knows some characters by name only."""
    return "comma" if key == "," else key


def readme_table() -> str:
    """The commands as the README's table."""
    rows = ["| where | keys | what | id |", "| --- | --- | --- | --- |"]
    for command in COMMANDS:
        keys = " ".join(f"`{_in_table(key)}`" for key in shown_keys(command).split(" "))
        rows.append(f"| {command.where.value} | {keys} | {command.name} | `{command.id}` |")
    return "\n".join(rows)


def _in_table(key: str) -> str:
    return key.replace("|", "\\|")
