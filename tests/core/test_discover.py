"""Which files of a folder are taken, in which order, and what is said of the rest."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from techdep_tui.core.articles.discover import SUFFIXES, Discovery, discover, find, irregular
from techdep_tui.core.articles.model import Problem
from techdep_tui.core.errors import CollectionError

needs_unix = pytest.mark.skipif(os.name != "posix", reason="the system has no such thing")
needs_permissions = pytest.mark.skipif(
    os.name != "posix" or os.geteuid() == 0, reason="whoever runs the tests may read everything"
)


def write(path: Path, text: str = "Some text.\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def names(found: Discovery, root: Path) -> list[str]:
    return [file.path.relative_to(root).as_posix() for file in found.files]


def reasons(found: Discovery) -> dict[str, str]:
    return {problem.path.name: problem.reason for problem in found.skipped}


def test_articles_are_found_in_all_folders_by_their_suffix(tmp_path: Path) -> None:
    for name in ("a.md", "B.TXT", "c.markdown", "d.mdown", "sub/e.text", "sub/deep/f.md"):
        write(tmp_path / name)
    for name in ("g.pdf", "h.html", "README", "i.md~", "j.png"):
        write(tmp_path / name)
    found = discover([tmp_path])
    assert names(found, tmp_path) == ["a.md", "B.TXT", "c.markdown", "d.mdown", "sub/deep/f.md", "sub/e.text"]
    assert found.skipped == ()


def test_size_and_time_of_a_file_are_known(tmp_path: Path) -> None:
    path = write(tmp_path / "a.md", "12345")
    os.utime(path, ns=(1, 1_700_000_000_000_000_000))
    (file,) = discover([tmp_path]).files
    assert (file.path, file.size, file.mtime_ns) == (path, 5, 1_700_000_000_000_000_000)


def test_numbers_in_names_are_in_the_order_of_their_values(tmp_path: Path) -> None:
    for name in (
        "part 10.md",
        "part 2.md",
        "Part 1.md",
        "part 2/x.md",
        "2026-01.md",
        "part.md",
        "10.md",
        "9.md",
    ):
        write(tmp_path / name)
    expected = [
        "9.md",
        "10.md",
        "2026-01.md",
        "Part 1.md",
        "part 2/x.md",
        "part 2.md",
        "part 10.md",
        "part.md",
    ]
    assert names(discover([tmp_path]), tmp_path) == expected


def test_hidden_and_machine_made_folders_are_passed_over_silently(tmp_path: Path) -> None:
    for name in (
        ".git/a.md",
        ".hidden.md",
        "node_modules/lib/README.md",
        "__pycache__/b.txt",
        "._c.md",
        "d.md",
    ):
        write(tmp_path / name)
    found = discover([tmp_path])
    assert names(found, tmp_path) == ["d.md"]
    assert found.skipped == ()


def test_a_file_asked_for_by_name_is_taken_whatever_its_suffix(tmp_path: Path) -> None:
    paths = [write(tmp_path / name) for name in ("README", ".hidden.md", "page.html")]
    assert [file.path for file in discover(paths).files] == paths


def test_a_hidden_folder_asked_for_by_name_is_entered(tmp_path: Path) -> None:
    write(tmp_path / ".notes" / "a.md")
    assert names(discover([tmp_path / ".notes"]), tmp_path) == [".notes/a.md"]


def test_paths_keep_their_order_and_what_is_asked_for_twice_is_taken_once(tmp_path: Path) -> None:
    for name in ("a/1.md", "a/2.md", "b/3.md"):
        write(tmp_path / name)
    asked = [tmp_path / "b", tmp_path / "a" / "2.md", tmp_path / "a", tmp_path, tmp_path / "a" / "1.md"]
    assert names(discover(asked), tmp_path) == ["b/3.md", "a/2.md", "a/1.md"]


def test_a_folder_above_one_that_is_asked_for_can_be_asked_for_too(tmp_path: Path) -> None:
    write(tmp_path / "a" / "1.md")
    write(tmp_path / "2.md")
    assert names(discover([tmp_path / "a", tmp_path]), tmp_path) == ["a/1.md", "2.md"]


@needs_unix
def test_links_are_followed_once(tmp_path: Path) -> None:
    elsewhere, folder = tmp_path / "elsewhere", tmp_path / "folder"
    write(elsewhere / "x.md")
    write(elsewhere / "y.txt")
    folder.mkdir()
    (folder / "a.md").symlink_to(elsewhere / "x.md")
    (folder / "b").symlink_to(elsewhere)
    (folder / "c").symlink_to(elsewhere)
    found = discover([folder])
    assert names(found, folder) == ["a.md", "b/y.txt"]
    assert found.skipped == ()


@needs_unix
def test_circles_of_links_end(tmp_path: Path) -> None:
    write(tmp_path / "in" / "sub" / "a.md")
    (tmp_path / "in" / "sub" / "again").symlink_to(tmp_path / "in")
    (tmp_path / "in" / "sub" / "self").symlink_to(".")
    (tmp_path / "in" / "loop.md").symlink_to("loop.md")
    found = discover([tmp_path / "in"])
    assert names(found, tmp_path) == ["in/sub/a.md"]
    assert reasons(found) == {"loop.md": "is a link that leads in a circle"}


@needs_unix
def test_a_link_to_a_folder_above_is_not_followed(tmp_path: Path) -> None:
    write(tmp_path / "other.md")
    write(tmp_path / "in" / "a.md")
    (tmp_path / "in" / "up").symlink_to(tmp_path)
    (tmp_path / "in" / "root").symlink_to("/")
    assert names(discover([tmp_path / "in"]), tmp_path) == ["in/a.md"]


@needs_unix
def test_a_link_that_leads_nowhere_is_named(tmp_path: Path) -> None:
    (tmp_path / "gone.md").symlink_to(tmp_path / "missing")
    (tmp_path / "gone.png").symlink_to(tmp_path / "missing")
    assert reasons(discover([tmp_path])) == {"gone.md": "is a link that leads nowhere"}


@needs_unix
def test_what_is_not_a_regular_file_is_skipped_with_its_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "a.md")
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "null.txt").symlink_to("/dev/null")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.md")
        found = discover([tmp_path])
    assert names(found, tmp_path) == ["a.md"]
    assert reasons(found) == {
        "null.txt": "is a device, not a file",
        "pipe.md": "is a named pipe, not a file",
        "socket.md": "is a socket, not a file",
    }
    assert all(problem.is_fatal for problem in found.skipped)


@needs_unix
def test_a_pipe_asked_for_by_name_is_skipped_with_its_reason(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert reasons(discover([tmp_path / "pipe"])) == {"pipe": "is a named pipe, not a file"}


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the system has no such folder")
def test_the_systems_own_folders_are_not_entered(tmp_path: Path) -> None:
    (tmp_path / "process").symlink_to("/proc/self")
    assert reasons(discover([tmp_path])) == {"process": "is a folder of the system"}


@needs_permissions
def test_a_folder_that_may_not_be_read_is_one_problem(tmp_path: Path) -> None:
    write(tmp_path / "a.md")
    write(tmp_path / "locked" / "b.md")
    (tmp_path / "locked").chmod(0)
    try:
        found = discover([tmp_path])
    finally:
        (tmp_path / "locked").chmod(0o700)
    assert names(found, tmp_path) == ["a.md"]
    assert reasons(found) == {"locked": "cannot be read: no permission"}


def test_a_folder_that_the_system_will_not_list_is_one_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "a.md")
    write(tmp_path / "bad" / "b.md")
    scandir = os.scandir

    def failing(path: str) -> object:
        if path.endswith("bad"):
            raise OSError(5, "Input/output\x1b error")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", failing)
    found = discover([tmp_path])
    assert names(found, tmp_path) == ["a.md"]
    assert reasons(found) == {"bad": "cannot be read: Input/output␛ error"}


def test_a_path_that_does_not_exist_says_what_to_type(tmp_path: Path) -> None:
    write(tmp_path / "a.md")
    with pytest.raises(CollectionError, match=r"no file or folder “.*missing”: .*techdep-tui FOLDER"):
        discover([tmp_path, tmp_path / "missing"])
    with pytest.raises(CollectionError, match="no file or folder"):
        discover([tmp_path / "a.md" / "below"])


@pytest.mark.parametrize("name", ["nul\0name", "x" * 5000])
def test_a_path_that_cannot_be_one_is_an_error_of_one_sentence(tmp_path: Path, name: str) -> None:
    with pytest.raises(CollectionError) as raised:
        discover([tmp_path / name])
    assert "\0" not in str(raised.value)
    assert str(raised.value).endswith(".")


def test_an_empty_folder_has_nothing_and_no_problem(tmp_path: Path) -> None:
    assert discover([tmp_path]) == Discovery((), ())


@needs_unix
@given(st.lists(st.binary(min_size=1, max_size=40).filter(lambda b: not set(b) & set(b"/\0")), unique=True))
def test_any_file_name_is_found(tmp_path_factory: pytest.TempPathFactory, stems: list[bytes]) -> None:
    folder = tmp_path_factory.mktemp("names")
    expected = set()
    for stem in stems:
        path = folder / (os.fsdecode(stem) + ".md")
        path.touch()
        if not stem.startswith(b"."):
            expected.add(path)
    found = discover([folder])
    assert {file.path for file in found.files} == expected
    assert found == discover([folder])


def test_a_deep_folder_is_walked_to_its_end(tmp_path: Path) -> None:
    folder = tmp_path
    for _ in range(400):
        folder /= "d"
    folder.mkdir(parents=True)
    write(folder / "a.md")
    assert len(discover([tmp_path]).files) == 1


def test_files_are_found_one_by_one(tmp_path: Path) -> None:
    write(tmp_path / "a.md")
    write(tmp_path / "sub" / "b.md")
    outcomes = find([tmp_path])
    first = next(outcomes)
    assert not isinstance(first, Problem)
    write(tmp_path / "sub" / "c.md")
    assert [outcome.path.name for outcome in outcomes] == ["b.md", "c.md"]


def test_the_suffixes_can_be_told_to_the_reader() -> None:
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in SUFFIXES)


def test_a_kind_that_nobody_knows_is_not_a_regular_file() -> None:
    assert irregular(0) == "is not a regular file"


def test_all_that_was_seen_is_a_file_a_problem_or_passed_over_for_a_reason(tmp_path: Path) -> None:
    for name in ("a.md", "b.pdf", ".hidden", "node_modules/c.md", "sub/d.txt"):
        write(tmp_path / name)
    (tmp_path / "link.md").symlink_to(tmp_path / "a.md")
    (tmp_path / "nowhere.md").symlink_to(tmp_path / "gone")
    found = discover([tmp_path])
    assert len(found.files) == 2
    assert len(found.skipped) == 1
    assert found.passed_over == {
        "hidden": 1,
        "other kinds of file": 1,
        "folders that never hold articles": 1,
        "seen already, under another name": 1,
    }
