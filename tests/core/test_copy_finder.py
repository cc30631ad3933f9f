"""Copies among the articles of a catalogue that grows and shrinks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from techdep_tui.core.articles.entry import Entry
from techdep_tui.core.articles.model import Part, Source
from techdep_tui.core.articles.sketch import sketch_of
from techdep_tui.core.catalogue import Catalogue
from techdep_tui.core.collection import Collection
from techdep_tui.core.copy_finder import CopyFinder
from tests.core.stories import story


def never() -> bool:
    return False


class Shelf:
    """Entries whose texts are stories, by number."""

    def __init__(self) -> None:
        self.catalogue = Catalogue()
        self.asked: list[int] = []
        self._stories: list[int] = []
        self.finder = CopyFinder(self.catalogue, self._sketch)

    def add(self, number_of_story: int, date: str = "", length: int = 0) -> int:
        count = len(self._stories)
        self._stories.append(number_of_story)
        part: Part[str] = Part(date, Source.FILE) if date else Part()
        path = Path(f"{count}.txt")
        return self.catalogue.add(
            Entry(f"id{count}", f"{count:064}", path, "Title", part, "Herald", length, 0)
        )

    def _sketch(self, number: int) -> bytes:
        self.asked.append(number)
        return sketch_of([story(self._stories[number], 100)])


def test_what_is_added_later_joins_the_copies_and_nothing_is_looked_at_twice() -> None:
    shelf = Shelf()
    for each in (1, 2, 1):
        shelf.add(each)
    assert shelf.finder.follow(never).copies_of(0) == (0, 2)
    shelf.add(2)

    assert not shelf.finder.is_up_to_date
    assert shelf.finder.follow(never).copies_of(3) == (1, 3)
    assert shelf.finder.is_up_to_date
    assert shelf.asked == [0, 1, 2, 3]


def test_what_was_removed_is_no_copy_any_more() -> None:
    shelf = Shelf()
    for each in (1, 1, 1):
        shelf.add(each)
    shelf.finder.follow(never)
    shelf.catalogue.remove(1)

    assert shelf.finder.follow(never).copies_of(0) == (0, 2)


def test_what_was_removed_before_it_was_looked_at_is_never_read() -> None:
    shelf = Shelf()
    for each in (1, 1):
        shelf.add(each)
    shelf.catalogue.remove(0)

    assert len(shelf.finder.follow(never)) == 0
    assert shelf.asked == [1]


def test_the_earliest_stands_for_the_others_then_the_longest() -> None:
    shelf = Shelf()
    shelf.add(1)
    shelf.add(1, "2025-03-02", 10)
    shelf.add(1, "2025-03-02T08:00", 20)
    shelf.add(1, "2024")

    assert shelf.finder.follow(never).copies_of(0) == (3, 2, 1, 0)


def test_a_search_for_copies_that_is_cancelled_goes_on_where_it_was() -> None:
    shelf = Shelf()
    for each in (1, 1, 1):
        shelf.add(each)
    answers = iter([False, True])

    assert len(shelf.finder.follow(lambda: next(answers))) == 0
    assert len(shelf.finder.follow(never)) == 3


def test_an_article_whose_sketch_came_with_its_entry_is_not_read() -> None:
    shelf = Shelf()
    shelf.add(1)
    shelf.catalogue.add(replace(shelf.catalogue.entry(0), id="other", sketch=sketch_of([story(1, 100)])))

    assert shelf.finder.follow(never).copies_of(0) == (0, 1)
    assert shelf.asked == [0]


def test_a_collection_finds_copies_once_it_is_loaded(tmp_path: Path) -> None:
    for name, number in (("a", 1), ("b", 2), ("c", 1)):
        (tmp_path / f"{name}.md").write_text(f"# {name} title\n\n{story(number, 100)}\n", encoding="utf-8")
    collection = Collection([tmp_path])
    collection.load()
    assert not collection.knows_copies
    collection.find_copies()

    assert collection.knows_copies
    assert list(collection.stacks.copies_of(0)) == [0, 2]


def test_copies_follow_a_folder_that_changes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.md").write_text(f"# {name} title\n\n{story(1, 100)}\n", encoding="utf-8")
    collection = Collection([tmp_path])
    collection.load()
    collection.find_copies()
    (tmp_path / "a.md").unlink()
    (tmp_path / "c.md").write_text(f"# c title\n\n{story(1, 90)}\n", encoding="utf-8")
    collection.update([tmp_path])
    collection.find_copies()

    titles = [collection.catalogue.titles[number] for number in collection.stacks.copies_of(1)]
    assert sorted(titles) == ["b title", "c title"]
