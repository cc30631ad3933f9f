"""What lies before the reader in the dialogue: articles, the open one, the mark, the last answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from techdep_tui.core.articles.decode import safe_line
from techdep_tui.core.articles.model import Article, Block, BlockKind
from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.collection import Collection
from techdep_tui.core.errors import TechdepError
from techdep_tui.ui.labels import plural

if TYPE_CHECKING:
    from techdep_tui.config import Settings
    from techdep_tui.core.citations.record import Reference
    from techdep_tui.core.state.state import State

_HIDDEN = frozenset({BlockKind.TITLE, BlockKind.BOILERPLATE, BlockKind.RELATED})
"""What is not read out: the title is said when the article is opened."""

_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Place:
    """What a number in the last answer stands for: an article, or a stretch of its reading text."""

    article_id: str
    span: Span | None = None


class Desk:
    """The collection and where the reader is in it; `style` is the citation style last asked for."""

    def __init__(self, collection: Collection, folder: str, settings: Settings, state: State) -> None:
        self.collection = collection
        self.folder = folder
        self.settings = settings
        self.state = state
        self.style = settings.citation_style
        self.answers: Sequence[Place] = ()
        self.article: Article | None = None
        self.passages: tuple[tuple[Block, ...], ...] = ()
        self.at = -1
        self.mark: Span | None = None
        self._told: str | None = None

    def number_all(self, order: str) -> Sequence[int]:
        """Give every article a number for `open`, in an order of lists; returns those of the catalogue."""
        found = self.collection.listing.arrange(order) or ()
        self.answers = [Place(self.collection.catalogue.ids[number]) for number in found]
        return found

    def open(self, place: Place) -> Article:
        """Open the article of a place, at its passage; the mark is on what the place names, if it does."""
        self.article = article = self.collection.get(place.article_id)
        self.passages = _passages(article)
        if place.span is None:
            self.at, self.mark = -1, None
        else:
            self.at = self._passage_of(place.span.start)
            self.mark = article.sentence_at(place.span.start) if article.sentences else place.span
        return article

    def the_article(self) -> Article:
        """The open article; raises `TechdepError` where none is."""
        if self.article is None:
            raise TechdepError("No article is open: type list, then open and a number.")
        return self.article

    def go_to(self, index: int) -> tuple[Block, ...]:
        """The blocks of a passage, which now is the current one, marked as a whole."""
        self.at = index
        blocks = self.passages[index]
        self.mark = Span(blocks[-1].start, blocks[-1].end)
        return blocks

    def index_of(self, number: int) -> int:
        """The index of the passage with this paragraph number; raises `TechdepError`."""
        for index, blocks in enumerate(self.passages):
            if blocks[-1].number == number:
                return index
        count = self.the_article().paragraph_count
        if not count:
            raise TechdepError("This article has no numbered paragraphs: type read all.")
        raise TechdepError(f"There is no paragraph {number}: type read and a number from 1 to {count}.")

    def answer(self, number: int) -> Place:
        """What a number in the last answer stands for; raises `TechdepError`."""
        if 0 < number <= len(self.answers):
            return self.answers[number - 1]
        if not self.answers:
            raise TechdepError("There is nothing with a number: type list or search first.")
        raise TechdepError(f"There is no number {number}: type one from 1 to {len(self.answers)}.")

    @property
    def prompt(self) -> str:
        """Where the reader is."""
        if self.article is None:
            return f"{_short(self.folder)}> "
        number = self.passages[self.at][-1].number if self.at >= 0 else None
        place = f" ¶{number} of {self.article.paragraph_count}" if number else ""
        return f"{_short(self.article.title)}{place}> "

    @property
    def greeting(self) -> str:
        """How many articles there are, and whether there are problems."""
        words = f"{plural(len(self.collection.catalogue), 'article')}."
        problems = len(self.collection.problems)
        return words + (f" {plural(problems, 'problem')} with files: type problems." if problems else "")

    def reference(self, article: Article) -> Reference:
        """The reference of an article as it was read, with the parts that the reader filled in."""
        from techdep_tui.core.citations.record import article_record  # needed at the first citation

        overrides = self.state.overrides(article.digest)
        return article_record(self.collection.with_inferred_date(article), overrides=overrides)

    def news(self) -> str:
        """What is wrong with the state, once; "" if nothing is."""
        problem = self.state.problem
        if problem == self._told:
            return ""
        self._told = problem
        return problem or ""

    def _passage_of(self, position: int) -> int:
        ends = (blocks[-1].end for blocks in self.passages)
        return next((index for index, end in enumerate(ends) if position < end), -1)


def _passages(article: Article) -> tuple[tuple[Block, ...], ...]:
    """The blocks in pieces to read: each ends with a numbered paragraph, headings stand before theirs."""
    passages: list[tuple[Block, ...]] = []
    waiting: list[Block] = []
    for block in article.blocks:
        if block.kind in _HIDDEN:
            continue
        waiting.append(block)
        if block.number is not None:
            passages.append(tuple(waiting))
            waiting = []
    return (*passages, tuple(waiting)) if waiting else tuple(passages)


def _short(name: str) -> str:
    name = safe_line(name)
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1].rstrip() + "…"
