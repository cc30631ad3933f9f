"""Where the names and dates of a text begin and end."""

from __future__ import annotations

from bisect import bisect_right

from techdep_tui.core.facts.model import Fact, Kind
from techdep_tui.core.facts.reading import Reading


class Index:
    """The names and dates that earlier families found, by their first and last character.

    `name_at` and `date_at` lead from where one begins to it, `name_to` and `date_to` from where it ends.
    """

    def __init__(self, reading: Reading) -> None:
        self._names = reading.facts_of(Kind.PERSON, Kind.ORG, Kind.PLACE, Kind.PRODUCT)
        self._name_starts = [fact.start for fact in self._names]
        dates = reading.facts_of(Kind.DATE)
        self.name_at = {fact.start: fact for fact in self._names}
        self.name_to = {fact.end: fact for fact in self._names}
        self.date_at = {fact.start: fact for fact in dates}
        self.date_to = {fact.end: fact for fact in dates}

    def name_over(self, position: int) -> Fact | None:
        """The name that a character belongs to."""
        i = bisect_right(self._name_starts, position) - 1
        return self._names[i] if i >= 0 and position < self._names[i].end else None
