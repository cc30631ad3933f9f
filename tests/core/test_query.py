"""The query language."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from techdep_tui.core.errors import QueryError
from techdep_tui.core.search.fact_terms import FactTerm
from techdep_tui.core.search.query import parse_query
from techdep_tui.core.search.tree import (
    All,
    AnyOf,
    DateTerm,
    MarkTerm,
    Near,
    Node,
    Not,
    Term,
    positive_terms,
)


def shown(node: Node | None) -> str:
    """A query as it was understood: `_` joins the words of a phrase."""
    match node:
        case None:
            return ""
        case Term():
            field = f"{node.field}:" if node.field else ""
            form = "~" if node.with_forms else ""
            return f"{field}{form}{'_'.join(node.words)}{'*' if node.is_prefix else ''}"
        case Near():
            return f"[{shown(node.left)} {node.distance} {shown(node.right)}]"
        case MarkTerm():
            return f"is:{node.mark}"
        case DateTerm():
            return f"date:{'~' if node.with_inferred else ''}{node.period.first}..{node.period.last}"
        case FactTerm():
            return f"{node.field}:…"
        case Not():
            return f"-{shown(node.child)}"
        case All():
            return f"({' & '.join(map(shown, node.children))})"
        case AnyOf():
            return f"({' | '.join(map(shown, node.children))})"


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("chips", "chips"),
        ("chips sanctions", "(chips & sanctions)"),
        ('"import substitution" chips', "(import_substitution & chips)"),
        ("«import substitution»", "import_substitution"),
        ("import-substitution", "import_substitution"),
        ("chips -gas", "(chips & -gas)"),
        ('-"oil price"', "-oil_price"),
        ("chips NOT gas", "(chips & -gas)"),
        ("chips AND gas", "(chips & gas)"),
        ("impor*", "impor*"),
        ('"import subst"*', "import_subst*"),
        ('"import subst*"', "import_subst*"),
        ("a b OR c d", "(a & (b | c) & d)"),
        ("a OR b OR c", "(a | b | c)"),
        ("(a b) OR -c", "((a & b) | -c)"),
        ("((a OR b) c)", "((a | b) & c)"),
        ("-(a OR b)", "-(a | b)"),
        ("title:chips", "title:chips"),
        ('TITLE:"chip plant"', "title:chip_plant"),
        ("author:lee tag:chips", "(author:lee & tag:chips)"),
        ("source:moscow-times", "source:moscowtimes"),
        ('source:"The Moscow Times"', "source:themoscowtimes"),
        ("source:https://www.example.org/a/b", "source:exampleorg"),
        ("-title:gas", "-title:gas"),
        ("R & D", "(r & d)"),
        ("70% U.S.", "(70 & u_s)"),
        ("or and not", "(or & and & not)"),
        ("Note: chips", "(note & chips)"),
        ("半導体", "半_導_体"),
        ("~companies", "~companies"),
        ('title:~"chip plants"', "title:~chip_plants"),
        ("chips near:5 sanctions", "[chips 5 sanctions]"),
        ('a near:3 "b c" NEAR:9 d* e', "(([a 3 b_c] & [b_c 9 d*]) & e)"),
        ("a OR b near:2 c OR d", "(a | [b 2 c] | d)"),
        ("-a near:2 b", "-[a 2 b]"),
        ("path:reports/2024", "path:reports_2024"),
        ("path:rep*", "path:rep*"),
        ("lang:en-GB", "lang:en_gb"),
        ("is:unread -is:Starred", "(is:unread & -is:starred)"),
    ],
)
def test_a_query_is_understood(text: str, understood: str) -> None:
    assert shown(parse_query(text).root) == understood


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("date:2025", "date:20250101..20251231"),
        ("date:2025-03", "date:20250301..20250331"),
        ("date:2025-03-09", "date:20250309..20250309"),
        ("date:2025..2026", "date:20250101..20261231"),
        ("date:2025-03..2026-01-15", "date:20250301..20260115"),
        ("date:2025-03..", "date:20250301..99999999"),
        ("date:..2025", "date:0..20251231"),
        ("date:~2025", "date:~20250101..20251231"),
        ("after:2025-03", "date:20250332..99999999"),
        ("before:2025-03", "date:0..20250300"),
        ("after:~2025", "date:~20251232..99999999"),
    ],
)
def test_a_range_of_dates_holds_both_its_ends(text: str, understood: str) -> None:
    assert shown(parse_query(text).root) == understood


@pytest.mark.parametrize(
    ("text", "position", "expected", "leniently"),
    [
        ("", 0, "a word", ""),
        ("  ", 2, "a word", ""),
        ("&", 1, "a word", ""),
        ('chips "oil pri', 14, "a closing quotation mark", "(chips & oil_pri)"),
        ('""', 1, "a letter or a digit", ""),
        ("chips -", 7, "a word, a phrase or a bracket", "chips"),
        ("chips - gas", 7, "a word, a phrase or a bracket", "(chips & gas)"),
        ("chips NOT", 9, "a word, a phrase or a bracket", "chips"),
        ("OR chips", 0, "a word before OR", "chips"),
        ("chips OR", 8, "a word after OR", "chips"),
        ("chips OR OR gas", 9, "a word before OR", "(chips | gas)"),
        ("(chips gas", 10, "“)”", "(chips & gas)"),
        ("chips)", 5, "a word, or “(” further left", "chips"),
        ("()", 1, "a word", ""),
        ("title:", 6, "a word or a phrase", ""),
        ("title: chips", 6, "a word or a phrase", "chips"),
        ("title:&", 6, "a letter or a digit", ""),
        ("date:", 5, "a date such as 2025 or 2025-03..2026", ""),
        ("*", 0, "a letter or a digit", ""),
        ("ch*ps", 2, "a letter or a digit", "ch_ps"),
        ("date:20", 7, "a year of four digits", ""),
        ("date:20x5", 7, "a year of four digits", ""),
        ("date:..", 5, "a year of four digits", ""),
        ("date:2025-13", 11, "a month from -01 to -12", "date:20250101..20251231"),
        ("date:2025-0", 11, "a month from -01 to -12", "date:20250101..20251231"),
        ("date:2025-02-40", 13, "a day from -01 to -31", "date:20250201..20250228"),
        ("date:2025-02-03-4", 15, "a blank or “..”", "date:20250203..20250203"),
        ("date:2026..2025", 11, "2026 or later", ""),
        ("after:", 6, "a date such as 2025 or 2025-03", ""),
        ("before:2025..", 11, "a month from -01 to -12", "date:0..20250100"),
        ("near:5 a", 0, "a word or a phrase before near:", "a"),
        ("a near:5", 8, "a word or a phrase", "a"),
        ("a near:5 OR b", 9, "a word or a phrase", "(a | b)"),
        ("a near: b", 7, "a number from 1 to 99", "(a & b)"),
        ("a near:x b", 7, "a number from 1 to 99", "(a & b)"),
        ("a near:100 b", 7, "a number from 1 to 99", "(a & b)"),
        ("a near:5 title:b", 9, "a word or a phrase, without a field or “~”", "(a & title:b)"),
        ("is:unred", 3, "one of unread, read, starred", ""),
        ("is:unr", 6, "one of unread, read, starred", ""),
        ("~chip*", 5, "either “~” before or “*” behind", "chip*"),
    ],
)
def test_an_error_stands_at_the_first_character_that_does_not_fit(
    text: str, position: int, expected: str, leniently: str
) -> None:
    with pytest.raises(QueryError) as caught:
        parse_query(text)
    assert (caught.value.position, caught.value.expected) == (position, expected)
    query = parse_query(text, lenient=True)
    assert query.problem
    assert query.problem.position == position
    assert shown(query.root).replace("0231", "0228") == leniently


def test_an_unknown_field_is_named_with_those_that_exist() -> None:
    with pytest.raises(QueryError, match="no field “whom:”") as caught:
        parse_query("chips whom:putin")
    assert caught.value.position == 6
    assert "source:" in caught.value.expected
    assert shown(parse_query("chips whom:putin", lenient=True).root) == "(chips & whom_putin)"


@pytest.mark.parametrize(
    ("text", "unfinished"),
    [
        ("chips zelen", "zelen"),
        ("chips zelen ", ""),
        ('chips "import subst', "import_subst"),
        ('chips "import subst"', ""),
        ("title:zelen", "title:zelen"),
        ("(chips OR zelen", "zelen"),
        ("-zelen", ""),
        ("zelen*", ""),
        ("zelen.", ""),
        ("zelen date:2025", ""),
    ],
)
def test_only_what_is_being_typed_is_unfinished(text: str, unfinished: str) -> None:
    assert shown(parse_query(text, lenient=True).unfinished) == unfinished
    strict = text.count('"') % 2 == 0 and text.count("(") == text.count(")")
    assert not strict or parse_query(text).unfinished is None


def test_a_part_of_a_query_can_be_quoted_as_it_was_typed() -> None:
    query = parse_query('Chips  -"Oil price" (fabs OR title:Plants)')
    assert isinstance(query.root, All)
    assert [query.words_of(part) for part in query.root.children] == [
        "Chips",
        '-"Oil price"',
        "fabs OR title:Plants",
    ]


def test_excluded_terms_are_not_among_those_that_find() -> None:
    terms = positive_terms(parse_query("chips -gas (oil OR -(coal peat)) title:plant").root)
    assert [term.words for term in terms] == [("chips",), ("oil",), ("plant",)]


def test_a_query_has_bounds() -> None:
    with pytest.raises(QueryError, match="4,000 characters"):
        parse_query("chip " * 1_000)
    with pytest.raises(QueryError, match="40 deep"):
        parse_query("(" * 100 + "chip" + ")" * 100)
    assert parse_query("(" * 1_000 + "-" * 1_000, lenient=True).root is None


@settings(deadline=None)
@given(st.text(st.sampled_from('ab1 -"()*:|~.2025OR«title:dasource\u202f'), max_size=40))
def test_a_lenient_reading_never_fails_and_agrees_with_the_strict_one(text: str) -> None:
    lenient = parse_query(text, lenient=True)
    if lenient.problem:
        with pytest.raises(QueryError) as caught:
            parse_query(text)
        assert caught.value.position == lenient.problem.position <= len(text)
    else:
        assert parse_query(text).root == lenient.root
