"""Setting a citation: italics, quotation marks, and punctuation marks that meet.

A text under way is an ordinary string in which a few noncharacters stand for what the reader does not see:
the ends of italics and the quotation marks that have been recognised as such. Noncharacters never come from
outside (the gate of `decode` replaces them, `clean` drops them), so that a title cannot imitate them. `plain`
and `html` turn the text into what is read.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from techdep_tui.core.articles.patterns import LazyPattern

ITALIC, ROMAN = "\ufdd0", "\ufdd1"
"""The ends of a stretch in italics."""
UNCASED, CASED = "\ufdd2", "\ufdd3"
"""The ends of a stretch whose letters no style may change."""
DOUBLE_OPEN, DOUBLE_CLOSE = "\ufdd4", "\ufdd5"
SINGLE_OPEN, SINGLE_CLOSE = "\ufdd6", "\ufdd7"
STRAIGHT_OPEN, STRAIGHT_CLOSE = "\ufdd8", "\ufdd9"
"""The ends of a quotation by the marks that the text has; straight ones become what the language sets."""
CLOSERS = {DOUBLE_OPEN: DOUBLE_CLOSE, SINGLE_OPEN: SINGLE_CLOSE, STRAIGHT_OPEN: STRAIGHT_CLOSE}
"""The closing sign of each opening one."""

_SIGN = LazyPattern("[\ufdd0-\ufdef]")
_CLOSING = frozenset(CLOSERS.values())
_SIGN_OF = {"“": DOUBLE_OPEN, "‘": SINGLE_OPEN, '"': STRAIGHT_OPEN, "'": STRAIGHT_OPEN}
_SHOWN = {DOUBLE_OPEN: "“", SINGLE_OPEN: "‘"}
_OPENER_OF = {"”": "“", "’": "‘", '"': '"', "'": "'"}
_WITHIN = {"“": "‘", "‘": "“"}
_SHOWN_CLOSER = {"“": "”", "‘": "’"}
_TAGS = {"<i>": (ITALIC, ROMAN), '<span class="nocase">': (UNCASED, CASED)}
_TAG = LazyPattern(r'<(?P<closing>/?)(?P<name>i|b|sc|sub|sup|span)(?: (?:class|style)="[^"<>]{1,60}")?>')
_QUOTE = LazyPattern("[\"'“”‘’]")

_EAST_ASIAN = (
    ("\u1100", "\u11ff"),
    ("\u2e80", "\ud7ff"),
    ("\uf900", "\ufaff"),
    ("\uff00", "\uffef"),
    ("\U00020000", "\U0003ffff"),
)
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_END_OF_ITALICS = LazyPattern(f"[{ITALIC}{ROMAN}]")
_QUOTE_SIGN = LazyPattern(f"[{''.join((*CLOSERS, *CLOSERS.values()))}]")
_SWALLOWED = {".": ".", ",": ",", "!": "!.:", "?": "?.:", ":": ":.", ";": ";.:"}
"""After a mark (key), these marks are not set: "Why?" and a full stop are "Why?"."""


class Setting(NamedTuple):
    """How a language sets quotations: with double marks outside, with . and , before the closing one."""

    quotes_double: bool
    stops_inside: bool

    def quoted(self, text: str) -> str:
        """`text` in quotation marks; those within it change over when it is printed."""
        if not text:
            return ""
        opener = DOUBLE_OPEN if self.quotes_double else SINGLE_OPEN
        return f"{opener}{text}{CLOSERS[opener]}"

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
        while core and (text[core - 1] == ROMAN or text[core - 1] in _CLOSING):
            core -= 1
        last = text[core - 1] if core else ""
        if mark in _SWALLOWED.get(last, ""):
            return text + tail[1:]
        if mark in ".," and self.stops_inside:
            quote = next((i for i in range(core, len(text)) if text[i] in _CLOSING), None)
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


def without_stops(text: str) -> str:
    """`text` without full stops: "Washington, DC"."""
    return " ".join(text.replace(".", "").split())


def bare(value: object) -> str:
    """A field of a record as text on one line, without noncharacters; empty if it is no text or number."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return " ".join(_SIGN.sub("", str(value)).split())


