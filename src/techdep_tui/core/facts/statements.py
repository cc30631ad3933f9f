"""The family of statements: what somebody is reported to have said, without quotation marks around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from techdep_tui.core.facts.attributions import Attribution, Place
from techdep_tui.core.facts.cues import Takes
from techdep_tui.core.facts.model import Fact, Kind
from techdep_tui.core.facts.reading import Reading
from techdep_tui.core.facts.speakers import Speaker


def find_statements(reading: Reading) -> Iterator[Fact]:
    """Reported clauses: `source`, `cue` as written, `mode`, `via`.

    A clause whose cue stands in its middle is one statement with `parts`. Of statements within a statement
    the outer one counts.
    """
    for speech in reading.speech:
        said = [(a, s) for a, s in speech.said if s is not None and a.report]
        taken: list[tuple[int, int]] = []
        for attribution, speaker in sorted(said, key=lambda pair: -_length(pair[0])):
            start, end = attribution.report[0].start, attribution.report[-1].end
            if any(s < end and start < e for s, e in taken):
                continue
            taken.append((start, end))
            yield _statement(reading, attribution, speaker)


def _length(attribution: Attribution) -> int:
    return attribution.report[-1].end - attribution.report[0].start


def _statement(reading: Reading, attribution: Attribution, speaker: Speaker) -> Fact:
    passage, mention = attribution.passage, attribution.mention
    first, last = mention.cue
    start, end = passage.tokens[first].start, passage.tokens[last - 1].end
    norm = {
        "source": speaker.name,
        "cue": " ".join(reading.article.text[start:end].split()),
        "mode": "indirect",
    }
    if speaker.via:
        norm["via"] = speaker.via
    parts = attribution.report
    fact = reading.fact(Kind.STATEMENT, parts[0].start, parts[-1].end, norm)
    return replace(fact, parts=parts) if len(parts) > 1 else fact
