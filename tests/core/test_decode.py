"""Whatever the bytes are, the text that comes out is safe to show and leads back to the file."""

from __future__ import annotations

import os
import pickle
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from techdep_tui.core.articles.decode import (
    BOX,
    MAX_MARKS,
    REPLACEMENT,
    SHOWN_AS,
    Decoded,
    decode_bytes,
    fold_for_matching,
    safe_line,
    safe_text,
)

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
PERSIAN = "می\u200cخواهم"
MALAYALAM = "ന്\u200d"
INTERESTING = (
    "a\n\t\r\f\x00\x1b\x07\x7f\x85\x9b\xa0\xad\u0301\u034f\u061c\u06cc\u0915\u094d\u200b\u200c\u200d\u200e\u202e"
    "\u2028\u2029\u202f\u2060\u2066\u2069\u2764\ue000\ufdd0\ufe0f\ufeff\ufff9\uffff\u845b\U0001f468\U000e0041"
    "\U000e0100\U000f0000"
)
TEXTS = st.text(
    st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from(INTERESTING)), max_size=60
)
STRINGS = st.text(st.one_of(st.characters(), st.sampled_from(INTERESTING)), max_size=60)
BYTES = st.one_of(
    st.binary(max_size=200),
    TEXTS.map(lambda text: text.encode("utf-8")),
    TEXTS.map(lambda text: text.encode("utf-8-sig")),
    TEXTS.map(lambda text: text.encode("utf-16")),
    TEXTS.map(lambda text: text.encode("utf-16-be")),
    STRINGS.map(lambda text: text.encode("utf-8", "surrogatepass")),
)


def is_forbidden(character: str) -> bool:
    """Whether a character may never come through, wherever it stands."""
    if character in "\n\t\u200c\u200d":
        return False
    if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}:
        return True
    code = ord(character)
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF or 0xE0000 <= code <= 0xE00FF


def longest_run_of_marks(text: str) -> int:
    longest = run = 0
    for character in text:
        run = run + 1 if unicodedata.category(character).startswith("M") else 0
        longest = max(longest, run)
    return longest


def assert_safe(text: str) -> None:
    assert not [ascii(character) for character in text if is_forbidden(character)]
    assert longest_run_of_marks(text) <= MAX_MARKS


def assert_leads_back(decoded: Decoded) -> None:
    assert decoded.offsets.length == len(decoded.text)
    before = 0
    for i, character in enumerate(decoded.text):
        start, end = decoded.offsets.span(i, i + 1)
        assert end == start + 1
        assert start >= before
        before = end
        original = decoded.raw[start]
        assert character == original or character in {"\n", BOX, REPLACEMENT}


@settings(max_examples=300)
@given(BYTES)
def test_no_bytes_fail_and_none_leave_anything_that_a_terminal_obeys(data: bytes) -> None:
    decoded = decode_bytes(data)
    assert_safe(decoded.text)
    assert_leads_back(decoded)
    assert all(count > 0 for count in decoded.removed.values())


@settings(max_examples=300)
@given(STRINGS)
def test_any_string_becomes_safe_text_and_stays_what_it_then_is(value: str) -> None:
    text = safe_text(value)
    assert_safe(text)
    assert safe_text(text) == text


@settings(max_examples=300)
@given(STRINGS)
def test_any_string_becomes_one_safe_line(value: str) -> None:
    line = safe_line(value)
    assert_safe(line)
    assert "\n" not in line
    assert "\t" not in line
    assert safe_line(line) == line


@given(st.binary(max_size=40))
def test_any_file_name_becomes_one_safe_line(name: bytes) -> None:
    assert_safe(safe_line(os.fsdecode(name)))


def test_no_character_is_overlooked() -> None:
    characters = [chr(code) for code in range(0x110000)]
    assert_safe(safe_text("a".join(filter(is_forbidden, characters))))
    marks = [c for c in characters if unicodedata.category(c).startswith("M")]
    assert_safe(safe_text("a".join(mark * (MAX_MARKS + 1) for mark in marks)))


