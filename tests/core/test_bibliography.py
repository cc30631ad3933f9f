"""References become a list: sorted, numbered and told apart as each style asks."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from techdep_tui.core.citations.bibliography import bibliography
from techdep_tui.core.citations.csl_json import read_csl_json
from techdep_tui.core.citations.record import Reference
from techdep_tui.core.citations.styles import STYLES, render
from techdep_tui.core.errors import CitationError
from tests.core.citing import EXPECTED, reference

IVANOVA = {"family": "Ivanova", "given": "Polina"}
ANNA = {"family": "Ivanova", "given": "Anna"}
SMITH = {"family": "Smith", "given": "John"}
JAMES = {"family": "Smith", "given": "James"}
WANG = {"family": "Wang", "given": "Li"}
MUELLER = {"family": "Müller", "given": "Eva"}


def work(title: str, *authors: dict[str, str], issued: tuple[int, ...] = (2026,)) -> Reference:
    date = {"issued": {"date-parts": [list(issued)]}} if issued else {}
    return reference(title=title, author=list(authors), container_title="Wafer", **date)


def entries(style: str, *references: Reference) -> list[str]:
    return [entry.rendered.bibliography for entry in bibliography(references, style)]


def citations(style: str, *references: Reference) -> list[str]:
    """The citations in the order in which the references are given."""
    made = sorted(bibliography(references, style), key=lambda entry: entry.place)
    return [entry.rendered.citation for entry in made]


ZEBRA = work("Zebra chips", IVANOVA, issued=(2026, 2, 1))
APPLE = work("Apple chips", IVANOVA, issued=(2026, 3, 1))


def test_two_works_of_one_author_and_year_get_letters_in_the_order_of_the_list() -> None:
    assert entries("apa", APPLE, ZEBRA) == [
        "Ivanova, P. (2026a, February 1). Zebra chips. Wafer.",
        "Ivanova, P. (2026b, March 1). Apple chips. Wafer.",
    ]
    assert citations("apa", APPLE, ZEBRA) == ["(Ivanova, 2026b)", "(Ivanova, 2026a)"]
    assert entries("harvard", ZEBRA, APPLE)[0] == "Ivanova, P. (2026a) ‘Apple chips’, Wafer, 1 March."
    assert citations("chicago-date", ZEBRA, APPLE) == ["(Ivanova 2026b)", "(Ivanova 2026a)"]


def test_works_without_a_date_get_letters_in_each_style_s_way() -> None:
    one, two = work("One", WANG, issued=()), work("Two", WANG, issued=())
    assert citations("apa", one, two) == ["(Wang, n.d.-a)", "(Wang, n.d.-b)"]
    assert citations("harvard", one, two) == ["(Wang, no date a)", "(Wang, no date b)"]
    assert citations("chicago-date", one, two) == ["(Wang, n.d.-a)", "(Wang, n.d.-b)"]


def test_a_newspaper_that_stands_in_for_the_author_gets_letters_too() -> None:
    assert citations("harvard", work("One"), work("Two")) == ["(Wafer, 2026a)", "(Wafer, 2026b)"]


def test_the_letters_go_on_after_z() -> None:
    many = [work(f"Title {i:02}", WANG) for i in range(28)]
    assert citations("apa", *many)[25:] == ["(Wang, 2026z)", "(Wang, 2026aa)", "(Wang, 2026ab)"]


def test_numbered_styles_keep_the_order_given_and_count() -> None:
    assert [text[:4] for text in entries("ieee", ZEBRA, APPLE)] == ["[1] ", "[2] "]
    assert citations("vancouver", ZEBRA, APPLE) == ["(1)", "(2)"]
    assert "Zebra" in entries("vancouver", ZEBRA, APPLE)[0]


def test_authors_of_one_family_name_are_told_apart_by_initials() -> None:
    assert citations("apa", ZEBRA, work("Other", ANNA)) == ["(P. Ivanova, 2026)", "(A. Ivanova, 2026)"]
    assert citations("mla", ZEBRA, work("Other", ANNA)) == ["(P. Ivanova)", "(A. Ivanova)"]


def test_where_the_initials_are_alike_the_name_is_given_in_full_or_left_short() -> None:
    pair = work("One", SMITH), work("Two", JAMES, issued=(2025,))
    assert citations("chicago-date", *pair) == ["(John Smith 2026)", "(James Smith 2025)"]
    assert citations("apa", *pair) == ["(Smith, 2026)", "(Smith, 2025)"]


def test_harvard_names_initials_only_where_the_citations_would_be_alike() -> None:
    assert citations("harvard", ZEBRA, work("Other", ANNA))[0] == "(P. Ivanova, 2026)"
    assert citations("harvard", ZEBRA, work("Other", ANNA, issued=(2025,)))[0] == "(Ivanova, 2026)"


def test_lists_of_authors_that_are_cut_off_alike_name_more_of_them() -> None:
    lists = work("One", SMITH, WANG, MUELLER, ANNA), work("Two", SMITH, MUELLER, WANG, ANNA)
    assert citations("apa", *lists) == ["(Smith, Wang, et al., 2026)", "(Smith, Müller, et al., 2026)"]


def test_et_al_never_stands_for_one_author() -> None:
    lists = work("One", SMITH, WANG, MUELLER), work("Two", SMITH, WANG, ANNA)
    assert citations("apa", *lists) == ["(Smith, Wang, & Müller, 2026)", "(Smith, Wang, & Ivanova, 2026)"]


def test_mla_tells_works_of_one_author_apart_by_their_titles() -> None:
    assert citations("mla", ZEBRA, APPLE) == ["(Ivanova, “Zebra Chips”)", "(Ivanova, “Apple Chips”)"]


def test_a_dash_stands_for_the_authors_of_the_entry_before() -> None:
    assert entries("mla", ZEBRA, APPLE)[1] == "———. “Zebra Chips.” Wafer, 1 Feb. 2026."
    assert entries("oscola", ZEBRA, APPLE)[1] == "——, ‘Apple Chips’ Wafer (1 March 2026)"
    assert entries("chicago-notes-bibliography-17th-edition", ZEBRA, APPLE)[1].startswith("———. “Zebra")
    assert entries("chicago", ZEBRA, APPLE)[1].startswith("Ivanova, Polina. “Zebra"), "the 18th has none"


def test_one_author_comes_before_the_same_with_others_and_dates_before_later_ones() -> None:
    both, old = work("A", IVANOVA, SMITH, issued=(2020,)), work("Z", IVANOVA, issued=(2024,))
    assert [text.split(".")[1][:6] for text in entries("apa", both, ZEBRA, old)] == [
        " (2024",
        " (2026",
        ", & Sm",
    ]


def test_titles_are_filed_without_their_article_and_without_accents() -> None:
    titles = [entry.split(".")[0] for entry in entries("mla", *map(_untitled, ("The plan", "Élan", "Zeal")))]
    assert titles == ["Élan", "The Plan", "Zeal"]


def test_the_articles_of_other_languages_are_none_of_english() -> None:
    german = reference(title="An der Grenze", language="de")
    assert entries("mla", german, reference(title="Border"))[0].startswith("An der Grenze")


def _untitled(title: str) -> Reference:
    return Reference({"id": title, "type": "webpage", "title": title})


def test_particles_are_filed_as_each_style_has_it() -> None:
    veen = work("V", {"family": "van der Veen", "given": "Anna"})
    assert entries("apa", veen, work("W", SMITH))[0].startswith("Smith")
    assert entries("chicago", veen, work("W", WANG))[0].startswith("Veen")


def test_a_reference_by_itself_is_as_in_a_list_of_one() -> None:
    for csl in EXPECTED["records"]:
        for style in STYLES:
            (entry,) = bibliography([Reference(csl)], style, paragraph=12)
            assert entry.rendered == render(Reference(csl), style, paragraph=12)


def test_an_empty_list_and_an_unknown_style() -> None:
    assert bibliography([], "apa") == []
    with pytest.raises(CitationError):
        bibliography([], "appa")


_NAME = st.sampled_from([IVANOVA, ANNA, SMITH, JAMES, WANG, MUELLER, {"literal": "The Commission"}])
_WORKS = st.lists(
    st.builds(
        lambda title, authors, year: work(title, *authors, issued=(year,) if year else ()),
        st.sampled_from(["One", "Two", "The third"]),
        st.lists(_NAME, max_size=5),
        st.sampled_from([0, 2025, 2026]),
    ),
    max_size=8,
)


@given(_WORKS)
@settings(max_examples=60, deadline=None)
def test_any_list_holds_each_reference_once_and_tells_all_apart(references: list[Reference]) -> None:
    for style in STYLES.values():
        made = bibliography(references, style.id)
        assert sorted(entry.place for entry in made) == list(range(len(references)))
        assert [entry.number for entry in made] == list(range(1, len(references) + 1))
        if style.listing.has_letters:
            assert len({entry.rendered.citation for entry in made}) == len(made)


def test_csl_json_comes_as_an_array_a_record_lines_or_items() -> None:
    one, two = {"id": "a", "title": "A"}, {"id": "b", "title": "B"}
    texts = (
        json.dumps([one, two]),
        json.dumps({"items": [one, two]}),
        f"{json.dumps(one)}\n{json.dumps(two)}\n",
    )
    for text in texts:
        assert [made.csl for made in read_csl_json(text.encode())] == [one, two]
    assert [made.csl for made in read_csl_json(json.dumps(one).encode())] == [one]
    assert read_csl_json(b" \n") == read_csl_json(b"[]") == []


@pytest.mark.parametrize("text", ["{", "[1]", "null", "[" * 100_000, '{"a": 1} x', "\ufeff[[]]"])
def test_what_is_no_csl_json_is_one_clear_error(text: str) -> None:
    with pytest.raises(CitationError):
        read_csl_json(text.encode())


def test_texts_in_csl_json_cannot_reach_the_terminal_as_commands() -> None:
    (made,) = read_csl_json(
        json.dumps([{"title": "A \x1b]52;c;eA==\x07title\u202e", "a": {"b\x1b": [1]}}]).encode()
    )
    assert "\x1b" not in json.dumps(made.csl, ensure_ascii=False)
    assert "\u202e" not in str(made.csl["title"])
