"""From a key press to the changed screen, on a pty.

    python benchmarks/keys.py [FOLDER ...]

For each folder (default: the built-in articles) the program is started at 120x36; when it is at rest, keys
are pressed one by one, each when the screen has been still for a while. The time of a key ends with the last
byte of the first frame that answers it (a frame ends when nothing comes for 5 ms). Prints median and 95th
percentile in milliseconds for each kind of key, and over all. Last comes the peer of the run: a line down
in the plainest Textual app of the same layout, three framed scroll panes with a text in each.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Iterator

BURST_END_S = 0.005
REST_S = 0.25
LIMIT_S = 0.4

KINDS: tuple[tuple[str, list[str]], ...] = (
    ("list: down, up", ["j"] * 25 + ["k"] * 15),
    ("list: page, end", ["\x1b[6~", "\x1b[5~", "G", "g"] * 4),
    ("reader: open, back", ["\r", "q"] * 6 + ["\r"]),
    ("reader: line", ["j"] * 25 + ["k"] * 10),
    ("reader: page", [" ", "b"] * 8),
    ("reader: sentence, fact", [")", "]", "}", "["] * 5),
    ("panes, zoom, facts", ["\t", "\t", "\t", "z", "z", "i", "i"] * 3),
    ("find: typing", ["/", *"techno", "\r", "n", "N", "n", "\x1b"]),
    ("search: typing", ["S", *"import substitution", "\x15", *"sanctons", "\x1b"]),
)


PEER = """
from textual.app import App
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static
class Peer(App):
    CSS = "VerticalScroll { border: solid white; width: 1fr; } #middle { width: 54; }"
    def compose(self):
        with Horizontal():
            for name in ("left", "middle", "right"):
                with VerticalScroll(id=name):
                    yield Static("A line of text that is read in a terminal. " * 400)
    def on_mount(self):
        self.query_one("#middle").focus()
        self.animation_level = "none"
Peer().run()
"""


class Program:
    """The program on a pty; for the folder `None` over the built-in articles."""

    def __init__(self, folder: str | None, command: list[str] | None = None) -> None:
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
        self._home = tempfile.TemporaryDirectory()
        environment = {**os.environ, "TERM": "xterm-256color", "TECHDEP_TUI_STATE_DIR": self._home.name}
        command = command or [sys.executable, "-m", "techdep_tui", *([folder] if folder else [])]
        self._process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True
        )
        os.close(slave)

    def wait_for_rest(self, quiet_s: float = REST_S) -> None:
        """Read until nothing has come for a while."""
        while self._readable(quiet_s):
            os.read(self.master, 65536)

    def milliseconds(self, key: str) -> float | None:
        """Press a key; milliseconds to the end of the answering burst, `None` if nothing changed."""
        begin = last = time.perf_counter()
        os.write(self.master, key.encode())
        if not self._readable(LIMIT_S):
            return None
        while self._readable(BURST_END_S):
            os.read(self.master, 65536)
            last = time.perf_counter()
        return (last - begin) * 1000

    def close(self) -> None:
        """End the program."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        os.close(self.master)
        self._home.cleanup()

    def _readable(self, seconds: float) -> bool:
        return bool(select.select([self.master], [], [], seconds)[0])


def measure(folder: str | None) -> Iterator[tuple[str, list[float]]]:
    """The milliseconds of every kind of key."""
    program = Program(folder)
    program.wait_for_rest(3.0)
    for kind, keys in KINDS:
        times = []
        for key in keys:
            elapsed = program.milliseconds(key)
            if elapsed is not None and key != "\x1b":  # a lone Esc waits for more by design
                times.append(elapsed)
            program.wait_for_rest()
        yield kind, times
    program.close()


def measure_peer() -> list[float]:
    """The milliseconds of a line down in the plainest Textual app of the same layout."""
    program = Program(None, [sys.executable, "-c", PEER])
    program.wait_for_rest(3.0)
    times = []
    for _ in range(40):
        elapsed = program.milliseconds("\x1b[B")
        program.wait_for_rest()
        if elapsed is not None:
            times.append(elapsed)
    program.close()
    return times


def figures(times: list[float]) -> str:
    """Median, 95th percentile and largest."""
    ordered = sorted(times)
    p95 = ordered[min(int(len(ordered) * 0.95), len(ordered) - 1)]
    middle, most = statistics.median(ordered), ordered[-1]
    return f"median {middle:6.1f}   p95 {p95:6.1f}   max {most:6.1f}   n {len(ordered)}"


def main() -> None:
    """Print the figures."""
    for folder in list[str | None](sys.argv[1:]) or [None]:
        print(f"== {folder or 'built-in articles'} (milliseconds; bars: median 16, p95 50)")
        everything: list[float] = []
        for kind, times in measure(folder):
            everything += times
            print(f"{kind:<24} {figures(times)}")
        print(f"{'all keys':<24} {figures(everything)}")
    print(f"{'peer: line down':<24} {figures(measure_peer())}")


if __name__ == "__main__":
    main()
