"""References in the styles: the reference engine's strings, and rules that hold for any record."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from techdep_tui.core.citations.record import Reference
from techdep_tui.core.citations.styles import ALIASES, STYLES, render
from techdep_tui.core.citations.titles import headline
from techdep_tui.core.citations.typeset import clean, plain
from techdep_tui.core.errors import CitationError
from tests.core.citing import Case, cases, record, reference


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.style}-{case.record}")
def test_a_given_record_comes_out_as_the_reference_engine_has_it_or_better(case: Case) -> None:
    bare, located = (
        render(record(case.record), case.style),
        render(record(case.record), case.style, paragraph=12),
    )
    assert [bare.bibliography, bare.citation, located.citation] == case.strings


def test_styles_go_by_short_names_too() -> None:
    for alias, style in ALIASES.items():
        assert render(record("r01_full"), alias) == render(record("r01_full"), style)


def test_an_unknown_style_names_the_nearest() -> None:
    with pytest.raises(CitationError, match="harvard"):
        render(record("r01_full"), "havard")


def test_html_carries_the_italics_and_escapes() -> None:
    rendered = render(reference(title="R&D", container_title="The Daily <Wafer>"), "apa")
    assert rendered.bibliography_html == "R&amp;D. (n.d.). <i>The Daily &lt;Wafer&gt;</i>."


def test_markup_that_opens_nothing_is_text() -> None:
    assert (
        render(reference(title="Why <i> is a tag</b>"), "vancouver").bibliography
        == "1. Why <i> is a tag</b>."
    )


def test_italics_within_italics_are_roman() -> None:
    rendered = render(reference(title="How <i>Meduza</i> works"), "mla")
    assert rendered.bibliography_html == "<i>How </i>Meduza<i> Works</i>."
    assert rendered.bibliography == "How Meduza Works."


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (
            "a state-owned maker of 7-nm chips: the end of it",
            "A State-Owned Maker of 7-Nm Chips: The End of It",
        ),
        ("what is the iPhone for?", "What Is the iPhone For?"),
        ("chips vs. politics: a U.S. view", "Chips vs. Politics: A U.S. View"),
        ("‘in’ firms", "‘In’ Firms"),
        ("up-to-date plans for e-commerce", "Up-to-Date Plans for E-Commerce"),
        ("it isn’t so, they’re told", "It Isn’t so, They’re Told"),
        ('a <span class="nocase">lowercase name</span> here', "A lowercase name Here"),
        ("", ""),
    ],
)
def test_titles_get_the_capitals_of_a_headline(title: str, expected: str) -> None:
    assert plain(headline(clean(title))) == expected


def test_only_english_titles_get_capitals() -> None:
    assert (
        "“Die Chips der anderen.”"
        in render(
            reference(title="Die Chips der anderen", language="de", container_title="Die Zeit"), "mla"
        ).bibliography
    )


def test_quotation_marks_in_a_title_change_over_and_take_the_full_stop_in() -> None:
    title = 'Makers say "no" to the ‘plan’'
    american = render(reference(title=title, container_title="Wafer"), "chicago").bibliography
    assert "“Makers Say ‘No’ to the ‘Plan.’” n.d." in american
    british = render(reference(title=title, container_title="Wafer"), "harvard").bibliography
    assert british == "Wafer (no date) ‘Makers say “no” to the “plan”’."


def test_a_title_that_ends_in_a_question_keeps_its_mark_and_gets_no_full_stop() -> None:
    question = reference(title="Who makes chips?", container_title="Wafer")
    assert "Who makes chips? (n.d.)." in render(question, "apa").bibliography
    assert "“Who Makes Chips?” Wafer" not in render(question, "chicago").citation
    assert "“Who Makes Chips?,” Wafer" in render(question, "chicago").citation


def test_authors_are_cut_off_as_each_style_counts_them() -> None:
    names = [{"family": f"Name{chr(97 + i)}", "given": "Ann"} for i in range(22)]
    apa = render(reference(author=names), "apa").bibliography
    assert "Names, A., … Namev, A. (n.d.)" in apa
    assert "Namet" not in apa
    seven = reference(author=names[:7])
    assert render(seven, "chicago").bibliography.startswith("Namea, Ann, Ann Nameb, Ann Namec, et al. ")
    assert "Ann Nameg" in render(seven, "chicago-notes-bibliography-17th-edition").bibliography
    assert render(seven, "vancouver").bibliography.startswith(
        "1. Namea A, Nameb A, Namec A, Named A, Namee A, Namef A, et al."
    )
    assert render(seven, "oscola").citation.startswith("Ann Namea and others, ")


def test_initials_are_made_in_each_style_s_way() -> None:
    one = reference(author=[{"family": "Sartre", "given": "Jean-Paul C."}])
    assert render(one, "apa").bibliography.startswith("Sartre, J.-P. C. (n.d.)")
    assert render(one, "harvard").bibliography.startswith("Sartre, J.-P.C. (no date)")
    assert render(one, "vancouver").bibliography.startswith("1. Sartre JPC. ")
    assert render(one, "ieee").bibliography.startswith("[1] J.-P. C. Sartre, ")
    assert render(one, "oscola").citation.startswith("Jean-Paul C Sartre, ")


def test_a_range_of_days_is_drawn_together() -> None:
    days = reference(issued={"date-parts": [[2024, 1, 30], [2024, 2, 2]]}, container_title="Wafer")
    assert "January 30–February 2, 2024" in render(days, "chicago").bibliography
    assert "30 January–2 February" in render(days, "harvard").bibliography
    assert (
        "1–3 Feb. 2024"
        in render(reference(issued={"date-parts": [[2024, 2, 1], [2024, 2, 3]]}), "mla").bibliography
    )


def test_page_ranges_are_shortened_as_each_style_wants_them() -> None:
    pages = reference(page="101-108", container_title="Wafer")
    assert "101–108." in render(pages, "apa").bibliography
    assert "pp. 101–08." in render(pages, "mla").bibliography
    assert render(pages, "vancouver").bibliography.endswith("Wafer. 101–8.")
    assert render(pages, "oscola").bibliography.endswith("Wafer 101")


def test_an_uncertain_date_says_so() -> None:
    about = reference(issued={"date-parts": [[2020, 4]], "circa": True})
    assert "(ca. 2020, April)" in render(about, "apa").bibliography
    assert "Circa Apr. 2020" in render(about, "mla").bibliography
    assert "[April 2020?]" in render(about, "chicago").bibliography
    assert render(about, "chicago-author-date").citation == "(A Title [2020?])"


def test_a_numbered_edition_is_an_ordinal() -> None:
    for number, ordinal in (("2", "2nd"), ("11", "11th"), ("23", "23rd")):
        edition = reference(edition=number, container_title="Wafer")
        assert f"{ordinal} ed." in render(edition, "mla").bibliography
        assert f"{ordinal} edn" in render(edition, "harvard").bibliography
        page = reference(type="webpage", edition=number, container_title="Wafer")
        assert f"{ordinal} ed." in render(page, "chicago").bibliography
        assert f"({ordinal} edn, Wafer)" in render(page, "oscola").bibliography


def test_particles_go_where_the_style_files_them() -> None:
    name = reference(author=[{"family": "van der Veen", "given": "Anna"}])
    assert render(name, "apa").bibliography.startswith("van der Veen, A. ")
    assert render(name, "chicago").bibliography.startswith("Veen, Anna van der. ")
    assert render(name, "chicago-author-date").citation == "(van der Veen, n.d.)"
    attached = reference(author=[{"family": "al-Rashid", "given": "Omar"}])
    assert render(attached, "chicago").bibliography.startswith("Rashid, Omar al-. ")


def test_two_institutions_have_no_comma_between_them() -> None:
    pair = reference(author=[{"literal": "Reuters Staff"}, {"literal": "European Commission"}])
    assert render(pair, "mla").bibliography.startswith("Reuters Staff and European Commission. ")
    assert render(pair, "apa").bibliography.startswith("Reuters Staff & European Commission. ")
    mixed = reference(author=[{"literal": "Reuters Staff"}, {"family": "Smith", "given": "John"}])
    assert render(mixed, "chicago").bibliography.startswith("Reuters Staff, and John Smith. ")


def test_a_name_brings_no_commas_of_its_own() -> None:
    name = reference(author=[{"family": "Smith,", "given": " John ; "}])
    assert render(name, "apa").bibliography.startswith("Smith, J. ")


def test_chicago_gives_a_day_of_access_only_with_an_address_and_without_a_date() -> None:
    day = {"date-parts": [[2026, 9, 1]]}
    assert "Accessed" not in render(reference(accessed=day), "chicago").bibliography
    assert "Accessed" in render(reference(accessed=day, URL="https://example.org/"), "chicago").bibliography


@pytest.mark.parametrize(
    ("pages", "written"),
    [
        ("71-72", "71–72"),
        ("100-104", "100–104"),
        ("101-108", "101–8"),
        ("321-328", "321–28"),
        ("A1–A4", "A1–4"),
    ],
)
def test_chicago_draws_page_ranges_together_by_its_own_rule(pages: str, written: str) -> None:
    blog = reference(type="post-weblog", container_title="Wafer", page=pages)
    assert render(blog, "chicago").bibliography.endswith(f", {written}.")


def test_only_the_17th_edition_of_chicago_gives_pages_of_the_web_in_notes() -> None:
    page = reference(type="webpage", container_title="Wafer", page="B4")
    assert "B4" in render(page, "chicago-notes-bibliography-17th-edition").citation
    assert "B4" not in render(page, "chicago").citation
    assert "B4" in render(reference(type="webpage", page="B4"), "chicago").citation


def test_a_straight_quotation_mark_closes_no_curly_one() -> None:
    assert plain(clean('a “b" c” d')) == 'a “b" c” d'


def test_the_number_in_the_list_is_set() -> None:
    assert render(record("r01_full"), "ieee", number=7).citation == "[7]"
    assert render(record("r01_full"), "vancouver", number=7).bibliography.startswith("7. ")


_PIECES = """
Chips|Why now?|Stop!|Dr. No.|“q”|‘q’|"x"|'y'|it’s|a, b|end,|end;|end:|…|U.S.|«z»|R&D|<i>M</i>|100%|日本|—|x?!
|?"|’90s|5'|6"|“a|b”|.
""".replace("\n", "").split("|")
_TEXT = st.text(st.characters(codec="utf-8", exclude_characters="()[]<>"), max_size=30) | st.lists(
    st.sampled_from(_PIECES), max_size=4
).map(" ".join)
_ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=8,
)
_DATE = st.fixed_dictionaries(
    {"date-parts": st.lists(st.lists(st.integers(-1, 3000), max_size=4), min_size=1, max_size=2)}
)
_NAME = st.fixed_dictionaries(
    {},
    optional={
        "family": _TEXT,
        "given": _TEXT,
        "suffix": _TEXT,
        "literal": _TEXT,
        "non-dropping-particle": _TEXT,
        "dropping-particle": _TEXT,
    },
)
_RECORD = st.fixed_dictionaries(
    {"type": st.sampled_from(["article-newspaper", "webpage", "post-weblog", "book", ""])},
    optional={
        "title": _TEXT,
        "author": st.lists(_NAME, max_size=23),
        "issued": _DATE,
        "accessed": _DATE,
        "language": st.sampled_from(["en", "ru", "zh-CN", ""]),
        "URL": st.just("https://example.org/a?b=c(d)"),
    }
    | dict.fromkeys(
        ["container-title", "publisher", "publisher-place", "section", "page", "edition", "genre"], _TEXT
    ),
)
_UGLY = ("None", "()", "[]", "..", ",,", "?.", "!.", "  ", "“”", "<>")


def _texts(value: object) -> str:
    """All texts of a record, on one line each."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return "\n".join(map(_texts, value))
    return " ".join(value.split()) if isinstance(value, str) else ""


def _is_balanced(text: str) -> bool:
    return text.count("“") == text.count("”")


@given(_RECORD)
@settings(max_examples=200, deadline=None)
def test_any_record_comes_out_clean_in_every_style(csl: dict[str, object]) -> None:
    given_texts = _texts(csl)
    for style in STYLES:
        rendered = render(Reference(csl), style, paragraph=3)
        for text in (rendered.bibliography, rendered.citation):
            assert text == text.strip()
            for ugly in _UGLY:
                assert ugly not in text or ugly.lower() in given_texts.lower(), (style, ugly, text)
            if all(map(_is_balanced, given_texts.splitlines())):
                assert _is_balanced(text), (style, text)
        if "URL" in csl:
            assert rendered.bibliography.count("https://example.org/a?b=c(d)") == 1


@given(st.dictionaries(st.sampled_from([*"abc", "title", "author", "issued", "URL", "type", "page"]), _ANY))
@settings(max_examples=150, deadline=None)
def test_a_record_of_the_wrong_shape_raises_nothing(csl: dict[str, object]) -> None:
    for style in STYLES:
        assert "None" not in render(Reference(csl), style).bibliography or "None" in str(csl)
