"""A fact in words: short for a list, as a sentence for a quotation."""

from __future__ import annotations

import re

from techdep_tui.core.articles.model import Article
from techdep_tui.core.facts.model import Fact, Kind
from techdep_tui.core.facts.record import collapsed

_SHORT = 72
"""Characters of a short form at most."""

_CONVERSION = re.compile(r" ?(\((?:about |roughly |some |approx\. )?[^()\n]{0,6}\d[^()\n]{0,24}\))")


def short(fact: Fact, article: Article) -> str:
    """The fact in one line of at most 72 characters: "RUB250bn ($3.26bn)", "90 nm", "end of 2026".

    An amount of money brings its conversion in brackets along; a number whose unit stands with a later one
    gets the unit; an offset that is resolved gets its value.
    """
    words = collapsed(article.text[fact.start : fact.end])
    if fact.kind is Kind.MONEY:
        conversion = _CONVERSION.match(article.text, fact.end)
        words += f" {conversion[1]}" if conversion is not None else ""
    elif fact.norm.get("elliptic"):
        words += f" {fact.norm.get('unit')}"
    elif fact.kind is Kind.DATE and fact.norm.get("rel") and fact.norm.get("value"):
        words += f" ({fact.norm['value']})"
    return words if len(words) <= _SHORT else words[: _SHORT - 1].rstrip() + "…"


def as_sentence(fact: Fact, article: Article) -> str:
    """The sentence that the fact stands in, blanks collapsed, in quotation marks.

    Double marks within it become single ones.
    """
    sentence = collapsed(article.text[fact.sentence.start : fact.sentence.end])
    return "“" + sentence.translate(_INNER_MARKS) + "”"


_INNER_MARKS = str.maketrans({"“": "‘", "”": "’", '"': "'"})
