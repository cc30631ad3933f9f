"""Markdown becomes reading text, blocks and links."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from techdep_tui.core.articles.model import BlockKind, Format
from tests.core.reading import article_of, assert_leads_back, blocks_of, texts_of

HEAD = "---\ntitle: Machines\n---\n\n"


def paragraph(text: str) -> str:
    """The reading text of one paragraph of Markdown."""
    article = article_of(HEAD + text)
    assert_leads_back(article)
    (block,) = article.blocks
    return article.text[block.start : block.end]


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("a **bold** and *slanted* and ***both***", "a bold and slanted and both"),
        ("a __bold__ and _slanted_ word", "a bold and slanted word"),
        ("snake_case_stays and 2*3*4 too", "snake_case_stays and 234 too"),
        ("5 * 3 and 4 * 2", "5 * 3 and 4 * 2"),
        ("**bold *and slanted* in it**", "bold and slanted in it"),
        ("an open * star and **another", "an open * star and **another"),
        ("`code with *stars*` stays", "code with *stars* stays"),
        ("``code with ` in it`` stays", "code with ` in it stays"),
        ("a ` alone", "a ` alone"),
        ("~~gone~~ but read", "gone but read"),
        ("an escaped \\* and \\[x\\]", "an escaped * and [x]"),
        ("AT&amp;T &lt;now&gt; &#8217;s &nbsp;it", "AT&T <now> ’s it"),
        ("a & b &unknown; c", "a & b &unknown; c"),
        ("some <b>bold</b> and <span class='x'>more</span>", "some bold and more"),
        ("shares of <MGM> rose", "shares of <MGM> rose"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("a note[^1] here", "a note here"),
        ("a {{< figure src='x.png' >}} here", "a here"),
        ("a {% include x.html %} here", "a here"),
        ("a word{: .class } here", "a word here"),
        ("text ![a picture](x.png) and more", "text a picture and more"),
        ("text ![](x.png) and more", "text and more"),
        ("a [ ] box and [not a link]", "a [ ] box and [not a link]"),
        ("a [link](broken", "a [link](broken"),
        ("wrapped\nlines of\n  one paragraph", "wrapped lines of one paragraph"),
        ("a hard  \nBreak", "a hard\nBreak"),
        ("a sloppy  \nbreak", "a sloppy break"),
        ("one<br>two", "one\ntwo"),
    ],
)
def test_inline_markup_goes_and_the_text_stays(source: str, shown: str) -> None:
    assert paragraph(source) == shown


@pytest.mark.parametrize(
    ("source", "text", "url"),
    [
        ("see [the plan](https://a.example/b) of it", "the plan", "https://a.example/b"),
        ("see [**the** plan](https://a.example/b 'T') of it", "the plan", "https://a.example/b"),
        ("see [the plan](<https://a.example/b c>) of it", "the plan", "https://a.example/b c"),
        ("see [the plan](https://a.example/b_(c)) of it", "the plan", "https://a.example/b_(c)"),
        ("see [the plan][1] of it\n\n[1]: https://a.example/b", "the plan", "https://a.example/b"),
        (
            'see [the plan][] of it\n\n[the plan]: <https://a.example/b> "T"',
            "the plan",
            "https://a.example/b",
        ),
        ("see <https://a.example/b> of it", "https://a.example/b", "https://a.example/b"),
        ("see https://a.example/b_c_d. Then", "https://a.example/b_c_d", "https://a.example/b_c_d"),
        (
            'see <a href="https://a.example/b?x=1&amp;y=2">the plan</a> of it',
            "the plan",
            "https://a.example/b?x=1&y=2",
        ),
    ],
)
def test_a_link_knows_its_text_its_place_and_its_address(source: str, text: str, url: str) -> None:
    article = article_of(HEAD + source)
    (link,) = article.links
    assert (link.url, link.rel) == (url, "link")
    assert article.text[link.start : link.end] == text
    assert len(article.blocks) == 1


def test_headings_have_their_levels_and_the_first_one_without_front_matter_is_the_title() -> None:
    article = article_of(
        "# Machines #\n\nText one.\n\n## Who pays\n\nText two.\n\nUnderlined\n---------\n\nText three.\n"
    )
    assert article.format is Format.MARKDOWN
    assert blocks_of(article) == [
        ("title", "Machines"),
        ("paragraph", "Text one."),
        ("heading", "Who pays"),
        ("paragraph", "Text two."),
        ("heading", "Underlined"),
        ("paragraph", "Text three."),
    ]
    assert [block.level for block in article.blocks if block.kind is BlockKind.HEADING] == [2, 2]
    assert (article.title, article.metadata.title.why) == ("Machines", "heading")
    assert_leads_back(article)


def test_a_heading_that_repeats_the_front_matters_title_is_the_title_block() -> None:
    article = article_of(
        "---\ntitle: 'Machines: a town''s hope'\n---\n"
        "## MACHINES – a town’s hope\n\nText.\n\n## Other\n\nText.\n"
    )
    assert article.title == "Machines: a town's hope"
    assert texts_of(article, BlockKind.TITLE) == ["MACHINES – a town’s hope"]
    assert texts_of(article, BlockKind.HEADING) == ["Other"]


def test_a_heading_other_than_the_front_matters_title_is_a_heading() -> None:
    article = article_of("---\ntitle: Machines\n---\n# What the town hopes\n\nText.\n")
    assert article.title == "Machines"
    assert texts_of(article, BlockKind.HEADING) == ["What the town hopes"]


def test_links_to_the_sites_own_pages_above_the_text_are_no_title() -> None:
    article = article_of(
        "# [Home](/index.md) | [News](/news.md)\n---\n\n## Machines\n\nText.\n\n### Next\n\nText.\n"
    )
    assert article.title == "Machines"


def test_list_items_are_numbered_paragraphs_with_their_depth() -> None:
    article = article_of(
        HEAD + "Before.\n\n- one\n- two\n  goes on\n  - inner\n* [x] done\n\n1. first\n2. second\n\nAfter.\n"
    )
    assert blocks_of(article) == [
        ("paragraph", "Before."),
        ("list-item", "one"),
        ("list-item", "two goes on"),
        ("list-item", "inner"),
        ("list-item", "done"),
        ("list-item", "first"),
        ("list-item", "second"),
        ("paragraph", "After."),
    ]
    assert [block.level for block in article.blocks] == [0, 1, 1, 2, 1, 1, 1, 0]
    assert [block.number for block in article.blocks] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert_leads_back(article)


def test_quotations_lose_their_signs() -> None:
    article = article_of(HEAD + "> One line\n> and *another*.\n>\n> Next.\n\nAfter.\n")
    assert blocks_of(article) == [
        ("quotation", "One line and another."),
        ("quotation", "Next."),
        ("paragraph", "After."),
    ]
    assert_leads_back(article)


def test_code_stays_as_it_is() -> None:
    article = article_of(HEAD + "Before.\n\n```python\nif a:\n    b = [1](2) * 3\n```\nAfter.\n")
    assert blocks_of(article) == [
        ("paragraph", "Before."),
        ("code", "if a:\n    b = [1](2) * 3"),
        ("paragraph", "After."),
    ]
    assert_leads_back(article)


def test_a_code_fence_without_an_end_goes_to_the_end() -> None:
    assert blocks_of(article_of(HEAD + "```\na = 1\n# b\n"))[-1] == ("code", "a = 1\n# b")


def test_a_table_keeps_its_rows() -> None:
    article = article_of(
        HEAD + "| Year | **Sum** |\n|------|:---:|\n| 2024 | [5](https://a.example) |\n\nAfter.\n"
    )
    assert blocks_of(article) == [("table", "Year | Sum\n2024 | 5"), ("paragraph", "After.")]
    assert_leads_back(article)


def test_comments_scripts_rules_and_generators_marks_vanish() -> None:
    source = (
        "{% include head.html %}\n{: .no_toc }\n[TOC]\n\nBefore. <!-- hidden\nstill --> Visible.\n\n***\n\n"
        "<script>var x = 1;\nvar y;</script>\n\n::: warning\nCare.\n:::\n\nAfter. <!-- open\n"
    )
    shown = [text for _, text in blocks_of(article_of(HEAD + source))]
    assert shown == ["Before. Visible.", "Care.", "After. <!-- open"]


def test_lines_longer_than_any_wrap_are_paragraphs_by_themselves() -> None:
    line = "The plant at the end of the road has bought a second machine and hopes to start both this year. "
    article = article_of(HEAD + f"{line * 2}\n{line * 2}\nA short one.\n")
    assert article.paragraph_count == 3


def test_the_list_below_a_heading_of_sources_is_the_list_of_sources() -> None:
    article = article_of(
        HEAD
        + "Text.\n\n### Sources\n- [A plan (The Paper, Mar 2024)](https://paper.example/plan)\n"
        + "- A book – Some Press (2020)\n"
    )
    assert [(s.title, s.publisher, s.issued, s.url, s.problem) for s in article.sources] == [
        ("A plan", "The Paper", "2024-03", "https://paper.example/plan", ""),
        ("A book", "Some Press", "2020", None, ""),
    ]
    assert [link.rel for link in article.links] == ["source"]
    assert article.paragraph_count == 1


def test_the_list_below_a_heading_of_related_articles_is_related() -> None:
    article = article_of(HEAD + "Text.\n\n## Related articles\n\n- [Another](https://a.example/b)\n")
    assert [(link.rel, link.text) for link in article.links] == [("related", "Another")]
    assert texts_of(article, BlockKind.RELATED) == ["Another"]
    assert article.paragraph_count == 1


def test_a_sources_label_and_domain_that_nearly_agree_are_a_problem() -> None:
    items = "- [A (ABCD)](https://www.abce.example/x)\n- [B (ABCD)](https://abcd.example/x)\n- [C (UNO)](https://who.example/x)\n"
    article = article_of(HEAD + "Text.\n\n## Sources\n\n" + items)
    assert [bool(source.problem) for source in article.sources] == [True, False, False]


def test_footnotes_stand_at_the_end_and_their_marks_go() -> None:
    article = article_of(HEAD + "Text[^a] here.\n\n[^a]: See [it](https://a.example/b).\n[^b]: A remark.\n")
    assert blocks_of(article) == [
        ("paragraph", "Text here."),
        ("source-item", "See it."),
        ("list-item", "A remark."),
    ]


def test_a_byline_above_the_text_is_no_paragraph() -> None:
    article = article_of("# Machines\n\n*By Ann Brown*\n\nMarch 3, 2024\n\nText of it.\n")
    assert article.metadata.authors.value == ("Ann Brown",)
    assert article.metadata.date.in_file == "2024-03-03"
    assert article.paragraph_count == 1


MARKUP = st.lists(
    st.sampled_from(
        [
            "*",
            "**",
            "_",
            "`",
            "``",
            "[",
            "]",
            "](",
            "(",
            ")",
            "<",
            ">",
            "<b>",
            "</b>",
            "<!--",
            "-->",
            "&amp;",
            "&",
            "{{",
            "}}",
            "{%",
            "%}",
            "\\",
            "\n",
            "\n\n",
            "  \n",
            "# ",
            "- ",
            "1. ",
            "> ",
            "|",
            "|-|-|\n",
            "```\n",
            "---\n",
            "===\n",
            "[^1]",
            "[a]: b",
            "https://a.example/b",
            "!",
            "a",
            "word",
            " ",
            "é",
            "😀",
            "\u00ad",
            "\u200b",
            "\r\n",
            "\t",
            "...\n",
            "title: x\n",
            "+++\n",
        ]
    ),
    max_size=60,
)


@settings(max_examples=200, deadline=None)
@given(MARKUP)
def test_whatever_the_markup_every_character_leads_back(parts: list[str]) -> None:
    article = article_of("# Title\n\n## Next\n\n" + "".join(parts))
    assert_leads_back(article)
    for link in article.links:
        assert 0 <= link.start <= link.end <= len(article.text)
    for sentence in article.sentences:
        block = article.block_at(sentence.start)
        assert block.start <= sentence.start < sentence.end <= block.end


@settings(max_examples=200, deadline=None)
@given(MARKUP)
def test_whatever_the_text_it_becomes_an_article(parts: list[str]) -> None:
    article = article_of("".join(parts))
    assert_leads_back(article)
    assert article.title


def test_a_comment_in_a_line_of_code_cuts_it_and_every_character_still_leads_back() -> None:
    article = article_of("# Title\n\n```\n  a = 1 <!-- one --> + 2\n  b = 3\n```\n")
    assert texts_of(article, BlockKind.CODE) == ["  a = 1\n+ 2\n  b = 3"]
    assert_leads_back(article)


def test_the_words_of_a_link_that_stand_in_two_lines_are_one() -> None:
    article = article_of("# Title\n\nRead [what they\nwrote of it](https://example.org/x) here.\n")
    assert article.links[0].text == "what they wrote of it"
