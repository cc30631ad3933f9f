"""The store: the articles of a large collection in files, neither read again each time nor kept in memory.

`Store` is all that the program sees of it. Everything that takes time happens in a librarian's process.
"""

from techdep_tui.core.store.store import Store

__all__ = ["Store"]
