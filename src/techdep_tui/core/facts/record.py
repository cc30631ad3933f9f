"""A fact as a record: the fields of the annotation guideline, with characters of the file."""

from __future__ import annotations

from typing import Any

from techdep_tui.core.articles.model import Article
from techdep_tui.core.facts.model import Certainty, Fact


def to_record(article: Article, fact: Fact) -> dict[str, Any]:
    """The fact with its place in the file.

    `start`, `end`, `sentence_start`, `sentence_end` and `fragments` (`[[start, end], …]`, only where a page
    break or other words cut the fact) are characters of the file, so that `text == raw[start:end]`; in
    `sentence` and `norm` blanks are collapsed. `paragraph`, `subject` and `why` are left out where there is
    none, `certainty` where it is full. `by` is "reader" where the reader corrected the fact, `rejected` true
    where the reader holds it for none; else they are left out.
    """
    start, end = article.in_file(fact.start, fact.end)
    sentence = article.in_file(*fact.sentence)
    record: dict[str, Any] = {
        "type": fact.kind.value,
        "text": article.raw[start:end],
        "start": start,
        "end": end,
        "norm": dict(fact.norm),
    }
    if fact.subject is not None:
        record["subject"] = fact.subject
    fragments = tuple(
        fragment for part in fact.parts or [fact] for fragment in article.fragments(part.start, part.end)
    )
    if len(fragments) > 1:
        record["fragments"] = [[part.start, part.end] for part in fragments]
    record["sentence"] = collapsed(article.text[fact.sentence.start : fact.sentence.end])
    record["sentence_start"], record["sentence_end"] = sentence
    if fact.paragraph is not None:
        record["paragraph"] = fact.paragraph
    if fact.certainty is not Certainty.CERTAIN:
        record["certainty"] = fact.certainty.value
    if fact.why:
        record["why"] = fact.why
    if fact.found is not None:
        record["by"] = "reader"
    if fact.is_rejected:
        record["rejected"] = True
    record["article"] = article.path.stem
    return record


def collapsed(text: str) -> str:
    """The text with every run of blanks as one."""
    return " ".join(text.split())
