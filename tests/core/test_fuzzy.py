"""The nearest words of a vocabulary."""

from __future__ import annotations

from itertools import product

import pytest

from techdep_tui.core.search.fuzzy import Vocabulary, allowed_edits


def nearest(word: str, **articles: int) -> list[str]:
    """The nearest of some words, by the number of articles that each stands in."""
    return [near.word for near in Vocabulary(articles.items()).nearest(word, 3, lambda: False)]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("zelenogrd", "zelenograd"),
        ("mishutsin", "mishustin"),
        ("sanctons", "sanctions"),
        ("sacntoins", "sanctions"),
        ("akes", "makes"),
        ("contrayfr", "contrary"),
        ("чиыпы", "чипы"),
    ],
)
def test_one_error_is_forgiven_and_two_in_a_long_word(typed: str, meant: str) -> None:
    others = {"contrary": 1, "zelenograd": 1, "mishustin": 1, "sanctions": 1, "makes": 1, "чипы": 1}
    assert nearest(typed, **others) == [meant]


def test_two_swapped_letters_are_one_error() -> None:
    assert [near.distance for near in Vocabulary([("wafer", 1)]).nearest("wfaer", 3, lambda: False)] == [1]


def test_a_letter_left_out_or_swapped_is_likelier_than_a_wrong_one() -> None:
    assert nearest("whle", whole=1, whee=50) == ["whole", "whee"]
    assert nearest("frome", frame=50, forme=1) == ["forme", "frame"]


def test_of_errors_alike_the_commoner_word_was_meant_and_one_error_goes_before_two() -> None:
    assert nearest("planks", planes=2, plants=90, slants=99) == ["plants", "planes", "slants"]


def test_a_second_error_in_a_short_word_is_less_likely_than_in_a_long_one() -> None:
    assert nearest("abcdef", abxcydef=1, abdcxef=5) == ["abxcydef", "abdcxef"]


@pytest.mark.parametrize("word", ["ga", "i", "2025", "co2x", "covid19"])
def test_short_words_and_words_with_digits_are_left_alone(word: str) -> None:
    assert allowed_edits(word) == 0
    assert nearest(word, gash=1, covid=1, is_=1) == []


def test_words_with_digits_are_not_offered() -> None:
    assert nearest("chips", chip5=9, chipz=1) == ["chipz"]


def test_the_word_itself_is_not_among_its_neighbours() -> None:
    assert nearest("chips", chips=9, ships=1) == ["ships"]


def test_a_cancelled_look_up_gives_up() -> None:
    words = ("".join(letters) for letters in product("abcde", repeat=5))
    vocabulary = Vocabulary((word, 1) for word in words)
    asked: list[bool] = []

    def cancelled() -> bool:
        asked.append(len(asked) > 1)
        return asked[-1]

    assert vocabulary.nearest("abcdf", 3, cancelled) == []
    assert asked.index(True) == 2
    assert len(asked) < 6
