"""Sentences of one block."""

from __future__ import annotations

import pytest

from techdep_tui.core.articles.sentences import LONGEST, split_sentences


def sentences(text: str) -> list[str]:
    """The sentences of a whole text as strings."""
    return [text[span.start : span.end] for span in split_sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Sato met Dr. Ito and Gen. Lee.",
        "The U.S. Treasury and the U.K. Foreign Office agreed.",
        "John F. Smith of W. E. B. Brown & Co. Ltd. signed.",
        "On Jan. 5 it bought No. 12 from Acme Inc. for $1.5 million.",
        "It rose 2.5 percent, i.e. more than 0.3 points, at 9 a.m. local time.",
        "“Is it over?” he asked.",
        "“Stop!” shouted the man (aged 30.5) at St. Mary's.",
        "Well… perhaps, said the owner of the iPhone.",
        "3. A numbered line",
        "A heading without a full stop",
        "Acme Corp. Chairman Ann Ray left.",
        "Shares of Yahoo! fell.",
    ],
)
def test_what_is_one_sentence_stays_one(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("It rose by 7.5%.", "The bank sold."),
        ("They moved to the U.S.", "The rest stayed."),
        ("He works at Acme Inc.", "It makes chips."),
        ("He works at Acme Corp.", "Shares fell."),
        ("She said no.", "Others agreed."),
        ("“We are done.”", "He left."),
        ("“We are done.”", "“So are they.”"),
        ("(This is an aside.)", "Work goes on."),
        ("What now?", "Nobody knows!"),
        ("It had to wait...", "Then it came."),
        ("It opened at 9 a.m.", "By noon it was full."),
        ("It costs 5.", "3 others are free."),
        ("The plant closed.[12]", "Nobody was told."),
        ("They like it.", "iPhones sell."),
        ("A line that was broken on purpose,", "as in a table"),
    ],
)
def test_what_is_two_sentences_is_parted_there(first: str, second: str) -> None:
    blank = "\n" if first.endswith(",") else " "
    assert sentences(first + blank + second) == [first, second]


def test_sentences_hold_no_outer_blanks_and_know_their_place() -> None:
    text = "xx  One is here.   Two is there.  xx"
    assert [text[a:b] for a, b in split_sentences(text, 2, len(text) - 2)] == [
        "One is here.",
        "Two is there.",
    ]


def test_a_block_of_blanks_has_no_sentence() -> None:
    assert split_sentences("  \n ", 0, 4) == []


@pytest.mark.parametrize("piece", [".", "?!", "…\"'", "A. ", "A.", "\n", " .", "Inc. ", '" '])
def test_a_hostile_text_comes_back(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    assert all(0 <= span.start < span.end <= len(text) for span in split_sentences(text, 0, len(text)))


def test_text_without_any_stop_is_cut_at_blanks_and_nothing_is_lost() -> None:
    text = "word and " * LONGEST
    found = sentences(text)
    assert all(0 < len(sentence) <= LONGEST for sentence in found)
    assert " ".join(found) == text.strip()
    assert "".join(sentences("x" * 3 * LONGEST)) == "x" * 3 * LONGEST
