"""The commands without a screen: list, show, search, facts, cite, export."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from techdep_tui import paths as places
from techdep_tui.commands import records
from techdep_tui.commands.output import complain, say, say_json
from techdep_tui.core.articles.decode import safe_line
from techdep_tui.core.articles.discover import SUFFIXES
from techdep_tui.core.articles.entry import Entry
from techdep_tui.core.articles.model import Article, Source
from techdep_tui.core.collection import Collection
from techdep_tui.core.errors import CollectionError, QueryError, TechdepError

if TYPE_CHECKING:
    from techdep_tui.core.search.model import ArticleHits, Hit, SearchResult
    from techdep_tui.core.state.state import State

FOUND, NOTHING = 0, 1


def run_verb(options: Namespace) -> int:
    """Run one command; returns its exit code."""
    if options.verb == "cache":
        from techdep_tui.commands.cache import run_cache  # the store: for large folders alone

        return run_cache(options)
    if options.verb == "check":
        return _check([*options.paths, *options.where], options)
    with ExitStack() as opened:
        kept = _Kept(opened)

        def load() -> Collection:
            keeps_cache = not options.no_cache
            collection = load_collection(options.paths, kept, keeps_cache=keeps_cache)
            opened.callback(collection.close)
            return collection

        if options.verb in ("cite", "export"):
            from techdep_tui.commands.citing import run_citing  # citations: for these two alone

            return run_citing(options, load)
        if options.verb == "search" and options.forget:
            return _forget(kept)
        return {"list": _list, "show": _show, "search": _search, "facts": _facts}[options.verb](
            load(), options
        )


class Said(Protocol):
    """What the reader said of facts and marked, as a collection asks it: a `State`, or the like."""

    def corrections(self, digest: str) -> Mapping[str, str]: ...

    def corrected(self) -> Iterable[str]: ...

    def marked(self, field: str, /) -> Iterable[str]: ...


class _Kept:
    """What the reader did, out of the state if there is one, which is opened when it is needed."""

    def __init__(self, opened: ExitStack) -> None:
        self._opened = opened
        self._state: State | None = None

    @property
    def state(self) -> State | None:
        """The state; `None` where nothing was ever kept."""
        if self._state is None and places.state_file().exists():
            from techdep_tui.core.state.state import State  # SQLite: only where there is a state

            self._state = self._opened.enter_context(State.open(places.state_file()))
            if self._state.problem:
                complain(self._state.problem)
        return self._state

    def corrections(self, digest: str) -> Mapping[str, str]:
        """What the reader said of the facts of an article."""
        return self.state.corrections(digest) if self.state else {}

    def corrected(self) -> Iterable[str]:
        """The digests of the articles of whose facts the reader said something."""
        return self.state.corrected() if self.state else []

    def marked(self, mark: str) -> Iterable[str]:
        """The digests of the articles that the reader marked so."""
        return self.state.marked(mark) if self.state else []


def load_collection(
    paths: Sequence[Path],
    said: Said,
    *,
    keeps_cache: bool = True,
) -> Collection:
    """The articles under some paths, or the built-in ones; raises CollectionError where there are none."""
    folders = paths or [places.builtin_articles()]
    cache = places.cache_dir if keeps_cache else None
    collection = Collection(
        folders, cache, places.word_lists_dir, said.corrections, said.marked, said.corrected
    )
    collection.load()
    if not collection.catalogue and not collection.problems:
        where = ", ".join(safe_line(str(path)) for path in collection.paths)
        raise CollectionError(
            f"No articles in {where}: put files there that end in {' '.join(SUFFIXES)},"
            " or name another folder."
        )
    return collection


def _list(collection: Collection, options: Namespace) -> int:
    unread = [problem for problem in collection.problems if problem.is_fatal]
    if options.json:
        for article in collection.each_article():
            say_json(records.article_record(article, collection.date_of(article, infer=True)))
        for problem in unread:
            say_json(records.problem_record(problem))
    else:
        for entry in collection.catalogue.entries():
            say(_row(entry, collection))
        for problem in unread:
            complain(f"{problem.place}: {problem.reason}")
    return FOUND if collection.catalogue else NOTHING


def _check(paths: list[Path], options: Namespace) -> int:
    collection = Collection(
        paths or [places.builtin_articles()], None if options.no_cache else places.cache_dir
    )
    collection.load()
    if options.json:
        for problem in collection.problems:
            say_json(records.found_problem_record(problem))
        say_json(records.tally_record(collection))
        return NOTHING if collection.problems else FOUND
    for problem in collection.problems:
        say(f"{problem.place}: {problem.reason}{f' → {problem.done}' if problem.done else ''}")
    say(records.tally(collection))
    return NOTHING if collection.problems else FOUND


def _row(entry: Entry, collection: Collection) -> str:
    given = collection.date_of(entry, infer=True)
    shown = {
        Source.FILE: (given.value or "")[:10],
        Source.INFERRED: f"~{given.value}",
        Source.MISSING: "undated",
    }
    return f"{entry.id}  {shown[given.source]:<17}  {entry.title}"


def _show(collection: Collection, options: Namespace) -> int:
    article = collection.find(options.articles[0])
    if options.json:
        say_json(records.text_record(article))
        return FOUND
    for block in article.blocks:
        number = f"¶{block.number}  " if block.number is not None else ""
        say(number + article.text[block.start : block.end], end="\n\n")
    return FOUND


def _search(collection: Collection, options: Namespace) -> int:
    result = search(collection, " ".join(options.query), options.sort)
    for typed, words in result.corrections.items():
        complain(f"“{typed}” is in no article; searched instead: {', '.join(words)}")
    printed = 0
    for article, hits, hit in islice(_hits(collection, result), options.limit):
        printed += 1
        if options.json:
            say_json(records.hit_record(article, hits, hit))
        else:
            place = f"¶{hit.paragraph}" if hit.paragraph is not None else "title or heading"
            how = f"  ({hits.how})" if hits.how != "exact" else ""
            say(f"{article.title}, {place}: {records.one_line(article, hit.sentence)}{how}")
    if not result.exact:
        _say_what_was_perhaps_meant(collection, result)
    return FOUND if printed else NOTHING


def _hits(collection: Collection, result: SearchResult) -> Iterator[tuple[Article, ArticleHits, Hit]]:
    for hits in result.by_article:
        article = collection.get(hits.article_id)
        yield from ((article, hits, hit) for hit in hits.hits)


def _say_what_was_perhaps_meant(collection: Collection, result: SearchResult) -> None:
    """Which terms find nothing, the query with the nearest words, titles that have its letters."""
    for term in result.killers:
        complain(f"Nothing matches because of “{term}”.")
    aside = collection.search_aside(result)
    if aside.instead:
        complain(f"Did you mean: {aside.instead}")
    for hits in aside.titles:
        complain(f"Its title has these letters: {collection.catalogue.entry_of(hits.article_id).title}")


def _forget(kept: _Kept) -> int:
    """Forget the history of queries, which the search box keeps."""
    if kept.state:
        from techdep_tui.core.state.searches import Searches

        Searches(kept.state).forget()
    say("The queries of the search box are forgotten; saved searches stay.")
    return FOUND


def search(collection: Collection, query: str, order: str = "relevance") -> SearchResult:
    """What a query finds; raises TechdepError with a pointer to where it cannot be understood."""
    from techdep_tui.core.search.model import Order
    from techdep_tui.core.search.query import parse_query
    from techdep_tui.core.search.tree import asks_for_facts

    collection.index()
    try:
        if asks_for_facts(parse_query(query).root):
            collection.index_facts()
        return collection.search(query, order=Order(order))
    except QueryError as error:
        pointer = f"{' ' * error.position}^ expected: {error.expected or 'something else'}"
        raise TechdepError(f"{error}\n  {query}\n  {pointer}") from error


def _facts(collection: Collection, options: Namespace) -> int:
    from techdep_tui.commands.facts import print_facts

    articles = named(collection, options.articles) if options.articles else collection.each_article()
    return FOUND if print_facts(collection, articles, options) else NOTHING


def named(collection: Collection, names: Iterable[str]) -> list[Article]:
    """The articles that go by these names; raises ArticleNotFound."""
    return [collection.find(name) for name in names]
