"""Whether a hyphen at a line's end belongs to the word or only to the line.

Decided for each word by evidence in the same text, and where there is none in favour of the hyphen: a word with
a hyphen too many can still be read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from techdep_tui.core.articles.shape import Line

_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+){0,6}")
_LAST = re.compile(r"([^\W\d_]{1,40})-$")
_FIRST = re.compile(r"[^\W\d_]{1,40}")
_COMPOUNDING = frozenset(
    ["all", "anti", "based", "backed", "born", "bound", "brand", "built", "co", "controlled", "counter", "cross", "cyber", "driven", "dual", "east", "eight", "ex", "far", "fifth", "first", "five", "four", "free", "friendly", "full", "funded", "grade", "half", "hand", "hard", "heavy", "high", "home", "ill", "in", "inter", "issued", "known", "large", "last", "launched", "led", "left", "level", "like", "linked", "life", "long", "looking", "low", "made", "mid", "middle", "minded", "mini", "mobile", "more", "most", "much", "multi", "nation", "near", "new", "next", "nine", "non", "north", "off", "old", "on", "one", "only", "open", "oriented", "out", "over", "owned", "part", "party", "post", "pre", "pro", "produced", "quarter", "ready", "re", "related", "right", "round", "run", "scale", "second", "self", "semi", "seven", "short", "single", "six", "size", "small", "so", "soft", "south", "speed", "state", "style", "sub", "super", "supported", "term", "then", "third", "thirds", "three", "time", "to", "top", "two", "type", "ultra", "under", "up", "upon", "vice", "way", "well", "west", "wide", "worth", "year", "years", "zero"]
)
"""Words that usually stand on one side of a real hyphen."""


class Hyphens:
    """Decides about the hyphens at the line ends of one text."""

    def __init__(self, source: str, lines: Sequence[Line]) -> None:
        self._source = source
        self._lines = lines

    def joint(self, line: str, following: str) -> str | None:
        """What stands between two lines of a paragraph: `None` a blank, "-" the line's own hyphen, "" nothing."""
        if not line.endswith(("-", "\u2010", "\u2011")) or line.endswith((" -", "--")):
            return None
        left, right = _LAST.search(line), _FIRST.match(following)
        if not left or not right:
            return "-" if following[0].isalnum() and line[-2:-1].isalnum() else None
        return "-" if self._is_real(left[1], right[0]) else ""

    def _is_real(self, left: str, right: str) -> bool:
        if not right[0].islower():
            return True
        left, right = left.lower(), right.lower()
        with_hyphen, without = self._words[f"{left}-{right}"], self._words[left + right]
        if with_hyphen or without:
            return with_hyphen >= without
        is_left, is_right = (word in self._words or word in _COMPOUNDING for word in (left, right))
        if left in _COMPOUNDING or right in _COMPOUNDING or (is_left and is_right):
            return True
        return not self._parts_words

    @cached_property
    def _words(self) -> Counter[str]:
        """How often each word stands in the text, in small letters; parts of hyphenated words count, too."""
        words: Counter[str] = Counter()
        for word in _WORD.findall(self._source):
            folded = word.lower()
            words[folded] += 1
            if "-" in folded:
                words.update(folded.split("-"))
        return words

    @cached_property
    def _parts_words(self) -> bool:
        """Whether the text is known to part words at line ends: one stands whole elsewhere and never with the hyphen."""
        for line, following in zip(self._lines, self._lines[1:], strict=False):
            left = _LAST.search(line.text) if line.text.endswith("-") else None
            right = _FIRST.match(following.text) if left else None
            if left and right and right[0].islower():
                joined = (left[1] + right[0]).lower()
                if self._words[joined] and not self._words[f"{left[1]}-{right[0]}".lower()]:
                    return True
        return False
