"""A stretch of an article as a quotation with its citation and paragraph."""

from __future__ import annotations

import pytest

from techdep_tui.core.articles.model import Article
from techdep_tui.core.citations.quotation import quotation, speech
from techdep_tui.core.citations.record import article_record
from techdep_tui.core.citations.styles import STYLES
from techdep_tui.core.errors import CitationError
from tests.core.citing import article, seed

TEXT = """---
title: Chips and their makers
publisher: The Daily Wafer
date: 2024-05-06
---

# Chips and their makers

The minister said: "We build ‘our own’ chips." Nobody had asked.

## A heading

It isn't so, he added. The makers, who know it better than anyone,
smiled.
"""


def quote(source: Article, text: str, style: str = "apa") -> str:
    """What is quoted of an article for the stretch of its text that reads `text`."""
    start = source.text.index(text)
    return quotation(source, start, start + len(text), article_record(source, use_inferred=True), style)


def test_a_sentence_stands_in_quotation_marks_with_citation_and_paragraph() -> None:
    source = seed("003")
    sentence = source.sentence_at(source.text.index("Zelenograd"))
    quoted = quotation(source, *sentence, article_record(source, use_inferred=True), "apa")
    number = source.block_at(sentence.start).number
    assert quoted.startswith("“There were several attempts in the 1990s")
    assert quoted.endswith(
        "25 miles from Moscow.” (“Russia’s Drive to Replace Foreign Technology Is Slowly Working,” n.d., "
        f"para. {number})"
    )


def test_inner_quotation_marks_change_over() -> None:
    said = 'The minister said: "We build ‘our own’ chips."'
    assert quote(article(TEXT), said).startswith("“The minister said: ‘We build “our own” chips.’” (")
    assert quote(article(TEXT), said, "harvard").startswith(
        "‘The minister said: “We build ‘our own’ chips.”’ ("
    )


def test_a_mark_whose_partner_is_left_out_gets_one() -> None:
    assert quote(article(TEXT), "We build ‘our own’ chips").startswith("“[…] ‘We build “our own” chips’")
    assert quote(article(TEXT), 'The minister said: "We').startswith("“The minister said: ‘We’ […]” (")


def test_it_is_widened_to_words_and_says_where_a_sentence_is_cut() -> None:
    assert quote(article(TEXT), "akers, who know it bett").startswith(
        "“[…] makers, who know it better […]” ("
    )


def test_line_breaks_become_blanks() -> None:
    assert "better than anyone, smiled.” (" in quote(
        article(TEXT), "The makers, who know it better than anyone, smiled."
    )


@pytest.mark.parametrize("style", STYLES)
def test_every_style_carries_quotation_citation_and_paragraph(style: str) -> None:
    quoted = quote(article(TEXT), "Nobody had asked.", style)
    assert "Nobody had asked." in quoted
    assert any(sign in quoted for sign in ("para. 1", "para 1", "Para. 1", "[¶1]"))


def test_a_style_without_counted_paragraphs_has_the_number_after_the_citation() -> None:
    assert quote(article(TEXT), "Nobody had asked.", "mla") == (
        "“Nobody had asked.” (“Chips and Their Makers”) [¶1]"
    )
    assert quote(article(TEXT), "Nobody had asked.", "vancouver") == "“Nobody had asked.” (1) [¶1]"


def test_a_heading_has_no_paragraph() -> None:
    assert quote(article(TEXT), "A heading") == "“A heading” (“Chips and Their Makers,” 2024)"


def test_a_long_quotation_is_a_block_without_marks_where_the_style_asks() -> None:
    long = "One " + "two " * 40 + "three."
    source = article(f"# A title\n\n{long}\n")
    assert quote(source, long).startswith("One two")
    assert quote(source, long, "chicago").startswith("“One two")


def test_what_is_not_the_article_s_own_is_left_out_of_a_longer_stretch() -> None:
    source = seed("003")
    at = source.text.index("Nowadays he doesn")
    end = source.text.index("Russia is now one of the very few")
    quoted = quotation(source, at, end + 40, article_record(source), "apa")
    assert "Related article" not in quoted


def test_positions_outside_the_text_and_empty_stretches_raise_nothing() -> None:
    source = article(TEXT)
    for start, end in ((0, 0), (-5, 10_000), (10_000, 20_000), (9, 3)):
        assert quotation(source, start, end, article_record(source), "apa")


def test_an_unknown_style_is_an_error() -> None:
    with pytest.raises(CitationError):
        quote(article(TEXT), "Nobody", "no such style")


SPEECH = """---
title: Chips and their makers
publisher: The Daily Wafer
date: 2024-05-06
---

# Chips and their makers

"We build ‘our own’ chips,
in this town," the minister said, and "there is more," and left.
"""


def spoken(text: str, style: str = "apa") -> str:
    source = article(SPEECH)
    start = source.text.index(text)
    return speech(source, start, start + len(text), article_record(source, use_inferred=True), style)


def test_somebodys_words_stand_without_the_articles_marks_and_without_signs_of_a_cut() -> None:
    words = '"We build ‘our own’ chips, in this town,"'
    assert spoken(words).startswith("“We build ‘our own’ chips, in this town” (")
    assert spoken(words).endswith(", para. 1)")
    assert spoken(words, "harvard").startswith("‘We build “our own” chips, in this town’ (")
    assert spoken('"there is more,"').startswith("“there is more” (")
