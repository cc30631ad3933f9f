"""A reading room in the terminal for people who follow a topic through articles."""

__version__ = "0.1.0"
