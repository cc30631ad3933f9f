"""Direct speech: its speaker, cue and reporter, and what in quotation marks is none."""

from __future__ import annotations

import pytest

from techdep_tui.core.facts.model import Certainty
from tests.core.speech_facts import quoted, quotes


@pytest.mark.parametrize(
    "text",
    [
        '"We need chips," Anna Smith said.',
        '"We need chips," said Anna Smith.',
        '"We need chips," said Anna Smith, who leads the firm.',
        '"We need chips," Anna Smith, head of a maker of chips, said on Monday.',
        '"We need chips," Anna Smith, head of a maker of chips said.',
        '"We need chips," a tired Anna Smith told reporters in Bohemia.',
        'Anna Smith said: "We need chips,"',
        'Anna Smith said, "We need chips,"',
        'On Monday Anna Smith told reporters: "We need chips,"',
        '"We need chips," Anna Smith found.',
        'Said Anna Smith: "We need chips,"',
        'Anna Smith: "We need chips,"',
        '"We need chips," — Anna Smith',
    ],
)
def test_a_speaker_stands_before_or_behind_the_cue(text: str) -> None:
    assert quotes(text) == [('"We need chips,"', "Anna Smith")]


@pytest.mark.parametrize(
    "text",
    [
        'Smith invoked the makers: "They are waiting for us."',
        'A new theme emerged, says Smith: "They are waiting for us."',
        'Smith said it was late. She shrugged: "They are waiting for us."',
        '"They are waiting for us," Smith seethed.',
        '"They are waiting for us," Smith would recall.',
        '"They are waiting for us," Smith went on to say.',
        '"They are waiting for us," states Smith.',
        'As Smith puts it, "They are waiting for us."',
        '"Are they waiting for us?" Smith, the head of a maker of chips, told reporters.',
    ],
)
def test_speech_has_a_speaker_without_a_common_cue(text: str) -> None:
    assert [speaker for _, speaker in quotes(text)] == ["Anna Smith"]


def test_speech_goes_on_behind_a_word_or_two() -> None:
    text = '"We need chips," Smith said. But "we have nothing on paper and no deal."'
    assert [speaker for _, speaker in quotes(text)] == ["Anna Smith", "Anna Smith"]


def test_speech_that_nothing_closes_is_whose_it_was_before() -> None:
    text = "“We need chips,” Smith said.\n\n“As we have said, there is none.\n\n"
    assert [speaker for _, speaker in quotes(text)] == ["Anna Smith", "Anna Smith"]


def test_a_split_quotation_is_two_with_one_speaker() -> None:
    text = '"We need chips," Smith said, "and we need them soon."'
    assert quotes(text) == [('"We need chips,"', "Anna Smith"), ('"and we need them soon."', "Anna Smith")]


def test_a_question_finds_its_speaker_in_the_next_sentence() -> None:
    assert quotes('"Do we need chips?" Smith asked on Monday.') == [('"Do we need chips?"', "Anna Smith")]


def test_speech_without_a_cue_goes_on() -> None:
    first, second = quoted('"We need chips," Smith said. "We need a great many of them."')
    assert second.norm["speaker"] == first.norm["speaker"] == "Anna Smith"
    assert (first.norm.get("continued"), second.norm["continued"], second.norm["cue"]) == (None, True, "said")
    assert (first.certainty, second.certainty) == (Certainty.CERTAIN, Certainty.LIKELY)


def test_speech_over_two_paragraphs_belongs_to_whoever_ends_it() -> None:
    text = "Brown said no.\n\n“We need chips of our own.\n\n“We need them soon,” Smith said."
    assert quotes(text) == [
        ("“We need chips of our own.", "Anna Smith"),
        ("“We need them soon,”", "Anna Smith"),
    ]


