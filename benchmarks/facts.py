"""How many of the facts that people marked are found, how fast, and whether a hostile text holds it up.

    python -m benchmarks.facts GOLD ARTICLES [GOLD ARTICLES …] [--misses N] [--speed FOLDER] [--hostile]

GOLD is a folder of JSON Lines files, one an article, named as the article's file without its ending; ARTICLES
the folder with the files. How agreement is counted stands in `fact_scores.py`; the bar of a kind stands
beside its figure. `--speed` reads every article of a folder on one core (spaCy's small model beside it, where
it is installed), and checks that every fact's characters are those of the file. `--hostile` doubles texts
that careless patterns do not come back from.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from benchmarks.fact_scores import Count, Record, compare
from benchmarks.made import made

from techdep_tui.core.articles.discover import discover
from techdep_tui.core.articles.load import load, read_article
from techdep_tui.core.articles.model import Article, Problem
from techdep_tui.core.facts.extract import extract
from techdep_tui.core.facts.record import to_record

HOSTILE = (
    "1,1,1,1", "1 000 ", "1.1.1.", "1/1/", "9", '"', "“", " ", "A", "A ", "Aa ", "a-", "from 1 to 1 to 1 ",
    "between one and one hundred and ", "$", "$1-", "20 ", "2020-", "May ", "last year the last ",
    "half of half ", "two and ", "Q1 1Q ", "'90s", "% ", "said ", ", which ", "A of A is 5% and ",
    "He gained 5% in his Acme, ", "it will rise 5% than ", "the most largest of the ",
    "will be 5% by 2030 and ", "1 car, while ",
    'said A, "b" ', '"A b c d," said E. ', "according to A, ", "A, who said B, ", "and said that ", "'a' ",
)  # fmt: skip
HOSTILE_SIZE = 100_000


class Bar(NamedTuple):
    """What should be reached on articles that nobody has seen: exact, value, overlap, subject."""

    exact: float = 0.0
    value: float = 0.0
    overlap: float = 0.0


BARS = {
    "money": Bar(exact=0.97),
    "percent": Bar(exact=0.97),
    "quantity": Bar(exact=0.88),
    "measurement": Bar(exact=0.90),
    "date": Bar(exact=0.94, value=0.88),
    "person": Bar(exact=0.92),
    "org": Bar(exact=0.85),
    "place": Bar(exact=0.95),
    "product": Bar(exact=0.65),
    "quote": Bar(exact=0.97),
    "statement": Bar(exact=0.70),
    "plan": Bar(overlap=0.60),
    "comparison": Bar(overlap=0.60),
    "event": Bar(overlap=0.70),
}
ALL = Bar(exact=0.88, value=0.86)
SPEAKER, SUBJECT = 0.90, 0.75
"""The shares of speakers of quotations, and of subjects of numbers, that should be right."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("pairs", type=Path, nargs="*", metavar="GOLD ARTICLES")
    parser.add_argument("--misses", type=int, default=0, help="list at most so many of each type")
    parser.add_argument("--speed", type=Path, help="a folder of articles to be read on one core")
    parser.add_argument("--hostile", action="store_true", help="double hostile texts")
    options = parser.parse_args()
    for gold, articles in zip(options.pairs[::2], options.pairs[1::2], strict=True):
        print_agreement(gold, articles, options.misses)
    if options.speed:
        print_speed(options.speed)
    if options.hostile:
        print_doubling()


def print_agreement(gold: Path, articles: Path, misses: int) -> None:
    """One line for each kind, and one for all, each figure with its bar."""
    counts = {kind: Count() for kind in BARS}
    for path in sorted(gold.glob("*.jsonl")):
        if not path.name.endswith(".sents.jsonl"):
            file = next(f for f in articles.iterdir() if f.stem == path.stem)
            compare(read_lines(path), list(predictions(file)), counts)
    total = Count()
    print(f"{gold}\n{'kind':<12} {'gold':>5} {'found':>5} {'exact':>14} {'value':>14} {'overlap':>14}")
    for kind, bar in BARS.items():
        total.add(counts[kind])
        print_row(kind, counts[kind], bar)
        for miss in counts[kind].misses[:misses]:
            print(f"    {' '.join(miss.split())}")
    print_row("all", total, ALL)
    speakers = counts["quote"].share(counts["quote"].value)
    subjects = total.agreed / max(total.subjects, 1)
    print(f"speakers {speakers:.3f} of {SPEAKER}, subjects of numbers {subjects:.3f} of {SUBJECT}\n")


def print_row(name: str, count: Count, bar: Bar) -> None:
    """A kind's figures, each with its bar if there is one."""
    figures = zip((count.exact, count.value, count.overlapping), bar, strict=True)
    cells = " ".join(
        f"{count.f1(right):6.3f}" + (f" of {least:.2f}" if least else " " * 8) for right, least in figures
    )
    print(f"{name:<12} {count.marked:5} {count.found:5} {cells}")


