"""Indexing and searching a folder, beside SQLite's FTS5 in memory, in turns in one run.

    python benchmarks/search.py FOLDER [--queries N] [--limit N]

Prints how fast each indexes, then for each kind of query the median and the 95th percentile of the time to
the best LIMIT articles, and of the same with the places of the first 20 (FTS5: its snippets). `found` are the
articles of all queries of a kind together, which tells how far both mean the same. Last comes how often a
word with one random edit, two in words of more than seven letters, is the first, or among the first three,
that a typing error is taken for. Queries are drawn from the articles, the same ones every time.
"""

from __future__ import annotations

import argparse
import gc
import random
import sqlite3
import statistics
import string
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from techdep_tui.core.articles.discover import discover
from techdep_tui.core.articles.load import load
from techdep_tui.core.articles.model import NUMBERED, Article, BlockKind
from techdep_tui.core.search.fuzzy import Vocabulary
from techdep_tui.core.search.index import SearchIndex
from techdep_tui.core.search.periods import period_of
from techdep_tui.core.search.words import fold

_SHOWN = 20
_REPEATS = 3
_FTS5_TABLE = (
    "CREATE VIRTUAL TABLE articles USING fts5(title, text, tags, tokenize='unicode61 remove_diacritics 2')"
)


class Question(NamedTuple):
    """One query in both languages; FTS5's is an SQL condition with its values, `None` where it has none."""

    ours: str
    condition: str | None
    values: tuple[str | int, ...] = ()


class Times(NamedTuple):
    """Seconds to the articles, and to the places of the first of them as well."""

    to_articles: float
    to_places: float
    found: int


def fts5_of(articles: list[Article]) -> sqlite3.Connection:
    """The same texts in FTS5, with sources and days in a table beside it."""
    database = sqlite3.connect(":memory:")
    database.execute(_FTS5_TABLE)
    database.execute("CREATE TABLE facts (id INTEGER PRIMARY KEY, source TEXT, first INTEGER, last INTEGER)")
    with database:
        for number, article in enumerate(articles):
            texts = [
                article.text[b.start : b.end] for b in article.own_blocks() if b.kind is not BlockKind.TITLE
            ]
            tags = " ".join(article.metadata.tags.value or ())
            row = (number, article.title, "\n".join(texts), tags)
            database.execute("INSERT INTO articles(rowid, title, text, tags) VALUES (?, ?, ?, ?)", row)
            period = period_of(article.metadata.date.in_file or "") or (None, None)
            row = (number, article.metadata.publisher.value, *period)
            database.execute("INSERT INTO facts VALUES (?, ?, ?, ?)", row)
        database.execute("CREATE INDEX by_source ON facts(source)")
        database.execute("CREATE INDEX by_day ON facts(first)")
    return database


def index_of(articles: list[Article]) -> SearchIndex:
    """The same texts in our index."""
    index = SearchIndex({article.id: article for article in articles}.__getitem__)
    index.add(articles)
    index.commit()
    return index


def ask_us(index: SearchIndex, question: Question, limit: int) -> Times:
    """Time one query of ours."""
    begin = time.perf_counter()
    result = index.search(question.ours, limit=limit)
    middle = time.perf_counter()
    for hits in result.by_article[:_SHOWN]:
        assert hits.hits
    return Times(middle - begin, time.perf_counter() - begin, result.total)


def ask_fts5(database: sqlite3.Connection, question: Question, limit: int) -> Times:
    """Time the same query of FTS5."""
    assert question.condition
    has_text = "MATCH" in question.condition
    tables = (
        "articles" if "first" not in question.condition and "source" not in question.condition else "facts"
    )
    if has_text and tables == "facts":
        tables = "articles JOIN facts ON facts.id = articles.rowid"
    key, order = ("articles.rowid", " ORDER BY rank") if has_text else ("id", "")
    best = f"SELECT {key} FROM {tables} WHERE {question.condition}{order} LIMIT {limit}"
    begin = time.perf_counter()
    database.execute(best, question.values).fetchall()
    middle = time.perf_counter()
    if has_text:
        part = f"SELECT snippet(articles, 1, '[', ']', '…', 32) FROM {tables} WHERE {question.condition}"
        database.execute(f"{part}{order} LIMIT {_SHOWN}", question.values).fetchall()
    end = time.perf_counter()
    count = f"SELECT count(*) FROM {tables} WHERE {question.condition}"
    return Times(middle - begin, end - begin, database.execute(count, question.values).fetchone()[0])


