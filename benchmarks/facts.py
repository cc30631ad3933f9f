"""How many of the facts that people marked are found, how fast, and whether a hostile text holds it up.

    python benchmarks/facts.py GOLD ARTICLES [GOLD ARTICLES …] [--misses N] [--speed FOLDER] [--hostile]

GOLD is a folder of JSON Lines files, one an article, named as the article's file without its ending; ARTICLES
the folder with the files. Exact: same characters, articles, quotation marks and a final 's aside. Value: an
overlapping fact of the same value. What is marked as optional costs nothing, what lies in a zone of the type
`_ignore` is not counted. `--speed` reads every article of a folder on one core, `--hostile` doubles texts
that careless patterns do not come back from.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from techdep_tui.core.articles.discover import discover
from techdep_tui.core.articles.load import load, read_article
from techdep_tui.core.articles.model import (
    Article,
    Block,
    BlockKind,
    Format,
    Metadata,
    Part,
    Problem,
    Source,
)
from techdep_tui.core.articles.offsets import OffsetMap
from techdep_tui.core.articles.sentences import split_sentences
from techdep_tui.core.facts.extract import extract
from techdep_tui.core.facts.record import to_record

TYPES = ("money", "percent", "quantity", "measurement", "date")
HOSTILE = (
    "1,1,1,1", "1 000 ", "1.1.1.", "1/1/", "9", '"', "“", " ", "A", "A ", "Aa ", "a-", "from 1 to 1 to 1 ",
    "between one and one hundred and ", "$", "$1-", "20 ", "2020-", "May ", "last year the last ",
    "half of half ", "two and ", "Q1 1Q ", "'90s", "% ", "said ", ", which ", "A of A is 5% and ",
    "it will rise 5% than ", "the most largest of the ", "will be 5% by 2030 and ", "1 car, while ",
)  # fmt: skip
HOSTILE_SIZE = 100_000

Record = dict[str, Any]


@dataclass
class Count:
    """What was marked, found, found exactly, found with its value; subjects marked and agreed on."""

    gold: int = 0
    found: int = 0
    exact: int = 0
    value: int = 0
    subjects: int = 0
    agreed: int = 0
    misses: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        subject = f"{self.agreed}/{self.subjects}" if self.subjects else ""
        return (
            f"{self.gold:5} {self.found:5} {f1(self.exact, self):7.3f} {f1(self.value, self):7.3f}  {subject}"
        )


def f1(right: int, count: Count) -> float:
    """The harmonic mean of precision and recall."""
    return 2 * right / (count.gold + count.found) if count.gold + count.found else 1.0


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
    """One line for each type, and one for all."""
    counts: dict[str, Count] = defaultdict(Count)
    for path in sorted(gold.glob("*.jsonl")):
        if not path.name.endswith(".sents.jsonl"):
            file = next(f for f in articles.iterdir() if f.stem == path.stem)
            compare(read_lines(path), list(predictions(file)), counts)
    total = Count()
    print(f"{gold}\n{'type':<12} {'gold':>5} {'found':>5} {'exact':>7} {'value':>7}  subjects")
    for name in TYPES:
        count = counts[name]
        print(f"{name:<12} {count}")
        for miss in count.misses[:misses]:
            print(f"    {miss}")
        for attribute in ("gold", "found", "exact", "value", "subjects", "agreed"):
            setattr(total, attribute, getattr(total, attribute) + getattr(count, attribute))
    print(f"{'all':<12} {total}\n")


def read_lines(path: Path) -> list[Record]:
    """The records of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def predictions(path: Path) -> Iterator[Record]:
    """What is found in a file."""
    article = read_article(path)
    return (to_record(article, fact) for fact in extract(article))


def compare(gold: Sequence[Record], found: Sequence[Record], counts: dict[str, Count]) -> None:
    """Match the facts of one article one to one and count."""
    zones = [(g["start"], g["end"]) for g in gold if g["type"] == "_ignore"]
    for name in TYPES:
        marked = [g for g in gold if g["type"] == name]
        read = [p for p in found if p["type"] == name and not any(a <= p["start"] < b for a, b in zones)]
        pairs = sorted(
            ((g, p) for g in marked for p in read if overlap(g, p)), key=lambda pair: -overlap(*pair)
        )
        count, of_gold, of_read = counts[name], dict[int, Record](), set[int]()
        for g, p in pairs:
            if id(g) not in of_gold and id(p) not in of_read:
                of_gold[id(g)] = p
                of_read.add(id(p))
                if not g.get("optional"):
                    tally(g, p, count)
        free = {id(of_gold[id(g)]) for g in marked if g.get("optional") and id(g) in of_gold}
        count.gold += sum(not g.get("optional") for g in marked)
        count.found += len(read) - len(free)
        count.misses += [
            f"missed: {g['text']}" for g in marked if id(g) not in of_gold and not g.get("optional")
        ]
        count.misses += [f"false:  {p['text']}" for p in read if id(p) not in of_read]


