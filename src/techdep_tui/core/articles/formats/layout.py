"""What the paragraphs of a text without markup are, told by their looks and places.

Shared by plain text and text out of a PDF: both have a title in front, lines that speak of the article below
it, bare headings, and a site's own matter around.
"""

from __future__ import annotations

from collections.abc import Sequence

from techdep_tui.core.articles.boilerplate import address_of, is_boilerplate, is_page_furniture, related_title
from techdep_tui.core.articles.bylines import read_byline, read_dateline
from techdep_tui.core.articles.marks import ends_sentence, last_mark
from techdep_tui.core.articles.model import BlockKind
from techdep_tui.core.articles.shape import Piece
from techdep_tui.core.articles.titles import same_title
from techdep_tui.core.articles.wordlists import words

_LONGEST_TITLE = 250
_LONGEST_STANDFIRST = 300
_LONGEST_HEADING = 90
_MOST_HEADING_WORDS = 14
_LONG_PARAGRAPH = 120
_MOST_HEAD_UNITS = 12
_ABBREVIATIONS = words("inc corp ltd co jr sr no st mr dr etc")


class Unit:
    """A paragraph before it is known what it is; `text` has its blanks collapsed.

    `is_title` and `is_standfirst` are true where the setting of its lines already tells so.
    """

    __slots__ = ("is_standfirst", "is_title", "kind", "pieces", "text")

    def __init__(
        self, text: str, pieces: list[Piece], is_title: bool = False, is_standfirst: bool = False
    ) -> None:
        self.text = text
        self.pieces = pieces
        self.is_title = is_title
        self.is_standfirst = is_standfirst
        self.kind = BlockKind.PARAGRAPH


def name_kinds(units: Sequence[Unit]) -> None:
    """Decide of every unit what it is, and set its `kind`."""
    body = _name_head(units)
    title = next((unit.text for unit in units[:body] if unit.kind is BlockKind.TITLE), None)
    for unit in units[body:]:
        unit.kind = _aside(unit.text, title) or BlockKind.PARAGRAPH
    for i in range(body, len(units)):
        if _is_heading(units, i, body):
            units[i].kind = BlockKind.HEADING


def looks_like_title(text: str) -> bool:
    """Whether the first line of a text can be its title: short, and not a sentence."""
    if len(text) > _LONGEST_TITLE or (last_mark(text) == "." and not _ends_with_abbreviation(text)):
        return False
    return not (is_boilerplate(text) or address_of(text) or read_dateline(text))


def _ends_with_abbreviation(text: str) -> bool:
    """Whether the full stop at the end belongs to a word such as `U.S.` or `Inc.`, or is one of three."""
    last = text.split()[-1].strip("\"'”’)")
    return "." in last[:-1] or last[:-1].lower() in _ABBREVIATIONS


def _name_head(units: Sequence[Unit]) -> int:
    """Name the units of the head; the number of the first one of the body."""
    title: str | None = None
    for i, unit in enumerate(units[:_MOST_HEAD_UNITS]):
        kind = _in_head(units, i, title)
        if kind is None:
            return i
        unit.kind = kind
        if kind is BlockKind.TITLE:
            title = unit.text
    return min(len(units), _MOST_HEAD_UNITS)


def _in_head(units: Sequence[Unit], i: int, title: str | None) -> BlockKind | None:
    """What a unit of the head is, or `None` if the body begins with it."""
    unit = units[i]
    if kind := _aside(unit.text, title):
        return kind
    if read_byline(unit.text):
        return BlockKind.BYLINE
    if title is None:
        is_title = unit.is_title or looks_like_title(unit.text)
        return BlockKind.TITLE if is_title and i + 1 < len(units) else None
    return BlockKind.STANDFIRST if unit.is_standfirst or _is_standfirst(units, i) else None


def _is_standfirst(units: Sequence[Unit], i: int) -> bool:
    """Whether a unit below the title stands before a byline, or is a clause before a longer paragraph."""
    text = units[i].text
    words = text.split()
    if not 4 <= len(words) <= 50 or len(text) > _LONGEST_STANDFIRST or last_mark(text) == ":":
        return False
    following = units[i + 1 : i + 3]
    if following and read_byline(following[0].text):
        return True
    if ends_sentence(text) or not any(len(other.text) > len(text) for other in following):
        return False
    return 2 * sum(word[0].islower() for word in words) >= len(words)


def _aside(text: str, title: str | None) -> BlockKind | None:
    """What a unit is that does not belong to the article's own text, by its words alone."""
    if related_title(text):
        return BlockKind.RELATED
    if is_page_furniture(text) or is_boilerplate(text):
        return BlockKind.BOILERPLATE
    if "://" in text and read_byline(text).url:
        return BlockKind.BYLINE
    if title and len(text) <= _LONGEST_TITLE and same_title(text, title):
        return BlockKind.BOILERPLATE
    return None


def _is_heading(units: Sequence[Unit], i: int, body: int) -> bool:
    """Whether a unit is a short bare line without an end mark before a paragraph, not among other such."""
    unit = units[i]
    text = unit.text
    if unit.kind is not BlockKind.PARAGRAPH or len(text) > _LONGEST_HEADING or not _is_bare(text):
        return False
    if i + 1 >= len(units) or not _is_full(units[i + 1]):
        return False
    return i == body or units[i - 1].kind is not BlockKind.PARAGRAPH or _is_full(units[i - 1])


def _is_bare(text: str) -> bool:
    """Whether a line reads like a heading: begins with a capital and ends with a word or a question mark."""
    first, last = text[0], last_mark(text)
    if last in tuple(".!…:;,-–—") or not (first.isupper() or first.isdigit() or first in "“‘\"'¿¡«"):
        return False
    is_speech = first in '"“' and text[-1] in '"”'
    words = text.count(" ") + 1
    return words <= (6 if is_speech else _MOST_HEADING_WORDS)


def _is_full(unit: Unit) -> bool:
    """Whether a unit is a real paragraph: long, or a sentence."""
    return unit.kind is BlockKind.PARAGRAPH and (len(unit.text) > _LONG_PARAGRAPH or ends_sentence(unit.text))
