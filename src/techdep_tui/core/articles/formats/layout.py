"""What the paragraphs of a text without markup are, told by their looks and places.

Shared by plain text and text out of a PDF: both have a title in front, lines that speak of the article below it,
bare headings, and a site's own matter around.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from techdep_tui.core.articles.boilerplate import address_of, is_boilerplate, related_title
from techdep_tui.core.articles.bylines import read_byline, read_dateline
from techdep_tui.core.articles.model import BlockKind
from techdep_tui.core.articles.shape import Piece
from techdep_tui.core.articles.titles import same_title

_ENDS_SENTENCE = re.compile(r"[.!?…:;][\"'”’»)\]*]{0,3}$")
_ENDS_WITH_STOP = re.compile(r"[^.]\.[\"'”’»)]{0,2}$")
_ABBREVIATION = re.compile(r"\b(?:[A-Z]\.){1,4}$|\b(?:Inc|Corp|Ltd|Co|Jr|Sr|No|St|Mr|Dr|etc)\.$")
_LONGEST_TITLE = 250
_LONGEST_HEADING = 90
_MOST_HEADING_WORDS = 14


@dataclass(slots=True)
class Unit:
    """A paragraph before it is known what it is; `text` has its blanks collapsed.

    `gap` counts the blank lines before it; `is_set_apart` is true where its setting already tells that it
    belongs to the head (narrower lines below the title).
    """

    text: str
    pieces: list[Piece]
    gap: int = 0
    is_set_apart: bool = False
    kind: BlockKind = BlockKind.PARAGRAPH

    @property
    def start(self) -> int:
        """Where it begins in the source."""
        return self.pieces[0].start


def name_kinds(units: Sequence[Unit]) -> None:
    """Decide of every unit what it is, and set its `kind`."""
    body = _head(units)
    for unit in units[body:]:
        unit.kind = _aside(unit) or BlockKind.PARAGRAPH
    title = units[0].text if units and units[0].kind is BlockKind.TITLE else None
    if title:
        for unit in units[1:]:
            if (
                unit.kind is BlockKind.PARAGRAPH
                and len(unit.text) <= _LONGEST_TITLE
                and same_title(unit.text, title)
            ):
                unit.kind = BlockKind.BOILERPLATE
    for i in range(body, len(units)):
        if units[i].kind is BlockKind.PARAGRAPH and _is_heading(units, i, body):
            units[i].kind = BlockKind.HEADING


def looks_like_title(text: str) -> bool:
    """Whether the first line of a text can be its title: short, and not a sentence."""
    if len(text) > _LONGEST_TITLE or read_dateline(text):
        return False
    if _ENDS_WITH_STOP.search(text) and not _ABBREVIATION.search(text):
        return False
    return not (is_boilerplate(text) or text.startswith(("http://", "https://")))


def _head(units: Sequence[Unit]) -> int:
    """Name the units of the head; the number of the first one of the body."""
    i = 0
    has_title = False
    while i < len(units) and i < 12:
        unit = units[i]
        kind = _in_head(unit, units[i + 1 :], units[0].text if has_title else None)
        if kind is None:
            break
        unit.kind = kind
        has_title = has_title or kind is BlockKind.TITLE
        i += 1
    return i


def _in_head(unit: Unit, following: Sequence[Unit], title: str | None) -> BlockKind | None:
    """What a unit of the head is, or `None` if the body begins with it."""
    aside = _aside(unit)
    if aside:
        return aside
    if read_byline(unit.text):
        return BlockKind.BYLINE
    if title is None:
        return BlockKind.TITLE if following and looks_like_title(unit.text) else None
    if same_title(unit.text, title):
        return BlockKind.BOILERPLATE
    return BlockKind.STANDFIRST if _is_standfirst(unit, following) else None


def _is_standfirst(unit: Unit, following: Sequence[Unit]) -> bool:
    """A line below the title that is set apart, or a clause of some words without a full stop before a paragraph."""
    if unit.is_set_apart:
        return True
    words = unit.text.split()
    if not 4 <= len(words) <= 40 or len(unit.text) > 250 or _ENDS_SENTENCE.search(unit.text):
        return False
    small = sum(word[0].islower() for word in words)
    return small * 2 >= len(words) and any(len(other.text) > len(unit.text) for other in following[:2])


def _aside(unit: Unit) -> BlockKind | None:
    """What a unit is that does not belong to the article's own text, by its words alone."""
    text = unit.text
    if related_title(text):
        return BlockKind.RELATED
    if address_of(text) or is_boilerplate(text):
        return BlockKind.BOILERPLATE
    if text[:1] in "OoUuAaLlSsPpWwCc" and read_byline(text).url:
        return BlockKind.BYLINE
    return None


def _is_heading(units: Sequence[Unit], i: int, body: int) -> bool:
    """A short bare line without an end mark, before a paragraph and not among other short lines."""
    unit = units[i]
    text = unit.text
    if (
        len(text) > _LONGEST_HEADING
        or (_ENDS_SENTENCE.search(text) and not text.endswith("?"))
        or text.endswith((",", "-", "–", "—"))
    ):
        return False
    first = text[0]
    if (
        not (first.isupper() or first.isdigit() or first in "“‘\"'¿¡«")
        or len(text.split()) > _MOST_HEADING_WORDS
    ):
        return False
    if first in '"“' and text[-1] in '"”' and text.count(" ") > 6:
        return False
    if i + 1 >= len(units) or not _is_full(units[i + 1]):
        return False
    return i == body or _is_full(units[i - 1]) or units[i - 1].kind is not BlockKind.PARAGRAPH


def _is_full(unit: Unit) -> bool:
    """Whether a unit is a real paragraph: long, or a sentence."""
    return unit.kind is BlockKind.PARAGRAPH and (
        len(unit.text) > 120 or bool(_ENDS_SENTENCE.search(unit.text))
    )
