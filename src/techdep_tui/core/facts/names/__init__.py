"""The family of names: persons, organisations, places and products, each one entity through an article."""

from __future__ import annotations

from collections.abc import Iterator

from techdep_tui.core.articles.model import Block, BlockKind
from techdep_tui.core.facts.model import Certainty, Fact, Kind, Norm
from techdep_tui.core.facts.names.capitals import capitals, runs
from techdep_tui.core.facts.names.entities import Name, names_of
from techdep_tui.core.facts.names.metonyms import stands_for_government
from techdep_tui.core.facts.names.offices import has_offices, office_name, offices
from techdep_tui.core.facts.names.phrases import Phrase, phrases
from techdep_tui.core.facts.names.roles import Mentioned, Roles
from techdep_tui.core.facts.reading import Reading


def find_names(reading: Reading) -> Iterator[Fact]:
    """Every mention of a person, organisation, place or product.

    `name` is the fullest form in the article. A person has `role` and `org` where they are written at the
    mention, an organisation `kind` and `aka`, a place `kind` and `iso3166`, a product `kind`.
    """
    found = [
        (mention, name)
        for name in names_of(reading.text, _phrases(reading))
        if name.kind is not None
        for mention in name.mentions
    ]
    found.sort(key=lambda pair: pair[0].start)
    roles = Roles(reading.text, [_mentioned(mention, name) for mention, name in found])
    for index, (mention, name) in enumerate(found):
        if name.kind is Kind.PERSON:
            role = roles.of(index)
            yield _fact(reading, name, mention, {**name.fields, "role": role.role, "org": role.org})
        elif name.kind is Kind.PLACE and stands_for_government(reading.text, mention.start, mention.end):
            fields = {"name": name.fields["name"], "kind": "government"}
            yield reading.fact(
                Kind.ORG,
                mention.start,
                mention.end,
                fields,
                "a capital for its government",
                Certainty.LIKELY,
            )
        else:
            yield _fact(reading, name, mention, name.fields)
    for block in reading.blocks if has_offices(reading.text) else ():
        for span in offices(reading.text, reading.lower, block.start, block.end):
            name_of_office = office_name(reading.text[span.start : span.end])
            yield reading.fact(Kind.ORG, span.start, span.end, {"name": name_of_office, "kind": "government"})


_CLEAR_LEAD = 2.0
_SOME_LEAD = 0.7
"""By how much the kind of a name must lead the other kinds to be certain, and to be likely."""


def _fact(reading: Reading, name: Name, mention: Phrase, fields: Norm) -> Fact:
    """A mention of a name as a fact, as sure as its kind is."""
    assert name.kind is not None
    certainty = Certainty.CERTAIN
    if name.lead < _CLEAR_LEAD:
        certainty = Certainty.LIKELY if name.lead >= _SOME_LEAD else Certainty.DOUBTFUL
    return reading.fact(name.kind, mention.start, mention.end, fields, certainty=certainty)


def _phrases(reading: Reading) -> Iterator[Phrase]:
    """The phrases of all blocks that may be names: first of the body, then of the headlines by its light."""
    starts = _sentence_starts(reading)
    headlines: list[Block] = []
    body: set[str] = set()
    for block in reading.blocks:
        if _is_headline(reading, block):
            headlines.append(block)
            continue
        for run in runs(capitals(reading.text, block.start, block.end, starts)):
            for phrase in phrases(reading.text, run):
                body.add(phrase.text)
                yield phrase
    for block in headlines:
        for run in runs(capitals(reading.text, block.start, block.end, starts)):
            yield from phrases(reading.text, run, body)


def _sentence_starts(reading: Reading) -> frozenset[int]:
    """Where the first letters of the sentences stand."""
    text = reading.text
    starts = []
    for sentence in reading.article.sentences:
        position = sentence.start
        while position < sentence.end and not text[position].isalnum():
            position += 1
        starts.append(position)
    return frozenset(starts)


_SHORT = 160


def _is_headline(reading: Reading, block: Block) -> bool:
    """Whether most words of a block have a capital, as in a headline."""
    if block.kind not in (BlockKind.TITLE, BlockKind.HEADING) and (
        block.end - block.start > _SHORT or reading.text[block.end - 1] in ".?!\"'"
    ):
        return False
    words = [
        word for word in reading.text[block.start : block.end].split() if len(word) > 3 and word[0].isalpha()
    ]
    return len(words) > 2 and sum(word[0].isupper() for word in words) > 0.65 * len(words)


def _mentioned(mention: Phrase, name: Name) -> Mentioned:
    """A mention as the roles see it."""
    assert name.kind is not None
    return Mentioned(mention.start, mention.end, name.kind, str(name.fields["name"]), mention.role_start)
