"""A text with facts of all fourteen kinds, made by hand."""

from __future__ import annotations

from techdep_tui.core.articles.model import Article
from techdep_tui.core.facts.model import Certainty, Fact, Kind, Scalar
from tests.core.factory import make_fact

TEXT = """Anna Berg, head of Northern Chips, said the firm had 40 plants in Norway.

"We will double output next year," Berg was quoted as saying by the Fjord Times. Northern Chips paid $5bn.

According to the Harbour Institute, imports fell by 7% to 12 MW of gear in May 2021, after the Oslo Accord.

Northern Chips plans to ship the NC-7 processor by 2030. It is faster than the older NC-5.

Northern Chips spent $5bn in Norway, Berg repeated."""


def facts_of(article: Article) -> tuple[Fact, ...]:
    """Its facts, in order of place; `article` has `TEXT` somewhere in its own."""

    def fact(of: Kind, words: str, nth: int = 0, subject: str | None = None, /, **norm: Scalar) -> Fact:
        return make_fact(article, of, words, norm, nth=nth, subject=subject)

    berg: dict[str, Scalar] = {"name": "Anna Berg"}
    firm: dict[str, Scalar] = {"name": "Northern Chips", "kind": "company"}
    norway: dict[str, Scalar] = {"name": "Norway", "kind": "country", "iso3166": "NO"}
    money: dict[str, Scalar] = {"amount": 5e9, "currency": "USD", "mod": "="}
    facts = [
        fact(Kind.PERSON, "Anna Berg", role="head", org="Northern Chips", **berg),
        *(fact(Kind.ORG, "Northern Chips", nth, **firm) for nth in range(4)),
        fact(Kind.STATEMENT, "the firm had 40 plants in Norway", source="Anna Berg", cue="said"),
        fact(Kind.QUANTITY, "40 plants", 0, "Northern Chips", value=40, unit="plant", mod="="),
        *(fact(Kind.PLACE, "Norway", nth, **norway) for nth in range(2)),
        fact(
            Kind.QUOTE,
            '"We will double output next year,"',
            speaker="Anna Berg",
            cue="saying",
            via="Fjord Times",
        ),
        fact(Kind.DATE, "next year", timex="DATE", value=None, rel="+1Y", mod=None),
        *(fact(Kind.PERSON, "Berg", nth, **berg) for nth in (1, 2)),
        fact(Kind.ORG, "Fjord Times", name="Fjord Times", kind="media"),
        *(fact(Kind.MONEY, "$5bn", nth, "Northern Chips", **money) for nth in range(2)),
        fact(Kind.ORG, "Harbour Institute", name="Harbour Institute", kind="other"),
        fact(
            Kind.COMPARISON,
            "imports fell by 7%",
            kind="change",
            left="imports",
            right=None,
            dir="-",
            delta=7,
            unit="%",
        ),
        fact(Kind.PERCENT, "7%", value=7, unit="%", mod="="),
        fact(Kind.MEASUREMENT, "12 MW", value=12, unit="MW", kind="power", mod="="),
        fact(Kind.DATE, "May 2021", timex="DATE", value="2021-05", mod=None),
        fact(Kind.EVENT, "Oslo Accord", name="Oslo Accord", kind="law", date="2021"),
        fact(
            Kind.PLAN,
            "plans to ship the NC-7 processor by 2030",
            kind="deadline",
            actor="Northern Chips",
            due="2030-12-31",
        ),
        fact(Kind.PRODUCT, "NC-7", name="NC-7", kind="processor"),
        fact(Kind.DATE, "2030", timex="DATE", value="2030", mod=None),
        fact(
            Kind.COMPARISON,
            "It is faster than the older NC-5",
            kind="versus",
            left="NC-7",
            right="NC-5",
            dir="+",
        ),
        make_fact(
            article,
            Kind.PRODUCT,
            "NC-5",
            {"name": "NC-5", "kind": "processor"},
            certainty=Certainty.DOUBTFUL,
            why="named only once",
        ),
    ]
    return tuple(sorted(facts, key=lambda each: (each.start, each.end)))
