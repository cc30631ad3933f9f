"""Whom the head of an article only describes and the text behind it names."""

from __future__ import annotations

import pytest

from tests.core.speech_facts import statements


@pytest.mark.parametrize(
    ("lead", "behind", "name"),
    [
        ("Ruritania's president said it rained.", "Anna Smith said it snowed.", "Anna Smith"),
        ("The head of the exchange said it rained.", "Anna Smith told a crowd it snowed.", "Anna Smith"),
        ("A maker said it rained.", "Acme Corp also said it snowed.", "Acme Corp"),
        ("A group said it rained.", "Acme Corp said it snowed.", "Acme Corp"),
    ],
)
def test_a_lead_names_its_speaker_in_what_follows(lead: str, behind: str, name: str) -> None:
    assert [source for _, source in statements(f"{lead}\n\n{behind}\n")] == [name, name]


@pytest.mark.parametrize(
    ("lead", "behind", "name"),
    [
        ("A trader said it rained.", "Anna Smith said it snowed.", "trader"),
        ("Officials said it rained.", "Anna Smith said it snowed.", "Officials"),
        ("A source said it rained.", "Anna Smith said it snowed.", "source"),
        ("The president said it rained.", "A trader said it snowed. Acme Corp said it did.", "president"),
    ],
)
def test_who_stays_without_a_name_is_described(lead: str, behind: str, name: str) -> None:
    assert statements(f"{lead}\n\n{behind}\n")[0][1] == name
