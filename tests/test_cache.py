"""The cache of large folders on the command line: `cache`, `cache clear`, `--no-cache`."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from techdep_tui import paths
from techdep_tui.cli import main
from techdep_tui.core import collection as collections
from techdep_tui.core.collection import FACTS, Collection
from techdep_tui.core.store.folder import FOLDERS, take_folder
from tests.ui.conftest import write_articles

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


@pytest.fixture(autouse=True)
def _places_and_a_small_limit(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("STATE", "CONFIG", "CACHE"):
        monkeypatch.setenv(f"TECHDEP_TUI_{name}_DIR", str(tmp_path / name.lower()))
    monkeypatch.setattr(collections, "_FEW_FILES", 0)
    monkeypatch.setattr(collections, "_MOST_FILES", 2)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    write_articles(folder, ("alpha", "beta", "gamma"))
    return folder


def kept(folder: Path) -> None:
    """Let a large folder be kept, and its facts, as the program leaves them."""
    collection = Collection([folder], paths.cache_dir)
    collection.load()
    collection.index_facts()
    collection._holding._store.close(60)  # type: ignore[union-attr]
    collection.close()


def test_an_empty_cache_says_so(run: Run) -> None:
    code, out, _ = run("cache")
    assert code == 0
    assert out.startswith("0.0 MB in ")
    assert run("cache", "clear")[0] == 0


def test_the_cache_says_where_it_is_and_how_large(run: Run, folder: Path) -> None:
    kept(folder)
    code, out, _ = run("cache", "--json")
    assert code == 0
    record = json.loads(out)
    assert record["path"] == str(paths.cache_dir())
    assert record["bytes"] > 10_000
    assert "cache clear" in run("cache")[1]


def test_clearing_the_cache_lets_folders_and_facts_go(run: Run, folder: Path) -> None:
    kept(folder)
    size = json.loads(run("cache", "--json")[1])["bytes"]
    assert (paths.cache_dir() / FACTS).exists()
    code, out, _ = run("cache", "clear", "--json")
    assert code == 0
    record = json.loads(out)
    assert 0 < record["freed"] <= size
    assert record["bytes"] == 0
    assert not list((paths.cache_dir() / FOLDERS).iterdir())
    assert not (paths.cache_dir() / FACTS).exists()


def test_a_folder_that_is_open_stays_and_that_is_said(run: Run, folder: Path) -> None:
    kept(folder)
    held = take_folder(paths.cache_dir(), [folder], 0)
    try:
        assert "stay" in run("cache", "clear")[1]
        assert (held.path / "catalogue").exists()
    finally:
        held.release()


def test_without_a_cache_nothing_is_left_on_disk(run: Run, folder: Path, tmp_path: Path) -> None:
    code, out, _ = run("list", "--in", str(folder), "--no-cache", "--json")
    assert code == 0
    assert {json.loads(line)["title"] for line in out.splitlines()} == {"On alpha", "On beta", "On gamma"}
    assert run("search", "first", "--in", str(folder), "--no-cache", "--json")[0] == 0
    assert not (tmp_path / "cache").exists()


def test_a_large_folder_is_listed_from_the_cache_as_without_it(run: Run, folder: Path) -> None:
    without = run("list", "--in", str(folder), "--no-cache", "--json")
    assert run("list", "--in", str(folder), "--json") == without
    assert run("list", "--in", str(folder), "--json") == without


def test_nothing_of_a_small_folder_is_kept(run: Run, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setattr(collections, "_MOST_FILES", 500)
    assert run("list", "--in", str(folder))[0] == 0
    assert not (paths.cache_dir() / FOLDERS).exists()


@pytest.mark.skipif(os.name == "nt", reason="modes of files")
def test_what_is_kept_is_for_the_reader_alone(folder: Path) -> None:
    kept(folder)
    with closing(Collection([folder], paths.cache_dir)):
        for place in (paths.cache_dir() / FOLDERS).iterdir():
            assert place.stat().st_mode & 0o077 == 0
