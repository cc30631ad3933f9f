"""The catalogue: entries by number, what is counted of them, and their bytes, damaged ones included."""

from __future__ import annotations

import threading
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from techdep_tui.core.articles.decode import safe_line
from techdep_tui.core.articles.entry import Entry
from techdep_tui.core.articles.model import Part, Source
from techdep_tui.core.articles.sketch import LENGTH, NO_SKETCH, sketch_of
from techdep_tui.core.catalogue import Catalogue, UnreadableCatalogueError
from techdep_tui.core.errors import ArticleNotFound

DATED = Part("2025-03-01", Source.FILE, "front matter, line 3")
INFERRED = Part("2024/2025", Source.INFERRED, "a year in the text")


SKETCH = sketch_of([" ".join(f"word{n}" for n in range(50))])


def entry(
    name: str, *, date: Part[str] = DATED, digest: str = "", title: str = "", sketch: bytes = b""
) -> Entry:
    """An entry that goes by one name."""
    path = Path("articles") / f"{name}.md"
    return Entry(name, digest or name * 4, path, title or f"On {name}", date, "Herald", 400, 0, sketch)


def catalogue_of(*entries: Entry) -> Catalogue:
    catalogue = Catalogue()
    for each in entries:
        catalogue.add(each)
    return catalogue


def test_an_entry_is_had_back_by_its_number_and_by_its_id() -> None:
    one, two = entry("one"), entry("two", date=Part())
    catalogue = Catalogue()
    assert [catalogue.add(one), catalogue.add(two)] == [0, 1]
    assert [catalogue.entry(0), catalogue.entry(1)] == [one, two] == list(catalogue.entries())
    assert catalogue.number_of("two") == 1
    assert catalogue.entry_of("two") == two
    assert (len(catalogue), catalogue.end, list(catalogue.numbers())) == (2, 2, [0, 1])


def test_what_is_removed_leaves_a_gap_and_its_number_is_not_given_again() -> None:
    catalogue = catalogue_of(entry("one"), entry("two"), entry("three"))
    catalogue.remove(1)
    assert catalogue.add(entry("four")) == 3
    assert list(catalogue.numbers()) == [0, 2, 3]
    assert list(catalogue.numbers(2)) == [2, 3]
    assert [catalogue.is_live(number) for number in range(-1, 5)] == [False, True, False, True, True, False]
    assert (len(catalogue), "two" in catalogue, "four" in catalogue) == (3, False, True)
    with pytest.raises(ArticleNotFound):
        catalogue.number_of("two")
    with pytest.raises(ArticleNotFound):
        catalogue.remove(1)
    assert catalogue.entry(1).title == "On two"  # who still shows the row can draw it


def test_a_number_that_was_never_given_is_no_article() -> None:
    for number in (-1, 1):
        with pytest.raises(ArticleNotFound):
            catalogue_of(entry("one")).entry(number)


def test_an_entry_with_the_id_of_another_takes_its_place() -> None:
    catalogue = catalogue_of(entry("one"), entry("one", title="Once more"))
    assert [each.title for each in catalogue.entries()] == ["Once more"]
    assert catalogue.number_of("one") == 1


def test_entries_without_a_date_in_the_file_are_counted_through_every_change() -> None:
    catalogue = catalogue_of(entry("one"), entry("two", date=Part()), entry("three", date=INFERRED))
    assert catalogue.undated == 2
    catalogue.set_date(1, INFERRED)
    assert (catalogue.undated, catalogue.entry(1).date) == (2, INFERRED)
    catalogue.set_date(2, DATED)
    assert catalogue.undated == 1
    catalogue.remove(1)
    catalogue.set_date(1, DATED)
    assert catalogue.undated == 0
    assert catalogue.entry(1).date == INFERRED
    assert list(catalogue.moved) == [1, 2, 1]


def test_live_entries_are_found_by_digest_and_by_path() -> None:
    catalogue = catalogue_of(entry("one", digest="d"), entry("two", digest="d"), entry("three"))
    catalogue.add(entry("four", digest="d"))
    assert list(catalogue.with_digest("d")) == [0, 1, 3]
    assert list(Catalogue.from_bytes(catalogue.as_bytes()).with_digest("d")) == [0, 1, 3]
    catalogue.remove(1)
    assert list(catalogue.with_digest("d")) == [0, 3]
    catalogue.remove(0)
    assert list(catalogue.with_digest("d")) == [3]
    catalogue.remove(3)
    assert list(catalogue.with_digest("d")) == []
    assert list(catalogue.with_digest("three" * 4)) == [2]
    assert list(catalogue.with_path(Path("articles") / "three.md")) == [2]
    assert list(catalogue.with_path(Path("articles") / "two.md")) == []
    assert list(catalogue.live([2, 0, 1])) == [2]


def test_who_reads_while_another_thread_adds_and_removes_sees_whole_entries() -> None:
    catalogue, is_done = Catalogue(), threading.Event()

    def write() -> None:
        for i in range(3_000):
            number = catalogue.add(entry(str(i), date=DATED if i % 2 else Part()))
            if i % 3 == 0:
                catalogue.remove(number)
        is_done.set()

    writing = threading.Thread(target=write)
    writing.start()
    while not is_done.is_set():
        for number in catalogue.numbers(max(catalogue.end - 50, 0)):
            assert catalogue.entry(number).title == f"On {number}"
    writing.join()
    assert len(catalogue) == 2_000
    assert catalogue.undated == 1_000


