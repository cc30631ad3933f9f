"""Reported speech of an article: every attribution with its speaker, passage by passage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from techdep_tui.core.articles.model import BlockKind
from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.facts.attributions import Attribution, attributions
from techdep_tui.core.facts.cues import cue_pattern
from techdep_tui.core.facts.leads import with_leads
from techdep_tui.core.facts.model import Fact, Kind
from techdep_tui.core.facts.passages import Passage, Places, passage_spans
from techdep_tui.core.facts.speaker import Speaker
from techdep_tui.core.facts.speakers import Speakers

if TYPE_CHECKING:
    from techdep_tui.core.facts.reading import Reading

_TITLES = frozenset({BlockKind.TITLE, BlockKind.HEADING})
_NAMES = (Kind.PERSON, Kind.ORG, Kind.PLACE, Kind.PRODUCT)
_FIGURES = (Kind.MONEY, Kind.PERCENT, Kind.QUANTITY, Kind.MEASUREMENT)
_LONGEST = 400
"""Tokens of a passage that is read; more are no sentence."""
_LONGEST_UNMARKED = 70
"""Tokens of one without any mark."""


class Speech(NamedTuple):
    """A passage with its quotations, who says what in it, and whom it is about if it has quotations."""

    span: Span
    quotations: Sequence[Span]
    said: tuple[tuple[Attribution, Speaker | None], ...]
    subject: Speaker | None


def read_speech(reading: Reading) -> Iterator[Speech]:
    """The passages of an article that hold quotations or reports, and the others without any."""
    names = [name for name in reading.facts_of(*_NAMES) if _may_speak(name)]
    return with_leads(list(_passages(reading, names)), names)


def _passages(reading: Reading, names: Sequence[Fact]) -> Iterator[Speech]:
    """The passages as they follow one another, each read with what is known from those before it."""
    places = Places(
        [Span(name.start, name.end) for name in names],
        [Span(date.start, date.end) for date in reading.facts_of(Kind.DATE)],
        frozenset(figure.start for figure in reading.facts_of(*_FIGURES)),
    )
    speakers = Speakers(reading.text, reading.article.text, names)
    blocks = [(Span(block.start, block.end), block.kind in _TITLES) for block in reading.blocks]
    lower = reading.lower
    for span, quotations, is_title in passage_spans(
        reading.text, blocks, reading.article.sentences, reading.quotations
    ):
        found: list[Attribution] = []
        if quotations or cue_pattern().search(lower, *span):
            passage = Passage(reading.text, reading.tokens, span, quotations, places, is_title)
            found = list(attributions(passage)) if _is_sentence(passage) else []
        subject = speakers.subject(span, quotations) if quotations else None
        said = speakers.read(span, quotations, found)
        yield Speech(span, quotations, tuple(zip(found, said, strict=True)), subject)


def _may_speak(name: Fact) -> bool:
    """Whether a name may be a speaker's: of products, only a service is spoken of as the firm behind it."""
    return name.kind is not Kind.PRODUCT or name.norm.get("kind") == "software"


def _is_sentence(passage: Passage) -> bool:
    """Whether a passage is one that can be read: not too long, and with a mark now and then."""
    if len(passage) <= _LONGEST_UNMARKED:
        return True
    return len(passage) <= _LONGEST and any(passage.is_mark(index) for index in range(len(passage)))
