"""Indirect speech: where the reported clause begins and ends, and whose it is."""

from __future__ import annotations

import pytest

from techdep_tui.core.facts.quotes import find_quotes
from techdep_tui.core.facts.statements import find_statements
from tests.core.speech_facts import reading_of, stated, statements

CLAUSE = "the plant would open"


@pytest.mark.parametrize(
    "text",
    [
        f"Smith said {CLAUSE}.",
        f"Smith said that {CLAUSE}.",
        f"Smith said on Monday that {CLAUSE}.",
        f"Smith said in a statement {CLAUSE}.",
        f"Smith said last week in a letter sent to the press that {CLAUSE}.",
        f"Smith said, in a rare admission, that {CLAUSE}.",
        f"Smith told reporters {CLAUSE}.",
        f"Smith told the Daily Wafer {CLAUSE}.",
        f"Smith told him in Bohemia that {CLAUSE}.",
        f"Smith, head of a maker of chips, said {CLAUSE}.",
        f"Smith, who leads the firm, said {CLAUSE}.",
        f"Smith (D-Ohio) said {CLAUSE}.",
        f"On Monday, Smith said {CLAUSE}.",
        f"As prices rose, Smith warned {CLAUSE}.",
        f"Smith has long argued {CLAUSE}.",
        f"Smith repeatedly denounced it and said {CLAUSE}.",
        f"Smith spoke to makers, saying {CLAUSE}.",
        f"Smith quickly backtracked in May, saying {CLAUSE}.",
        f"Few details were given, with Smith suggesting {CLAUSE}.",
        f"The head of Acme, Smith, declined to go, saying {CLAUSE}.",
        f"Smith issued a report saying {CLAUSE}.",
        f"A senator, Smith of Ohio, backed it but warned that {CLAUSE}.",
        f"Senator Smith (D) of Ohio said {CLAUSE}.",
        f"It quoted Smith, now in Bohemia, as saying {CLAUSE}.",
        f"According to the foreign minister, Smith, {CLAUSE}.",
        f"{CLAUSE}, says the foreign minister, Smith.",
        f"{CLAUSE}, says the foreign minister, Smith, in Bohemia.",
        f"Smith paid -- saying {CLAUSE} -- and left.",
        f"Smith voiced her hope that {CLAUSE}.",
        f"Smith is confident that {CLAUSE}.",
        f"Smith did reveal that {CLAUSE}.",
        f"Smith charged that {CLAUSE}.",
        f"Smith said later {CLAUSE}.",
        f"Smith said before she left that {CLAUSE}.",
        f"Smith, head of a maker of chips, on Monday said {CLAUSE}.",
        f"Smith doubled down on the idea that {CLAUSE}.",
        f"The Daily Wafer quoted Smith as saying {CLAUSE}.",
        f"According to Smith, {CLAUSE}.",
        f"According to Smith, who was there, {CLAUSE}.",
        f"According to Smith, a maker of chips, {CLAUSE}.",
        f"The firm paid; according to Smith, {CLAUSE}.",
        f"{CLAUSE}, Smith said.",
        f"{CLAUSE}, said Smith.",
        f"{CLAUSE}, said Smith, who leads the firm.",
        f"{CLAUSE}, Smith said in a statement on Monday.",
        f"{CLAUSE}, Smith pointed out.",
        f"{CLAUSE}, Smith said, adding to the noise.",
        f"{CLAUSE}, according to Smith.",
        f"But {CLAUSE}, according to Smith.",
        f"(Wafer News) -- {CLAUSE}, Smith said.",
    ],
)
def test_the_reported_clause_is_found_without_cue_and_source(text: str) -> None:
    assert statements(text) == [(CLAUSE, "Anna Smith")]


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("Smith expects sales to fall by a third.", "sales to fall by a third"),
        ("Smith accused Ruritania of stealing chips.", "Ruritania of stealing chips"),
        ("Smith said A would rise and that B would fall.", "A would rise and that B would fall"),
        ("Smith said it was late, citing the weather.", "it was late"),
        ("It was late, Smith said, a sign that all is not well.", "It was late"),
        ("Smith said it was late and urged them to wait.", "it was late"),
        ("Smith said she wants a deal and brushed aside doubts.", "she wants a deal"),
        ("Prices rose for the makers who Smith said were sleeping.", "were sleeping"),
        ("Prices, which are high, would rise, said Smith.", "Prices, which are high, would rise"),
        ("In a talk on Monday, Smith said Bohemia poses a threat.", "Bohemia poses a threat"),
        ("When it rained, Smith said Bohemia poses a threat.", "Bohemia poses a threat"),
        ("Chips, which Smith has said were late, are here.", "were late"),
        ("Smith said, quite openly, and over many months, that it was late.", "it was late"),
        ("Despite the rain, “all will be well,” Smith said.", "Despite the rain, “all will be well,”"),
        ("Smith said that was not possible.", "that was not possible"),
        ("Smith said the deal was “a costly mistake.”", "the deal was “a costly mistake.”"),
    ],
)
def test_it_reaches_as_far_as_the_clause(text: str, clause: str) -> None:
    assert statements(text) == [(clause, "Anna Smith")]


