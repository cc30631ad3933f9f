"""Text out of a PDF: hard-wrapped lines, page breaks, hyphens."""

from __future__ import annotations

import pytest

from techdep_tui.core.articles.formats.hyphens import Hyphens
from techdep_tui.core.articles.model import BlockKind, Format, Source
from techdep_tui.core.articles.shape import read_lines
from tests.core.reading import article_of, assert_leads_back, blocks_of, texts_of

TITLE = "Second Machine Starts in a Town\nThat Had Given Up on Its Plant\n"
FIRST = """\
The plant at the end of the road has bought a second machine and hopes to start both
of them before the end of the year, its owner said. Nobody at the ministry wanted to
say how much the state had paid for it.
"""
SECOND = """\
A week later the machine stood still again, and the owner flew to the capital to look
for somebody who could tell him what to do with it and with the men he had hired.
"""
THIRD = """\
“We shall start it again,” he said when he came back from there with nothing in his
hands but a letter.
"""


def unwrapped(text: str) -> str:
    return " ".join(text.split())


def test_a_title_over_two_lines_and_wrapped_paragraphs_become_whole() -> None:
    article = article_of(f"\n{TITLE}{FIRST}\n{SECOND}\n{THIRD}")
    assert article.format is Format.PDF_TEXT
    assert article.title == unwrapped(TITLE)
    assert texts_of(article, BlockKind.PARAGRAPH) == [unwrapped(FIRST), unwrapped(SECOND), unwrapped(THIRD)]
    assert_leads_back(article)


def test_a_title_in_one_narrow_line_ends_where_the_wide_text_begins() -> None:
    article = article_of(f"\nPlant starts again\n{FIRST}\n{SECOND}")
    assert article.title == "Plant starts again"
    assert article.paragraph_count == 2


def test_a_narrow_sentence_below_the_title_is_the_standfirst() -> None:
    narrow = (
        "With a machine that nobody knows\nhow to use the owner wants to show\nthe town what he can do.\n"
    )
    article = article_of(f"\n{TITLE}{narrow} {FIRST}\n{SECOND}")
    assert article.title == unwrapped(TITLE)
    assert article.metadata.standfirst.value == unwrapped(narrow)
    assert article.paragraph_count == 2


def test_a_byline_and_a_date_below_the_title_are_no_part_of_it() -> None:
    article = article_of(f"\n{TITLE}By Ann Brown and Tom Grey\n\nMarch 3, 2024\n\n{FIRST}\n{SECOND}")
    assert article.title == unwrapped(TITLE)
    assert article.metadata.authors.value == ("Ann Brown", "Tom Grey")
    assert (article.metadata.date.in_file, article.metadata.date.why) == ("2024-03-03", "date line")


def test_a_blank_in_front_begins_a_paragraph() -> None:
    article = article_of(f"\n{TITLE}{FIRST} {SECOND}\n{THIRD}")
    assert texts_of(article, BlockKind.PARAGRAPH) == [unwrapped(FIRST), unwrapped(SECOND), unwrapped(THIRD)]


def test_a_page_break_with_addresses_in_mid_sentence_is_one_blank() -> None:
    lines = SECOND.splitlines()
    block = "\nhttps://www.example.com/one-thing\nhttps://www.example.com/another-thing\n\n\n"
    article = article_of(f"\n{TITLE}{FIRST}\n{lines[0]}\n{block}{lines[1]}\n\n{THIRD}")
    assert texts_of(article, BlockKind.PARAGRAPH)[1] == unwrapped(SECOND)
    assert [link.url for link in article.links] == [
        "https://www.example.com/one-thing",
        "https://www.example.com/another-thing",
    ]
    assert all(link.start == link.end for link in article.links)
    paragraph = article.paragraph(2)
    assert paragraph is not None
    parts = article.fragments(paragraph.start, paragraph.end)
    assert [unwrapped(article.raw[slice(*part)]) for part in parts] == lines


def test_a_page_number_in_mid_sentence_goes_out() -> None:
    lines = SECOND.splitlines()
    article = article_of(f"\n{TITLE}{FIRST}\n{lines[0]}\n\nPage 1 of 3\n\n{lines[1]}\n\n{THIRD}")
    assert texts_of(article, BlockKind.PARAGRAPH)[1] == unwrapped(SECOND)


def test_addresses_between_whole_paragraphs_are_kept_apart() -> None:
    article = article_of(f"\n{TITLE}{FIRST}\nhttps://www.example.com/one-thing\n\n{SECOND}\n{THIRD}")
    assert ("boilerplate", "https://www.example.com/one-thing") in blocks_of(article)
    assert article.paragraph_count == 3


def test_a_related_line_and_the_address_that_repeats_its_words_are_one_link() -> None:
    related = "Related article: The Town’s First Machine Is Sold\n"
    address = "https://www.example.com/2019/11/01/the-towns-first-machine-is-sold-a68002\n"
    article = article_of(f"\n{TITLE}{FIRST}\n{related}\n{SECOND}\n{address}\n{THIRD}")
    (link,) = article.links
    assert (link.rel, link.text, link.url) == ("related", "The Town’s First Machine Is Sold", address.strip())
    assert article.text[link.start : link.end] == link.text
    assert texts_of(article, BlockKind.RELATED) == [related.strip()]
    assert article.metadata.date.source is Source.MISSING
    assert (article.metadata.publisher.value, article.metadata.publisher.source) == (
        "example.com",
        Source.INFERRED,
    )


