"""Indexing and searching a folder, beside SQLite's FTS5 and ripgrep, in turns in one run.

    python benchmarks/search.py FOLDER [--articles N] [--queries N] [--limit N]

With `--articles`, N articles are made of the folder's paragraphs, the same ones every time; they are held on
disk for ripgrep and FTS5, and made again when one is looked into. Our index is in memory for a few articles,
in a folder and read from there for many, as in the program. A source goes by any of its names; FTS5 has them
in a table of their own. Prints how fast each indexes, then for each kind of query the median and the 95th
percentile of the time to the best LIMIT articles, and of the same with the places of the first 20 (FTS5: its
snippets; ripgrep, asked thrice a kind: the names of the files). `found` are the articles of all queries of a
kind together, which tells how far both mean the same. Last comes how often a word of the vocabulary with one
random edit, two in words of more than seven letters, is the first, or among the first three, that a typing
error is taken for.
"""

from __future__ import annotations

import argparse
import gc
import random
import shutil
import sqlite3
import statistics
import string
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from techdep_tui.core.articles.discover import discover
from techdep_tui.core.articles.load import load
from techdep_tui.core.articles.model import NUMBERED, Article, Block, BlockKind
from techdep_tui.core.articles.offsets import OffsetMap
from techdep_tui.core.search.documents import document
from techdep_tui.core.search.engine import Engine
from techdep_tui.core.search.fuzzy import Vocabulary
from techdep_tui.core.search.index import SearchIndex
from techdep_tui.core.search.periods import period_of
from techdep_tui.core.search.searcher import Searcher
from techdep_tui.core.search.sources import host_of
from techdep_tui.core.search.words import fold
from techdep_tui.core.search.writer import IndexWriter

_SHOWN = 20
_REPEATS = 3
_FTS5_TABLE = (
    "CREATE VIRTUAL TABLE articles USING fts5(title, text, tags, tokenize='unicode61 remove_diacritics 2')"
)


_ASKED_OF_RG = 3
_LARGE = 20_000
"""Articles; more are indexed once only, and by FTS5 on disk."""
_FEW = 500
"""Articles; more are indexed in a folder by us."""
_HEAP_BYTES = 100_000_000


class Question(NamedTuple):
    """One query in three languages; FTS5's is an SQL condition with its values, `None` where it has none.

    ripgrep's are the regular expressions that a file must all match, none where it has no such query.
    """

    ours: str
    condition: str | None
    values: tuple[str | int, ...] = ()
    patterns: tuple[str, ...] = ()


class Corpus:
    """Articles as they are, or more of them made of their paragraphs; a made one is made when asked for."""

    def __init__(self, given: list[Article], count: int) -> None:
        self.given = given
        self._count = count
        self._by_id = {article.id: article for article in given}
        self._pieces = [
            (article, block)
            for article in given
            for block in article.blocks
            if block.kind in NUMBERED and block.end - block.start > 40
        ]

    def __len__(self) -> int:
        return self._count or len(self.given)

    def __iter__(self) -> Iterator[Article]:
        return iter(self.given) if not self._count else map(self._made, range(self._count))

    def get(self, article_id: str) -> Article:
        """The article with this id: a made one's is its number."""
        return self._made(int(article_id)) if self._count else self._by_id[article_id]

    def _made(self, number: int) -> Article:
        dice = random.Random(number)
        model = self.given[number % len(self.given)]
        title = f"{model.title} {number}"
        texts, blocks = [title], [Block(BlockKind.TITLE, 0, len(title))]
        at = len(title)
        for i in range(1, max(model.paragraph_count, 3) + 1):
            article, block = dice.choice(self._pieces)
            shift = at + 2 - block.start
            texts.append(article.text[block.start : block.end])
            blocks.append(Block(block.kind, block.start + shift, block.end + shift, i))
            at += 2 + block.end - block.start
        text = "\n\n".join(texts)
        return replace(
            model,
            id=str(number),
            digest=f"{number:064x}",
            text=text,
            raw=text,
            offsets=OffsetMap.identity(len(text)),
            blocks=tuple(blocks),
            metadata=replace(model.metadata, title=replace(model.metadata.title, value=title)),
        )


