"""The command line: what it prints, in which form, and with which exit code."""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from techdep_tui import paths
from techdep_tui.cli import main
from techdep_tui.core.articles.load import read_article

Run = Callable[..., tuple[int, str, str]]
Json = dict[str, Any]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: str) -> tuple[int, str, str]:
        try:
            code = main(arguments)
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else 2
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "clippings"
    folder.mkdir()
    text = "---\ntitle: One\ndate: 2025-03\n---\n\nIt cost $5 million.\n"
    (folder / "one.md").write_text(text, encoding="utf-8")
    (folder / "two.txt").write_text("Two\n\nNothing but words in it.\n", encoding="utf-8")
    return folder


def records(text: str) -> list[Json]:
    return [json.loads(line) for line in text.splitlines()]


def seed(start: str) -> Path:
    return next(path for path in paths.builtin_articles().iterdir() if path.name.startswith(start))


def test_list_gives_every_built_in_article_with_what_its_file_says(run: Run) -> None:
    code, out, _ = run("list", "--json")
    assert code == 0
    plain, post, pdf = records(out)
    assert (plain["format"], post["format"], pdf["format"]) == ("plain", "markdown", "pdf-text")
    assert (plain["paragraphs"], post["paragraphs"], pdf["paragraphs"]) == (32, 4, 16)
    assert plain["date"] is plain["publisher"] is plain["url"] is None
    assert post["date"] == "2026-02-01T06:48:05"
    assert post["source_url"].startswith("https://www.ft.com/")
    assert post["url"] is post["publisher"] is None
    assert pdf["date"] is pdf["publisher"] is pdf["url"] is None
    assert pdf["origin"]["publisher"]["inferred"] == "The Moscow Times"
    assert pdf["origin"]["publisher"]["why"]
    assert post["origin"]["title"] == "file"
    assert plain["origin"]["url"] == "missing"


def test_a_date_from_the_file_name_is_given_as_inferred(run: Run, folder: Path) -> None:
    (folder / "2024-05-06-three.md").write_text("# Three\n\nWords of it.\n", encoding="utf-8")
    _, out, _ = run("list", "--in", str(folder), "--json")
    three = next(record for record in records(out) if record["title"] == "Three")
    assert three["date"] == "2024-05-06"
    assert three["origin"]["date"]["inferred"] == "2024-05-06"


def test_a_file_that_cannot_be_read_is_listed_with_its_problem(run: Run, folder: Path) -> None:
    (folder / "empty.md").write_bytes(b"")
    code, out, _ = run("list", "--in", str(folder), "--json")
    assert code == 0
    assert len(records(out)) == 3
    problem = records(out)[-1]
    assert set(problem) == {"path", "problem"}
    assert problem["path"].endswith("empty.md")


def test_a_hit_leads_to_its_characters_in_the_file(run: Run) -> None:
    code, out, _ = run("search", "Zelenograd", "--json")
    assert code == 0
    raw = read_article(seed("003")).raw
    for record in records(out):
        assert raw[record["start"] : record["end"]] == "Zelenograd"
        assert "Zelenograd" in record["sentence"]
        assert record["fuzzy"] is False
        assert record["matched"] == ["Zelenograd"]


@pytest.mark.parametrize("typed", ["Zelenogrd", "Mishutsin", "sanctons"])
def test_a_typing_error_still_finds_and_says_so(run: Run, typed: str) -> None:
    code, out, err = run("search", typed, "--json")
    assert code == 0
    assert all(record["fuzzy"] for record in records(out))
    assert typed in err


def test_a_search_without_a_hit_says_which_word_kills_it(run: Run) -> None:
    code, out, err = run("search", "Zelenograd", "qqqqqq")
    assert (code, out) == (1, "")
    assert "qqqqqq" in err


def test_a_query_with_a_fault_is_wrong_use_and_shows_the_character(run: Run) -> None:
    code, _, err = run("search", "chips date:nonsense")
    assert code == 2
    assert "^" in err


def test_words_after_the_folder_are_the_query_where_it_is_missing(run: Run, folder: Path) -> None:
    code, out, _ = run("search", "--in", str(folder), "words")
    assert code == 0
    assert "Nothing but words" in out