@given(st.text(st.characters(codec="ascii", categories=["L", "N", "P", "S", "Zs"])))
@example("Zwölf Boxkämpfer — “jagen” 12\u202f% …\n\tquer\n")
@example("Хижина в лесу\n中文，日本語。한국어 हिन्दी ไทยนี้\n")
def test_plain_text_stays_the_very_same(text: str) -> None:
    decoded = decode_bytes(text.encode())
    assert decoded.text is decoded.raw
    assert decoded.text == text
    assert decoded.removed == {}
    assert len(decoded.offsets.starts) <= 1


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name[:3])
def test_the_seeds_lose_nothing_but_page_breaks(path: Path) -> None:
    data = path.read_bytes()
    decoded = decode_bytes(data)
    assert decoded.encoding == "utf-8"
    assert decoded.raw == data.decode()
    assert decoded.text == decoded.raw.replace("\f", "\n")
    assert decoded.removed == {}


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["A plain line.\nAnd one more.\n", "Простая строка.\nИ ещё одна, 2026.\n"])
def test_unicode_files_are_read_with_and_without_a_mark(codec: str, text: str) -> None:
    decoded = decode_bytes(text.encode(codec))
    assert decoded.text == text
    assert decoded.encoding == codec[:6].rstrip("-")
    assert decoded.removed == {}
    assert_leads_back(decoded)


def test_big_endian_utf16_with_a_mark_is_read() -> None:
    assert decode_bytes(b"\xfe\xff\x00A\x20\xac").text == "A€"


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_one_character_of_the_file_and_none_of_the_text(codec: str) -> None:
    decoded = decode_bytes("ab".encode(codec))
    assert decoded.raw == "\ufeffab"
    assert decoded.text == "ab"
    assert decoded.offsets.span(0, 2) == (1, 3)


def test_a_utf16_file_cut_in_the_middle_of_a_character_keeps_the_rest() -> None:
    decoded = decode_bytes("Report".encode("utf-16")[:-1])
    assert decoded.text == "Repor" + REPLACEMENT
    assert decoded.removed == {"invalid bytes": 1}


def test_bytes_that_are_not_utf8_are_read_as_cp1252() -> None:
    decoded = decode_bytes(b"\x93Caf\xe9\x94 \x96 5\x80")
    assert decoded.text == "“Café” – 5€"
    assert decoded.encoding == "cp1252"
    assert decoded.removed == {}


def test_bytes_that_cp1252_does_not_know_show_as_replaced() -> None:
    decoded = decode_bytes(b"caf\xe9 \x81 \x9d")
    assert decoded.text == f"café {REPLACEMENT} {REPLACEMENT}"
    assert decoded.removed == {"invalid bytes": 2}


def test_a_few_broken_bytes_among_many_valid_characters_leave_it_utf8() -> None:
    decoded = decode_bytes("“Смысл” — это всё…".encode() + b" \xff " + "и всё".encode() + b"\xd0")
    assert decoded.encoding == "utf-8"
    assert decoded.text == f"“Смысл” — это всё… {REPLACEMENT} и всё{REPLACEMENT}"
    assert decoded.removed == {"invalid bytes": 2}


def test_surrogates_written_as_utf8_do_not_make_it_cp1252() -> None:
    decoded = decode_bytes(b"smile \xed\xa0\xbd\xed\xb8\x80 please")
    assert decoded.encoding == "utf-8"
    assert decoded.text == f"smile {REPLACEMENT * 6} please"


def test_overlong_utf8_never_becomes_the_character_it_hides() -> None:
    assert "\0" not in decode_bytes(b"a\xc0\x80b").raw
    assert "/" not in decode_bytes(b"a\xc0\xafb").raw


@pytest.mark.parametrize("data", [b"a\0bc", b"\0" * 100, b"text\0with\0zeros\0in it\0\0"])
def test_zeros_alone_do_not_make_a_file_utf16(data: bytes) -> None:
    decoded = decode_bytes(data)
    assert decoded.encoding == "utf-8"
    assert decoded.removed == {"control characters": data.count(0)}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\f", "\v", "\x85", "\u2028", "\u2029"])
def test_every_line_end_becomes_a_newline_and_counts_as_nothing_removed(end: str) -> None:
    decoded = decode_bytes(f"one{end}two{end}".encode())
    assert decoded.text == "one\ntwo\n"
    assert decoded.removed == {}
    start, stop = decoded.offsets.span(4, 7)
    assert decoded.raw[start:stop] == "two"


def test_what_is_taken_out_is_counted_in_words() -> None:
    text = "\x1b[31mred\x07 soft\xad hy\u200bphen \u202eturn\u202c \ufff9 \U000e0041 \ue000 \uffff"
    decoded = decode_bytes(text.encode())
    assert decoded.text == f"[31mred soft hyphen turn   {BOX} {REPLACEMENT}"
    assert decoded.removed == {
        "control characters": 2,
        "soft hyphens": 1,
        "zero-width characters": 1,
        "direction marks": 2,
        "format characters": 1,
        "tag characters": 1,
        "private-use characters": 1,
        "broken characters": 1,
    }
    assert set(SHOWN_AS) == {"private-use characters", "broken characters", "invalid bytes"}


