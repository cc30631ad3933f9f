"""How well and how fast copies of a story are found in a folder that `make_corpus.py` made.

    python benchmarks/copies.py FOLDER [--articles N]

Prints the time of a sketch, beside MinHash of the same words by rensa and datasketch where installed;
the time to group all sketches; of the copies that `FOLDER.copies.tsv` names how many are found, by kind; and
of the pairs that are found how many are named there. What is not named may still have most of its words in
common by chance: `alike` counts the pairs that do, compared word by word.
"""

from __future__ import annotations

import argparse
import importlib.util
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from techdep_tui.core.articles.copies import LEAST, Groups
from techdep_tui.core.articles.differences import compare
from techdep_tui.core.articles.load import read_article
from techdep_tui.core.articles.model import Article
from techdep_tui.core.articles.sketch import sketch
from techdep_tui.core.errors import ArticleError

_TIMED = 300
_RUN = 4


def files_by_number(folder: Path, most: int) -> dict[int, Path]:
    """The files by the numbers in their names."""
    found = {}
    for path in folder.rglob("*"):
        if match := re.search(r"(\d{6})(?:_[0-9a-f]{16}\.txt|\.md)$", path.name):
            found[int(match[1])] = path
    return {number: found[number] for number in sorted(found) if not most or number < most}


def named_copies(folder: Path) -> Iterator[tuple[int, int, str]]:
    """Number, number of the original, kind."""
    for line in Path(f"{folder}.copies.tsv").read_text(encoding="utf-8").splitlines():
        number, original, kind, _ = line.split("\t")
        yield int(number), int(original), kind


def sketchers() -> Iterator[tuple[str, Callable[[Article], object]]]:
    """Ours, and what of the peers is installed."""
    yield "ours", sketch
    if importlib.util.find_spec("rensa"):
        rensa: Any = importlib.import_module("rensa")

        def by_rensa(article: Article) -> object:
            made = rensa.RMinHash(num_perm=128, seed=1)
            made.update(_runs(article))
            return made.digest()

        yield "rensa", by_rensa
    if importlib.util.find_spec("datasketch"):
        datasketch: Any = importlib.import_module("datasketch")

        def by_datasketch(article: Article) -> object:
            made = datasketch.MinHash(num_perm=128)
            made.update_batch([run.encode() for run in _runs(article)])
            return made.digest()

        yield "datasketch", by_datasketch


def _runs(article: Article) -> list[str]:
    """The runs of words that a peer must be given."""
    texts = (article.text[block.start : block.end] for block in article.own_blocks())
    words = re.findall(r"\w+", " ".join(texts)[:6000].lower())
    return [" ".join(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1)]


def print_sketches(articles: Sequence[Article]) -> None:
    """The milliseconds of a sketch, of the processor's time."""
    for name, make in sketchers():
        times = []
        for article in articles:
            begin = time.process_time()
            make(article)
            times.append((time.process_time() - begin) * 1000)
        middle, mean = statistics.median(times), statistics.mean(times)
        print(f"sketch, {name:12} median {middle:.3f} ms, mean {mean:.3f} ms")


def grouped(sketches: dict[int, bytes]) -> Groups:
    """The groups, and what they took."""
    begin, groups = time.process_time(), Groups()
    for number, each in sketches.items():
        groups.add(number, each)
    count = len(list(groups))
    print(f"{len(sketches):,} articles in {time.process_time() - begin:.2f} s: {count:,} groups")
    return groups


def print_found(groups: Groups, originals: dict[int, int], kinds: dict[int, str]) -> list[tuple[int, int]]:
    """Recall by kind and the precision by pairs; gives the pairs that nobody named."""
    found = Counter(
        kinds[n] for n, one in originals.items() if one in getattr(groups.group_of(n), "numbers", ())
    )
    for kind, count in sorted(Counter(kinds.values()).items()):
        print(f"found, {kind:13} {found[kind]:,} of {count:,} ({found[kind] / count:.1%})")
    pairs = [pair for group in groups for pair in combinations(group.numbers, 2)]
    others = [(a, b) for a, b in pairs if originals.get(a, a) != originals.get(b, b)]
    print(f"pairs              {len(pairs):,}, of which {1 - len(others) / max(len(pairs), 1):.1%} are named")
    return others


def main() -> None:
    """Read, sketch, group, compare."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=0, help="only the first so many (default: all)")
    options = parser.parse_args()
    paths = files_by_number(options.folder, options.articles)
    sketches: dict[int, bytes] = {}
    timed: list[Article] = []
    for number, path in paths.items():
        try:
            article = read_article(path)
        except ArticleError:
            continue
        sketches[number] = sketch(article)
        if len(timed) < _TIMED:
            timed.append(article)
    print_sketches(timed)
    groups = grouped(sketches)
    named = [each for each in named_copies(options.folder) if each[0] in sketches]
    others = print_found(groups, {n: one for n, one, _ in named}, {n: kind for n, _, kind in named})
    if others:
        alike = sum(_share(paths[a], paths[b]) >= LEAST for a, b in others)
        print(f"alike              {alike:,} of the {len(others):,} pairs that are not named")


def _share(one: Path, other: Path) -> float:
    """Words in common, of those of the longer text."""
    told = compare(read_article(one), read_article(other))
    return told.common / max(told.words_here, told.words_there, 1)


if __name__ == "__main__":
    main()
