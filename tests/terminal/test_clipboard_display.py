"""Real X clipboards, dead displays, and the terminal itself: OSC 52 on a pty and through GNU screen."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("there are no X displays", allow_module_level=True)

from techdep_tui.config import ClipboardSettings
from techdep_tui.ui.clipboard import Outcome, copy
from techdep_tui.ui.clipboard.terminal import osc52

from .clipboard_tools import TEXT, environment, need, recorder, screen_sessions, x_server

LONG = "A line of a long text, with an é in it.\n" * 10_000


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    with x_server() as running:
        yield running


@pytest.mark.parametrize("tool", ["xclip", "xsel"])
@pytest.mark.parametrize("text", [TEXT, "x", LONG], ids=["several scripts", "one letter", "long"])
def test_an_x_clipboard_is_set_and_read_back(display: str, tmp_path: Path, tool: str, text: str) -> None:
    need(tool)
    environ = environment(DISPLAY=display)
    report = copy(text, environ=environ, state_dir=tmp_path, settings=ClipboardSettings((tool,)))
    assert report.message == f"Copied ({tool}, checked)"
    assert (report.way, report.is_checked) == (tool, True)
    get = {"xclip": ["-selection", "clipboard", "-out"], "xsel": ["--clipboard", "--output"]}[tool]
    assert subprocess.run([tool, *get], env=environ, check=True, capture_output=True).stdout.decode() == text


def test_the_first_tool_that_works_is_enough(display: str, tmp_path: Path) -> None:
    need("xclip")
    report = copy(TEXT, environ=environment(DISPLAY=display), state_dir=tmp_path)
    assert report.message == "Copied (xclip, checked)"
    assert [attempt.way for attempt in report.attempts][-1:] == ["tmux"]


@pytest.mark.parametrize("display", ["", ":987", "localhost:987.0", "nonsense"])
def test_without_a_living_display_only_the_file_is_claimed(display: str, tmp_path: Path) -> None:
    need("xclip", "xsel")
    report = copy(TEXT, environ=environment(DISPLAY=display), state_dir=tmp_path)
    file = tmp_path / "last-copy.txt"
    assert report.message == f"No clipboard reached: saved to {file}"
    assert (report.way, report.file, report.is_certain) == ("file", file, False)
    assert file.read_text(encoding="utf-8") == TEXT
    expected = Outcome.FAILED if display else Outcome.ABSENT
    assert {a.outcome for a in report.attempts if a.way in ("xclip", "xsel")} == {expected}


WRITE = "import sys; from techdep_tui.ui.clipboard import write_to_tty; write_to_tty(sys.stdin.read())"
SHELL = "import os, pty, sys; sys.exit(pty.spawn(['sh', '-c', sys.argv[1]]) >> 8)"


def test_the_terminal_is_written_to_wherever_the_output_goes() -> None:
    copying = f'echo text | "{sys.executable}" -c "{WRITE}" > /dev/null'
    done = subprocess.run(
        [sys.executable, "-c", SHELL, copying], stdin=subprocess.DEVNULL, capture_output=True, check=True
    )
    assert b"text" in done.stdout


SCREEN_SCRIPT = """
import os, sys
from pathlib import Path
from techdep_tui.ui.clipboard import copy

text = Path(sys.argv[1]).read_text(encoding="utf-8")
if sys.argv[2] == "by name":
    del os.environ["STY"]
report = copy(text, write_osc52=sys.stdout.write, state_dir=Path(sys.argv[1]).parent)
sys.stdout.flush()
print("[done]", report.way, flush=True)
sys.stdin.readline()
"""


@pytest.mark.parametrize("known", ["by variable", "by name"])
@pytest.mark.parametrize("text", [TEXT, LONG[:20_000]], ids=["short", "long"])
def test_gnu_screen_passes_the_text_on_whole(tmp_path: Path, known: str, text: str) -> None:
    need("screen")
    (tmp_path / "text").write_text(text, encoding="utf-8")
    command = [
        "screen",
        "-c",
        "/dev/null",
        sys.executable,
        "-c",
        SCREEN_SCRIPT,
        str(tmp_path / "text"),
        known,
    ]
    with screen_sessions() as sockets:
        environ = environment(TERM="xterm", SCREENDIR=str(sockets), LC_ALL="C.UTF-8")
        with recorder(command, environ) as outer:
            outer.wait(lambda: b"[done] osc52" in outer.output)
            assert outer.clipboards() == [text]
            assert osc52(text.encode()).encode() in outer.output