def tagged(value: object) -> str:
    """A field of a record as a text under way in which only CSL's markup is recognised, no quotation mark."""
    text = bare(value)
    if "<" not in text:
        return text
    out, end = [], 0
    for tag, sign in _matched_tags(text):
        out += [text[end : tag.start()], sign]
        end = tag.end()
    text = "".join(out) + text[end:]
    return text if _SIGN.sub("", text).strip() else ""


def _matched_tags(text: str) -> list[tuple[re.Match[str], str]]:
    """The tags of CSL's markup that open and close something, with the signs for them; lone ones are text."""
    opened: list[re.Match[str]] = []
    matched: list[tuple[re.Match[str], str]] = []
    for tag in _TAG.finditer(text):
        if not tag["closing"]:
            opened.append(tag)
        elif opened and opened[-1]["name"] == tag["name"]:
            opener = opened.pop()
            before, after = _TAGS.get(opener[0], ("", ""))
            matched += [(opener, before), (tag, after)]
    return sorted(matched, key=lambda pair: pair[0].start())


def clean(value: object) -> str:
    """A field of a record as a text under way: markup, quotation marks and apostrophes are recognised."""
    return paired(tagged(value))


def plain(text: str, setting: Setting = AMERICAN) -> str:
    """A text under way as it is read, without italics."""
    return _SIGN.sub("", _marked(text, setting))


def html(text: str, setting: Setting = AMERICAN) -> str:
    """A text under way as HTML, with `<i>`."""
    text = _marked(text, setting).translate(_ESCAPES)
    depth = 0

    def tag(end: re.Match[str]) -> str:
        nonlocal depth
        depth += 1 if end[0] == ITALIC else -1
        return "<i>" if depth % 2 else "</i>"

    return _SIGN.sub("", _END_OF_ITALICS.sub(tag, text))


def is_east_asian(text: str) -> bool:
    """Whether `text` is Chinese, Japanese or Korean: scripts without italics, initials and capitals."""
    letters = [char for char in text if char.isalpha()]
    return bool(letters) and all(_is_east_asian(char) for char in letters)


def _is_east_asian(char: str) -> bool:
    return any(first <= char <= last for first, last in _EAST_ASIAN)


def paired(text: str) -> str:
    """`text` with signs for the quotation marks that belong together, of the same length.

    Apostrophes become typographic; a mark without its partner stays as it is.
    """
    if not _QUOTE.search(text):
        return text
    chars, opened = list(text), list[int]()
    for match in _QUOTE.finditer(text):
        at, mark = match.start(), match[0]
        if _opens(mark, text[at - 1 : at], text[at + 1 : at + 2]):
            opened.append(at)
        elif mark in '"”' or (mark in "'’" and not text[at + 1 : at + 2].isalnum()):
            _close(text, chars, opened, at)
    return "".join(chars).replace("'", "’")


def _opens(mark: str, before: str, after: str) -> bool:
    if mark in "“‘":
        return True
    return mark in "\"'" and bool(after) and not (before.isalnum() or (before and before in ".,!?)"))


def _close(text: str, chars: list[str], opened: list[int], at: int) -> None:
    """Put signs for the mark at `at` and the last opening one that fits; those between have no partner."""
    opener = _OPENER_OF[text[at]]
    while any(text[start] == opener for start in opened):
        start = opened.pop()
        if text[start] == opener:
            sign = _SIGN_OF[text[start]]
            chars[start], chars[at] = sign, CLOSERS[sign]
            return


def _marked(text: str, setting: Setting) -> str:
    """`text` with quotation marks for their signs: single within double ones, double within single ones."""
    open_marks: list[str] = []
    straight = "“" if setting.quotes_double else "‘"

    def mark(sign: re.Match[str]) -> str:
        if sign[0] in CLOSERS:
            open_marks.append(_WITHIN[open_marks[-1]] if open_marks else _SHOWN.get(sign[0], straight))
            return open_marks[-1]
        return _SHOWN_CLOSER[open_marks.pop()] if open_marks else ""

    return _QUOTE_SIGN.sub(mark, text)
