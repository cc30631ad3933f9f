"""A query becomes `Hit`s."""
