"""References for other programs: every format escapes its own and loses nothing."""

from __future__ import annotations

import json
import re
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from techdep_tui.core.citations.exchange import FORMATS, export
from techdep_tui.core.citations.keys import keys
from techdep_tui.core.citations.record import Reference
from techdep_tui.core.errors import CitationError
from tests.core.citing import EXPECTED, record, reference

ALL = [Reference(csl) for csl in EXPECTED["records"]]
NASTY = reference(
    title="50% of R&D: {x} | y = [z] <b_1> ~ #2 ^ \\ 'a' $5",
    author=[{"family": "O’Brien, and Sons", "given": "Kate"}, {"literal": "Chips and Co."}],
    container_title="A|B & C",
    issued={"date-parts": [[2024, 3]]},
    URL="https://example.org/a_(b)?c=d&e=%20|f",
)


def test_biblatex_of_a_newspaper_article() -> None:
    assert export([record("r05_two_authors")], "biblatex") == (
        "@article{soldatov_russias_2019,\n"
        "  author = {Soldatov, Andrei and Borogan, Irina},\n"
        "  title = {Russia’s {Drive} to {Replace} {Foreign} {Technology} {Is} {Slowly} {Working}},\n"
        "  journaltitle = {The Moscow Times},\n"
        "  date = {2019-11-15},\n"
        "  url = {https://www.themoscowtimes.com/2019/11/15/russias-drive-to-replace-foreign-technology-a68200},\n"
        "  urldate = {2026-09-01},\n"
        "  entrysubtype = {newspaper},\n"
        "  langid = {english},\n"
        "}"
    )


def test_biblatex_of_a_page_is_online_and_names_its_institution_in_braces() -> None:
    text = export([record("r07_corporate")], "biblatex")
    assert text.startswith("@online{european_parliamentary_research_sanctions_2023,")
    assert "author = {{European Parliamentary Research Service}}," in text
    assert "title = {Sanctions on the {Russian} digital sector: {How} effective are they?}," in text


def test_latex_is_escaped_and_its_braces_balance() -> None:
    text = export([NASTY], "biblatex")
    assert r"50\% of {R\&D}: {\{x\}} | y" in text
    assert r"\textasciitilde{} \#2 \textasciicircum{} \textbackslash{} 'a' \$5" in text
    assert "author = {{O’Brien, and Sons}, Kate and {Chips and Co.}}," in text
    assert "url = {https://example.org/a_(b)?c=d&e=%20|f}," in text
    assert text.count("{") == text.count("}")


def test_bibtex_writes_the_month_as_its_macro() -> None:
    text = export([record("r08_particle")], "bibtex")
    assert "author = {van der Veen, Anna Maria and Smith, Jr., John}," in text
    assert "  year = {2022},\n  month = sep,\n  day = {30},\n  pages = {B4},\n" in text


def test_keys_are_plain_and_unique() -> None:
    made = keys([*ALL, *ALL, Reference({})])
    assert len(set(made)) == len(made)
    assert all(re.fullmatch(r"[a-z0-9_]+", key) for key in made)
    assert "soldatov_importozameshchenie_2025" in made
    assert "source_2024" in made


def test_ris_has_its_line_ends_and_tags() -> None:
    text = export([record("r08_particle"), record("r07_corporate")], "ris")
    first, second = text.split("\r\n\r\n")
    assert first.split("\r\n")[:5] == [
        "TY  - NEWS",
        "TI  - Europe’s chips act is late to the party",
        "AU  - van der Veen, Anna Maria",
        "AU  - Smith, John, Jr.",
        "T2  - The New York Times",
    ]
    assert first.endswith("ER  - ")
    assert "DA  - 2023/02//\r\nPY  - 2023" in second
    assert second.startswith("TY  - ELEC")


def test_csl_json_gives_the_records_back() -> None:
    assert json.loads(export(ALL, "csl-json")) == EXPECTED["records"]


def test_a_wikipedia_template_keeps_its_bars() -> None:
    text = export([NASTY], "wikipedia")
    assert text.startswith("{{cite news |last1=O’Brien, and Sons |first1=Kate |author2=Chips and Co. |title=")
    assert "&#123;x&#125; {{!}} y {{=}} &#91;z&#93; &lt;b_1&gt;" in text
    assert "|work=A{{!}}B & C |date=March 2024 |url=https://example.org/a_(b)?c=d&e=%20%7Cf}}" in text


def test_a_wikipedia_template_shows_no_other_character_for_an_entity() -> None:
    assert "|title=A &amp;lt; B & C" in export([reference(title="A &lt; B & C")], "wikipedia")