def test_speech_goes_on_after_a_report() -> None:
    text = "Smith joked that they were late. The idea was odd. “That is how chips are made in this country.”"
    (fact,) = quoted(text)
    assert (fact.norm["speaker"], fact.certainty) == ("Anna Smith", Certainty.DOUBTFUL)


def test_speech_goes_on_after_a_report_with_a_term_in_it() -> None:
    text = "Brown spoke. Smith said a “skinny” deal was near. “We used to think there would be none.”"
    assert quotes(text) == [("“We used to think there would be none.”", "Anna Smith")]


def test_a_word_that_is_said_of_something_is_a_fragment() -> None:
    assert quotes("Smith said there was “zero” chance.") == [("“zero”", "Anna Smith")]


def test_a_fragment_in_a_report_is_partial() -> None:
    (fact,) = quoted("Smith said the plan was “a costly mistake” of the government.")
    assert (fact.norm["speaker"], fact.norm["partial"], fact.norm["cue"]) == ("Anna Smith", True, "said")


@pytest.mark.parametrize(
    ("text", "fragment"),
    [
        ("Brown called the plan “a costly mistake” on Monday.", "“a costly mistake”"),
        ("Brown denounced it as “madness.”", "“madness.”"),
        ("Brown vowed “to fight on” for years.", "“to fight on”"),
        ("Brown expressed his “deep respect for the makers.”", "“deep respect for the makers.”"),
    ],
)
def test_a_fragment_beside_a_verb_of_speech_is_partial(text: str, fragment: str) -> None:
    (fact,) = quoted(text)
    assert (text[fact.start : fact.end], fact.norm["speaker"]) == (fragment, "Robert Brown")
    assert fact.norm["partial"] is True


def test_a_name_that_somebody_gives_in_another_s_report_is_the_inner_one_s() -> None:
    assert quotes("The report said Brown called it “a disgrace to us all”.") == [
        ("“a disgrace to us all”", "Robert Brown")
    ]


@pytest.mark.parametrize(
    "text",
    [
        'Some call them "unfriendly" states.',
        "Prisons are “red” or “black”.",
        "The so-called “Sovereign Internet” was built.",
        "She wrote “The Long War” in 2019.",
        "Smith said a “skinny” deal was near.",
        "Smith said her book “The Long War” was late.",
    ],
)
def test_terms_titles_and_scare_quotes_are_none(text: str) -> None:
    assert quotes(text) == []


def test_what_stands_in_marks_again_and_again_is_a_term() -> None:
    text = "Smith said the ‘dirty bomb’ was real. Brown said a ‘dirty bomb’ was not. A ‘dirty bomb’ it is."
    assert quotes(text) == []


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ('"We need chips," Smith told the Daily Wafer.', "Daily Wafer"),
        ('"We need chips," Smith was quoted as saying by the Daily Wafer.', "Daily Wafer"),
        ('"We need chips," Smith said, according to the Daily Wafer.', "Daily Wafer"),
        ('"We need chips," Smith said in a letter to Congress.', "letter to Congress"),
    ],
)
def test_it_says_through_whom_it_comes(text: str, via: str) -> None:
    (fact,) = quoted(text)
    assert (fact.norm["speaker"], fact.norm["via"]) == ("Anna Smith", via)


def test_a_medium_is_not_that_of_the_next_quotation() -> None:
    _, fact = quoted('"We need chips," Smith told the Daily Wafer. "We need steel," she said.')
    assert "via" not in fact.norm


def test_the_cue_is_as_it_is_written() -> None:
    (fact,) = quoted('"We need chips," Smith was quoted as saying by the Daily Wafer.')
    assert fact.norm["cue"] == "was quoted as saying"
    assert fact.norm["mode"] == "direct"


def test_the_sentence_of_speech_is_all_that_it_reaches_over() -> None:
    text = 'Smith spoke. "We need chips. We need them soon," she said. Brown did not.'
    (fact,) = quoted(text)
    start, end = fact.sentence
    assert text[start:end] == '"We need chips. We need them soon," she said.'
