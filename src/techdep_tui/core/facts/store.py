"""Facts as bytes: what goes between processes and into the cache.

JSON in lists, so that nothing in a cache can be run; `read_facts` takes nothing that is not of this shape,
and no text that a terminal would obey.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from operator import index

from techdep_tui.core import safe_json
from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.facts.model import Certainty, Fact, Kind, Norm, Scalar

_MOST_BYTES = 64 * 1024 * 1024
"""Of one article's facts when unpacked."""


class UnreadableFactsError(ValueError):
    """The bytes are not facts."""


def facts_as_bytes(facts: Sequence[Fact]) -> bytes:
    """The facts of one article, compressed."""
    rows = [
        [
            fact.kind.value,
            fact.start,
            fact.end,
            dict(fact.norm),
            *fact.sentence,
            fact.paragraph,
            fact.subject,
            fact.why,
            fact.certainty.value,
            [list(part) for part in fact.parts],
        ]
        for fact in facts
    ]
    return zlib.compress(safe_json.dump(rows).encode(), 1)


def read_facts(data: bytes) -> tuple[Fact, ...]:
    """The facts that `facts_as_bytes` wrote; raises `UnreadableFactsError` for anything else."""
    try:
        text = zlib.decompressobj().decompress(data, _MOST_BYTES).decode()
        return tuple(_fact(*row) for row in list(safe_json.load(text)))
    except (zlib.error, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise UnreadableFactsError("not facts") from error


def _fact(
    kind: str,
    start: int,
    end: int,
    norm: dict[str, Scalar | list[str]],
    sentence_start: int,
    sentence_end: int,
    paragraph: int | None,
    subject: str | None,
    why: str,
    certainty: str,
    parts: list[list[int]],
) -> Fact:
    fields: Norm = {name: tuple(value) if isinstance(value, list) else value for name, value in norm.items()}
    return Fact(
        Kind(kind),
        index(start),
        index(end),
        fields,
        Span(index(sentence_start), index(sentence_end)),
        None if paragraph is None else index(paragraph),
        subject,
        why,
        Certainty(certainty),
        tuple(Span(index(first), index(last)) for first, last in parts),
    )
