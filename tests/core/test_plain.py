"""Plain text whose headings carry no markup."""

from __future__ import annotations

import pytest

from techdep_tui.core.articles.model import BlockKind, Format, Source
from tests.core.reading import article_of, assert_leads_back, blocks_of, texts_of

LONG = "The plant has bought a second machine and hopes to start both before the year ends, its owner said. "
PARAGRAPH = LONG + "Nobody at the ministry wanted to say how much the state had paid for it."
OTHER = "A week later the machine stood still again. " + LONG


def test_the_first_line_is_the_title_and_every_line_a_paragraph() -> None:
    article = article_of(f"A plant starts again\n\n{PARAGRAPH}\n{OTHER}\n")
    assert article.format is Format.PLAIN
    assert (article.title, article.metadata.title.why) == ("A plant starts again", "first line")
    assert blocks_of(article) == [
        ("title", "A plant starts again"),
        ("paragraph", PARAGRAPH),
        ("paragraph", OTHER.strip()),
    ]
    assert_leads_back(article)


def test_a_short_bare_line_between_paragraphs_is_a_heading() -> None:
    article = article_of(
        f"Title of it\n\n{PARAGRAPH}\nWho pays for it\n{OTHER}\n{PARAGRAPH}\nWhat comes next?\n{OTHER}"
    )
    assert texts_of(article, BlockKind.HEADING) == ["Who pays for it", "What comes next?"]
    assert article.paragraph_count == 4


@pytest.mark.parametrize(
    "line",
    [
        "He said so.",
        "and then nothing",
        "“It stands still and will stand still for years”",
        "One, two,",
        "- and so on",
    ],
)
def test_a_line_that_is_speech_or_part_of_a_sentence_is_no_heading(line: str) -> None:
    article = article_of(f"Title of it\n\n{PARAGRAPH}\n{line}\n{OTHER}")
    assert texts_of(article, BlockKind.HEADING) == []


def test_short_lines_among_short_lines_are_no_headings() -> None:
    article = article_of(f"Title of it\n\n{PARAGRAPH}\nThe Mayor\nTown Hall\nNew Town\n{OTHER}")
    assert texts_of(article, BlockKind.HEADING) == []


def test_a_text_that_begins_with_a_sentence_has_only_an_inferred_title() -> None:
    article = article_of(f"{LONG}\n\n{OTHER}\n")
    assert article.metadata.title.source is Source.INFERRED
    assert "first sentence" in article.metadata.title.why
    assert LONG.startswith(article.title.removesuffix(" …"))
    assert texts_of(article, BlockKind.TITLE) == []
    assert article.paragraph_count == 2


def test_a_title_that_stands_twice_is_shown_once() -> None:
    article = article_of(f"A plant starts again\n\nA PLANT STARTS AGAIN\n{PARAGRAPH}\n")
    assert texts_of(article, BlockKind.TITLE) == ["A plant starts again"]
    assert texts_of(article, BlockKind.BOILERPLATE) == ["A PLANT STARTS AGAIN"]


def test_a_clause_below_the_title_is_the_standfirst() -> None:
    article = article_of(
        f"Machines for all\n\nWhy the second one stands still most of the time\n\n{PARAGRAPH}\n"
    )
    assert article.metadata.standfirst.value == "Why the second one stands still most of the time"
    assert article.metadata.standfirst.source is Source.FILE
    assert article.paragraph_count == 1


def test_a_sentence_between_title_and_byline_is_the_standfirst() -> None:
    article = article_of(f"Machines for all\n\nMost of them stand still.\n\nBy Ann Brown\n\n{PARAGRAPH}\n")
    assert article.metadata.standfirst.value == "Most of them stand still."
    assert article.metadata.authors.value == ("Ann Brown",)


def test_the_first_paragraph_is_not_taken_for_a_standfirst() -> None:
    article = article_of(
        f"Machines for all\n\nFor years the town has tried to sell them, so far in vain.\n{PARAGRAPH}\n"
    )
    assert article.metadata.standfirst.source is Source.MISSING
    assert article.paragraph_count == 2


@pytest.mark.parametrize(
    "line",
    [
        "Unlock premium news, start your free trial today.",
        "Subscribe to continue reading.",
        "Sign up for our daily newsletter.",
        "Read more: Another plant stops",
        "Read more",
        "© 2024 The Town Paper",
        "ADVERTISEMENT",
        "Share this article",
        "Follow us on Twitter and Facebook.",
        "###",
        "-30-",
        "https://www.example.com/some/where",
        "Ann Brown contributed to this report.",
    ],
)
def test_a_sites_own_lines_are_kept_apart(line: str) -> None:
    article = article_of(f"A plant starts again\n\n{PARAGRAPH}\n{OTHER}\n{line}\n")
    assert blocks_of(article)[-1] == (("related" if line.startswith("Read more:") else "boilerplate"), line)
    assert article.paragraph_count == 2


def test_a_paragraph_that_mentions_a_newsletter_is_the_articles_own() -> None:
    text = PARAGRAPH * 2 + " Readers were asked to sign up for a newsletter about it and to subscribe."
    article = article_of(f"A plant starts again\n\n{text}\n")
    assert texts_of(article, BlockKind.PARAGRAPH) == [text]


def test_an_address_in_a_paragraph_is_a_link_where_it_stands() -> None:
    article = article_of(
        f"A plant starts again\n\n{LONG}See https://www.example.com/plant, it said. {LONG}\n"
    )
    (link,) = article.links
    assert (link.rel, link.url, article.text[link.start : link.end]) == ("link", link.text, link.text)
    assert link.url == "https://www.example.com/plant"


def test_an_article_on_one_line_is_one_paragraph() -> None:
    article = article_of(f"A plant starts again\n\n{PARAGRAPH * 20}\n")
    assert article.format is Format.PLAIN
    assert article.paragraph_count == 1


@pytest.mark.parametrize("text", ["", "\n\n\n", " \t \n", "\ufeff", "a", "?\n", "\u00ad\u200b"])
def test_a_text_with_nothing_in_it_is_an_article_without_blocks_or_with_one(text: str) -> None:
    article = article_of(text, "nothing.txt")
    assert len(article.blocks) <= 1
    assert article.title
    assert_leads_back(article)
