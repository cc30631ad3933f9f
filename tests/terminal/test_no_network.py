"""The program opens no socket: neither while a folder is read and searched, nor for a copy or a link."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.terminal.pty.session import Session, environment

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="uses Linux's terminals and /proc")

BLOCKED = """
import sys

def refuse(event, arguments):
    if event in ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname"):
        raise RuntimeError("a socket: " + event)

sys.addaudithook(refuse)
from techdep_tui.cli import main
sys.exit(main(sys.argv[1:]))
"""


def whole_session(session: Session) -> None:
    """Reads, searches, copies, cites, looks at links and problems, and leaves."""
    session.wait_for("3 articles")
    session.press("\r", " ", "y")
    session.settle()
    session.press("S", "sanctions")
    session.wait("hits", lambda screen: " hits · " in screen)
    session.press("\r")
    session.settle()
    for key in "cMo!D":
        session.press(key)
        session.settle()
        session.press("q")
        session.settle()
    session.press("Q")
    assert session.end() == 0
    assert session.faults_of_terminal() == []


def test_nothing_connects_anywhere(tmp_path: Path) -> None:
    with Session([], environment(tmp_path), command=(sys.executable, "-c", BLOCKED)) as session:
        whole_session(session)
        assert "a socket:" not in session.output()


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_the_system_is_asked_for_no_socket_but_the_loops_own_pair(tmp_path: Path) -> None:
    log = tmp_path / "log"
    trace = (
        "strace",
        "-f",
        "-qq",
        "-e",
        "trace=network",
        "-o",
        str(log),
        sys.executable,
        "-m",
        "techdep_tui",
    )
    if subprocess.run([*trace[:-3], "true"], capture_output=True, check=False).returncode:
        pytest.skip("strace may not trace here")
    with Session([], environment(tmp_path), command=trace) as session:
        whole_session(session)
    calls = re.findall(r"\b(?:socket|connect|bind)\(.*|\bsendto\(.*sa_family.*", log.read_text())
    assert calls == []
