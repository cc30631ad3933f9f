"""A folder's store: what is read once is not read again, and what changes is told."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from techdep_tui.core.articles.discover import discover
from techdep_tui.core.articles.load import load
from techdep_tui.core.articles.model import Article
from techdep_tui.core.errors import ArticleNotFound
from techdep_tui.core.store.folder import ARTICLES, folder_of
from techdep_tui.core.store.news import Added, Indexed, Opened, Progress, Removed, Saved, Walked
from techdep_tui.core.store.store import Store
from tests.core.store.waiting import PATIENCE_S, Listener, added, opened, write_articles

COUNT = 12


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_articles(tmp_path / "articles", COUNT)
    return tmp_path / "articles"


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def warm(folder: Path, cache: Path) -> Iterator[Listener]:
    """A store whose files were all read before."""
    with opened([folder], cache) as first:
        first.until_saved()
    with opened([folder], cache) as listener:
        news = listener.until_saved()
        assert added(news) == 0
        assert len(listener.entries) == COUNT
        yield listener


def whole(listener: Listener) -> list[Article]:
    return [listener.store.get(number, entry) for number, entry in sorted(listener.entries.items())]


def test_a_store_holds_the_articles_that_a_load_gives(folder: Path, cache: Path) -> None:
    (folder / "007.txt").write_bytes((folder / "003.txt").read_bytes())
    (folder / "008.txt").write_bytes((folder / "003.txt").read_bytes())
    (folder / "odd.txt").write_bytes(b"\x1b[2J A title\n\nSome text.\n")
    (folder / "empty.txt").write_bytes(b"")
    loaded = list(load(discover([folder]).files))
    with opened([folder], cache) as listener:
        news = listener.until_saved()
        assert whole(listener) == [article for article in loaded if isinstance(article, Article)]
        problems = [p for each in news if isinstance(each, Added) for p in each.problems]
        assert {(p.path.name, p.is_fatal) for p in problems} == {("odd.txt", False), ("empty.txt", True)}
    assert any(article.id.endswith("-3") for article in loaded if isinstance(article, Article))


def test_news_come_in_their_order(folder: Path, cache: Path) -> None:
    with opened([folder], cache) as listener:
        kinds = [type(news) for news in listener.until_saved() if not isinstance(news, Progress)]
    assert kinds[0] is Opened
    assert kinds[-2:] == [Indexed, Saved]
    assert kinds.count(Walked) == 1
    assert Added in kinds


def test_nothing_is_read_again(warm: Listener, folder: Path) -> None:
    assert warm.paths == sorted(path.name for path in folder.iterdir())
    assert len(whole(warm)) == COUNT


def test_problems_are_told_again_though_nothing_is_read(folder: Path, cache: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    with opened([folder], cache) as listener:
        listener.until_saved()
    with opened([folder], cache) as listener:
        news = listener.until(Opened)
        assert isinstance(news, Opened)
        assert [problem.path.name for problem in news.problems] == ["empty.txt"]
        assert added(listener.until_saved()) == 0


def test_changed_added_and_removed_files_are_told_at_the_next_start(folder: Path, cache: Path) -> None:
    with opened([folder], cache) as listener:
        listener.until_saved()
    (folder / "000.txt").write_text("Another text\n\nIt is another one now.\n")
    (folder / "001.txt").unlink()
    write_articles(folder, 1, first=COUNT)
    with opened([folder], cache) as listener:
        news = listener.until_saved()
        removed = [number for each in news if isinstance(each, Removed) for number in each.numbers]
        assert sorted(removed) == [0, 1]
        assert added(news) == 2
        assert sorted(listener.paths) == sorted(path.name for path in folder.iterdir())
        assert {article.title for article in whole(listener)} > {"Another text", f"Plant {COUNT} opens"}
    with opened([folder], cache) as listener:
        assert added(listener.until_saved()) == 0
        assert len(whole(listener)) == COUNT


def test_a_file_that_was_only_touched_keeps_its_number(warm: Listener, folder: Path) -> None:
    os.utime(folder / "000.txt", ns=(1, 1))
    warm.store.update([folder / "000.txt"])
    news = warm.until_saved()
    assert not [each for each in news if isinstance(each, Added | Removed)]


def test_named_files_are_looked_at_again(warm: Listener, folder: Path) -> None:
    (folder / "000.txt").write_text("Another text\n\nIt is another one now.\n")
    (folder / "001.txt").unlink()
    (folder / "002.txt").write_text("Not named\n\nSo nobody looks.\n")
    write_articles(folder, 1, first=COUNT)
    (folder / ".hidden.txt").write_text("Hidden\n\nHidden.\n")
    warm.store.update([folder / name for name in ("000.txt", "001.txt", f"{COUNT:03}.txt")])
    news = warm.until_saved()
    assert added(news) == 2
    titles = {article.title for article in whole(warm)}
    assert {"Another text", f"Plant {COUNT} opens"} <= titles
    assert not {"Not named", "Hidden", "Plant 1 opens"} & titles
    assert any(isinstance(each, Indexed) for each in news)


def test_a_named_folder_is_walked(warm: Listener, folder: Path) -> None:
    write_articles(folder / "more", 3, first=50)
    warm.store.update([folder / "more"])
    assert added(warm.until_saved()) == 3
    for path in (folder / "more").iterdir():
        path.unlink()
    (folder / "more").rmdir()
    warm.store.update([folder / "more"])
    warm.until_saved()
    assert len(warm.entries) == COUNT


def test_without_a_name_everything_is_looked_at(warm: Listener, folder: Path) -> None:
    write_articles(folder, 2, first=COUNT)
    warm.store.update()
    assert added(warm.until_saved()) == 2


def test_a_folder_that_is_gone_for_now_takes_nothing_with_it(warm: Listener, folder: Path) -> None:
    folder.rename(folder.with_name("away"))
    warm.store.update()
    news = warm.until_saved()
    assert not [each for each in news if isinstance(each, Removed)]
    assert [problem for each in news if isinstance(each, Walked) for problem in each.skipped]


def test_two_at_once_do_not_disturb_each_other(warm: Listener, folder: Path, cache: Path) -> None:
    with opened([folder], cache) as second:
        news = second.until(Opened)
        assert isinstance(news, Opened)
        assert not Path(news.folder).is_relative_to(cache)
        assert added(second.until_saved()) == COUNT
        assert whole(second) == whole(warm)
        private = Path(news.folder)
        assert private.is_dir()
    assert not private.exists()
    assert len(whole(warm)) == COUNT


def test_without_a_cache_the_store_goes_with_the_program(folder: Path, tmp_path: Path) -> None:
    with opened([folder], None) as listener:
        news = listener.until(Opened)
        assert isinstance(news, Opened)
        assert added(listener.until_saved()) == COUNT
        assert Path(news.folder).is_dir()
    assert not Path(news.folder).exists()


def test_a_store_that_is_closed_early_goes_on_where_it_was(folder: Path, cache: Path) -> None:
    write_articles(folder, 200)
    with opened([folder], cache) as listener:
        listener.until(Added)
    with opened([folder], cache) as listener:
        kept = listener.until(Opened)
        assert isinstance(kept, Opened)
        before = len(listener.entries)
        assert before > 0
        assert added(listener.until_saved()) == 200 - before
        assert len(whole(listener)) == 200


def test_an_article_whose_shelf_is_gone_is_read_from_its_file(
    warm: Listener, folder: Path, cache: Path
) -> None:
    shelf = folder_of(cache, [folder]) / ARTICLES
    for path in shelf.parent.glob(f"{ARTICLES}*"):
        path.write_bytes(b"junk" * 5000)
    assert [article.title for article in whole(warm)] == [f"Plant {n} opens" for n in range(COUNT)]
    (folder / "004.txt").write_text("Changed\n\nSince then.\n")
    number, entry = sorted(warm.entries.items())[4]
    warm.store._shelf = None
    with pytest.raises(ArticleNotFound):
        warm.store.get(number, entry)


def test_what_was_found_broken_is_made_anew_the_next_time(folder: Path, cache: Path) -> None:
    with opened([folder], cache) as listener:
        listener.until_saved()
    shelf = folder_of(cache, [folder]) / ARTICLES
    data = bytearray(shelf.read_bytes())
    data[-20:-10] = b"0123456789"
    shelf.write_bytes(data)
    with opened([folder], cache) as listener:
        assert added(listener.until_saved()) == 0
        assert len(whole(listener)) == COUNT
    with opened([folder], cache) as listener:
        assert added(listener.until_saved()) == COUNT


def test_a_store_ends_when_the_program_is_gone(folder: Path, cache: Path) -> None:
    with opened([folder], cache) as listener:
        listener.until(Opened)
        pid = listener.store.pid
        listener.store.close(PATIENCE_S)
        deadline = time.monotonic() + PATIENCE_S
        while Path(f"/proc/{pid}").exists() and time.monotonic() < deadline:
            time.sleep(0.01)
        assert not Path(f"/proc/{pid}").exists()


def test_an_article_asked_for_before_the_store_is_open_comes_from_its_file(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened([folder], cache) as listener:
        listener.until_saved()
    monkeypatch.setattr(Store, "_open", lambda *_: None)
    with opened([folder], cache) as listener:
        kept = listener.store.kept_catalogue()
        assert kept is not None
        assert listener.store.get(0, kept[1].entry(0)).title == kept[1].entry(0).title
        listener.until_saved()
    with opened([folder], cache) as listener:
        assert added(listener.until_saved()) == 0
