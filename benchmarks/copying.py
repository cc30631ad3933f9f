"""How soon the copy key is answered, when the copy has arrived, and how long the screen's loop stood still.

    python -m benchmarks.copying [COPIES]        in the project's root; needs tmux, screen, Xvfb, xclip, xsel

The real program is started on a terminal of 24 rows in each of several surroundings, and `y` is pressed
COPIES times (default 20), each when the last copy has arrived. Prints in milliseconds, median and largest:
from the key to the line that answers it, from the key to the line that says where the copy went, and the
longest time that the loop did nothing else. For the last a task in the program itself, which is there for
this measurement only, looks at the clock every millisecond; "at rest" is its longest gap while nothing is
pressed. In tmux the terminal is given only the letters that have changed.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.terminal.clipboard_tools import Recorder, environment, program, recorder, tmux_server, x_server

ANSWERED, ARRIVED = b"ing: citation", b" to select by hand"
REST_S = 0.3

WATCHED = """
import asyncio, sys, time
from techdep_tui.ui import app

async def watch(path):
    with open(path, "w", buffering=1) as gaps:
        last = time.monotonic()
        while True:
            await asyncio.sleep(0.001)
            now = time.monotonic()
            if now - last > 0.003:
                gaps.write(f"{now} {now - last}\\n")
            last = now

def begin(room):
    room.watching = asyncio.create_task(watch(sys.argv[1]))

app.ReadingRoom.on_ready = begin
from techdep_tui.cli import main
sys.exit(main([]))
"""


class Program:
    """The program with a task in it that watches the loop, on a terminal that is read as it is written."""

    def __init__(self, outer: Recorder, gaps: Path) -> None:
        self._outer = outer
        self._gaps = gaps

    def copy(self, arrived: bytes) -> tuple[float, float, float]:
        """Press the key: milliseconds to the answer, to the arrival, and of the loop's longest gap."""
        seen = len(self._outer.output)
        begin = time.monotonic()
        self._outer.press("y")
        self._outer.wait(lambda: ANSWERED in self._outer.output[seen:])
        answered = time.monotonic()
        self._outer.wait(lambda: arrived in self._outer.output[seen:])
        end = time.monotonic()
        self.rest()
        return (answered - begin) * 1000, (end - begin) * 1000, self.longest_gap(begin, end)

    def rest(self) -> None:
        """Read on for a while."""
        until = time.monotonic() + REST_S
        self._outer.wait(lambda: time.monotonic() > until)

    def longest_gap(self, begin: float, end: float) -> float:
        """The longest gap, in milliseconds, that began or ended in a stretch of time."""
        gaps = [tuple(map(float, line.split())) for line in self._gaps.read_text().splitlines()]
        return max((1000 * gap for at, gap in gaps if at >= begin and at - gap <= end), default=0.0)


@contextmanager
def started(environ: Mapping[str, str], around: tuple[str, ...] = ()) -> Iterator[Program]:
    """The program in an environment, inside of another program if one is given."""
    with tempfile.TemporaryDirectory(prefix="tt-") as home:
        places = {f"TECHDEP_TUI_{name}_DIR": f"{home}/{name}" for name in ("STATE", "CONFIG", "CACHE")}
        command = [*around, sys.executable, "-c", WATCHED, f"{home}/gaps"]
        with recorder(command, {"TERM": "xterm-256color", **environ, **places}, 160) as outer:
            outer.wait(lambda: b"3 articles" in outer.output)
            watched = Program(outer, Path(home) / "gaps")
            until = time.monotonic() + 2
            outer.wait(lambda: time.monotonic() > until)
            yield watched


def surroundings(stack: ExitStack) -> Iterator[tuple[str, Mapping[str, str], tuple[str, ...], bytes]]:
    """Name, environment, programs around, and the end of the line that says where the copy went."""
    home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="tt-")))
    nothing = {"PATH": str(home)}
    display = {"DISPLAY": stack.enter_context(x_server())}
    yield "nothing but the terminal", environment(**nothing), (), ARRIVED
    yield "xclip on Xvfb", environment(**display), (), b"checked) "
    settings = home / "xsel"
    settings.mkdir()
    (settings / "xsel").symlink_to("/usr/bin/xsel")
    yield "xsel on Xvfb", environment(**display, PATH=str(settings)), (), b"checked) "
    yield "a dead display", environment(DISPLAY=":987"), (), ARRIVED
    asleep = program(home / "asleep", "xclip", "exec sleep 60")
    yield "an xclip that sleeps a minute", {**asleep, "DISPLAY": ":0"}, (), ARRIVED
    pasteboard = program(home / "mac", "pbcopy", f"cat > {home}/board")
    program(home / "mac", "pbpaste", f"cat {home}/board")
    yield "a stand-in for pbcopy", pasteboard, (), b"checked) "
    (home / "sockets").mkdir(mode=0o700)
    yield (
        "GNU screen",
        environment(**nothing, SCREENDIR=str(home / "sockets"), LC_ALL="C.UTF-8", TERM="xterm"),
        ("/usr/bin/screen", "-c", os.devnull),
        ARRIVED,
    )
    server = stack.enter_context(tmux_server())
    tmux = ("/usr/bin/tmux", "-f", os.devnull, "new-session")
    yield "tmux as it comes", server.environ, tmux, b"passed on to your terminal"


def main() -> None:
    """Print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    print(f"{count} copies each; milliseconds, median and largest (bars: answer 50, loop 50)")
    print(f"{'':<32}{'answer':>16}{'arrival':>18}{'loop stood still':>20}{'at rest':>10}")
    with ExitStack() as stack:
        for name, environ, around, arrived in surroundings(stack):
            with started(environ, around) as watched:
                begin = time.monotonic()
                watched.rest()
                at_rest = watched.longest_gap(begin, time.monotonic())
                rows = [watched.copy(arrived) for _ in range(count)]
            columns = (f"{statistics.median(each):8.1f} {max(each):7.1f}" for each in zip(*rows, strict=True))
            print(f"{name:<32}{'  '.join(columns)}  {at_rest:8.1f}", flush=True)


if __name__ == "__main__":
    main()
