"""What the reader did: read, star, place in each article, parts filled in by hand; with undo."""

from techdep_tui.core.state.model import Mark, Undone
from techdep_tui.core.state.state import State

__all__ = ["Mark", "State", "Undone"]
