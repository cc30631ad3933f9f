"""Messages between this program and processes of its own: bytes with their length in front, over pipes.

Each process is a Python of its own that works off its standard input and ends when that does, also when this
program is killed. `multiprocessing` would hand it both ends of the pipes: it would outlive its parent.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from threading import Thread
from typing import IO, Final

LENGTH_BYTES: Final = 8
_PATIENCE_S = 1.0
_SOME_BYTES = 65536


class ProcessGoneError(Exception):
    """The other process cannot be had, or is there no longer."""


class Child:
    """A process of our own: messages in, messages out."""

    def __init__(self, program: str, arguments: Sequence[str] = ()) -> None:
        """Start Python with a program text; raises `ProcessGoneError` where that cannot be."""
        environment = dict(os.environ, PYTHONPATH=os.pathsep.join(filter(None, sys.path)))
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-c", program, *arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment,
                start_new_session=True,
            )
        except (OSError, ValueError) as error:
            raise ProcessGoneError(str(error)) from error

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    def send(self, data: bytes) -> None:
        """Hand over a message; raises `ProcessGoneError`."""
        assert self._process.stdin is not None
        try:
            write_message(self._process.stdin, data)
        except (OSError, ValueError) as error:
            raise ProcessGoneError(str(error)) from error

    def receive(self) -> bytes:
        """Wait for the next message; raises `ProcessGoneError`."""
        assert self._process.stdout is not None
        try:
            return read_message(self._process.stdout)
        except (OSError, ValueError, EOFError) as error:
            raise ProcessGoneError(str(error)) from error

    def kill(self) -> None:
        """End the process, in the middle of what it does; who waits for a message hears of it."""
        self._process.kill()

    def end(self, patience_s: float) -> None:
        """Let the process finish by itself; it is waited for so long at most, and then goes on alone."""
        with suppress(OSError):
            if self._process.stdin is not None:
                self._process.stdin.close()
        farewell = Thread(target=self._see_off, daemon=True, name="farewell")
        farewell.start()
        farewell.join(patience_s)

    def _see_off(self) -> None:
        """Take what the process still has to say, lest it waits for ever to be heard, until it has ended."""
        with suppress(OSError, ValueError):
            if self._process.stdout is not None:
                while self._process.stdout.read(_SOME_BYTES):
                    pass
                self._process.stdout.close()
        self._process.wait()

    def close(self) -> None:
        """End the process and let go of its pipes; not while another thread waits for a message."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_PATIENCE_S)


def write_message(pipe: IO[bytes], data: bytes) -> None:
    """Write a message, and let it go at once; raises OSError."""
    pipe.write(len(data).to_bytes(LENGTH_BYTES, "big") + data)
    pipe.flush()


def read_message(pipe: IO[bytes]) -> bytes:
    """Wait for a message; raises EOFError where there are no more, and OSError."""
    return _exactly(pipe, int.from_bytes(_exactly(pipe, LENGTH_BYTES), "big"))


def _exactly(pipe: IO[bytes], length: int) -> bytes:
    data = b"".join(_pieces(pipe, length))
    if len(data) < length:
        raise EOFError
    return data


def _pieces(pipe: IO[bytes], length: int) -> Iterator[bytes]:
    while length > 0 and (piece := pipe.read(length)):
        length -= len(piece)
        yield piece