class Times(NamedTuple):
    """Seconds to the articles, and to the places of the first of them as well.

    Ours and FTS5's are of the thread's processor time, which a busy machine does not stretch: both search in
    the thread that asks. ripgrep's are of the clock.
    """

    to_articles: float
    to_places: float
    found: int


def fts5_of(corpus: Corpus, file: str) -> sqlite3.Connection:
    """The same texts in FTS5, with sources and days in a table beside it."""
    database = sqlite3.connect(file)
    database.execute("PRAGMA synchronous = OFF")
    database.execute("PRAGMA cache_size = -1000000")
    database.execute(_FTS5_TABLE)
    database.execute("CREATE TABLE facts (id INTEGER PRIMARY KEY, first INTEGER, last INTEGER)")
    database.execute("CREATE VIRTUAL TABLE sources USING fts5(names)")
    with database:
        for number, article in enumerate(corpus):
            texts = [
                article.text[b.start : b.end] for b in article.own_blocks() if b.kind is not BlockKind.TITLE
            ]
            tags = " ".join(article.metadata.tags.value or ())
            row = (number, article.title, "\n".join(texts), tags)
            database.execute("INSERT INTO articles(rowid, title, text, tags) VALUES (?, ?, ?, ?)", row)
            period = period_of(article.metadata.date.in_file or "") or (None, None)
            database.execute("INSERT INTO facts VALUES (?, ?, ?)", (number, *period))
            metadata = article.metadata
            hosts = [host_of(part.value) for part in (metadata.url, metadata.source_url) if part.value]
            names = " ".join([metadata.publisher.value or "", *hosts])
            database.execute("INSERT INTO sources(rowid, names) VALUES (?, ?)", (number, names))
        database.execute("CREATE INDEX by_day ON facts(first)")
    return database


def index_of(corpus: Corpus, folder: Path) -> Searcher:
    """The same texts in our index."""

    def titles() -> Iterator[tuple[str, str]]:
        return ((article.id, article.title) for article in corpus)

    if len(corpus) <= _FEW:
        index = SearchIndex(corpus.get, titles=titles)
        index.add(corpus)
        index.commit()
        return index
    writer = IndexWriter.at(folder, _HEAP_BYTES)
    ids: list[str] = []
    for number, article in enumerate(corpus):
        ids.append(article.id)
        writer.add(number, document(article, article.metadata.date))
    writer.commit()
    writer.close()
    engine = Engine.at(folder, lambda numbers: list(map(ids.__getitem__, numbers)), lambda _mark: ())
    return Searcher(engine, corpus.get, lambda _article: (), titles)


