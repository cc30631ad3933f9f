"""Starts the program on a pseudo-terminal, sends keys, sizes and signals, and records what comes back."""

from __future__ import annotations

import codecs
import fcntl
import os
import pty
import resource
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from tests.terminal.pty.emulator import Emulator

PATIENCE_S = 15.0
"""Nothing may take longer; on a busy machine everything takes long."""

DIRECTORIES = ("STATE", "CACHE", "CONFIG")


def environment(home: Path, **more: str) -> dict[str, str]:
    """The variables of a plain terminal, with a home of its own."""
    kept = {name: os.environ[name] for name in ("PATH", "VIRTUAL_ENV") if name in os.environ}
    places = {f"TECHDEP_TUI_{name}_DIR": str(home / name.lower()) for name in DIRECTORIES}
    return {
        **kept,
        "PYTHONPATH": str(Path(__file__).parents[3] / "src"),
        "HOME": str(home),
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        "COLORTERM": "truecolor",
        **places,
        **more,
    }


class Session:
    """One run of the program.

    `took` has for each wait its name and how long it was.
    """

    def __init__(
        self,
        arguments: Sequence[str | bytes],
        environ: Mapping[str, str],
        *,
        size: tuple[int, int] = (120, 36),
        command: Sequence[str | bytes] = (sys.executable, "-m", "techdep_tui"),
        is_leader: bool = True,
        cwd: Path | None = None,
        files: Mapping[int, int] | None = None,
        prepare: Callable[[], None] | None = None,
    ) -> None:
        """`files` puts other descriptors in the place of 0, 1 and 2 (-1 closes one); `prepare` runs last."""
        self.master, self.slave = pty.openpty()
        self.screen = Emulator(*size)
        self.bytes = bytearray()
        self.took: list[tuple[str, float]] = []
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._set_size(*size)
        self._settings = termios.tcgetattr(self.slave)

        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        self._busy_before = used.ru_utime + used.ru_stime
        self.busy_s_at_end = 0.0

        def before_start() -> None:
            os.setsid()
            if is_leader:
                fcntl.ioctl(0, termios.TIOCSCTTY, 0)
            for number, other in (files or {}).items():
                if other < 0:
                    os.close(number)
                else:
                    os.dup2(other, number)
            if prepare is not None:
                prepare()

        self.process = subprocess.Popen(
            [*command, *arguments],
            stdin=self.slave,
            stdout=self.slave,
            stderr=self.slave,
            env=dict(environ),
            cwd=cwd,
            pass_fds=tuple(n for n in (files or {}).values() if n > 2),
            preexec_fn=before_start,
        )

    def __enter__(self) -> Session:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # What is sent

    def press(self, *keys: str | bytes) -> None:
        """Send keys, or any bytes."""
        for key in keys:
            data = key if isinstance(key, bytes) else key.encode()
            with suppress(OSError):
                os.write(self.master, data)

    def resize(self, width: int, height: int) -> None:
        """Give the terminal another size, of which the kernel tells the program."""
        self.screen.resize(width, height)
        self._set_size(width, height)

    def signal(self, number: int) -> None:
        """Send a signal to the program."""
        self.process.send_signal(number)

    def hang_up(self) -> None:
        """Take the terminal away."""
        os.close(self.master)
        self.master = -1

    # What comes back

    def pump(self, seconds: float) -> bool:
        """Take what comes within so long; returns whether something came."""
        if self.master < 0 or not select.select([self.master], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self.master, 65536)
        except OSError:
            return False
        self.bytes += data
        self.screen.feed(self._decoder.decode(data))
        return bool(data)

    def settle(self, seconds: float = 0.15) -> None:
        """Take what comes until nothing has come for so long."""
        deadline = time.monotonic() + PATIENCE_S
        while self.pump(seconds) and time.monotonic() < deadline:
            pass

    def wait(self, what: str, is_so: Callable[[str], bool], patience_s: float = PATIENCE_S) -> str:
        """Wait until the screen is as asked; returns it."""
        begin = time.monotonic()
        while not is_so(self.screen.text()):
            if time.monotonic() - begin > patience_s:
                raise AssertionError(f"{what}: not within {patience_s} s:\n{self.screen.text()}")
            if not self.pump(0.05) and self.process.poll() is not None and not self.pump(0.05):
                raise AssertionError(
                    f"{what}: ended with {self.process.returncode}:\n{self.output()[-2000:]}"
                )
        self.took.append((what, time.monotonic() - begin))
        return self.screen.text()

    def wait_for(self, words: str, patience_s: float = PATIENCE_S) -> str:
        """Wait until some words stand on the screen; returns it."""
        return self.wait(words, lambda screen: words in screen, patience_s)

    def end(self, patience_s: float = PATIENCE_S) -> int:
        """Wait until the program has ended; returns its exit code."""
        begin = time.monotonic()
        while self.process.poll() is None:
            if time.monotonic() - begin > patience_s:
                raise AssertionError(f"still there after {patience_s} s:\n{self.screen.text()}")
            self.pump(0.02)
        while self.pump(0.05):
            pass
        self.screen.finish()
        self.took.append(("end", time.monotonic() - begin))
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.busy_s_at_end = used.ru_utime + used.ru_stime - self._busy_before
        return int(self.process.returncode)

    def output(self) -> str:
        """All that was sent to the terminal."""
        return self.bytes.decode("utf-8", "replace")

    def last_words(self) -> str:
        """What was printed after the usual screen came back, or everything where there never was another."""
        return self.output().rpartition("\x1b[?1049l")[2]

    def faults_of_terminal(self) -> list[str]:
        """What the program left in another state than it found."""
        faults = [
            f"mode {mode} is {'on' if is_on else 'off'}"
            for mode, is_on in self.screen.disturbed_modes().items()
        ]
        if self.slave >= 0 and self.master >= 0 and termios.tcgetattr(self.slave) != self._settings:
            faults.append("the terminal's settings are others")
        return faults

    def memory_mb(self) -> float:
        """The most memory that the program has had."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024

    def busy_s(self) -> float:
        """The processor's time that the program has used."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def close(self) -> None:
        """End the program, if it is still there, and give the terminal up."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
        for handle in (self.master, self.slave):
            if handle >= 0:
                os.close(handle)
        self.master = self.slave = -1

    def _set_size(self, width: int, height: int) -> None:
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
