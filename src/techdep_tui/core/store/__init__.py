"""The store: the articles of a large collection in files, so that they need not be read again nor kept in memory.

`Store` is all that the program sees of it. Everything that takes time happens in a librarian's process.
"""

from techdep_tui.core.store.store import Store

__all__ = ["Store"]
