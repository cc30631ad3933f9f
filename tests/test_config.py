"""The settings file: what it can say, and what an error in it says."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from techdep_tui import config, settings_text
from techdep_tui.config import CLIPBOARD_WAYS, ClipboardSettings, Settings
from techdep_tui.core.errors import SettingsError

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs file modes and named pipes")


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TECHDEP_TUI_CONFIG_DIR", str(tmp_path))
    return tmp_path / "settings.yaml"


def test_without_a_file_everything_has_its_default(file: Path) -> None:
    assert config.load() == Settings()


def test_without_a_directory_everything_has_its_default(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert config.load(tmp_path / "file" / "settings.yaml") == Settings()


@pytest.mark.parametrize("text", ["", "# theme: dark\n", "theme:\nkeys: ~\n"])
def test_a_file_that_says_nothing_gives_the_defaults(file: Path, text: str) -> None:
    file.write_text(text)
    assert config.load() == Settings()


def test_every_setting_is_read(file: Path) -> None:
    file.write_text(
        "theme: dark\n"
        "citation-style: chicago-note\n"
        "reader-width: 72\n"
        "strip-tracking: yes\n"
        "show-boilerplate: yes\n"
        "mouse: off\n"
        "clipboard-order: [tmux, xclip]\n"
        "clipboard-command: my-clipboard --for 'the reader'\n"
        "keys:\n"
        "  article.copy: y, ctrl+y\n"
        "  app.quit: [Q, f12]\n"
    )
    assert config.load() == Settings(
        theme="dark",
        citation_style="chicago-note",
        reader_width=72,
        strip_tracking=True,
        show_boilerplate=True,
        mouse=False,
        clipboard=ClipboardSettings(("tmux", "xclip"), ("my-clipboard", "--for", "the reader")),
        keys={"article.copy": "y,ctrl+y", "app.quit": "Q,f12"},
    )


def test_every_setting_that_can_be_read_is_a_field() -> None:
    names = {name.replace("-", "_") for name in settings_text._READERS if not name.startswith("clipboard-")}
    assert names | {"clipboard", "path", "lines"} == set(Settings.__dataclass_fields__)


def test_a_command_is_also_a_list_of_arguments() -> None:
    assert settings_text.parse("clipboard-command: [my clipboard, '$HOME']").clipboard.command == (
        "my clipboard",
        "$HOME",
    )


def test_an_order_is_also_words_between_commas() -> None:
    assert settings_text.parse("clipboard-order: osc52, tmux").clipboard.order == ("osc52", "tmux")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("theme: dark\nthem: light", "FILE, line 2: there is no setting “them”; did you mean “theme”?"),
        (
            "citation_style: apa",
            "FILE, line 1: there is no setting “citation_style”; did you mean “citation-style”?",
        ),
        ("xyzzy: 1", "FILE, line 1: there is no setting “xyzzy”"),
        ("theme: [dark]", "FILE, line 1: theme: takes one word"),
        ("theme: ''", "FILE, line 1: theme: takes one word"),
        (
            "\n\nreader-width: wide",
            "FILE, line 3: reader-width: takes a number of columns from 20 to 200, not “wide”",
        ),
        ("reader-width: 5", "FILE, line 1: reader-width: takes a number of columns from 20 to 200, not “5”"),
        (
            "reader-width: ٧٠",
            "FILE, line 1: reader-width: takes a number of columns from 20 to 200, not “٧٠”",
        ),
        ("mouse: maybe", "FILE, line 1: mouse: takes yes or no, not “maybe”"),
        (
            "clipboard-order: [tmux, x-clip]",
            "FILE, line 1: clipboard-order: no way to the clipboard is called “x-clip”;"
            " did you mean “xclip”?",
        ),
        ("clipboard-order: ','", "FILE, line 1: clipboard-order: takes one word at least"),
        (
            "clipboard-command: my 'clip",
            "FILE, line 1: clipboard-command: takes a program with its arguments;"
            " a quotation mark in it is not closed",
        ),
        ("keys: y", "FILE, line 1: keys: takes lines of “action: key”"),
        ("keys:\n  a.b: x\n  c.d:\n", "FILE, line 3: keys: “c.d” takes a key, or several between commas"),
        ("- theme", "FILE, line 1: settings are lines of “key: value”"),
        ("just words", "FILE, line 1: settings are lines of “key: value”"),
        ("theme: dark\ntheme: light", "FILE, line 2: “theme” stands in lines 1 and 2"),
        ("theme: &a dark", "FILE, line 1: anchors and aliases are not read"),
        (f"{'k' * 100}: 1", f"FILE, line 1: there is no setting “{'k' * 60}…”"),
    ],
)
def test_an_error_names_file_line_and_key(file: Path, text: str, message: str) -> None:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        config.load()
    assert str(caught.value) == message.replace("FILE", str(file))


def test_a_fault_found_elsewhere_names_file_line_and_key(file: Path) -> None:
    file.write_text("theme: drak\nkeys:\n  article.cpoy: y\n")
    read = config.load()
    fault = read.fault("theme", "there is no theme “drak”", "drak", ["light", "dark"])
    assert str(fault) == f"{file}, line 1: theme: there is no theme “drak”; did you mean “dark”?"
    assert str(read.fault("keys.article.cpoy", "no such action")).startswith(
        f"{file}, line 3: keys.article.cpoy"
    )
    assert str(Settings().fault("theme", "no")) == "settings: theme: no"


def test_what_stands_in_the_file_is_safe_in_the_error(file: Path) -> None:
    file.write_text('"\\e]0;title\\a\\u202e[bold]": 1\n')
    with pytest.raises(SettingsError) as caught:
        config.load()
    assert str(caught.value).isprintable()


@posix
def test_what_is_no_file_of_a_sensible_size_is_an_error(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "directory").mkdir()
    (tmp_path / "long").write_text("# " + "x" * 70_000)
    for name, reason in {
        "pipe": "regular",
        "directory": "regular",
        "long": "longer than 65,536 bytes",
    }.items():
        with pytest.raises(SettingsError, match=f"{name}: cannot be read: .*{reason}"):
            config.load(tmp_path / name)


def test_the_order_of_the_ways_holds_each_of_them_once() -> None:
    assert len(set(CLIPBOARD_WAYS)) == len(CLIPBOARD_WAYS)


LINES = st.sampled_from([*settings_text._READERS, "x", "- a", "{", "keys:\n  a", "'", "*a", "---"])
VALUES = st.one_of(
    st.text(max_size=20), st.sampled_from(["yes", "[a, b]", "{a: b}", "80", "xclip", "|", "&a"])
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(LINES, VALUES), max_size=6))
def test_any_text_gives_settings_or_one_error(lines: list[tuple[str, str]]) -> None:
    text = "\n".join(f"{key}: {value}" for key, value in lines)
    try:
        words = repr(settings_text.parse(text))
    except SettingsError as error:
        words = str(error)
    assert "\n" not in words
