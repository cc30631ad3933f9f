"""The sidebar: what an article says, seen, gone to, copied, rejected and corrected."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from techdep_tui.core import collected_facts
from techdep_tui.core.articles.model import Article
from techdep_tui.core.facts.model import Fact, Kind
from techdep_tui.ui.screens.fact_form import FactForm
from tests.core.all_kinds import TEXT, facts_of
from tests.ui.driving import Room, lines, shown


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Room:
    """A room over one article with facts of all kinds."""
    monkeypatch.setattr(collected_facts, "extract", facts_of)
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "chips.md").write_text(
        f"---\ntitle: On chips\ndate: 2026-01-05\n---\n\n{TEXT}\n", encoding="utf-8"
    )
    return Room([folder])


@asynccontextmanager
async def in_facts(room: Room, width: int = 160, height: int = 45) -> AsyncIterator[Pilot[None]]:
    async with room.opened(width, height) as pilot:
        room.main.show_pane("facts")
        await room.rest(pilot)
        yield pilot


def row_of(room: Room, words: str) -> int:
    """The row whose thing has these words in its short form."""
    facts = room.main.facts
    return next(i for i, row in enumerate(facts.rows) if words in row.thing.short)


async def point_at(room: Room, pilot: Pilot[None], words: str) -> None:
    """Put the cursor on a row by its words."""
    room.main.facts.move_to(row_of(room, words))
    await room.rest(pilot)


def current(room: Room) -> Article:
    assert room.main.current is not None
    return room.main.current


async def test_mentions_of_one_thing_are_one_row_with_their_number(room: Room) -> None:
    async with in_facts(room):
        rows = lines(room.main.facts)
        (firm,) = [row for row in rows if "ORG Northern Chips" in row]
        assert firm.endswith("×4")
        assert sum("$5bn" in row for row in rows) == 1
        assert "WHO Anna Berg, head, Northern" in shown(room.main.facts)
        assert "All 20 Who 1 Org 3 Place 1" in shown(room.main.facts)


async def test_every_kind_is_told_by_its_word(room: Room) -> None:
    async with in_facts(room, 160, 90):
        words = shown(room.main.facts)
        for word in ("WHO", "ORG", "PLACE", "THING", "MONEY", "SHARE", "COUNT", "SIZE", "DATE", "PLAN"):
            assert f" {word} " in words
        for word in ("QUOTE", "SAYS", "COMP", "EVENT"):
            assert f" {word} " in words
        assert "doubtful: named only once" in words


async def test_enter_goes_to_the_nearest_mention_and_n_to_the_others(room: Room) -> None:
    async with in_facts(room) as pilot:
        await point_at(room, pilot, "Northern Chips (company)")
        await room.press(pilot, "enter")
        reader = room.main.reader
        assert room.main.pane == "reader"
        assert [current(room).text[a:b] for a, b in reader.hits] == ["Northern Chips"] * 4
        assert reader.hit_index == 0
        assert "ORG Northern Chips (company) · 4 mentions · hit 1/4" in room.main.status.left
        await room.press(pilot, "n")
        assert reader.lit_fact is not None
        assert reader.lit_fact.start == current(room).text.index("Northern Chips paid")
        await room.press(pilot, "escape")
        assert not reader.hits
        assert reader.lit_fact is None


async def test_n_in_the_sidebar_shows_mention_after_mention_beside_it(room: Room) -> None:
    async with in_facts(room) as pilot:
        await point_at(room, pilot, "$5bn")
        for words in ("paid $5bn", "spent $5bn", "paid $5bn"):
            await room.press(pilot, "n")
            assert room.main.reader.lit_fact is not None
            assert room.main.reader.lit_fact.end == current(room).text.index(words) + len(words)
            assert room.main.pane == "facts"
        await room.press(pilot, "N")
        assert room.main.reader.lit_fact is not None
        assert room.main.reader.lit_fact.end == current(room).text.index("spent $5bn") + len("spent $5bn")


async def test_a_row_opens_to_its_mentions_and_closes(room: Room) -> None:
    async with in_facts(room) as pilot:
        await point_at(room, pilot, "$5bn")
        count = room.main.facts.row_count()
        await room.press(pilot, "right")
        assert room.main.facts.row_count() == count + 2
        assert "¶2 Northern Chips paid $5bn." in shown(room.main.facts)
        await room.press(pilot, "j", "j", "enter")
        fact = room.main.reader.lit_fact
        assert fact is not None
        assert fact.start == current(room).text.rindex("$5bn")
        room.main.show_pane("facts")
        await room.press(pilot, "left")
        assert room.main.facts.row_count() == count


async def test_a_rejected_name_is_gone_with_all_its_mentions_and_can_be_taken_back(room: Room) -> None:
    async with in_facts(room) as pilot:
        await point_at(room, pilot, "Northern Chips (company)")
        await room.press(pilot, "X")
        assert "ORG Northern Chips" not in shown(room.main.facts)
        assert "Rejected: Northern Chips (company) (4 mentions)" in room.main.status.left
        assert "rejected 1 (R shows)" in shown(room.main.facts)
        kept = room.app.collection.facts(current(room))
        assert not [fact for fact in kept if fact.norm.get("name") == "Northern Chips"]
        await room.press(pilot, "R")
        assert "rejected by you" in shown(room.main.facts)
        await point_at(room, pilot, "Northern Chips (company)")
        await room.press(pilot, "X")
        assert "rejected by you" not in shown(room.main.facts)
        assert room.app.collection.facts(current(room)) == facts_of(current(room))


async def test_one_mention_of_an_open_row_is_rejected_by_itself(room: Room) -> None:
    async with in_facts(room) as pilot:
        await point_at(room, pilot, "Northern Chips (company)")
        await room.press(pilot, "right", "j", "X")
        (row,) = [row for row in lines(room.main.facts) if "ORG Northern Chips" in row]
        assert row.endswith("×3")
        await room.press(pilot, "X")
        (row,) = [row for row in lines(room.main.facts) if "ORG Northern Chips" in row]
        assert row.endswith("×2"), "the row stays open, the cursor on the next mention"


async def test_u_takes_back_what_was_said_of_facts(room: Room) -> None:
    async with in_facts(room) as pilot:
        await point_at(room, pilot, "Northern Chips (company)")
        await room.press(pilot, "X", "U")
        assert "4 facts as they were before" in room.main.status.left
        assert "ORG Northern Chips" in shown(room.main.facts)
        assert "rejected" not in shown(room.main.facts)


async def test_a_name_is_corrected_in_all_its_mentions_and_stays_so(room: Room) -> None:
    async with in_facts(room) as pilot:
        await point_at(room, pilot, "Northern Chips (company)")
        await room.press(pilot, "E")
        assert isinstance(room.app.screen, FactForm)
        await room.press(pilot, "ctrl+u")
        await room.type(pilot, "Northern Chips AS")
        await room.press(pilot, "enter")
        (row,) = [row for row in lines(room.main.facts) if "ORG Northern Chips AS" in row]
        assert row.endswith("×4")
        assert "yours" in shown(room.main.facts)
        assert "4 mentions" in room.main.status.left
    later = Room(room.folders)
    async with in_facts(later) as pilot:
        assert "ORG Northern Chips AS" in shown(later.main.facts)
        facts = later.app.collection.facts(current(later))
        assert len([fact for fact in facts if fact.found is not None]) == 4
        await later.press(pilot, "U")
        assert "Chips AS" not in shown(later.main.facts)


async def test_a_wrong_value_is_told_with_what_is_expected_and_nothing_is_kept(room: Room) -> None:
    async with in_facts(room) as pilot:
        await point_at(room, pilot, "$5bn")
        await room.press(pilot, "E", "ctrl+u")
        await room.type(pilot, "lots")
        await room.press(pilot, "down", "enter")
        form = room.app.screen
        assert isinstance(form, FactForm)
        assert "amount: “lots” does not fit; write a number such as 1200, 3.5 or 14bn." in form.status.left
        assert form.focused is form.query_one("#field-amount")
        await room.press(pilot, "escape")
        assert room.app.collection.facts(current(room)) == facts_of(current(room))


async def test_the_fields_are_those_of_the_kind_that_is_typed(room: Room) -> None:
    async with in_facts(room) as pilot:
        await point_at(room, pilot, "Fjord Times (media)")
        await room.press(pilot, "E", "up", "ctrl+u")
        await room.type(pilot, "product")
        form = room.app.screen
        boxes = [box.id for box in form.query(Input)]
        assert boxes == ["field-kind_of_fact", "field-name", "field-kind"]
        assert form.query_one("#field-name", Input).value == "Fjord Times"
        await room.press(pilot, "enter")
        assert "THING Fjord Times" in shown(room.main.facts)
        (fact,) = [fact for fact in room.app.collection.facts(current(room)) if fact.found is not None]
        assert (fact.kind, fact.norm) == (Kind.PRODUCT, {"name": "Fjord Times"})


async def test_an_unknown_kind_is_told_with_those_there_are(room: Room) -> None:
    async with in_facts(room) as pilot:
        await point_at(room, pilot, "Fjord Times (media)")
        await room.press(pilot, "E", "up")
        await room.type(pilot, "anisation")
        await room.press(pilot, "enter")
        form = room.app.screen
        assert isinstance(form, FactForm)
        assert "“organisation” is none; write person, org" in form.status.left


@pytest.mark.parametrize(
    ("words", "copied"),
    [
        ("Fjord Times: “We will", "Anna Berg, quoted by Fjord Times: “We will double output next year” ("),
        ("by 2030-12-31", "Northern Chips, by 2030-12-31: “Northern Chips plans to ship"),
        ("Anna Berg, head", "Anna Berg, head, Northern Chips: “Anna Berg, head of Northern Chips, said"),
        ("12 MW", "“According to the Harbour Institute, imports fell by 7%"),
    ],
)
async def test_y_copies_a_fact_as_a_sentence_with_its_citation(room: Room, words: str, copied: str) -> None:
    async with in_facts(room) as pilot:
        await point_at(room, pilot, words)
        await room.press(pilot, "y")
        assert room.last_copy().startswith(copied)
        assert "On Chips, 2026" in room.last_copy()
        assert "para. " in room.last_copy()


async def test_the_filter_looks_at_kind_words_subject_and_worth(room: Room) -> None:
    async with in_facts(room) as pilot:
        await room.press(pilot, "slash")
        await room.type(pilot, "doubtful")
        await room.press(pilot, "enter")
        assert [row.thing.short for row in room.main.facts.rows] == ["NC-5 (processor)"]
        assert "Facts 1 of 20 · “doubtful”" in str(room.main.facts.border_title)
        assert "THING NC-5" in room.main.status.left
        await room.press(pilot, "escape")
        assert room.main.facts.row_count() == 20
        assert "Facts 20 · in view" in str(room.main.facts.border_title)


async def test_facts_are_grouped_by_kind_with_counts(room: Room) -> None:
    async with in_facts(room) as pilot:
        await room.press(pilot, "s", "s")
        text = shown(room.main.facts)
        assert "── ORG 3 " in text
        assert text.index("WHO 1") < text.index("ORG 3") < text.index("PLACE 1") < text.index("MONEY 1")


async def test_what_is_in_view_follows_the_reader(room: Room) -> None:
    async with room.opened(120, 17) as pilot:
        room.main.show_pane("reader")
        await room.press(pilot, "G")
        assert "IN VIEW" in shown(room.main.facts)
        assert room.main.facts.rows[0].thing.short == "Harbour Institute"
        await point_at(room, pilot, "Northern Chips (company)")
        assert room.main.facts.target is not None
        assert room.main.facts.target.paragraph == 4, "the mention in view"


async def test_in_a_narrow_screen_what_was_in_view_last_comes_first(room: Room) -> None:
    async with room.opened(80, 24) as pilot:
        await room.press(pilot, "enter", "tab")
        assert room.main.pane == "facts"
        assert "IN VIEW" in shown(room.main.facts)


async def test_brackets_step_through_facts_that_lie_over_one_another(room: Room) -> None:
    async with room.opened(160, 45) as pilot:
        room.main.show_pane("reader")
        await room.rest(pilot)
        stepped: list[Fact] = []
        while True:
            await room.press(pilot, "right_square_bracket")
            lit = room.main.reader.lit_fact
            assert lit is not None
            if stepped and lit is stepped[-1]:
                break
            stepped.append(lit)
        facts = facts_of(current(room))
        assert [(fact.start, -fact.end) for fact in stepped] == sorted((f.start, -f.end) for f in facts)
        assert room.main.facts.current is not None
        assert stepped[-1] in room.main.facts.current.thing.mentions, "the sidebar's cursor follows"
        for fact in reversed(stepped[:-1]):
            await room.press(pilot, "left_square_bracket")
            assert room.main.reader.lit_fact is fact


async def test_names_in_speech_are_marked_as_both(room: Room) -> None:
    async with room.opened(160, 45):
        reader = room.main.reader
        pieces = [piece for y in range(len(reader._layout.lines)) for piece in reader.line_pieces(y, 80)]
        looks = {text.strip(): look for text, look in pieces if text.strip()}
        assert looks["Norway"] == "fact"
        assert looks["next year"] == "speech fact"
        assert looks[',"'] == "speech"
        assert any(text == "┆" for text, _ in pieces), "clauses are marked in the margin"


async def test_a_narrow_screen_goes_to_the_mention_and_says_which_fact_comes_next(room: Room) -> None:
    async with in_facts(room, 80, 24) as pilot:
        await point_at(room, pilot, "$5bn")
        await room.press(pilot, "n")
        assert room.main.pane == "reader"
        assert "MONEY $5bn · of Northern Chips · 2 mentions" in room.main.near.left
        await room.press(pilot, "escape")
        assert "FACTS next ]" in room.main.near.left


async def test_forty_columns_and_ten_rows_can_still_be_corrected(room: Room) -> None:
    async with in_facts(room, 40, 10) as pilot:
        await point_at(room, pilot, "$5bn")
        await room.press(pilot, "E", "ctrl+u")
        await room.type(pilot, "6bn")
        await room.press(pilot, "enter")
        assert "6bn USD" in shown(room.main.facts)


@pytest.mark.parametrize("size", [(1, 1), (3, 10), (10, 3), (80, 1), (1, 24)])
async def test_the_form_does_no_harm_in_the_smallest_terminals(room: Room, size: tuple[int, int]) -> None:
    async with in_facts(room) as pilot:
        await room.press(pilot, "right", "E")
        await pilot.resize_terminal(*size)
        await room.press(pilot, "tab", "shift+tab", "up", "x", "enter", "escape", "j", "X")
        await pilot.resize_terminal(120, 36)
        await room.rest(pilot)
        assert room.main.facts.row_count()


async def test_an_article_whose_facts_are_all_rejected_says_so(room: Room) -> None:
    async with in_facts(room) as pilot:
        for _ in range(20):
            await room.press(pilot, "X")
        assert "You rejected every fact here. R shows them." in shown(room.main.facts)
        await room.press(pilot, "E", "X", "n", "enter", "y", "right", "left")
        assert room.app.is_running
