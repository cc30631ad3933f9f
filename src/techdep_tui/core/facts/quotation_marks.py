"""Where quotations begin and end in a block of text: pairs of quotation marks of every sort."""

from __future__ import annotations

from collections.abc import Iterator

from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.articles.patterns import LazyPattern

_DOUBLE = LazyPattern("[\"“”„«»]|''|``")
_SINGLE = LazyPattern("['‘]")
_SINGLE_OPENING = LazyPattern(r"‘|(?<!\w)'(?=[^\W\d_])")
"""A mark that may open a quotation in single marks: most blocks have none, whatever their apostrophes."""
_OPENERS = frozenset("“„«") | {"``"}
_CLOSERS = frozenset("”»")
_BEFORE_OPENING = frozenset(" \n([{—–-/")
_ELLIPSES = ("...", "…")


def quotations(text: str, start: int, end: int, is_taken_up: bool) -> list[Span]:
    """The stretches in quotation marks of a block, marks included, in order; nested ones are left out.

    The text has one kind of apostrophe. `is_taken_up` tells that the next block begins with a mark, so that
    a quotation that nothing closes goes on there.
    """
    found = list(_in_double_marks(text, start, end, is_taken_up))
    at = start
    single: list[Span] = []
    if not found and _SINGLE_OPENING.search(text, start, end) is None:
        return found
    for span in (*found, Span(end, end)):
        single.extend(_in_single_marks(text, at, span.start))
        at = span.end
    return sorted([*found, *single]) if single else found


def opens(text: str, position: int) -> bool:
    """Whether a block that begins at a position begins with a quotation mark."""
    return text[position : position + 1] in ('"', "“", "„", "«", "‘")


def _in_double_marks(text: str, start: int, end: int, is_taken_up: bool) -> Iterator[Span]:
    """The stretches in double marks.

    A mark that can only open drops one that is open: that one was alone. What nothing closes counts where it
    opens the block, goes on in the next one, or breaks off with an ellipsis.
    """
    opened = -1
    for match in _DOUBLE.finditer(text, start, end):
        if _is_opening(text, match.start(), match.end(), match[0], opened, start):
            opened = match.start()
        elif opened >= 0:
            yield Span(opened, match.end())
            opened = -1
    if opened >= 0 and (opened == start or is_taken_up or text.endswith(_ELLIPSES, opened, end)):
        yield Span(opened, end)


def _is_opening(text: str, start: int, end: int, mark: str, opened: int, floor: int) -> bool:
    """Whether a double mark opens a quotation; `opened` is where one is open, else negative."""
    if mark in _CLOSERS:
        return False
    if mark == "“":
        return opened < 0 or text[opened] != "„"
    if mark in _OPENERS:
        return True
    is_free = start == floor or text[start - 1] in _BEFORE_OPENING
    if opened < 0:
        return is_free or not (text[start - 1].isalnum() or text[start - 1] in ".,!?'")
    return is_free and text[end : end + 1].isalnum()


def _in_single_marks(text: str, start: int, end: int) -> Iterator[Span]:
    """The stretches in single marks; an apostrophe between letters is none, nor is one before a number."""
    opened = -1
    for match in _SINGLE.finditer(text, start, end):
        position = match.start()
        before, after = text[position - 1 : position], text[position + 1 : position + 2]
        if match[0] == "‘" or (after.isalpha() and (position == start or before in _BEFORE_OPENING)):
            opened = position
        elif opened >= 0 and not after.isalnum() and not _is_possessive(text, position, end):
            yield Span(opened, position + 1)
            opened = -1


def _is_possessive(text: str, position: int, end: int) -> bool:
    """Whether a mark is that of a plural's owner, so that another mark behind it closes."""
    is_inside = text[position - 1] == "s" and text[position + 1 : position + 3].strip().islower()
    if not is_inside:
        return False
    following = _SINGLE.search(text, position + 1, min(end, position + _FURTHEST))
    return following is not None and not text[following.end() : following.end() + 1].isalnum()


_FURTHEST = 200
"""Characters behind an owner's mark in which the closing one is looked for."""
