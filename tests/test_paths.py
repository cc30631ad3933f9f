"""Where the program keeps its own things."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from techdep_tui import paths
from techdep_tui.core.errors import CollectionError

PLACES = {"STATE": paths.state_dir, "CACHE": paths.cache_dir, "CONFIG": paths.config_dir}
kinds = pytest.mark.parametrize(("kind", "place"), PLACES.items(), ids=list(PLACES))


@kinds
def test_the_environment_redirects_a_place(
    kind: str, place: Callable[[], Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(f"TECHDEP_TUI_{kind}_DIR", str(tmp_path / "here"))
    assert place() == tmp_path / "here"
    assert not place().exists()


@kinds
def test_a_relative_override_is_made_absolute_at_once(
    kind: str, place: Callable[[], Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(f"TECHDEP_TUI_{kind}_DIR", "here")
    assert place() == tmp_path / "here"


@kinds
def test_an_empty_override_counts_for_nothing(
    kind: str, place: Callable[[], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(f"TECHDEP_TUI_{kind}_DIR", raising=False)
    system = place()
    monkeypatch.setenv(f"TECHDEP_TUI_{kind}_DIR", "")
    assert place() == system
    assert system.is_absolute()
    assert paths.APP_NAME in system.parts


@kinds
def test_a_place_that_cannot_be_absolute_is_nowhere(
    kind: str, place: Callable[[], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(f"TECHDEP_TUI_{kind}_DIR", raising=False)
    monkeypatch.setattr(f"platformdirs.user_{kind.lower()}_dir", lambda *_, **__: "~/.somewhere")
    assert place() == paths.NOWHERE


def test_nothing_can_be_kept_nowhere() -> None:
    with pytest.raises(OSError, match=r"\w"):
        paths.NOWHERE.mkdir(parents=True)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not let go of a working directory")
def test_a_relative_override_in_a_deleted_directory_is_nowhere(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    monkeypatch.setenv("TECHDEP_TUI_STATE_DIR", "here")
    assert paths.state_dir() == paths.NOWHERE


def test_an_override_for_an_unknown_home_is_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TECHDEP_TUI_CACHE_DIR", "~nobody-of-that-name/cache")
    assert paths.cache_dir() == paths.NOWHERE


def test_the_files_lie_in_their_directories(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TECHDEP_TUI_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.setenv("TECHDEP_TUI_CONFIG_DIR", str(tmp_path / "config"))
    assert paths.state_file().parent == tmp_path / "state"
    assert paths.settings_file() == tmp_path / "config" / "settings.yaml"


def test_the_built_in_articles_are_found_in_a_checkout() -> None:
    assert sorted(path.suffix for path in paths.builtin_articles().iterdir())


def test_the_built_in_articles_of_a_wheel_come_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    package = tmp_path / "src" / "techdep_tui"
    (package / "seeds").mkdir(parents=True)
    (tmp_path / "seeds").mkdir()
    monkeypatch.setattr(paths, "__file__", str(package / "paths.py"))
    assert paths.builtin_articles() == package / "seeds"


def test_an_installation_without_built_in_articles_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "a" / "b" / "paths.py"))
    with pytest.raises(CollectionError, match="built-in articles"):
        paths.builtin_articles()


def test_a_redirected_program_does_not_load_platformdirs(tmp_path: Path) -> None:
    script = """
import sys
from techdep_tui import paths
paths.state_dir()
sys.exit("platformdirs" in sys.modules)
"""
    environ = {**os.environ, "TECHDEP_TUI_STATE_DIR": str(tmp_path)}
    assert subprocess.run([sys.executable, "-c", script], env=environ, check=False).returncode == 0
