"""What the reader did, as the screen counts it."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from techdep_tui.core.articles.entry import Entry
from techdep_tui.core.articles.model import Part
from techdep_tui.core.catalogue import Catalogue
from techdep_tui.core.state.model import Mark
from techdep_tui.ui.marks import Marks

READ = Mark(is_read=True)
DIGESTS = st.sampled_from("abcdef")


def add(catalogue: Catalogue, digest: str) -> int:
    name = f"{catalogue.end}"
    return catalogue.add(Entry(name, digest, Path(name), name, Part(), "", 1, 0))


def test_an_article_that_nothing_was_done_with_is_unmarked() -> None:
    marks = Marks({"a": Mark(is_starred=True)})
    assert marks["a"].is_starred
    assert marks["b"] == Mark()


@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("add"), DIGESTS),
            st.tuples(st.just("remove"), st.integers(0, 20)),
            st.tuples(st.just("read"), DIGESTS),
            st.tuples(st.just("unread"), DIGESTS),
            st.just(("look", "")),
        )
    )
)
def test_unread_articles_are_counted_right_through_every_change(changes: list[tuple[str, str | int]]) -> None:
    catalogue, marks = Catalogue(), Marks()
    for what, which in changes:
        if isinstance(which, int):
            if catalogue.is_live(which):
                catalogue.remove(which)
        elif what == "add":
            add(catalogue, which)
        elif what == "look":
            marks.unread(catalogue)
        else:
            marks.take({which: READ if what == "read" else Mark()})
    expected = sum(not marks[each.digest].is_read for each in catalogue.entries())
    assert marks.unread(catalogue) == expected


def test_another_catalogue_is_counted_anew() -> None:
    marks, one, two = Marks({"a": READ}), Catalogue(), Catalogue()
    add(one, "a")
    add(two, "b")
    assert [marks.unread(one), marks.unread(two), marks.unread(one)] == [0, 1, 0]


def test_the_next_unread_article_is_the_first_in_the_list_that_was_not_read() -> None:
    catalogue = Catalogue()
    numbers = [add(catalogue, digest) for digest in "abc"]
    assert Marks({"a": READ}).first_unread(catalogue, numbers) == 1
    assert Marks({"a": READ, "c": READ}).first_unread(catalogue, [0, 2, 1]) == 2
    assert Marks(dict.fromkeys("abc", READ)).first_unread(catalogue, numbers) is None
