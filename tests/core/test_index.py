"""Searching a few articles."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from techdep_tui.core.articles.load import read_article
from techdep_tui.core.articles.model import Article
from techdep_tui.core.errors import ArticleNotFound, QueryError
from techdep_tui.core.search import lazy_hits, snapshot
from techdep_tui.core.search.index import SearchIndex
from techdep_tui.core.search.model import ArticleHits, How
from techdep_tui.core.search.periods import period_of
from techdep_tui.core.search.query import parse_query
from techdep_tui.core.search.tree import DateTerm
from tests.core.search_articles import article, found, index_of

SEEDS = Path(__file__).parents[2] / "seeds"

CHIPS = article(
    "# A plant for chips\n\n> Local wafers at last\n\nBy Ann Ray\n\nThe plant makes chips for tills."
    " It opened late.\n\n## Costs\n\nImport substitution is dear, says the owner.\n\nRelated: Bananas are up",
    "chips",
    publisher="The Harbour Post",
    url="https://www.harbourpost.example/plant",
    date="2025-03-09",
    tags=("industry", "import duties"),
    authors=("Ann Ray",),
)
GAS = article(
    "# Gas runs short\n\nA plant for gas was promised. Chips were not.\n\nImport\u2011substitution came up.",
    "gas",
    inferred_publisher="Moor Herald",
    source_url="https://m.moorherald.example/gas",
    date="2026",
)
TRAINS = article(
    "# Trains\n\nTrains run on time. “Import, substitution and trains”, he said."
    "\n\nWagons import\n\nsubstitution",
    "trains",
    inferred_date="2024-11/2025-01",
)
ALL = (CHIPS, GAS, TRAINS)


@pytest.fixture(scope="module")
def index() -> SearchIndex:
    return index_of(ALL)


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("chips", "chips gas"),
        ("chips tills", "chips"),
        ("CHIPS -tills", "gas"),
        ("plant -chips", ""),
        ("wafers", "chips"),
        ("duties", "chips"),
        ("costs", "chips"),
        ("bananas", ""),
        ("ray", ""),
        ("author:ray", "chips"),
        ("tag:industry", "chips"),
        ('tag:"import duties"', "chips"),
        ('tag:"industry import"', ""),
        ("title:plant", "chips"),
        ("title:chips OR title:gas", "chips gas"),
        ("tills OR trains", "chips trains"),
        ("plant (tills OR promised)", "chips gas"),
        ("-plant", "trains"),
        ("-plant -trains", ""),
        ("trains OR -chips", "trains"),
        ("wag*", "trains"),
        ("title:tr*", "trains"),
        ('"plant mak*"', "chips"),
        ('"makes chips"', "chips"),
        ('"chips makes"', ""),
        ('-"makes chips" plant', "gas"),
    ],
)
def test_a_query_finds_its_articles(index: SearchIndex, query: str, ids: str) -> None:
    assert found(index, query) == set(ids.split())


@pytest.mark.parametrize(
    "query", ["import-substitution", '"import substitution"', "import\u2011substitution"]
)
def test_a_hyphen_is_a_blank_to_a_phrase(index: SearchIndex, query: str) -> None:
    assert {"chips", "gas"} <= found(index, query)


def test_a_phrase_does_not_cross_two_blocks(index: SearchIndex) -> None:
    assert found(index, '"wagons import"') == {"trains"}
    assert found(index, '"wagons import substitution"') == set()


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("source:harbourpost", "chips"),
        ('source:"harbour post"', "chips"),
        ("source:The-Harbour-Post", "chips"),
        ("source:harbourpost.example", "chips"),
        ("source:https://harbourpost.example/another", "chips"),
        ("source:harbour*", "chips"),
        ("source:moorherald", "gas"),
        ("source:m.moorherald.example", "gas"),
        ("source:herald", "gas"),
        ("source:arbourpos", ""),
        ("source:example", "chips gas"),
    ],
)
def test_a_source_goes_by_all_its_names(index: SearchIndex, query: str, ids: str) -> None:
    assert found(index, query) == set(ids.split())


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("date:2025", "chips"),
        ("date:2025-03-09", "chips"),
        ("date:2025-03-10..", "gas"),
        ("date:2025..2026", "chips gas"),
        ("date:2026-07", "gas"),
        ("date:..2025-03-08", ""),
        ("date:~2025", "chips trains"),
        ("date:~..2024", "trains"),
        ("plant date:2025", "chips"),
        ("-date:2025", "gas trains"),
    ],
)
def test_dates_are_as_wide_as_they_are_known_and_inferred_ones_want_their_mark(
    index: SearchIndex, query: str, ids: str
) -> None:
    assert found(index, query) == set(ids.split())


def test_other_scripts_are_found() -> None:
    index = index_of(
        [
            article("# Завод\n\nВ Зеленограде делают чипы, ёлки и “йод”.", "ru"),
            article("# 工場\n\n日本の半導体工場について。", "ja"),
            article("# 공장\n\n반도체를 만든다.", "ko"),
        ]
    )
    assert found(index, "зеленограде ЕЛКИ") == {"ru"}
    assert found(index, "半導体") == {"ja"}
    assert found(index, "体半") == set()
    assert found(index, "반도체*") == {"ko"}


def test_a_title_weighs_more_than_the_text() -> None:
    filler = "Nothing of note was said about it. " * 3
    inside = article(f"# Other news\n\nChips, chips. {filler}", "inside")
    titled = article(f"# Chips of the day\n\n{filler}", "titled")
    result = index_of([inside, titled]).search("chips")
    assert [hits.article_id for hits in result.by_article] == ["titled", "inside"]
    assert result.by_article[0].score > result.by_article[1].score


def test_a_title_that_the_text_lacks_is_found() -> None:
    index = index_of([article("One line of text.", title="Named in the head only")])
    (hits,) = index.search("title:named").by_article
    assert (hits.hits[0].start, hits.hits[0].end, hits.hits[0].matched) == (0, 0, ())


@pytest.mark.parametrize(
    ("query", "typed", "meant"),
    [
        ("wafres", "wafres", "wafers"),
        ("Promisd", "Promisd", "promised"),
        ("substituttion", "substituttion", "substitution"),
        ('"import substitutoin"', "substitutoin", "substitution"),
        ("title:trians", "trians", "trains"),
        ("source:harbuorpost", "harbuorpost", "harbourpost"),
    ],
)
def test_a_typing_error_still_finds_and_says_so(
    index: SearchIndex, query: str, typed: str, meant: str
) -> None:
    result = index.search(query)
    assert result.corrections == {typed: (meant,)}
    assert result.is_fuzzy
    assert result.total == len(result.by_article) > 0
    assert all(hit.is_fuzzy for hits in result.by_article for hit in hits.hits)
    assert index.search(query, fuzzy=False).total == 0


def test_nothing_is_forgiven_where_the_word_itself_is_found(index: SearchIndex) -> None:
    result = index.search("plant")
    assert not result.corrections
    assert not result.is_fuzzy
    assert not result.killers


def test_a_phrase_of_nothing_but_typing_errors_has_an_end() -> None:
    stems = (
        "harbour",
        "factory",
        "machine",
        "country",
        "product",
        "welding",
        "turbine",
        "foundry",
        "village",
    )
    text = " ".join(f"{stem}{letter}" for stem in stems for letter in "kqz")
    result = index_of([article(f"# Words\n\n{text} {text}", "words")]).search(
        '"' + " ".join(f"{stem}x" for stem in stems) + '"'
    )
    assert set(map(len, result.corrections.values())) == {3}


@pytest.mark.parametrize("query", ["teh", "gsa", "2024", "wagons*x", "qqqqqq", "-wafres"])
def test_short_words_numbers_and_excluded_words_are_not_corrected(index: SearchIndex, query: str) -> None:
    assert not index.search(query, lenient=True).corrections


def test_what_a_typing_error_finds_comes_after_what_matches_exactly(index: SearchIndex) -> None:
    result = index.search("trains OR wafres")
    assert [(hits.article_id, hits.is_fuzzy) for hits in result.by_article] == [
        ("trains", False),
        ("chips", True),
    ]
    assert result.total == 2
    assert not result.is_fuzzy
    assert len(index.search("trains OR wafres", limit=1).by_article) == 1


def test_a_misprint_gives_way_to_the_common_word_when_nothing_matches() -> None:
    articles = [article(f"# Number {i}\n\nThe sanctions bite in sector {i}.", f"n{i}") for i in range(20)]
    index = index_of([*articles, article("# Slip\n\nThe sanctoins were misspelt in print.", "slip")])
    assert index.search("sanctoins").total == 1
    assert not index.search("sanctoins").corrections
    result = index.search("sanctoins bite")
    assert result.corrections == {"sanctoins": ("sanctions",)}
    assert result.total == 20


@pytest.mark.parametrize(
    ("query", "killers"),
    [
        ("plant qqqqqq", ("qqqqqq",)),
        ("plant qqqqqq zzzzzz", ("qqqqqq", "zzzzzz")),
        ("tills promised plant", ("tills", "promised")),
        ("tills -plant", ("tills", "-plant")),
        ("plant source:nobody", ("source:nobody",)),
        ('"chips makes"', ('"chips makes"',)),
        ("trains gas tills", ()),
    ],
)
def test_where_nothing_matches_the_terms_that_kill_it_are_named(
    index: SearchIndex, query: str, killers: tuple[str, ...]
) -> None:
    assert index.search(query).killers == killers


def test_a_query_that_is_being_typed_is_completed(index: SearchIndex) -> None:
    assert [hits.article_id for hits in index.search("plant til", lenient=True).by_article] == ["chips"]
    assert not index.search("plant til", lenient=True).corrections
    assert index.search("plant til ", lenient=True, fuzzy=False).total == 0
    assert index.search('"makes ch', lenient=True).total == 1
    assert index.search("", lenient=True).total == 0


def test_a_word_that_is_whole_is_not_taken_for_a_beginning() -> None:
    index = index_of([article("# One\n\nA chip.", "one"), article("# Two\n\nTwo chips.", "two")])
    assert [hits.article_id for hits in index.search("chip", lenient=True).by_article] == ["one"]


def test_the_rest_of_a_typed_query_is_corrected_while_its_last_word_is_completed(index: SearchIndex) -> None:
    result = index.search("wafres til", lenient=True)
    assert result.corrections == {"wafres": ("wafers",)}
    assert [hits.article_id for hits in result.by_article] == ["chips"]


def test_a_wrong_query_is_an_error_unless_it_is_being_typed(index: SearchIndex) -> None:
    with pytest.raises(QueryError):
        index.search('"makes chips')
    result = index.search('"makes chips', lenient=True)
    assert result.total == 1
    assert result.problem
    assert result.problem.position == 12


def test_no_more_than_the_limit_is_given_and_all_are_counted(index: SearchIndex) -> None:
    result = index.search("import", limit=2)
    assert (len(result.by_article), result.total) == (2, 3)


def test_all_are_counted_where_none_is_wanted(index: SearchIndex) -> None:
    for query in ("plant", "~plants", "plantz", "date:2025"):
        result = index.search(query, limit=0)
        assert (result.total, list(result.by_article)) == (index.search(query).total, [])


def test_a_cancelled_search_answers_with_nothing(index: SearchIndex) -> None:
    assert index.search("plant", cancelled=lambda: True).by_article == ()
    assert index.search("wafres", cancelled=lambda: True).by_article == ()


def test_what_is_not_committed_is_not_found_yet() -> None:
    index = SearchIndex({"chips": CHIPS, "gas": GAS}.__getitem__)
    assert index.search("plant").total == 0
    index.add([CHIPS])
    assert index.search("plant").total == 0
    index.commit()
    assert index.search("plant").total == 1
    index.add([GAS])
    index.commit()
    index.commit()
    assert index.search("plant").total == 2


def test_an_article_that_is_added_again_takes_its_own_place() -> None:
    articles = {"a": article("# Old\n\nOld words.")}
    index = SearchIndex(articles.__getitem__)
    index.add(articles.values())
    index.commit()
    articles["a"] = article("# New\n\nNew words.")
    index.add(articles.values())
    index.commit()
    assert found(index, "old") == set()
    assert found(index, "words") == {"a"}


def test_an_article_that_is_gone_has_no_places() -> None:
    def gone(article_id: str) -> Article:
        raise ArticleNotFound(f"No article has the id {article_id}.")

    index = SearchIndex(gone)
    index.add([CHIPS])
    index.commit()
    (hits,) = index.search("plant").by_article
    assert (hits.hits, hits.hit_count) == ((), 0)


def test_one_thread_adds_while_another_searches() -> None:
    articles = {f"n{i}": article(f"# Number {i}\n\nThe plant makes part {i}.", f"n{i}") for i in range(300)}
    index = SearchIndex(articles.__getitem__)
    totals: list[int] = []
    is_done = threading.Event()

    def search() -> None:
        while not is_done.is_set():
            totals.append(index.search("plant").total)
            index.search("palnt")

    searcher = threading.Thread(target=search)
    searcher.start()
    for i, one in enumerate(articles.values()):
        index.add([one])
        if i % 50 == 0:
            index.commit()
    index.commit()
    is_done.set()
    searcher.join()
    assert totals == sorted(totals)
    assert index.search("plant").total == 300


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("Zelenogrd", "Zelenograd"),
        ("Mishutsin", "Mishustin"),
        ("sanctons", "sanctions"),
        ("Zelenograd", "Zelenograd"),
    ],
)
def test_names_are_found_in_the_seeds(query: str, word: str) -> None:
    seeds = {one.id: one for one in map(read_article, sorted(SEEDS.glob("*.txt")))}
    result = index_of(seeds.values()).search(query)
    hits = [hit for one in result.by_article for hit in one.hits]
    assert hits
    for hit in hits:
        text = seeds[hit.article_id].text
        assert text[hit.start : hit.end].lower() == word.lower()
        assert hit.sentence.start <= hit.start < hit.end <= hit.sentence.end
        assert hit.is_fuzzy == (query != word)
        assert "".join(text[slice(*hit.sentence)]).startswith(text[hit.sentence.start])


def test_an_article_of_a_result_is_the_same_object_whenever_it_is_looked_at(index: SearchIndex) -> None:
    hits = index.search("chips").by_article
    assert len(hits) > 1
    assert [each is again for each, again in zip(hits, hits, strict=True)] == [True] * len(hits)
    assert hits[-1] is hits[len(hits) - 1]
    assert hits[1:] == tuple(hits)[1:]
    with pytest.raises(IndexError):
        hits[len(hits)]


def test_no_article_is_made_before_it_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    index = index_of(article("chips", str(number)) for number in range(50))
    made: list[str] = []

    class Watched(ArticleHits):
        def __init__(self, article_id: str, *rest: object, **more: object) -> None:
            made.append(article_id)
            super().__init__(article_id, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(lazy_hits, "ArticleHits", Watched)
    result = index.search("chips")
    assert (len(result.by_article), result.ways, made) == (50, (How.EXACT,), [])
    assert [hits.article_id for hits in result.by_article[:2]] == made


@pytest.mark.parametrize("query", ["chips", "chipz", "~chip", "gas OR chipz", "-chips", "zzz", ""])
def test_all_matching_articles_are_given_by_number(index: SearchIndex, query: str) -> None:
    numbers = {article.id: number for number, article in enumerate(ALL)}
    result = index.search(query, lenient=True)
    found = sorted(numbers[hits.article_id] for hits in result.by_article)
    assert sorted(index.matching(query, lenient=True)) == found


def test_all_matching_articles_are_given_however_many_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "_SLICE", 7)
    index = index_of(article("gas" if number % 3 else "chips", str(number)) for number in range(50))
    assert sorted(index.matching("gas")) == [number for number in range(50) if number % 3]
    assert list(index.matching("gas", cancelled=lambda: True)) == []


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("left near:2 right", "ab"),
        ("right near:2 left", "ab"),
        ("left near:3 right", "abc"),
        ("left near:1 right", ""),
        ("left near:1 left", "d"),
        ("left near:2 left", "de"),
        ("left near:9 left", "de"),
    ],
)
def test_words_near_each_other_are_found_in_either_order(query: str, ids: str) -> None:
    texts = {
        "a": "left x y right",
        "b": "right x y left",
        "c": "left x y z right",
        "d": "left x left",
        "e": "left x y left",
    }
    index = index_of(article(text, name) for name, text in texts.items())
    assert "".join(sorted(found(index, query))) == ids


def test_articles_have_the_numbers_that_they_are_given() -> None:
    index = SearchIndex({"a": CHIPS, "b": GAS}.__getitem__)
    index.add([CHIPS, GAS], [4, 9])
    index.add([TRAINS])
    index.commit()
    assert sorted(index.matching("plant OR trains")) == [4, 9, 10]


def test_a_removed_article_is_in_no_result_any_more() -> None:
    index = SearchIndex({one.id: one for one in ALL}.__getitem__)
    index.add(ALL)
    index.commit()
    index.remove(["gas", "nobody"])
    assert found(index, "plant") == {"chips"}
    index.commit()
    assert index.search("plant").total == 1
    index.add([GAS])
    index.commit()
    assert found(index, "plant") == {"chips", "gas"}


@pytest.mark.parametrize(
    "query", ["2024", "2024-03", "2024-03-10", "..2024-02", "2024-04..", "2023..2025", "1999"]
)
@pytest.mark.parametrize("is_inferred", [False, True])
def test_a_date_matches_a_period_if_both_may_mean_one_day(query: str, is_inferred: bool) -> None:
    dates = (
        "2023",
        "2023-12-31",
        "2024",
        "2024-02",
        "2024-03",
        "2024-03-10",
        "2024-03-11",
        "2023-05/2024-06",
    )
    field = "inferred_date" if is_inferred else "date"
    index = index_of(article("text", date, **{field: date}) for date in dates)  # type: ignore[arg-type]
    term = parse_query(f"date:~{query}").root
    assert isinstance(term, DateTerm)
    periods = {date: period_of(date) for date in dates}
    meant = {
        d for d, p in periods.items() if p and p.first <= term.period.last and p.last >= term.period.first
    }
    assert found(index, f"date:~{query}") == meant
    assert found(index, f"date:{query}") == (set() if is_inferred else meant)