def test_markdown_reads_back_as_title_link_and_date() -> None:
    for source in [*ALL, NASTY]:
        (line,) = [
            token for token in MarkdownIt().parse(export([source], "markdown")) if token.type == "inline"
        ]
        shown = "".join(child.content for child in line.children or [])
        title = re.sub("</?i>", "", str(source.csl["title"]))
        assert title in shown
        links = [child.attrs["href"] for child in line.children or [] if child.type == "link_open"]
        url = str(source.csl.get("URL", "")).replace("|", "%7C")
        assert links == ([url] if url else [])


def test_a_line_of_markdown_never_starts_a_list_or_heading() -> None:
    for title in ("1. A list", "- no list", "# No heading", "+ plus", "2024) and on"):
        tokens = MarkdownIt().parse(export([reference(title=title)], "markdown"))
        assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]


def test_an_address_that_is_not_of_the_web_is_shown_but_no_link() -> None:
    bad = reference(URL="javascript:alert(1)")
    assert "](" not in export([bad], "markdown")
    assert "href" not in export([bad], "html")
    assert "[[" not in export([bad], "org")
    assert "javascript:alert(1)" in export([bad], "html")


def test_an_org_link_holds_its_brackets_apart() -> None:
    text = export([reference(title="A [[b]] c]", URL="https://example.org/[x]")], "org")
    assert text == "[[https://example.org/%5Bx%5D][A [\u200b[b]\u200b] c]\u200b]]"


def test_html_is_escaped_and_links_the_title() -> None:
    found: list[tuple[str, dict[str, str | None]]] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append((tag, dict(attrs)))

    text = export([NASTY], "html")
    Reader().feed(text)
    assert [tag for tag, _ in found] == ["p", "a", "i", "time"]
    assert found[1][1]["href"] == "https://example.org/a_(b)?c=d&e=%20|f"
    assert "50% of R&amp;D" in text


def test_the_plain_line_has_everything_once() -> None:
    assert export([record("r12_year_question")], "plain") == (
        "Amy Ng, “Can Russia build its own chips?,” Wired, 2021, https://www.wired.com/story/russia-chips/"
    )


def test_every_format_writes_an_empty_record_and_no_record() -> None:
    for form in FORMATS:
        assert "None" not in export([Reference({})], form)
        assert export([], form) in ("", "[]")


def test_an_unknown_format_names_the_nearest() -> None:
    with pytest.raises(CitationError, match="bibtex"):
        export(ALL, "bibtx")


def test_latex_makes_no_dashes_and_marks_of_its_own() -> None:
    text = export([reference(title="a--b ''c'' `d ?`")], "biblatex")
    assert r"{a-{}-b} '{}'c'{}' \`{}d ?{}\`{}" in text


_TITLE = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=30)
_URL = st.text("abz09-._~:/?#@!$&'()*+,;=%", max_size=30).map("https://example.org/".__add__)


@given(title=_TITLE.filter(lambda text: "<" not in text), url=_URL, name=_TITLE)
@settings(max_examples=150, deadline=None)
def test_every_format_holds_title_and_address_once_and_unchanged(title: str, url: str, name: str) -> None:
    made = reference(title=title, URL=url, author=[{"family": name, "given": "A."}], container_title="W")
    ris = export([made], "ris").split("\r\n")
    assert [line[6:] for line in ris if line.startswith(("TI", "UR"))] == [title, url]
    assert json.loads(export([made], "csl-json")) == [dict(made.csl)]
    wiki = export([made], "wikipedia")
    fields = dict(field.split("=", 1) for field in wiki.removesuffix("}}").split(" |")[1:])
    shown = fields["title"].replace("{{!}}", "|").replace("{{=}}", "=")
    assert re.sub("&#?\\w+;", lambda entity: unescape(entity[0]), shown) == title
    assert fields["url"] == url
    html = export([made], "html")
    assert re.findall('<a href="(.*?)">(.*?)</a>', html) == [(escape(url), escape(title))]
    assert all("None" not in export([made], form) or "None" in title + url + name for form in FORMATS)
    assert export([made], "plain").count(url) == 1
    (inline,) = [token for token in MarkdownIt().parse(export([made], "markdown")) if token.type == "inline"]
    (link,) = [child for child in inline.children or [] if child.type == "link_open"]
    assert link.attrs["href"] == MarkdownIt().normalizeLink(url)
    assert "".join(child.content for child in inline.children or []).count(title) >= 1
    latex = export([made], "biblatex")
    assert latex.count("{") - latex.count("}") == latex.count("\\{") - latex.count("\\}") == 0
    assert f"url = {{{url}}}" in latex


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
