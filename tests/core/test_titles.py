"""Titles found by some of their letters."""

from __future__ import annotations

import pytest

from techdep_tui.core.search.titles import Titles

TITLES = (
    ("baikal", "Russia's Baikal processor is late"),
    ("rail", "Rails, bikes and lakes"),
    ("taiwan", "Why Taiwan’s chip makers worry"),
    ("chips", "Chips at last"),
    ("cafe", "Café society and ćhips"),
)


def found(text: str) -> list[str]:
    return [match.article_id for match in Titles(TITLES).find(text, 5, lambda: False)]


@pytest.mark.parametrize(
    ("letters", "ids"),
    [
        ("rusbaik", ["baikal"]),
        ("baikal proc", ["baikal"]),
        ("taichip", ["taiwan"]),
        ("cafsoc", ["cafe"]),
        ("qqqq", []),
        ("rus", []),
    ],
)
def test_letters_in_their_order_find_a_title(letters: str, ids: list[str]) -> None:
    assert found(letters) == ids


def test_letters_at_the_start_of_words_go_first_and_scattered_ones_mean_nothing() -> None:
    titles = Titles([("inside", "The archips elago"), ("start", "New chips elaborated")])
    assert [match.article_id for match in titles.find("chipsela", 5, lambda: False)] == ["start", "inside"]
    assert Titles([("far", "track quite ahead long mailed wayup offs")]).find("chips", 5, lambda: False) == []


def test_the_letters_are_known_by_their_places_in_the_title() -> None:
    (match,) = Titles([("æ", "Æther: ¡Chips!")]).find("etherchips", 5, lambda: False)
    assert "".join("Æther: ¡Chips!"[start:end] for start, end in match.spans) == "ÆtherChips"


def test_a_cancelled_look_up_gives_up() -> None:
    assert Titles(TITLES).find("rusbaik", 5, lambda: True) == []
