"""`--plain`: the line dialogue, on a pipe."""

from __future__ import annotations

import io
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from techdep_tui.cli import main
from techdep_tui.commands.plain.commands import COMMANDS
from techdep_tui.commands.plain.voice import LONGEST
from techdep_tui.core.state.state import State

Talk = Callable[..., list[str]]


@pytest.fixture(autouse=True)
def _places(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("TMUX", "DISPLAY", "WAYLAND_DISPLAY", "STY", "SSH_CONNECTION", "SSH_TTY"):
        monkeypatch.delenv(name, raising=False)
    for kind in ("STATE", "CONFIG", "CACHE"):
        monkeypatch.setenv(f"TECHDEP_TUI_{kind}_DIR", str(tmp_path / kind.lower()))
    monkeypatch.setenv("PATH", str(tmp_path / "no-programs"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "clippings"
    folder.mkdir()
    (folder / "chips.md").write_text(
        "---\ntitle: On chips\ndate: 2025-03-04\nauthor: Ann Author\nurl: https://example.org/chips\n---\n\n"
        "Words before.\n\n## A heading\n\nThe chips cost $5 million. They were late.\n\nThe last of it.\n",
        encoding="utf-8",
    )
    (folder / "gas.txt").write_text("On gas\n\nGas is no chip.\n\nNor is \tthis.\n", encoding="utf-8")
    return folder


@pytest.fixture
def talk(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Talk:
    """Types lines; returns what was said, line by line, without greeting and prompts."""

    def call(*lines: str, ending: str = "\n") -> list[str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(lines) + ending))
        assert main(["--plain", str(folder)]) == 0
        said = capsys.readouterr().out
        assert_plain(said)
        assert said.endswith("\n")
        return [line for line in said.splitlines()[2:] if "> " not in line]

    return call


def assert_plain(said: str) -> None:
    """No control character but the newline, no direction marks, no surrogates."""
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", said)


def test_the_articles_are_listed_with_numbers_newest_first(talk: Talk) -> None:
    assert talk("list") == [
        "1  On chips (example.org?, 2025-03-04)",
        "2  On gas (source unknown, undated)",
    ]
    assert talk("list file")[0].startswith("1  On chips")
    assert talk("list length")[0].startswith("1  On chips")


def test_an_article_is_opened_by_its_number_or_name_and_read_by_paragraphs(talk: Talk) -> None:
    said = talk("open 1", "", "next", "back", "read 2-3", "read all")
    assert said[:2] == ["On chips", "by Ann Author · example.org? · 2025-03-04 · no publisher in file"]
    two = ["Heading: A heading", "¶2  The chips cost $5 million. They were late."]
    assert said[4:] == [
        "¶1  Words before.",
        *two,
        "¶1  Words before.",
        *two,
        "¶3  The last of it.",
        "¶1  Words before.",
        *two,
        "¶3  The last of it.",
    ]
    assert talk("open gas")[0] == "On gas"
    assert talk("o 2", "r 2")[-1] == "¶2  Nor is this."


def test_a_hit_is_opened_at_its_paragraph_and_its_sentence_is_what_is_copied(
    talk: Talk, tmp_path: Path
) -> None:
    said = talk("search million", "open 1", "copy")
    assert said[0] == "1 hit in 1 of 2 articles"
    assert said[1] == "1  On chips, ¶2: The chips cost $5 million."
    assert "¶2  The chips cost $5 million. They were late." in said
    copied = (tmp_path / "state" / "last-copy.txt").read_text(encoding="utf-8")
    assert copied == "“The chips cost $5 million” (Author, 2025, para. 2)." or "para. 2" in copied
    assert said[-2] == copied
    assert said[-1].startswith("No clipboard reached: saved to ")


def test_the_whole_query_language_is_understood(talk: Talk) -> None:
    assert talk("search money:>1mn -gas")[0] == "1 hit in 1 of 2 articles"
    assert talk('search "no chip" OR date:2025-03')[0].endswith("in 2 of 2 articles")
    assert talk("search milion")[0] == "“milion” is in no article; searched instead: million"
    assert talk("search chips zzzz") == ["Nothing found because of “zzzz”: type search and other words."]


def test_facts_have_numbers_that_can_be_opened(talk: Talk) -> None:
    said = talk("open 1", "facts money", "open 1", "copy")
    assert "1  ¶2 money: $5 million (of chips)" in said or "1  ¶2 money: $5 million" in said
    assert "¶2  The chips cost $5 million. They were late." in said
    assert "The chips cost $5 million" in said[-2]
    assert "They were late" not in said[-2]


def test_a_citation_is_given_in_any_style_and_format_and_says_what_is_lacking(talk: Talk) -> None:
    said = talk("open 1", "cite mla", "cite bibtex", "cite")
    assert said[4].startswith("Author, Ann. ")
    assert "@" in said[6]
    assert said[-2] == said[4]  # the style stays
    assert said[-1] == "Not in the file: publisher."


def test_what_was_filled_in_is_in_the_citation(talk: Talk, folder: Path, tmp_path: Path) -> None:
    from techdep_tui.core.articles.load import read_article

    with State.open(tmp_path / "state" / "state.sqlite") as state:
        state.record_override(read_article(folder / "chips.md").digest, "publisher", "The Example")
    assert any("The Example" in line for line in talk("open 1", "cite"))


@pytest.mark.parametrize(
    ("lines", "copied"),
    [(("open 1", "copy address"), "https://example.org/chips"), (("open 1", "copy 3"), "The last of it")],
)
def test_an_address_and_a_paragraph_can_be_copied(
    talk: Talk, tmp_path: Path, lines: tuple[str, ...], copied: str
) -> None:
    talk(*lines)
    assert copied in (tmp_path / "state" / "last-copy.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("lines", "complaint"),
    [
        (
            ("serach chips",),
            "There is no command “serach”; did you mean “search”? Type help to see them all.",
        ),
        (("zzz",), "There is no command “zzz”. Type help to see them all."),
        (("open 3",), "There is no number 3: type one from 1 to 2."),
        (("open nothing",), "No article goes by “nothing”; “techdep-tui list” shows them."),
        (("open",), "Open what? Type open and a number of the last answer, or the name of a file."),
        (("read",), "No article is open: type list, then open and a number."),
        (("",), "No article is open: type list, then open and a number."),
        (("open 1", "read 9"), "There is no paragraph 9: type read and a number from 1 to 3."),
        (("open 1", "read x"), "Read what? Type read 3, read 3-5 or read all."),
        (("open 1", "read 3", "next"), "This is the end of the article: type back, list or search."),
        (("open 1", "back"), "This is the beginning of the article: type next to read on."),
        (("search",), "Search for what? Type search and words; help search shows the forms."),
        (("search chips date:x",), "At character 12: This is not a date: type help search."),
        (("open 1", "facts quote"), "No quote found here: type read to read on."),
        (("open 1", "copy"), "Nothing was read yet: type read first, or copy and the number of a paragraph."),
        (
            ("open 2", "copy address"),
            "The file names no address of its own: type copy cite for the citation.",
        ),
        (("list x",), "There is no order “x”. Type list and one of date, title, publisher, length, file."),
        (("c",), "No article is open: type list, then open and a number."),
        (("st", "s"), "Search for what? Type search and words; help search shows the forms."),
    ],
)
def test_an_error_is_one_line_that_says_what_to_type(
    talk: Talk, lines: tuple[str, ...], complaint: str
) -> None:
    assert talk(*lines)[-1] == complaint


def test_help_tells_every_command_and_the_forms_of_a_query(talk: Talk) -> None:
    said = talk("help")
    for command in COMMANDS.values():
        assert any(line.startswith(command.form) for line in said)
    assert talk("help cite") == [said[list(COMMANDS).index("cite")]]
    assert any("money:>1bn" in line for line in talk("help search"))


def test_the_prompt_says_where_one_is_and_the_typed_line_stands_after_it(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("open 1\nread 2\nquit\nlist\n"))
    assert main(["--plain", str(folder)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == f"Reading {folder} …"
    assert f"{str(folder)[:39]}…> open 1" in said
    assert "On chips> read 2" in said
    assert said[-1] == "On chips ¶2 of 3> quit"


def test_the_end_of_the_input_ends_the_dialogue_also_in_the_middle_of_a_line(talk: Talk) -> None:
    assert talk("list", ending="")[-1] == "2  On gas (source unknown, undated)"
    assert talk("", ending="") == []


def test_problems_are_told(talk: Talk, folder: Path) -> None:
    (folder / "empty.md").write_bytes(b"")
    assert talk("problems") == [f"{folder / 'empty.md'}: is empty"]


def test_whatever_stands_in_files_and_is_typed_only_safe_lines_come_out(talk: Talk, folder: Path) -> None:
    nasty = "\x1b]52;c;AAAA\x07\x1b[2J\x9b31m\u202eevil\x00\t"
    (folder / "nasty\x1b[2J.md").write_text(
        f'---\ntitle: "x{nasty}"\n---\n\n# {nasty}\n\nThe {nasty} cost $5 million.{" More of it." * 40}\n',
        encoding="utf-8",
    )
    said = talk("list", f"open {nasty}", f"search {nasty}", nasty, "open nasty", "read all", "facts", "cite")
    assert any("million" in line for line in said)


def test_too_long_a_line_is_passed_over_whole(talk: Talk) -> None:
    said = talk("x" * 3 * LONGEST, "list")
    assert said[0] == f"That line is longer than {LONGEST:,} characters; type a shorter one."
    assert said[-1].startswith("2  On gas")


def test_a_folder_that_is_not_there_is_one_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    assert main(["--plain", str(tmp_path / "nowhere")]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def program(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "techdep_tui", "--plain", *arguments]


def test_it_works_on_a_real_pipe_with_any_bytes_in_it(folder: Path) -> None:
    typed = b"search chips\nopen 1\n\xff\xfe\x00\x1b[A\nfacts\nquit\n"
    done = subprocess.run(program(str(folder)), input=typed, capture_output=True, check=True)
    assert done.stderr == b""
    assert_plain(done.stdout.decode())
    assert "The chips cost $5 million." in done.stdout.decode()


def test_it_works_where_nothing_but_ascii_can_be_printed(folder: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        program(str(folder)), input=b"open 1\nread all\n", capture_output=True, check=True, env=environment
    )
    assert done.stdout.isascii()
    assert b"The chips cost $5 million." in done.stdout


@pytest.mark.skipif(os.name == "nt", reason="for a POSIX shell")
@pytest.mark.parametrize("given", ["< /dev/null", "<&-"])
def test_without_any_input_it_greets_and_leaves(folder: Path, given: str) -> None:
    command = " ".join([*program(str(folder)), given])
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[1].startswith("2 articles.")
    assert done.stderr == ""


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
def test_ctrl_c_at_the_prompt_leaves(folder: Path) -> None:
    with subprocess.Popen(
        program(str(folder)), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        while (line := process.stdout.readline()) and b"articles." not in line:
            pass
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=10) == 130
        assert process.stderr is not None
        assert process.stderr.read() == b""


def test_ctrl_c_breaks_off_an_answer_and_no_more(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("techdep_tui.core.collection.Collection.search", interrupted)
    said = talk("search chips", "list")
    assert said[1] == "Broken off."
    assert said[-1].startswith("2  On gas")


def test_a_state_that_cannot_be_kept_is_told_once(talk: Talk, tmp_path: Path) -> None:
    (tmp_path / "state").write_text("no directory")
    said = talk("open 1", "cite", "cite")
    assert sum(line.startswith("What you read and star is not kept") for line in said) == 1