def test_the_sketches_that_came_with_entries_are_kept_and_go_with_them() -> None:
    catalogue = catalogue_of(entry("one"), entry("two", sketch=SKETCH), entry("three", sketch=NO_SKETCH))
    catalogue.add(entry("four", sketch=SKETCH))
    catalogue.add(entry("five"))
    catalogue.remove(3)
    for each in (catalogue, Catalogue.from_bytes(catalogue.as_bytes())):
        assert [each.sketch(number) for number in range(6)] == [b"", SKETCH, NO_SKETCH, b"", b"", b""]


def test_a_catalogue_without_sketches_has_no_room_for_any() -> None:
    catalogue = catalogue_of(entry("one"), entry("two"))
    assert len(catalogue_of(entry("one"), entry("two", sketch=SKETCH)).as_bytes()) == (
        len(catalogue.as_bytes()) + 2 * LENGTH
    )


def test_half_a_sketch_is_no_catalogue() -> None:
    catalogue = catalogue_of(entry("one"), entry("two"))
    catalogue._sketches += SKETCH[1:]
    with pytest.raises(UnreadableCatalogueError):
        Catalogue.from_bytes(catalogue.as_bytes())


# As bytes

LINES = st.text().map(safe_line)
NO_DATE: Part[str] = Part()
DATES = st.one_of(
    st.just(NO_DATE), st.builds(Part, LINES, st.sampled_from([Source.FILE, Source.INFERRED]), LINES)
)
PATHS = st.text(st.characters(blacklist_characters="\0"), min_size=1).map(Path)
SIZES = st.integers(0, 2**32 - 1)
ENTRIES = st.lists(st.builds(Entry, LINES, LINES, PATHS, LINES, DATES, LINES, SIZES, SIZES))


@given(ENTRIES, st.lists(st.integers(0, 9)))
def test_bytes_give_the_same_catalogue_with_its_gaps(entries: list[Entry], removed: list[int]) -> None:
    catalogue = catalogue_of(*entries)
    for number in filter(catalogue.is_live, removed):
        catalogue.remove(number)
    again = Catalogue.from_bytes(catalogue.as_bytes())
    assert list(again.numbers()) == list(catalogue.numbers())
    assert list(again.entries()) == list(catalogue.entries())
    assert (again.end, again.undated) == (catalogue.end, catalogue.undated)
    assert all(again.number_of(each.id) == catalogue.number_of(each.id) for each in again.entries())
    assert again.as_bytes() == catalogue.as_bytes()


def test_nothing_of_a_removed_entry_is_in_the_bytes() -> None:
    catalogue = catalogue_of(entry("one"), entry("secret"))
    catalogue.remove(1)
    assert b"secret" not in catalogue.as_bytes()


WHOLE = catalogue_of(*(entry(f"{n}", date=(DATED, INFERRED, Part())[n % 3]) for n in range(9))).as_bytes()
HEAD = WHOLE.index(b"\n") + 1


@given(st.integers(0, len(WHOLE) - 1), st.integers(0, 255), st.booleans())
def test_damaged_bytes_are_told_from_a_catalogue(at: int, byte: int, is_cut: bool) -> None:
    damaged = WHOLE[:at] if is_cut else WHOLE[:at] + bytes([byte]) + WHOLE[at + 1 :]
    if damaged != WHOLE:
        with pytest.raises(UnreadableCatalogueError):
            Catalogue.from_bytes(damaged)


@given(st.binary())
def test_bytes_of_something_else_are_told_from_a_catalogue(data: bytes) -> None:
    for each in (data, WHOLE[:HEAD] + data):
        with pytest.raises(UnreadableCatalogueError):
            Catalogue.from_bytes(each)


@given(st.lists(st.tuples(st.integers(HEAD, len(WHOLE) - 5), st.integers(0, 255)), max_size=4), st.data())
def test_damage_under_a_sum_that_fits_raises_nothing_else(
    changes: list[tuple[int, int]], data: st.DataObject
) -> None:
    damaged = bytearray(WHOLE)
    for at, byte in changes:
        damaged[at] = byte
    sized = bytes(damaged[HEAD:-4])[: data.draw(st.integers(0, len(WHOLE)))]
    try:
        catalogue = Catalogue.from_bytes(WHOLE[:HEAD] + sized + zlib.crc32(sized).to_bytes(4, "big"))
    except UnreadableCatalogueError:
        return
    for each in catalogue.entries():
        assert safe_line(each.title.replace("\n", " ")) == each.title.replace("\n", " ").replace("\t", " ")


def test_a_title_that_a_terminal_would_obey_is_no_title() -> None:
    with pytest.raises(UnreadableCatalogueError):
        Catalogue.from_bytes(catalogue_of(entry("one", title="\x1b[2J")).as_bytes())


def test_two_entries_with_one_id_are_no_catalogue() -> None:
    data = catalogue_of(entry("aaaa"), entry("bbbb")).as_bytes().replace(b"aaaa\0bbbb", b"aaaa\0aaaa")
    sized = data[HEAD:-4]
    with pytest.raises(UnreadableCatalogueError):
        Catalogue.from_bytes(data[:-4] + zlib.crc32(sized).to_bytes(4, "big"))
