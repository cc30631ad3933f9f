"""Setting a citation: italics, quotation marks, and punctuation marks that meet.

A text under way is an ordinary string in which a few noncharacters stand for what the reader does not see:
the ends of italics and the quotation marks that have been recognised as such. Noncharacters never come from
outside (the gate of `decode` replaces them, `clean` drops them), so that a title cannot imitate them. `plain`
and `html` turn the text into what is read.
"""

from __future__ import annotations

import re
from typing import NamedTuple

ITALIC, ROMAN = "\ufdd0", "\ufdd1"
DOUBLE_OPEN, DOUBLE_CLOSE = "\ufdd2", "\ufdd3"
SINGLE_OPEN, SINGLE_CLOSE = "\ufdd4", "\ufdd5"
CASED, UNCASED = "\ufdd6", "\ufdd7"
"""Around words whose letters no style may change: UNCASED … CASED."""

_SIGN = re.compile("[\ufdd0-\ufdef]")
_OPENERS = {DOUBLE_OPEN: 2, SINGLE_OPEN: 1}
_CLOSERS = {DOUBLE_CLOSE, SINGLE_CLOSE}
_MARKS = {1: ("‘", "’"), 2: ("“", "”")}
_TAGS = {"<i>": ITALIC, "</i>": ROMAN, '<span class="nocase">': UNCASED, "</span>": CASED}
_TAG = re.compile(r'</?(?:i|b|sc|sub|sup)>|<span class="nocase">|<span style="[^"<>]{1,40}">|</span>')
_QUOTE = re.compile("[\"'“”‘’]")

_EAST_ASIAN = (
    ("\u1100", "\u11ff"),
    ("\u2e80", "\ud7ff"),
    ("\uf900", "\ufaff"),
    ("\uff00", "\uffef"),
    ("\U00020000", "\U0003ffff"),
)
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_SWALLOWED = {".": ".", ",": ",", "!": "!.:", "?": "?.:", ":": ":.", ";": ";.:", "…": "."}
"""After a mark (key), these marks are not set: "Why?" and a full stop are "Why?"."""


class Setting(NamedTuple):
    """How a language sets quotations: with double marks outside, with . and , before the closing one."""

    quotes_double: bool
    stops_inside: bool

    def quoted(self, text: str) -> str:
        """`text` in quotation marks; those within it change over when it is printed."""
        if not text:
            return ""
        return (
            f"{DOUBLE_OPEN}{text}{DOUBLE_CLOSE}"
            if self.quotes_double
            else f"{SINGLE_OPEN}{text}{SINGLE_CLOSE}"
        )

    def join(self, delimiter: str, *parts: str) -> str:
        """The parts that are not empty, with `delimiter` between them."""
        out = ""
        for part in parts:
            if part:
                out = self.attach(out, delimiter) + part if out else part
        return out

    def attach(self, text: str, tail: str) -> str:
        """`text` and `tail`; a punctuation mark at its start merges with the one that `text` ends with.

        Before a closing quotation mark goes what the language sets there.
        """
        if not text or not tail:
            return text
        mark, core = tail[0], len(text)
        while core and (text[core - 1] == ROMAN or text[core - 1] in _CLOSERS):
            core -= 1
        last = text[core - 1] if core else ""
        if mark in _SWALLOWED.get(last, ""):
            return text + tail[1:]
        if mark in ".," and self.stops_inside:
            quote = next((i for i in range(core, len(text)) if text[i] in _CLOSERS), None)
            if quote is not None:
                return text[:quote] + mark + text[quote:] + tail[1:]
        return text + tail


AMERICAN = Setting(quotes_double=True, stops_inside=True)
BRITISH = Setting(quotes_double=False, stops_inside=False)


def italic(text: str) -> str:
    """`text` in italics; what is in italics within it becomes roman. East Asian scripts have none."""
    return f"{ITALIC}{text}{ROMAN}" if text and not is_east_asian(text) else text


