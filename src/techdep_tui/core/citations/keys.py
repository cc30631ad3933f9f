"""Citation keys: `soldatov_russias_2019`, unique in a list, of the characters a to z, 0 to 9 and _ alone."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from techdep_tui.core.articles.patterns import LazyPattern
from techdep_tui.core.citations.record import Reference
from techdep_tui.core.citations.typeset import plain
from techdep_tui.core.citations.work import Work, work_of

_CYRILLIC = "а б в г д е ё ж з и й к л м н о п р с т у ф х ц ч ш щ ъ ы ь э ю я і ї є ґ ’ '"
_IN_LATIN = "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya i i e g _ _"
_LETTERS = {
    letter: "" if latin == "_" else latin
    for letter, latin in zip(_CYRILLIC.split(), _IN_LATIN.split(), strict=True)
}
_LATIN = str.maketrans(_LETTERS | {"ß": "ss", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "þ": "th", "ı": "i"})
_WORD = LazyPattern(r"[a-z0-9]+")
_LONGEST = 50
_LIGHT_WORDS = "a an and der die das el for how in is la le les of on the to what why"
_SKIPPED = frozenset(_LIGHT_WORDS.split())


def keys(references: Sequence[Reference]) -> list[str]:
    """A key for each reference; the second one of the same name ends in `_2`."""
    taken: set[str] = set()
    out = []
    for reference in references:
        stem = key = _stem(work_of(reference.csl))
        number = 2
        while key in taken:
            key, number = f"{stem}_{number}", number + 1
        taken.add(key)
        out.append(key)
    return out


def _stem(work: Work) -> str:
    """Author (or newspaper), the title's first word of weight, year."""
    lead = _words(plain(work.authors[0].short if work.authors else work.container))
    title = _words(plain(work.title))
    weighty = [word for word in title if word not in _SKIPPED] or title
    year = str(work.issued.year) if work.issued and work.issued.year else "nodate"
    stem = "_".join([*lead[:3], *weighty[:1]])[:_LONGEST] or "source"
    return f"{stem}_{year}"


def _words(text: str) -> list[str]:
    """The words in small Latin letters without accents; other scripts than Latin and Cyrillic give none."""
    text = text.lower().translate(_LATIN)
    bare = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return _WORD.words(bare)
