"""Addresses are cited as they stand, or without what only follows the reader."""

from __future__ import annotations

import pytest

from techdep_tui.core.citations.addresses import without_tracking
from techdep_tui.core.citations.parts import parts
from techdep_tui.core.citations.record import article_record, original_record
from tests.core.citing import article

TRACKED = "https://example.org/a?utm_source=x&id=7&fbclid=abc"


@pytest.mark.parametrize(
    ("url", "expected", "removed"),
    [
        (TRACKED, "https://example.org/a?id=7", ("utm_source", "fbclid")),
        ("https://example.org/a?gclid=1#utm_x=2", "https://example.org/a#utm_x=2", ("gclid",)),
        ("https://example.org/a?b=%20&&c=;d", "https://example.org/a?b=%20&&c=;d", ()),
        ("https://example.org/utm_source=x", "https://example.org/utm_source=x", ()),
        ("https://example.org/?UTM_Medium=1&a", "https://example.org/?a", ("UTM_Medium",)),
        ("", "", ()),
    ],
)
def test_only_tracking_parameters_go(url: str, expected: str, removed: tuple[str, ...]) -> None:
    assert without_tracking(url) == (expected, removed)


def test_an_address_is_stripped_only_when_asked_for_and_its_origin_says_so() -> None:
    source = article(f"---\ntitle: Chips\nurl: {TRACKED}\n---\nSome words of it.\n")
    assert article_record(source).csl["URL"] == TRACKED
    made = article_record(source, strip_tracking=True)
    assert made.csl["URL"] == "https://example.org/a?id=7"
    line = next(line for line in parts(made) if line.name == "url")
    assert "without utm_source, fbclid" in line.text
    assert "front matter" in line.text


def test_the_address_of_an_original_and_one_that_was_filled_in_are_stripped_too() -> None:
    source = article(f"---\ntitle: Chips\nsource_url: {TRACKED}\n---\nSome words of it.\n")
    made = original_record(source, strip_tracking=True)
    assert made is not None
    assert made.csl["URL"] == "https://example.org/a?id=7"
    filled = article_record(source, overrides={"url": TRACKED}, strip_tracking=True)
    assert filled.csl["URL"] == "https://example.org/a?id=7"
