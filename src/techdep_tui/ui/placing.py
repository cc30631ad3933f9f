"""Text whose width terminals disagree on, and how the frame around it stays where it is.

A vowel sign of Hindi takes a column of its own in one terminal and none in another; what follows in the line
would shift. So the cursor is put right behind such text, whatever the terminal thinks, and the blanks at its
end are there before it, for it to grow into.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from unicodedata import category

from rich.cells import cell_len, get_character_cell_size

_DOUBTFUL: Final = re.compile(
    "[\u0600-\u0605\u06dd\u070f\u0900-\u109f\u1100-\u11ff\u135d-\u135f\u1700-\u18af\u1900-\u1cff\u200c\u200d"
    "\u2630-\u2637\u268a-\u268f\u302a-\u302f\u3248-\u324f\u4dc0-\u4dff\ua800-\uabff\ud7b0-\ud7ff\ufe00-\ufe0f"
    "\U00010a00-\U00012000\U00016f00-\U00016fff\U0001d165-\U0001d172\U0001d300-\U0001d37f]"
)
_TOKEN: Final = re.compile(
    r"\x1b\[(\d+);(\d+)H|(\x1b\[[0-?]*[ -/]*[@-~]|"
    r"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|[\x00-\x1f]|\x1b.)|([^\x00-\x1f]+)"
)


def is_doubtful(text: str) -> bool:
    """Whether terminals disagree on the width of a text."""
    return not text.isascii() and _DOUBTFUL.search(text) is not None


@lru_cache(maxsize=4096)
def most_cells(character: str) -> int:
    """The columns of a character in the terminal that gives it most."""
    cells = get_character_cell_size(character)
    return max(cells, 1) if category(character) == "Mc" else cells


def widest(text: str) -> int:
    """The columns of a text in the terminal that gives it most."""
    return len(text) if text.isascii() else max(cell_len(text), sum(map(most_cells, text)))


def placed(output: str) -> str:
    """What goes to the terminal, with the cursor put right behind all text of doubtful width."""
    if not is_doubtful(output):
        return output
    parts: list[str] = []
    row = column = 0
    for match in _TOKEN.finditer(output):
        text = match[4]
        if match[1]:
            row, column = int(match[1]), int(match[2])
        elif match[3] == "\n":
            row += 1
        elif match[3] == "\r":
            column = 1
        if text is None:
            parts.append(match[0])
            continue
        cells = cell_len(text)
        if row and column and is_doubtful(text):
            parts.append(f"{' ' * cells}\x1b[{row};{column}H{text.rstrip(' ')}\x1b[{row};{column + cells}H")
        else:
            parts.append(text)
        column += cells
    return "".join(parts)
