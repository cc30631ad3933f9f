"""Files become articles; one bad file is data, never the end."""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from techdep_tui.core.articles import load as load_module
from techdep_tui.core.articles.build import build_article
from techdep_tui.core.articles.decode import Decoded
from techdep_tui.core.articles.discover import FoundFile, discover
from techdep_tui.core.articles.load import ID_DIGITS, MAX_BYTES, load, read_article
from techdep_tui.core.articles.model import Article, Problem
from techdep_tui.core.errors import ArticleError, UnreadableFile

needs_unix = pytest.mark.skipif(os.name != "posix", reason="the system has no such thing")


def found(*paths: Path) -> list[FoundFile]:
    """The paths as files that were found, whatever they are now."""
    return [FoundFile(path, 1, 0) for path in paths]


def write(path: Path, data: bytes = b"# A heading\n\nA paragraph of text.\n") -> Path:
    path.write_bytes(data)
    return path


def reasons(outcomes: Iterator[Article | Problem]) -> list[str]:
    """For each outcome "" for an article, or the reason that there is none."""
    return [outcome.reason if isinstance(outcome, Problem) else "" for outcome in outcomes]


def articles(outcomes: Iterator[Article | Problem]) -> list[Article]:
    return [outcome for outcome in outcomes if isinstance(outcome, Article)]


def test_an_article_is_known_by_the_digest_of_its_bytes(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbf# A heading\r\n\r\nText.\r\n"
    article = read_article(write(tmp_path / "a.md", data))
    assert article.digest == hashlib.sha256(data).hexdigest()
    assert article.id == article.digest[:ID_DIGITS]
    assert article.path == tmp_path / "a.md"
    assert article.raw == data.decode()


def test_the_seeds_load_without_a_fatal_problem() -> None:
    files = discover([Path(__file__).parents[2] / "seeds"]).files
    loaded = articles(load(files))
    assert [article.path for article in loaded] == [file.path for file in files]


def test_two_files_of_the_same_bytes_get_two_ids(tmp_path: Path) -> None:
    paths = [write(tmp_path / name) for name in ("a.md", "b.md", "c.md")]
    first, second, third = articles(load(found(*paths)))
    assert (second.id, third.id) == (f"{first.id}-2", f"{first.id}-3")
    assert first.digest == second.digest == third.digest


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \n\t\r\n\x0c \n", "holds no text"),
        (b"\0" * 500, "holds no text"),
        (b"\xef\xbb\xbf", "holds no text"),
        (bytes(range(256)) * 20, "is not text"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(0, 256, 7)) * 9, "is not text"),
    ],
    ids=["empty", "blank", "zeros", "mark only", "all bytes", "picture"],
)
def test_what_holds_no_text_is_a_problem(tmp_path: Path, data: bytes, reason: str) -> None:
    path = write(tmp_path / "a.md", data)
    assert list(load(found(path))) == [Problem(path, reason, is_fatal=True)]
    with pytest.raises(ArticleError, match=f"^“a.md” {reason}.$"):
        read_article(path)


def test_a_text_with_some_control_characters_is_an_article_that_says_so(tmp_path: Path) -> None:
    data = b"A coloured \x1b[31mline\x1b[0m of text and\xe2\x80\x8b more of it, to read at leisure.\n" * 3
    article = read_article(write(tmp_path / "a.txt", data))
    assert "\x1b" not in article.text
    told = " ".join(problem.reason for problem in article.problems)
    assert "6 control characters" in told
    assert "3 zero-width characters" in told
    assert not any(problem.is_fatal for problem in article.problems)


def test_a_file_that_is_gone_is_a_problem_and_the_next_one_is_read(tmp_path: Path) -> None:
    outcomes = load(found(tmp_path / "gone.md", write(tmp_path / "b.md")))
    assert reasons(outcomes) == ["is gone", ""]


def test_a_file_too_large_is_a_problem_that_tells_its_size(tmp_path: Path) -> None:
    path = write(tmp_path / "a.md")
    os.truncate(path, MAX_BYTES + 1)
    with pytest.raises(UnreadableFile, match="is not an article: 33 MB"):
        read_article(path)


def test_a_folder_is_no_article(tmp_path: Path) -> None:
    assert reasons(load(found(tmp_path))) == ["is a folder"]


@needs_unix
def test_a_pipe_in_the_place_of_a_file_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.md")
    assert reasons(load(found(tmp_path / "a.md"))) == ["is a named pipe, not a file"]


@needs_unix
def test_a_pipe_that_comes_between_looking_and_opening_does_not_block(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "a.md")
    status = path.stat()
    path.unlink()
    os.mkfifo(path)
    monkeypatch.setattr(Path, "stat", lambda _path: status)
    with pytest.raises(UnreadableFile, match="is a named pipe"):
        read_article(path)


