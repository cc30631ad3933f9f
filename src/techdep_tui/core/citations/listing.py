"""How a style lists its entries: their order, and what tells works apart that would be cited alike."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import NamedTuple

from techdep_tui.core.citations.work import Work


class Order(Enum):
    """What the entries are sorted by: nothing (as they are cited), or the authors and then this."""

    CITED = 0
    TITLE = 1
    YEAR = 2
    """The year, then the title."""
    DATE = 3
    """The whole date, then the title."""


class Naming(Enum):
    """How citations name first authors of one family name."""

    SHORT = 0
    INITIALS = 1
    """With initials wherever the list has several of that name."""
    FULL = 2
    """The same, and in full where the initials are alike, too."""
    WHERE_ALIKE = 3
    """With initials only where the citations would be alike without them."""


def _nobody(_work: Work) -> str:
    return ""


class Listing(NamedTuple):
    """A style's bibliography.

    `stand_in` gives who stands in for a missing author, empty where the title leads. Works that would be
    cited alike get letters after the year with `has_letters` ("2026a"), their titles with `names_titles`.
    With `has_dashes` a dash stands for the authors of the entry before. `files_particle` says that "van der
    Veen" is filed under V; `undated_first` that works without a date come before an author's others.
    """

    order: Order = Order.CITED
    stand_in: Callable[[Work], str] = _nobody
    naming: Naming = Naming.SHORT
    has_letters: bool = False
    names_titles: bool = False
    has_dashes: bool = False
    files_particle: bool = True
    undated_first: bool = False

    @property
    def tells_apart(self) -> bool:
        """Whether the style's citations can be told apart: notes are whole, and numbers differ anyway."""
        return self.has_letters or self.names_titles
