"""What comes from the terminal, and what goes to it."""

from __future__ import annotations

import sys

import pytest

from techdep_tui.ui.placing import is_doubtful, placed, widest
from techdep_tui.ui.wrap import fit, wrap

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there it is Textual's own driver")


def keys(*pieces: bytes) -> str:
    from techdep_tui.ui.terminal import Arriving

    arriving = Arriving()
    return "".join(arriving.keys(piece) for piece in pieces)


def test_keys_come_through_as_they_are() -> None:
    assert keys(b"jk\r\x1b[A", "é".encode(), b"\x1b") == "jk\r\x1b[Aé\x1b"


def test_a_character_in_two_pieces_is_one() -> None:
    assert keys("é".encode()[:1], "é".encode()[1:]) == "é"


def test_bytes_that_are_no_text_end_nothing() -> None:
    assert keys(b"a\xffb") == "a\ufffdb"


@pytest.mark.parametrize(
    "answer", [b"\x1bP>|XTerm(354)\x1b\\", b"\x1b]11;rgb:0/0/0\x07", b"\x1b_Gi=1;OK\x1b\\"]
)
def test_answers_that_nobody_asked_for_are_no_keys(answer: bytes) -> None:
    assert keys(b"a" + answer + b"b") == "ab"
    assert keys(b"a" + answer[:4], answer[4:] + b"b") == "ab"


def test_an_answer_that_never_ends_does_not_swallow_the_next_keys() -> None:
    assert keys(b"a\x1bP>|XT", b"", b"b") == "ab"


def test_alt_and_a_letter_is_a_key() -> None:
    assert keys(b"\x1bP", b"", b"x") == "\x1bPx"


def test_a_paste_without_an_end_ends_with_the_next_pause() -> None:
    assert keys(b"\x1b[200~words", b"", b"j") == "\x1b[200~words\x1b[201~j"


def test_what_follows_text_of_doubtful_width_is_placed() -> None:
    line = "\x1b[3;5H\x1b[1mका ab\x1b[0m│"
    assert placed(line) == "\x1b[3;5H\x1b[1m    \x1b[3;5Hका ab\x1b[3;9H\x1b[0m│"


def test_text_that_all_terminals_agree_on_goes_out_unchanged() -> None:
    line = "\x1b[3;5H│ Plain, “quoted”, 漢字, é │"
    assert placed(line) is line
    assert not is_doubtful(line)


def test_lines_have_room_for_the_terminal_that_takes_most() -> None:
    text = "यह एक परीक्षण वाक्य है कि क्या होगा"
    assert all(widest(text[a:b]) <= 10 for a, b in wrap(text, 0, len(text), 10))
    assert widest(fit(text, 10)) <= 10
