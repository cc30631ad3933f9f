"""The reading room on the screen."""
