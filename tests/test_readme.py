"""What the README says is so."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from techdep_tui.commands.arguments import VERBS
from techdep_tui.ui.actions import readme_table

HERE = Path(__file__).parent.parent
README = (HERE / "README.md").read_text(encoding="utf-8")


def commands() -> list[str]:
    blocks = re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    return [
        line.removeprefix("$ ") for block in blocks for line in block.splitlines() if line.startswith("$ ")
    ]


@pytest.mark.skipif(os.name == "nt", reason="the examples are for a POSIX shell")
@pytest.mark.parametrize("command", commands())
def test_every_example_runs_and_prints_something(command: str, tmp_path: Path) -> None:
    program = tmp_path / "techdep-tui"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m techdep_tui "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    environment = {**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(command, shell=True, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


def test_the_table_of_keys_is_that_of_the_registry() -> None:
    shown = re.search(r"<!-- keys -->\n(.*?)\n?<!-- /keys -->", README, re.DOTALL)
    assert shown is not None
    assert shown[1].strip() == readme_table(), (
        "python -c 'from techdep_tui.ui.actions import *; print(readme_table())'"
    )


@pytest.mark.parametrize("verb", VERBS)
def test_the_fields_of_the_json_lines_are_those_that_the_readme_names(verb: str) -> None:
    arguments = {"show": ["003"], "search": ["Zelenograd"], "facts": ["003"], "cite": ["003"]}.get(verb, [])
    command = [sys.executable, "-m", "techdep_tui", verb, *arguments, "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    row = re.search(rf"^\| `{verb}` \| (.*) \|$", README, re.MULTILINE)
    assert row is not None
    named = set(re.findall(r"`(\w+)`", row[1]))
    for line in done.stdout.splitlines():
        fields = set(json.loads(line))
        assert fields <= named, fields - named


def test_the_command_of_the_checks_is_the_one_that_ci_runs() -> None:
    assert "<!-- check -->" in (HERE / ".ci" / "run").read_text(encoding="utf-8")
    marked = README.split("<!-- check -->")[1]
    assert re.search(r"^python3 -m venv \.venv && .*check\.py$", marked, re.MULTILINE)
