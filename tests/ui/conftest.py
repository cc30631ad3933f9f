"""An app of a fixed size over the seeds or a folder of its own, with an empty state."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from techdep_tui import paths
from tests.ui.driving import Room


@pytest.fixture(autouse=True)
def _no_colour_setting(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("NO_COLOR", "TMUX", "DISPLAY", "WAYLAND_DISPLAY", "STY", "SSH_CONNECTION", "SSH_TTY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "no-programs"))
    monkeypatch.setenv("TECHDEP_TUI_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.setenv("TECHDEP_TUI_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setenv("TECHDEP_TUI_CACHE_DIR", str(tmp_path / "cache"))


@pytest.fixture
def room() -> Room:
    """A room over the three built-in articles."""
    return Room([paths.builtin_articles()])


@pytest.fixture
def folder_room(tmp_path: Path) -> Room:
    """A room over a folder of small articles: `tmp_path / "articles"`."""
    folder = tmp_path / "articles"
    folder.mkdir()
    write_articles(folder, ("alpha", "beta", "gamma"))
    return Room([folder])


def write_articles(folder: Path, names: Sequence[str]) -> None:
    """Small Markdown articles, a month apart."""
    for month, name in enumerate(names, start=1):
        text = (
            f"---\ntitle: On {name}\ndate: 2025-{month:02}-05\n---\n\nFirst words on {name}.\n\nMore of it.\n"
        )
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
