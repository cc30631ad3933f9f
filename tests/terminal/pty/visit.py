"""A reader's visit to a folder: every article opened, every overlay looked into; and what came of it."""

from __future__ import annotations

import time
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.terminal.hostile_corpus import HARMLESS
from tests.terminal.pty.session import Session, environment

OVERLAYS = {
    "M": "The file as it is",
    "c": "Cite:",
    "o": "Addresses in this article",
    "D": "Where the parts come from",
}
INVISIBLE = {*"\u115f\u1160\u3164\uffa0\u034f\u180e\u2028\u2029", *map(chr, range(0xFE00, 0xFE10))}
LISTED = tuple(name for text in HARMLESS.values() for name in (text.split("\n")[1].removeprefix("title: "),))


@dataclass
class Verdict:
    """What a visit showed.

    `slowest` is the longest wait for an answer, in seconds, and for what.
    """

    controls: Counter[str] = field(default_factory=Counter)
    spoofs: set[str] = field(default_factory=set)
    frames: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")
    memory_mb: float = 0.0
    terminal: list[str] = field(default_factory=list)


def visit(folder: Path, home: Path, size: tuple[int, int], articles: int, *, looks_every: int) -> Verdict:
    """Open a folder, go through its articles, look into the overlays at each `looks_every`-th, and leave."""
    verdict = Verdict()
    home.mkdir(exist_ok=True)
    with Session([str(folder)], environment(home), size=size) as session:
        _Visit(session, verdict, articles, looks_every).run()
        verdict.memory_mb = session.memory_mb()
        session.press("Q")
        code = session.end(10)
        assert code == 0, f"ended with {code}: {session.last_words()}"
        verdict.terminal = session.faults_of_terminal()
    verdict.controls = session.screen.controls
    verdict.spoofs = set(filter(is_spoof, session.screen.characters))
    answers = (
        (seconds, what)
        for what, seconds in session.took
        if what not in ("read", *(title[:11] for title in LISTED))
    )
    verdict.slowest = max(answers)
    return verdict


class _Visit:
    def __init__(self, session: Session, verdict: Verdict, articles: int, looks_every: int) -> None:
        self.session = session
        self.articles = articles
        self.verdict = verdict
        self.looks_every = looks_every

    def run(self) -> None:
        session = self.session
        session.wait("list", lambda screen: LISTED[0][:12] in screen)
        self._wait_until_read()
        session.press("g", "\r")
        session.settle(0.05)
        for number in range(1, self.articles):
            self._next()
            if number % self.looks_every == 0:
                self._look_around()
        self._open("!", "Problems:")
        session.press(*" " * 8)
        session.settle(0.05)
        self._frame()
        self._close("Problems:")
        self._search()

    def _wait_until_read(self) -> None:
        """The first file and the last one are listed, and nothing is read any more."""
        session = self.session
        session.press("g")
        for title in LISTED:
            session.wait_for(title[:11], 60)
        session.wait("read", lambda screen: "reading" not in screen.split("\n")[0], 60)
        session.settle(0.3)

    def _next(self) -> None:
        """Go to the next article; where nothing changes, the help tells whether the program is there."""
        session = self.session
        before = session.screen.text()
        begin = time.monotonic()
        session.press("J")
        while session.screen.text() == before:
            if time.monotonic() - begin > 0.7:
                self._open("?", "Help: the keys")
                self._close("Help: the keys")
                break
            session.pump(0.01)
        else:
            session.took.append(("next article", time.monotonic() - begin))
        session.settle(0.01)
        self._frame()

    def _look_around(self) -> None:
        for key, words in OVERLAYS.items():
            self._open(key, words)
            self.session.press("  ")
            self.session.settle(0.02)
            self._frame()
            self._close(words)
        self.session.press("G")
        self.session.settle(0.02)
        self._frame()

    def _search(self) -> None:
        session = self.session
        self._open("S", "Search all")
        session.press("sanctions")
        session.wait("hits", lambda screen: "hit" in screen.split("\n")[-2] or "¶" in screen)
        session.press("\x1b[B", "\x1b[6~")
        session.settle(0.05)
        self._frame()
        self._close("Search all")

    def _open(self, key: str, words: str) -> None:
        self.session.press(key)
        is_bare = self.session.screen.width < 60

        def is_open(screen: str) -> bool:
            return "Esc " in screen.split("\n")[-1] if is_bare else words in screen

        self.session.wait(f"{key} ({words})", is_open)

    def _close(self, words: str) -> None:
        self.session.press("\x1b" if words == "Search all" else "q")
        self.session.wait(
            f"closing {words}", lambda screen: words not in screen and "Esc " not in screen.split("\n")[-1]
        )

    def _frame(self) -> None:
        """Note what is wrong with the frame, once it is drawn to its end."""
        if faults_of_frame(self.session.screen.rows_by_cell()):
            self.session.settle(0.5)
            self.verdict.frames += faults_of_frame(self.session.screen.rows_by_cell())


def faults_of_frame(rows: list[list[str]]) -> list[str]:
    """Where a box that begins with a corner is not closed as a box is."""
    faults = []
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            if cell in "╔┌" and cell and x + 1 < len(row):
                faults += _faults_of_box(rows, y, x)
    return faults[:3]


def _faults_of_box(rows: list[list[str]], y: int, x: int) -> list[str]:
    right, side, end, end_right = ("╗", "║", "╚", "╝") if rows[y][x] == "╔" else ("┐", "│", "└", "┘")
    if right not in rows[y][x:]:
        return [f"the box at {x},{y} has no corner: {''.join(rows[y])}"]
    last = rows[y].index(right, x)
    for row in rows[y + 1 :]:
        ends = (row[x], row[last])
        if ends == (end, end_right):
            return []
        if ends != (side, side):
            return [f"a side of the box at {x},{y} is broken: {''.join(row)!r}"]
    return [f"the box at {x},{y} has no end"]


def is_spoof(character: str) -> bool:
    """Whether a character deceives: invisible, turns the direction, or stands for nothing."""
    if character in INVISIBLE:
        return True
    category = unicodedata.category(character)
    return category in ("Cc", "Co", "Cs", "Zl", "Zp") or (
        category == "Cf" and character not in "\u200c\u200d"
    )
