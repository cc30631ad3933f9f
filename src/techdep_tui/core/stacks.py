"""A list with the copies of a story folded into one row, which can be opened."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import filterfalse
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from techdep_tui.core.articles.copies import Group


@dataclass(frozen=True, slots=True)
class Folded:
    """The rows of a list, by number.

    `sizes` tells of each row that stands for several articles how many they are. `under` tells of each row of
    an open stack, but the one that stands for it, which that is; `front_of` the same of every copy that is
    listed, be it folded away or not.
    """

    rows: Sequence[int]
    sizes: Mapping[int, int] = field(default_factory=dict)
    under: Mapping[int, int] = field(default_factory=dict)
    front_of: Mapping[int, int] = field(default_factory=dict)

    @property
    def folded_away(self) -> int:
        """How many articles have no row of their own."""
        return len(self.front_of) - len(self.under)

    def row_of(self, number: int) -> int:
        """The number in the row of an article: its own, or that of the one that stands for it."""
        return number if number in self.under else self.front_of.get(number, number)


class Stacks:
    """The groups of copies in a list; never changed, so that one thread may make it and another use it.

    `rank` gives the place of an article in its group: the least stands for the others.
    """

    def __init__(self, groups: Iterable[Group] = (), rank: Callable[[int], Any] = int) -> None:
        self._group_of: dict[int, tuple[int, ...]] = {}
        for group in groups:
            numbers = tuple(sorted(group.numbers, key=rank))
            self._group_of.update(dict.fromkeys(numbers, numbers))

    def __len__(self) -> int:
        """How many articles have copies."""
        return len(self._group_of)

    def copies_of(self, number: int) -> Sequence[int]:
        """All copies of an article, itself among them, by rank; empty where there is none but itself."""
        return self._group_of.get(number, ())

    def fold(self, numbers: Sequence[int], opened: Collection[int] = ()) -> Folded:
        """The rows of a list of these numbers: one for each story, where the first of its copies stands.

        A stack is open if one of its articles is in `opened`. What a filter leaves out counts for nothing.
        """
        present = self._group_of.keys() & numbers if self._group_of else ()
        sizes: dict[int, int] = {}
        under: dict[int, int] = {}
        front_of: dict[int, int] = {}
        for number in present:
            front, *others = (each for each in self._group_of[number] if each in present)
            if number == front and others:
                sizes[front] = len(others) + 1
                front_of.update(dict.fromkeys(others, front))
                if any(each in opened for each in self._group_of[number]):
                    under.update(dict.fromkeys(others, front))
        if not front_of:
            return Folded(numbers)
        rows = array("I", filterfalse(front_of.__contains__, numbers))
        return Folded(_with_opened(rows, under), sizes, under, front_of)


def _with_opened(rows: array[int], under: Mapping[int, int]) -> array[int]:
    """Rows with those of open stacks after the ones that stand for them; few are open at a time."""
    for number, front in reversed(list(under.items())):
        rows.insert(rows.index(front) + 1, number)
    return rows
