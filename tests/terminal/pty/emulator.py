"""What a terminal would show and which modes it would be in, after the bytes that a program sent.

A plain terminal, on purpose: a character is as wide as Unicode's tables say, one by one. What draws a family
of emoji as one picture, and what draws four, must both keep the frame.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from functools import lru_cache

_TOKEN = re.compile(
    r"\x1b\[([0-?]*)([ -/]*)([@-~])"  # CSI
    r"|\x1b([\]PX^_])(.*?)(?:\x07|\x1b\\)"  # OSC, DCS, SOS, PM, APC
    r"|\x1b([ -/]*)([0-~])"  # other escapes
    r"|([\x00-\x1a\x1c-\x1f\x7f-\x9f])"
    r"|([^\x00-\x1f\x7f-\x9f]+)",
    re.DOTALL,
)

USUAL_MODES = {"7": True, "25": True}
"""The private modes that are on in a terminal at rest; all others are off."""


class Emulator:
    """A screen of cells, a cursor, and the private modes that were set."""

    def __init__(self, width: int, height: int) -> None:
        self.controls: Counter[str] = Counter()
        """Every control sequence by its kind: `SGR`, `CUP`, `?1049h`, `OSC 52`, `C0 07` …"""
        self.characters: set[str] = set()
        """Every character that was shown."""
        self.modes: dict[str, bool] = {}
        self.keyboard_flags = 0
        self._pending = ""
        self.resize(width, height)

    def resize(self, width: int, height: int) -> None:
        """Begin with an empty screen of another size."""
        self.width, self.height = width, height
        self._cells = [[" "] * width for _ in range(height)]
        self._x = self._y = 0

    def feed(self, text: str) -> None:
        """Take more of what the program sent."""
        text = self._pending + text
        self._pending = ""
        at = 0
        while at < len(text):
            match = _TOKEN.match(text, at)
            if match is None or (match[6] is not None and match[7] in "[]PX^_"):
                self._pending = text[at:]
                return
            self._take(match)
            at = match.end()

    def finish(self) -> None:
        """Count what was begun and never ended, such as an OSC without its end."""
        if self._pending:
            self.controls[f"unfinished {self._pending[:12]!r}"] += 1

    def rows(self) -> list[str]:
        """The lines of the screen; the right half of a wide character is left out."""
        return ["".join(row) for row in self._cells]

    def text(self) -> str:
        """The screen as one string."""
        return "\n".join(self.rows())

    def rows_by_cell(self) -> list[list[str]]:
        """The lines of the screen, cell by cell; "" is the right half of a wide character."""
        return self._cells

    def disturbed_modes(self) -> dict[str, bool]:
        """The private modes that are not as in a terminal at rest."""
        return {
            mode: is_on for mode, is_on in self.modes.items() if is_on is not USUAL_MODES.get(mode, False)
        } | ({"keyboard": True} if self.keyboard_flags else {})

    def _take(self, match: re.Match[str]) -> None:
        parameters, intermediate, final, string, content, _, escape, control, shown = match.groups()
        if final is not None:
            self._csi(parameters, intermediate, final)
        elif string is not None:
            kind = {"]": "OSC", "P": "DCS", "X": "SOS", "^": "PM", "_": "APC"}[string]
            self.controls[f"{kind} {re.split('[;:]', content, maxsplit=1)[0][:8]}"] += 1
        elif escape is not None:
            self.controls[f"ESC {match[6]}{escape}"] += 1
        elif control is not None:
            self._control(control)
        else:
            self._show(shown)

    def _csi(self, parameters: str, intermediate: str, final: str) -> None:
        if parameters.startswith("?") and final in "hl" and not intermediate:
            for mode in parameters[1:].split(";"):
                self.controls[f"?{mode}{final}"] += 1
                self.modes[mode] = final == "h"
            if "1049" in parameters:
                self.resize(self.width, self.height)
            return
        if final == "u" and parameters[:1] in ("<", ">"):
            self.keyboard_flags += 1 if parameters[0] == ">" else -1
        act: Callable[[list[int]], None] | None = None
        if not intermediate and re.fullmatch(r"[\d;]*", parameters):
            act = {"H": self._move, "J": self._erase, "K": self._erase_line}.get(final)
        name = {"H": "CUP", "m": "SGR"}.get(final)
        self.controls[name or f"CSI {parameters}{intermediate}{final}"] += 1
        if act is not None:
            act([int(number or 0) for number in parameters.split(";")])

    def _move(self, numbers: list[int]) -> None:
        row, column = (*numbers, 0, 0)[:2]
        self._y = min(max(row - 1, 0), self.height - 1)
        self._x = min(max(column - 1, 0), self.width - 1)

    def _erase(self, _numbers: list[int]) -> None:
        self._cells = [[" "] * self.width for _ in range(self.height)]

    def _erase_line(self, _numbers: list[int]) -> None:
        self._cells[self._y][self._x :] = [" "] * (self.width - self._x)

    def _control(self, control: str) -> None:
        if control == "\n":
            self._y = min(self._y + 1, self.height - 1)
        elif control == "\r":
            self._x = 0
        elif control == "\b":
            self._x = max(self._x - 1, 0)
        self.controls[f"C{0 if control < chr(0x80) else 1} {ord(control):02x}"] += 1

    def _show(self, text: str) -> None:
        self.characters.update(text)
        row = self._cells[self._y]
        for character in text:
            width = width_of(character)
            if not width:
                continue
            at = min(self._x, self.width - 1)  # lines do not wrap
            row[at] = character
            if width == 2 and at + 1 < self.width:
                row[at + 1] = ""
            self._x = min(at + width, self.width)


@lru_cache(maxsize=65536)
def width_of(character: str) -> int:
    """The columns of one character by itself, as `wcwidth` has it."""
    if unicodedata.category(character) in ("Mn", "Me", "Cf") or "\u1160" <= character <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
