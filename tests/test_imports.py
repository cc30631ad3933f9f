"""What a fresh interpreter imports, and when."""

from __future__ import annotations

import subprocess
import sys

import pytest


def modules_after(statement: str) -> set[str]:
    code = f"{statement}\nimport sys\nprint(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return {name.split(".")[0] for name in done.stdout.split()}


@pytest.mark.parametrize(
    "module",
    [
        "techdep_tui.core.collection",
        "techdep_tui.core.facts.extract",
        "techdep_tui.core.search.index",
        "techdep_tui.core.citations.styles",
        "techdep_tui.core.state.state",
        "techdep_tui.commands.verbs",
        "techdep_tui.commands.plain",
    ],
)
def test_the_core_and_the_command_line_draw_nothing(module: str) -> None:
    assert not {"textual", "rich"} & modules_after(f"import {module}")


def test_the_first_screen_waits_neither_for_search_nor_for_the_state() -> None:
    late = {"tantivy", "rapidfuzz", "sqlite3"}
    assert not late & modules_after("import techdep_tui.ui.app")


def test_the_version_needs_no_argument_parser() -> None:
    loaded = modules_after("from techdep_tui.cli import main; main(['--version'])")
    assert not {"argparse", "textual", "tantivy"} & loaded
