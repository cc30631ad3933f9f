"""What differs between two copies of a story."""

from __future__ import annotations

from dataclasses import replace

from techdep_tui.core.articles.differences import MOST_WORDS, Difference, Kind, compare
from techdep_tui.core.articles.model import Article, Block, BlockKind
from techdep_tui.core.articles.offsets import Span
from tests.core.factory import make_article
from tests.core.stories import story

FIRST = "The plant will open in May, the ministry said on Monday."
SECOND = "It is to make chips for cars, which came from abroad until now."
THIRD = "Workers are being trained in two towns."


def told(here: Article, there: Article) -> list[tuple[str, str, str]]:
    """The differences as words: kind, here, there."""
    return [
        (d.kind.value, here.text[d.here.start : d.here.end], there.text[d.there.start : d.there.end])
        for d in compare(here, there).differences
    ]


def of(*paragraphs: str) -> Article:
    return make_article("\n\n".join(paragraphs))


def test_the_same_text_differs_in_nothing() -> None:
    comparison = compare(of(FIRST, SECOND), of(FIRST, SECOND))

    assert comparison.differences == ()
    assert comparison.common == comparison.words_here == comparison.words_there == 24


def test_an_edited_word_is_told_with_the_word_in_its_place() -> None:
    assert told(of(FIRST, SECOND), of(FIRST.replace("May", "late June"), SECOND)) == [
        ("changed", "May", "late June")
    ]


def test_a_paragraph_that_is_only_in_one_of_them_is_told_with_its_place_in_the_other() -> None:
    here, there = of(FIRST, SECOND, THIRD), of(FIRST, THIRD)

    assert told(here, there) == [("only here", SECOND.rstrip("."), "")]
    assert told(there, here) == [("only there", "", SECOND.rstrip("."))]
    place = compare(here, there).differences[0].there
    assert there.text[: place.start] == FIRST.rstrip(".")


def test_paragraphs_that_are_missing_one_after_the_other_are_told_one_by_one() -> None:
    assert told(of(FIRST, SECOND, THIRD), of(FIRST)) == [
        ("only here", SECOND.rstrip("."), ""),
        ("only here", THIRD.rstrip("."), ""),
    ]


def test_marks_capitals_lines_and_paragraphs_make_no_difference() -> None:
    wrapped = f"{FIRST} {SECOND}".replace(" ", "\n").replace(",", " –").upper()

    assert told(of(FIRST, SECOND), of(wrapped)) == []


def test_stray_words_in_common_do_not_break_up_what_was_written_anew() -> None:
    here = of(FIRST, "Prices rose in the spring by a third after years of calm.")
    there = of(FIRST, "Nobody had expected the outcome by any measure known today.")

    assert [kind for kind, _, _ in told(here, there)] == ["changed"]


def test_title_and_boilerplate_are_not_compared() -> None:
    def with_frame(title: str, footer: str) -> Article:
        article = of(title, FIRST, footer)
        kinds = (BlockKind.TITLE, BlockKind.PARAGRAPH, BlockKind.BOILERPLATE)
        blocks = [Block(kind, b.start, b.end) for kind, b in zip(kinds, article.blocks, strict=True)]
        return replace(article, blocks=tuple(blocks))

    assert told(with_frame("Plant opens", "Subscribe now"), with_frame("Chips", "All rights reserved")) == []


def test_a_text_without_words_is_missing_everything() -> None:
    assert told(of(), of(FIRST)) == [("only there", "", FIRST.rstrip("."))]
    assert compare(of(), of()).differences == ()
    assert compare(of(FIRST), of()).differences[0] == Difference(
        Kind.HERE, Span(0, len(FIRST) - 1), Span(0, 0)
    )


def test_of_a_book_the_beginning_is_compared_and_that_is_told() -> None:
    comparison = compare(of(story(1, MOST_WORDS + 500)), of(story(1, MOST_WORDS)))

    assert comparison.is_cut
    assert comparison.differences == ()


def test_texts_made_to_be_slow_are_compared_all_the_same() -> None:
    here, there = of("a b " * MOST_WORDS), of("b a " * MOST_WORDS)

    assert compare(here, there).common >= MOST_WORDS - 2
