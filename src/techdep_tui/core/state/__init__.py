"""What the reader did: read, star, place in each article, parts filled in by hand; with undo.

`model` says what is known, `state` keeps it; only the latter needs SQLite.
"""
