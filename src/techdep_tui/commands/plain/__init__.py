"""`--plain`: the main jobs as a line dialogue, for terminals and readers that cannot use a screen.

Lines go in and lines come out: the cursor is never moved and there is no colour, so that it works on a dumb
terminal, in an editor's shell, with a screen reader, and on a pipe. Every line has passed the gate, and the
only control character that is written is the newline.
"""

from techdep_tui.commands.plain.dialogue import hold_dialogue

__all__ = ["hold_dialogue"]
