"""What the reader searched for: the history of queries, and searches saved to see what is new.

Each query is a value of its own, so that two windows do not overwrite each other's.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping

from techdep_tui.core.articles.decode import safe_line
from techdep_tui.core.state.state import State

MOST_QUERIES = 200
"""So many are remembered, the last ones."""

_QUERY, _SAVED = "query.", "saved."


class Searches:
    """The reader's searches, kept in the state."""

    def __init__(self, state: State, now: Callable[[], float] = time.time) -> None:
        self._state = state
        self._now = now

    def history(self) -> list[str]:
        """The queries, each once, the last one last."""
        asked = self._state.kept(_QUERY)
        return sorted(asked, key=lambda query: (_seconds(asked[query]), query))

    def remember(self, query: str) -> None:
        """Put a query to the end of the history."""
        self._state.keep(_QUERY + safe_line(query), f"{self._now():.3f}")
        for old in self.history()[:-MOST_QUERIES]:
            self._state.keep(_QUERY + old, None)

    def forget(self) -> None:
        """Forget the whole history; saved searches stay."""
        for query in self.history():
            self._state.keep(_QUERY + query, None)

    def saved(self) -> Mapping[str, frozenset[str]]:
        """The saved searches, each with the ids of the articles that it had found when it was last seen."""
        return {query: frozenset(ids.split()) for query, ids in self._state.kept(_SAVED).items()}

    def save(self, query: str, article_ids: Iterable[str]) -> None:
        """Save a search, or say of a saved one what it has found by now."""
        self._state.keep(_SAVED + safe_line(query), " ".join(article_ids))

    def unsave(self, query: str) -> None:
        """Take a search off the saved ones."""
        self._state.keep(_SAVED + query, None)


def _seconds(value: str) -> float:
    try:
        return float(value)
    except ValueError:
        return 0.0
