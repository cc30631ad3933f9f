"""`facts --csv`: a table that any spreadsheet reads, and none runs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from techdep_tui import paths
from techdep_tui.cli import main
from techdep_tui.commands.facts import COLUMNS
from techdep_tui.commands.tables import cell, print_csv
from techdep_tui.core.articles.load import read_article
from techdep_tui.core.articles.model import Article
from techdep_tui.core.facts.corrections import corrected, entries_of, rejected
from techdep_tui.core.facts.extract import extract
from techdep_tui.core.facts.model import Fact, Kind
from techdep_tui.core.state.state import State
from tests.core.all_kinds import TEXT, facts_of

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "clippings"
    folder.mkdir()
    (folder / "one.txt").write_text("One\n\nIt cost $5 million, =then $6 million.\n", encoding="utf-8")
    return folder


@pytest.fixture(autouse=True)
def _own_state(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TECHDEP_TUI_STATE_DIR", str(tmp_path / "state"))


def keep(article: Article, *facts: Fact) -> None:
    with State.open(paths.state_file()) as state:
        state.record_corrections(article.digest, entries_of(article, facts))


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_text_that_a_spreadsheet_would_run_is_defused(start: str) -> None:
    assert cell(start + "1+1") == f"'{start}1+1"
    assert cell((start + "a", "b")) == f"'{start}a; b"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (-5, -5),
        (-2.5, -2.5),
        (5e9, 5_000_000_000),
        (True, "true"),
        (None, None),
        (("a", "b"), "a; b"),
        ("a=b", "a=b"),
    ],
)
def test_numbers_stay_numbers_and_texts_stay_texts(value: object, shown: object) -> None:
    assert cell(value) == shown
    assert type(cell(value)) is type(shown)


def test_the_table_is_that_of_rfc_4180(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert print_csv(("a", "b"), [{"a": 'say "x", y', "b": -1}, {"b": "Größe\nzwei"}]) == 2
    assert capsysbinary.readouterr().out.decode() == 'a,b\r\n"say ""x"", y",-1\r\n,"Größe\nzwei"\r\n'


def test_the_facts_of_a_folder_as_a_table(folder: Path, capsys: Capture) -> None:
    assert main(["facts", "--in", str(folder), "--csv"]) == 0
    first, second = table(capsys.readouterr().out)
    assert tuple(first) == COLUMNS
    assert (first["type"], first["text"], first["norm.amount"], first["norm.currency"]) == (
        "money",
        "$5 million",
        "5000000",
        "USD",
    )
    assert second["norm.mod"] == "'="
    assert (folder / "one.txt").read_text()[int(first["start"]) : int(first["end"])] == first["text"]


def test_a_table_without_facts_has_a_head_and_says_that_nothing_was_found(
    folder: Path, capsys: Capture
) -> None:
    assert main(["facts", "one", "--in", str(folder), "--csv", "--kind", "event"]) == 1
    assert capsys.readouterr().out.count("\r\n") == 1


def test_table_and_json_exclude_each_other(capsys: Capture) -> None:
    assert main(["facts", "--csv", "--json"]) == 2


def test_words_after_the_folder_name_articles(folder: Path, capsys: Capture) -> None:
    assert main(["facts", "--in", str(folder), "one"]) == 0
    assert "$5 million" in capsys.readouterr().out


def test_what_was_rejected_is_left_out_and_what_was_corrected_says_so(folder: Path, capsys: Capture) -> None:
    article = read_article(folder / "one.txt")
    first, second = extract(article)
    keep(article, rejected(first), corrected(second, Kind.MONEY, {"amount": 7_000_000}))
    assert main(["facts", "--in", str(folder), "--json"]) == 0
    (record,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert (record["norm"]["amount"], record["by"]) == (7_000_000, "reader")
    assert main(["facts", "--in", str(folder), "--csv", "--all"]) == 0
    rows = table(capsys.readouterr().out)
    assert [(row["rejected"], row["by"]) for row in rows] == [("true", ""), ("", "reader")]
    assert main(["facts", "--in", str(folder), "--all"]) == 0
    assert "[rejected by you]" in capsys.readouterr().out


def test_looking_at_facts_makes_no_state(folder: Path, capsys: Capture) -> None:
    assert main(["facts", "--in", str(folder)]) == 0
    assert not paths.state_file().exists()


def columns_of(facts: Iterable[Fact]) -> set[str]:
    return {f"norm.{name}" for fact in facts for name in fact.norm}


def test_every_field_of_a_normalised_value_has_a_column(tmp_path: Path) -> None:
    made = tmp_path / "made.txt"
    made.write_text(f"Made\n\n{TEXT}\n", encoding="utf-8")
    facts = list(facts_of(read_article(made)))
    for path in paths.builtin_articles().iterdir():
        facts += extract(read_article(path))
    assert columns_of(facts) <= set(COLUMNS)
