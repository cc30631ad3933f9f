"""The command line: one verb a command, and the app where no verb is given."""

from techdep_tui.commands.run import run

__all__ = ["run"]
