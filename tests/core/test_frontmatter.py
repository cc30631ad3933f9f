"""Heads of files: YAML, TOML, JSON, bare lines, and all that is wrong with them."""

from __future__ import annotations

import gc
import time
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from techdep_tui.core.articles.build import build_article
from techdep_tui.core.articles.decode import decode_bytes
from techdep_tui.core.articles.frontmatter import read_front_matter
from techdep_tui.core.articles.head_lines import simple_fields
from techdep_tui.core.articles.head_model import FrontMatter, UnreadableHead, Value
from techdep_tui.core.articles.head_parsers import yaml_fields
from tests.hostile_heads import BODY, hostile_heads

HOSTILE = list(hostile_heads())
HANG = 25
"""A busy machine takes longer; what hangs takes longer still. `benchmarks/hostile.py` prints the figures."""


def head_of(text: str) -> FrontMatter:
    """The head of a text that has one."""
    head = read_front_matter(text)
    assert head is not None
    return head


def values(head: FrontMatter) -> dict[str, Value]:
    """The values by key, the first of each."""
    return {field.key: field.value for field in reversed(head.fields)}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("---\ntitle: Machines\ndate: 2024-03-03\n---\nBody", "YAML"),
        ("---\ntitle: Machines\ndate: 2024-03-03\n...\nBody", "YAML"),
        ("\ufeff---\ntitle: Machines\ndate: 2024-03-03\n---\nBody".lstrip("\ufeff"), "YAML"),
        ("\n\n  \n---  \ntitle: \"Machines\"\ndate: '2024-03-03'\n---\t\nBody", "YAML"),
        ('+++\ntitle = "Machines"\ndate = 2024-03-03\n+++\nBody', "TOML"),
        ('{\n  "title": "Machines",\n  "date": "2024-03-03"\n}\nBody', "JSON"),
        ("Title: Machines\nDate: 2024-03-03\nNumber: 5\n\nBody", "key: value lines"),
    ],
)
def test_heads_of_all_kinds_give_the_same_fields_and_leave_the_body(text: str, kind: str) -> None:
    head = head_of(text)
    assert head.kind == kind
    assert values(head)["title"] == "Machines"
    assert values(head)["date"] == "2024-03-03"
    assert text[head.body :].strip() == "Body"
    assert head.problems == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "---",
        "---\n",
        "Text of it.\n",
        "---\n\nA text between two rules.\n\n---\n\nMore.\n",
        "--- \nnot a head\n",
        "Title: Only one line of it\n\nBody",
        "Washington: a town\nRome: another\n\nBody",
        "{not json}\n",
        '{"a": 1} and text goes on\n',
        "+++ no fence\na = 1\n+++\n",
        "[1, 2]\n",
        "# Title\n\n---\na: b\n---\n",
    ],
)
def test_what_is_no_head_is_left_alone(text: str) -> None:
    assert read_front_matter(text) is None


def test_a_value_knows_its_line_and_its_characters() -> None:
    text = '---\nlayout: post\ntitle: "Machines for all"\ntags: [a, b]\n---\nBody'
    layout, title, tags = head_of(text).fields
    assert (layout.line, title.line, tags.line) == (2, 3, 4)
    assert title.span is not None
    assert text[slice(*title.span)] == "Machines for all"
    assert tags.value == ("a", "b")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: NO", "NO"),
        ("a: 1_000:20", "1_000:20"),
        ("a: 0000-00-00", "0000-00-00"),
        ("a: 99999-12-31", "99999-12-31"),
        ("a: 0o17", "0o17"),
        ("a: 2024-03-03 06:48:05", "2024-03-03 06:48:05"),
        ("a: ~", ""),
        ("a: null", ""),
        ("a:", ""),
        ("a: 'it''s'", "it's"),
        ('a: "b\\tc \\u00e9"', "b\tc é"),
        ("a: >\n  folded\n  text\n", "folded text\n"),
        ("a: |\n  kept\n  text\n", "kept\ntext\n"),
        ("a: one\n  two", "one two"),
        ("a:\n- b\n- 'c'\n", ("b", "c")),
        ("a:\n  - b\n  - c: d\n", ("b",)),
        ("a: [b, 'c, d', \"e\"]", ("b", "c, d", "e")),
        ("a:\n  - name: Ann\n    url: https://a.example\n  - name: Tom\n", ("Ann", "Tom")),
        ("a: b # remark", "b"),
        ("a: b#c", "b#c"),
        ("a: https://a.example/b", "https://a.example/b"),
        ("a: 5 o'clock", "5 o'clock"),
    ],
)
def test_yaml_values_stay_the_text_that_they_are(text: str, value: Value) -> None:
    head = head_of(f"---\n{text}\n---\n")
    assert values(head)["a"] == value
    assert head.problems == ()


