"""Folding and words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from techdep_tui.core.search.words import fold, fold_parts, fold_with_places, tokens


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Russia’s “Baikal”", ["russia", "s", "baikal"]),
        (
            "import-substitution import\u2011substitution",
            ["import", "substitution", "import", "substitution"],
        ),
        ("1\u202f000\u00a0km", ["1", "000", "km"]),
        ("Zürich, Łódź, Æther, naïve", ["zurich", "lodz", "aether", "naive"]),
        ("Zu\u0308rich", ["zurich"]),
        ("STRASSE Straße", ["strasse", "strasse"]),
        ("ﬁrst Ｗｉｄｅ", ["first", "wide"]),
        ("zero\u200bwidth soft\u00adhyphen", ["zerowidth", "softhyphen"]),
        ("snake_case AT&T 70%", ["snake", "case", "at", "t", "70"]),
        ("CO₂ per km²¹", ["co2", "per", "km"]),
        ("Baikal™ ½", ["baikal", "1", "2"]),
    ],
)
def test_case_accents_and_signs_do_not_count(text: str, words: list[str]) -> None:
    assert fold(text).split() == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Зеленоград ЁЛКА", ["зеленоград", "елка"]),
        ("мой мои и\u0306од", ["мой", "мои", "йод"]),
        ("замо\u0301к Київ", ["замок", "київ"]),
        ("半導体の話", ["半", "導", "体", "の", "話"]),
        ("ｶﾀ か\u3099", ["カ", "タ", "が"]),
        ("한국어 반도체", ["한국어", "반도체"]),
        ("हिन्दी", ["हिन्दी"]),
        ("ΟΔΟΣ οδός", ["οδοσ", "οδοσ"]),
    ],
)
def test_other_scripts_have_words_too(text: str, words: list[str]) -> None:
    assert fold(text).split() == words


def test_a_word_knows_the_characters_that_it_stands_for() -> None:
    text = "Die Straße, “Cafe\u0301” 半導体 x"
    assert [(token.word, text[token.start : token.end]) for token in tokens(text)] == [
        ("die", "Die"),
        ("strasse", "Straße"),
        ("cafe", "Cafe\u0301"),
        ("半", "半"),
        ("導", "導"),
        ("体", "体"),
        ("x", "x"),
    ]


TEXTS = st.text(
    st.one_of(st.characters(), st.sampled_from("aZ -’“\u0301\u0306\u3099ßæéи半か\u200b\u00ad½ﬁ\n_1²")),
    max_size=40,
)


@settings(deadline=None)
@given(TEXTS)
def test_the_words_of_the_index_are_those_that_are_lit(text: str) -> None:
    assert [token.word for token in tokens(text)] == fold(text).split()


@settings(deadline=None)
@given(TEXTS)
def test_only_blanks_divide_folded_words(text: str) -> None:
    assert fold(text).split() == [word for word in fold(text).split(" ") if word]


@settings(deadline=None)
@given(TEXTS)
def test_a_folded_word_is_folded_to_itself(text: str) -> None:
    words = fold(text).split()
    assert fold(" ".join(words)).split() == words


@settings(deadline=None)
@given(TEXTS, st.booleans())
def test_places_of_folded_characters_are_in_order_and_in_the_text(text: str, keep_signs: bool) -> None:
    folded = fold_with_places(text, keep_signs=keep_signs)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(folded.starts, folded.ends, strict=True))
    assert list(folded.starts) == sorted(folded.starts)


@pytest.mark.parametrize("text", ["One, “two” three", "Eins, Straße drei"])
def test_parts_are_folded_like_texts_of_their_own(text: str) -> None:
    parts = [(0, 4), (5, 11), (12, len(text))]
    assert list(fold_parts(text, parts)) == [fold(text[start:end]) for start, end in parts]


def test_signs_are_kept_but_of_one_shape() -> None:
    folded = fold_with_places("“Über‑all”\u202f’x’ — 70%…", keep_signs=True)
    assert folded.text == "\"uber-all\" 'x' - 70%…"
