"""Every position of a cleaned text leads back to the characters that it stands for."""

from __future__ import annotations

import pickle
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from techdep_tui.core.articles.offsets import OffsetMap, Span, TextBuilder

Cleaned = tuple[str, OffsetMap]


@st.composite
def cleaned(draw: st.DrawFn, source: str) -> Cleaned:
    """A text made of `source`: pieces of it kept, folded and left out, in order."""
    builder = TextBuilder(source)
    cuts = sorted(draw(st.lists(st.integers(0, len(source)), max_size=12)))
    for start, end in pairwise(cuts):
        match draw(st.sampled_from(["keep", "keep", "fold", "drop"])):
            case "keep":
                builder.keep(start, end)
            case "fold":
                builder.fold(draw(st.text("&-_", max_size=3)), start, end)
    return builder.text(), builder.offsets()


SOURCES = st.text("abcdefgh \n", max_size=20)
CLEANED = SOURCES.flatmap(lambda source: st.tuples(st.just(source), cleaned(source)))
TWICE_CLEANED = CLEANED.flatmap(
    lambda first: st.tuples(st.just(first[0]), st.just(first[1]), cleaned(first[1][0]))
)


def stretches(length: int) -> list[Span]:
    """Every stretch of a text of that length that is not empty."""
    return [Span(i, j) for i in range(length) for j in range(i + 1, length + 1)]


def by_hand(offsets: OffsetMap) -> list[Span]:
    """For each character of the text the characters of the source, by the definition of the runs."""
    spans: list[Span] = []
    starts = [*offsets.starts, offsets.length]
    stretches_of_runs = zip(offsets.source_starts, offsets.source_ends, strict=True)
    for (start, end), (source_start, source_end) in zip(pairwise(starts), stretches_of_runs, strict=True):
        if end - start == source_end - source_start:
            spans.extend(Span(i, i + 1) for i in range(source_start, source_end))
        else:
            spans.extend([Span(source_start, source_end)] * (end - start))
    return spans


def assert_is_in_order(offsets: OffsetMap, length: int) -> None:
    assert offsets.length == length
    assert list(offsets.starts) == sorted(set(offsets.starts))
    assert list(offsets.source_starts) == sorted(offsets.source_starts)
    assert list(offsets.source_ends) == sorted(offsets.source_ends)
    assert len(by_hand(offsets)) == length


@given(CLEANED)
def test_runs_cover_the_text_and_their_stretches_are_in_order(case: tuple[str, Cleaned]) -> None:
    _, (text, offsets) = case
    assert_is_in_order(offsets, len(text))


@given(CLEANED)
def test_a_stretch_spans_what_its_characters_stand_for(case: tuple[str, Cleaned]) -> None:
    _, (text, offsets) = case
    characters = by_hand(offsets)
    for start, end in stretches(len(text)):
        assert offsets.span(start, end) == (characters[start].start, characters[end - 1].end)


@given(CLEANED)
def test_every_kept_character_is_the_one_it_leads_to(case: tuple[str, Cleaned]) -> None:
    source, (text, offsets) = case
    for i, character in enumerate(text):
        start, end = offsets.span(i, i + 1)
        assert character in "&-_" or source[start:end] == character


@given(SOURCES, st.data())
def test_a_folded_run_always_stands_for_its_whole_stretch(source: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(source)))
    end = data.draw(st.integers(start, len(source)))
    folded = data.draw(st.text("&-_", min_size=1, max_size=5))
    builder = TextBuilder(source)
    builder.keep(0, start)
    builder.fold(folded, start, end)
    builder.keep(end, len(source))
    offsets = builder.offsets()
    if len(folded) == end - start == 1:
        return
    for i in range(start, start + len(folded)):
        assert offsets.span(i, i + 1) == (start, end)


@given(TWICE_CLEANED)
def test_composing_two_maps_is_going_back_twice(case: tuple[str, Cleaned, Cleaned]) -> None:
    _, (_, inner), (text, outer) = case
    both = outer.compose(inner)
    assert_is_in_order(both, len(text))
    is_inserted = [span.start == span.end for span in by_hand(outer)]
    for start, end in stretches(len(text)):
        composed, twice = both.span(start, end), inner.span(*outer.span(start, end))
        assert composed == twice or any(is_inserted[start:end])
        assert composed.start <= twice.start <= twice.end <= composed.end