def test_facts_are_those_of_the_named_article_and_kind(run: Run, folder: Path) -> None:
    code, out, _ = run("facts", "one", "--in", str(folder), "--kind", "money", "--json")
    assert code == 0
    (fact,) = records(out)
    assert fact["text"] == "$5 million"
    assert fact["norm"]["amount"] == 5_000_000
    assert (folder / "one.md").read_text(encoding="utf-8")[fact["start"] : fact["end"]] == fact["text"]
    assert run("facts", "two", "--in", str(folder))[0] == 1
    assert run("facts", "--kind", "nonsense")[0] == 2


def test_a_re_post_is_cited_as_it_was_read_or_by_its_original(run: Run) -> None:
    _, out, _ = run("cite", "001", "--json")
    (read,) = records(out)
    assert read["is_read"] is True
    assert "Financial Times" not in read["bibliography"]
    assert {"author", "publisher"} <= set(read["missing"])
    _, out, _ = run("cite", "001", "--original", "--json")
    (original,) = records(out)
    assert original["is_read"] is False
    assert "Financial Times" in original["bibliography"]
    assert "2026" not in original["bibliography"]
    assert run("cite", "000", "--original")[0] == 2


def test_a_citation_of_a_paragraph_that_is_not_there_is_wrong_use(run: Run) -> None:
    code, out, _ = run("cite", "001", "--paragraph", "3")
    assert code == 0
    assert "para. 3" in out
    code, _, err = run("cite", "001", "--paragraph", "99")
    assert code == 2
    assert "1 to 4" in err


def test_an_unknown_style_or_article_names_what_there_is(run: Run) -> None:
    code, _, err = run("cite", "001", "--style", "harvrd")
    assert code == 2
    assert "harvard" in err
    code, _, err = run("show", "nothing-like-it")
    assert code == 2
    assert "nothing-like-it" in err


def test_an_export_writes_a_new_file_and_never_over_an_old_one(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "list.bib"
    assert run("export", "--output", str(target))[0] == 0
    text = target.read_text(encoding="utf-8")
    assert text.count("@") == 3
    code, _, err = run("export", "--output", str(target))
    assert code == 2
    assert "there already" in err
    assert target.read_text(encoding="utf-8") == text


def test_a_missing_and_an_empty_folder_get_one_line_that_says_what_to_do(run: Run, tmp_path: Path) -> None:
    for folder in (tmp_path / "missing", tmp_path / "empty"):
        if folder.name == "empty":
            folder.mkdir()
        for arguments in ((str(folder),), ("list", "--in", str(folder))):
            code, out, err = run(*arguments)
            assert (code, out) == (2, "")
            assert err.count("\n") == 1
            assert str(folder) in err


def test_without_a_terminal_the_articles_are_listed_plainly(run: Run) -> None:
    code, out, _ = run()
    assert code == 0
    assert len(out.splitlines()) == 3
    assert "\x1b" not in out


def test_the_version_and_the_help_are_told(run: Run) -> None:
    assert run("--version")[1].startswith("techdep-tui ")
    code, out, _ = run("--help")
    assert code == 0
    assert "techdep-tui search QUERY" in out


def test_check_says_what_is_wrong_accounts_for_all_and_tells_it_by_its_exit_code(
    run: Run, folder: Path
) -> None:
    assert run("check", str(folder)) == (0, "2 seen: 2 articles\n", "")
    (folder / "empty.md").write_bytes(b"")
    (folder / "picture.png").write_bytes(b"x")
    code, out, _ = run("check", str(folder))
    assert code == 1
    assert "empty.md: is empty" in out
    assert out.splitlines()[-1] == "4 seen: 2 articles, 1 is empty, 1 other kinds of file"
    code, out, _ = run("check", "--json", str(folder))
    problem, tally = records(out)
    assert (code, problem["problem"], problem["fatal"]) == (1, "is empty", True)
    assert tally["seen"] == 4


def test_a_fault_of_the_program_is_one_line_and_its_details_are_kept(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fails(*_: object) -> int:
        raise LookupError("on \x1b[2J purpose")

    monkeypatch.setenv("TECHDEP_TUI_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.setattr(importlib.import_module("techdep_tui.commands.run"), "_run_verb", fails)
    code, _, err = run("list")
    assert code == 3
    assert err.startswith("techdep-tui: A fault in the program ended it (LookupError at ")
    assert len(err.splitlines()) == 1
    details = tmp_path / "state" / "last-fault.txt"
    assert "on [2J purpose" in details.read_text(encoding="utf-8")


def test_what_was_typed_is_told_without_what_a_terminal_obeys(run: Run) -> None:
    _, _, err = run("list", "--no\x1b[2J")
    assert "unrecognized" in err
    assert "\x1b" not in err
