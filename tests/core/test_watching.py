"""What changes in a folder is told, and only what can matter."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread, Timer

import pytest

from techdep_tui.core.articles.discover import may_concern
from techdep_tui.core.watching import NotWatchedError, watch

_PATIENCE_S = 10.0


@contextmanager
def watched(*paths: Path) -> Iterator[set[Path]]:
    """What has been told so far of changes under the paths."""
    told: set[Path] = set()
    stop, listens = Event(), Event()

    def listen() -> None:
        for changed in watch(paths, stop):
            listens.set()
            told.update(changed)

    thread = Thread(target=listen, daemon=True)
    thread.start()
    assert listens.wait(_PATIENCE_S)
    told.clear()
    try:
        yield told
    finally:
        stop.set()
        thread.join(_PATIENCE_S)
        assert not thread.is_alive()


def until(is_so: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + _PATIENCE_S
    while not is_so() and time.monotonic() < deadline:
        time.sleep(0.02)
    return is_so()


def test_a_new_a_changed_and_a_removed_file_are_told(tmp_path: Path) -> None:
    old, gone = tmp_path / "old.md", tmp_path / "gone.txt"
    old.write_text("Old")
    gone.write_text("Gone")
    with watched(tmp_path) as told:
        new = tmp_path / "new.md"
        new.write_text("New")
        old.write_text("Old, but changed")
        gone.unlink()
        assert until(lambda: {new, old, gone} <= told), told


def test_a_file_that_takes_the_place_of_another_is_told(tmp_path: Path) -> None:
    file = tmp_path / "one.md"
    file.write_text("One")
    with watched(tmp_path) as told:
        (tmp_path / "draft").write_text("Another")
        (tmp_path / "draft").replace(file)
        assert until(lambda: file in told), told


def test_files_in_a_new_folder_are_told_or_the_folder_is(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "deep").mkdir(parents=True)
    (elsewhere / "deep" / "one.md").write_text("One")
    folder = tmp_path / "articles"
    folder.mkdir()
    with watched(folder) as told:
        shutil.move(elsewhere, folder / "moved")
        assert until(lambda: bool(told & {folder / "moved", folder / "moved/deep/one.md"})), told


def test_paths_are_told_as_they_were_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "articles").mkdir()
    monkeypatch.chdir(tmp_path)
    with watched(Path("articles")) as told:
        (tmp_path / "articles" / "one.md").write_text("One")
        assert until(lambda: Path("articles/one.md") in told), told


def test_a_file_asked_for_by_name_is_told_also_when_it_is_replaced_twice(tmp_path: Path) -> None:
    file = tmp_path / "one.odd"
    file.write_text("One")
    with watched(file) as told:
        for text in ("Two", "Three"):
            told.clear()
            (tmp_path / "draft").write_text(text)
            (tmp_path / "draft").replace(file)
            assert until(lambda: told == {file}), told


def test_what_cannot_matter_is_not_told(tmp_path: Path) -> None:
    for name in (".git", "node_modules"):
        (tmp_path / name).mkdir()
    with watched(tmp_path) as told:
        for name in (".hidden.md", ".git/one.md", "node_modules/two.md", "picture.png"):
            (tmp_path / name).write_text("x")
        last = tmp_path / "last.md"
        last.write_text("x")
        assert until(lambda: last in told)
        assert told <= {last, tmp_path}


def test_only_names_below_the_folder_count(tmp_path: Path) -> None:
    folder = tmp_path / ".clippings"
    assert may_concern(folder / "one.md", [folder])
    assert not may_concern(folder / ".one.md", [folder])
    assert not may_concern(tmp_path / "one.md", [folder])


def test_a_folder_that_is_gone_cannot_be_watched(tmp_path: Path) -> None:
    stop = Event()
    timer = Timer(_PATIENCE_S, stop.set)
    timer.start()
    with pytest.raises(NotWatchedError, match="F5"):
        next(watch([tmp_path / "gone" / "deeper.md"], stop), None)
    timer.cancel()
