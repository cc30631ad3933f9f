"""Looking again at files that may have changed, for a collection that is held in memory."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping, Sequence
from pathlib import Path
from typing import NamedTuple

from techdep_tui.core.articles.discover import Discovery, FoundFile, discover
from techdep_tui.core.articles.load import load
from techdep_tui.core.articles.model import Article, Problem
from techdep_tui.core.catalogue import Catalogue
from techdep_tui.core.errors import CollectionError


class Seen(NamedTuple):
    """A file that is not as it was: its number if it was an article, and what it is now, if anything."""

    path: Path
    before: int | None
    now: Article | Problem | None

    @property
    def is_new(self) -> bool:
        """Whether it is an article and was none."""
        return self.before is None and isinstance(self.now, Article)

    @property
    def is_gone(self) -> bool:
        """Whether it was an article and is none."""
        return self.before is not None and not isinstance(self.now, Article)


def look_again(
    changed: Sequence[Path], catalogue: Catalogue, known: MutableMapping[Path, FoundFile]
) -> Iterator[Seen]:
    """Yield what has come, changed or gone at some paths, a folder standing for all that is in it.

    `known` are the files as they were when they were read; it is kept up. A file of the same size and time
    is not read again, and one that holds the same text is not told.
    """
    before = {Path(catalogue.paths[number]): number for number in catalogue.under(changed)}
    for found in _found(changed):
        for problem in found.skipped:
            yield Seen(problem.path, before.pop(problem.path, None), problem)
        for file in found.files:
            number = before.pop(file.path, None)
            if known.get(file.path) == file:
                continue
            known[file.path] = file
            for outcome in load([file]):
                if not _is_the_same(outcome, number, catalogue):
                    yield Seen(file.path, number, outcome)
    for path, number in before.items():
        known.pop(path, None)
        yield Seen(path, number, None)


def _found(changed: Sequence[Path]) -> Iterator[Discovery]:
    """The files at the paths, each once; of those that are gone nothing."""
    for path in dict.fromkeys(changed):
        if not any(above in changed for above in path.parents):
            try:
                yield discover([path])
            except CollectionError:
                continue


def _is_the_same(outcome: Article | Problem, number: int | None, catalogue: Catalogue) -> bool:
    return isinstance(outcome, Article) and number is not None and catalogue.digests[number] == outcome.digest
