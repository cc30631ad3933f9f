"""When two titles say the same, and what a title looks like."""

from __future__ import annotations

import re

_WORDS = re.compile(r"[^\W_]+")
_SITE = re.compile(r"\s(?:[|·•»]|::?|[-–—])\s([^|·•»:–—]{2,40})$")


def title_words(text: str) -> tuple[str, ...]:
    """The words of a title in small letters, without marks and quotation signs; apostrophes join."""
    return tuple(_WORDS.findall(text.casefold().replace("'", "").replace("’", "").replace("‘", "")))


def same_title(one: str, other: str) -> bool:
    """Whether two titles are the same but for case, marks, or the site's name behind one of them."""
    if title_words(one) == title_words(other):
        return True
    return title_words(without_site(one)) == title_words(without_site(other)) != ()


def without_site(title: str) -> str:
    """The title without what looks like a site's name behind its last bar, dash or colon."""
    match = _SITE.search(title)
    return title[: match.start()] if match and match.start() >= 12 else title