def test_entries_of_inner_tables_carry_their_names_but_for_those_of_the_article() -> None:
    head = head_of(
        "---\nimage:\n  title: A picture\nextra:\n  source_url: https://a.example\n"
        "sources:\n  - title: Other\n---\n"
    )
    assert values(head) == {"image.title": "A picture", "source_url": "https://a.example"}
    assert head.get("title") is None


def test_toml_tables_and_lists_are_read_as_text() -> None:
    head = head_of(
        '+++\ntitle = "M"\ndraft = false\ntags = ["a", "b"]\n'
        'date = 2006-03-20T21:26:08Z\n[extra]\nlink = "x"\n+++\nB'
    )
    assert values(head) == {
        "title": "M",
        "draft": "false",
        "tags": ("a", "b"),
        "date": "2006-03-20 21:26:08+00:00",
        "link": "x",
    }


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\ntitle: One: two\nlayout: post\n---\nBody", "One: two"),
        ('---\ntitle: "One" and two\nlayout: post\n---\nBody', '"One" and two'),
        ("---\ntitle: [One] two\nlayout: post\n---\nBody", "[One] two"),
        ("---\ntitle: @one\nlayout: post\n---\nBody", "@one"),
        ("---\nlayout: post\ntitle: 'One\nother: 5\n---\nBody", "'One"),
        ("---\nlayout: post\n\ttabbed: x\ntitle: One\n---\nBody", "One"),
        ('+++\ntitle = One two\nlayout = "post"\n+++\nBody', "One two"),
        ('+++\nlayout = "post"\ntitle = "One "two" three"\n+++\nBody', 'One "two" three'),
    ],
)
def test_a_head_that_does_not_parse_is_read_line_by_line_and_says_so(text: str, title: str) -> None:
    head = head_of(text)
    assert values(head)["title"] == title
    assert text[head.body :] == "Body"
    (problem,) = head.problems
    assert "not valid" in problem.reason
    assert "line by line" in problem.done or "one by one" in problem.done
    assert 2 <= problem.line <= 5


def test_lists_are_read_line_by_line_too() -> None:
    head = head_of("---\ntitle: One: two\ntags:\n  - a\n  - 'b'\nother: [c, \"d\"]\nlast:\n---\nBody")
    assert values(head) == {"title": "One: two", "tags": ("a", "b"), "other": ("c", "d")}


def test_a_key_that_stands_twice_keeps_its_first_value_and_says_so() -> None:
    head = head_of("---\ntitle: One\nlayout: post\ntitle: Two\n---\nBody")
    field = head.get("title")
    assert field is not None
    assert field.value == "One"
    (problem,) = head.problems
    assert problem.line == 4
    assert "lines 2 and 4" in problem.reason


def test_a_head_without_an_end_goes_to_the_first_blank_line() -> None:
    text = "---\ntitle: One\nlayout: post\n\nBody of it.\n"
    head = head_of(text)
    assert values(head) == {"title": "One", "layout": "post"}
    assert text[head.body :].strip() == "Body of it."
    assert "no closing" in head.problems[0].reason


