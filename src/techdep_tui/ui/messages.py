"""What happened: messages that panes and workers post, and screens handle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from techdep_tui.core.articles.offsets import Span
    from techdep_tui.core.citations.record import Reference
    from techdep_tui.core.errors import QueryError
    from techdep_tui.core.facts.model import Fact
    from techdep_tui.core.holding import Changes, Progress
    from techdep_tui.core.search.model import Aside, SearchResult
    from techdep_tui.ui.copier import Copy
    from techdep_tui.ui.fact_rows import FactRow


@dataclass
class ArticleHighlighted(Message):
    """The list's cursor stands on another article."""

    article_id: str


class ArticleChosen(Message):
    """The reader wants to read the article under the list's cursor."""


@dataclass
class PlaceChanged(Message):
    """The text moved, or another fact is lit in it.

    `mark` is the sentence at the mark, `seen` the characters on the screen.
    """

    mark: Span
    seen: Span


class FactChosen(Message):
    """The reader wants to see the place of the fact under the sidebar's cursor."""


class FactHighlighted(Message):
    """The sidebar's cursor stands on another fact."""


@dataclass
class CollectionGrew(Message):
    """Articles were loaded; `progress` says how far it is."""

    progress: Progress


@dataclass
class CollectionChanged(Message):
    """Files came, changed or went, and the catalogue with them."""

    changes: Changes


@dataclass
class CollectionIndexed(Message):
    """Every article loaded so far can be found."""


class CopiesFound(Message):
    """It is known which articles are copies of one story."""


@dataclass
class FactsIndexed(Message):
    """The facts of this many articles can be found."""

    articles: int


class ListArranged(Message):
    """An order of the list has been made."""


@dataclass
class FilterDone(Message):
    """The articles that match the filter by number, in order of relevance; `None` where it has a fault."""

    generation: int
    numbers: Sequence[int] | None
    fault: str = ""


@dataclass
class FactsReady(Message):
    """The facts of an article have been extracted, and its date inferred if the file has none.

    `facts` are those that the reader did not reject, in order of place; `rows` are of all.
    """

    article_id: str
    facts: tuple[Fact, ...]
    rows: tuple[FactRow, ...]


@dataclass
class SearchDone(Message):
    """A search has ended; an older `generation` than the last asked for is out of date."""

    generation: int
    result: SearchResult


@dataclass
class SearchAside(Message):
    """Counts and hints that go with a result have been found out."""

    generation: int
    aside: Aside


@dataclass
class SearchFailed(Message):
    """A query has a fault."""

    generation: int
    error: QueryError


@dataclass
class CopyDone(Message):
    """A copy has come to its end, and says where it went."""

    copy: Copy


@dataclass
class CitationMade(Message):
    """A citation has been made, or cannot be; one of an older `generation` is out of date."""

    generation: int
    references: tuple[Reference, ...]
    text: str
    fault: str = ""


@dataclass
class Failed(Message):
    """A worker could not do its work; `reason` is one sentence."""

    reason: str