class Drawer:
    """Draws queries of every kind from the articles."""

    def __init__(self, articles: list[Article]) -> None:
        self._dice = random.Random(1)
        self._articles = articles
        self.counts: dict[str, int] = {}
        for article in articles:
            own = " ".join(article.text[block.start : block.end] for block in article.own_blocks())
            for word in set(fold(own).split()):
                self.counts[word] = self.counts.get(word, 0) + 1
        words = sorted(word for word in self.counts if word.isascii() and word.isalpha() and len(word) > 3)
        self._rare = [word for word in words if self.counts[word] <= 2]
        self._common = sorted(words, key=lambda word: -self.counts[word])[:100]
        self._sources = sorted({a.metadata.publisher.value for a in articles if a.metadata.publisher.value})

    def kinds(self) -> dict[str, Callable[[], Question]]:
        """What draws a query, by its kind."""
        return {
            "rare word": lambda: self._match(self._dice.choice(self._rare)),
            "common word": lambda: self._match(self._dice.choice(self._common)),
            "two words": self._two_words,
            "phrase": self._phrase,
            "two-letter prefix": self._prefix,
            "-not": self._without,
            "OR": self._either,
            "title:": self._title,
            "source:": self._source,
            "date range": self._dates,
            "word in date range": self._word_in_dates,
            "typing error": lambda: Question(self.mistyped()[1], None),
        }

    def mistyped(self) -> tuple[str, str]:
        """A word of the vocabulary and the same with one random edit, or two if it is long."""
        word = typed = self._dice.choice(self._rare + self._common * 50)
        while typed in self.counts:
            typed = word
            for _ in range(2 if len(word) > 7 else 1):
                typed = self._edited(typed)
        return word, typed

    def _edited(self, word: str) -> str:
        at = self._dice.randrange(len(word))
        letter = self._dice.choice(string.ascii_lowercase)
        return self._dice.choice(
            [
                word[:at] + word[at + 1 :],
                word[:at] + letter + word[at:],
                word[:at] + letter + word[at + 1 :],
                word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :],
            ]
        )

    def _words(self, least: int) -> list[str]:
        """The words of a random paragraph."""
        while True:
            article = self._dice.choice(self._articles)
            blocks = [block for block in article.blocks if block.kind in NUMBERED]
            if blocks:
                block = self._dice.choice(blocks)
                words = fold(article.text[block.start : block.end]).split()
                if len(words) >= least and all(word.isascii() for word in words):
                    return words

    @staticmethod
    def _match(ours: str, theirs: str = "") -> Question:
        return Question(ours, "articles MATCH ?", (theirs or ours,))

    def _two_words(self) -> Question:
        return self._match(" ".join(self._dice.sample(self._words(2), 2)))

    def _phrase(self) -> Question:
        words = self._words(3)
        start = self._dice.randrange(len(words) - 2)
        return self._match(f'"{" ".join(words[start : start + self._dice.choice([2, 3])])}"')

    def _prefix(self) -> Question:
        return self._match(f"{self._dice.choice(self._rare + self._common)[:2]}*")

    def _without(self) -> Question:
        one, other = self._dice.sample(self._common, 2)
        return self._match(f"{one} -{other}", f"{one} NOT {other}")

    def _either(self) -> Question:
        return self._match(" OR ".join(self._dice.sample(self._rare, 2)))

    def _title(self) -> Question:
        words = [word for word in fold(self._dice.choice(self._articles).title).split() if word.isascii()]
        word = self._dice.choice(words or ["news"])
        return self._match(f"title:{word}", f"title:{word}")

    def _source(self) -> Question:
        source = self._dice.choice(self._sources or ["none"])
        return Question(f'source:"{source.replace(chr(34), " ")}"', "source = ?", (source,))

    def _dates(self) -> Question:
        year, month = self._dice.randint(1987, 2025), self._dice.randint(1, 12)
        last = year + self._dice.randint(0, 3)
        values = (last * 10_000 + 1231, year * 10_000 + month * 100 + 1)
        return Question(f"date:{year}-{month:02}..{last}", "first <= ? AND last >= ?", values)

    def _word_in_dates(self) -> Question:
        word, dates = self._dice.choice(self._common), self._dates()
        condition = f"articles MATCH ? AND {dates.condition}"
        return Question(f"{word} {dates.ours}", condition, (word, *dates.values))