def test_addresses_of_different_days_say_nothing_of_the_date() -> None:
    addresses = (
        "https://www.example.com/2019/11/01/one-thing-here\nhttps://www.example.com/2026/04/14/another-one\n"
    )
    article = article_of(f"\n{TITLE}{FIRST}\n{SECOND}\n{THIRD}\n{addresses}")
    assert article.metadata.date.source is Source.MISSING


def test_addresses_of_one_day_only_infer_the_date_and_say_how() -> None:
    addresses = (
        "https://www.example.com/2019/11/01/one-thing-here\nhttps://www.example.com/2019/11/01/another-one\n"
    )
    date = article_of(f"\n{TITLE}{FIRST}\n{SECOND}\n{THIRD}\n{addresses}").metadata.date
    assert (date.value, date.source, date.in_file) == ("2019-11-01", Source.INFERRED, None)
    assert "addresses of other articles" in date.why


def test_a_line_with_its_own_address_gives_the_address_and_no_certain_publisher() -> None:
    metadata = article_of(
        f"\n{TITLE}{FIRST}\n{SECOND}\nOriginal url: https://www.bbc.co.uk/news/1\n"
    ).metadata
    assert metadata.url.in_file == "https://www.bbc.co.uk/news/1"
    assert (metadata.publisher.value, metadata.publisher.source) == ("BBC", Source.INFERRED)


def test_the_title_repeated_at_the_end_is_boilerplate() -> None:
    article = article_of(f"\n{TITLE}{FIRST}\n{SECOND}\n{THIRD}\n\n\t{unwrapped(TITLE)}\n")
    assert blocks_of(article)[-1] == ("boilerplate", unwrapped(TITLE))


def test_a_blank_line_after_every_line_parts_nothing() -> None:
    spaced = f"{TITLE}{FIRST}{SECOND}{THIRD}".replace("\n", "\n\n")
    article = article_of(spaced)
    assert article.format is Format.PDF_TEXT
    assert article.title == unwrapped(TITLE)
    assert unwrapped(FIRST + SECOND + THIRD) == " ".join(texts_of(article, BlockKind.PARAGRAPH))


def test_double_blanks_of_justified_lines_become_single_ones() -> None:
    wide = FIRST.replace(" the ", "  the  ")
    article = article_of(f"\n{TITLE}{wide}\n{SECOND}")
    assert texts_of(article, BlockKind.PARAGRAPH)[0] == unwrapped(FIRST)
    assert_leads_back(article)


@pytest.mark.parametrize(
    ("line", "following", "elsewhere", "joint"),
    [
        ("It is Russian-", "made and cheap", "", "-"),
        ("It is a government-", "supported plan", "of the government", "-"),
        ("the manu-", "facturing of it", "a manufacturing plant", ""),
        ("the techno-", "logy of it", "re-\nport a report", ""),
        ("the techno-", "logy of it", "", "-"),
        ("in mid-", "March of it", "", "-"),
        ("a Mi-", "24 helicopter", "", "-"),
        ("he said -", "and went", "", None),
        ("he said --", "and went", "", None),
        ("no hyphen", "at all", "", None),
    ],
)
def test_a_hyphen_at_a_lines_end_stays_unless_the_text_tells_otherwise(
    line: str, following: str, elsewhere: str, joint: str | None
) -> None:
    source = f"{line}\n{following}\n{elsewhere}\n"
    assert Hyphens(source, read_lines(source)).joint(line, following) == joint


def test_a_parted_word_is_whole_and_leads_back_to_its_two_lines() -> None:
    text = FIRST.replace("machine and hopes", "machine for manufacturing and hopes")
    wrapped = SECOND.replace("the capital to look\nfor", "the capital to see manu-\nfacturing for")
    article = article_of(f"\n{TITLE}{text}\n{wrapped}\n{THIRD}")
    at = article.text.rindex("manufacturing")
    assert article.raw[slice(*article.in_file(at, at + len("manufacturing")))] == "manu-\nfacturing"
    assert_leads_back(article)


def test_a_number_or_a_sites_words_that_end_a_paragraph_stay_in_it() -> None:
    dated = (
        FIRST.rstrip().removesuffix("for it.") + "for the machine and all the men since the spring of\n2017\n"
    )
    article = article_of(f"\n{TITLE}{dated}\n{SECOND}\n{THIRD}")
    assert texts_of(article, BlockKind.PARAGRAPH)[0] == unwrapped(dated)
    call = (
        "For more news of the plant and others like it at the end of the road, sign up for our\nnewsletter.\n"
    )
    article = article_of(f"\n{TITLE}{FIRST}\n{SECOND}\n{THIRD}\n{call}")
    assert blocks_of(article)[-1] == ("boilerplate", unwrapped(call))
