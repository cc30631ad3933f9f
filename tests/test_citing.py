"""`cite` and `export` on the command line: of articles, of what a search finds, of CSL-JSON records."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from techdep_tui import paths
from techdep_tui.cli import main
from techdep_tui.core.articles.load import read_article
from techdep_tui.core.citations.record import Reference
from techdep_tui.core.citations.styles import STYLES, render
from techdep_tui.core.state.state import State
from tests.core.citing import EXPECTED

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.setenv("TECHDEP_TUI_STATE_DIR", str(tmp_path / "state"))

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
    for name, month in (("zebra", 2), ("apple", 3)):
        text = (
            f"---\ntitle: The {name} chips\nauthor: Polina Ivanova\npublisher: Wafer\n"
            f"date: 2026-0{month}-01\nurl: https://example.org/{name}?utm_source=x\n---\n\n"
            f"First words.\n\nMore of the {name}.\n"
        )
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    (folder / "other.txt").write_text("Other\n\nNothing of the kind in it.\n", encoding="utf-8")
    return folder


@pytest.fixture
def csl(tmp_path: Path) -> Path:
    path = tmp_path / "records.json"
    path.write_text(json.dumps(EXPECTED["records"]), encoding="utf-8")
    return path


def records(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_several_articles_become_a_bibliography_that_is_sorted_and_told_apart(run: Run, folder: Path) -> None:
    code, out, _ = run("cite", "zebra", "apple", "--in", str(folder), "--style", "chicago-date")
    assert code == 0
    assert out.splitlines() == [
        "Ivanova, Polina. 2026a. “The Apple Chips.” Wafer, March 1. https://example.org/apple?utm_source=x.",
        "Ivanova, Polina. 2026b. “The Zebra Chips.” Wafer, February 1. https://example.org/zebra?utm_source=x.",
    ]


def test_what_a_search_finds_becomes_a_bibliography_or_an_export(run: Run, folder: Path) -> None:
    _, out, _ = run("cite", "--search", "chips", "--in", str(folder))
    assert len(out.splitlines()) == 2
    _, out, _ = run("export", "--search", "zebra", "--in", str(folder))
    assert out.count("@article{") == 1
    assert run("cite", "--search", "nowhere-to-be-found", "--in", str(folder))[:2] == (1, "")
    assert run("cite", "--search", "(", "--in", str(folder))[0] == 2


def test_each_article_of_the_json_lines_stands_by_itself_and_as_it_is_listed(run: Run, folder: Path) -> None:
    _, out, _ = run("cite", "zebra", "apple", "--in", str(folder), "--style", "apa", "--json")
    zebra, apple = records(out)
    assert (zebra["citation"], apple["citation"]) == ("(Ivanova, 2026)", "(Ivanova, 2026)")
    assert (zebra["listed"]["citation"], apple["listed"]["citation"]) == (
        "(Ivanova, 2026a)",
        "(Ivanova, 2026b)",
    )
    assert (zebra["listed"]["number"], apple["listed"]["number"]) == (1, 2)
    _, out, _ = run("cite", "zebra", "--in", str(folder), "--json")
    assert "listed" not in records(out)[0]


@pytest.mark.parametrize("style", STYLES)
def test_csl_json_records_are_formatted_the_same_way(run: Run, csl: Path, style: str) -> None:
    _, out, _ = run("cite", "--from-csl", str(csl), "--style", style, "--json")
    made = records(out)
    assert [each["id"] for each in made] == [csl["id"] for csl in EXPECTED["records"]]
    for each, given in zip(made, EXPECTED["records"], strict=True):
        rendered = render(Reference(given), style)
        assert (each["style"], each["bibliography"], each["citation"]) == (style, *rendered[:2])


def test_csl_json_comes_on_standard_input_too(run: Run, csl: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(csl.read_bytes())))
    _, out, err = run("cite", "--from-csl", "-", "--style", "mla", "--locator-paragraph", "12")
    assert "(Ivanova, par. 12)" in out.splitlines()
    assert "MLA 9 cites no counted paragraphs" in err


def test_csl_json_can_be_exported_and_is_refused_where_it_is_none(
    run: Run, csl: Path, tmp_path: Path
) -> None:
    _, out, _ = run("export", "--from-csl", str(csl), "--format", "ris")
    assert out.count("TY  - ") == len(EXPECTED["records"])
    _, out, _ = run("export", "--from-csl", str(csl), "--json")
    assert records(out)[0]["id"] == "r01_full"
    csl.write_text("{", encoding="utf-8")
    assert run("cite", "--from-csl", str(csl))[0] == 2
    assert run("cite", "--from-csl", str(tmp_path / "missing"))[0] == 2
    csl.write_text("[]", encoding="utf-8")
    assert run("cite", "--from-csl", str(csl))[0] == 1


def test_a_counted_paragraph_is_cited_where_the_style_allows_it_and_else_that_is_said(
    run: Run, folder: Path
) -> None:
    arguments = ("cite", "zebra", "--in", str(folder), "--locator-paragraph", "2")
    assert run(*arguments)[1] == "(Ivanova, 2026, para. 2)\n"
    for style, what in (("mla", "MLA 9"), ("vancouver", "Vancouver")):
        _, out, err = run(*arguments, "--style", style)
        assert "2" not in out.replace("2026", "")
        assert what in err
    assert run("cite", "zebra", "--in", str(folder), "--locator-paragraph", "9")[0] == 2
    assert run("cite", "zebra", "--in", str(folder), "--locator-paragraph", "0")[0] == 2


def test_nothing_is_added_that_is_not_asked_for(run: Run, folder: Path) -> None:
    _, out, _ = run("cite", "zebra", "--in", str(folder), "--style", "harvard")
    assert "Accessed" not in out
    assert "utm_source" in out
    _, out, _ = run(
        "cite", "zebra", "--in", str(folder), "--style", "harvard", "--accessed", "--strip-tracking"
    )
    today = date.today()  # noqa: DTZ011 - the reader's own day
    assert f"https://example.org/zebra (Accessed: {today.day} " in out


def test_what_is_inferred_and_what_was_not_read_is_said_beside_the_citation(run: Run) -> None:
    _, _, err = run("cite", "001", "--original")
    assert "which was not read; publisher Financial Times is inferred (host ft.com)" in err
    _, _, err = run("cite", "003", "--inferred")
    assert "publisher The Moscow Times is inferred" in err
    assert run("cite", "001")[2] == ""


def test_articles_and_a_search_at_once_are_wrong_use(run: Run, csl: Path) -> None:
    assert run("cite", "001", "--search", "chips")[0] == 2
    assert run("export", "001", "--from-csl", str(csl))[0] == 2


def test_what_the_reader_filled_in_is_cited_here_too(run: Run, folder: Path) -> None:
    article = read_article(folder / "other.txt")
    with State.open(paths.state_file()) as state:
        state.record_override(article.digest, "author", "Hall, Ben")
    assert run("cite", "other", "--in", str(folder))[1] == "Hall, B. (n.d.). Other.\n"


def test_a_bibliography_goes_to_a_new_file_and_never_over_an_old_one(run: Run, folder: Path) -> None:
    target = folder.parent / "list.txt"
    arguments = ("cite", "zebra", "--in", str(folder), "--output", str(target))
    assert run(*arguments)[:2] == (0, "")
    assert target.read_text(encoding="utf-8").startswith("Ivanova, P. (2026, February 1).")
    assert run(*arguments)[0] == 2


def test_a_csl_file_without_pandoc_says_what_is_needed(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(folder))
    style = folder / "mine.csl"
    style.write_text("<style><title>Mine</title></style>", encoding="utf-8")
    code, _, err = run("cite", "zebra", "--in", str(folder), "--style", str(style))
    assert code == 2
    assert "pandoc" in err


def test_the_styles_are_listed_without_an_article_and_an_article_is_asked_for_else(run: Run) -> None:
    code, out, _ = run("cite", "--style", "list")
    assert code == 0
    assert len(out.splitlines()) == len(STYLES)
    assert run("cite")[0] == 2