def median_of(ask: Callable[[], Times]) -> Times:
    """The median of some runs, after one that does not count."""
    ask()
    runs = [ask() for _ in range(_REPEATS)]
    to_articles, to_places = (statistics.median(run[i] for run in runs) for i in range(2))
    return Times(to_articles, to_places, runs[0].found)


def shown(times: list[Times]) -> str:
    """Median and 95th percentile in milliseconds, to the articles and to the places."""
    if not times:
        return f"{'–':>15} {'–':>15}"
    cells = []
    for i in range(2):
        values = sorted(run[i] * 1000 for run in times)
        cells.append(f"{statistics.median(values):7.2f} {values[int(len(values) * 0.95)]:7.2f}")
    return " ".join(cells)


def print_indexing(articles: list[Article]) -> tuple[SearchIndex, sqlite3.Connection]:
    """Index in turns; gives the last index of each."""
    megabytes = sum(len(article.text.encode()) for article in articles) / 1e6
    ours, theirs = [], []
    for _ in range(_REPEATS):
        begin = time.perf_counter()
        index = index_of(articles)
        ours.append(time.perf_counter() - begin)
        begin = time.perf_counter()
        database = fts5_of(articles)
        theirs.append(time.perf_counter() - begin)
    rates = [megabytes / statistics.median(seconds) for seconds in (ours, theirs)]
    print(f"{len(articles):,} articles, {megabytes:.1f} MB of text")
    print(f"indexing: ours {rates[0]:.1f} MB/s, FTS5 {rates[1]:.1f} MB/s\n")
    return index, database


def print_queries(
    index: SearchIndex, database: sqlite3.Connection, drawer: Drawer, n: int, limit: int
) -> None:
    """A line for each kind of query, and one for all."""
    print(f"{'':20}{'ours, ms':>31} {'FTS5, ms':>31}   {'found':>15}")
    print(f"{n} of each kind      {'articles':>15} {'+ places':>15} {'articles':>15} {'+ snippets':>15}")
    everything: list[Times] = []
    for kind, draw in drawer.kinds().items():
        questions = [draw() for _ in range(n)]
        ours = [median_of(lambda q=q: ask_us(index, q, limit)) for q in questions]  # type: ignore[misc]
        theirs = [
            median_of(lambda q=q: ask_fts5(database, q, limit))  # type: ignore[misc]
            for q in questions
            if q.condition
        ]
        found = f"{sum(t.found for t in ours):7,} {sum(t.found for t in theirs):7,}"
        print(f"{kind:20}{shown(ours)} {shown(theirs)}   {found}")
        everything += ours if kind != "typing error" else []
    print(f"{'all but errors':20}{shown(everything)}   (median, 95th percentile)\n")


def print_corrections(drawer: Drawer, n: int) -> None:
    """How often the word that was meant comes first, or among three."""
    vocabulary = Vocabulary(drawer.counts.items())
    places = list(_places(vocabulary, drawer, n))
    first, three = (sum(place <= most for place in places) / n for most in (1, 3))
    print(f"of {n} mistyped words {first:.1%} meant the first suggestion, {three:.1%} one of three")


def _places(vocabulary: Vocabulary, drawer: Drawer, n: int) -> Iterator[int]:
    for _ in range(n):
        word, typed = drawer.mistyped()
        near = [near.word for near in vocabulary.nearest(typed, 3, lambda: False)]
        yield near.index(word) + 1 if word in near else 4


def main() -> None:
    """Load, index, ask, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--queries", type=int, default=42, help="of each kind (default: %(default)s)")
    parser.add_argument("--limit", type=int, default=1000, help="articles wanted (default: %(default)s)")
    options = parser.parse_args()
    articles = [one for one in load(discover([options.folder]).files) if isinstance(one, Article)]
    gc.collect()
    gc.freeze()
    index, database = print_indexing(articles)
    drawer = Drawer(articles)
    print_queries(index, database, drawer, options.queries, options.limit)
    print_corrections(drawer, 500)


if __name__ == "__main__":
    main()
