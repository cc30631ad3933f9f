"""HTML that stands inside other text: which tags are tags, and text without them.

Only the names of real elements count, so that a stock's sign in angle brackets (`<MGM>`) stays.
"""

from __future__ import annotations

import re

from techdep_tui.core.articles.patterns import LazyPattern
from techdep_tui.core.articles.wordlists import words

_ELEMENTS = words(
    """
    a abbr address article aside audio b big blockquote body br button caption center cite code col colgroup
    dd del details dfn div dl dt em embed figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hr
    html i iframe img input ins kbd label li link main mark meta nav noscript object ol option p param
    picture pre q s samp script section select small source span strike strong style sub summary sup svg
    table tbody td textarea tfoot th thead time title tr tt u ul var video wbr
    """
)

TAG = LazyPattern(rf"</?({'|'.join(sorted(_ELEMENTS))})(?:\s[^<>]{{0,2000}})?\s?/?>", re.IGNORECASE)
"""A tag; group 1 is the element's name."""


def without_markup(text: str) -> str:
    """The text with entities undone and tags taken out."""
    text = unescaped(text)
    return TAG.without(text) if "<" in text else text


def unescaped(text: str) -> str:
    """The text with its entities undone."""
    if "&" not in text:
        return text
    from html import unescape  # the table of entities takes 4 ms to load, and most articles have none

    return unescape(text)
