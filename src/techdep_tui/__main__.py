"""`python -m techdep_tui`."""

from techdep_tui.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
