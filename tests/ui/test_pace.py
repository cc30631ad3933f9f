"""What is said of a load: how far it is, and how long it takes yet."""

from __future__ import annotations

from techdep_tui.core.holding import Progress
from techdep_tui.ui.pace import Pace, facts_words, left_words, reading_words


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_the_time_left_is_told_once_the_pace_is_known() -> None:
    clock = Clock()
    pace = Pace(clock)
    assert pace.seconds_left(0, 100) is None
    clock.now += 1
    assert pace.seconds_left(5, 100) is None
    clock.now += 4
    assert pace.seconds_left(25, 100) == 15


def test_nothing_is_foretold_while_more_is_being_found() -> None:
    clock = Clock()
    pace = Pace(clock)
    for second in range(6):
        clock.now += 1
        assert pace.seconds_left(second, 100 * (second + 1)) is None
    clock.now += 4
    assert pace.seconds_left(10, 600) is not None


def test_the_pace_is_that_of_late() -> None:
    clock = Clock()
    pace = Pace(clock)
    pace.seconds_left(0, 1000)
    for second in range(1, 61):
        clock.now += 1
        left = pace.seconds_left(second * 10 if second <= 30 else 300 + second - 30, 1000)
    assert left == 670


def test_nothing_is_foretold_of_what_stands_still_or_begins_anew() -> None:
    clock = Clock()
    pace = Pace(clock)
    pace.seconds_left(50, 100)
    clock.now += 5
    assert pace.seconds_left(50, 100) is None
    assert pace.seconds_left(0, 100) is None


def test_the_time_left_is_told_in_round_figures() -> None:
    assert left_words(None) == ""
    assert left_words(0.2) == "about 5 s left"
    assert left_words(41) == "about 45 s left"
    assert left_words(200) == "about 3 min left"
    assert left_words(3 * 3600) == "about 3 h left"


def test_a_folder_that_is_known_is_looked_through_for_changes() -> None:
    nothing = Progress(0, 0, 0, 0)
    assert reading_words(nothing, Pace(), has_some=True).full == "looking for changes …"
    assert reading_words(nothing, Pace(), has_some=False).full == "looking for files …"


def test_a_load_tells_files_percent_and_the_time_left_and_in_brief_the_percent() -> None:
    clock = Clock()
    pace = Pace(clock)
    words = reading_words(Progress(0, 2000, 0, 1000), pace, has_some=False)
    assert words == ("reading 0 of 2,000 files, 0%", "reading 0%")
    clock.now += 4
    words = reading_words(Progress(1000, 2000, 400, 1000), pace, has_some=True)
    assert words.full == "reading 1,000 of 2,000 files, 40%, about 10 s left"
    assert words.brief == "reading 40%, about 10 s left"
    assert reading_words(Progress(2000, 2000, 1000, 1000), pace, has_some=True).brief == "making the index …"


def test_facts_tell_how_many_articles_are_done_until_all_are() -> None:
    assert facts_words(5, 1000, Pace()) == ("facts of 5 of 1,000", "facts 0%")
    assert facts_words(1000, 1000, Pace()) == ("", "")
