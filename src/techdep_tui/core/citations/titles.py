"""Headline-style capitals for English titles, as APA, MLA, Chicago and OSCOLA want them.

The rule (Chicago Manual of Style 8.160, and the engines' reading of it): every word gets a capital but
articles, conjunctions and prepositions; these do, too, when they come first, last, after a colon, question
mark or exclamation mark, or begin a word with hyphens. A word that has a capital somewhere is left as it is.
"""

from __future__ import annotations

from techdep_tui.core.articles.patterns import LazyPattern
from techdep_tui.core.citations.typeset import CASED, UNCASED

_SMALL = """
a about above across afore after against al along alongside amid amidst among amongst an and apropos apud
around as aside astride at athwart atop barring before behind below beneath beside besides between beyond
but by c ca circa d' de despite down during et except for from given in inside into lest like modulo near
next nor notwithstanding of off on onto or out over per plus pro qua sans since so than the through
throughout thruout till to toward towards under underneath until unto up upon v van versus via vis-à-vis von
vs with within without yet
"""
_SMALL_WORDS = frozenset(_SMALL.split())

_WORD = LazyPattern("[^\\s\\-–—/.,;?!:\\[\\]()\"'‘’“”\ufdd0-\ufdef]+")
_FRESH_START = LazyPattern("[?!:]")
_APOSTROPHES = ("’", "'")


def headline(title: str) -> str:
    """A title (a text under way, see `typeset`) with headline-style capitals."""
    words = list(_WORD.finditer(title))
    out, end, fixed = [], 0, 0
    for i, word in enumerate(words):
        gap = title[end : word.start()]
        fixed += gap.count(UNCASED) - gap.count(CASED)
        is_first = i == 0 or bool(_FRESH_START.search(gap))
        is_opening = title[word.end() : word.end() + 1] == "-" and gap != "-"
        text = word[0]
        if (
            fixed <= 0
            and gap not in _APOSTROPHES
            and _is_raised(text, is_first or is_opening, i == len(words) - 1)
        ):
            text = text[0].upper() + text[1:]
        out += [gap, text]
        end = word.end()
    return "".join(out) + title[end:]


def _is_raised(word: str, is_first: bool, is_last: bool) -> bool:
    """Whether a word gets a capital; `is_first` in the title, after a colon or in a word with hyphens."""
    if word != word.lower():
        return False
    return is_first or (len(word) > 1 and (is_last or word not in _SMALL_WORDS))