@pytest.mark.parametrize("marks", ["\u0301", "\u0301\u200b", "\u0301\u0488", "\u0915\u094d\u200d"[1:]])
def test_runs_of_combining_marks_are_cut_even_with_invisible_characters_between(marks: str) -> None:
    decoded = decode_bytes(f"x{marks * 40}y".encode())
    assert_safe(decoded.text)
    assert len(decoded.text) <= MAX_MARKS + 2
    assert decoded.text[0] + decoded.text[-1] == "xy"
    assert decoded.removed["surplus combining marks"] > 0
    assert_leads_back(decoded)


def test_eight_marks_may_stand() -> None:
    text = "x" + "\u0301" * MAX_MARKS + "y" + "\u0301" * MAX_MARKS
    assert safe_text(text) == text


@pytest.mark.parametrize(
    "text",
    [
        FAMILY,
        PERSIAN,
        MALAYALAM,
        "\u2764\ufe0f\u200d\U0001f525",
        "1\ufe0f\u20e3",
        "\u845b\U000e0100",
        "\u1820\u180b",
    ],
    ids=["family", "persian", "malayalam", "heart on fire", "keycap", "ideograph", "mongolian"],
)
def test_invisible_characters_stay_where_the_writing_needs_them(text: str) -> None:
    assert safe_text(text) == text
    assert safe_text(f"so {text} it is") == f"so {text} it is"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Krem\u200dlin", "Kremlin"),
        ("Krem\u200clin", "Kremlin"),
        ("\u200dKremlin\u200c", "Kremlin"),
        ("12\ufe0f%", "12%"),
        ("a\ufe0f", "a"),
        ("می\u200c\u200c\u200cخ", "می\u200cخ"),
        ("٢\u200c٣", "٢٣"),
        ("\U0001f468\u200d", "\U0001f468"),
        ("\U0001f468\u200c\U0001f469", "\U0001f468\U0001f469"),
        ("\u2764\ufe0f\ufe0f", "\u2764\ufe0f"),
    ],
)
def test_invisible_characters_go_where_no_writing_needs_them(text: str, expected: str) -> None:
    assert safe_text(text) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("plain.md", "plain.md"),
        ("two\nlines\tand\r\nmore", "two lines and  more"),
        ("\x1b]0;title\x07.md", "␛]0;title␇.md"),
        ("del\x7f nul\0", "del␡ nul␀"),
        ("caf\udce9.md", f"caf{REPLACEMENT}.md"),
        ("a\x85b\u2028c", "a b c"),
        ("abc\u202edm.exe", "abcdm.exe"),
        ("[@click=app.quit]x[/]", "[@click=app.quit]x[/]"),
    ],
)
def test_a_file_name_shows_as_one_line_with_its_control_characters_to_be_seen(
    value: str, expected: str
) -> None:
    assert safe_line(value) == expected


@given(st.text())
def test_folding_for_matching_keeps_every_position(text: str) -> None:
    folded = fold_for_matching(text)
    assert len(folded) == len(text)
    assert all(a == b or b in " -" for a, b in zip(text, folded, strict=True))


def test_folding_for_matching_makes_typographic_blanks_and_hyphens_plain() -> None:
    assert (
        fold_for_matching("12\u202f%\xa0of\u2009the 5\u2011year plan\u3000x\u2010y")
        == "12 % of the 5-year plan x-y"
    )
    assert fold_for_matching("“a” ‘b’ 5–6 − 7 — …") == "“a” ‘b’ 5–6 − 7 — …"
    blanks = [chr(c) for c in range(0x110000) if unicodedata.category(chr(c)) == "Zs"]
    assert fold_for_matching("".join(blanks)) == " " * len(blanks)


def test_what_is_decoded_goes_to_another_process() -> None:
    decoded = decode_bytes("\ufeffsoft\xadhyphen".encode())
    assert pickle.loads(pickle.dumps(decoded)) == decoded


def test_long_hostile_texts_are_read_whole() -> None:
    size = 50_000
    for text in (
        "\u0301" * size,
        "\u200d" * size,
        "\r\n" * size,
        FAMILY * (size // 5),
        "".join(chr(0xF0000 + i) for i in range(size)),
        "ab\U000e0041" * (size // 3),
    ):
        decoded = decode_bytes(text.encode())
        assert len(decoded.raw) == len(text)
        assert len(decoded.text) + sum(decoded.removed.values()) >= len(text) - text.count("\r") - 1


def test_what_is_safe_stays_as_it_is_when_it_passes_the_gate_again() -> None:
    once = safe_text("\\\ufe0f\u200d\U0001f600")
    assert safe_text(once) == once
