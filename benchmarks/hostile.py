"""Hostile texts: every regular expression, on 1 MB of each where 16 KB took long, and every hostile head.

python benchmarks/hostile.py

Prints the slowest pattern, the worst doubling (time for 1 MB over time for half of it), and for the heads the
most time and memory. Times are the processor's.
"""

from __future__ import annotations

import re
import sys
import time
import tracemalloc
from pathlib import Path

HERE = Path(__file__).parent.parent
sys.path[:0] = [str(HERE), str(HERE / "src")]

from tests.hostile_heads import BODY, hostile_heads  # noqa: E402
from tests.regexes import HOSTILE, regexes  # noqa: E402

from techdep_tui.core.articles.build import build_article  # noqa: E402
from techdep_tui.core.articles.decode import decode_bytes  # noqa: E402
from techdep_tui.core.articles.frontmatter import read_front_matter  # noqa: E402
from techdep_tui.core.articles.patterns import LazyPattern  # noqa: E402

SIZE = 2**20
SAMPLE = SIZE // 64
WORTH_A_WHOLE_S = 0.004
"""What takes less for the sample takes less than 0.6 s for the whole, growing by 2.3 with each doubling."""


def seconds(pattern: re.Pattern[str] | LazyPattern, text: str) -> float:
    """The processor's time for all matches."""
    begin = time.process_time()
    for _ in pattern.finditer(text):
        pass
    return time.process_time() - begin


def patterns() -> None:
    """Every pattern on every text."""
    slowest, doubling, count, whole = (0.0, ""), (0.0, ""), 0, 0
    for name, pattern in regexes():
        count += 1
        for kind, piece in HOSTILE.items():
            text = piece * (SIZE // len(piece)) + "!"
            taken = seconds(pattern, text[:SAMPLE])
            if taken < WORTH_A_WHOLE_S:
                continue
            whole += 1
            taken = seconds(pattern, text)
            half = min(seconds(pattern, text[: len(text) // 2]) for _ in range(2))
            slowest = max(slowest, (taken, f"{name} on {kind}"))
            doubling = max(
                doubling, (min(taken, seconds(pattern, text)) / half, f"{name} on {kind}, {taken:.2f} s")
            )
    print(f"at 1 MB                 {whole}; of the others {SAMPLE // 1024} KB under {WORTH_A_WHOLE_S} s")
    print(f"patterns                {count} on {len(HOSTILE)} texts")
    print(f"slowest                 {slowest[0]:.2f} s  (at most 2)  {slowest[1]}")
    print(f"worst doubling          {doubling[0]:.2f}    (at most 2.3)  {doubling[1]}")


def heads() -> None:
    """Every hostile head."""
    slowest, largest, lost = 0.0, 0, 0
    texts = [decode_bytes(text.encode("utf-8", "surrogatepass")) for text in hostile_heads()]
    read_front_matter(texts[0].text)
    for decoded in texts:
        times = []
        for _ in range(3):
            begin = time.process_time()
            read_front_matter(decoded.text)
            times.append(time.process_time() - begin)
        slowest = max(slowest, min(times))
        tracemalloc.start()
        read_front_matter(decoded.text)
        largest = max(largest, tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        lost += BODY.strip() not in build_article(Path("head.md"), "00", decoded).text
    print(f"hostile heads           {len(texts)}, bodies lost: {lost}")
    print(f"slowest                 {slowest * 1000:.1f} ms  (at most 20)")
    print(f"most memory             {largest / 1e6:.1f} MB  (at most 20)")


if __name__ == "__main__":
    heads()
    patterns()
