"""YAML is read as text, lists and tables only, and within bounds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from techdep_tui.core.plain_yaml import MAX_CHARACTERS, Listing, Scalar, Table, YamlFault, read_yaml

BOMB = "a: &a [x,x,x]\n" + "\n".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(['*' + chr(97 + n)] * 9)}]" for n in range(9)
)


def test_every_scalar_stays_as_it_is_written() -> None:
    node = read_yaml("a: NO\nb: 1_000:20\nc: 0000-00-00\nd: 0x1F\ne: 'x y'\nf: |\n  one\n  two\n")
    assert isinstance(node, Table)
    texts = [value.text for value in node.entries.values() if isinstance(value, Scalar)]
    assert texts == ["NO", "1_000:20", "0000-00-00", "0x1F", "x y", "one\ntwo\n"]


def test_lists_and_tables_know_their_lines() -> None:
    assert read_yaml("# first\nkeys:\n  copy: y\nways:\n- tmux\n- xclip\n") == Table(
        entries={
            "keys": Table({"copy": Scalar("y", 3)}, {"copy": 3}, 3),
            "ways": Listing((Scalar("tmux", 5), Scalar("xclip", 6)), 5),
        },
        lines={"keys": 2, "ways": 4},
        line=2,
    )


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing\n"])
def test_nothing_is_no_document(text: str) -> None:
    assert read_yaml(text) is None


@pytest.mark.parametrize("text", ["a:", "a: ~", "a: null"])
def test_what_says_nothing_is_null(text: str) -> None:
    node = read_yaml(text)
    assert isinstance(node, Table)
    assert isinstance(node.entries["a"], Scalar)
    assert node.entries["a"].is_null


def test_quoted_nothing_is_an_empty_text() -> None:
    assert read_yaml("a: ''") == Table({"a": Scalar("", 1)}, {"a": 1}, 1)


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        pytest.param(BOMB, 1, "anchors", id="aliases that multiply"),
        pytest.param("a: 1\n<<: *b\n", 2, "anchors", id="alias without an anchor"),
        pytest.param("a: 1\nb: !!python/object/apply:os.system [x]\n", 2, "tags", id="tag"),
        pytest.param("[" * 30_000, 1, "too deeply", id="open brackets"),
        pytest.param("- " * 20_000, 1, "too deeply", id="lists in lists"),
        pytest.param("? " * 20_000, 1, "too deeply", id="keys in keys"),
        pytest.param("{a: " * 15_000, 1, "too deeply", id="tables in tables"),
        pytest.param("- x\n" * 15_000, 5_000, "too many", id="too many entries"),
        pytest.param("x" * (MAX_CHARACTERS + 1), 1, "longer", id="too long"),
        pytest.param("a: 1\nb: 'x\n", 3, "end of stream", id="open quotation mark"),
        pytest.param("a: 1\nb: c: d\n", 2, "not allowed", id="colon in a value"),
        pytest.param("a: 1\nb: 2\na: 3\n", 3, "lines 1 and 3", id="key twice"),
        pytest.param("a: 1\n? [b]\n: c\n", 2, "not a word", id="key that is a list"),
        pytest.param("a: 1\n---\nb: 2\n", 3, "second document", id="two documents"),
        pytest.param("a: \x07\n", 1, "allow", id="control character"),
        pytest.param("a: \ud800\n", 1, "allow", id="lone surrogate"),
    ],
)
def test_what_is_not_read_names_its_line(text: str, line: int, reason: str) -> None:
    with pytest.raises(YamlFault, match=reason) as caught:
        read_yaml(text)
    assert caught.value.line == line


@settings(max_examples=300, deadline=None)
@given(
    st.text(
        alphabet=st.sampled_from(list("ab:-?[]{},&*!|>'\"%@`#~ \n\t\\\x00\x85\u2028\ud800é")), max_size=80
    )
)
def test_any_text_is_read_or_refused_with_a_reason(text: str) -> None:
    lines = sum(map(text.count, "\n\r\x85\u2028\u2029")) + 2
    try:
        read_yaml(text)
    except YamlFault as fault:
        is_in_text = 1 <= fault.line <= lines
    else:
        is_in_text = True
    assert is_in_text
