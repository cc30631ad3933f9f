"""A file becomes an `Article`, or a `Problem`."""
