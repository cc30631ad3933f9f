"""Whether a hyphen at a line's end belongs to the word or only to the line.

Decided for each word by evidence in the same text, and where there is none in favour of the hyphen: a word
with a hyphen too many can still be read.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from techdep_tui.core.articles.shape import Line
from techdep_tui.core.articles.wordlists import words

_COMPOUNDING = words(
    """
    all anti based backed born bound brand built co controlled counter cross cyber driven dual east eight ex
    far fifth first five four free friendly full funded grade half hand hard heavy high home ill in inter
    issued known large last launched led left level like linked life long looking low made mid middle minded
    mini mobile more most much multi nation near new next nine non north off old on one only open oriented
    out over owned part party post pre pro produced quarter ready re related right round run scale second
    self semi seven short single six size small so soft south speed state style sub super supported term
    then third thirds three time to top two type ultra under up upon vice way well west wide worth year
    years zero
    """
)
"""Words that usually stand on one side of a real hyphen."""
_MARKS = ".,;:!?…\"'“”‘’()[]*_"
_HYPHENS = ("-", "\u2010", "\u2011")


class Hyphens:
    """Decides about the hyphens at the line ends of one text."""

    def __init__(self, source: str, lines: Sequence[Line]) -> None:
        self._source = source
        self._lines = lines

    def joint(self, line: str, following: str) -> str | None:
        """What stands between two lines of a paragraph: `None` a blank, "-" the line's hyphen, "" nothing."""
        if not line.endswith(_HYPHENS) or line[-2:-1] in ("", " ", "-"):
            return None
        left, right = _last_word(line), _first_word(following)
        if left and right:
            return "-" if self._is_real(left, right) else ""
        return "-" if following[0].isalnum() and line[-2].isalnum() else None

    def _is_real(self, left: str, right: str) -> bool:
        if not right[0].islower():
            return True
        left, right = left.lower(), right.lower()
        if self._has(f"{left}-{right}"):
            return True
        if self._has(left + right):
            return False
        if left in _COMPOUNDING or right in _COMPOUNDING or (self._has(left) and self._has(right)):
            return True
        return not self._parts_words

    def _has(self, word: str) -> bool:
        """Whether a word stands whole somewhere in the text."""
        return word in self._words

    @cached_property
    def _words(self) -> frozenset[str]:
        """The words of the text in small letters without the marks around them."""
        return frozenset(word.strip(_MARKS) for word in self._source.lower().split())

    @cached_property
    def _parts_words(self) -> bool:
        """Whether the text parts words at line ends: one stands whole elsewhere and nowhere with a hyphen."""
        for line, following in pairwise(self._lines):
            if line.text.endswith("-"):
                left, right = _last_word(line.text).lower(), _first_word(following.text)
                if (
                    left
                    and right[:1].islower()
                    and self._has(left + right)
                    and not self._has(f"{left}-{right}")
                ):
                    return True
        return False


def _last_word(line: str) -> str:
    """The letters before the hyphen that a line ends with."""
    end = start = len(line) - 1
    while start > 0 and line[start - 1].isalpha():
        start -= 1
    return line[start:end]


def _first_word(line: str) -> str:
    """The letters that a line begins with."""
    end = 0
    while end < len(line) and line[end].isalpha():
        end += 1
    return line[:end]
