"""An `Article` (and a stretch of it) becomes a citation."""
