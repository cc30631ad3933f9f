"""When two titles say the same, and how a title is written."""

from __future__ import annotations

from techdep_tui.core.articles.patterns import LazyPattern

_WORDS = LazyPattern(r"[^\W_]+")
_SITE_MARKS = (" | ", " - ", " – ", " — ", " :: ", " : ", " · ", " • ", " » ")
_LONGEST_SITE = 40
_SHORTEST_TITLE = 12
_APOSTROPHES = str.maketrans("", "", "'’‘")


def title_words(text: str) -> list[str]:
    """The words of a title in small letters, without marks and quotation signs; apostrophes join."""
    return _WORDS.words(text.casefold().translate(_APOSTROPHES))


def same_title(one: str, other: str) -> bool:
    """Whether two titles are the same but for case, marks, or the site's name behind one of them."""
    if abs(len(one) - len(other)) > _LONGEST_SITE + 5 or _first_letter(one) != _first_letter(other):
        return False
    if title_words(one) == title_words(other):
        return True
    first, second = without_site(one), without_site(other)
    return (first != one or second != other) and title_words(first) == title_words(second)


def _first_letter(text: str) -> str:
    return next((character.casefold() for character in text if character.isalnum()), "")


def without_site(title: str) -> str:
    """The title without what looks like a site's name behind its last bar, dash or colon."""
    at = max(title.rfind(mark) for mark in _SITE_MARKS)
    return title[:at] if at >= max(_SHORTEST_TITLE, len(title) - _LONGEST_SITE) else title


def share_of_small_words(title: str) -> float | None:
    """Which part of a title's longer words but the first begins with a small letter; `None` if there are few.

    Near 0 the title is in title case, above a half in sentence case.
    """
    words = [word for word in _WORDS.words(title)[1:] if len(word) >= 4 and not word[0].isdigit()]
    return sum(word[0].islower() for word in words) / len(words) if len(words) >= 3 else None
