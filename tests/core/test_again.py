"""A folder that changes while it is open: what came, changed or went is so in list, index and facts."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from techdep_tui.core.collection import Collection
from techdep_tui.core.holding import Changes


def write(path: Path, title: str, text: str = "Nothing is known of it.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\ntitle: {title}\ndate: 2025-03-01\n---\n\n{text}\n")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("alpha", "beta", "gamma"):
        write(tmp_path / f"{name}.md", name.title(), f"A plant for {name} cost $2bn.")
    return tmp_path


@pytest.fixture
def collection(folder: Path) -> Collection:
    collection = Collection([folder])
    collection.load()
    bring_up(collection)
    return collection


def bring_up(collection: Collection) -> None:
    collection.index()
    collection.index_facts()


def titles(collection: Collection) -> list[str]:
    return sorted(entry.title for entry in collection.catalogue.entries())


def found(collection: Collection, query: str) -> list[str]:
    return sorted(collection.get(hits.article_id).title for hits in collection.search(query).by_article)


def test_a_new_file_is_listed_found_and_read_for_facts(collection: Collection, folder: Path) -> None:
    new = write(folder / "new.md", "New", "A further plant cost $7bn.")
    assert collection.update([new]) == Changes(new=1)
    bring_up(collection)
    assert titles(collection) == ["Alpha", "Beta", "Gamma", "New"]
    assert found(collection, "further") == ["New"]
    assert found(collection, "money:>5bn") == ["New"]


def test_a_changed_file_has_its_new_text_and_nothing_of_the_old(collection: Collection, folder: Path) -> None:
    write(folder / "beta.md", "Beta", "Instead a fab of $9bn is meant.")
    assert collection.update([folder / "beta.md"]) == Changes(changed=1)
    bring_up(collection)
    assert titles(collection) == ["Alpha", "Beta", "Gamma"]
    assert found(collection, "plant") == ["Alpha", "Gamma"]
    assert found(collection, "fab") == ["Beta"]
    assert found(collection, "money:>5bn") == ["Beta"]
    assert found(collection, "money:2bn") == ["Alpha", "Gamma"]
    assert collection.articles_with_facts == 3


def test_a_removed_file_is_gone_everywhere(collection: Collection, folder: Path) -> None:
    (folder / "alpha.md").unlink()
    assert collection.update([folder / "alpha.md"]) == Changes(gone=1)
    bring_up(collection)
    assert titles(collection) == ["Beta", "Gamma"]
    assert found(collection, "plant") == ["Beta", "Gamma"]
    assert found(collection, "fact:money") == ["Beta", "Gamma"]
    assert collection.articles_with_facts == 2


def test_a_file_that_was_only_touched_or_written_again_is_the_same(
    collection: Collection, folder: Path
) -> None:
    number = collection.catalogue.with_path(folder / "beta.md")
    text = (folder / "beta.md").read_text()
    (folder / "beta.md").write_text(text)
    os.utime(folder / "gamma.md")
    assert collection.update([folder]) == Changes()
    assert collection.catalogue.with_path(folder / "beta.md") == number


def test_a_folder_that_came_or_went_brings_and_takes_its_files(collection: Collection, folder: Path) -> None:
    write(folder / "deep" / "er" / "one.md", "One")
    write(folder / "deep" / "two.md", "Two")
    assert collection.update([folder / "deep", folder / "deep" / "two.md"]) == Changes(new=2)
    shutil.rmtree(folder / "deep")
    assert collection.update([folder / "deep"]) == Changes(gone=2)
    assert titles(collection) == ["Alpha", "Beta", "Gamma"]


def test_a_renamed_file_is_one_article_under_its_new_name(collection: Collection, folder: Path) -> None:
    (folder / "alpha.md").rename(folder / "omega.md")
    collection.update([folder / "alpha.md", folder / "omega.md"])
    bring_up(collection)
    assert titles(collection) == ["Alpha", "Beta", "Gamma"]
    assert collection.find("omega.md").title == "Alpha"
    assert found(collection, "alpha") == ["Alpha"]


def test_a_copy_of_a_file_has_an_id_of_its_own_and_outlives_it(collection: Collection, folder: Path) -> None:
    shutil.copy(folder / "alpha.md", folder / "copy.md")
    assert collection.update([folder / "copy.md"]) == Changes(new=1)
    (folder / "alpha.md").unlink()
    collection.update([folder / "alpha.md"])
    bring_up(collection)
    assert found(collection, "alpha") == ["Alpha"]
    assert collection.find("copy.md").title == "Alpha"


def test_problems_come_and_go_with_their_files(collection: Collection, folder: Path) -> None:
    (folder / "beta.md").write_text("")
    assert collection.update([folder / "beta.md"]) == Changes(gone=1)
    assert [problem.reason for problem in collection.problems] == ["is empty"]
    write(folder / "beta.md", "Beta")
    assert collection.update([folder / "beta.md"]) == Changes(new=1)
    assert not collection.problems


def test_relative_paths_stay_relative(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    collection = Collection([Path()])
    collection.load()
    write(folder / "new.md", "New")
    (folder / "beta.md").unlink()
    assert collection.update([Path()]) == Changes(new=1, gone=1)
    assert str(collection.find("new.md").path) == "new.md"