def write_files(corpus: Corpus, folder: Path) -> int:
    """The same texts in files for ripgrep, a thousand to a folder; gives the bytes written."""
    size = 0
    for number, article in enumerate(corpus):
        part = folder / str(number // 1000)
        part.mkdir(exist_ok=True)
        size += (part / f"{number}.txt").write_bytes(article.text.encode())
    return size


def ask_rg(folder: Path, question: Question) -> float:
    """Time ripgrep for the names of the files that match all patterns of a query, one after the other."""
    begin = time.perf_counter()
    names = [str(folder)]
    for pattern in question.patterns:
        command = ["rg", "--files-with-matches", "--ignore-case", "--regexp", pattern]
        if names == [str(folder)]:
            found = subprocess.run([*command, *names], capture_output=True, text=True, check=False)
        else:
            pipe = "\0".join(names)
            found = subprocess.run(
                ["xargs", "-0", *command], input=pipe, capture_output=True, text=True, check=False
            )
        names = found.stdout.splitlines()
    return time.perf_counter() - begin


def ask_us(index: Searcher, question: Question, limit: int) -> Times:
    """Time one query of ours."""
    begin = time.thread_time()
    result = index.search(question.ours, limit=limit)
    middle = time.thread_time()
    for hits in result.by_article[:_SHOWN]:
        assert hits.hits
    return Times(middle - begin, time.thread_time() - begin, result.total)


def ask_fts5(database: sqlite3.Connection, question: Question, limit: int) -> Times:
    """Time the same query of FTS5."""
    assert question.condition
    has_text = "articles MATCH" in question.condition
    tables = "facts" if "first" in question.condition else "articles"
    if "sources" in question.condition:
        tables = "sources"
    if has_text and tables == "facts":
        tables = "articles JOIN facts ON facts.id = articles.rowid"
    key, order = ("articles.rowid", " ORDER BY rank") if has_text else ("rowid", "")
    best = f"SELECT {key} FROM {tables} WHERE {question.condition}{order} LIMIT {limit}"
    begin = time.thread_time()
    database.execute(best, question.values).fetchall()
    middle = time.thread_time()
    if has_text:
        part = f"SELECT snippet(articles, 1, '[', ']', '…', 32) FROM {tables} WHERE {question.condition}"
        database.execute(f"{part}{order} LIMIT {_SHOWN}", question.values).fetchall()
    end = time.thread_time()
    count = f"SELECT count(*) FROM {tables} WHERE {question.condition}"
    return Times(middle - begin, end - begin, database.execute(count, question.values).fetchone()[0])


class Drawer:
    """Draws queries of every kind from the articles."""

    def __init__(self, articles: list[Article], counts: dict[str, int]) -> None:
        """`counts` are the words of the vocabulary, with their articles."""
        self._dice = random.Random(1)
        self._articles = articles
        self.counts = counts
        words = sorted(word for word in counts if word.isascii() and word.isalpha() and len(word) > 3)
        least = min(counts.values())
        by_count = sorted(words, key=lambda word: counts[word])
        self._words_of_letters = words
        self._rare = [word for word in words if counts[word] <= 2 * least] or by_count[:1000]
        self._common = by_count[::-1][:100]
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
            "near:5": self._near,
            "~word": lambda: Question(f"~{self._dice.choice(self._common)}", None),
            "typing error": lambda: Question(self.mistyped()[1], None),
        }

    def mistyped(self) -> tuple[str, str]:
        """A word of the vocabulary and the same with one random edit, or two if it is long."""
        word = typed = self._dice.choice(self._words_of_letters)
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
    def _match(ours: str, theirs: str = "", patterns: tuple[str, ...] = ()) -> Question:
        return Question(ours, "articles MATCH ?", (theirs or ours,), patterns or (rf"\b{ours}\b",))

    def _two_words(self) -> Question:
        one, other = self._dice.sample(self._words(2), 2)
        return self._match(f"{one} {other}", patterns=(rf"\b{one}\b", rf"\b{other}\b"))

    def _near(self) -> Question:
        words = self._words(8)
        start = self._dice.randrange(len(words) - 4)
        one, other = words[start], words[start + 3]
        pattern = rf"\b{one}\W+(\w+\W+){{0,5}}{other}\b|\b{other}\W+(\w+\W+){{0,5}}{one}\b"
        return self._match(f"{one} near:5 {other}", f"NEAR({one} {other}, 5)", (pattern,))

    def _phrase(self) -> Question:
        words = self._words(3)
        start = self._dice.randrange(len(words) - 2)
        words = words[start : start + self._dice.choice([2, 3])]
        pattern = r"\b" + r"\W+".join(words) + r"\b"
        return self._match(f'"{" ".join(words)}"', patterns=(pattern,))

    def _prefix(self) -> Question:
        letters = self._dice.choice(self._rare + self._common)[:2]
        return self._match(f"{letters}*", patterns=(rf"\b{letters}",))

    def _without(self) -> Question:
        one, other = self._dice.sample(self._common, 2)
        return self._match(f"{one} -{other}", f"{one} NOT {other}", (rf"\b{one}\b",))

    def _either(self) -> Question:
        one, other = self._dice.sample(self._rare, 2)
        return self._match(f"{one} OR {other}", patterns=(rf"\b({one}|{other})\b",))

    def _title(self) -> Question:
        words = [word for word in fold(self._dice.choice(self._articles).title).split() if word.isascii()]
        word = self._dice.choice(words or ["news"])
        return self._match(f"title:{word}", f"title:{word}", (rf"\A.*\b{word}\b",))

    def _source(self) -> Question:
        source = self._dice.choice(self._sources or ["none"])
        words = " ".join(fold(source).split())
        return Question(f'source:"{words}"', "sources MATCH ?", (f'"{words}"',))

    def _dates(self) -> Question:
        year, month = self._dice.randint(1987, 2025), self._dice.randint(1, 12)
        last = year + self._dice.randint(0, 3)
        values = (last * 10_000 + 1231, year * 10_000 + month * 100 + 1)
        return Question(f"date:{year}-{month:02}..{last}", "first <= ? AND last >= ?", values)

    def _word_in_dates(self) -> Question:
        word, dates = self._dice.choice(self._common), self._dates()
        condition = f"articles MATCH ? AND {dates.condition}"
        return Question(f"{word} {dates.ours}", condition, (word, *dates.values), (rf"\b{word}\b",))


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


