"""What can go wrong around the program: the outcome is a clear line or a working program, never a broken
terminal, a traceback, or a process that stays behind.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.terminal.pty.session import Session, environment

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="uses Linux's terminals and /proc")

READY = "3 articles"
Start = Callable[..., Session]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    home.mkdir()
    return home


@pytest.fixture
def start(home: Path) -> Iterator[Start]:
    sessions: list[Session] = []

    def begin(*arguments: str, environ: dict[str, str] | None = None, **options: object) -> Session:
        session = Session(arguments, environ or environment(home), **options)  # type: ignore[arg-type]
        sessions.append(session)
        return session

    yield begin
    for session in sessions:
        session.close()


def assert_clean(session: Session) -> None:
    """The terminal is as it was, and nothing was said that is not for the reader."""
    assert session.faults_of_terminal() == []
    assert "Traceback" not in session.output()
    assert "Exception" not in session.last_words()


def assert_works(session: Session) -> None:
    """The program answers keys and can be left."""
    session.wait_for(READY)
    session.press("?")
    session.wait_for("Help: the keys")
    session.press("q")
    session.wait("help closed", lambda screen: "Help: the keys" not in screen)
    assert session.leave() == 0
    assert_clean(session)


def assert_clear_line(session: Session, *words: str) -> None:
    """The program says in a line why it does not work, and is gone."""
    code = session.end()
    assert code == 2
    said = session.last_words()
    assert len(said.strip().splitlines()) == 1
    for word in words:
        assert word in said
    assert_clean(session)


# Signals

ENDING = ("TERM", "HUP", "QUIT", "INT", "USR1", "USR2", "ALRM")


@pytest.mark.parametrize("name", ENDING)
def test_a_signal_ends_the_program_and_gives_the_terminal_back(start: Start, name: str) -> None:
    session = start()
    session.wait_for(READY)
    number = getattr(signal, f"SIG{name}")
    session.signal(number)
    assert session.end() == 128 + number
    assert_clean(session)


@pytest.mark.parametrize("after_ms", [60, 120, 200, 280, 400])
@pytest.mark.parametrize("name", ["TERM", "INT"])
def test_a_signal_during_the_start_gives_the_terminal_back(start: Start, name: str, after_ms: int) -> None:
    session = start()
    number = getattr(signal, f"SIG{name}")
    deadline = time.monotonic() + after_ms / 1000
    while time.monotonic() < deadline:
        session.pump(0.005)
    session.signal(number)
    code = session.end()
    assert session.faults_of_terminal() == []
    assert code in (1, 128 + number, -number)
    if "\x1b[?1049h" in session.output():  # else Python itself may still be starting, and say so in its way
        assert code == 128 + number
        assert "Traceback" not in session.output()


def test_a_broken_pipe_signal_does_not_matter(start: Start) -> None:
    session = start()
    session.wait_for(READY)
    session.signal(signal.SIGPIPE)
    assert_works(session)


@pytest.mark.parametrize("is_leader", [True, False], ids=["with-a-signal", "without-a-signal"])
def test_the_program_ends_when_its_terminal_goes_away(start: Start, is_leader: bool) -> None:
    session = start(is_leader=is_leader)
    session.wait_for(READY)
    session.hang_up()
    assert session.end(5) in (128 + signal.SIGHUP, -signal.SIGHUP)


def test_the_program_ends_when_its_terminal_goes_away_though_hang_ups_are_ignored(start: Start) -> None:
    session = start(prepare=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
    session.wait_for(READY)
    session.hang_up()
    assert session.end(5) == 128 + signal.SIGHUP


def stopped(session: Session) -> bool:
    return Path(f"/proc/{session.process.pid}/stat").read_text().rpartition(")")[2].split()[0] == "T"


def wait_until_stopped(session: Session) -> None:
    deadline = time.monotonic() + 10
    while not stopped(session) and time.monotonic() < deadline:
        session.pump(0.02)
    assert stopped(session)
    session.settle(0.05)


@pytest.mark.parametrize("how", ["key", "signal"])
def test_stopping_gives_the_terminal_back_and_continuing_draws_again(start: Start, how: str) -> None:
    session = start()
    session.wait_for(READY)
    for _ in range(2):
        if how == "key":
            session.press("\x1a")
        else:
            session.signal(signal.SIGTSTP)
        wait_until_stopped(session)
        assert session.faults_of_terminal() == []
        session.signal(signal.SIGCONT)
        session.wait_for(READY)
        session.settle()
    assert_works(session)


def test_a_hard_stop_and_continuing_leave_everything_right(start: Start) -> None:
    session = start()
    session.wait_for(READY)
    for _ in range(2):
        session.signal(signal.SIGSTOP)
        wait_until_stopped(session)
        session.signal(signal.SIGCONT)
        session.settle()
    assert_works(session)


def test_a_signal_while_stopped_counts_when_continued(start: Start) -> None:
    session = start()
    session.wait_for(READY)
    session.press("\x1a")
    wait_until_stopped(session)
    session.signal(signal.SIGTERM)
    session.signal(signal.SIGCONT)
    assert session.end() == 128 + signal.SIGTERM
    assert_clean(session)


def test_a_terminal_that_takes_nothing_does_not_keep_the_program(start: Start) -> None:
    session = start()
    session.wait_for(READY)
    for _ in range(100):
        session.press("T")
        time.sleep(0.01)
    session.signal(signal.SIGTERM)
    begin = time.monotonic()
    while session.process.poll() is None and time.monotonic() - begin < 20:
        time.sleep(0.02)
    assert session.process.returncode == 128 + signal.SIGTERM


# Standard input, output and error


@pytest.mark.parametrize("number", [0, 1, 2])
@pytest.mark.parametrize("kind", ["closed", "null", "full", "file", "pipe", "broken-pipe"])
def test_a_stream_that_is_no_terminal(start: Start, tmp_path: Path, number: int, kind: str) -> None:
    read, write = os.pipe()
    os.set_inheritable(write, True)
    if kind == "broken-pipe":
        os.close(read)
    others: dict[str, Callable[[], int]] = {
        "closed": lambda: -1,
        "null": lambda: os.open("/dev/null", os.O_RDWR),
        "full": lambda: os.open("/dev/full", os.O_RDWR),
        "file": lambda: os.open(tmp_path / "file", os.O_RDWR | os.O_CREAT),
        "pipe": lambda: read if number == 0 else write,
        "broken-pipe": lambda: read if number == 0 and kind == "pipe" else write,
    }
    session = start(files={number: others[kind]()})
    if number == 2:
        assert_works(session)
        return
    code = session.end(10)
    assert code in (0, 2)
    assert session.busy_s_at_end < 5
    assert_clean(session)
    if number == 0 and kind not in ("closed",):
        assert "Russia" in session.output(), "the articles are listed"


def test_standard_error_that_nobody_reads_does_not_stop_the_screen(start: Start) -> None:
    read, write = os.pipe()
    session = start(files={2: write})
    session.wait_for(READY)
    for _ in range(30):
        session.press("T")
        session.settle(0.02)
    assert_works(session)
    os.close(read)
    os.close(write)


# Locale, TERM, size


@pytest.mark.parametrize("term", ["dumb", ""])
def test_a_terminal_without_cursor_movement_gets_the_line_dialogue(
    start: Start, home: Path, term: str
) -> None:
    session = start(environ=environment(home, TERM=term))
    session.wait_for("so this is a line dialogue")
    session.press("quit\r")
    assert session.end() == 0


@pytest.mark.parametrize(
    "variables",
    [
        {"TERM": "no-such-terminal"},
        {"TERM": "vt100"},
        {"LANG": "C"},
        {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "xx_YY.nothing"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "utf-16"},
        {"COLUMNS": "0", "LINES": "0"},
        {"COLUMNS": "many", "LINES": "-3"},
        {"COLORTERM": "", "NO_COLOR": "1"},
        {"TEXTUAL_FPS": "0"},
        {"TMUX": "/nowhere,1,2"},
        {"TZ": "Nowhere/At-all"},
    ],
    ids=lambda variables: ",".join(f"{name}={value}" for name, value in variables.items()),
)
def test_odd_variables(start: Start, home: Path, variables: dict[str, str]) -> None:
    assert_works(start(environ=environment(home, **variables)))


def test_a_terminal_of_unknown_size(start: Start) -> None:
    session = start(size=(0, 0))
    session.resize(120, 36)
    assert_works(session)


# Home, disk, handles, memory, working directory


def without_places(home: Path) -> dict[str, str]:
    return {name: value for name, value in environment(home).items() if not name.startswith("TECHDEP_TUI_")}


@pytest.mark.parametrize("kind", ["unset", "empty", "missing", "file", "proc", "relative"])
def test_a_home_that_cannot_be_used(start: Start, home: Path, tmp_path: Path, kind: str) -> None:
    environ = without_places(home)
    file = tmp_path / "file"
    file.touch()
    values = {
        "empty": "",
        "missing": str(tmp_path / "missing"),
        "file": str(file),
        "proc": "/proc",
        "relative": "here",
    }
    if kind == "unset":
        del environ["HOME"]
    else:
        environ["HOME"] = values[kind]
    session = start(environ=environ, cwd=tmp_path)
    session.wait_for(READY)
    session.press("*", "r", "y")
    session.settle()
    assert_works(session)
    if kind != "unset":
        assert not (tmp_path / "here").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="whoever runs the tests may write everything")
def test_a_home_without_permission(start: Start, home: Path) -> None:
    home.chmod(0o500)
    assert_works(start(environ=without_places(home)))


def test_a_full_disk(start: Start) -> None:
    """No file may grow: every write to one fails."""

    def no_growth() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))

    session = start(prepare=no_growth)
    session.wait_for(READY)
    session.press("*", "r", "y")
    session.settle()
    assert_works(session)


@pytest.mark.parametrize("count", [6, 7, 8, 9, 10, 12, 16, 24, 40])
def test_few_file_handles(start: Start, count: int) -> None:
    session = start(prepare=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (count, count)))
    works_or_says_why(session)


@pytest.mark.parametrize("megabytes", [100, 150, 250, 300, 400, 1000])
def test_little_memory(start: Start, megabytes: int) -> None:
    size = megabytes * 2**20
    session = start(prepare=lambda: resource.setrlimit(resource.RLIMIT_AS, (size, size)))
    works_or_says_why(session)


def works_or_says_why(session: Session) -> None:
    """Either the program works, or it ends with words on what it lacks."""
    try:
        session.wait_for(READY)
        session.press("*", "y")
        session.settle()
        assert_works(session)
    except AssertionError:
        if session.end(0.5) == 0:
            raise
        said = session.last_words().strip().splitlines()
        assert "techdep-tui: " in said[-1] or "memory" in said[-1].lower(), "not a word on what is lacking"
        assert session.faults_of_terminal() == []


def test_a_working_directory_that_is_gone(start: Start, tmp_path: Path) -> None:
    place = tmp_path / "gone"
    place.mkdir()
    assert_works(start(cwd=place, prepare=lambda: place.rmdir()))


def test_a_folder_that_is_deleted_while_it_is_read(start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.md").write_text(f"# Title {number}\n\nSome words.\n")
    session = start(str(folder))
    session.wait_for(READY)
    shutil.rmtree(folder)
    session.press("j", "\r", "M")
    session.wait_for("The file as it is")
    session.press("q")
    session.settle()
    session.press("\x1b[15~")
    session.wait_for("There is no file or folder")
    session.press("Q")
    assert session.end() == 0
    assert_clean(session)


def test_a_folder_that_is_not_there(start: Start) -> None:
    assert_clear_line(start("/nowhere/at/all"), "/nowhere/at/all", "is not there")


def test_a_name_that_a_terminal_would_obey_is_shown_harmlessly(start: Start) -> None:
    session = start("/nowhere/\x1b]0;title\x07")
    assert_clear_line(session, "is not there")
    assert not {kind for kind in session.screen.controls if "OSC" in kind}


# What comes from the terminal

KEYS = bytes(range(1, 0x1B)) + bytes(range(0x1C, 0x80))
"""Among random bytes, keys would do what they do; what is left are ESC and what is no ASCII."""
RUBBISH = {
    "byte-ff": b"\xff\xfe\x80",
    "x10-mouse": b"\x1b[M !!",
    "x10-mouse-high": b"\x1b[M\xff\xff\xff",
    "cut-utf-8": b"\xe2\x82",
    "nul-and-c1": b"\x00\x01\xc2\x9b\xc2\x9d31m",
    "late-mode-reports": b"\x1b[?2026;2$y\x1b[?2048;0$y",
    "late-size": b"\x1b[48;0;0;0;0t\x1b[48;99999;99999;1;1t",
    "late-cursor": b"\x1b[12;40R\x1b[999999999;1R",
    "late-device": b"\x1b[?62;4;22c\x1b[>41;354;0c",
    "late-colour": b"\x1b]11;rgb:0000/0000/0000\x1b\\",
    "late-version": b"\x1bP>|XTerm(354)\x1b\\",
    "paste-without-end": b"\x1b[200~" + b"words " * 50,
    "end-without-paste": b"\x1b[201~",
    "cut-escape": b"\x1b[",
    "long-escape": b"\x1b[" + b"1;" * 3000 + b"m",
    "sgr-mouse-far": b"\x1b[<0;9999;9999M\x1b[<0;-5;-5m\x1b[<999999999;1;1M",
    "kitty-keys": b"\x1b[57441;1u\x1b[1114112;5u\x1b[99999999999u",
    "random": bytes((i * 197 + i // 7 * 31) % 256 for i in range(1, 3000)).translate(None, KEYS),
}


@pytest.mark.parametrize("name", RUBBISH)
def test_whatever_the_terminal_sends_the_next_keys_work(start: Start, name: str) -> None:
    session = start()
    session.wait_for(READY)
    session.press(RUBBISH[name])
    session.settle(0.4)
    time.sleep(1.0)
    session.press("\x1b")
    session.settle(0.3)
    for _ in range(6):
        if "techdep-tui" in session.screen.rows()[0] and "▶ Articles" in session.screen.text():
            break
        session.press("\x1b")
        session.settle(0.3)
    assert_works(session)


def test_a_large_paste_into_the_search(start: Start) -> None:
    session = start()
    session.wait_for(READY)
    session.press("S")
    session.wait_for("Search all articles")
    session.press(b"\x1b[200~" + b"\x1b]52;c;eA==\x07 a" * 20_000 + b"\x1b[201~")
    session.settle(0.5)
    session.press("\x15")
    session.settle(0.5)
    session.press("\x1b")
    session.wait("search closed", lambda screen: "Search all" not in screen)
    assert not {kind for kind in session.screen.controls if kind.startswith("OSC 52")}
    assert_works(session)


# A fault of the program

SABOTAGE = """
import sys
from techdep_tui.ui.screens.main import MainScreen

def fails(self):
    secret = "words of a file"
    raise ValueError("it \\x1b]0;broke\\x07 here")

MainScreen.action_problems = fails
from techdep_tui.cli import main
sys.exit(main(sys.argv[1:]))
"""


def test_an_exception_in_a_handler_ends_with_one_line_and_its_details_in_a_file(
    start: Start, home: Path
) -> None:
    session = start(command=(sys.executable, "-c", SABOTAGE))
    session.wait_for(READY)
    session.press("!")
    assert session.end() == 3
    said = session.last_words().strip().splitlines()
    assert "A fault in the program ended it (ValueError at" in said[-1]
    assert_clean(session)
    file = home / "state" / "last-fault.txt"
    assert file.stat().st_mode & 0o777 == 0o600
    details = file.read_text()
    assert "it " in details
    assert "\x1b" not in details
    assert "words of a file" not in details.replace('secret = "words of a file"', "")


def test_no_process_is_left_behind(start: Start) -> None:
    session = start()
    session.wait_for(READY)
    session.press("Q")
    assert session.end() == 0
    left = subprocess.run(
        ["ps", "-o", "pid=", "--sid", str(session.process.pid)], capture_output=True, text=True, check=False
    )
    assert left.stdout.split() == []
