"""What numbers are about, where the text tells it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from techdep_tui.core.articles.model import BlockKind
from techdep_tui.core.facts.extract import extract
from techdep_tui.core.facts.model import Kind
from tests.core.factory import make_article

NUMBERS = {Kind.MONEY, Kind.PERCENT, Kind.QUANTITY, Kind.MEASUREMENT}


def subject(text: str) -> str | None:
    """The subject of the last number."""
    return [fact.subject for fact in extract(make_article(text)) if fact.kind in NUMBERS][-1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Apple makes phones. It sold 30 cars.", "Apple"),
        ("Germany pays. The country spent $5 million.", "Germany"),
        ("Vladimir Putin spoke. He owns 5 cars.", "Vladimir Putin"),
        ("Prices fell by half in a crash, when they slid by 35%.", "Prices"),
        ("The city saw a crash when prices fell, but they rose by 35%.", "prices"),
        ("Oil prices currently stand at $50.", "Oil prices"),
        ("Figures show a 0.6% increase in rents.", "rents"),
        ("The storm slashed $2 billion from the firm's value.", "firm's value"),
        ("Economists see growth slowing to 6 percent.", "growth"),
        ("Bolt boosted net profits 30 percent.", "net profits"),
        ("Inflation hit a high of 7%.", "Inflation"),
        ("Rents include housing, which makes up 41% of the index.", "housing"),
        ("There are 30 cars.", None),
        ("Its $30 average price target implies growth.", "average price target"),
        ("Any contract worth more than $5 million must be checked.", "contract"),
        ("Sales, at 35 cents, are up.", "Sales"),
        ("In May Chinese firms raised a total of $27 billion in Ghana.", "Chinese firms"),
        ("At $50 a barrel, oil is cheap.", "oil"),
        ("Apple cut its stake in Bolt to 44%.", "Apple's stake in Bolt"),
    ],
)
def test_a_number_is_about_what_the_text_says(text: str, expected: str | None) -> None:
    assert subject(text) == expected


def test_the_country_at_the_beginning_of_a_paragraph_is_the_one_named_most() -> None:
    text = "In Germany all pay. In Germany all save. They sell to France.\n\nThe country spent $5 million."
    assert subject(text) == "Germany"
    assert subject(text.replace("\n\n", " ")) == "France"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The court fined Acme $5 million.", "Acme"),
        ("Regulators slap a $5 million fine on Acme.", "Acme"),
        ("It confirmed a fine of $5 million (€4 million) against Acme.", "Acme"),
        ("Tax officers hit Acme with a $5 million bill.", "Acme"),
        ("The judge ordered Acme to pay $5 million.", "Acme"),
        ("The deal calls for Acme to buy 30 cars.", "Acme"),
        ("Bolt bought 100% of Acme.", "Acme"),
        ("The city put a tariff on almost 90 percent of imported steel.", "imported steel"),
        ("A poll is out, with 90% of island residents saying no.", "island residents"),
        ("They complained about a record $169-billion trade gap.", "trade gap"),
        ("A contract worth $5 million was lost.", "contract"),
        ("Firms pay a duty, currently about $5.", "duty"),
        ("He put wheat stocks at 30 tonnes.", "wheat stocks"),
        ("He put the number of cyclists at 300.", "cyclists"),
        ("With exports up 24%, the plant is busy.", "exports"),
        ("The fee is €5 million ($6 million).", "fee"),
    ],
)
def test_an_amount_is_about_whom_it_hits_and_what_it_measures(text: str, expected: str) -> None:
    assert subject(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police arrested more than 30 people.", "arrests"),
        ("A monitor said 30 people were detained.", "detentions"),
        ("Over 30 people gathered for a vigil.", "vigil"),
        ("The two countries signed a pact.", "pact"),
        ("Talks between the two sides broke down.", "Talks"),
        ("Over 30 people were sent back to Ghana.", "Ghana"),
        ("The council's 15 members met.", "council"),
        ("Strikes killing 35 people shook the town.", "Strikes"),
        ("Acme regretted it and forced the three men who left to pay.", "Acme"),
        ("They go, according to two officials.", None),
        ("More than 30 firms, shops and banks will be put on the list.", "list"),
        ("These vehicles have 30 seats.", "vehicles"),
        ("Acme has added 90 cars to its fleet and sold 30 vans.", "Acme"),
    ],
)
def test_a_count_is_about_what_is_done_to_those_counted(text: str, expected: str | None) -> None:
    assert subject(text) == expected


def test_a_title_is_about_the_words_behind_who_says_it() -> None:
    article = make_article("Stone Says Legal Fees Will Cost $5 Million\n\nText follows here.")
    title = replace(article.blocks[0], kind=BlockKind.TITLE, number=None)
    found = extract(replace(article, blocks=(title, *article.blocks[1:])))
    assert [fact.subject for fact in found if fact.kind in NUMBERS] == ["Legal Fees"]