def test_two_sources_share_a_sentence() -> None:
    text = "Critics say that chips are late, but Smith said makers were not to blame."
    assert statements(text) == [
        ("chips are late", "Critics"),
        ("makers were not to blame", "Anna Smith"),
    ]


def test_a_report_at_the_head_is_the_following_subject_s() -> None:
    text = "Noting that chips are late, Smith said makers were not to blame."
    assert statements(text) == [("chips are late", "Anna Smith"), ("makers were not to blame", "Anna Smith")]


def test_one_source_reports_twice() -> None:
    text = "Smith suggested makers would pay, without saying how, and insisted that they could."
    assert statements(text) == [("makers would pay", "Anna Smith"), ("they could", "Anna Smith")]


def test_a_cue_in_the_middle_gives_one_statement_with_parts() -> None:
    text = "The plant, Smith said, will open in May."
    (fact,) = stated(text)
    assert text[fact.start : fact.end] == "The plant, Smith said, will open in May"
    assert [text[start:end] for start, end in fact.parts] == ["The plant", "will open in May"]


def test_a_long_description_between_commas_is_the_source() -> None:
    text = "Sources close to the effort to change the law, made in 2016, said it was late."
    assert statements(text) == [("it was late", "Sources close to the effort to change the law")]


def test_the_outer_of_two_statements_counts() -> None:
    text = "Brown said the plant was closed, according to Smith."
    assert statements(text) == [("Brown said the plant was closed", "Anna Smith")]


def test_of_a_contrast_only_the_part_with_figures_is_the_source_s() -> None:
    text = "Cash is scarce, while the state has built 30 plants, according to Smith."
    assert statements(text) == [("the state has built 30 plants", "Anna Smith")]


@pytest.mark.parametrize(
    "text",
    [
        "Smith declined to say when the plant would open.",
        "Smith did not say that the plant would open.",
        "It is believed that the plant would open.",
        "The plant is expected to open.",
        "Smith announced new rules for plants.",
        "Smith reported losses of a third.",
        "Points are given according to the degree of wear.",
        "In addition, Smith agreed to a number of measures.",
        "If Smith said the plant would open, it would.",
        "The film tells the story of two boys who are lost.",
        "Its fears that the plant is old are known.",
        "Prices rose by a third, suggesting that demand was strong.",
        "Smith is careful what she says in public.",
        "They called for a new agency.",
        "This suggests that demand was strong.",
        "Smith vowed on Acme Corp Brown to protect the makers and left it at that.",
        "The former minister Smith, who was there, mentioned Brown in a talk.",
        "Talks with people in Bohemia, it seems, concluded by May.",
        "Smith was asked about a deal, which she acknowledged but did not explain.",
        "Smith underscored how the deal had failed.",
        "Smith charged the makers a price that was high.",
        "Smith explained the move in terms of cost.",
        "Smith warned the makers to stop, saying little.",
        '"We need chips," Smith said.',
    ],
)
def test_what_nobody_reports_is_no_statement(text: str) -> None:
    assert statements(text) == []


def test_a_fragment_is_a_quotation_and_its_clause_a_statement() -> None:
    text = "The plan is “a costly mistake” for all, the firm's head Anna Smith said."
    reading = reading_of(text)
    (quotation,), (statement,) = list(find_quotes(reading)), list(find_statements(reading))
    assert text[quotation.start : quotation.end] == "“a costly mistake”"
    assert text[statement.start : statement.end] == "The plan is “a costly mistake” for all"
    assert quotation.norm["partial"] is True


def test_words_without_any_mark_are_no_sentence() -> None:
    assert statements("Smith said it was late and " + "the makers were to blame and " * 12 + "so on.") == []


def test_a_headline_reports_too() -> None:
    assert statements("Smith warns plant won't open") == [("plant won't open", "Anna Smith")]


def test_fields_say_source_cue_and_mode() -> None:
    (fact,) = stated("Smith has warned that the plant would open.")
    assert dict(fact.norm) == {"source": "Anna Smith", "cue": "has warned", "mode": "indirect"}


@pytest.mark.parametrize(
    "text",
    [
        "Chips are late, Smith said in notes over the long weekend.",
        "Chips are late, Smith told the Daily Wafer on condition of silence.",
        "Smith said in a statement, chips are late.",
    ],
)
def test_what_hangs_on_a_cue_does_not_hide_its_report(text: str) -> None:
    assert [(said.lower(), source) for said, source in statements(text)] == [("chips are late", "Anna Smith")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Smith said chips were late, prompting Brown to act.", "chips were late"),
        ("Smith said chips were late, but did not say why.", "chips were late"),
        ("In a sign of the times, chips are late, according to Smith.", "chips are late"),
    ],
)
def test_what_comes_of_a_report_is_no_part_of_it(text: str, said: str) -> None:
    assert statements(text)[0][0] == said


@pytest.mark.parametrize(
    "text",
    ["Chips fell as new duties added to a sense that chips are late.", "Let me say that chips are late."],
)
def test_what_only_looks_like_a_cue_reports_nothing(text: str) -> None:
    assert statements(text) == []
