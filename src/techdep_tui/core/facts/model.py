"""What a fact is: a kind, its characters, its normalised value, its subject."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from techdep_tui.core.articles.offsets import Span

Scalar = str | float | int | bool | tuple[str, ...] | None
Norm = Mapping[str, Scalar]
"""A normalised value: the fields that the kind defines (amount, currency, value, unit, timex, mod …)."""


class Kind(StrEnum):
    """The kinds of fact, in the order in which the sidebar shows them."""

    PERSON = "person"
    ORG = "org"
    PLACE = "place"
    PRODUCT = "product"
    MONEY = "money"
    PERCENT = "percent"
    QUANTITY = "quantity"
    MEASUREMENT = "measurement"
    DATE = "date"
    PLAN = "plan"
    QUOTE = "quote"
    STATEMENT = "statement"
    COMPARISON = "comparison"
    EVENT = "event"


class Certainty(StrEnum):
    """How sure a fact is: what it rests on, from words that leave no choice down to a likely reading."""

    CERTAIN = "certain"
    LIKELY = "likely"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class Fact:
    """One mention of a fact.

    `start:end` and `sentence` are characters of the reading text (`Article.in_file` leads to the file).
    `paragraph` is the number of its paragraph, `None` in a title or heading. `subject` is the thing that a
    number is about, where the text tells it. `why` says what an inferred value rests on, else it is empty.
    `parts` are the stretches that make up the fact where words that do not belong to it stand between them
    (the cue in the middle of a reported clause), else it is empty.

    `found` is the fact as the program found it, where the reader corrected it; `is_rejected` says that the
    reader holds it for none.
    """

    kind: Kind
    start: int
    end: int
    norm: Norm
    sentence: Span
    paragraph: int | None = None
    subject: str | None = None
    why: str = ""
    certainty: Certainty = Certainty.CERTAIN
    parts: tuple[Span, ...] = ()
    found: Fact | None = None
    is_rejected: bool = False
