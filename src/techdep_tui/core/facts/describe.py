"""A fact in words: short for a list, what is odd about it, and as the words that introduce its sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from techdep_tui.core.articles.model import Article
from techdep_tui.core.facts.fields import NUMBERS
from techdep_tui.core.facts.model import Certainty, Fact, Kind
from techdep_tui.core.facts.record import collapsed
from techdep_tui.core.facts.wording import due, event, field, listed, person, relation, target, value, via

_SHORT, _LONG = 72, 140
"""Characters of a short form at most: of a value or name, and of what is a clause."""

_MARKS = "\"'“”‘’«» "
_CLAUSES = frozenset([Kind.PLAN, Kind.QUOTE, Kind.STATEMENT, Kind.COMPARISON])
_CONVERSION = re.compile(r" ?(\((?:about |roughly |some |approx\. )?[^()\n]{0,6}\d[^()\n]{0,24}\))")


def short(fact: Fact, article: Article) -> str:
    """The fact in one line: "RUB250bn ($3.26bn)", "Sergey Chemezov, CEO, Rostec", "by 2026-12-31: …".

    A name or value takes 72 characters at most, a clause with who says or does it 140.
    """
    told = _SHORT_FORMS[fact.kind](fact, article)
    most = _LONG if fact.kind in _CLAUSES else _SHORT
    return told if len(told) <= most else told[: most - 1].rstrip() + "…"


def remark(fact: Fact) -> str:
    """What the reader should know about a fact's worth, else nothing: "likely", "inferred: …", "yours"."""
    if fact.is_rejected:
        return "rejected by you"
    if fact.found is not None:
        return "yours"
    if fact.certainty is Certainty.CERTAIN:
        return f"inferred: {fact.why}" if fact.why else ""
    return fact.certainty.value + (f": {fact.why}" if fact.why else "")


def introduction(fact: Fact) -> str:
    """What to say before the sentence of a fact: who speaks, who is to do what by when; else nothing.

    A number or date speaks for itself, unless the reader corrected it.
    """
    norm = fact.norm
    match fact.kind:
        case Kind.PERSON:
            return person(norm)
        case Kind.ORG | Kind.PLACE | Kind.PRODUCT:
            return field(norm, "name")
        case Kind.EVENT:
            return event(norm)
        case Kind.QUOTE:
            return listed(field(norm, "speaker"), via(norm, "quoted by "))
        case Kind.STATEMENT:
            return listed(field(norm, "source"), via(norm, "reported by "))
        case Kind.PLAN:
            aim = " ".join(filter(None, (target(norm), due(norm))))
            return listed(field(norm, "actor"), aim)
        case Kind.COMPARISON:
            return relation(norm)
        case _:
            return value(fact) if fact.found is not None else ""


def words_of(fact: Fact, article: Article) -> str:
    """The fact's own words in one line, with "…" for what stands between its parts."""
    if fact.parts:
        return " … ".join(collapsed(article.text[part.start : part.end]) for part in fact.parts)
    return collapsed(article.text[fact.start : fact.end])


def as_sentence(fact: Fact, article: Article) -> str:
    """The sentence that the fact stands in, blanks collapsed, in quotation marks.

    Double marks within it become single ones.
    """
    sentence = collapsed(article.text[fact.sentence.start : fact.sentence.end])
    return "“" + sentence.translate(_INNER_MARKS) + "”"


_INNER_MARKS = str.maketrans({"“": "‘", "”": "’", '"': "'"})


# Short forms


def _number(fact: Fact, article: Article) -> str:
    """A number as written, with its conversion in brackets or the unit that stands with a later one."""
    if fact.found is not None:
        return value(fact)
    words = words_of(fact, article)
    if fact.kind is Kind.MONEY:
        conversion = _CONVERSION.match(article.text, fact.end)
        return words + (f" {conversion[1]}" if conversion is not None else "")
    return f"{words} {fact.norm.get('unit')}" if fact.norm.get("elliptic") else words


def _date(fact: Fact, article: Article) -> str:
    """A date as written; what is an offset, or corrected, with its value."""
    words, day = words_of(fact, article), value(fact)
    return f"{words} ({day})" if day and (fact.norm.get("rel") or fact.found is not None) else words


def _person_form(fact: Fact, article: Article) -> str:
    return person(fact.norm) or words_of(fact, article)


def _thing(fact: Fact, article: Article) -> str:
    """A name with what it is: "Kommersant (media)"."""
    sort = field(fact.norm, "kind")
    name = field(fact.norm, "name") or words_of(fact, article)
    return f"{name} ({sort})" if sort and sort != "other" else name


def _place(fact: Fact, article: Article) -> str:
    """A place with its country: "Geneva (city, CH)", "Russia (RU)"."""
    sort = field(fact.norm, "kind")
    about = listed("" if sort == "country" else sort, field(fact.norm, "iso3166"))
    name = field(fact.norm, "name") or words_of(fact, article)
    return f"{name} ({about})" if about else name


def _event_form(fact: Fact, article: Article) -> str:
    return event(fact.norm) or words_of(fact, article)


def _quote(fact: Fact, article: Article) -> str:
    who = listed(field(fact.norm, "speaker"), via(fact.norm))
    words = f"“{words_of(fact, article).strip(_MARKS).rstrip(',')}”"
    return f"{who}: {words}" if who else words


def _statement(fact: Fact, article: Article) -> str:
    """Who says it, and what: "Rostec said: …", "according to Mediascope: …"."""
    source, cue = field(fact.norm, "source"), field(fact.norm, "cue")
    said = f"{cue} {source}" if cue.endswith((" to", " of", " by")) else f"{source} {cue}".strip()
    who = listed(said, via(fact.norm))
    return f"{who}: {words_of(fact, article)}" if who else words_of(fact, article)


def _plan(fact: Fact, article: Article) -> str:
    """When, who, what: "by 2030-12-31 · Russian government · 14 nm · …"."""
    norm = fact.norm
    when = due(norm)
    when = f"due {when}" if when and not norm.get("due") else when
    told = (when, field(norm, "actor"), target(norm), words_of(fact, article))
    return " · ".join(filter(None, told))


def _comparison(fact: Fact, article: Article) -> str:
    return " · ".join(filter(None, (relation(fact.norm), words_of(fact, article))))


_SHORT_FORMS: Mapping[Kind, Callable[[Fact, Article], str]] = {
    **dict.fromkeys(NUMBERS, _number),
    Kind.DATE: _date,
    Kind.PERSON: _person_form,
    Kind.ORG: _thing,
    Kind.PLACE: _place,
    Kind.PRODUCT: _thing,
    Kind.EVENT: _event_form,
    Kind.QUOTE: _quote,
    Kind.STATEMENT: _statement,
    Kind.PLAN: _plan,
    Kind.COMPARISON: _comparison,
}
