"""The real program on a pseudo-terminal of our own: every byte recorded, nothing in between."""
