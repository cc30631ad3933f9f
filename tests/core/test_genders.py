"""The pronouns that names, forms of address and roles tell."""

from __future__ import annotations

import pytest

from techdep_tui.core.articles.offsets import Span
from techdep_tui.core.facts.genders import pronouns
from techdep_tui.core.facts.model import Fact, Kind


def person(name: str, start: int, role: str | None = None) -> Fact:
    norm = {"name": name, "role": role}
    return Fact(Kind.PERSON, start, start + len(name), norm, Span(0, start + len(name)), 0)


@pytest.mark.parametrize(
    ("name", "pronoun"),
    [
        ("Anna Smith", "she"),
        ("Robert Brown", "he"),
        ("J. Robert Brown", "he"),
        ("Xyla Ivanova", "she"),
        ("Xylo Ivanov", "he"),
        ("Leslie Brown", None),
        ("Brown", None),
    ],
)
def test_a_name_tells_a_pronoun_or_none(name: str, pronoun: str | None) -> None:
    assert pronouns(name, [person(name, 0)]).get(name) == pronoun


def test_a_form_of_address_outweighs_a_forename() -> None:
    text = "Mrs Robert Brown"
    assert pronouns(text, [person("Robert Brown", 4)]) == {"Robert Brown": "she"}


def test_a_role_tells_a_pronoun() -> None:
    assert pronouns("Wu", [person("Lei Wu", 0, "spokeswoman")]) == {"Lei Wu": "she"}
