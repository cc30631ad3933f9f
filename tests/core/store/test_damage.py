"""A cache that is damaged, foreign, full or in use costs time, and nothing else."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from queue import SimpleQueue

import pytest

from techdep_tui.core.errors import UnusableIndex
from techdep_tui.core.search.writer import IndexWriter
from techdep_tui.core.store.folder import (
    ARTICLES,
    CATALOGUE,
    FOLDERS,
    INDEX,
    REGISTER,
    Folder,
    clear_all,
    clear_old,
    folder_of,
    read_manifest,
    size_of,
    take_folder,
)
from techdep_tui.core.store.librarian import Event, Librarian
from techdep_tui.core.store.news import Failed, News, Opened, Order, Saved, Stop
from techdep_tui.core.store.shelf import ShelfError, ShelfWriter
from techdep_tui.core.store.store import Store
from techdep_tui.core.store.version import store_version
from tests.core.store.waiting import Listener, ReadersHere, added, opened, write_articles

COUNT = 6


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_articles(tmp_path / "articles", COUNT)
    return tmp_path / "articles"


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def kept(folder: Path, cache: Path) -> Path:
    """The folder of a store that is whole."""
    assert added(at_once(folder, cache)) == COUNT
    return folder_of(cache, [folder])


def at_once(folder: Path, cache: Path | None) -> list[News]:
    """What a librarian in this process tells until all is done."""
    told: list[News] = []
    events: SimpleQueue[Event] = SimpleQueue()

    def tell(news: News) -> None:
        told.append(news)
        if isinstance(news, Saved):
            events.put(Stop())

    order = Order((str(folder),), str(cache) if cache is not None else None)
    Librarian(order, events, tell, make_readers=ReadersHere).run()
    return told


def files_of(folder: Path) -> dict[str, Path]:
    """One file of each kind that a store has."""
    index = [path for path in (folder / INDEX).iterdir() if not path.name.endswith(".lock")]
    kinds = {path.suffix or path.name: path for path in index if path.stat().st_size}
    names = {name: folder / name for name in ("manifest", CATALOGUE, REGISTER)}
    return {**names, **{f"index {suffix}": path for suffix, path in kinds.items()}}


def titles(listener: Listener) -> list[str]:
    return [listener.store.get(number, entry).title for number, entry in sorted(listener.entries.items())]


def test_what_is_whole_is_used(kept: Path, folder: Path, cache: Path) -> None:
    news = at_once(folder, cache)
    assert added(news) == 0
    assert isinstance(news[0], Opened)
    assert news[0].stamp is not None


def swap_a_byte(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0x55
    path.write_bytes(data)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def replace_by_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("damage", [swap_a_byte, cut, empty, Path.unlink, replace_by_folder])
def test_a_damaged_store_is_made_anew(
    damage: Callable[[Path], None], kept: Path, folder: Path, cache: Path
) -> None:
    names = set(files_of(kept))
    assert len(names) > 5
    for name in names:
        path = files_of(kept).get(name)
        if path is None:
            continue
        damage(path)
        news = at_once(folder, cache)
        assert added(news) == COUNT, name
        assert added(at_once(folder, cache)) == 0


@pytest.mark.parametrize(
    "content", [b"", b"no database at all" * 100, b"SQLite format 3\0" + b"\xff" * 5000, None]
)
def test_a_shelf_that_is_none_is_made_anew(
    content: bytes | None, kept: Path, folder: Path, cache: Path
) -> None:
    for path in kept.glob(f"{ARTICLES}*"):
        path.unlink()
    if content is not None:
        (kept / ARTICLES).write_bytes(content)
    news = at_once(folder, cache)
    assert added(news) == (0 if content == b"" else COUNT)
    with opened([folder], cache) as listener:
        listener.until_saved()
        assert titles(listener) == [f"Plant {n} opens" for n in range(COUNT)]


def test_a_database_of_somebody_else_is_no_shelf(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "theirs")) as other, other:
        other.execute("CREATE TABLE articles (number, data)")
    with pytest.raises(ShelfError):
        ShelfWriter(tmp_path / "theirs")


def test_the_store_of_another_program_is_made_anew(
    kept: Path, folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("techdep_tui.core.store.holdings.store_version", lambda: "a later one")
    assert added(at_once(folder, cache)) == COUNT
    assert added(at_once(folder, cache)) == 0


def test_where_a_file_is_in_the_way_the_store_is_private(folder: Path, cache: Path) -> None:
    cache.write_text("in the way")
    news = at_once(folder, cache)
    assert isinstance(news[0], Opened)
    assert not Path(news[0].folder).is_relative_to(cache)
    assert added(news) == COUNT
    assert cache.read_text() == "in the way"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="who may do everything writes everywhere")
def test_where_nothing_may_be_written_the_store_is_private(kept: Path, folder: Path, cache: Path) -> None:
    kept.chmod(0o500)
    try:
        assert added(at_once(folder, cache)) == COUNT
    finally:
        kept.chmod(0o700)


@pytest.mark.parametrize(
    "place",
    ["holdings.write_whole", "holdings.ShelfWriter.put", "folder.Folder.write_manifest"],
)
def test_where_there_is_no_room_the_store_is_private(
    place: str, folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from techdep_tui.core.store import folder as folder_module
    from techdep_tui.core.store import holdings

    owner = {"holdings": holdings, "folder": folder_module}[place.split(".")[0]]
    *inner, name = place.split(".")[1:]
    for part in inner:
        owner = getattr(owner, part)
    real = getattr(owner, name)
    calls: list[object] = []

    def fail_once(*arguments: object) -> object:
        calls.append(arguments)
        if len(calls) == 1:
            raise OSError(28, "No space left on device")
        return real(*arguments)

    monkeypatch.setattr(owner, name, fail_once)
    news = at_once(folder, cache)
    folders = [Path(each.folder) for each in news if isinstance(each, Opened)]
    assert [path.is_relative_to(cache) for path in folders] == [True, False]
    assert isinstance(news[-1], Saved)
    assert added(news[news.index(Opened(str(folders[1]))) :]) == COUNT


def test_an_index_that_cannot_be_written_is_told(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise UnusableIndex("no space")

    monkeypatch.setattr(IndexWriter, "at", fail)
    news = at_once(folder, cache)
    assert news[-1] == Failed("no space")
    assert not list(cache.glob(f"{FOLDERS}/*/manifest"))


def test_a_librarian_that_is_killed_leaves_a_store_that_is_used_or_made_anew(tmp_path: Path) -> None:
    folder, cache = tmp_path / "articles", tmp_path / "cache"
    write_articles(folder, 40)
    chance = random.Random(7)
    for turn in range(20):
        write_articles(folder, 3, first=100 + turn)
        store = Store([folder], cache)
        heard = iter(store.news())
        next(heard)
        time.sleep(chance.random() * 0.25)
        os.kill(store.pid, signal.SIGKILL)
        store._is_closed = True
        for _ in heard:
            pass
        store.close()
    with opened([folder], cache) as listener:
        listener.until_saved()
        assert sorted(listener.paths) == sorted(path.name for path in folder.iterdir())
        assert len(titles(listener)) == len(listener.paths)


def test_a_librarian_that_is_killed_is_replaced_once(folder: Path, cache: Path) -> None:
    with opened([folder], cache) as listener:
        listener.until_saved()
        os.kill(listener.store.pid, signal.SIGKILL)
        news = listener.until(Opened)
        assert news == Opened(str(folder_of(cache, [folder])))
        assert added(listener.until_saved()) == COUNT
        os.kill(listener.store.pid, signal.SIGKILL)
        listener.join()
        assert isinstance(listener.until(Failed), Failed)


def test_a_program_that_is_killed_takes_the_librarian_with_it(folder: Path, cache: Path) -> None:
    with opened([folder], cache) as listener:
        listener.until(Opened)
        stdin = listener.store._child._process.stdin
        assert stdin is not None
        listener.store._is_closed = True
        stdin.close()
        listener.join()
    assert read_manifest(folder_of(cache, [folder]), store_version()) is not None


def test_a_store_is_for_the_same_paths_however_they_are_named(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder.parent)
    assert folder_of(cache, [Path("articles")]) == folder_of(cache, [folder])
    assert folder_of(cache, [folder]) != folder_of(cache, [folder / "000.txt"])


def test_all_stores_but_those_in_use_can_be_cleared(kept: Path, folder: Path, cache: Path) -> None:
    write_articles(folder.parent / "others", 1)
    assert size_of(cache) > 0
    used = take_folder(cache, [folder.parent / "others"], 0)
    assert clear_all(cache) > 0
    assert not kept.exists()
    assert used.path.exists()
    used.release()


def test_old_stores_are_those_of_paths_that_are_gone_and_those_long_unused(
    kept: Path, folder: Path, cache: Path
) -> None:
    now = time.time()
    assert clear_old(cache, store_version(), now) == 0
    assert clear_old(cache, store_version(), now + 91 * 24 * 3600) > 0
    assert added(at_once(folder, cache)) == COUNT
    folder.rename(folder.with_name("away"))
    assert clear_old(cache, store_version(), now) > 0
    assert not kept.exists()


def test_what_a_killed_librarian_left_behind_goes(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    left = take_folder(None, [folder], 0)
    Folder(left.path, left._lock_file, is_private=False).release()
    used = take_folder(None, [folder], 0)
    assert not left.path.exists()
    other = take_folder(None, [folder], 0)
    assert used.path.exists()
    for each in (used, other):
        each.release()
    assert not list((tmp_path / "temporary").iterdir())
