"""What lies on the shelf and in the register comes back, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from techdep_tui.core.articles.discover import FoundFile
from techdep_tui.core.articles.model import Problem
from techdep_tui.core.store import shelf as shelf_module
from techdep_tui.core.store.encoded import article_as_bytes
from techdep_tui.core.store.register import Known, Register, UnreadableRegisterError
from techdep_tui.core.store.shelf import Shelf, ShelfWriter
from tests.core.factory import make_article

ARTICLES = [replace(make_article(f"Article {n}.\n\nIts text."), id=f"id-{n}") for n in range(5)]


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    with closing(ShelfWriter(tmp_path / "shelf")) as writer:
        writer.put((n, article_as_bytes(article)) for n, article in enumerate(ARTICLES))
    with closing(Shelf(tmp_path / "shelf")) as opened:
        yield opened


def test_articles_come_back_by_their_numbers(shelf: Shelf) -> None:
    for n, article in enumerate(ARTICLES):
        assert shelf.get(n, article.id, article.digest) == article


def test_an_article_that_was_just_had_is_the_same_object(shelf: Shelf) -> None:
    first = shelf.get(1, "id-1", ARTICLES[1].digest)
    assert shelf.get(1, "id-1", ARTICLES[1].digest) is first


def test_few_articles_are_kept_at_hand(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf_module, "MOST_KEPT_CHARACTERS", 3 * 2 * len(ARTICLES[0].text))
    for _ in range(2):
        for n, article in enumerate(ARTICLES):
            shelf.get(n, article.id, article.digest)
    assert list(shelf._kept) == [2, 3, 4]
    monkeypatch.setattr(shelf_module, "MOST_KEPT", 2)
    shelf.get(0, "id-0", ARTICLES[0].digest)
    assert list(shelf._kept) == [4, 0]


def test_an_article_with_another_digest_is_not_there(shelf: Shelf) -> None:
    assert shelf.get(0, "id-0", ARTICLES[1].digest) is None
    assert shelf.get(9, "id-9", ARTICLES[1].digest) is None


def test_where_there_is_no_shelf_there_are_no_articles(tmp_path: Path) -> None:
    with closing(Shelf(tmp_path / "none")) as empty:
        assert empty.get(0, "id-0", ARTICLES[0].digest) is None
    assert not (tmp_path / "none").exists()


def test_what_is_taken_off_is_gone(tmp_path: Path) -> None:
    with closing(ShelfWriter(tmp_path / "shelf")) as writer, closing(Shelf(tmp_path / "shelf")) as reader:
        writer.put((n, article_as_bytes(article)) for n, article in enumerate(ARTICLES))
        writer.remove([1])
        writer.clear_from(3)
        there = [reader.get(n, article.id, article.digest) for n, article in enumerate(ARTICLES)]
    assert [article is not None for article in there] == [True, False, True, False, False]


@pytest.fixture
def register() -> Register:
    made = Register()
    made.put("a.txt", Known(1, 10**18, 7), ())
    made.put("caf\udce9.txt", Known(2, 3, None), (Problem(Path("caf\udce9.txt"), "is odd", "shown", 4),))
    return made


def test_the_register_comes_back_from_its_bytes(register: Register) -> None:
    again = Register.from_bytes(register.as_bytes())
    assert list(again) == list(register)
    assert list(again.problems()) == list(register.problems())
    assert again.number_of("a.txt") == 7
    assert again.number_of("caf\udce9.txt") is None
    assert again.is_current(FoundFile(Path("a.txt"), 1, 10**18))
    assert not again.is_current(FoundFile(Path("a.txt"), 1, 5))
    assert not again.is_current(FoundFile(Path("b.txt"), 1, 5))


def test_an_empty_register_comes_back() -> None:
    assert list(Register.from_bytes(Register().as_bytes())) == []


def test_a_damaged_register_is_none(register: Register) -> None:
    data = register.as_bytes()
    for at in range(len(data)):
        for damaged in (data[:at], data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]):
            with pytest.raises(UnreadableRegisterError):
                Register.from_bytes(damaged)
