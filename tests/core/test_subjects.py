"""What numbers are about, where the text tells it."""

from __future__ import annotations

import pytest

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
