"""Pages of a newspaper: "B4", "3-5", "12, 14"."""

from __future__ import annotations

import re

from techdep_tui.core.articles.patterns import LazyPattern

_RANGE = LazyPattern(r"(?<![\w-])([A-Za-z]{0,3})(\d{1,6})\s?[-–—]\s?([A-Za-z]{0,3})(\d{1,6})(?![\w-])")
_SEPARATORS = "-–—,&"


def has_several_pages(page: str) -> bool:
    """Whether a page field names more than one page."""
    return any(sign in page for sign in _SEPARATORS)


def first_page(page: str) -> str:
    """The first of the pages that a page field names."""
    end = next((i for i, char in enumerate(page) if char in _SEPARATORS), len(page))
    return page[:end].strip() or page


def labelled(page: str) -> str:
    """ "p. B4", "pp. 3–5"; empty for none."""
    return f"{'pp.' if has_several_pages(page) else 'p.'} {page}" if page else ""


def ranged(page: str, digits: int = 6) -> str:
    """A page field with en dashes in its ranges.

    Of the digits that the last page shares with the first, those before the last `digits` are left out:
    "101–108" is "101–08" with 2 and "101–8" with 1.
    """
    return _RANGE.sub(lambda match: _written(match, digits), page)


def ranged_as_in_chicago(page: str) -> str:
    """A page field with its ranges drawn together as the Chicago Manual does (9.63).

    All digits below 100 and after a multiple of 100, the changed part from 101 to 109 and so on, else two at
    least: "71–72", "100–104", "101–8", "321–28".
    """
    return _RANGE.sub(lambda match: _written(match, _digits_in_chicago(match[2])), page)


def _digits_in_chicago(first: str) -> int:
    rest = int(first) % 100
    if len(first) < 3 or not rest:
        return len(first)
    return 1 if rest < 10 else 2


def _written(match: re.Match[str], digits: int) -> str:
    before, first, before_last, last = match.groups()
    if digits < len(last) == len(first) and before == before_last:
        shared = next((i for i in range(len(first)) if first[i] != last[i]), 0)
        last = last[min(shared, len(last) - digits) :]
    if digits < 6 and before == before_last:
        before_last = ""
    return f"{before}{first}–{before_last}{last}"
