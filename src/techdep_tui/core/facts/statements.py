"""The family of statements: what somebody is reported to have said, without quotation marks around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from techdep_tui.core.facts.attributions import Attribution
from techdep_tui.core.facts.model import Certainty, Fact, Kind, Scalar
from techdep_tui.core.facts.reading import Reading
from techdep_tui.core.facts.speaker import Speaker


def find_statements(reading: Reading) -> Iterator[Fact]:
    """Reported clauses: `source`, `cue` as written, `mode`, `via`.

    A clause whose cue stands in its middle is one statement with `parts`. Of a statement within a statement
    the outer one counts, so that it comes first.
    """
    for speech in reading.speech:
        reports = [(said, speaker) for said, speaker in speech.said if speaker is not None and said.report]
        reports.sort(key=lambda report: report[0].report[0].start - report[0].report[-1].end)
        for attribution, speaker in reports:
            yield _statement(reading, attribution, speaker)


def _statement(reading: Reading, attribution: Attribution, speaker: Speaker) -> Fact:
    """The fact of a reported clause."""
    parts = attribution.report
    norm: dict[str, Scalar] = {
        "source": speaker.name,
        "cue": attribution.cue_text(reading.article.text),
        "mode": "indirect",
    }
    if speaker.via:
        norm["via"] = speaker.via
    fact = reading.fact(Kind.STATEMENT, parts[0].start, parts[-1].end, norm, speaker.why)
    certainty = Certainty.LIKELY if speaker.why else Certainty.CERTAIN
    return replace(fact, parts=parts if len(parts) > 1 else (), certainty=certainty)