@given(CLEANED)
def test_composing_with_an_identity_changes_nothing(case: tuple[str, Cleaned]) -> None:
    source, (text, offsets) = case
    for both in (
        offsets.compose(OffsetMap.identity(len(source))),
        OffsetMap.identity(len(text)).compose(offsets),
    ):
        assert by_hand(both) == by_hand(offsets)


@given(CLEANED)
def test_a_character_of_the_source_is_located_where_it_stands_or_the_next_one_does(
    case: tuple[str, Cleaned],
) -> None:
    source, (text, offsets) = case
    characters = by_hand(offsets)
    for position in range(len(source) + 2):
        expected = next((i for i, span in enumerate(characters) if span.end > position), len(text))
        assert offsets.locate(position) == expected


@given(CLEANED)
def test_an_empty_stretch_is_empty_in_the_source_and_anything_beyond_the_text_is_its_end(
    case: tuple[str, Cleaned],
) -> None:
    _, (text, offsets) = case
    characters = by_hand(offsets)
    for i, span in enumerate(characters):
        assert offsets.span(i, i) == (span.start, span.start)
    last = characters[-1].end if characters else 0
    assert offsets.span(len(text), len(text) + 3) == (last, last)
    assert offsets.span(0, len(text) + 3) == offsets.span(0, len(text))


@given(CLEANED)
def test_without_cuts_a_stretch_is_one_fragment(case: tuple[str, Cleaned]) -> None:
    _, (text, offsets) = case
    for start, end in stretches(len(text)):
        assert offsets.fragments(start, end, lambda _run, _source: False) == (offsets.span(start, end),)


@given(CLEANED)
def test_fragments_hold_all_characters_but_those_of_cuts(case: tuple[str, Cleaned]) -> None:
    _, (text, offsets) = case
    for start, end in stretches(len(text)):
        asked: list[tuple[Span, Span]] = []

        def is_cut(run: Span, source: Span, asked: list[tuple[Span, Span]] = asked) -> bool:
            asked.append((run, source))
            return text[run.start] == "-"

        parts = offsets.fragments(start, end, is_cut)
        cut = {i for run, _ in asked if text[run.start] == "-" for i in range(*run)}
        kept = [i for i in range(start, end) if i not in cut]
        expected = [offsets.span(i, i + 1) for i in kept]
        assert all(any(a <= span.start and span.end <= b for a, b in parts) for span in expected)
        assert all(offsets.span(*run) == source for run, source in asked)
        assert len(parts) <= len(asked) + 1


def test_a_sentence_cut_by_a_page_break_has_two_fragments() -> None:
    source = "all its technology\n\nhttps://example.org/1\n\npurchases by 2023"
    builder = TextBuilder(source)
    start, end = source.index("\n"), source.index("purchases")
    builder.keep(0, start)
    builder.fold(" ", start, end)
    builder.keep(end, len(source))
    offsets = builder.offsets()
    assert builder.text() == "all its technology purchases by 2023"
    parts = offsets.fragments(8, 28, lambda _run, stretch: "http" in source[slice(*stretch)])
    assert [source[slice(*part)] for part in parts] == ["technology", "purchases"]


def test_folding_a_stretch_into_itself_keeps_it() -> None:
    builder = TextBuilder("a\n\nb")
    builder.keep(0, 1)
    builder.fold("\n\n", 1, 3)
    builder.keep(3, 4)
    assert builder.offsets() == OffsetMap.identity(4)


def test_an_inserted_text_stands_for_nothing() -> None:
    builder = TextBuilder("ab")
    builder.keep(0, 1)
    builder.fold("--", 1, 1)
    builder.keep(1, 2)
    assert builder.offsets().span(1, 3) == (1, 1)
    assert builder.offsets().locate(1) == 3


def test_an_empty_text_has_an_empty_map() -> None:
    offsets = OffsetMap.identity(0)
    assert offsets.span(0, 5) == (0, 0)
    assert offsets.locate(3) == 0
    assert offsets.fragments(0, 5, lambda _run, _source: True) == ()
    assert offsets.compose(OffsetMap.identity(9)) == offsets


def test_a_map_goes_to_another_process() -> None:
    builder = TextBuilder("a &amp; b")
    builder.keep(0, 2)
    builder.fold("&", 2, 7)
    offsets = builder.offsets()
    assert pickle.loads(pickle.dumps(offsets)) == offsets
