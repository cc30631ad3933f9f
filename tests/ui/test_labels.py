"""Short forms of an article's parts."""

from __future__ import annotations

from techdep_tui.core.articles.entry import host_of, publisher_label
from techdep_tui.core.articles.model import Metadata, Part, Source
from techdep_tui.ui.labels import date_label, origin_line, plural


def test_a_date_shows_its_precision_and_whether_it_is_inferred() -> None:
    assert date_label(Part("2026-02-01T06:48:05", Source.FILE)) == "2026-02-01"
    assert date_label(Part("2026-02", Source.FILE)) == "2026-02"
    assert date_label(Part("2026", Source.INFERRED)) == "~2026"
    assert date_label(Part("2026-01/2026-06", Source.INFERRED)) == "~2026-01..06"
    assert date_label(Part("2020-01/2022-12", Source.INFERRED)) == "~2020..2022"
    assert date_label(Part()) == "undated"


def test_a_publisher_that_is_only_inferred_carries_a_question_mark() -> None:
    title = Part("T", Source.FILE)
    assert publisher_label(Metadata(title, publisher=Part("Reuters", Source.FILE))) == "Reuters"
    assert publisher_label(Metadata(title, publisher=Part("Reuters", Source.INFERRED))) == "Reuters?"
    assert (
        publisher_label(Metadata(title, source_url=Part("https://www.ft.com/x", Source.FILE))) == "via ft.com"
    )
    assert publisher_label(Metadata(title)) == "source unknown"


def test_the_line_on_the_origin_names_what_is_missing() -> None:
    line = origin_line(Metadata(Part("T", Source.FILE)), Part("2026", Source.INFERRED))
    assert line == "no publisher, byline or date in file · date inferred 2026 (D: why)"


def test_an_address_without_a_host_stands_for_itself() -> None:
    assert host_of("not an address") == "not an address"
    assert host_of("https://[broken") == "https://[broken"


def test_one_hit_and_two_thousand_hits() -> None:
    assert plural(1, "hit") == "1 hit"
    assert plural(2000, "hit") == "2,000 hits"
