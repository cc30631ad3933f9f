"""Groups of articles that are copies of one story."""

from __future__ import annotations

import pytest

from techdep_tui.core.articles.copies import Group, Groups
from techdep_tui.core.articles.sketch import sketch_of
from tests.core.stories import edited, story


def groups_of(*texts: str) -> Groups:
    """The groups among some texts, numbered from 0."""
    groups = Groups()
    for number, text in enumerate(texts):
        groups.add(number, sketch_of([text]))
    return groups


def numbers(groups: Groups) -> list[tuple[int, ...]]:
    return [group.numbers for group in groups]


def test_the_same_story_from_several_outlets_is_a_group() -> None:
    wire = story(1, 600)
    groups = groups_of(wire, story(2, 600), edited(wire, 60), story(3, 600), " ".join(wire.split()[:520]))

    assert numbers(groups) == [(0, 2, 4)]


def test_an_article_without_copies_is_in_no_group() -> None:
    groups = groups_of(story(1, 300), story(2, 300), story(1, 300))

    assert groups.group_of(1) is None
    assert groups.group_of(0) == groups.group_of(2) == Group((0, 2), 1.0)


def test_a_group_tells_how_alike_its_least_like_copy_is() -> None:
    text = story(1, 600)
    group = groups_of(text, text, edited(text, 40)).group_of(0)

    assert group is not None
    assert 0.5 <= group.similarity < 1.0


def test_a_text_that_shares_one_paragraph_is_no_copy() -> None:
    shared = story(9, 100)

    assert not numbers(groups_of(f"{shared} {story(1, 300)}", f"{shared} {story(2, 300)}"))


def test_notes_of_few_words_are_no_copies() -> None:
    assert not numbers(groups_of("Nothing new today.", "Nothing new today."))


def test_numbers_that_are_left_out_have_no_copies() -> None:
    groups = Groups()
    for number in (3, 70):
        groups.add(number, sketch_of([story(1, 300)]))

    assert numbers(groups) == [(3, 70)]
    assert groups.group_of(50) is None
    with pytest.raises(ValueError, match="70"):
        groups.add(60, sketch_of([story(1, 300)]))


def test_a_group_of_two_is_gone_when_one_of_them_is() -> None:
    groups = groups_of(story(1, 300), story(1, 300))
    groups.remove(0)

    assert not numbers(groups)
    assert groups.group_of(1) is None


def test_copies_stay_together_when_the_one_between_them_is_gone() -> None:
    words = story(1, 900).split()
    groups = groups_of(*(" ".join(words[a:b]) for a, b in ((0, 700), (100, 700), (100, 800))))
    assert numbers(groups) == [(0, 1, 2)]
    groups.remove(1)

    assert numbers(groups) == [(0, 2)]


def test_a_removed_article_is_found_by_no_later_one() -> None:
    groups = groups_of(story(1, 300), story(2, 300))
    groups.remove(0)
    groups.add(2, sketch_of([story(1, 300)]))
    groups.add(3, sketch_of([story(1, 300)]))

    assert numbers(groups) == [(2, 3)]


def test_an_article_that_has_no_copies_can_be_removed() -> None:
    groups = groups_of(story(1, 300), story(2, 300))
    groups.remove(1)
    groups.remove(1)

    assert not numbers(groups)


def test_the_same_text_a_thousand_times_is_one_group_whose_links_stay_few() -> None:
    groups = groups_of(*[story(1, 300)] * 1000)

    assert numbers(groups) == [tuple(range(1000))]
    assert sum(map(len, groups._links.values())) <= 2 * 8 * 1000


def test_every_copy_is_found_among_many_articles() -> None:
    texts = [story(number // 2, 120) for number in range(4000)]
    groups = groups_of(*texts)

    assert numbers(groups) == [(number, number + 1) for number in range(0, 4000, 2)]