@needs_unix
def test_a_linked_file_is_read_under_its_own_name(tmp_path: Path) -> None:
    write(tmp_path / "a.md")
    (tmp_path / "link.md").symlink_to("a.md")
    assert read_article(tmp_path / "link.md").path == tmp_path / "link.md"


@pytest.mark.skipif(
    os.name != "posix" or os.geteuid() == 0, reason="whoever runs the tests may read everything"
)
def test_a_file_that_may_not_be_read_is_a_problem(tmp_path: Path) -> None:
    path = write(tmp_path / "a.md")
    path.chmod(0)
    assert reasons(load(found(path))) == ["cannot be read: no permission"]


@pytest.mark.parametrize(
    "error", [PermissionError(13, "Permission denied"), OSError(5, "Input/output error")]
)
def test_an_error_of_the_system_is_a_problem_with_its_cause(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError
) -> None:
    path = write(tmp_path / "a.md")

    def failing(*_args: object) -> int:
        raise error

    monkeypatch.setattr(os, "open", failing)
    with pytest.raises(UnreadableFile, match="cannot be read") as raised:
        read_article(path)
    assert raised.value.__cause__ is error


@pytest.mark.parametrize("change", [-20, 20, 5000])
def test_a_file_that_shrinks_or_grows_while_it_is_read_is_read_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: int
) -> None:
    path = write(tmp_path / "a.md")
    data = path.read_bytes()
    changed = data[:change] if change < 0 else data + b"x" * change
    look = os.fstat

    def changing(handle: int) -> os.stat_result:
        status = look(handle)
        path.write_bytes(changed)
        return status

    monkeypatch.setattr(os, "fstat", changing)
    assert read_article(path).raw == changed.decode()


def test_a_file_that_grows_beyond_all_bounds_is_too_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "a.md")
    look = os.fstat

    def growing(handle: int) -> os.stat_result:
        status = look(handle)
        os.truncate(path, MAX_BYTES * 3)
        return status

    monkeypatch.setattr(os, "fstat", growing)
    assert reasons(load(found(path))) == ["is not an article: 33 MB"]


@pytest.mark.parametrize(
    "error",
    [IndexError("x"), KeyError("x"), ValueError("\x1b[2J"), RecursionError(), MemoryError(), TypeError()],
)
def test_a_fault_in_reading_one_file_is_told_with_its_place_and_does_not_end_the_load(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def failing(path: Path, digest: str, decoded: Decoded) -> Article:
        if path.name == "bad.md":
            raise error
        return build_article(path, digest, decoded)

    monkeypatch.setattr(load_module, "build_article", failing)
    bad, good = write(tmp_path / "bad.md"), write(tmp_path / "good.md")
    reason, none = reasons(load(found(bad, good)))
    assert reason.startswith(f"cannot be understood ({type(error).__name__} at test_load.py:")
    assert none == ""
    with pytest.raises(ArticleError) as raised:
        read_article(bad)
    assert raised.value.__cause__ is error


def test_an_interruption_is_not_taken_for_a_bad_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_args: object) -> Article:
        raise KeyboardInterrupt

    monkeypatch.setattr(load_module, "build_article", interrupted)
    with pytest.raises(KeyboardInterrupt):
        list(load(found(write(tmp_path / "a.md"))))


def test_a_load_that_is_cancelled_reads_no_further(tmp_path: Path) -> None:
    paths = [write(tmp_path / f"{i}.md") for i in range(4)]
    answers = iter([False, False, True])
    cancelled: Callable[[], bool] = lambda: next(answers)  # noqa: E731 - shorter than a function
    assert len(list(load(found(*paths), cancelled=cancelled))) == 2


def test_a_name_of_any_bytes_is_told_safely(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as raised:
        read_article(tmp_path / os.fsdecode(b"\x1b]0;x\x07\xff\n.md"))
    assert str(raised.value) == "“␛]0;x␇\ufffd .md” is gone."


def test_an_article_and_an_error_go_to_another_process(tmp_path: Path) -> None:
    article = read_article(write(tmp_path / "a.md"))
    assert pickle.loads(pickle.dumps(article)) == article
    with pytest.raises(UnreadableFile) as raised:
        read_article(tmp_path / "gone.md")
    assert pickle.loads(pickle.dumps(raised.value)).reason == "is gone"


def test_a_text_of_very_many_lines_is_no_article(tmp_path: Path) -> None:
    path = tmp_path / "log.txt"
    path.write_bytes(b"a\n" * 100_001)
    with pytest.raises(ArticleError, match=r"is not an article: 100,001 lines"):
        read_article(path)


def test_a_short_note_with_what_a_terminal_obeys_is_still_read(tmp_path: Path) -> None:
    path = tmp_path / "note.md"
    path.write_bytes(b"Words \x1b]0;x\x07 here\n")
    assert "Words" in read_article(path).text


def test_a_file_that_is_all_zeros_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    path = tmp_path / "zeros.md"
    path.write_bytes(b"\0" * 2**24)
    with pytest.raises(ArticleError, match="holds no text"):
        read_article(path)