def read_lines(path: Path) -> list[Record]:
    """The records of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def predictions(path: Path) -> Iterator[Record]:
    """What is found in a file."""
    article = read_article(path)
    return (to_record(article, fact) for fact in extract(article))


def print_speed(folder: Path) -> None:
    """Megabytes of reading text a second, 1,500 words, and what a fresh process pays."""
    articles = [found for found in load(discover([folder]).files) if not isinstance(found, Problem)]
    extract(made("In 2024 it sold 5 cars."))
    size = sum(len(article.text.encode()) for article in articles)
    began = time.process_time()
    found = [extract(article) for article in articles]
    seconds = time.process_time() - began
    facts = sum(map(len, found))
    words = sum(article.word_count for article in articles)
    print(
        f"{len(articles):,} articles, {size / 1e6:.1f} MB, {facts:,} facts: {size / 1e6 / seconds:.2f} MB/s"
    )
    print(f"1,500 words: {seconds / max(words, 1) * 1500 * 1000:.1f} ms")
    pairs = ((article, fact) for article, of in zip(articles, found, strict=True) for fact in of)
    wrong = sum(not is_in_file(to_record(article, fact), article) for article, fact in pairs)
    print(f"facts whose characters are not those of the file: {wrong}")
    imported, first, mebibytes = fresh_process()
    print(f"fresh process: import beside the readers' own {imported:.0f} ms, first text {first:.0f} ms")
    print(f"memory of the extractor and its word lists: {mebibytes:.1f} MiB")
    print_peer([article.text for article in articles[:_PEER_READS]])


def is_in_file(record: Record, article: Article) -> bool:
    """Whether a fact's text stands in the file where it says."""
    return bool(article.raw[record["start"] : record["end"]] == record["text"])


_PEER_READS = 100
"""Articles that the peer reads: it takes its time."""


def print_peer(texts: Sequence[str]) -> None:
    """Megabytes a second of spaCy's small English model, which finds names, numbers and dates only."""
    try:
        spacy = import_module("spacy")  # not a dependency: a peer to measure beside
    except ImportError:
        print("spaCy is not installed\n")
        return
    models = [name for name in spacy.util.get_installed_models() if name.startswith("en_core_web_sm")]
    if not models:
        print("spaCy's small English model is not installed\n")
        return
    read = spacy.load(models[0])
    read(texts[0])
    began = time.process_time()
    entities = sum(len(read(text).ents) for text in texts)
    seconds = time.process_time() - began
    size = sum(len(text.encode()) for text in texts)
    print(f"spaCy {spacy.__version__} {models[0]}: {size / 1e6 / seconds:.3f} MB/s, {entities:,} entities\n")


def fresh_process() -> tuple[float, float, float]:
    """Milliseconds for the import of the extractor and for a first small text, and the memory of both.

    The modules are compiled, as they are where the program is installed; the best of several processes. The
    memory (MiB) is what resident memory grows by.
    """
    code = (
        "import time, yaml, techdep_tui.core.articles.build; from benchmarks.made import made, resident;"
        "before = resident(); a = time.process_time();"
        "import techdep_tui.core.facts.extract as e; b = time.process_time();"
        "m = made('In 2024 Mr Smith of Acme Inc in Paris said: “It sold 5 cars.” ' * 5);"
        "c = time.process_time(); e.extract(m); d = time.process_time();"
        "print((b - a) * 1000, (d - c) * 1000, resident() - before)"
    )
    with tempfile.TemporaryDirectory() as folder:
        root = str(Path(__file__).parents[1])
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": folder, "PYTHONPATH": root}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        runs = [
            subprocess.check_output([sys.executable, "-c", code], env=environment, text=True).split()
            for _ in range(6)
        ]
    imported, first, memory = (min(float(run[i]) for run in runs) for i in range(3))
    return imported, first, memory


def print_doubling() -> None:
    """Seconds for a hostile text and for twice as much of it."""
    print(f"{'hostile text':<36} {HOSTILE_SIZE:>9,} {HOSTILE_SIZE * 2:>9,} times")
    for piece in HOSTILE:
        once, twice = (
            min(seconds(piece, size) for _ in range(3)) for size in (HOSTILE_SIZE, 2 * HOSTILE_SIZE)
        )
        print(f"{piece!r:<36} {once:9.3f} {twice:9.3f} {twice / max(once, 1e-3):5.1f}")


def seconds(piece: str, size: int) -> float:
    """The processor's time for a text of one piece over and over."""
    article = made(piece * (size // len(piece)))
    began = time.process_time()
    extract(article)
    return time.process_time() - began


if __name__ == "__main__":
    main()