def bracketed(text: str, brackets: str = "()") -> str:
    """`text` in brackets, or nothing for nothing."""
    return f"{brackets[0]}{text}{brackets[1]}" if text else ""


def capitalised(text: str) -> str:
    """`text` with its first letter as a capital, unless its first word has one already."""
    word = text.split(" ", 1)[0]
    return text[:1].upper() + text[1:] if word == word.lower() else text


def bare(value: object) -> str:
    """A field of a record as text on one line, without noncharacters; empty if it is no text or number."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return " ".join(_SIGN.sub("", str(value)).split())


def tagged(value: object) -> str:
    """A field of a record as a text under way in which only CSL's markup is recognised, no quotation mark."""
    text = bare(value)
    return _TAG.sub(lambda tag: _TAGS.get(tag[0], ""), text) if "<" in text else text


def clean(value: object) -> str:
    """A field of a record as a text under way: markup, quotation marks and apostrophes are recognised."""
    return paired(tagged(value))


def plain(text: str) -> str:
    """A text under way as it is read, without italics."""
    return _SIGN.sub("", _marked(text))


def html(text: str) -> str:
    """A text under way as HTML, with `<i>`."""
    out, depth = [], 0
    for char in _marked(text):
        if char == ITALIC:
            depth += 1
            out.append("<i>" if depth % 2 else "</i>")
        elif char == ROMAN and depth:
            out.append("</i>" if depth % 2 else "<i>")
            depth -= 1
        elif char not in (ROMAN, CASED, UNCASED):
            out.append(_ESCAPES.get(char, char))
    return "".join(out) + ("</i>" if depth % 2 else "")


def is_east_asian(text: str) -> bool:
    """Whether `text` is Chinese, Japanese or Korean: scripts without italics, initials and capitals."""
    letters = [char for char in text if char.isalpha()]
    return bool(letters) and all(_is_east_asian(char) for char in letters)


def _is_east_asian(char: str) -> bool:
    return any(first <= char <= last for first, last in _EAST_ASIAN)


def paired(text: str) -> str:
    """`text` with signs for those quotation marks that open and close; apostrophes and lone marks stay."""
    if not _QUOTE.search(text):
        return text
    chars, open_marks = list(text), list[tuple[int, int]]()
    for match in _QUOTE.finditer(text):
        at, mark = match.start(), match[0]
        kind = 2 if mark in '"“”' else 1
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        if _opens(mark, before, after):
            open_marks.append((kind, at))
        elif mark not in "“‘" and (kind == 2 or not after.isalnum()):
            _close(chars, open_marks, kind, at)
    return "".join(chars).replace("'", "’")


def _opens(mark: str, before: str, after: str) -> bool:
    if mark in "“‘":
        return True
    return mark in "\"'" and bool(after) and not (before.isalnum() or (before and before in ".,!?)"))


def _close(chars: list[str], open_marks: list[tuple[int, int]], kind: int, at: int) -> None:
    if all(opened != kind for opened, _ in open_marks):
        return
    while open_marks:
        opened, start = open_marks.pop()
        if opened == kind:
            chars[start] = DOUBLE_OPEN if kind == 2 else SINGLE_OPEN
            chars[at] = DOUBLE_CLOSE if kind == 2 else SINGLE_CLOSE
            return


def _marked(text: str) -> str:
    """`text` with quotation marks for their signs: single within double ones, double within single ones."""
    if DOUBLE_OPEN not in text and SINGLE_OPEN not in text:
        return text
    out, stack = [], list[int]()
    for char in text:
        if char in _OPENERS:
            kind = 3 - stack[-1] if stack else _OPENERS[char]
            stack.append(kind)
            out.append(_MARKS[kind][0])
        elif char in _CLOSERS and stack:
            out.append(_MARKS[stack.pop()][1])
        else:
            out.append(char)
    return "".join(out)
