"""What is true of the three built-in articles comes out of the files, with its places."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

import pytest

from techdep_tui.core.articles.build import build_article
from techdep_tui.core.articles.decode import decode_bytes
from techdep_tui.core.articles.model import Article, Block, BlockKind, Format, Source
from tests.core.reading import assert_leads_back, texts_of

SEEDS = Path(__file__).parents[2] / "seeds"
PLAIN = "000_74a49b3fc2e4f310.txt"
MARKDOWN = "001_8e1c1ed0a848573d.txt"
PDF = "003_9ef054378424ee64.txt"
ALL = (PLAIN, MARKDOWN, PDF)


def article(name: str) -> Article:
    data = (SEEDS / name).read_bytes()
    return build_article(SEEDS / name, sha256(data).hexdigest(), decode_bytes(data))


def shown(found: Article, block: Block) -> str:
    return found.text[block.start : block.end]


@pytest.mark.parametrize(
    ("name", "form", "paragraphs"),
    [(PLAIN, Format.PLAIN, 32), (MARKDOWN, Format.MARKDOWN, 4), (PDF, Format.PDF_TEXT, 16)],
)
def test_each_shape_is_recognised_and_its_paragraphs_are_counted(
    name: str, form: Format, paragraphs: int
) -> None:
    found = article(name)
    assert (found.format, found.paragraph_count, found.encoding) == (form, paragraphs, "utf-8")
    assert found.problems == ()


@pytest.mark.parametrize(
    ("name", "title", "span"),
    [
        (PLAIN, "Russia fails to lower dependency on tech imports", (0, 48)),
        (MARKDOWN, "Russia struggles to shake reliance on foreign technology imports", (25, 89)),
        (PDF, "Russia’s Drive to Replace Foreign Technology Is Slowly Working", (1, 63)),
    ],
)
def test_the_title_stands_in_the_file_where_it_says(name: str, title: str, span: tuple[int, int]) -> None:
    found = article(name)
    assert found.title == title
    assert found.metadata.title.source is Source.FILE
    assert found.metadata.title.span == span
    assert " ".join(found.raw[slice(*span)].split()) == title


@pytest.mark.parametrize("name", ALL)
def test_every_linear_run_of_the_reading_text_is_the_file_letter_for_letter(name: str) -> None:
    assert_leads_back(article(name))


@pytest.mark.parametrize("name", ALL)
def test_every_block_is_its_stretch_of_the_file_but_for_line_breaks(name: str) -> None:
    found = article(name)
    for block in found.blocks:
        parts = (found.raw[slice(*span)] for span in found.fragments(block.start, block.end))
        raw = " ".join("\n".join(parts).split())
        assert raw.replace("Russian- made", "Russian-made").replace(
            "government- supported", "government-supported"
        ) == shown(found, block)


def test_the_plain_text_has_its_headings_and_its_boilerplate_apart() -> None:
    found = article(PLAIN)
    headings = {
        shown(found, b): tuple(found.in_file(b.start, b.end))
        for b in found.blocks
        if b.kind is BlockKind.HEADING
    }
    assert headings == {
        "Smuggled defence components": (1684, 1711),
        "A localised aircraft remains a dream": (2171, 2207),
        "AI development curtailed by chip shortages": (3329, 3371),
        "State investment may be insufficient": (5395, 5431),
        "Max loses to WhatsApp and Telegram": (6922, 6956),
        "Increased reliance on China": (8458, 8485),
    }
    assert texts_of(found, BlockKind.BOILERPLATE) == ["Unlock premium news, Start your free trial today."]
    assert found.in_file(found.blocks[-1].start, found.blocks[-1].end) == (9010, 9059)
    assert found.word_count == 1392


def test_the_plain_text_says_nothing_of_its_date_publisher_authors_or_address() -> None:
    metadata = article(PLAIN).metadata
    for part in (
        metadata.date,
        metadata.publisher,
        metadata.authors,
        metadata.url,
        metadata.source_url,
        metadata.standfirst,
    ):
        assert part.source is Source.MISSING


def test_the_repost_keeps_its_own_date_apart_from_its_original_address() -> None:
    metadata = article(MARKDOWN).metadata
    assert (metadata.date.value, metadata.date.source, metadata.date.why) == (
        "2026-02-01T06:48:05",
        Source.FILE,
        "front matter, line 5",
    )
    assert metadata.source_url.value == "https://www.ft.com/content/80cd2d5a-9aa4-40a4-b0fc-a2d1080622f7"
    for part in (metadata.url, metadata.publisher, metadata.authors, metadata.standfirst):
        assert part.source is Source.MISSING


def test_the_front_matter_gives_summary_points_tags_and_other_fields() -> None:
    metadata = article(MARKDOWN).metadata
    points = metadata.summary.value or ()
    assert [point.split(" ", 2)[:2] for point in points] == [
        ["Russia", "is"],
        ["International", "sanctions"],
        ["The", "continued"],
    ]
    assert all(point.endswith(".") for point in points)
    assert metadata.tags.value == ("News",)
    assert metadata.extra == {"layout": "post", "sentiment_score": "4", "sentiment_label": "Bearish/Negative"}
    assert metadata.language.value == "en"
    assert metadata.language.source is Source.INFERRED


def test_the_first_heading_that_repeats_the_title_is_the_title_block_and_the_others_keep_their_levels() -> (
    None
):
    found = article(MARKDOWN)
    assert texts_of(found, BlockKind.TITLE) == [
        "Russia Struggles to Shake Reliance on Foreign Technology Imports"
    ]
    headings = [
        (shown(found, b), b.level, found.in_file(b.start, b.end))
        for b in found.blocks
        if b.kind is BlockKind.HEADING
    ]
    assert headings == [
        ("International Sanctions", 2, (1308, 1331)),
        ("Geopolitical Implications", 2, (1720, 1745)),
        ("Conclusion", 2, (2132, 2142)),
        ("Sources", 3, (2476, 2483)),
    ]


def test_the_list_of_sources_has_its_links_and_says_what_is_wrong_with_them() -> None:
    found = article(MARKDOWN)
    assert [(s.title, s.publisher, s.issued, s.url) for s in found.sources] == [
        (
            "The Role of Technology Sanctions in Crippling Russia's War Machine",
            "IISS",
            None,
            "https://www.iisd.org/articles/policy-analysis/technology-sanctions-russia-war",
        ),
        (
            "Sanctions on the Russian digital sector: How effective are they?",
            "European Parliamentary Research Service",
            "2023-02",
            None,
        ),
        (
            "The Impact of Sanctions and Export Controls on the Russian Federation",
            "U.S. State Department",
            "2025",
            "https://2021-2025.state.gov/the-impact-of-sanctions-and-export-controls-on-the-russian-federation/",
        ),
    ]
    assert "iisd.org" in found.sources[0].problem
    assert "739320_EN.pdf)" in found.sources[1].problem
    assert found.sources[2].problem == ""
    assert [(link.rel, link.url) for link in found.links] == [
        ("source", s.url) for s in found.sources if s.url
    ]
    for link in found.links:
        assert found.text[link.start : link.end] == link.text
    assert len(texts_of(found, BlockKind.SOURCE_ITEM)) == 3


def test_the_standfirst_of_the_pdf_text_stands_between_title_and_first_paragraph() -> None:
    standfirst = article(PDF).metadata.standfirst
    assert (standfirst.value or "").startswith("Using primitive methods, the Kremlin")
    assert (standfirst.value or "").endswith("weaning Russians off foreign-made technology.")
    assert standfirst.span == (64, 216)


def test_a_sentence_that_a_page_break_cut_is_whole_and_still_knows_its_two_halves() -> None:
    found = article(PDF)
    sentence = next(s for s in found.sentences if "70% of all its technology" in found.text[s.start : s.end])
    text = found.text[sentence.start : sentence.end]
    assert "technology purchases based on domestic-built processors by 2023." in text
    halves = [found.raw[slice(*span)].split() for span in found.fragments(*sentence)]
    assert [halves[0][-1], halves[1][0]] == ["technology", "purchases"]
    assert not re.search(r"https?:", found.text)


def test_hyphens_at_line_ends_that_belong_to_the_word_stay() -> None:
    text = article(PDF).text
    assert text.count("Russian-made and paid") == text.count("Russian-made messengers") == 1
    assert "a government-supported “working" in text


def test_related_lines_and_their_addresses_are_one_link_each_and_name_the_publisher_but_no_date() -> None:
    found = article(PDF)
    assert [(link.rel, link.text, link.url) for link in found.links] == [
        (
            "related",
            "Russia Is ‘Ready’ to Disconnect from Global Internet, Medvedev Says",
            "https://www.themoscowtimes.com/2026/04/14/russia-is-ready-to-disconnect-from-global-internet-medvedev-says",
        ),
        (
            "related",
            "Russia’s Sovereign Internet Law Comes Into Force",
            "https://www.themoscowtimes.com/2019/11/01/russias-sovereign-internet-law-comes-into-force-a68002",
        ),
    ]
    for link in found.links:
        assert found.text[link.start : link.end] == link.text
    metadata = found.metadata
    assert (metadata.publisher.value, metadata.publisher.source) == ("The Moscow Times", Source.INFERRED)
    assert "themoscowtimes.com" in metadata.publisher.why
    assert metadata.date.source is Source.MISSING
    assert metadata.url.source is Source.MISSING
    assert len(texts_of(found, BlockKind.RELATED)) == 2
