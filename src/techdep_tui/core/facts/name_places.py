"""The names of an article by where they stand: those in a stretch, those in front of a position."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.facts.cues import GRAMMAR
from techdep_tui.core.facts.model import Fact, Kind

_MOST = 400
"""Names back among which a role or body is looked for."""


class NamePlaces:
    """The names of an article in order, with its text as it is read and as it is written."""

    def __init__(self, text: str, original: str, names: Sequence[Fact]) -> None:
        self.text = text
        self.original = original
        self.names = names
        self._starts = [name.start for name in names]

    @cached_property
    def roles(self) -> dict[str, str]:
        """The roles that are written at persons' names, in lower case, by name."""
        found: dict[str, str] = {}
        for name in self.names:
            if name.kind is Kind.PERSON and (role := name.norm.get("role")):
                whole = str(name.norm.get("name"))
                found[whole] = f"{found.get(whole, '')} {role}".lower()
        return found

    @cached_property
    def times(self) -> Counter[str]:
        """How often each is named."""
        return Counter(str(name.norm.get("name")) for name in self.names)

    def within(self, start: int, end: int) -> Sequence[Fact]:
        """The names in a stretch."""
        return self.names[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def before(self, position: int) -> Sequence[Fact]:
        """The names in front of a position, those of a long article at most."""
        end = bisect_left(self._starts, position)
        return self.names[max(0, end - _MOST) : end]

    def acting(self, start: int, end: int, quotations: Sequence[Span]) -> list[Fact]:
        """The names in a stretch of a passage that are neither quoted nor somebody's whose thing it is."""
        return [name for name in self.within(start, end) if self.is_acting(name, quotations)]

    def is_acting(self, name: Fact, quotations: Sequence[Span]) -> bool:
        """Whether a name is neither quoted nor an owner's."""
        if self.text.startswith("'s", name.end):
            return False
        return not any(quoted.start < name.start < quoted.end for quoted in quotations)

    def is_governed(self, name: Fact) -> bool:
        """Whether a preposition stands in front of a name and its titles: it is no subject."""
        words = self.text[max(0, name.start - _BEFORE_NAME) : name.start].split()
        while words and (
            words[-1][0].isupper() or words[-1].endswith("'s") or words[-1] in GRAMMAR.determiners
        ):
            words.pop()
        return bool(words) and words[-1] in GRAMMAR.prepositions

    def is_subject(self, name: Fact) -> bool:
        """Whether a verb follows a name at once."""
        following = self.text[name.end : name.end + _VERB].split(" ")
        return len(following) > 1 and not following[0] and following[1] in GRAMMAR.verbs

    def words_before(self, name: Fact, start: int) -> list[str]:
        """The words from a position up to a name, in lower case and without determiners right there."""
        words = self.text[start : name.start].lower().split()
        while words and words[-1] in GRAMMAR.determiners:
            words.pop()
        return words

    def is_where(self, name: Fact, start: int) -> bool:
        """Whether a place only tells where somebody is: "the ministry in X"."""
        before = self.words_before(name, start)
        return name.kind is Kind.PLACE and before[-1:] in (["in"], ["at"], ["on"], ["near"], ["from"])

    def written(self, span: Span) -> str:
        """A description as written, without article."""
        words = " ".join(self.original[span.start : span.end].split())
        first, _, rest = words.partition(" ")
        return rest if first.lower() in ("the", "a", "an") and rest else words


def _is_title(word: str) -> bool:
    """Whether a word in front of a name may go with it: a title, an owner, a determiner."""
    return word[0].isupper() or word.endswith("'s") or word in GRAMMAR.determiners


_VERB = 16
_BEFORE_NAME = 60
"""Characters in front of a name in which its titles and a preposition may stand."""
