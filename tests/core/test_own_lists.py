"""The reader's own word lists add to ours, and say what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from techdep_tui.core.collected_facts import CollectedFacts
from techdep_tui.core.facts import lexicon
from techdep_tui.core.facts.elsewhere import Extractor
from techdep_tui.core.facts.lexicon.own import read_own
from techdep_tui.core.facts.model import Kind
from techdep_tui.core.facts.store import read_facts
from tests.core.factory import make_article
from tests.core.reading_facts import words

TEXT = "A new line of Quuxberry was shown. Buyers of the Quuxberry were few."


@pytest.fixture(autouse=True)
def _ours_alone() -> Iterator[None]:
    yield
    lexicon.use({})


def written(folder: Path, name: str, text: str) -> Path:
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "text", ["device:\n  - Quuxberry | QB\n", "device: |\n  Quuxberry | QB\n", "device: [Quuxberry]\n"]
)
def test_a_product_of_the_readers_own_list_is_found(tmp_path: Path, text: str) -> None:
    assert "Quuxberry" not in words(TEXT, Kind.PRODUCT)
    lists, problems = read_own(written(tmp_path, "products", text))
    assert not problems
    lexicon.use(lists)
    assert words(TEXT, Kind.PRODUCT) == ["Quuxberry", "Quuxberry"]
    lexicon.use({})
    assert "Quuxberry" not in words(TEXT, Kind.PRODUCT)


def test_our_own_entries_stay_beside_the_readers(tmp_path: Path) -> None:
    lexicon.use(read_own(written(tmp_path, "products", "device: [Quuxberry]"))[0])
    assert words("They run Linux.", Kind.PRODUCT) == ["Linux"]


@pytest.mark.parametrize(
    ("name", "text", "line", "reason"),
    [
        ("products", "device:\n  - {a: b}\n", 2, "an entry is a name"),
        ("products", "# mine\nteapots: [x]\n", 2, "no section “teapots”"),
        ("products", "- x\n", 1, "has sections"),
        ("products", "device: [x\n", 2, "expected"),
        ("products", "device: &a [x]\n", 1, "anchors"),
        ("teapots", "x: y\n", 1, "no word list “teapots”"),
        ("units", "length: [x]\n", 1, "no section"),
    ],
)
def test_a_list_that_cannot_be_read_is_named_with_its_line(
    tmp_path: Path, name: str, text: str, line: int, reason: str
) -> None:
    lists, problems = read_own(written(tmp_path, name, text))
    assert not lists
    (problem,) = problems
    assert reason in problem.reason
    assert problem.line == line
    assert problem.path.name == f"{name}.yaml"


def test_bytes_that_are_no_text_are_a_problem(tmp_path: Path) -> None:
    (tmp_path / "products.yaml").write_bytes(b"device: [\xff\xfe]")
    assert len(read_own(tmp_path)[1]) == 1


def test_without_a_folder_there_are_no_lists(tmp_path: Path) -> None:
    assert read_own(tmp_path / "none") == ({}, [])


def test_the_other_process_and_the_cache_know_the_readers_lists(tmp_path: Path) -> None:
    cache_file = tmp_path / "facts.sqlite"
    article = make_article(TEXT)
    folder = tmp_path / "lists"
    before = CollectedFacts(lambda: cache_file, lambda: folder).of(article)
    folder.mkdir()
    written(folder, "products", "device: [Quuxberry]")
    with closing(Extractor(folder)) as extractor:
        found = read_facts(extractor.extract(article))
    assert found != before
    assert CollectedFacts(lambda: cache_file, lambda: folder).of(article) == found
