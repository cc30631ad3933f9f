"""Styles in CSL files go through the reader's own pandoc, where there is one."""

from __future__ import annotations

from pathlib import Path

import pytest

from techdep_tui.core.citations import pandoc
from techdep_tui.core.citations.listed import is_csl_file, listed, why_no_paragraph
from techdep_tui.core.errors import CitationError
from tests.core.citing import record
from tests.core.test_reading_back import pandoc as installed

STYLE = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="{kind}" version="1.0">
  <info><title>A Style &amp; More</title><id>x</id><updated>2026-01-01T00:00:00+00:00</updated></info>
  <citation><layout prefix="&lt;" suffix="&gt;" delimiter="; "><group delimiter=" ">
    <names variable="author"><name form="short"/><substitute><text variable="title"/></substitute></names>
    <group delimiter=" "><label variable="locator" form="short"/><text variable="locator"/></group>
  </group></layout></citation>
  <bibliography><sort><key variable="title"/></sort><layout suffix="!">
    <text variable="title" font-style="italic"/><names variable="author" prefix=" by "/>
  </layout></bibliography>
</style>
"""


@pytest.fixture
def on_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(Path(installed()).parent))


def style(folder: Path, kind: str = "in-text") -> Path:
    path = folder / "mine.csl"
    path.write_text(STYLE.format(kind=kind), encoding="utf-8")
    return path


@pytest.mark.usefixtures("on_path")
def test_a_csl_file_sorts_and_formats_through_pandoc(tmp_path: Path) -> None:
    made = listed([record("r05_two_authors"), record("r12_year_question")], str(style(tmp_path)), paragraph=3)
    assert [(entry.place, entry.number) for entry in made] == [(1, 1), (0, 2)]
    assert made[0].rendered.bibliography == "Can Russia build its own chips? by Amy Ng!"
    assert made[0].rendered.bibliography_html == "<i>Can Russia build its own chips?</i> by Amy Ng!"
    assert made[0].rendered.citation == "<Ng para. 3>"


@pytest.mark.usefixtures("on_path")
def test_a_style_of_notes_gives_the_note(tmp_path: Path) -> None:
    (made,) = listed([record("r03_title_only")], str(style(tmp_path, "note")))
    assert made.rendered.citation.startswith("<Russia fails to lower dependency on tech imports>")
    assert listed([], str(style(tmp_path))) == []


def test_without_pandoc_it_says_what_is_needed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CitationError, match="pandoc 3 or newer on the path"):
        listed([record("r01_full")], str(style(tmp_path)))


@pytest.mark.parametrize(
    ("says", "what"), [("pandoc 2.19.2", "is older"), ("nonsense", "is older")], ids=["old", "other"]
)
def test_an_old_pandoc_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, says: str, what: str
) -> None:
    program = tmp_path / "pandoc"
    program.write_text(f"#!/bin/sh\necho '{says}'\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CitationError, match=what):
        listed([record("r01_full")], str(style(tmp_path)))


@pytest.mark.usefixtures("on_path")
def test_what_pandoc_complains_of_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "broken.csl"
    path.write_text("<style><title>Broken</title>", encoding="utf-8")
    with pytest.raises(CitationError, match="pandoc could not format it") as fault:
        listed([record("r01_full")], str(path))
    assert "\n" not in str(fault.value)


def test_what_is_no_style_and_what_points_to_another_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.csl"
    for text, what in (
        ("words", "is no CSL style"),
        (STYLE.replace("<id>", '<link rel="independent-parent" href="x"/><id>'), "only points to another"),
    ):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(CitationError, match=what):
            pandoc.csl_style(path)
    with pytest.raises(CitationError, match="cannot be read"):
        pandoc.csl_style(tmp_path / "missing.csl")


def test_the_title_of_a_style_is_that_of_its_file(tmp_path: Path) -> None:
    assert pandoc.csl_style(style(tmp_path)).title == "A Style & More"


def test_a_csl_file_goes_by_its_ending_and_cites_paragraphs() -> None:
    assert is_csl_file("My Style.CSL")
    assert not is_csl_file("apa")
    assert why_no_paragraph("x.csl") == why_no_paragraph("apa") == ""
    assert "MLA 9" in why_no_paragraph("mla")
