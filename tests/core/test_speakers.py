"""Who a source is: names in full, roles, pronouns, bodies, descriptions as they are written."""

from __future__ import annotations

import pytest

from techdep_tui.core.facts.model import Certainty
from tests.core.speech_facts import stated, statements

TAIL = "chips are late"


def sources(text: str) -> list[str]:
    """The sources of a text's statements."""
    return [source for _, source in statements(text)]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Smith", "Anna Smith"),
        ("Acme chief Anna Smith", "Anna Smith"),
        ("Acme", "Acme Corp"),
        ("Ruritania", "Ruritania"),
        ("Smith and Brown", "Anna Smith and Robert Brown"),
        ("Ruritania and Bohemia", "Ruritania and Bohemia"),
        ("Secretary of State Anna Smith", "Anna Smith"),
        ("Mr. Unheard", "Unheard"),
        ("a spokesman for Acme", "spokesman for Acme"),
        ("a spokesman for Brown", "spokesman for Brown"),
        ("Brown's lawyer", "Brown's lawyer"),
        ("two people briefed on the talks", "two people briefed on the talks"),
        ("people familiar with the matter", "people familiar with the matter"),
        ("one official", "one official"),
        ("a study by the Ministry of Works", "Ministry of Works"),
        ("a survey of makers", "survey of makers"),
        ("a study of Bohemia by Acme", "Acme Corp"),
        ("a report to Acme on Bohemia", "report to Acme on Bohemia"),
        ("the ministry in Bohemia", "ministry in Bohemia"),
        ("Smith's latest statement", "Anna Smith"),
        ("the Ruritania survey of makers", "Ruritania survey of makers"),
        ("Ruritania's survey of makers", "Ruritania"),
        ("a statement by Acme on Bohemia", "Acme Corp"),
        ("the Acme newspaper of Bohemia", "Acme newspaper of Bohemia"),
    ],
)
def test_a_source_is_a_full_name_or_the_description_as_written(source: str, name: str) -> None:
    assert sources(f"{TAIL}, according to {source}.") == [name]


@pytest.mark.parametrize(
    ("before", "source", "name"),
    [
        ("Smith said it rained.", "She", "Anna Smith"),
        ("Brown spoke on Monday.", "He", "Robert Brown"),
        ("Acme said it rained.", "It", "Acme Corp"),
        ("Analysts said it rained.", "They", "Analysts"),
        ("Acme lost money.", "The company", "Acme Corp"),
        ("The Ministry of Works paid Acme.", "The ministry", "Ministry of Works"),
        ("Foreign Minister Robert Brown met Smith.", "The minister", "Robert Brown"),
        ("A senior official said it rained.", "The official", "senior official"),
        ("Smith said it rained.", "The businesswoman and chairwoman", "Anna Smith"),
        ("Acme issued a report saying it rained.", "The report", "Acme Corp"),
        ("Acme lost money, it said.", "A company spokesman", "Acme Corp spokesman"),
        ("Smith said it rained.", "The president-elect", "Anna Smith"),
        ("Two people briefed on the talks said it rained.", "The sources", "Two people briefed on the talks"),
        ("The Daily Wafer wrote of Acme Corp.", "The website", "Daily Wafer"),
        ("A jury in Bohemia fined Acme, Smith said.", "The jury", "jury"),
        ("Smith told Brown it rained.", "The senator", "Anna Smith"),
        ("One official said it rained. A trader said it snowed.", "The official", "One official"),
        ("Brown said it rained. Smith said it snowed.", "The chairman", "Robert Brown"),
        ("Smith wrote a book. A court read it, Acme said.", "Her book", "Anna Smith"),
        ("The minister Smith met Brown.", "The company", "company"),
    ],
)
def test_other_words_stand_for_who_was_named_before(before: str, source: str, name: str) -> None:
    assert sources(f"{before} {source} said {TAIL}.")[-1] == name


