"""The sidebar with many facts: merging them, wording them, listing them, marking them in the text.

    python -m benchmarks.sidebar [COUNT]

COUNT facts (default 2,000) of all kinds are made up over a text of 40,000 words, half of them mentions of
things that were mentioned before. Prints the best of several runs in milliseconds.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Iterator

from benchmarks.made import made

from techdep_tui.core.articles.model import Article
from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.facts.corrections import apply, entries_of, rejected
from techdep_tui.core.facts.entities import merge
from techdep_tui.core.facts.model import Fact, Kind, Scalar
from techdep_tui.ui.fact_lines import FactLines, Row
from techdep_tui.ui.fact_marks import CLAUSES, FactMarks
from techdep_tui.ui.fact_order import ORDERS, in_order
from techdep_tui.ui.fact_rows import fact_rows

_RUNS = 7
_WORDS = ("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda")


def facts_over(article: Article, count: int) -> Iterator[Fact]:
    """Facts of all kinds at random places."""
    for _ in range(count):
        kind = random.choice(list(Kind))
        start = random.randrange(len(article.text) - 300)
        end = start + (random.randrange(60, 250) if kind in CLAUSES else random.randrange(3, 18))
        number = random.randrange(max(count // 28, 1))
        norm: dict[str, Scalar] = {
            "name": f"Name {number}",
            "value": number,
            "amount": float(number),
            "unit": "x",
        }
        norm |= {"currency": "USD", "speaker": "Ann Lee", "source": "Ann Lee", "cue": "said"}
        yield Fact(kind, start, end, norm, article.sentence_at(start), article.block_at(start).number)


def report(what: str, work: Callable[[], object]) -> None:
    """Print the best of some runs."""
    times = []
    for _ in range(_RUNS):
        begin = time.perf_counter()
        work()
        times.append((time.perf_counter() - begin) * 1000)
    print(f"{what:<34} {min(times):8.2f} ms")


def main() -> None:
    """Print the figures."""
    random.seed(1)
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    article = made(". ".join(" ".join(random.choices(_WORDS, k=20)) for _ in range(2000)) + ".")
    facts = tuple(sorted(facts_over(article, count), key=lambda fact: (fact.start, fact.end)))
    entries = {key: text or "" for key, text in entries_of(article, map(rejected, facts[:100])).items()}
    rows = fact_rows(article, facts)
    lines = FactLines()

    def lay_out() -> None:
        for row in rows:
            lines.of(Row(row), article)

    def lay_out_anew() -> None:
        lines.set_width(0)
        lines.set_width(33)
        lay_out()

    print(f"{len(facts)} facts of {len(merge(article, facts))} things")
    report("apply 100 corrections", lambda: apply(article, facts, entries))
    report("merge", lambda: merge(article, facts))
    report("rows: merge and word", lambda: fact_rows(article, facts))
    report("lines, at a new width", lay_out_anew)
    report("lines, at the same width", lay_out)
    for order in ORDERS:
        report(f"order: {order}", lambda order=order: in_order(rows, order, Span(90_000, 92_000)))  # type: ignore[misc]
    report("marks in the text", lambda: FactMarks.of(facts))


if __name__ == "__main__":
    main()
