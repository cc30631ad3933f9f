"""Fresh process to usable list, beside an empty Textual app, in turns in one run; and `--version`.

    python benchmarks/startup.py [RUNS]

Each run starts a process on a pty of 120x36 and stops the clock when the screen is there: for the empty app
when its first frame is written, for ours when the titles of all built-in articles stand in the list.
Prints medians in seconds and the median of the ratios pair by pair.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable

EMPTY_APP = "from textual.app import App; App().run()"
FIRST_FRAME = re.compile(rb"\x1b\[1;1H")
TITLES = (b"Russia fails to lower", b"Russia struggles to shake", b"Drive to Replace")
LIMIT_S = 20.0


def seconds_to_screen(command: list[str], is_there: Callable[[bytes], bool]) -> float:
    """Start a command on a fresh pty; seconds until what it has written so far satisfies `is_there`."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
    begin = time.perf_counter()
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "TERM": "xterm-256color", "TECHDEP_TUI_STATE_DIR": home}
        process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True
        )
        os.close(slave)
        written = b""
        try:
            while not is_there(written):
                if time.perf_counter() - begin > LIMIT_S:
                    raise SystemExit(f"not there after {LIMIT_S} s: {written[-400:]!r}")
                if select.select([master], [], [], 0.5)[0]:
                    written += os.read(master, 65536)
            return time.perf_counter() - begin
        finally:
            process.send_signal(signal.SIGKILL)
            process.wait()
            os.close(master)


def seconds_of(command: list[str]) -> float:
    """Seconds that a whole process takes."""
    begin = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begin


def main() -> None:
    """Print the figures."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    ours, empty, version = [], [], []
    for turn in range(runs + 1):
        pair = (
            seconds_to_screen(
                [sys.executable, "-m", "techdep_tui"], lambda written: all(t in written for t in TITLES)
            ),
            seconds_to_screen(
                [sys.executable, "-c", EMPTY_APP], lambda written: bool(FIRST_FRAME.search(written))
            ),
            seconds_of([sys.executable, "-m", "techdep_tui", "--version"]),
        )
        if turn:  # the first turn warms the file cache
            ours.append(pair[0])
            empty.append(pair[1])
            version.append(pair[2])
    ratio = statistics.median(a / b for a, b in zip(ours, empty, strict=True))
    print(f"runs                      {runs}")
    print(f"empty Textual app, median {statistics.median(empty):.3f} s")
    print(f"list of articles, median  {statistics.median(ours):.3f} s")
    print(f"ratio, median of pairs    {ratio:.2f}  (at most 1.6)")
    print(f"--version, median         {statistics.median(version):.3f} s  (at most 0.1)")


if __name__ == "__main__":
    main()