def tally(gold: Record, found: Record, count: Count) -> None:
    """Count a pair."""
    is_exact, is_value = trimmed(gold) == trimmed(found), same_value(gold["norm"], found["norm"])
    count.exact += is_exact
    count.value += is_value
    if not (is_exact and is_value):
        count.misses.append(f"differs: {gold['text']} {gold['norm']} | {found['text']} {found['norm']}")
    if gold.get("subject") and gold["type"] != "date":
        count.subjects += 1
        count.agreed += same_subject(gold["subject"], found.get("subject") or "")


_LEAD = re.compile(r"(?:[\s\"“”‘’'(\[]|\b(?:the|an?)\b){0,8}", re.IGNORECASE)
_TAIL = re.compile(r"(?:[\s\"“”‘’')\]]|['’]s){1,8}\Z")


def trimmed(record: Record) -> tuple[int, int]:
    """Where a fact begins and ends without articles, quotation marks, brackets and a final 's."""
    text = record["text"]
    lead, tail = _LEAD.match(text), _TAIL.search(text)
    start = record["start"] + (lead.end() if lead else 0)
    return start, record["end"] - (len(tail[0]) if tail else 0)


def overlap(one: Record, other: Record) -> float:
    """How much of two facts is common to both, 2 where they are the same after trimming."""
    (a, b), (c, d) = trimmed(one), trimmed(other)
    return 2.0 if (a, b) == (c, d) else max(min(b, d) - max(a, c), 0) / max(max(b, d) - min(a, c), 1)


def same_value(gold: Record, found: Record) -> bool:
    """Whether two norms say the same."""
    if "timex" in gold:
        is_same = gold.get("value") is not None and gold.get("value") == found.get("value")
        return is_same or bool(gold.get("rel") and gold.get("rel") == found.get("rel"))
    for name in ("amount", "value"):
        if name in gold and not math.isclose(gold[name], found.get(name) or 0, rel_tol=0.005, abs_tol=1e-9):
            return False
    return all(gold.get(n) == found.get(n) for n in ("currency",)) and (
        "kind" not in gold or gold["unit"] == found["unit"]
    )


def same_subject(one: str, other: str) -> bool:
    """Whether half of the words of two names are common, or all of one of them."""
    a, b = ({word.casefold().removesuffix("'s").strip(",") for word in name.split()} for name in (one, other))
    return bool(a and b) and (a <= b or b <= a or len(a & b) / len(a | b) >= 0.5)


def print_speed(folder: Path) -> None:
    """Megabytes of reading text a second, 1,500 words, and what a fresh process pays."""
    articles = [found for found in load(discover([folder]).files) if not isinstance(found, Problem)]
    extract(made("In 2024 it sold 5 cars."))
    size = sum(len(article.text.encode()) for article in articles)
    began = time.process_time()
    facts = sum(len(extract(article)) for article in articles)
    seconds = time.process_time() - began
    words = sum(article.word_count for article in articles)
    print(
        f"{len(articles):,} articles, {size / 1e6:.1f} MB, {facts:,} facts: {size / 1e6 / seconds:.2f} MB/s"
    )
    print(f"1,500 words: {seconds / max(words, 1) * 1500 * 1000:.1f} ms")
    imported, first = fresh_process()
    print(f"fresh process: import beside the readers' own {imported:.0f} ms, first text {first:.0f} ms\n")


def fresh_process() -> tuple[float, float]:
    """Milliseconds for the import of the extractor, and for a first small text, with its word lists.

    The modules are compiled, as they are where the program is installed; the best of several processes.
    """
    code = (
        "import time, yaml, techdep_tui.core.articles.build; a = time.process_time();"
        "import techdep_tui.core.facts.extract as e; b = time.process_time();"
        "from benchmarks.facts import made; m = made('In 2024 it sold 5 cars. ' * 5);"
        "c = time.process_time(); e.extract(m); d = time.process_time();"
        "print((b - a) * 1000, (d - c) * 1000)"
    )
    with tempfile.TemporaryDirectory() as folder:
        root = str(Path(__file__).parents[1])
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": folder, "PYTHONPATH": root}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        runs = [
            subprocess.check_output([sys.executable, "-c", code], env=environment, text=True).split()
            for _ in range(6)
        ]
    return min(float(run[0]) for run in runs), min(float(run[1]) for run in runs)


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


def made(text: str) -> Article:
    """An article of one paragraph."""
    block = Block(BlockKind.PARAGRAPH, 0, len(text), 1)
    digest = sha256(text.encode()).hexdigest()
    return Article(
        digest[:8],
        digest,
        Path("made.txt"),
        Format.PLAIN,
        "utf-8",
        text,
        text,
        OffsetMap.identity(len(text)),
        (block,),
        tuple(split_sentences(text, 0, len(text))),
        Metadata(title=Part("Made", Source.FILE)),
    )


if __name__ == "__main__":
    main()
