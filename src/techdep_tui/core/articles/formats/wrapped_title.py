"""Where a title that runs over several lines ends, when the text below it follows at once."""

from __future__ import annotations

import re
from collections.abc import Sequence

from techdep_tui.core.articles.boilerplate import is_boilerplate
from techdep_tui.core.articles.bylines import are_names, read_byline
from techdep_tui.core.articles.publishers import known_publisher
from techdep_tui.core.articles.shape import Line
from techdep_tui.core.articles.titles import same_title, share_of_small_words
from techdep_tui.core.articles.wordlists import phrases, words

_MOST_LINES = 6
_OPENERS = words(
    "a an and as at but by for from how if in it its no on so that the this to what when who why"
)
_SECTIONS = frozenset(
    phrases(
        "abstract | background | contents | executive summary | introduction | overview | summary"
        " | table of contents"
    )
)
"""Headings that stand at once below a report's title."""
_TITLE_CASE = 0.1
_SENTENCE_CASE = 0.5
"""Shares of longer words with a small first letter: below the one title case, above the other not."""


def title_end(source: str, lines: Sequence[Line], measure: int) -> int:
    """How many of the first lines are the title; 0 if the text begins at once with a paragraph.

    The lines of a title were broken at one margin, narrower than the text's. A margin is possible as long as
    no line is as wide as another one would have been with its next line's first word.
    """
    if not lines:
        return 0
    end, widest, bound = 1, len(lines[0].text), 1 << 30
    while end < len(lines) and end < _MOST_LINES and _may_continue(source, lines, end):
        line, before = lines[end], lines[end - 1]
        bound = min(bound, len(before.text) + 1 + len(line.text.partition(" ")[0]))
        widest = max(widest, len(line.text))
        if widest >= bound:
            break
        end += 1
    is_title = end < len(lines) and max(len(line.text) for line in lines[:end]) <= measure * 1.1
    return end if is_title else 0


def _may_continue(source: str, lines: Sequence[Line], i: int) -> bool:
    """Whether line `i` can belong to the title in the lines before it, by its setting and its words."""
    line = lines[i]
    if line.gap or line.indent > lines[0].indent or is_boilerplate(line.text) or read_byline(line.text):
        return False
    title = " ".join(before.text for before in lines[:i])
    if same_title(title, line.text) or line.text.startswith("![") or line.text.lower() in _SECTIONS:
        return False
    following = lines[i + 1].text if i + 1 < len(lines) else ""
    if are_names(line.text) and known_publisher(following):
        return False
    small = share_of_small_words(title)
    if small is None or title.endswith((":", ".S.", ",")):
        return True
    if small < _TITLE_CASE and " " in line.text and not any(character.isupper() for character in line.text):
        return False
    differs = small > _SENTENCE_CASE or (small < _TITLE_CASE and _is_sentence_case(line.text))
    return not (differs and _begins_anew(source, line))


def _is_sentence_case(text: str) -> bool:
    return (share_of_small_words(text) or 0) > _SENTENCE_CASE


def _begins_anew(source: str, line: Line) -> bool:
    """Whether a line's first word has a capital only for being the first: elsewhere it has none."""
    word = re.match(r"[^\W\d_]+", line.text)
    if not word or not word[0][0].isupper() or word[0].isupper():
        return False
    small = word[0].lower()
    if small in _OPENERS:
        return True
    if re.search(rf"[a-z,] {word[0]}\b", source[line.end :]):
        return False
    return re.search(rf"(?<![\w/-]){small}(?![\w/-])", source[line.end :]) is not None