def test_what_is_inferred_says_so() -> None:
    named, inferred = stated(f"Smith said it rained. She said {TAIL}.")
    assert (named.certainty, named.why) == (Certainty.CERTAIN, "")
    assert inferred.certainty is Certainty.LIKELY
    assert inferred.why == '"she" stands for who was named before'


def test_who_is_named_in_a_report_does_not_speak_next() -> None:
    text = f"Smith said Brown believes in chips. She added that {TAIL}."
    assert sources(text)[-1] == "Anna Smith"


def test_a_pronoun_passes_over_whom_it_does_not_fit() -> None:
    text = f"Smith said it rained. Mr. Brown said it snowed. She added that {TAIL}."
    assert sources(text)[-1] == "Anna Smith"


def test_a_bare_role_is_his_who_is_called_so_alone() -> None:
    text = (
        f"The talk of minister Anna Smith and Bohemian minister Robert Brown ended. The minister said {TAIL}."
    )
    assert sources(text)[-1] == "Anna Smith"


def test_the_subject_behind_a_lead_in_goes_on_speaking() -> None:
    text = f"When Smith fell silent in May, lawyer Robert Brown stood by her. He said {TAIL}."
    assert sources(text)[-1] == "Robert Brown"


def test_a_relative_clause_is_about_the_people_before_it() -> None:
    text = f"Acme was visited by two diplomats, who said {TAIL}."
    assert sources(text) == ["two diplomats"]


def test_the_first_person_is_nobody_s_report() -> None:
    assert sources(f"I believe that {TAIL}.") == []


def test_a_date_behind_a_source_is_no_part_of_it() -> None:
    assert sources(f"{TAIL}, said a spokesman for the parliament late last month.") == [
        "spokesman for the parliament"
    ]


def test_a_firm_with_its_town_is_one_source() -> None:
    assert sources(f"Acme grew. {TAIL.capitalize()}, the Springfield, Ruritania-based company said.") == [
        "Acme Corp"
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Brown spoke. In an interview with Smith, she said {}.", "Anna Smith"),
        ("Brown said it rained. In a book about Smith he said {}.", "Robert Brown"),
        ("Smith said it snowed. Brown said it rained. She said {}.", "Anna Smith"),
        ('Brown spoke on Monday. "It rained," he told Smith. He said {}.', "Robert Brown"),
        ("Brown's book sold well. He said {}.", "Robert Brown"),
        ("When the minister, Brown, spoke, he said {}.", "Robert Brown"),
    ],
)
def test_a_pronoun_stands_for_a_subject_it_fits(text: str, name: str) -> None:
    assert sources(text.format(TAIL))[-1] == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("In May Brown, a banker, echoed the view, stating that {}.", "Robert Brown"),
        (
            "Acme bought chips although Ruritanian officials opposed it, arguing that {}.",
            "Ruritanian officials",
        ),
        ("Smith said it would rain if Ruritania and Bohemia met, adding that {}.", "Anna Smith"),
        ("When reporters asked about it, Brown brushed it off by saying {}.", "Robert Brown"),
        ("Acme is caught in a criminal case alleging that {}.", "criminal case"),
        ("Smith, a lawyer who advises Brown, said {}.", "Anna Smith"),
        ("Smith, D-Calif., said {}.", "Anna Smith"),
        ("It drew criticism from hard-liners who say {}.", "hard-liners"),
    ],
)
def test_a_clause_has_the_source_that_acts_in_it(text: str, name: str) -> None:
    assert sources(text.format(TAIL))[-1] == name


def test_bodies_without_a_name_are_it() -> None:
    text = f"A federal jury in Bohemia met. The jury said it rained. It said {TAIL}."
    assert sources(text)[-1] == "jury"


def test_who_is_meant_behind_according_to_may_be_a_pronoun() -> None:
    assert sources(f"Brown spoke on Monday. According to him, {TAIL}.") == ["Robert Brown"]


def test_several_are_they_who_are_the_subject() -> None:
    text = f"Smith said it rained. Many conservative editors bought chips because they believe {TAIL}."
    assert sources(text)[-1] == "Many conservative editors"
