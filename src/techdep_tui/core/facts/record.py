"""A fact as a record: the fields of the annotation guideline, with characters of the file."""

from __future__ import annotations

from typing import Any

from techdep_tui.core.articles.model import Article
from techdep_tui.core.facts.model import Fact


def to_record(article: Article, fact: Fact) -> dict[str, Any]:
    """The fact with its place in the file.

    `start`, `end`, `sentence_start`, `sentence_end` and `fragments` (`[[start, end], …]`, only where a page
    break cuts the fact) are characters of the file, so that `text == raw[start:end]`; in `sentence` and
    `norm` blanks are collapsed. `paragraph` and `subject` are left out where there is none.
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
    fragments = article.fragments(fact.start, fact.end)
    if len(fragments) > 1:
        record["fragments"] = [[part.start, part.end] for part in fragments]
    record["sentence"] = collapsed(article.text[fact.sentence.start : fact.sentence.end])
    record["sentence_start"], record["sentence_end"] = sentence
    if fact.paragraph is not None:
        record["paragraph"] = fact.paragraph
    record["article"] = article.path.stem
    return record


def collapsed(text: str) -> str:
    """The text with every run of blanks as one."""
    return " ".join(text.split())
