"""The registry of commands."""

from __future__ import annotations

from collections import Counter

import pytest

from techdep_tui.ui.actions import BY_ID, COMMANDS, Where, commands, doubled_key, shown_keys

NEVER_BOUND = {
    *(f"ctrl+{letter}" for letter in "sbagnothijm"),
    "ctrl+backslash",
    "ctrl+enter",
    "shift+enter",
    "alt+enter",
    "f10",
    "f11",
    *(f"alt+{digit}" for digit in range(10)),
}


def test_no_two_commands_share_an_id() -> None:
    assert len(BY_ID) == len(COMMANDS)


@pytest.mark.parametrize("where", [Where.LIST, Where.READER, Where.FACTS])
def test_no_key_means_two_things_in_one_pane(where: Where) -> None:
    keys = Counter(
        key for command in commands(where, Where.EVERYWHERE, Where.ARTICLE) for key in command.keys
    )
    doubled = {key for key, count in keys.items() if count > 1}
    assert not doubled, doubled


def test_keys_that_terminals_take_are_never_bound() -> None:
    bound = {key for command in COMMANDS for key in command.keys}
    assert not bound & NEVER_BOUND


def test_keys_are_shown_as_they_are_pressed_and_as_they_are_remapped() -> None:
    assert shown_keys(BY_ID["list.down"]) == "j ↓"
    assert shown_keys(BY_ID["app.commands"]) == ": Ctrl+P"
    assert shown_keys(BY_ID["app.help"], {"app.help": "f2"}) == "F2"


def test_every_command_has_a_name_without_a_full_stop() -> None:
    assert all(command.name and not command.name.endswith(".") for command in COMMANDS)


def test_a_remapped_key_that_already_means_something_in_that_place_is_found() -> None:
    other = doubled_key("list.sort", {"list.sort": "slash"})
    assert other is not None
    assert other.id == "list.search"
    assert doubled_key("list.sort", {"list.sort": "f7"}) is None
    assert doubled_key("list.sort", {"list.sort": "w"}) is None, "w works in the reader only"
