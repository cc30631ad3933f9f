"""The family of quantities: a number and the noun it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from techdep_tui.core.articles.patterns import LazyPattern
from techdep_tui.core.facts.amounts import Amount
from techdep_tui.core.facts.model import Fact, Kind
from techdep_tui.core.facts.nouns import Noun, compound_noun, counted_noun
from techdep_tui.core.facts.numbers import value_fields
from techdep_tui.core.facts.reading import Reading
from techdep_tui.core.facts.units import BARE


def find_quantities(reading: Reading) -> Iterator[Fact]:
    """Counted things: `value`, `unit` (the head noun in the singular), `noun` as written, `mod`, `max`.

    A number alone whose noun is understood ("10 of the companies", "12 were killed") is `elliptic`.
    """
    dates = {fact.start for fact in reading.facts if fact.kind is Kind.DATE}
    for amount, following in zip_longest(reading.amounts, reading.amounts[1:]):
        if amount.unit is not BARE or amount.number_start in dates or _is_no_count(reading.text, amount):
            continue
        end = reading.block_at(amount.start).end
        noun = _noun(reading.text, amount.number_end, end)
        if noun is not None:
            yield _quantity(reading, amount, noun)
            continue
        unit = _understood(reading, amount, following, end)
        if unit is not None:
            fields = value_fields(amount, "value") | {"unit": unit, "mod": amount.mod, "elliptic": True}
            yield reading.fact(Kind.QUANTITY, amount.start, amount.end, fields)


def _noun(text: str, position: int, end: int) -> Noun | None:
    """The noun right behind a number, unless the number multiplies ("three times as many")."""
    noun = counted_noun(text, position, end) or compound_noun(text, position, end)
    if noun is None or (noun.unit == "time" and _MULTIPLIES.match(text, noun.end, end)):
        return None
    return noun


_MULTIPLIES = LazyPattern(
    r" (?:as|more|less|higher|larger|greater|bigger|faster|lower|smaller|better|the|its|their|that|what)\b"
)


def _is_no_count(text: str, amount: Amount) -> bool:
    """Whether a number is "one", a year or a model's, so that it counts nothing: "the 2019 earnings"."""
    digits = text[amount.number_start : amount.number_end]
    low = max(0, amount.number_start - 20)
    if _MODEL.search(text, low, amount.number_start) or _SLOGAN.search(text, low, amount.number_start):
        return True
    is_year = (
        len(digits) == 4 and digits.isdigit() and "1900" <= digits < "2100" and not digits.endswith("00")
    )
    return is_year or (amount.value == 1 and amount.is_word)


_MODEL = LazyPattern(r"\d [A-Z][a-z]{1,12} \Z")
"""The name of a model in front of its number: "737 Max 8"."""
_SLOGAN = LazyPattern(r"\bone [a-z]{3,12}, \Z", re.IGNORECASE)
"""The first half of a slogan that counts nothing: "one country, two systems"."""
_INHABITED = LazyPattern(r"\b(?:city|country|nation|town|population|capital|metropolis|island) of \Z")
_OF_THE = LazyPattern(
    r" of (?:(?:the|its|their|his|her|our|those|these|all)\b(?: [A-Za-z]{2,16}'s)?(?: [\d,]{1,9}(?= ))?"
    r"|[\d,]{1,9}(?= ))"
)
_NUMBER_OF = LazyPattern(r"\bnumber of(?= )", re.IGNORECASE)
_FEWEST = 100
"""A smaller number alone is not taken for "the number of …"."""
_CASUALTIES = LazyPattern(
    r" (?:(?:were|was|are|have been|had been|others|more) )?"
    r"(?:killed|wounded|injured|dead|died|arrested|missing|detained|hospitalized|hospitalised|infected)\b"
)
_TO = LazyPattern(r" (?:to|and|or) \Z")


def _understood(reading: Reading, amount: Amount, following: Amount | None, end: int) -> str | None:
    """The unit of a number whose noun stands elsewhere, `None` if it counts nothing."""
    text = reading.text
    if amount.end != amount.number_end or amount.maximum is not None:
        return None
    if _INCLUDING.search(text, max(0, amount.start - 11), amount.start) and _FROM.match(
        text, amount.end, end
    ):
        return _counted_before(reading, amount)
    if _CASUALTIES.match(text, amount.end, end) or _is_toll(text, amount, end):
        return "person"
    if amount.is_scaled and _INHABITED.search(text, max(0, amount.start - 14), amount.start):
        return "person"
    if _OF_THEM.match(text, amount.end, end):
        return _counted_before(reading, amount)
    whole = _OF_THE.match(text, amount.end, end)
    if whole is not None:
        noun = counted_noun(text, whole.end(), end)
        return noun.unit if noun is not None else None
    if following is not None and following.unit is BARE and _TO.match(text, amount.end, following.start):
        noun = _noun(text, following.number_end, end)
        return noun.unit if noun is not None else None
    return _of_the_number(reading, amount) if amount.value >= _FEWEST else None


_HARMED = LazyPattern(r"\b(?:killed|killing|injured|injuring|wounded|wounding|leaving|arrested)(?: at)? \Z")
_NO_MORE = LazyPattern(r"[.,;]| (?:and|in|on|at|during|near|when|as|after|others|more)\b|\Z")
_OF_THEM = LazyPattern(r" (?:are|were|have|had|recommend|voted|said|came|of them|of those|of whom)\b")


def _is_toll(text: str, amount: Amount, end: int) -> bool:
    """Whether a number is that of victims: "killed 48 people and injured 15"."""
    is_harm = _HARMED.search(text, max(0, amount.start - 14), amount.start) is not None
    return is_harm and _NO_MORE.match(text, amount.end, end) is not None


_INCLUDING = LazyPattern(r"\bincluding \Z")
_FROM = LazyPattern(r" (?:from|in|at|by|who|on)\b|[.,;]")


def _counted_before(reading: Reading, amount: Amount) -> str | None:
    """What the last number before it in the sentence counts: "20 men, including 6 from the air force"."""
    start = reading.sentence_at(amount.start).start
    earlier = [
        other for other in reading.amounts if start <= other.start < amount.start and other.unit is BARE
    ]
    nouns = (_noun(reading.text, other.number_end, amount.start) for other in reversed(earlier))
    return next((noun.unit for noun in nouns if noun is not None), None)


def _of_the_number(reading: Reading, amount: Amount) -> str | None:
    """What is counted in "the number of users … rose to 1.2 million"."""
    sentence = reading.sentence_at(amount.start)
    match = _NUMBER_OF.search(reading.text, max(sentence.start, amount.start - 120), amount.start)
    noun = counted_noun(reading.text, match.end(), amount.start) if match is not None else None
    return noun.unit if noun is not None else None


def _quantity(reading: Reading, amount: Amount, noun: Noun) -> Fact:
    """The fact of a number and its noun."""
    phrase = " ".join(reading.article.text[amount.number_end : noun.end].strip("- ").split())
    fields = value_fields(amount, "value") | {"unit": noun.unit, "noun": phrase, "mod": amount.mod}
    return reading.fact(Kind.QUANTITY, amount.start, noun.end, fields)