@pytest.mark.parametrize(
    "inner",
    [
        "a: " + "[" * 30_000,
        "a: " + "{" * 30_000,
        "a: " + "[" * 40 + "]" * 40,
        "- " * 10_000 + "a",
        "? " * 10_000 + "a",
        "a: &x b\nc: *x",
        "a: &a [x]\nb: [*a, *a]\nc: [*b, *b]",
        "".join(f"{'  ' * i}a{i}:\n" for i in range(40)),
        "a: [" + "b, " * 6_000 + "c]",
        "a: !!python/object:os.system x\n{",
        "%YAML 9.9\na: b\n",
        "a: \x01",
    ],
)
def test_hostile_yaml_is_refused_and_the_rest_still_read(inner: str) -> None:
    text = f"---\ntitle: One\n{inner}\n---\nBody"
    head = head_of(text)
    assert values(head)["title"] == "One"
    assert text[head.body :] == "Body"


@pytest.mark.parametrize("inner", ["a = " + "[" * 30_000, "a = " + "{b = " * 10_000, "x" * 60_000])
def test_hostile_toml_is_refused_and_the_rest_still_read(inner: str) -> None:
    head = head_of(f'+++\ntitle = "One"\n{inner}\n+++\nBody')
    assert values(head)["title"] == "One"
    assert "not valid TOML" in head.problems[0].reason


@pytest.mark.parametrize(
    "text", ['{"a": ' * 30_000, "{" + '"a": [' * 30_000, "{" * 70_000, '{"a": 1' + "0" * 5_000 + "}\n"]
)
def test_hostile_json_does_no_harm(text: str) -> None:
    head = read_front_matter(text)
    assert head is None or head.kind == "JSON"


def test_a_head_over_the_bound_is_no_head() -> None:
    head = read_front_matter("---\ntitle: One\nlong: " + "x" * 70_000 + "\n---\nBody")
    assert head is None or head.problems


SIMPLE = st.lists(
    st.sampled_from(
        [
            "title: One two\n",
            "a:\n",
            "- x\n",
            "  - y z\n",
            "  - 'q'\n",
            "b: 'c d'\n",
            'c: "e, f"\n',
            "d: [a, b c]\n",
            "e: []\n",
            "f: a:b\n",
            "g: x # y\n",
            "# remark\n",
            "\n",
            "  h: i\n",
            "j: k: l\n",
            "m: 'n''o'\n",
            "p: - q\n",
            "r: null\n",
            "s: 5%\n",
            "t: a #b\n",
            "u: ok?\n",
        ]
    ),
    max_size=12,
)


@settings(max_examples=400, deadline=None)
@given(SIMPLE)
def test_what_is_read_without_a_parser_is_read_as_the_parser_reads_it(lines: list[str]) -> None:
    head = "".join(lines)
    simple = simple_fields(head)
    if simple is None:
        return
    try:
        parsed = list(yaml_fields(head))
    except UnreadableHead:
        assert not simple or "- " in head
        return
    assert [(f.key, f.value, f.line, f.span) for f in simple if f.value] == [
        (f.key, f.value, f.line, f.span) for f in parsed if f.value
    ]


@pytest.mark.parametrize("number", range(100))
def test_no_hostile_head_costs_time_memory_or_the_body(number: int) -> None:
    text = decode_bytes(HOSTILE[number].encode("utf-8", "surrogatepass")).text
    read_front_matter(text)  # parsers are loaded at their first use
    gc.collect()
    begin = time.process_time()
    read_front_matter(text)
    assert time.process_time() - begin < 0.02 * HANG
    tracemalloc.start()
    article = build_article(Path("hostile.md"), "00", decode_bytes(text.encode("utf-8", "surrogatepass")))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20e6
    assert BODY.strip() in article.text


def test_a_number_of_too_many_digits_is_no_toml_and_no_fault() -> None:
    head = read_front_matter(f"+++\nn = {'9' * 6_000}\n+++\n\nBody.\n")
    assert head is not None
    assert "not valid TOML" in head.problems[0].reason


def test_of_a_head_of_very_many_lines_the_first_are_read_and_it_is_said() -> None:
    lines = "".join(f"k{i}: {i}\n" for i in range(5_000))
    head = read_front_matter(f"---\n{lines}---\n\nBody.\n")
    assert head is not None
    assert len(head.fields) == 500
    assert head.problems[0].reason == "the front matter has more than 500 lines"
