"""Text in lines of a given width, every line knowing its characters.

Neither textwrap nor Textual's wrapping say which characters a line holds, and both are slow on long texts.
"""

from __future__ import annotations

from collections.abc import Iterator

from techdep_tui.ui.placing import most_cells, widest


def wrap(text: str, start: int, end: int, width: int, indent: int = 0) -> Iterator[tuple[int, int]]:
    """Break `text[start:end]` into lines of at most `width` cells; yields each line's (start, end).

    The first line is `indent` cells shorter. Lines break at blanks, between wide characters, and inside a
    word only where it is longer than a line. Blanks at a break belong to no line. Line breaks in the text
    are kept.
    """
    width = max(width, 1)
    room = max(width - indent, 1)
    for line_start, line_end in _physical_lines(text, start, end):
        if text[line_start:line_end].isascii():
            yield from _wrap_ascii(text, line_start, line_end, width, room)
        else:
            yield from _wrap_cells(text, line_start, line_end, width, room)
        room = width


def fit(text: str, width: int) -> str:
    """`text` cut to `width` cells, with an ellipsis where something was cut."""
    if widest(text) <= width:
        return text
    if width < 1:
        return ""
    used = 0
    for i, character in enumerate(text):
        used += most_cells(character)
        if used > width - 1:
            return text[:i].rstrip() + "…"
    return text


def _physical_lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while True:
        newline = text.find("\n", start, end)
        if newline < 0:
            yield start, end
            return
        yield start, newline
        start = newline + 1


def _wrap_ascii(text: str, start: int, end: int, width: int, room: int) -> Iterator[tuple[int, int]]:
    while end - start > room:
        at = text.rfind(" ", start, start + room + 1)
        if at <= start:
            at = start + room
        yield start, at
        start = at
        while start < end and text[start] == " ":
            start += 1
        room = width
        if start >= end:
            return
    yield start, end


def _wrap_cells(text: str, start: int, end: int, width: int, room: int) -> Iterator[tuple[int, int]]:
    used = 0
    break_at = -1
    position = start
    while position < end:
        size = most_cells(text[position])
        if used + size > room and position > start and size:
            at = break_at if break_at > start else position
            if text[position] == " " or size == 2:
                at = position
            yield start, _without_blanks(text, start, at)
            start = at
            while start < end and text[start] == " ":
                start += 1
            position, used, break_at, room = start, 0, -1, width
            continue
        if text[position] == " " or (size == 2 and position > start):
            break_at = position
        used += size
        position += 1
    if start < end or used == 0:
        yield start, end


def _without_blanks(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] == " ":
        end -= 1
    return end
