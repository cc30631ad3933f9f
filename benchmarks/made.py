"""What several benchmarks use: an article made of a text, and how much memory a process takes."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

from techdep_tui.core.articles.model import Article, Block, BlockKind, Format, Metadata, Part, Source
from techdep_tui.core.articles.offsets import OffsetMap


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
        Metadata(title=Part("Made", Source.FILE)),
    )


def resident() -> float:
    """Resident memory of this process, in MiB; 0 where the system does not tell."""
    statm = Path("/proc/self/statm")
    return int(statm.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20 if statm.exists() else 0.0
