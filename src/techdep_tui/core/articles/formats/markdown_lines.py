"""What a single line of Markdown is: heading, rule, fence, list item, and so on."""

from __future__ import annotations

from collections.abc import Sequence

from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.articles.patterns import LazyPattern
from techdep_tui.core.articles.shape import Line

_DEFINITION = LazyPattern(r"\[([^\[\]]{1,200})\]:[ \t]*<?(\S{1,2000}?)>?(?:[ \t]+[\"'(].{0,400}[\"')])?$")
_SILENT = LazyPattern(r"(?:\{[%{][^{}]{0,500}[%}]\}[ \t]*){1,40}$|\{:[^{}]{0,300}\}$")
_HIDDEN = LazyPattern(r"(?i)<!--|<(script|style|iframe|svg|noscript|form)\b")
_NAVIGATION = LazyPattern(r"(?:\[[^\[\]]{0,200}\]\((?!https?:)[^()\s]{0,500}\)[\s|·»/]{0,8}){1,20}$")
_CONTENTS = frozenset(("[toc]", "[[toc]]", "[[_toc_]]", "{:toc}"))
_BULLETS = "-*+•"


def heading_of(text: str) -> tuple[int, int, int] | None:
    """The level of a heading `## text ##` and where its text begins and ends in the line."""
    if text[0] != "#":
        return None
    level = len(text) - len(text.lstrip("#"))
    if level > 6 or (len(text) > level and text[level] not in " \t"):
        return None
    words = text[level:].strip()
    start = text.index(words, level) if words else len(text)
    bare = words.rstrip("#")
    if not bare or bare[-1] in " \t":
        words = bare.rstrip()
    return level, start, start + len(words)


def is_rule(text: str) -> bool:
    """Whether a line is a rule: three or more of `*`, `-` or `_`, with blanks between."""
    if text[0] not in "*-_":
        return False
    signs = text.replace(" ", "").replace("\t", "")
    return len(signs) >= 3 and not signs.strip(text[0])


def is_silent(text: str) -> bool:
    """Whether a line shows nothing: shortcodes, an attribute list, the place of a table of contents."""
    if text[0] not in "{:[":
        return False
    return text.startswith(":::") or text.lower() in _CONTENTS or _SILENT.match(text) is not None


def is_navigation(text: str) -> bool:
    """Whether a line is nothing but links to other pages of the same site."""
    return "](" in text and _NAVIGATION.match(text) is not None


def definition(text: str) -> tuple[str, str] | None:
    """The name (in small letters) and the address of a line `[name]: address`."""
    match = _DEFINITION.match(text) if text[0] == "[" and not text.startswith("[^") else None
    return (match[1].strip().lower(), match[2]) if match else None


def fence_of(text: str) -> str:
    """The signs that open a block of code, three or more; empty if a line opens none."""
    if text[0] not in "`~":
        return ""
    length = len(text) - len(text.lstrip(text[0]))
    return text[:length] if length >= 3 and "`" not in text[length:] else ""


def bullet_length(text: str) -> int:
    """How long the sign of a list item is with the blanks behind it; 0 if the line is none."""
    sign = 1 if text[0] in _BULLETS else 0
    if not sign and text[0].isdigit():
        digits = len(text) - len(text.lstrip("0123456789"))
        sign = digits + 1 if digits <= 9 and text[digits : digits + 1] in (".", ")") else 0
    if not sign or text[sign : sign + 1] not in (" ", "\t"):
        return 0
    length = len(text) - len(text[sign:].lstrip())
    return length + _task_length(text[length:])


def _task_length(text: str) -> int:
    """How long the box of a task is: `[x] `."""
    return 4 if text[:4].lower() in ("[ ] ", "[x] ") else 0


def footnote_length(text: str) -> int:
    """How long `[^1]: ` is in front of a footnote; 0 if the line is none."""
    end = text.find("]:", 2, 64) if text.startswith("[^") else -1
    return len(text) - len(text[end + 2 :].lstrip()) if end > 2 else 0


def quote_length(text: str) -> int:
    """How long the signs of a quotation are in front of a line."""
    return len(text) - len(text.lstrip("> \t"))


def is_table_rule(line: Line) -> bool:
    """Whether a line is the rule below a table's head: `|---|:--|`."""
    return line.gap == 0 and "-" in line.text and "|" in line.text and not line.text.strip("|-: \t")


def ends_paragraph(line: Line) -> bool:
    """Whether a line cannot continue a paragraph."""
    text = line.text
    if line.gap:
        return True
    if text[0].isalpha():
        return False
    return bool(
        heading_of(text)
        or text[0] == ">"
        or is_rule(text)
        or not text.strip("=")
        or not text.strip("-")
        or fence_of(text)
        or (bullet_length(text) and not text[0].isdigit())
        or text.startswith("1. ")
        or is_silent(text)
        or definition(text)
        or footnote_length(text)
    )


def visible(source: str, lines: Sequence[Line]) -> Sequence[Line]:
    """The lines without comments, scripts and the like; a line that one cuts keeps its visible ends."""
    hidden = _hidden(source, lines[0].start, lines[-1].end) if lines else []
    if not hidden:
        return lines
    seen: list[Line] = []
    i = 0
    for line in lines:
        while i < len(hidden) and hidden[i].end <= line.start:
            i += 1
        if i == len(hidden) or hidden[i].start >= line.end:
            seen.append(line)
            continue
        cut = hidden[i]
        for part in (Span(line.start, cut.start), Span(cut.end, line.end)):
            text = source[part.start : part.end].strip() if part.start < part.end else ""
            if text:
                start = source.index(text, part.start)
                seen.append(Line(text, start, start + len(text), line.gap, line.indent))
    return seen


def _hidden(source: str, start: int, end: int) -> list[Span]:
    """Comments, scripts and the like, each up to its end; one without an end is text."""
    hidden: list[Span] = []
    endless: set[str] = set()
    position = start
    while match := _HIDDEN.search(source, position, end):
        closing = f"</{match[1].lower()}>" if match[1] else "-->"
        at = -1 if closing in endless else source.find(closing, match.end(), end)
        position = match.end() if at < 0 else at + len(closing)
        if at < 0:
            endless.add(closing)
        else:
            hidden.append(Span(match.start(), position))
    return hidden