def print_indexing(
    corpus: Corpus, scratch: Path, file: str, repeats: int
) -> tuple[Searcher, sqlite3.Connection]:
    """Index in turns; gives the last index of each."""
    megabytes = sum(len(article.text.encode()) for article in corpus) / 1e6
    ours, theirs = [], []
    for i in range(repeats):
        begin = time.perf_counter()
        index = index_of(corpus, scratch / f"ours{i}")
        ours.append(time.perf_counter() - begin)
        begin = time.perf_counter()
        database = fts5_of(corpus, f"{file}{i}" if file else ":memory:")
        theirs.append(time.perf_counter() - begin)
    rates = [megabytes / statistics.median(seconds) for seconds in (ours, theirs)]
    print(f"{len(corpus):,} articles, {megabytes:.1f} MB of text")
    print(f"indexing: ours {rates[0]:.1f} MB/s, FTS5 {rates[1]:.1f} MB/s\n")
    return index, database


def print_queries(
    index: Searcher,
    database: sqlite3.Connection,
    folder: Path | None,
    drawer: Drawer,
    n: int,
    limit: int,
) -> None:
    """A line for each kind of query, and one for all."""
    print(f"{'':20}{'ours, ms':>31} {'FTS5, ms':>31} {'rg, ms':>8}   {'found':>19}")
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
        files = [ask_rg(folder, q) * 1000 for q in questions[:_ASKED_OF_RG] if folder and q.patterns]
        rg = f"{statistics.median(files):8.0f}" if files else f"{'–':>8}"
        found = f"{sum(t.found for t in ours):9,} {sum(t.found for t in theirs):9,}"
        print(f"{kind:20}{shown(ours)} {shown(theirs)} {rg}   {found}", flush=True)
        everything += ours if kind != "typing error" else []
    print(f"{'all but errors':20}{shown(everything)}   (median, 95th percentile of {len(everything)})\n")


def print_asides(index: Searcher, drawer: Drawer, n: int, limit: int) -> None:
    """What comes after the result, off the screen's loop: counts, nearest words, titles."""
    for kind in ("rare word", "common word", "typing error"):
        draw = drawer.kinds()[kind]
        times = []
        for _ in range(n):
            result = index.search(draw().ours, limit=limit)
            begin = time.perf_counter()
            index.aside(result)
            times.append(Times(time.perf_counter() - begin, 0, 0))
        print(f"counts and hints, {kind:14}{shown(times)[:15]} ms")
    print()


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
    parser.add_argument("--articles", type=int, default=0, help="make so many (default: those of the folder)")
    parser.add_argument("--queries", type=int, default=42, help="of each kind (default: %(default)s)")
    parser.add_argument("--limit", type=int, default=1000, help="articles wanted (default: %(default)s)")
    options = parser.parse_args()
    given = [one for one in load(discover([options.folder]).files) if isinstance(one, Article)]
    corpus = Corpus(given, options.articles)
    gc.collect()
    gc.freeze()
    with tempfile.TemporaryDirectory() as scratch:
        is_large = options.articles > _LARGE
        folder = Path(scratch, "files") if shutil.which("rg") else None
        if folder:
            folder.mkdir()
            write_files(corpus, folder)
        file = str(Path(scratch, "fts5")) if is_large else ""
        index, database = print_indexing(corpus, Path(scratch), file, 1 if is_large else _REPEATS)
        index.warm_up()
        counts = dict(pair for words in index._engine.snapshot.vocabulary(None) for pair in words)
        drawer = Drawer(given, counts)
        print_queries(index, database, folder, drawer, options.queries, options.limit)
        print_asides(index, drawer, options.queries, options.limit)
        print_corrections(drawer, 500)


if __name__ == "__main__":
    main()
